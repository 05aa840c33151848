"""From an article to its announcements.

The gate looks for the lexicon's anchors; only where it opens are the fields marked, the phrases
tried, vetoes and hedges weighed and the statements put together.
"""

from dataclasses import dataclass

from bot.announcements.compose import compose
from bot.announcements.language import language_of
from bot.announcements.lexicon import ROOM, Lexicon, Lexicons
from bot.announcements.matching import Match, find_matches
from bot.announcements.patterns import DATE, NETWORK, SEASON, TITLE
from bot.announcements.scene import Draft, Scene
from bot.announcements.tape import KnownTitles, build_tape
from bot.announcements.text import normalise
from bot.model import Announcement, Article, Field, Person

MAX_HEADLINE = 500
MAX_SUMMARY = 3_000

@dataclass(frozen=True, kw_only=True)
class Reading:
    """How an article was read: everything that `explain` shows.

    Attributes:
        language: in which it was read, None when in none.
        headline: the plain headline.
        marks: (sign, words) of the marked spans of the headline.
        matches: (rule, field, words) of each phrase that fired.
        vetoes: (reason, field, words) of each veto.
        announcements: what came out.
    """

    language: str | None
    headline: str
    marks: tuple[tuple[str, str], ...] = ()
    matches: tuple[tuple[str, str, str], ...] = ()
    vetoes: tuple[tuple[str, str, str], ...] = ()
    announcements: tuple[Announcement, ...] = ()


_SIGNS = {TITLE: "title", SEASON: "season", DATE: "date", NETWORK: "network"}


class Extractor:
    """Reads articles; built once, keeps nothing between them."""

    def __init__(self, *, lexicons: Lexicons, titles: KnownTitles | None = None) -> None:
        self._lexicons = lexicons
        self._titles = titles

    def extract(self, article: Article) -> tuple[Announcement, ...]:
        """Return what an article announces, in the order of its text."""
        return self.read(article).announcements

    def read(self, article: Article) -> Reading:
        """Return what an article announces and how that was found."""
        headline = normalise(article.headline[:MAX_HEADLINE])
        known = self._lexicons.by_language
        language = language_of(headline.plain, hint=article.language, known=known)
        if language is None:
            return Reading(language=None, headline=headline.plain)
        lexicon = known[language]
        summary = normalise(article.summary[:MAX_SUMMARY])
        numbers = lexicon.gate(headline.folded), lexicon.gate(summary.folded)
        if not any(lexicon.entries[n // ROOM].kind for some in numbers for n in some):
            return Reading(language=language, headline=headline.plain)
        scene = Scene(
            article=article,
            lexicon=lexicon,
            headline=self._tape(headline, lexicon, article),
            summary=self._tape(summary, lexicon, article),
        )
        for field, some in zip((Field.HEADLINE, Field.SUMMARY), numbers, strict=True):
            for match in find_matches(scene.tape(field), lexicon, some, field=field):
                role = match.entry.role
                {"veto": scene.vetoes, "hedge": scene.hedges}.get(role, scene.matches).append(match)
        return Reading(
            language=language,
            headline=headline.plain,
            marks=tuple(
                (_SIGNS[mark.sign], scene.headline.text.plain[mark.start : mark.end])
                for mark in scene.headline.marks.values()
            ),
            matches=tuple((m.entry.name, m.field.value, m.words) for m in scene.matches),
            vetoes=tuple((m.entry.name, m.field.value, m.words) for m in scene.vetoes),
            announcements=tuple(_finish(draft) for draft in compose(scene)),
        )

    def _tape(self, text, lexicon: Lexicon, article: Article):  # type: ignore[no-untyped-def]
        return build_tape(
            text,
            lexicon,
            self._lexicons.networks,
            titles=self._titles,
            on=article.published_on,
        )


def _finish(draft: Draft) -> Announcement:
    assert draft.title is not None
    return Announcement(
        show=draft.title.name,
        season=draft.season,
        kind=draft.kind,
        status=draft.status,
        stage=draft.stage,
        when=draft.when,
        people=tuple(Person(name=n, part=p, job=j) for n, p, j in draft.people),
        network=draft.network,
        rule=draft.rule,
        evidence=tuple(draft.evidence),
    )
