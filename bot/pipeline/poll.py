"""One poll of one feed, arrow by arrow, saved in one transaction.

Everything that a poll learns (article ids, shows, stories, owed deliveries, the feed's own state)
is committed together or not at all: a crash before the commit leaves the poll undone, and it is
done again.
"""

import logging
import random
import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.deliveries.route import Routing, route
from bot.errors import BotError, FeedGone, FetchError, ParseError
from bot.feeds.fetch import Fetched, Fetcher, FetchResult
from bot.feeds.parser_pool import ParserPool
from bot.feeds.schedule import next_poll_at
from bot.model import Article, Story
from bot.pipeline.corrected import CorrectedShows
from bot.pipeline.desk import Desk, Finding
from bot.pipeline.linking import link
from bot.storage import articles as article_rows
from bot.storage import deliveries as delivery_rows
from bot.storage import feeds as feed_rows
from bot.storage import shows as show_rows
from bot.storage import stories as story_rows
from bot.storage import subscriptions as subscription_rows
from bot.storage.connection import AsyncConnection
from bot.storage.correcting import Signature
from bot.storage.engine import Storage
from bot.storage.feeds import FeedState, PollOutcome
from bot.stories.book import StoryBook
from bot.stories.match import LONGEST_REACH
from bot.stories.merge import Change

log = logging.getLogger(__name__)

FIRST_RETRY = timedelta(seconds=30)
"""Doubled with each failure in a row, so the first retry comes after a minute."""

