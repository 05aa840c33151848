"""/follow show: news of a show goes to a channel from now on."""

from dataclasses import dataclass, replace

import discord
from discord import app_commands

from bot.commands.buttons import LONGEST_LABEL, Button, button_id
from bot.commands.elsewhere import (
    MOST_OFFERS,
    ask_elsewhere,
    found_lines,
    meant_elsewhere,
    offer_text,
)
from bot.commands.kinds import kind_choices, kinds_in_words, read_kinds
from bot.commands.latest import latest_button
from bot.commands.naming import (
    LONGEST_CHOICE,
    SURE,
    Meant,
    bold,
    choice_label,
    choices,
    did_you_mean,
    meant_show,
)
from bot.commands.pauses import paused_in_words
from bot.commands.places import (
    ChannelOption,
    Chosen,
    Place,
    permission_names,
    place_of,
    reader,
    server_of,
)
from bot.commands.replies import Reply, answer
from bot.commands.services import Services
from bot.commands.tree import DramawireTree
from bot.commands.wording import phrase, slash_command
from bot.deliveries.escape import cut
from bot.deliveries.wording import Wording
from bot.errors import UserError
from bot.lookup.found import read_refs
from bot.model import GuildId, Kind, RoleId, Subscription, UserId
from bot.storage import guilds, shows, stories, subscriptions

