"""A week of one show's news and what came of it, played through polls and the outbox.

`python -m tests.pipeline.week` prints `docs/a-week.md`; a test holds the page to what the bot does.
"""

import asyncio
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.deliveries.outbox import Outbox
from bot.deliveries.post import Post
from bot.feeds.fetch import Fetcher, user_agent
from bot.feeds.guard import Guard
from bot.feeds.parser_pool import ParserPool
from bot.locales.messages import load_messages
from bot.model import (
    ChannelId,
    Feed,
    FeedId,
    GuildId,
    MessageId,
    RoleId,
    Show,
    ShowId,
    Subscription,
    Tier,
    UserId,
)
from bot.pipeline.corrected import CorrectedShows
from bot.pipeline.desk import open_desk
from bot.pipeline.poll import Pipeline, Policy
from bot.shows.match import ShowIndex
from bot.storage import feeds as feed_rows
from bot.storage import guilds as guild_rows
from bot.storage import subscriptions as subscription_rows
from bot.storage.engine import Storage
from tests.feed_server.feeds import Item
from tests.feed_server.server import FeedServer

BEGIN = datetime(2026, 11, 23, tzinfo=UTC)
SALT_ROAD = Show(
    id=ShowId("salt-road-2025"),
    title="Salt Road",
    names=("Salt Road", "소금길", "Ruta de sal"),
    country="KR",
    year=2025,
    network="tvN",
    known=True,
)
CHANNEL, GUILD, FANS = ChannelId(7), GuildId(1), RoleId(5)
POLICY = Policy(
    interval=timedelta(minutes=5),
    max_age=timedelta(days=2),
    window=timedelta(days=60),
    edit_age=timedelta(days=1),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """One of the five outlets of the week."""

    name: str
    language: str
    tier: Tier


POST = Outlet(name="The Post", language="en", tier=Tier.PRESS)
ECHO = Outlet(name="Daily Echo", language="en", tier=Tier.BLOG)
TRADE = Outlet(name="Screen Trade", language="en", tier=Tier.TRADE)
HANGANG = Outlet(name="한강일보", language="ko", tier=Tier.TRADE)
MAREA = Outlet(name="La Marea", language="es", tier=Tier.PRESS)
OUTLETS = (POST, ECHO, TRADE, HANGANG, MAREA)


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One article: on which day, at what hour, by whom."""

    day: int
    hour: int
    outlet: Outlet
    headline: str


def news(day: int, hour: int, outlet: Outlet, headline: str) -> News:
    """Return one article."""
    return News(day=day, hour=hour, outlet=outlet, headline=headline)


WEEK = (
    news(1, 9, POST, "'Salt Road' Reportedly Renewed for Season 2"),
    news(1, 10, ECHO, "'Salt Road' Reportedly Renewed for Season 2"),
    news(1, 15, HANGANG, "'소금길' 시즌2 제작 논의 중"),
    news(2, 9, HANGANG, "tvN '소금길' 시즌2 제작 확정"),
    news(2, 11, MAREA, "«Ruta de sal» tendrá segunda temporada"),
    news(2, 12, ECHO, "Will 'Salt Road' Return for Season 3?"),
    news(3, 9, POST, "Filming on 'Salt Road' Season 2 to Begin in March"),
    news(3, 14, HANGANG, "'소금길' 시즌2, 내년 3월 촬영 시작"),
    news(4, 9, TRADE, "'Salt Road' Season 2 to Premiere in October 2027"),
    news(4, 12, ECHO, "'Salt Road' Season 1 Recap: What Happened at the Harbor"),
    news(4, 18, POST, "'Harbor Queen' Canceled After Two Seasons"),
    news(5, 7, TRADE, "'Salt Road' Season 2 Premiere Pushed to January 2028"),
    news(
        5,
        9,
        MAREA,
        "El estreno de la segunda temporada de «Ruta de sal» se retrasa a enero de 2028",
    ),
    news(6, 9, POST, "Mira Holt in Talks to Join 'Salt Road' Season 2"),
    news(6, 20, TRADE, "Mira Holt Turns Down 'Salt Road' Season 2"),
    news(7, 9, ECHO, "'Salt Road' Reportedly Canceled at tvN"),
    news(7, 13, TRADE, "'Salt Road' Has Not Been Canceled, tvN Says"),
    # What comes of it, months later.
    news(40, 9, ECHO, "tvN Renews 'Salt Road' for Season 2"),
    news(105, 9, HANGANG, "'소금길' 시즌2 촬영 시작"),
    news(105, 15, POST, "'Salt Road' Season 2 Begins Filming"),
    news(190, 9, MAREA, "Termina el rodaje de la segunda temporada de «Ruta de sal»"),
)


@dataclass(slots=True, kw_only=True)
class Message:
    """One message of the channel as it stands, and what it answers."""

    id: MessageId
    post: Post
    answers: MessageId | None
    edits: int = 0


@dataclass(slots=True)
class ChannelOfWeek:
    """The channel as Discord would show it, with a record of what was done to it.

    Attributes:
        done: what the last articles led to: "post 1 @fans", "edit 1", "answer 2 to 1 @fans".
    """

    messages: list[Message] = field(default_factory=list)
    done: list[str] = field(default_factory=list)

    async def send(
        self,
        *,
        channel_id: ChannelId,
        post: Post,
        nonce: str,
        answers: MessageId | None = None,
    ) -> MessageId:
        """Take a message; the one role that it may mention is pinged."""
        message = Message(id=MessageId(len(self.messages) + 1), post=post, answers=answers)
        self.messages.append(message)
        ping = " @fans" if post.role_id == FANS and post.content else ""
        what = f"answer {message.id} to {answers}" if answers else f"post {message.id}"
        self.done.append(what + ping)
        return message.id

    async def edit(self, *, channel_id: ChannelId, message_id: MessageId, post: Post) -> None:
        """Let a message show something else; that pings nobody."""
        message = self.messages[message_id - 1]
        message.post = post
        message.edits += 1
        self.done.append(f"edit {message_id}")

    async def delete(self, *, channel_id: ChannelId, message_id: MessageId) -> None:
        """Note that a message was taken back; nobody does that in this week."""
        self.done.append(f"delete {message_id}")

    async def find(
        self, *, channel_id: ChannelId, reference: str, since: datetime
    ) -> MessageId | None:
        """Return None: nothing is lost on the way here."""
        return None


@dataclass(slots=True, kw_only=True)
class Room:
    """The bot, its outlets and the channel, at a time of our own."""

    storage: Storage
    server: FeedServer
    channel: ChannelOfWeek
    pipeline: Pipeline
    outbox: Outbox
    clock: list[datetime]

    async def play(self, item: News) -> list[str]:
        """Publish an article, let the bot poll and send; return what the channel saw."""
        self.clock[0] = at(item)
        self.server.append(
            _file(item.outlet),
            Item(
                title=item.headline,
                guid=f"{item.day}-{item.hour}",
                link=f"https://{_slug(item.outlet)}.example/{item.day}-{item.hour}",
                published=self.clock[0] - timedelta(minutes=3),
            ),
        )
        await self.poll(item.outlet)
        await self.outbox.send_due()
        done, self.channel.done = self.channel.done, []
        return done

    async def poll(self, outlet: Outlet) -> None:
        """Let the bot ask one outlet."""
        async with self.storage.read() as conn:
            states = {state.feed.id: state for state in await feed_rows.states(conn)}
        await self.pipeline.poll(states[FeedId(_slug(outlet))])


def at(item: News) -> datetime:
    """Return when the bot reads an article."""
    return BEGIN + timedelta(days=item.day - 1, hours=item.hour)


@asynccontextmanager
async def opened_room(storage: Storage) -> AsyncIterator[Room]:
    """Open a room whose outlets have been read once, and whose channel follows the show."""
    clock = [BEGIN]
    channel = ChannelOfWeek()
    shows = ShowIndex()
    async with (
        FeedServer() as server,
        Fetcher(agent=user_agent(), guard=Guard(allowed=["127.0.0.1:*"])) as fetcher,
        ParserPool() as parser,
    ):
        room = Room(
            storage=storage,
            server=server,
            channel=channel,
            pipeline=Pipeline(
                storage=storage,
                fetcher=fetcher,
                parser=parser,
                desk=open_desk(window=POLICY.window, shows=shows),
                shows=CorrectedShows(index=shows, catalogue=[SALT_ROAD]),
                policy=POLICY,
                now=lambda: clock[0],
                on_owed=lambda: None,
            ),
            outbox=Outbox(
                storage=storage,
                sender=channel,
                messages=load_messages(),
                now=lambda: clock[0],
                edit_age=POLICY.edit_age,
            ),
            clock=clock,
        )
        await _begin(room)
        yield room


async def _begin(room: Room) -> None:
    async with room.storage.write() as conn:
        await feed_rows.sync(conn, [_feed(each, room.server) for each in OUTLETS], now=BEGIN)
        await guild_rows.seen(conn, GUILD, locale="en-US", now=BEGIN)
        await subscription_rows.put(
            conn,
            Subscription(
                guild_id=GUILD,
                channel_id=CHANNEL,
                show_id=SALT_ROAD.id,
                role_id=FANS,
                created_by=UserId(1),
                created_at=BEGIN,
            ),
        )
    for outlet in OUTLETS:
        room.server.append(_file(outlet), Item(title="Good morning", guid="first", published=BEGIN))
        await room.poll(outlet)


def _feed(outlet: Outlet, server: FeedServer) -> Feed:
    return Feed(
        id=FeedId(_slug(outlet)),
        url=server.url(_file(outlet)),
        publisher=outlet.name,
        language=outlet.language,
        tier=outlet.tier,
        timezone="UTC",
    )


def _slug(outlet: Outlet) -> str:
    return f"outlet-{OUTLETS.index(outlet) + 1}"


def _file(outlet: Outlet) -> str:
    return f"{_slug(outlet)}.xml"


def page(played: list[tuple[News, list[str]]], channel: ChannelOfWeek) -> str:
    """Return the week as a page: each article with what it led to, then the channel."""
    return "\n".join((*_articles(played), "", *_messages(channel), ""))


def _articles(played: list[tuple[News, list[str]]]) -> Iterator[str]:
    yield from (
        "# A week",
        "",
        "Five outlets tell of an invented show in three languages, and a channel follows it,",
        "with a role to mention. This page is what a run of the bot gave (`python -m",
        "tests.pipeline.week`); a test holds it to the bot. Messages are edited for a day, and",
        "answered however old they are.",
        "",
        "| day | outlet | headline | the channel |",
        "| ---: | --- | --- | --- |",
    )
    for item, done in played:
        told = ", ".join(done) or "silence"
        yield f"| {item.day}, {item.hour:02}:00 | {item.outlet.name} | {item.headline} | {told} |"


def _messages(channel: ChannelOfWeek) -> Iterator[str]:
    yield "## The channel in the end"
    for message in channel.messages:
        post = message.post
        answers = f", answers message {message.answers}" if message.answers else ""
        edits = f", edits: {message.edits}" if message.edits else ""
        yield from (
            "",
            f"### Message {message.id}{answers}{edits}",
            "",
            f"{post.author}  ",
            f"**{post.title}**  ",
            post.description.replace("\n", "  \n"),
        )
        for box in post.fields:
            yield f"- {box.name}: {box.value.replace(chr(10), '; ')}"


async def played_week(storage: Storage) -> tuple[list[tuple[News, list[str]]], ChannelOfWeek]:
    """Play the whole week; return what each article led to, and the channel."""
    async with opened_room(storage) as room:
        return [(item, await room.play(item)) for item in WEEK], room.channel


async def _print() -> None:
    with TemporaryDirectory() as folder:
        storage = await Storage.open(f"sqlite:///{Path(folder) / 'week.sqlite3'}", instance="week")
        try:
            await storage.migrate()
            sys.stdout.write(page(*await played_week(storage)))
        finally:
            await storage.close()


if __name__ == "__main__":
    asyncio.run(_print())
