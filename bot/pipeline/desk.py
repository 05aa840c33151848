"""What an article means: its announcements, their shows and their stories. No I/O, no clock.

The desk is where the pure stages meet; polls, `detect` and `preview` all go through it.
"""

import gc
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.announcements.extract import Extractor
from bot.announcements.lexicon.load import load_lexicons
from bot.model import Announcement, Article, Show, ShowId, Story, StoryId
from bot.shows.catalogue import load_catalogue
from bot.shows.linked import linked_shows
from bot.shows.match import ShowIndex
from bot.stories.merge import Change, Effect, assign, main_first


class Book(Protocol):
    """Where the stories stand that an announcement may join."""

    def candidates(self, show_id: ShowId) -> Sequence[Story]:
        """Return the stories of a show whose window has not passed."""
        ...

    def put(self, story: Story) -> None:
        """Keep a new story, or the new state of one."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """An announcement and the show that it is about.

    Attributes:
        reason: why it is that show, in a few words.
    """

    announcement: Announcement
    show: Show
    reason: str


class Desk:
    """Reads articles and files them into stories."""

    def __init__(self, *, extractor: Extractor, shows: ShowIndex, window: timedelta) -> None:
        self._extractor = extractor
        self._shows = shows
        self._window = window

    def prepare(self, languages: Iterable[str | None]) -> None:
        """Load what reading articles in these languages needs, so that none of them waits.

        What is loaded stays: the garbage collector, which else halts everything for 75 ms to walk
        over it, leaves it alone from here on.
        """
        self._extractor.prepare(languages)
        gc.collect()
        gc.freeze()

    def read(self, article: Article) -> list[Finding]:
        """Return what an article announces, the main announcement first."""
        findings = []
        for announcement in main_first(self._extractor.extract(article)):
            match = self._shows.resolve(
                announcement.show,
                language=article.language,
                network=announcement.network,
                people=[person.name for person in announcement.people],
                beat=article.beat,
                text=f"{article.headline}\n{article.summary}",
            )
            findings.append(
                Finding(announcement=announcement, show=match.show, reason=match.reason)
            )
        return findings

    def linked(self, article: Article, findings: Sequence[Finding]) -> list[tuple[Show, Show]]:
        """Return the shows that an article says are one: by the old name, then by the new one."""
        return linked_shows(
            f"{article.headline}\n{article.summary}",
            titles=dict.fromkeys(finding.announcement.show for finding in findings),
            index=self._shows,
            language=article.language,
        )

    def learn(self, findings: Sequence[Finding]) -> None:
        """Remember shows that were new, and who takes part in them, for the next articles."""
        for finding in findings:
            if self._shows.get(finding.show.id) is None:
                self._shows.add(finding.show)
            people = [person.name for person in finding.announcement.people]
            if people:
                self._shows.learn(finding.show.id, people=people)

    def file(
        self, article: Article, findings: Sequence[Finding], *, book: Book, now: datetime
    ) -> list[Change]:
        """Put an article's findings into stories; return what changed, in their order.

        The first story of a show that the article gives birth to leads; the others are told
        in the message of that one, so that one article makes one message a show.
        """
        changes: list[Change] = []
        leads: dict[ShowId, StoryId] = {}
        for finding in findings:
            change = assign(
                finding.announcement,
                show=finding.show,
                article=article,
                candidates=book.candidates(finding.show.id),
                now=now,
                window=self._window,
                lead_id=leads.get(finding.show.id),
            )
            if change.effect is Effect.BORN:
                leads.setdefault(finding.show.id, change.story.id)
            book.put(change.story)
            changes.append(change)
        return changes


def open_desk(*, window: timedelta, shows: ShowIndex | None = None) -> Desk:
    """Return a desk with the shipped lexicons, and the shipped catalogue unless given another.

    Raises:
        LexiconError: a lexicon file is wrong.
        CatalogueError: the catalogue is wrong.
    """
    index = ShowIndex(load_catalogue().shows) if shows is None else shows
    return Desk(
        extractor=Extractor(lexicons=load_lexicons(), titles=index), shows=index, window=window
    )
