"""From an article to its announcements.

The gate looks for the lexicon's anchors; only where it opens are the fields marked, the phrases
tried, vetoes and hedges weighed and the statements put together.
"""

from dataclasses import dataclass, replace

from bot.announcements.below import ALONE
from bot.announcements.compose import compose, may_announce
from bot.announcements.language import language_of
from bot.announcements.lexicon import Lexicons
from bot.announcements.matching import find_matches
from bot.announcements.patterns import DATE, NETWORK, SEASON, TITLE
from bot.announcements.scene import Draft, Scene
from bot.announcements.tape import KnownTitles, Tape, build_tape
from bot.announcements.text import Text, normalise
from bot.announcements.vocabulary import ROOM, Lexicon
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
        dropped: (rule, words, reason) of each phrase that fired and led to nothing.
        announcements: what came out.
    """

    language: str | None
    headline: str
    marks: tuple[tuple[str, str], ...] = ()
    matches: tuple[tuple[str, str, str], ...] = ()
    vetoes: tuple[tuple[str, str, str], ...] = ()
    dropped: tuple[tuple[str, str, str], ...] = ()
    announcements: tuple[Announcement, ...] = ()


_SIGNS = {TITLE: "title", SEASON: "season", DATE: "date", NETWORK: "network"}


class Extractor:
    """Reads articles; built once, keeps nothing between them."""

    def __init__(self, *, lexicons: Lexicons, titles: KnownTitles | None = None) -> None:
        self._lexicons = lexicons
        self._titles = titles

    def __repr__(self) -> str:
        return f"Extractor({', '.join(sorted(self._lexicons.by_language))})"

    def extract(self, article: Article) -> tuple[Announcement, ...]:
        """Return what an article announces, in the order of its text."""
        opened = self._open(article)
        if opened is None or not may_announce(opened.scene, opened.numbers_below):
            return ()
        self._read_summary(opened)
        return tuple(_finish(draft) for draft in compose(opened.scene))

    def read(self, article: Article) -> Reading:
        """Return what an article announces and how that was found: slower, and says it all."""
        opened = self._open(article)
        if opened is None:
            headline = normalise(article.headline[:MAX_HEADLINE])
            language = self._language(headline, article)
            return Reading(language=language, headline=headline.plain)
        self._read_summary(opened)
        scene = opened.scene
        marks = scene.headline.marks.values()
        reading = Reading(
            language=scene.lexicon.language,
            headline=scene.headline.text.plain,
            marks=tuple(
                (_SIGNS[mark.sign], scene.headline.text.plain[mark.start : mark.end])
                for mark in marks
            ),
            matches=tuple((m.entry.name, m.field.value, m.words) for m in scene.matches),
            vetoes=tuple((m.entry.name, m.field.value, m.words) for m in scene.vetoes),
        )
        announcements = tuple(_finish(draft) for draft in compose(scene))
        dropped = tuple((match.entry.name, match.words, why) for match, why in scene.dropped)
        return replace(reading, announcements=announcements, dropped=dropped)

    def _language(self, headline: Text, article: Article) -> str | None:
        known = self._lexicons.by_language
        return language_of(headline.plain, hint=article.language, known=known)

    def _open(self, article: Article) -> "_Opened | None":
        """Read the headline; None when the gate of neither field opens."""
        headline = normalise(article.headline[:MAX_HEADLINE])
        language = self._language(headline, article)
        if language is None:
            return None
        lexicon = self._lexicons.by_language[language]
        summary = normalise(article.summary[:MAX_SUMMARY])
        above, below = lexicon.gate(headline.folded), lexicon.gate(summary.folded)
        told = any(lexicon.entries[number // ROOM].kind for number in above)
        if not told and not any(lexicon.entries[number // ROOM].kind in ALONE for number in below):
            return None
        tape = self._tape(headline, lexicon, article)
        scene = Scene(
            article=article,
            lexicon=lexicon,
            headline=tape,
            build_summary=lambda: self._tape(summary, lexicon, article),
        )
        scene.add(find_matches(tape, lexicon, above, field=Field.HEADLINE))
        return _Opened(scene, below)

    def _read_summary(self, opened: "_Opened") -> None:
        scene = opened.scene
        found = find_matches(
            scene.summary, scene.lexicon, opened.numbers_below, field=Field.SUMMARY
        )
        scene.add(found)

    def _tape(self, text: Text, lexicon: Lexicon, article: Article) -> Tape:
        return build_tape(
            text,
            lexicon,
            self._lexicons.networks,
            titles=self._titles,
            on=article.published_on,
        )


@dataclass(frozen=True)
class _Opened:
    """An article whose headline is read; `numbers_below` are the phrases of its summary."""

    scene: Scene
    numbers_below: frozenset[int]


def _recomposed(name: str) -> str:
    """Put together the Thai and Lao vowels that compatibility forms take apart."""
    for parts, whole in (("\u0e4d\u0e32", "\u0e33"), ("\u0ecd\u0eb2", "\u0eb3")):
        name = name.replace(parts, whole)
    return name


def _finish(draft: Draft) -> Announcement:
    return Announcement(
        show=_recomposed(draft.show),
        season=draft.season,
        kind=draft.kind,
        status=draft.status,
        stage=draft.stage,
        when=draft.when,
        people=tuple(Person(name=_recomposed(n), part=p, job=j) for n, p, j in draft.people),
        network=draft.network,
        rule=draft.rule,
        evidence=tuple(draft.evidence),
    )
