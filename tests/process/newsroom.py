"""Twenty outlets, thirty channels, and news that keeps coming: what the process tests play."""

import asyncio
import contextlib
import itertools
import os
import random
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.model import ChannelId, GuildId, ShowId, Subscription, UserId
from bot.shows.match import ShowIndex
from bot.storage import guilds as guild_rows
from bot.storage import shows as show_rows
from bot.storage import subscriptions as subscription_rows
from bot.storage.engine import Storage
from tests.discord_server.limits import Limit
from tests.discord_server.server import DiscordServer
from tests.discord_server.world import Channel
from tests.feed_server.feeds import Item
from tests.feed_server.server import FeedServer
from tests.process.bot_process import BotProcess

FEEDS = 20
CHANNELS = 30
RUMOUR_EVERY = 3
FOLLOWING_ALL = 10
"""Channels that follow every show; each of the others follows a third of them."""

_FIRST = (
    *("Amber", "Crimson", "Silver", "Velvet", "Hollow"),
    *("Winter", "Golden", "Marble", "Scarlet", "Midnight"),
)
_SECOND = (
    *("Castle", "Harbor", "Orchard", "Lighthouse"),
    *("Carnival", "Monastery", "Vineyard", "Observatory"),
)
TITLES = [f"{first} {second}" for second, first in itertools.product(_SECOND, _FIRST)]


