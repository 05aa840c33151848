"""From an article to its announcements.

Where something was learned of its language, the sieve tells first whether it is worth reading. The
gate looks for the lexicon's anchors; only where it opens are the fields marked, the phrases tried,
vetoes and hedges weighed and the statements put together. Then the encoder drops and adds.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date

from bot.announcements.dates.find import find_dates
from bot.announcements.inferred import reason_to_drop
from bot.announcements.laid_out import LaidOut
from bot.announcements.layers import Layers
from bot.announcements.learned.judgement import Judgement, as_read
from bot.announcements.learned.load import Learned, load_learned
from bot.announcements.lexicon.load import Lexicons
from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.marks.mark import KnownTitles
from bot.announcements.marks.seasons import find_glued, find_seasons
from bot.announcements.reading import (
    Reading,
    named_better,
    read_by_rules,
    read_in_brief,
    with_likely,
)
from bot.announcements.spoken import without_speech
from bot.announcements.tags import Teller, find_tags, is_unsure
from bot.announcements.text.forms import Text, fold, normalise
from bot.announcements.text.labels import kicker_end, label_end, without_hashtags, without_pictures
from bot.announcements.text.language import language_of, load_detector
from bot.announcements.undecorated import undecorated
from bot.model import Announcement, Article, Field

MAX_HEADLINE = 500
MAX_SUMMARY = 3_000


class Extractor:
    """Reads articles; built once, keeps nothing between them."""

    def __init__(
        self,
        *,
        lexicons: Lexicons,
        titles: KnownTitles | None = None,
        learned: Callable[[str], Learned | None] = load_learned,
    ) -> None:
        """Set up a reader of articles.

        Args:
            lexicons: what each language says.
            titles: of the shows that are known, if any are.
            learned: gives what was learned of a language; `nothing_learned` for rules alone.
        """
        self._lexicons = lexicons
        self._titles = titles
        self._learned = learned

    def __repr__(self) -> str:
        return f"Extractor({', '.join(sorted(self._lexicons.by_language))})"

    def prepare(self, languages: Iterable[str | None]) -> None:
        """Load what is else loaded when an article first needs it: 0.1 to 1 s a language."""
        for language in self._lexicons.by_language.keys() & set(languages):
            self._lexicons.by_language[language]
            find_seasons("", language=language)
            find_glued("", language=language)
            find_dates("", language=language, on=None)
            if (learned := self._learned(language)) is not None:
                learned.encoder.read("", "")  # its first reading takes ten times as long
        load_detector()
        if self._titles is not None:
            self._titles.find("")

    def extract(self, article: Article) -> tuple[Announcement, ...]:
        """Return what an article announces, in the order of its text."""
        cleaned = self._cleaned(article)
        return () if cleaned is None else self._read(cleaned, explained=False).announcements

    def read(self, article: Article) -> Reading:
        """Return what an article announces and how that was found: slower, and says it all."""
        cleaned = self._cleaned(article)
        if cleaned is None:
            headline = normalise(article.headline[:MAX_HEADLINE])
            return Reading(language=None, headline=headline.plain)
        return self._read(cleaned, explained=True)

    def _read(self, cleaned: LaidOut, *, explained: bool) -> Reading:
        """Return what an article announces by the rules and by what was learned."""
        untagged = self._untagged(cleaned)
        learned = self._learned(cleaned.lexicon.language)
        if learned is None:
            return self._read_by_rules(cleaned, untagged, explained=explained)
        weight = learned.sieve.weigh(*_texts(untagged))
        if weight < learned.sieve.least and not explained:
            return Reading.nothing(cleaned)
        reading = self._read_by_rules(cleaned, untagged, explained=explained)
        reading = replace(reading, weight=weight)
        if weight < learned.sieve.least:
            return reading.without(
                dict.fromkeys(reading.announcements, "its words are none of news")
            )
        if not reading.announcements and weight < learned.sieve.worth:
            return reading
        # What is said beside the news would sway it.
        bare = next(self._bare(untagged))
        judgement = learned.encoder.read(*_texts(bare))
        doubted = {
            one: why
            for one in reading.announcements
            if _is_read(one, judgement) and (why := reason_to_drop(one.kind, judgement, learned))
        }
        kept = reading.without(doubted)
        kept = named_better(kept, bare, judgement)
        both = with_likely(kept, bare, judgement, learned, explained=explained)
        more = both.announcements[len(kept.announcements) :]
        told = [*kept.announcements, *_with_its_network(more, bare)]
        return replace(both, announcements=_in_order(told))

    def _read_by_rules(self, cleaned: LaidOut, untagged: LaidOut, *, explained: bool) -> Reading:
        """Return what the rules find in an article, given with its tags and without."""
        if not (explained or cleaned.may_have_words_of_news()):
            return Reading.nothing(cleaned)
        by_rules = read_by_rules if explained else read_in_brief
        for bare in self._bare(untagged):
            reading = by_rules(bare)
            if reading.announcements:
                break
        if untagged is cleaned:
            return reading
        reading = replace(reading, announcements=_with_its_network(reading.announcements, bare))
        if not reading.announcements:
            whole = by_rules(self._undecorated(cleaned))
            named = _named_by_a_tag(whole.announcements, bare)
            if named:
                return replace(whole, announcements=named)
        return reading

    def lay_out(self, article: Article) -> LaidOut | None:
        """Return an article laid out, with nothing read; None in a foreign language."""
        cleaned = self._cleaned(article)
        return None if cleaned is None else self._undecorated(cleaned)

    def untagged(self, article: Article) -> LaidOut | None:
        """Return an article as an encoder reads it, without tags; None in a foreign language."""
        cleaned = self._cleaned(article)
        return None if cleaned is None else self._undecorated(self._untagged(cleaned))

    def _cleaned(self, article: Article) -> LaidOut | None:
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
        summary = normalise(article.summary[:MAX_SUMMARY])
        if at := label_end(summary.folded, self._lexicons.labels):
            summary = summary.without([(0, at)])
        lexicon, on = known[language], article.published_on
        headline = _with_words_apart(tagged.without(is_unsure), lexicon)
        return LaidOut(
            article=article,
            tagged=tagged,
            lexicon=lexicon,
            headline=self._layers(headline, lexicon, on, beside=summary),
            summary=self._layers(summary, lexicon, on),
            given=headline.plain,
        )

    def _layers(
        self, text: Text, lexicon: Lexicon, on: date | None, *, beside: Text | None = None
    ) -> Layers:
        return Layers(
            text=text,
            lexicon=lexicon,
            names=self._lexicons.networks,
            known=self._titles,
            on=on,
            beside=beside,
        )

    def _untagged(self, laid_out: LaidOut) -> LaidOut:
        """Return the same with a headline without the tags that tell nothing."""
        tagged, lexicon = laid_out.tagged, laid_out.lexicon
        if not any(map(is_unsure, (*tagged.before, *tagged.behind))):
            return laid_out
        teller = Teller(
            plain=tagged.text.plain,
            lexicon=lexicon,
            networks=self._lexicons.networks,
            known=self._titles,
            on=laid_out.article.published_on,
        )
        headline = tagged.without(teller.tells)
        if headline.plain == tagged.without(is_unsure).plain:
            return laid_out
        headline = _with_words_apart(headline, lexicon)
        return self._with_headline(laid_out, headline, headline.plain)

    def _bare(self, untagged: LaidOut) -> Iterator[LaidOut]:
        """Yield an article as it may be read: without what is said beside its news, and with it."""
        text = untagged.headline.text
        news = without_speech(text, untagged.lexicon)
        if news is not text:
            yield self._undecorated(self._with_headline(untagged, news, news.plain))
        yield self._undecorated(untagged)

    def _undecorated(self, laid_out: LaidOut) -> LaidOut:
        """Return the same with the marks and capitals of its headline in order."""
        headline, given = undecorated(
            laid_out.headline.text,
            lexicon=laid_out.lexicon,
            networks=self._lexicons.networks,
            known=self._titles,
            summary=laid_out.summary.text,
            on=laid_out.article.published_on,
        )
        if headline is laid_out.headline.text:
            return laid_out
        return self._with_headline(laid_out, headline, given)

    def _with_headline(self, laid_out: LaidOut, headline: Text, given: str) -> LaidOut:
        layers = self._layers(
            headline,
            laid_out.lexicon,
            laid_out.article.published_on,
            beside=laid_out.summary.text,
        )
        return replace(laid_out, headline=layers, given=given)


def _texts(laid_out: LaidOut) -> tuple[str, str]:
    """Return an article's headline and summary as what was learned reads them."""
    return as_read(laid_out.headline.text), as_read(laid_out.summary.text)


