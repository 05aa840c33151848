"""From an article to its announcements.

The gate looks for the lexicon's anchors; only where it opens are the fields marked, the phrases
tried, vetoes and hedges weighed and the statements put together.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from bot.announcements.compose import compose, may_announce
from bot.announcements.dates.find import find_dates
from bot.announcements.layers import Layers
from bot.announcements.lexicon.gate import Group
from bot.announcements.lexicon.load import Lexicons
from bot.announcements.lexicon.patterns import DATE, NETWORK, SEASON, TITLE
from bot.announcements.lexicon.vocabulary import Entry, Lexicon
from bot.announcements.marks.mark import KnownTitles, Mark
from bot.announcements.marks.seasons import find_glued, find_seasons
from bot.announcements.marks.style import in_one_style, tidied
from bot.announcements.rules.draft import Draft
from bot.announcements.rules.scene import Scene
from bot.announcements.summary.alone import may_call_its_show
from bot.announcements.tags import Tagged, Teller, find_tags, is_unsure
from bot.announcements.tape.matching import Match, find_matches
from bot.announcements.tape.recased import as_given, recased
from bot.announcements.tape.tape import Tape
from bot.announcements.tape.unpaired import completed
from bot.announcements.text.forms import Text, fold, normalise
from bot.announcements.text.labels import kicker_end, label_end, without_hashtags, without_pictures
from bot.announcements.text.language import language_of, load_detector
from bot.announcements.text.once import once
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

    def prepare(self, languages: Iterable[str | None]) -> None:
        """Load what is else loaded when an article first needs it: 0.1 to 1 s a language."""
        for language in self._lexicons.by_language.keys() & set(languages):
            self._lexicons.by_language[language]
            find_seasons("", language=language)
            find_glued("", language=language)
            find_dates("", language=language, on=None)
        load_detector()
        if self._titles is not None:
            self._titles.find("")

    def extract(self, article: Article) -> tuple[Announcement, ...]:
        """Return what an article announces, in the order of its text."""
        laid_out = self.lay_out(article)
        if laid_out is None or not (laid_out.above or laid_out.below):
            return ()
        bare = self._untagged(laid_out)
        found = _announced(bare)
        if bare is laid_out:
            return found
        return _with_its_network(found, bare) or _named_by_a_tag(_announced(laid_out), bare)

    def read(self, article: Article) -> Reading:
        """Return what an article announces and how that was found: slower, and says it all."""
        laid_out = self.lay_out(article)
        if laid_out is None:
            headline = normalise(article.headline[:MAX_HEADLINE])
            return Reading(language=None, headline=headline.plain)
        bare = self._untagged(laid_out)
        reading = _read(bare)
        if bare is laid_out:
            return reading
        reading = replace(reading, announcements=_with_its_network(reading.announcements, bare))
        if not reading.announcements:
            whole = _read(laid_out)
            named = _named_by_a_tag(whole.announcements, bare)
            if named:
                return replace(whole, announcements=named)
        return reading

    def _completed(self, headline: Text, lexicon: Lexicon, summary: Text, on: date | None) -> Text:
        """Return a headline in which no quotation mark stands alone."""
        networks = self._lexicons.networks

        def read(text: Text) -> tuple[Tape, list[Match]]:
            layers = Layers(
                text=recased(text, lexicon, networks, self._titles, summary),
                lexicon=lexicon,
                names=networks,
                known=self._titles,
                on=on,
            )
            return layers.tape, layers.news()

        return completed(headline, lexicon, read)

    def lay_out(self, article: Article) -> "LaidOut | None":
        """Return an article with its fields cleaned, nothing read; None in a foreign language.

        Its headline is without what is surely none of it: "EXCLUSIVE: …".
        """
        tagged = find_tags(normalise(article.headline[:MAX_HEADLINE]), self._lexicons.labels)
        known = self._lexicons.by_language
        language = language_of(
            tagged.bare, hint=article.language, known=known, summary=article.summary
        )
        if language is None:
            return None
        return self._laid_out(article, tagged, tagged.without(is_unsure), known[language])

    def _untagged(self, laid_out: "LaidOut") -> "LaidOut":
        """Return the same with a headline without the tags that tell nothing."""
        tagged = laid_out.tagged
        if not any(map(is_unsure, (*tagged.before, *tagged.behind))):
            return laid_out
        teller = Teller(
            plain=tagged.text.plain,
            lexicon=laid_out.lexicon,
            networks=self._lexicons.networks,
            known=self._titles,
            on=laid_out.article.published_on,
        )
        headline = tagged.without(teller.tells)
        if headline.plain == tagged.without(is_unsure).plain:
            return laid_out
        return self._laid_out(laid_out.article, tagged, headline, laid_out.lexicon)

    def _laid_out(
        self, article: Article, tagged: Tagged, headline: Text, lexicon: Lexicon
    ) -> "LaidOut":
        networks = self._lexicons.networks
        if lexicon.title_case and (at := kicker_end(headline.plain, lexicon.titles.verbs)):
            headline = headline.without([(0, at)])
        headline = without_pictures(without_hashtags(headline))
        summary = normalise(article.summary[:MAX_SUMMARY])
        if at := label_end(summary.folded, self._lexicons.labels):
            summary = summary.without([(0, at)])
        headline = tidied(headline, lexicon)
        headline = self._completed(headline, lexicon, summary, article.published_on)
        headline = in_one_style(headline, lexicon)
        given = headline.plain
        headline = recased(headline, lexicon, networks, self._titles, summary)
        headline_layers, summary_layers = (
            Layers(
                text=text,
                lexicon=lexicon,
                names=networks,
                known=self._titles,
                on=article.published_on,
                beside=beside,
            )
            for text, beside in ((headline, summary), (summary, None))
        )
        return LaidOut(
            article=article,
            tagged=tagged,
            lexicon=lexicon,
            headline=headline_layers,
            summary=summary_layers,
            given=given,
        )


def _announced(laid_out: "LaidOut") -> tuple[Announcement, ...]:
    """Return what an article announces, in the order of its text."""
    if not laid_out.may_tell():
        return ()
    scene = laid_out.read_headline()
    if scene is None:
        return ()
    laid_out.read_summary(scene)
    return tuple(map(laid_out.finish, compose(scene)))


def _with_its_network(found: Iterable[Announcement], bare: "LaidOut") -> tuple[Announcement, ...]:
    """Return what is announced with the network that a tag names and nothing else does."""
    said = bare.tagged.said
    names = bare.headline.names.find(said)
    network = next(
        (one.name for one in names if said[one.start : one.end] in said.split("\n")), None
    )
    return tuple(replace(one, network=one.network or network) for one in found)


def _named_by_a_tag(found: Iterable[Announcement], bare: "LaidOut") -> tuple[Announcement, ...]:
    """Return what is announced of shows that a tag names: "Renewed for Season 2 | Harbour Lights".

    What a tag only proves, as a network does, is no news: the headline has it without.
    """
    said = fold(bare.tagged.said)
    return tuple(
        one
        for one in found
        if fold(one.show) in said or any(fold(who.name) in said for who in one.people)
    )


def _read(laid_out: "LaidOut") -> Reading:
    """Return how an article is read, with everything that `explain` shows."""
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
    announcements = map(laid_out.finish, drafts) if laid_out.may_tell() else ()
    dropped = tuple((match.entry.name, match.words, why) for match, why in scene.dropped)
    return replace(reading, announcements=tuple(announcements), dropped=dropped)


_OF_SUMMARIES = (Group.SUMMARY_OWN, Group.SUMMARY_ALONE, Group.SUMMARY_OTHERS)


@dataclass(kw_only=True, eq=False)
class LaidOut:
    """An article's fields, and what of them is looked for when it is first asked for."""

    article: Article
    tagged: Tagged
    lexicon: Lexicon
    headline: Layers
    summary: Layers
    given: str
    """The headline as it is read, with its own capitals."""

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
            show=_recomposed(name),
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

    def _told_in(self, tape: Tape) -> list[Match]:
        below = self.below.union(
            *(self.summary.passing(g) for g in (Group.SUMMARY_OWN, Group.SUMMARY_OTHERS))
        )
        return find_matches(tape, self.lexicon, below, field=Field.SUMMARY)


def _recomposed(name: str) -> str:
    """Put together the Thai and Lao vowels that compatibility forms take apart."""
    for parts, whole in (("\u0e4d\u0e32", "\u0e33"), ("\u0ecd\u0eb2", "\u0eb3")):
        name = name.replace(parts, whole)
    return name
