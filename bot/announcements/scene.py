"""One article laid out for reading: its language, its fields as tapes, what they have in common."""

from dataclasses import dataclass, field

from bot.announcements.lexicon import Entry, Lexicon
from bot.announcements.matching import Match
from bot.announcements.tape import Tape, Title
from bot.announcements.titles import topic_title
from bot.model import Article, Evidence, Field, Part, Stage, Status, When
from bot.model import Kind as Kind


@dataclass(kw_only=True)
class Draft:
    """An announcement in the making: fields are completed from other statements of the item."""

    kind: Kind
    title: Title
    season: int | None
    status: Status
    stage: Stage | None
    when: When | None
    network: str | None
    rule: str
    match: Match
    people: list[tuple[str, Part, str]] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)


@dataclass(kw_only=True)
class Scene:
    """An article laid out for reading.

    Attributes:
        article: as given.
        lexicon: of its language.
        headline: its headline's tape.
        summary: its summary's tape.
        matches: what fired, by field.
        vetoes: what silences, by field.
        hedges: what weakens, by field.
    """

    article: Article
    lexicon: Lexicon
    headline: Tape
    summary: Tape
    matches: list[Match] = field(default_factory=list)
    vetoes: list[Match] = field(default_factory=list)
    hedges: list[Match] = field(default_factory=list)

    def tape(self, place: Field) -> Tape:
        """Return the tape of a field."""
        return self.headline if place is Field.HEADLINE else self.summary

    def topic(self, near: Match | None = None) -> Title | None:
        """Return the show that the whole item is about."""
        found = topic_title(self.headline, near.start if near else 0, self.lexicon)
        return found or topic_title(self.summary, 0, self.lexicon)


def silences(veto: Match, match: Match) -> bool:
    """Tell whether a veto concerns a match."""
    entry: Entry = veto.entry
    if entry.kinds and match.entry.kind not in entry.kinds:
        return False
    if veto.field is not match.field:
        return entry.scope == "item" and veto.field is Field.HEADLINE
    return entry.scope == "item" or veto.clause == match.clause