def _is_read(found: Announcement, judgement: Judgement) -> bool:
    """Tell whether an encoder has read what proves an announcement."""
    proof = found.evidence[0]
    return judgement.has_read(proof.field, proof.start)


def _in_order(found: Iterable[Announcement]) -> tuple[Announcement, ...]:
    return tuple(sorted(found, key=_place))


def _place(found: Announcement) -> tuple[bool, int]:
    first = found.evidence[0]
    return first.field is Field.SUMMARY, first.start


def _with_words_apart(headline: Text, lexicon: Lexicon) -> Text:
    """Return a headline without a line in capitals before it, and without hashtags and pictures."""
    if lexicon.title_case and (at := kicker_end(headline.plain, lexicon.titles.verbs)):
        headline = headline.without([(0, at)])
    return without_pictures(without_hashtags(headline))


def _with_its_network(found: Iterable[Announcement], bare: LaidOut) -> tuple[Announcement, ...]:
    """Return what is announced with the network that a tag names and nothing else does."""
    said = bare.tagged.said
    names = bare.headline.names.find(said)
    network = next(
        (one.name for one in names if said[one.start : one.end] in said.split("\n")), None
    )
    return tuple(replace(one, network=one.network or network) for one in found)


def _named_by_a_tag(found: Iterable[Announcement], bare: LaidOut) -> tuple[Announcement, ...]:
    """Return what is announced of shows that a tag names: "Renewed for Season 2 | Harbour Lights".

    What a tag only proves, as a network does, is no news: the headline has it without.
    """
    said = fold(bare.tagged.said)
    return tuple(
        one
        for one in found
        if fold(one.show) in said or any(fold(who.name) in said for who in one.people)
    )
