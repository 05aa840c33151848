"""An announcement in the making: what a phrase tells, before the whole item completes it."""

from dataclasses import dataclass, field, replace

from bot.announcements.lexicon.patterns import TITLE
from bot.announcements.marks.mark import Title
from bot.announcements.tape.matching import Match
from bot.model import Evidence, Kind, Part, Stage, Status, When


@dataclass(kw_only=True)
class Draft:
    """One statement of an item; fields are completed from its other statements."""

    kind: Kind
    title: Title | None
    season: int | None
    stage: Stage | None
    when: When | None
    rule: str
    match: Match
    status: Status = Status.CONFIRMED
    network: str | None = None
    people: list[tuple[str, Part, str]] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    fixed: bool = False
    """The date must not be completed from elsewhere."""

    @property
    def show(self) -> str:
        """The show's name, empty while none is known."""
        return self.title.name if self.title is not None else ""

    @property
    def is_bare(self) -> bool:
        """Whether nothing but its words makes the show's name a title."""
        return self.title is not None and self.title.how == "bare"

    @property
    def marked_before(self) -> Title | None:
        """The marked title before a phrase that does not say where its show stands."""
        match = self.match
        marked = (mark.value for mark in match.tape.inside(match.clause[0], match.start, TITLE))
        titles = [title for title in marked if isinstance(title, Title) and not title.credit]
        return titles[-1] if titles else None

    def renamed(self, title: Title | None) -> "Draft":
        """Return the same told of another show, with people and proof of its own to complete."""
        return replace(self, title=title, people=list(self.people), evidence=list(self.evidence))

    def told_of(self, title: Title) -> "Draft":
        """Return the same told of another show, whose own season goes first."""
        return replace(self.renamed(title), season=title.season or self.season)
