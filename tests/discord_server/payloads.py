"""Records as the JSON that Discord sends."""

from tests.discord_server import permissions
from tests.discord_server.names import ChannelType, Json
from tests.discord_server.world import Channel, Guild, Member, Role, User, World

CHANNEL_FLAGS_REQUIRE_TAG = 1 << 4


def user(record: User) -> Json:
    """Return a user as others see them."""
    payload: Json = {
        "id": str(record.id),
        "username": record.name,
        "avatar": None,
        "discriminator": "0",
        "public_flags": 0,
        "flags": 0,
        "global_name": None if record.bot else record.name.title(),
        "primary_guild": None,
    }
    if record.bot:
        payload["bot"] = True
    return payload


def me(world: World) -> Json:
    """Return the bot's user as it sees itself."""
    return user(world.bot) | {
        "mfa_enabled": False,
        "locale": "en-US",
        "premium_type": 0,
        "email": None,
        "verified": True,
    }


def application(world: World) -> Json:
    """Return the application as its own bot sees it."""
    return {
        "id": str(world.application_id),
        "name": world.bot.name,
        "icon": None,
        "description": "",
        "type": None,
        "bot": user(world.bot),
        "bot_public": True,
        "bot_require_code_grant": False,
        "integration_types_config": {"0": {}},
        "verify_key": "0" * 64,
        "flags": 0,
        "flags_new": "0",
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": user(world.owner),
        "approximate_guild_count": len(world.guilds),
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "team": None,
        "eligible_oauth2_scopes": ["bot", "applications.commands"],
    }


def role(record: Role) -> Json:
    """Return a role."""
    return {
        "id": str(record.id),
        "name": record.name,
        "permissions": str(int(record.permissions)),
        "position": record.position,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": record.managed,
        "mentionable": record.mentionable,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }


def member(record: Member) -> Json:
    """Return a member with the user in it."""
    return {
        "avatar": None,
        "banner": None,
        "communication_disabled_until": None,
        "flags": 0,
        "joined_at": record.joined_at,
        "nick": None,
        "pending": False,
        "premium_since": None,
        "roles": [str(role_id) for role_id in record.role_ids],
        "user": user(record.user),
        "mute": False,
        "deaf": False,
    }


def guild(record: Guild) -> Json:
    """Return a guild as REST gives it."""
    return {
        "id": str(record.id),
        "name": record.name,
        "icon": None,
        "description": None,
        "home_header": None,
        "splash": None,
        "discovery_splash": None,
        "features": [],
        "banner": None,
        "owner_id": str(record.owner.id),
        "application_id": None,
        "region": "deprecated",
        "afk_channel_id": None,
        "afk_timeout": 300,
        "system_channel_id": None,
        "system_channel_flags": 0,
        "widget_enabled": False,
        "widget_channel_id": None,
        "verification_level": 1,
        "roles": [role(each) for each in record.roles.values()],
        "default_message_notifications": 1,
        "mfa_level": 0,
        "explicit_content_filter": 0,
        "max_presences": None,
        "max_members": 500_000,
        "max_stage_video_channel_users": 50,
        "max_video_channel_users": 25,
        "vanity_url_code": None,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "preferred_locale": record.locale,
        "rules_channel_id": None,
        "safety_alerts_channel_id": None,
        "public_updates_channel_id": None,
        "premium_progress_bar_enabled": False,
        "nsfw": False,
        "nsfw_level": 0,
        "emojis": [],
        "stickers": [],
        "incidents_data": None,
    }


def guild_create(world: World, record: Guild) -> Json:
    """Return a guild as the gateway introduces it: with channels, threads and the bot's member."""
    return guild(record) | {
        "joined_at": record.joined_at,
        "large": False,
        "unavailable": False,
        "member_count": len(record.members),
        "voice_states": [],
        "members": [member(record.members[world.bot.id])],
        "channels": [channel(each) for each in world.channels_of(record)],
        "threads": [channel(each) for each in world.threads_of(record)],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def my_guild(world: World, record: Guild) -> Json:
    """Return a guild as `GET /users/@me/guilds` lists it."""
    return {
        "id": str(record.id),
        "name": record.name,
        "icon": None,
        "banner": None,
        "owner": False,
        "permissions": str(int(permissions.in_guild(record, world.bot.id))),
        "features": [],
    }


def channel(record: Channel) -> Json:
    """Return a channel, thread or DM."""
    last = str(max(record.messages)) if record.messages else None
    payload: Json = {
        "id": str(record.id),
        "type": int(record.type),
        "last_message_id": last,
        "flags": CHANNEL_FLAGS_REQUIRE_TAG if record.requires_tag else 0,
    }
    if record.type is ChannelType.DM:
        recipients = [user(record.recipient)] if record.recipient else []
        return payload | {"recipients": recipients}
    payload |= {
        "guild_id": str(record.guild_id),
        "name": record.name,
        "parent_id": str(record.parent_id) if record.parent_id else None,
        "rate_limit_per_user": 0,
    }
    if record.thread is not None:
        return payload | _thread(record)
    payload |= {
        "position": record.position,
        "permission_overwrites": [
            {
                "id": str(overwrite.id),
                "type": overwrite.type,
                "allow": str(int(overwrite.allow)),
                "deny": str(int(overwrite.deny)),
            }
            for overwrite in record.overwrites
        ],
        "nsfw": False,
        "topic": record.topic,
    }
    if record.type in {ChannelType.VOICE, ChannelType.STAGE}:
        payload |= {"bitrate": 64_000, "user_limit": 0, "rtc_region": None}
    if record.type in {ChannelType.FORUM, ChannelType.MEDIA}:
        payload |= {
            "available_tags": record.tags,
            "default_reaction_emoji": None,
            "default_sort_order": None,
            "default_forum_layout": 0,
        }
    return payload


def _thread(record: Channel) -> Json:
    state = record.thread
    assert state is not None
    return {
        "owner_id": str(state.owner_id),
        "thread_metadata": {
            "archived": state.archived,
            "archive_timestamp": state.created_at,
            "auto_archive_duration": state.auto_archive_minutes,
            "locked": state.locked,
            "create_timestamp": state.created_at,
        },
        "message_count": len(record.messages),
        "member_count": 1,
        "total_message_sent": len(record.messages),
        "applied_tags": [str(tag) for tag in state.tags],
    }
