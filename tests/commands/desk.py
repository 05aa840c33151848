"""A bot with all its commands, connected to the loopback Discord, and what tests do with it."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

import pytest

from bot.client.connection import DramawireClient
from bot.client.guilds import GuildKeeper
from bot.commands.build import build_commands
from bot.commands.services import Services
from bot.commands.tree import DramawireTree
from bot.deliveries.render import render
from bot.deliveries.summary import summarise
from bot.locales.messages import load_messages
from bot.lookup.lookup import Lookup
from bot.model import (
    ArticleId,
    ChannelId,
    FeedId,
    GuildId,
    Kind,
    RoleId,
    Show,
    ShowId,
    Source,
    Stage,
    Status,
    Story,
    StoryId,
    Subscription,
    Tier,
    UserId,
    When,
)
from bot.pipeline.corrected import CorrectedShows
from bot.pipeline.correcting import Corrector
from bot.shows.match import ShowIndex
from bot.storage import guilds, shows, stories, subscriptions, tables
from bot.storage.connection import AsyncConnection
from bot.storage.engine import Storage
from tests.conftest import NOW
from tests.discord_server.discordpy import point_discord_at
from tests.discord_server.names import NOTHING, Json, JsonValue, Permission
from tests.discord_server.results import InteractionResult
from tests.discord_server.server import DiscordServer
from tests.discord_server.world import Channel, Guild, Overwrite, User

READY_S = 10.0
MAX_AGE = timedelta(days=2)

TIDE = Show(
    id=ShowId("the-tide-house-2023"),
    title="The Tide House",
    names=("The Tide House", "밀물의 집", "House of Tides"),
    country="KR",
    year=2023,
    network="tvN",
    known=True,
)
LANTERN = Show(
    id=ShowId("lantern-street-2021"),
    title="Lantern Street",
    names=("Lantern Street", "등불 거리"),
    country="KR",
    year=2021,
    network="Wavve",
    known=True,
)
LANTERN_2 = Show(
    id=ShowId("lantern-keepers-2025"),
    title="Lantern Keepers",
    names=("Lantern Keepers",),
    country="JP",
    year=2025,
    known=True,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Everything around one connected bot.

    Attributes:
        channel: "kdrama", in which commands are used where a test names no other.
        admin: may manage the server; `fan` may not.
    """

    server: DiscordServer
    client: DramawireClient
    services: Services
    guild: Guild
    channel: Channel
    admin: User
    fan: User

    @property
    def storage(self) -> Storage:
        """The database."""
        return self.services.storage

    async def run(
        self,
        name: str,
        *,
        user: User | None = None,
        channel: Channel | None = None,
        locale: str = "en-US",
        **options: JsonValue,
    ) -> InteractionResult:
        """Run a command and return the private reply, given at once and without a failure.

        The admin runs it, in "kdrama", where the test says nothing else. An option called
        `channel` is given as `in_channel`.
        """
        if "in_channel" in options:
            options["channel"] = options.pop("in_channel")
        result = await self.server.invoke(
            name,
            guild=self.guild,
            channel=channel or self.channel,
            user=user or self.admin,
            options=options,
            locale=locale,
        )
        if result.delivered:
            assert not result.failed
            assert not result.errors
            assert result.ephemeral
        return result

    async def offered(
        self, name: str, focused: str, text: str, *, locale: str = "en-US", **options: JsonValue
    ) -> dict[str, str]:
        """Type into an option; return the values that are offered, each with its label."""
        if "in_channel" in options:
            options["channel"] = options.pop("in_channel")
        choices = await self.server.autocomplete(
            name,
            focused,
            text,
            guild=self.guild,
            channel=self.channel,
            user=self.admin,
            options=options,
            locale=locale,
        )
        return {choice["value"]: choice["name"] for choice in choices}

    async def click(self, shown: InteractionResult, label: str) -> InteractionResult:
        """Press the button with this label."""
        found = [each for each in buttons(shown) if each["label"] == label]
        assert len(found) == 1, f"{label!r} is not one of {[b['label'] for b in buttons(shown)]}"
        return await self.server.click(shown, found[0]["custom_id"])

    async def subscriptions(self, channel: Channel | None = None) -> list[Subscription]:
        """Return what a channel follows."""
        async with self.storage.read() as conn:
            return await subscriptions.of_channel(conn, ChannelId((channel or self.channel).id))

    async def follow(
        self,
        *followed: Show,
        channel: Channel | None = None,
        kinds: frozenset[Kind] = frozenset(),
        role_id: int | None = None,
    ) -> None:
        """Let a channel follow shows, without a command; without a show, every show."""
        async with self.storage.write() as conn:
            ids: list[ShowId | None] = [show.id for show in followed]
            for show_id in ids or [None]:
                await subscriptions.put(
                    conn,
                    Subscription(
                        guild_id=GuildId(self.guild.id),
                        channel_id=ChannelId((channel or self.channel).id),
                        show_id=show_id,
                        kinds=kinds,
                        role_id=RoleId(role_id) if role_id else None,
                        created_by=UserId(self.admin.id),
                        created_at=NOW,
                    ),
                )

    async def learn(self, *known: Show) -> None:
        """Store shows as another process would, which this one has not in memory."""
        async with self.storage.write() as conn:
            await shows.ensure(conn, known)

    async def forget(self) -> None:
        """Remove every story and every show from the database."""
        async with self.storage.write() as conn:
            for table in (tables.timeline, tables.sources, tables.stories, tables.shows):
                await conn.execute(table.delete())

    def hide(self, channel: Channel) -> None:
        """Let the bot alone see a channel."""
        bot_role = self.guild.members[self.server.world.bot.id].role_ids[0]
        channel.overwrites += [
            Overwrite(id=self.guild.id, type=0, deny=Permission.VIEW_CHANNEL),
            Overwrite(id=bot_role, type=0, allow=Permission.VIEW_CHANNEL),
        ]
        self.server.deny(channel, NOTHING)

    async def tell(self, *told: Story, effect: str = "born") -> None:
        """Store stories, as a poll would."""
        async with self.storage.write() as conn:
            await stories.save(
                conn, [(story, effect, "") for story in told], now=told[0].updated_at
            )

    async def pause(self, channel: Channel) -> None:
        """Note that a channel could not be written."""
        async with self.storage.write() as conn:
            await guilds.pause_channel(
                conn,
                guild_id=GuildId(self.guild.id),
                channel_id=ChannelId(channel.id),
                reason="Missing Permissions",
                now=NOW - timedelta(days=1),
            )

    async def paused(self) -> set[int]:
        """Return the channels that cannot be written."""
        async with self.storage.read() as conn:
            return {pause.channel_id for pause in await guilds.paused(conn)}


