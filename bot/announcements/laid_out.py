"""An article's fields, and what of them is looked for when it is first asked for.

Most articles announce nothing, and most of those are known by their words alone: each step asks
for as little as decides whether the next one is worth its price.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.announcements.compose import may_announce
from bot.announcements.layers import Layers
from bot.announcements.lexicon.gate import Group
from bot.announcements.lexicon.vocabulary import Entry, Lexicon
from bot.announcements.marks.mark import Mark
from bot.announcements.rules.draft import Draft
from bot.announcements.rules.scene import Scene
from bot.announcements.summary.alone import may_call_its_show
from bot.announcements.tags import Tagged
from bot.announcements.tape.matching import Match, find_matches
from bot.announcements.tape.recased import as_given
from bot.announcements.tape.tape import Tape
from bot.announcements.text.once import once
from bot.model import Announcement, Article, Field, Person

_OF_SUMMARIES = (Group.SUMMARY_OWN, Group.SUMMARY_ALONE, Group.SUMMARY_OTHERS)


@dataclass(kw_only=True, eq=False)
class LaidOut:
    """What is known of an article while it is read.

    Attributes:
        article: as the feed gave it.
        tagged: its headline and what stands round it.
        lexicon: of its language.
        headline: the layers of its headline.
        summary: those of its summary.
        given: the headline as it is read, with its own capitals.
    """

    article: Article
    tagged: Tagged
    lexicon: Lexicon
    headline: Layers
    summary: Layers
    given: str

    def layers(self, field: Field) -> Layers:
        """Return the layers of a field."""
        return self.headline if field is Field.HEADLINE else self.summary

    def may_have_words_of_news(self) -> bool:
        """Tell whether the words of any news stand in the headline or the summary.

        Asked before quotation marks and capitals are put in order: these change no words.
        """
        lexicon, headline, summary = self.lexicon, self.headline, self.summary
        kinds = headline.passing(Group.HEADLINE_KINDS)
        if any(
            headline.may_have_words(lexicon.pattern(n))
            for n in kinds
            if not lexicon.entry(n).beside or summary.passing(Group.SUMMARY_OWN)
        ):
            return True
        # Hints count only where the summary bears them out.
        if summary.text.plain and any(
            headline.may_have_words(lexicon.pattern(n))
            for n in headline.passing(Group.HEADLINE_HINTS)
        ):
            return True
        return any(summary.may_have_words(lexicon.pattern(n)) for n in self.below)

    @once
    def above(self) -> frozenset[int]:
        """What the headline may announce, by its words.

        A hint that only the summary can bear out is none where the summary has no such words.
        """
        return self.headline.passing(Group.HEADLINE_KINDS) | self._borne_out()

    def _borne_out(self) -> frozenset[int]:
        """Return the hints of the headline that the summary may bear out, by its words."""
        lexicon, summary = self.lexicon, self.summary
        if not summary.text.plain:
            return frozenset()
        passing = self.headline.passing(Group.HEADLINE_HINTS)
        hints = [n for n in passing if self.headline.may_hold(lexicon.pattern(n))]
        open_ = {lexicon.entry(n).kind for n in hints}
        told = set()
        for group in _OF_SUMMARIES:
            if not open_:
                break
            for n in summary.passing(group):
                kind = lexicon.entry(n).kind
                if kind in open_ and summary.may_hold(lexicon.pattern(n)):
                    told.add(kind)
                    open_.remove(kind)
        return frozenset(n for n in hints if lexicon.entry(n).kind in told)

    @once
    def below(self) -> frozenset[int]:
        """What the summary may announce though the headline does not, by its words."""
        return self.summary.passing(Group.SUMMARY_ALONE)

    @once
    def telling(self) -> frozenset[int]:
        """Those of the headline's phrases that may come to stand on its tape.

        What counts only beside another kind is asked for where that kind may be told.
        """
        lexicon, may_hold = self.lexicon, self.headline.may_hold
        alone = {n for n in self.above if not lexicon.entry(n).beside}
        told = {n for n in alone if may_hold(lexicon.pattern(n))}
        others = self.above - alone
        if others and not self.summary.passing(Group.SUMMARY_OWN):
            kinds = {lexicon.entry(n).kind for n in told}
            others = frozenset(n for n in others if lexicon.entry(n).beside & kinds)
        return frozenset(told | {n for n in others if may_hold(lexicon.pattern(n))})

    @once
    def told_below(self) -> tuple[Entry, ...]:
        """What the summary may announce though the headline does not."""
        lexicon, may_hold = self.lexicon, self.summary.may_hold
        dated = {n for n in self.below if lexicon.entry(n).dates}
        others = self.below - dated
        told = [n for n in others if may_hold(lexicon.pattern(n))]
        if dated and self._may_date_its_show():
            told += [n for n in dated if may_hold(lexicon.pattern(n))]
        return tuple(map(lexicon.entry, told))

    def _may_date_its_show(self) -> bool:
        """Tell whether the summary may call the headline's show "the drama" or "it"."""
        if not may_call_its_show(self.summary.text.folded, self.lexicon):
            return False
        return bool(self.headline.titles or self.headline.seasons)

    def _counts(self, told: Iterable[Entry]) -> bool:
        """Tell whether what a headline tells can count for anything.

        What counts only beside another kind does so alone where the summary has words of its own.
        """
        beside = [entry.beside for entry in told]
        return not all(beside) or (bool(beside) and bool(self.summary.passing(Group.SUMMARY_OWN)))

    def may_tell(self) -> bool:
        """Tell whether the item is worth reading: most are not."""
        return self._counts(map(self.lexicon.entry, self.telling)) or bool(self.told_below)

    def scene(self) -> Scene:
        """Lay the item out, with nothing found in it."""
        return Scene(
            article=self.article,
            lexicon=self.lexicon,
            headline=self.headline.tape,
            build_summary=lambda: self.summary.tape,
            read_again=self.read_again,
        )

    def read_headline(self) -> Scene | None:
        """Find what the headline tells; None when the item can announce nothing.

        Its kinds first: vetoes, hedges and people matter only beside them.
        """
        scene = self.scene()
        scene.add(find_matches(scene.headline, self.lexicon, self.telling, field=Field.HEADLINE))
        if not self._counts(match.entry for match in scene.matches) and not self.told_below:
            return None
        self.read_others(scene)
        return scene if may_announce(scene, lambda: self.told_below) else None

    def read_others(self, scene: Scene) -> None:
        """Find what the headline says beside its kinds."""
        others = self.headline.passing(Group.HEADLINE_OTHERS)
        scene.add(find_matches(scene.headline, self.lexicon, others, field=Field.HEADLINE))

    def read_summary(self, scene: Scene) -> None:
        """Find what the summary tells."""
        scene.add(self._told_in(scene.summary))

    def read_again(self, names: list[Mark]) -> tuple[Tape, list[Match]]:
        """Return the summary with more names marked, and what it tells so."""
        tape = self.summary.tape_with(names)
        return tape, self._told_in(tape)

    def finish(self, draft: Draft) -> Announcement:
        """Return what a draft announces, with the name as the headline writes it."""
        name = as_given(draft.show, self.given, self.headline.text.plain)
        return Announcement(
            show=recomposed(name),
            season=draft.season,
            kind=draft.kind,
            status=draft.status,
            stage=draft.stage,
            when=draft.when,
            people=tuple(Person(name=recomposed(n), part=p, job=j) for n, p, j in draft.people),
            network=draft.network,
            rule=draft.rule,
            evidence=tuple(draft.evidence),
        )

    def _told_in(self, tape: Tape) -> list[Match]:
        below = self.below.union(
            *(self.summary.passing(g) for g in (Group.SUMMARY_OWN, Group.SUMMARY_OTHERS))
        )
        return find_matches(tape, self.lexicon, below, field=Field.SUMMARY)


def recomposed(name: str) -> str:
    """Put together the Thai and Lao vowels that compatibility forms take apart."""
    for parts, whole in (("\u0e4d\u0e32", "\u0e33"), ("\u0ecd\u0eb2", "\u0eb3")):
        name = name.replace(parts, whole)
    return name
