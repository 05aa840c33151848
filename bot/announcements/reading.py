"""How an article is read, with everything that `explain` shows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from bot.announcements.compose import compose
from bot.announcements.inferred import LEARNED, better_name, infer
from bot.announcements.laid_out import LaidOut
from bot.announcements.learned.judgement import Judgement
from bot.announcements.learned.load import Learned
from bot.announcements.lexicon.patterns import DATE, NETWORK, SEASON, TITLE
from bot.announcements.rules.draft import Draft
from bot.announcements.tape.matching import find_matches
from bot.model import Announcement, Field, Kind

_SIGNS = {TITLE: "title", SEASON: "season", DATE: "date", NETWORK: "network"}


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
        weight: what the sieve makes of its words; None where nothing was learned.
        likely: (kind, probability, words) as the encoder reads it; empty where it was not asked.
        announcements: what came out.
        bare: those shows of theirs that nothing but its words makes a title.
    """

    language: str | None
    headline: str
    marks: tuple[tuple[str, str], ...] = ()
    matches: tuple[tuple[str, str, str], ...] = ()
    vetoes: tuple[tuple[str, str, str], ...] = ()
    dropped: tuple[tuple[str, str, str], ...] = ()
    weight: float | None = None
    likely: tuple[tuple[Kind, float, str], ...] = ()
    announcements: tuple[Announcement, ...] = ()
    bare: frozenset[str] = frozenset()

    @classmethod
    def nothing(cls, laid_out: LaidOut) -> "Reading":
        """Return how an article is read in which there is nothing."""
        headline = laid_out.headline.text.plain
        return cls(language=laid_out.lexicon.language, headline=headline)

    def without(self, dropped: Mapping[Announcement, str]) -> "Reading":
        """Return how an article is read with some announcements dropped, each for its reason."""
        told = tuple((one.rule, one.evidence[0].text, why) for one, why in dropped.items())
        kept = tuple(one for one in self.announcements if one not in dropped)
        return replace(self, announcements=kept, dropped=self.dropped + told)


def named_better(reading: Reading, laid_out: LaidOut, judgement: Judgement) -> Reading:
    """Return how an article is read with its one show named by the encoder, where that is better.

    Args:
        reading: by the rules.
        laid_out: the article.
        judgement: of it.
    """
    shows = {one.show for one in reading.announcements}
    if len(shows) != 1:
        return reading
    (show,) = shows
    name = better_name(laid_out, judgement, show, bare=show in reading.bare)
    if name == show:
        return reading
    named = tuple(replace(one, show=name) for one in reading.announcements)
    why = (named[0].rule, show, f"as a name: the encoder marks {name!r}")
    return replace(reading, announcements=named, dropped=(*reading.dropped, why))


def with_likely(
    reading: Reading, bare: LaidOut, judgement: Judgement, learned: Learned, *, explained: bool
) -> Reading:
    """Return how an article is read with what the encoder says of it.

    Args:
        reading: by the rules.
        bare: the article.
        judgement: of it.
        learned: how sure the encoder must be.
        explained: whether everything that `explain` shows is wanted.
    """
    scenes, announcements = infer(bare, judgement, reading.announcements, learned)
    reading = replace(reading, announcements=reading.announcements + announcements)
    if not explained:
        return reading
    likely = tuple(
        (kind, judgement.probability(kind), _words(kind, bare, judgement)) for kind in Kind
    )
    matches = tuple(
        (match.entry.name, match.field.value, match.words)
        for scene in scenes
        for match in scene.matches
        if match.entry.name.startswith(LEARNED)
    )
    dropped = tuple(
        (match.entry.name, match.words, why)
        for scene in scenes
        for match, why in scene.dropped
        if match.entry.name.startswith(LEARNED)
    )
    return replace(
        reading,
        likely=likely,
        matches=reading.matches + matches,
        dropped=reading.dropped + dropped,
    )


def _words(kind: Kind, bare: LaidOut, judgement: Judgement) -> str:
    """Return what says most for a kind: words of the headline, else of the summary."""
    for field in Field:
        span = judgement.words(kind, field)
        if span is not None:
            return bare.layers(field).text.plain[span.start : span.end]
    return ""


def read_in_brief(laid_out: LaidOut) -> Reading:
    """Return what the rules find in an article, and nothing of how: the fast way."""
    reading = Reading.nothing(laid_out)
    if not laid_out.may_tell():
        return reading
    scene = laid_out.read_headline()
    if scene is None:
        return reading
    laid_out.read_summary(scene)
    return _finished(reading, laid_out, compose(scene))


def read_by_rules(laid_out: LaidOut) -> Reading:
    """Return the same with everything that `explain` shows."""
    scene = laid_out.scene()
    scene.add(find_matches(scene.headline, scene.lexicon, laid_out.above, field=Field.HEADLINE))
    laid_out.read_others(scene)
    laid_out.read_summary(scene)
    plain = scene.headline.text.plain
    reading = Reading(
        language=scene.lexicon.language,
        headline=plain,
        marks=tuple(
            (_SIGNS[mark.sign], plain[mark.start : mark.end])
            for mark in scene.headline.marks.values()
        ),
        matches=tuple((m.entry.name, m.field.value, m.words) for m in scene.matches),
        vetoes=tuple((m.entry.name, m.field.value, m.words) for m in scene.vetoes),
    )
    drafts = compose(scene)
    dropped = tuple((match.entry.name, match.words, why) for match, why in scene.dropped)
    reading = replace(reading, dropped=dropped)
    return _finished(reading, laid_out, drafts if laid_out.may_tell() else ())


def _finished(reading: Reading, laid_out: LaidOut, drafts: Iterable[Draft]) -> Reading:
    """Return how an article is read with what its drafts announce."""
    told = [(draft, laid_out.finish(draft)) for draft in drafts]
    bare = frozenset(one.show for draft, one in told if draft.is_bare)
    return replace(reading, announcements=tuple(one for _, one in told), bare=bare)