@asynccontextmanager
async def opened_desk(storage: Storage, *, lookup: Lookup | None = None) -> AsyncIterator[Desk]:
    """Start a Discord and connect a bot to it, until the block ends."""
    async with DiscordServer() as server:
        guild = server.add_guild("Drama Club")
        channel = server.add_channel(guild, "kdrama")
        admin = server.add_member(guild, "admin", permissions=Permission.MANAGE_GUILD)
        fan = server.add_member(guild, "fan")
        services = make_services(storage, operators_server=GuildId(guild.id), lookup=lookup)
        async with connected(server, make_client(services)) as client:
            yield Desk(
                server=server,
                client=client,
                services=services,
                guild=guild,
                channel=channel,
                admin=admin,
                fan=fan,
            )


def make_services(
    storage: Storage,
    *,
    operators_server: GuildId | None = None,
    lookup: Lookup | None = None,
) -> Services:
    """Return what the commands work with, over three shows."""
    messages = load_messages()
    catalogue = (TIDE, LANTERN, LANTERN_2)
    known = CorrectedShows(index=ShowIndex(catalogue), catalogue=catalogue)
    return Services(
        storage=storage,
        shows=known.index,
        messages=messages,
        render=partial(render, messages=messages),
        summarise=partial(summarise, messages=messages),
        now=lambda: NOW,
        max_age=MAX_AGE,
        corrector=Corrector(storage=storage, shows=known, now=lambda: NOW, edit_age=MAX_AGE),
        lookup=lookup,
        operators_server=operators_server,
    )