NAME = "follow"
COMMAND = "follow show"
_KINDS = tuple(Kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What someone wants a channel to get.

    Attributes:
        show: a show's id, or what was typed instead.
        kinds: empty for everything.
        role_id: to mention, checked already.
        notes: sentences to add to the reply.
    """

    show: str
    place: Place
    kinds: frozenset[Kind]
    role_id: RoleId | None
    user_id: UserId
    notes: tuple[str, ...] = ()


class Follow:
    """The command and its buttons."""

    def __init__(self, tree: DramawireTree, services: Services) -> None:
        self._tree = tree
        self._services = services

    async def show(
        self,
        interaction: discord.Interaction,
        show: app_commands.Range[str, 1, LONGEST_CHOICE],
        channel: app_commands.Transform[Chosen, ChannelOption] | None = None,
        kinds: app_commands.Range[str, 1, LONGEST_CHOICE] | None = None,
        role: discord.Role | None = None,
    ) -> None:
        """Follow a show, in answer to the command."""
        words = reader(interaction, self._services.messages)
        place = place_of(interaction, words, channel.id if channel else None)
        wish = Wish(
            show=show,
            place=place,
            kinds=read_kinds(kinds, words),
            role_id=RoleId(role.id) if role else None,
            user_id=UserId(interaction.user.id),
            notes=_role_notes(interaction, words, place, role),
        )
        await answer(interaction, self._follow(interaction, words, wish))

    async def press(self, interaction: discord.Interaction, fields: list[str]) -> None:
        """Follow the show on a button, in answer to "did you mean"."""
        channel_id, kinds, role_id, show = fields
        words = reader(interaction, self._services.messages)
        wish = Wish(
            show=show,
            place=place_of(interaction, words, int(channel_id)),
            kinds=_unpacked(int(kinds)),
            role_id=RoleId(int(role_id)) if int(role_id) else None,
            user_id=UserId(interaction.user.id),
        )
        await answer(interaction, self._follow(interaction, words, wish), in_place=True)

    async def complete_show(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer shows that match what has been typed; memory alone is asked."""
        words = reader(interaction, self._services.messages)
        return choices(self._services.shows, typed, new_label=words)

    async def complete_kinds(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer kinds of news, one more behind those that stand there."""
        return kind_choices(typed, reader(interaction, self._services.messages))

    async def _follow(self, interaction: discord.Interaction, words: Wording, wish: Wish) -> Reply:
        guild = server_of(interaction, words)
        if wish.place.missing:
            raise UserError(
                words.say(
                    "follow.cannot_post",
                    channel=wish.place.mention,
                    permissions=permission_names(words, wish.place.missing),
                    command=self._tree.mention(COMMAND),
                )
            )
        meant = await self._meant(words, wish, locale=str(interaction.locale))
        if meant.guesses or meant.offered:
            return self._did_you_mean(words, wish, meant)
        now = self._services.now()
        news_since = now - self._services.max_age
        subscription = Subscription(
            guild_id=wish.place.guild_id,
            channel_id=wish.place.channel_id,
            show_id=meant.show.id,
            kinds=wish.kinds,
            role_id=wish.role_id,
            created_by=wish.user_id,
            created_at=now,
        )
        async with self._services.storage.write() as conn:
            # The server's row may be missing: the note of joining may have met a failing database.
            await guilds.seen(
                conn,
                GuildId(guild.id),
                locale=str(interaction.guild_locale),
                now=now,
                news_since=news_since,
            )
            if meant.new:
                await shows.ensure(conn, [meant.show])
            followed = await subscriptions.of_channel(conn, wish.place.channel_id)
            before = next((each for each in followed if each.show_id == meant.show.id), None)
            await subscriptions.put(conn, subscription)
            await guilds.resume_channel(conn, wish.place.channel_id, now=now, news_since=news_since)
            told = await stories.latest(conn, limit=1, show_id=meant.show.id)
            paused = await guilds.paused(conn)
        if meant.new and meant.show.names:
            self._services.shows.add(meant.show)
        lines = [
            _outcome(words, wish, meant, before, unfollow=self._tree.mention("unfollow")),
            *_about(meant, words),
            *wish.notes,
        ]
        buttons: tuple[Button, ...] = ()
        if told:
            time = discord.utils.format_dt(told[0].updated_at, "R")
            lines.append(words.say("follow.told_before", time=time))
            buttons = latest_button(words, meant.show.id)
        elif before is None:
            lines.append(words.say("follow.nothing_yet"))
        lines += [
            paused_in_words(guild, pause, words) for pause in paused if pause.guild_id == guild.id
        ]
        return Reply(content="\n".join(lines), buttons=buttons)

    async def _meant(self, words: Wording, wish: Wish, *, locale: str) -> Meant:
        """Return the show that is wished for; others are asked only when nobody here knows it."""
        if refs := read_refs(wish.show):
            return await meant_elsewhere(self._services, refs, words)
        async with self._services.storage.read() as conn:
            meant = await meant_show(self._services.shows, conn, wish.show)
        if meant is None:
            raise UserError(words.say("naming.empty"))
        return await ask_elsewhere(self._services, meant, locale=locale) if meant.new else meant

    def _did_you_mean(self, words: Wording, wish: Wish, meant: Meant) -> Reply:
        fields = (
            int(wish.place.channel_id),
            _packed(wish.kinds),
            int(wish.role_id or 0),
        )
        offered = [
            (choice_label(each.as_show()), button_id(NAME, *fields, each.key))
            for each in meant.offered
        ]
        offered += [
            (choice_label(guess), button_id(NAME, *fields, guess.id)) for guess in meant.guesses
        ]
        del offered[MOST_OFFERS:]
        anyway = words.say("follow.anyway", name=meant.show.title)
        offered.append((anyway, button_id(NAME, *fields, SURE + meant.show.title)))
        question = offer_text(meant, words) if meant.offered else did_you_mean(meant, words)
        return Reply(
            content="\n".join((question, *wish.notes)),
            buttons=tuple(
                Button(label=cut(label, LONGEST_LABEL), id=id_) for label, id_ in offered if id_
            ),
        )


def _about(meant: Meant, words: Wording) -> list[str]:
    """Return what is to be said of a show that the bot did not know."""
    if meant.found:
        return found_lines(meant.found, words)
    return [words.say("follow.new_show")] if meant.new else []


def _outcome(
    words: Wording, wish: Wish, meant: Meant, before: Subscription | None, *, unfollow: str
) -> str:
    values = {
        "channel": wish.place.mention,
        "show": bold(meant.show),
        "kinds": kinds_in_words(wish.kinds, words),
    }
    if before is None:
        return words.say("follow.done_some" if wish.kinds else "follow.done", **values)
    if replace(before, created_by=wish.user_id, kinds=wish.kinds, role_id=wish.role_id) == replace(
        before, created_by=wish.user_id
    ):
        return words.say("follow.already", unfollow=unfollow, **values)
    return words.say("follow.changed", **values)


def _role_notes(
    interaction: discord.Interaction, words: Wording, place: Place, role: discord.Role | None
) -> tuple[str, ...]:
    """Check that a role may be mentioned, and return what is to be said of it.

    Raises:
        UserError: the one who asks may not mention the role: the bot does not do it for them.
    """
    if role is None:
        return ()
    if role.is_default():
        raise UserError(words.say("follow.role_everyone"))
    if not (role.mentionable or interaction.permissions.mention_everyone):
        raise UserError(words.say("follow.role_not_yours", role=role.mention))
    if not (role.mentionable or place.may_mention):
        return (words.say("follow.role_silent", role=role.mention),)
    return (words.say("follow.role", role=role.mention),)


def _packed(kinds: frozenset[Kind]) -> int:
    return sum(1 << _KINDS.index(kind) for kind in kinds)


def _unpacked(packed: int) -> frozenset[Kind]:
    return frozenset(kind for place, kind in enumerate(_KINDS) if packed >> place & 1)


def register(tree: DramawireTree, services: Services) -> None:
    """Add the group; what else can be followed becomes another command of it."""
    follow = Follow(tree, services)
    group = app_commands.Group(
        name=NAME,
        description=phrase(services.messages, f"commands.{NAME}.about"),
        default_permissions=discord.Permissions(manage_guild=True),
    )
    slash_command(
        services.messages,
        name="show",
        callback=follow.show,
        autocomplete={"show": follow.complete_show, "kinds": follow.complete_kinds},
        group=group,
    )
    tree.add_command(group)
    tree.presses.add(NAME, follow.press, fields=4)