@dataclass
class Newsroom:
    """The world around the bot, and what each channel must hold in the end.

    Attributes:
        expected: the titles that each channel must show, each exactly once.
        broken_at: when each title was first told by an outlet.
        rumours: titles that are only reported so far; each is confirmed once its messages stand.
        confirmed: titles whose messages must each have one answer in the end.
    """

    discord: DiscordServer
    feeds: FeedServer
    bot: BotProcess
    channels: list[Channel]
    random: random.Random
    expected: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    broken_at: dict[str, datetime] = field(default_factory=dict)
    rumours: set[str] = field(default_factory=set)
    confirmed: set[str] = field(default_factory=set)
    told: int = 0
    _titles: Iterator[str] = field(default_factory=lambda: iter(TITLES))

    def break_news(self) -> None:
        """Let one outlet tell something new, and now and then a second one tell it too."""
        title = next(self._titles)
        if self.told % RUMOUR_EVERY == 0:
            self.rumours.add(title)
            self._publish(0, f"'{title}' Reportedly Renewed for Season 2", title)
        else:
            headlines = (
                f"'{title}' Renewed for Season 2",
                f"Netflix Renews '{title}' for Season 2",
            )
            # The first outlet tells rumours alone, so that what confirms one is another's.
            outlets = self.random.sample(range(1, FEEDS), self.random.choice((1, 1, 2)))
            for outlet, headline in zip(outlets, headlines, strict=False):
                self._publish(outlet, headline, title)
        index = TITLES.index(title)
        for number, channel in enumerate(self.channels):
            if _follows(number, index):
                self.expected[channel.name].add(title)
        self.broken_at[title] = datetime.now(UTC)
        self.told += 1

    def confirm_what_stands(self) -> None:
        """Let an outlet confirm the rumours whose messages stand everywhere."""
        shown = self.shown()
        for title in sorted(self.rumours - self.confirmed):
            wanting = [name for name, wanted in self.expected.items() if title in wanted]
            if all(shown[name][title] for name in wanting):
                self.confirmed.add(title)
                self._publish(1, f"'{title}' Officially Renewed for Season 2", title)

    def _publish(self, outlet: int, headline: str, title: str) -> None:
        self.feeds.append(
            _name(outlet),
            Item(
                title=headline,
                guid=f"{outlet}-{title}",
                link=f"https://outlet{outlet}.example/{title.replace(' ', '-').lower()}",
                published=datetime.now(UTC),
            ),
        )

    async def confirm_the_rest(self, *, timeout_s: float) -> None:
        """Wait until every rumour has been confirmed."""

        def confirmed() -> bool:
            self.confirm_what_stands()
            return self.rumours == self.confirmed

        await self.until(confirmed, timeout_s=timeout_s)

    async def keep_breaking_news(self, *, every_s: float, most: int) -> None:
        """Break news until cancelled, or until there was enough."""
        for _ in range(most):
            self.break_news()
            self.confirm_what_stands()
            await asyncio.sleep(every_s)

    def shown(self) -> dict[str, Counter[str]]:
        """Return how often each channel shows each title."""
        return {
            channel.name: Counter(_title(each) for each in self._messages(channel))
            for channel in self.channels
        }

    def answered(self) -> dict[str, Counter[str]]:
        """Return how often each channel's message of a title is answered."""
        counted: dict[str, Counter[str]] = {}
        for channel in self.channels:
            titles = {each["id"]: _title(each) for each in self._messages(channel)}
            counted[channel.name] = Counter(
                titles.get(each["message_reference"]["message_id"], "another message")
                for each in self.discord.messages(channel)
                if "message_reference" in each
            )
        return counted

    def _messages(self, channel: Channel) -> list[dict[str, Any]]:
        """Return the messages of a channel that answer none."""
        return [each for each in self.discord.messages(channel) if "message_reference" not in each]

    def waits_s(self) -> list[float]:
        """Return for each message how many seconds after its news it stood there."""
        return [
            (
                datetime.fromisoformat(each["timestamp"]) - self.broken_at[_title(each)]
            ).total_seconds()
            for channel in self.channels
            for each in self._messages(channel)
        ]

    def faults(self) -> list[str]:
        """Return what is missing, double or wrong, one line each."""
        lines = []
        for name, counted in self.shown().items():
            wanted = self.expected[name]
            lines += [f"{name}: {title} is missing" for title in sorted(wanted - set(counted))]
            lines += [f"{name}: {title} is not expected" for title in sorted(set(counted) - wanted)]
            lines += [f"{name}: {title} stands {n} times" for title, n in counted.items() if n > 1]
        for name, answers in self.answered().items():
            wanted = self.confirmed & self.expected[name]
            lines += [
                f"{name}: {title} is answered {answers[title]} times"
                for title in sorted(wanted | set(answers))
                if answers[title] != (title in wanted)
            ]
        return lines

    async def more_messages(self, number: int, *, timeout_s: float) -> None:
        """Wait until so many more messages stand, or the time has passed."""
        enough = self._standing() + number
        with contextlib.suppress(TimeoutError):
            await self.until(lambda: self._standing() >= enough, timeout_s=timeout_s, every_s=0.002)

    def _standing(self) -> int:
        return sum(len(self.discord.messages(channel)) for channel in self.channels)

    def _missing(self) -> bool:
        answered = self.answered()
        return any(
            self.expected[name] - set(counted)
            or self.expected[name] & self.confirmed - set(answered[name])
            for name, counted in self.shown().items()
        )

    async def everything_delivered(self, *, timeout_s: float) -> None:
        """Wait until every expected message stands; what is wrong then, `faults` tells."""
        try:
            await self.until(lambda: not self._missing() and not self.owed(), timeout_s=timeout_s)
        except TimeoutError:
            owed = self._rows(
                "select state, attempts, last_error, count(*) from deliveries "
                "where state <> 'sent' group by 1, 2, 3"
            )
            raise AssertionError(
                f"after {timeout_s:g} s: {self.faults()[:10]}, owed: {owed}, "
                f"the bot's last words:\n{self.bot.log()[-4000:]}"
            ) from None

    async def primed(self, *, timeout_s: float = 60.0) -> None:
        """Wait until the bot has polled every feed once: from then on, news is announced."""
        await self.until(lambda: self._primed() == FEEDS, timeout_s=timeout_s)

    async def until(
        self, condition: Callable[[], bool], *, timeout_s: float, every_s: float = 0.1
    ) -> None:
        """Look again and again: another process sets no event."""
        async with asyncio.timeout(timeout_s):
            while not condition():  # noqa: ASYNC110
                await asyncio.sleep(every_s)

    def _primed(self) -> int:
        return self._count("select count(*) from feeds where primed")

    def owed(self) -> int:
        """Return how many deliveries the bot has still to make."""
        return self._count("select count(*) from deliveries where state <> 'sent'")

    def _count(self, statement: str) -> int:
        rows = self._rows(statement)
        return int(rows[0][0]) if rows else 0

    def _rows(self, statement: str) -> list[tuple[Any, ...]]:
        """Ask the bot's database, from outside; nothing while it has no tables yet."""
        connection = sqlite3.connect(f"file:{self.bot.database}?mode=ro", uri=True)
        try:
            return connection.execute(statement).fetchall()
        except sqlite3.OperationalError:
            return []
        finally:
            connection.close()


