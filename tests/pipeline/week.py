"""A week of news and what came of it, played through polls and the outbox.

`week.tsv` is the script: two hundred articles by five outlets in three languages, and for each
what the channel must see. `python -m tests.pipeline.week` prints `docs/a-week.md`; a test holds
both to what the bot does.
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
SCRIPT = Path(__file__).with_name("week.tsv")
SALT_ROAD = Show(
    id=ShowId("salt-road-2025"),
    title="Salt Road",
    names=("Salt Road", "소금길", "Ruta de sal"),
    country="KR",
    year=2025,
    network="tvN",
    known=True,
)
HARBOR_QUEEN = Show(
    id=ShowId("harbor-queen-2024"),
    title="Harbor Queen",
    names=("Harbor Queen", "하버 퀸", "La reina del puerto"),
    country="US",
    year=2024,
    network="NBC",
    known=True,
)
LANTERN = Show(
    id=ShowId("lantern-2025"),
    title="Lantern",
    names=("Lantern", "등불"),
    country="KR",
    year=2025,
    network="JTBC",
    known=True,
)
BRITISH_LANTERN = Show(
    id=ShowId("lantern-2022"),
    title="Lantern",
    names=("Lantern",),
    country="GB",
    year=2022,
    network="BBC",
    known=True,
)
FOLLOWED = (SALT_ROAD, HARBOR_QUEEN, LANTERN)
"""The channel follows these; the namesake of the last it does not."""
CATALOGUE = (*FOLLOWED, BRITISH_LANTERN)
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
    beat: tuple[str, ...] = ()


OUTLETS = {
    "post": Outlet(name="The Post", language="en", tier=Tier.PRESS),
    "echo": Outlet(name="Daily Echo", language="en", tier=Tier.BLOG),
    "trade": Outlet(name="Screen Trade", language="en", tier=Tier.TRADE),
    "hangang": Outlet(name="한강일보", language="ko", tier=Tier.TRADE, beat=("KR",)),
    "marea": Outlet(name="La Marea", language="es", tier=Tier.PRESS),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One article of the script.

    Attributes:
        day: of the week, from 1; what comes of it has later ones.
        time: hours and minutes of the day.
        slug: of its outlet.
        headline: all that it says.
        seen: what the channel must see: "post 1 @fans", "edit 1", "answer 2 to 1", "silence".
    """

    day: int
    time: str
    slug: str
    headline: str
    seen: str

    @property
    def outlet(self) -> Outlet:
        """Who publishes it."""
        return OUTLETS[self.slug]

    @property
    def at(self) -> datetime:
        """When the bot reads it."""
        hours, minutes = map(int, self.time.split(":"))
        return BEGIN + timedelta(days=self.day - 1, hours=hours, minutes=minutes)


def read_script() -> list[News]:
    """Return the articles in their order."""
    rows = SCRIPT.read_text(encoding="utf-8").splitlines()[1:]
    return [
        News(day=int(day), time=time, slug=slug, headline=headline, seen=seen)
        for day, time, slug, headline, seen in (row.split("\t") for row in rows)
    ]


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

    async def play(self, item: News) -> str:
        """Publish an article, let the bot poll and send; return what the channel saw."""
        self.clock[0] = item.at
        self.server.append(
            f"{item.slug}.xml",
            Item(
                title=item.headline,
                guid=f"{item.day}-{item.time}",
                link=f"https://{item.slug}.example/{item.day}-{item.time.replace(':', '')}",
                published=item.at - timedelta(minutes=3),
            ),
        )
        await self.poll(item.slug)
        await self.outbox.send_due()
        done, self.channel.done = self.channel.done, []
        return ", ".join(done) or "silence"

    async def poll(self, slug: str) -> None:
        """Let the bot ask one outlet."""
        async with self.storage.read() as conn:
            states = {state.feed.id: state for state in await feed_rows.states(conn)}
        await self.pipeline.poll(states[FeedId(slug)])


@asynccontextmanager
async def opened_room(storage: Storage) -> AsyncIterator[Room]:
    """Open a room whose outlets have been read once, and whose channel follows three shows."""
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
                shows=CorrectedShows(index=shows, catalogue=CATALOGUE),
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
        await feed_rows.sync(conn, [_feed(slug, room.server) for slug in OUTLETS], now=BEGIN)
        await guild_rows.seen(conn, GUILD, locale="en-US", now=BEGIN)
        for show in FOLLOWED:
            await subscription_rows.put(
                conn,
                Subscription(
                    guild_id=GUILD,
                    channel_id=CHANNEL,
                    show_id=show.id,
                    role_id=FANS,
                    created_by=UserId(1),
                    created_at=BEGIN,
                ),
            )
    for slug in OUTLETS:
        room.server.append(f"{slug}.xml", Item(title="Good morning", guid="first", published=BEGIN))
        await room.poll(slug)


def _feed(slug: str, server: FeedServer) -> Feed:
    outlet = OUTLETS[slug]
    return Feed(
        id=FeedId(slug),
        url=server.url(f"{slug}.xml"),
        publisher=outlet.name,
        language=outlet.language,
        tier=outlet.tier,
        timezone="UTC",
        beat=outlet.beat,
    )


def page(played: list[tuple[News, str]], channel: ChannelOfWeek) -> str:
    """Return the week as a page: each article with what it led to, then the channel."""
    return "\n".join((*_articles(played), "", *_messages(channel), ""))


def _articles(played: list[tuple[News, str]]) -> Iterator[str]:
    yield from (
        "# A week",
        "",
        "Five outlets write two hundred articles in three languages. A channel follows three",
        "invented shows, with a role to mention: *Salt Road*, *Harbor Queen* and the Korean",
        "*Lantern*, which has a British namesake. This page is what a run of the bot gave",
        "(`python -m tests.pipeline.week`); a test holds it to the bot. Messages are edited for a",
        "day, and answered however old they are.",
        "",
        "| day | outlet | headline | the channel |",
        "| ---: | --- | --- | --- |",
    )
    for item, seen in played:
        yield f"| {item.day}, {item.time} | {item.outlet.name} | {item.headline} | {seen} |"


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


async def played_week(storage: Storage) -> tuple[list[tuple[News, str]], ChannelOfWeek]:
    """Play the whole week; return what each article led to, and the channel."""
    async with opened_room(storage) as room:
        return [(item, await room.play(item)) for item in read_script()], room.channel


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