def make_client(
    services: Services,
    *,
    clock: Callable[[], float] = time.monotonic,
    heartbeat_timeout_s: float = 60.0,
) -> DramawireClient:
    """Return a client with all commands, which is quick to be ready."""
    return DramawireClient(
        clock=clock,
        heartbeat_timeout_s=heartbeat_timeout_s,
        keeper=GuildKeeper(storage=services.storage, now=services.now, max_age=services.max_age),
        build_commands=partial(build_commands, services=services),
        guild_ready_timeout_s=0.02,
    )


@asynccontextmanager
async def connected(
    server: DiscordServer, client: DramawireClient
) -> AsyncIterator[DramawireClient]:
    """Connect a client, and close it at the end."""
    with point_discord_at(server):
        running = asyncio.create_task(client.start(server.token))
        try:
            await eventually(lambda: failed(running) or client.down_since is None)
            yield client
        finally:
            await client.close()
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)


def failed(running: "asyncio.Task[None]") -> bool:
    """Raise what ended a task; False while it runs."""
    return running.done() and running.result() is not None


async def eventually(condition: Callable[[], bool]) -> None:
    """Let the loop run until something holds; fail when it does not within some seconds."""
    async with asyncio.timeout(READY_S):
        while not condition():  # noqa: ASYNC110 - what is waited for tells nobody
            await asyncio.sleep(0.005)


def count_reads(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that gets one entry for each view of the database from now on."""
    reads: list[str] = []
    read = desk.storage.read

    def counted() -> AbstractAsyncContextManager[AsyncConnection]:
        task = asyncio.current_task()
        # What a client looks up once it is ready may still be under way, and is nobody's command.
        if task is None or not task.get_name().endswith("on_ready"):
            reads.append("read")
        return read()

    monkeypatch.setattr(desk.storage, "read", counted)
    return reads


def tree_of(client: DramawireClient) -> DramawireTree:
    """Return a client's commands."""
    assert isinstance(client.tree, DramawireTree)
    return client.tree


async def becomes(look: Callable[[], Awaitable[object]], expected: object) -> None:
    """Look again and again until something is seen; fail when it is not within some seconds."""
    async with asyncio.timeout(READY_S):
        while await look() != expected:  # noqa: ASYNC110 - the database tells nobody
            await asyncio.sleep(0.01)


def buttons(shown: InteractionResult) -> list[Json]:
    """Return the buttons of a reply."""
    return [button for row in shown.reply["components"] for button in row["components"]]


def story(
    show: Show,
    number: int = 1,
    *,
    kind: Kind = Kind.RENEWAL,
    stage: Stage | None = None,
    status: Status = Status.CONFIRMED,
    season: int | None = 2,
    when: When | None = None,
    days_ago: float = 0,
    outlets: tuple[str, ...] = ("The Wire",),
    lead: Story | None = None,
) -> Story:
    """Return a story of a show; `number` tells it from the others."""
    at = NOW - timedelta(days=days_ago)
    return Story(
        id=StoryId(f"{show.id}-{number}"),
        show_id=show.id,
        show_title=show.title,
        season=season,
        kind=kind,
        stage=stage,
        status=status,
        when=when,
        people=(),
        network=show.network,
        lead_id=lead.id if lead else None,
        sources=tuple(
            Source(
                feed_id=FeedId(f"feed-{place}"),
                article_id=ArticleId(f"{show.id}-{number}-{place}"),
                publisher=outlet,
                headline=f"{show.title} item {number}",
                link=f"https://news{place}.example/{show.id}/{number}",
                language="en",
                tier=Tier.TRADE,
                status=status,
                published_at=at,
            )
            for place, outlet in enumerate(outlets)
        ),
        first_at=at,
        updated_at=at,
    )