def seed_of_this_run() -> int:
    """Return the seed: printed, so that a failure can be played again with DRAMAWIRE_SEED."""
    seed = int(os.environ.get("DRAMAWIRE_SEED", "0")) or random.SystemRandom().randrange(1, 10**6)
    print(f"DRAMAWIRE_SEED={seed}")
    return seed


async def sound(room: Newsroom) -> None:
    """Fail if the bot's database holds anything that cannot be."""
    storage = await Storage.open(room.bot.database_url, instance="inspector")
    problems = await storage.problems()
    await storage.close()
    assert problems == []


async def open_newsroom(
    folder: Path,
    *,
    discord: DiscordServer,
    feeds: FeedServer,
    seed: int,
    channels: int = CHANNELS,
) -> Newsroom:
    """Return a newsroom whose channels follow already, and whose feeds hold old news."""
    discord.limits.per_route.clear()
    discord.limits.default = Limit(500, 1.0)
    guild = discord.add_guild("Drama Club")
    rooms = [discord.add_channel(guild, f"channel-{n}") for n in range(channels)]
    for outlet in range(FEEDS):
        feeds.append(
            _name(outlet),
            Item(title="'Yesterday Garden' Renewed for Season 2", guid=f"{outlet}-old"),
        )
    sources = "\n".join(
        "\n".join(
            (
                "[[feed]]",
                f'id = "outlet-{outlet}"',
                f'url = "{feeds.url(_name(outlet))}"',
                f'publisher = "Outlet {outlet}"',
                'language = "en"',
                'tier = "press"',
                'timezone = "UTC"',
            )
        )
        for outlet in range(FEEDS)
    )
    bot = BotProcess(folder, discord=discord, feeds=feeds.address, sources=sources)
    await _follow(bot.database_url, guild_id=GuildId(int(guild.id)), channels=rooms)
    return Newsroom(
        discord=discord, feeds=feeds, bot=bot, channels=rooms, random=random.Random(seed)
    )


async def _follow(url: str, *, guild_id: GuildId, channels: list[Channel]) -> None:
    index = ShowIndex()
    shows = [index.resolve(title).show for title in TITLES]
    now = datetime.now(UTC)
    storage = await Storage.open(url, instance="newsroom")
    await storage.migrate()
    async with storage.write() as conn:
        await guild_rows.seen(conn, guild_id, locale="en-US", now=now)
        await show_rows.ensure(conn, shows)
        for number, channel in enumerate(channels):
            wanted: list[ShowId | None] = [None]
            if number >= FOLLOWING_ALL:
                wanted = [show.id for n, show in enumerate(shows) if _follows(number, n)]
            for show_id in wanted:
                await subscription_rows.put(
                    conn,
                    Subscription(
                        guild_id=guild_id,
                        channel_id=ChannelId(int(channel.id)),
                        show_id=show_id,
                        created_by=UserId(1),
                        created_at=now,
                    ),
                )
    await storage.close()


def _follows(channel: int, title: int) -> bool:
    return channel < FOLLOWING_ALL or (channel + title) % 3 == 0


def _name(outlet: int) -> str:
    return f"outlet-{outlet}.xml"


def _title(message: dict[str, object]) -> str:
    embeds = message["embeds"]
    assert isinstance(embeds, list)
    shown = str(embeds[0]["title"])
    return next((title for title in TITLES if title in shown), shown)
