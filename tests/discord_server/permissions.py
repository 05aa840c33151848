"""What a member may do in a channel, computed as Discord documents it."""

from tests.discord_server.errors import missing_access, missing_permissions
from tests.discord_server.names import EVERYONE, EVERYTHING, Permission
from tests.discord_server.world import Channel, Guild, World


def in_guild(guild: Guild, user_id: int) -> Permission:
    """Return what a member's roles allow everywhere in the guild."""
    if user_id == guild.owner.id:
        return EVERYTHING
    permissions = guild.roles[guild.id].permissions
    member = guild.members.get(user_id)
    for role_id in member.role_ids if member else ():
        permissions |= guild.roles[role_id].permissions
    return EVERYTHING if permissions & Permission.ADMINISTRATOR else permissions


def in_channel(world: World, channel: Channel, user_id: int) -> Permission:
    """Return what a user may do in a channel; threads inherit from their parent."""
    guild = world.guild_of(channel)
    if guild is None:
        return EVERYONE
    base = in_guild(guild, user_id)
    if base == EVERYTHING:
        return base
    source = channel
    if channel.is_thread and channel.parent_id is not None:
        source = world.channels.get(channel.parent_id, channel)
    member = guild.members.get(user_id)
    roles = set(member.role_ids) if member else set()
    # Order matters: @everyone, then all roles together, then the member's own.
    for overwrite in source.overwrites:
        if overwrite.id == guild.id:
            base = (base & ~overwrite.deny) | overwrite.allow
    allow, deny = Permission(0), Permission(0)
    for overwrite in source.overwrites:
        if overwrite.id in roles and overwrite.id != guild.id:
            allow |= overwrite.allow
            deny |= overwrite.deny
    base = (base & ~deny) | allow
    for overwrite in source.overwrites:
        if overwrite.type == 1 and overwrite.id == user_id:
            base = (base & ~overwrite.deny) | overwrite.allow
    return base


def require(world: World, channel: Channel, needed: Permission) -> None:
    """Answer 50001 if the bot cannot see the channel, 50013 if it lacks what is needed."""
    has = in_channel(world, channel, world.bot.id)
    if not has & Permission.VIEW_CHANNEL:
        raise missing_access()
    if needed & ~has:
        raise missing_permissions()