Read = tuple[Article, Sequence[Finding]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """When feeds are asked, and how old things may be.

    Attributes:
        interval: between two polls of one feed.
        max_age: an article older than this announces nothing.
        window: how long an article may join a story.
        edit_age: a message older than this is not edited.
        announce_first_poll: whether a feed's first poll announces; false but in previews.
    """

    interval: timedelta
    max_age: timedelta
    window: timedelta
    edit_age: timedelta
    announce_first_poll: bool = False


class Pipeline:
    """Polls feeds: fetches, reads, files and saves."""

    def __init__(
        self,
        *,
        storage: Storage,
        fetcher: Fetcher,
        parser: ParserPool,
        desk: Desk,
        shows: CorrectedShows,
        policy: Policy,
        now: Callable[[], datetime],
        on_owed: Callable[[], None],
        jitter: Callable[[], float] = random.random,
    ) -> None:
        """Take what a poll needs.

        `shows` keeps the index that the desk asks; `on_owed` is called when there is something to
        send.
        """
        self._storage = storage
        self._fetcher = fetcher
        self._parser = parser
        self._desk = desk
        self._shows = shows
        self._policy = policy
        self._now = now
        self._on_owed = on_owed
        self._jitter = jitter

    async def poll(self, state: FeedState) -> None:
        """Poll one feed and save everything that follows.

        A feed that cannot be read is saved as failed and asked again later.

        Raises:
            StorageError: nothing could be saved; the feed's lease runs out and it is tried again.
        """
        try:
            result = await self._fetcher.fetch(
                state.feed.url, etag=state.etag, last_modified=state.last_modified
            )
            articles = await self._parse(state, result)
        except (FetchError, ParseError) as error:
            await self._save_failure(state, error)
            return
        version = self._shows.version
        read = await self._read_new(state, articles)
        now = self._now()
        outcome = PollOutcome(
            feed_id=state.feed.id,
            at=now,
            next_poll_at=next_poll_at(
                now=now,
                interval=self._policy.interval,
                max_age=result.max_age,
                jitter=self._jitter(),
            ),
            etag=result.etag,
            last_modified=result.last_modified,
            moved_to=result.moved_to,
            primed=True,
        )
        try:
            await self._save(state, read, version=version, outcome=outcome, now=now)
        except BaseException:
            # Shows that news had linked are two again.
            self._shows.doubt()
            raise

    async def _parse(self, state: FeedState, result: FetchResult) -> list[Article]:
        if not isinstance(result, Fetched):
            return []
        articles = await self._parser.parse(
            result.body,
            feed=state.feed,
            now=self._now(),
            content_type=result.content_type,
            base_url=result.final_url,
        )
        if not state.primed:
            return articles
        # What is new since the last poll and gives no day was published today: "next month" in
        # it can be understood.
        today = self._now().astimezone(ZoneInfo(state.feed.timezone)).date()
        return [
            article if article.published_on else replace(article, published_on=today)
            for article in articles
        ]

    async def _read_new(self, state: FeedState, articles: Sequence[Article]) -> list[Read]:
        """Read the articles that have not been seen, the oldest first."""
        if not articles:
            return []
        async with self._storage.read() as conn:
            new = await article_rows.unseen(conn, state.feed.id, [each.id for each in articles])
        # Feeds list the newest first; what came first must be able to begin the story.
        oldest_first = sorted(
            (article for article in reversed(articles) if article.id in new),
            key=lambda article: article.published_at or self._now(),
        )
        return [(article, self._read(article)) for article in oldest_first]

    def _read(self, article: Article) -> Sequence[Finding]:
        try:
            return self._desk.read(article)
        except Exception:
            # The edge of one article: it is kept as seen, and its feed goes on.
            log.exception(
                "article not read",
                extra={
                    "feed": article.feed_id,
                    "article": article.id,
                    "reference": secrets.token_hex(3),
                },
            )
            return ()

    async def _as_corrected(
        self, conn: AsyncConnection, read: Sequence[Read], *, version: int
    ) -> Sequence[Read]:
        """Return what was read, anew if shows were corrected since: names may mean others now."""
        ids = {each.show.id for _, findings in read for each in findings}
        if not ids:
            return read
        await story_rows.hold_shows(conn, ids)
        await self._shows.catch_up(conn)
        if self._shows.version == version:
            return read
        return [(article, self._read(article)) for article, _ in read]

    async def _link(self, conn: AsyncConnection, read: Sequence[Read], *, now: datetime) -> None:
        """Merge the shows of which an article says that they are one."""
        if read:
            await self._shows.catch_up(conn)
        for article, findings in read:
            if pairs := self._desk.linked(article, findings):
                signature = Signature(
                    told_by=" ".join(filter(None, (article.publisher, article.link))),
                    now=now,
                    edit_since=now - self._policy.edit_age,
                )
                await link(conn, pairs, shows=self._shows, signature=signature)
                names = [[old.title, new.title] for old, new in pairs]
                log.info("shows linked", extra={"feed": article.feed_id, "names": names})

    async def _save(
        self,
        state: FeedState,
        read: Sequence[Read],
        *,
        version: int,
        outcome: PollOutcome,
        now: datetime,
    ) -> None:
        async with self._storage.write() as conn:
            # Asked again inside the transaction: its answer is the one that counts.
            new = await article_rows.unseen(conn, state.feed.id, [each.id for each, _ in read])
            fresh = [(article, findings) for article, findings in read if article.id in new]
            # First, since an operator's correction takes the same locks in the same order.
            await self._link(conn, fresh, now=now)
            fresh = [*await self._as_corrected(conn, fresh, version=version)]
            await article_rows.add(conn, [article for article, _ in fresh], now=now)
            owed, touched = await self._save_news(conn, state, fresh, now=now)
            await feed_rows.save_poll(conn, outcome)
        for _, findings in fresh:
            self._desk.learn(findings)
        if owed or touched:
            self._on_owed()
        if fresh:
            log.info(
                "feed read",
                extra={
                    "feed": state.feed.id,
                    "new": len(fresh),
                    "announcing": sum(bool(findings) for _, findings in fresh),
                    "silent": sum(
                        bool(findings) and not self._may_announce(state, article, now=now)
                        for article, findings in fresh
                    ),
                    "owed": owed,
                },
            )

    async def _save_news(
        self, conn: AsyncConnection, state: FeedState, fresh: Sequence[Read], *, now: datetime
    ) -> tuple[int, int]:
        """Store what articles tell; return how many messages are owed, how many stories changed."""
        shows = {each.show.id: each.show for _, findings in fresh for each in findings}
        if not shows:
            return 0, 0
        await show_rows.ensure(conn, shows.values())
        since = now - max(self._policy.window, LONGEST_REACH)
        candidates = await story_rows.candidates(conn, shows, since=since)
        subscriptions = await subscription_rows.for_shows(conn, shows)
        rows: list[tuple[Story, str, str]] = []
        routed: list[Routing] = []
        for article, changes in self._file(fresh, candidates=candidates, now=now):
            rows += [(change.story, change.effect, change.what) for change in changes]
            routed.append(
                route(
                    changes,
                    subscriptions=subscriptions,
                    announce=self._may_announce(state, article, now=now),
                    now=now,
                    young_since=now - self._policy.max_age,
                )
            )
        owed = [delivery for each in routed for delivery in each.owed]
        touched = [story_id for each in routed for story_id in each.touched]
        await story_rows.save(conn, rows, now=now)
        await delivery_rows.owe(conn, owed)
        answers = await delivery_rows.answer(
            conn, [answer for each in routed for answer in each.answers]
        )
        oldest = now - self._policy.edit_age
        await delivery_rows.touch(conn, touched, now=now, not_older_than=oldest)
        return len(owed) + len(answers), len(touched)

    def _file(
        self, read: Sequence[Read], *, candidates: Sequence[Story], now: datetime
    ) -> Iterator[tuple[Article, list[Change]]]:
        """Yield what each article does to the stories, in order; one may join another's."""
        book = StoryBook(window=self._policy.window)
        for story in candidates:
            book.put(story)
        for article, findings in read:
            yield article, self._desk.file(article, findings, book=book, now=now)

    def _may_announce(self, state: FeedState, article: Article, *, now: datetime) -> bool:
        """Tell whether an article is news: not of a feed's first poll, and not too old."""
        if not (state.primed or self._policy.announce_first_poll):
            return False
        return now - (article.published_at or now) <= self._policy.max_age

    async def _save_failure(self, state: FeedState, error: BotError) -> None:
        now = self._now()
        failures = state.failures + 1
        # A feed that has never been read is asked again sooner: at a first start, the network
        # may come a minute later than the bot.
        interval = self._policy.interval if state.primed else FIRST_RETRY
        again = next_poll_at(
            now=now,
            interval=min(interval, self._policy.interval),
            failures=failures,
            retry_after=error.retry_after if isinstance(error, FetchError) else None,
            gone=isinstance(error, FeedGone),
            jitter=self._jitter(),
        )
        reason = error.reason if isinstance(error, FetchError) else str(error)
        log.warning(
            "feed failed",
            extra={
                "feed": state.feed.id,
                "reason": reason,
                "failures": failures,
                "next": again.isoformat(timespec="seconds"),
            },
        )
        outcome = PollOutcome(
            feed_id=state.feed.id,
            at=now,
            next_poll_at=again,
            etag=state.etag,
            last_modified=state.last_modified,
            failures=failures,
            error=reason,
            moved_to=state.moved_to,
            primed=state.primed,
        )
        async with self._storage.write() as conn:
            await feed_rows.save_poll(conn, outcome)
