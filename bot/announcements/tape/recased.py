"""Headlines whose capitals tell nothing: capitals alone, none at all, or one for each word.

In languages whose capitals show names they are read as an outlet would write them that has those:
"Hulu Renews Harbour Lights for Season 3", "Hulu renueva Faro Viejo por una tercera temporada". A
name that the summary, the catalogue or the list of networks writes has their letters.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.announcements.dates.find import find_places
from bot.announcements.lexicon.networks import Networks
from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.marks.mark import KnownTitles
from bot.announcements.marks.seasons import find_seasons
from bot.announcements.text.forms import Text, fold

_WORD = re.compile(r"[^\W\d_](?:[\w-]|[’'](?![Ss]\b))*|[’'][Ss]\b")
_PART = re.compile(r"[^\W\d_][\w-]*")
"""A word where languages shorten articles: "l’ombre" is two."""
_FEWEST_WORDS = 4
"""Fewer words in capitals may be nothing but names: HBO MAX."""
_FEWEST_CAPITALS = 3
"""Fewer words with a capital each may be nothing but a name."""
_LONGEST_SYLLABLE = 3
_MARKS = frozenset('"‘“«「『《〈')
_EDGES = "\"'“”‘’«»([¿¡"
_OPENS = re.compile(r"(?:^|[.!?…:;\"“‘'«(|–—-]) ?$")
_REMARK = re.compile(
    r"(?<!\w)['‘\"“](?P<words>[^\W\d_][\w-]{1,20}(?: [^\W\d_][\w-]{1,20}){0,2})['’\"”](?!\w)"
)
_DOTTED = "İ"


def recased(
    text: Text, lexicon: Lexicon, networks: Networks, known: KnownTitles | None, beside: Text
) -> Text:
    """Return a headline whose capitals tell nothing with those that do, any other as it is.

    Args:
        text: the headline.
        lexicon: of its language.
        networks: those that all languages share.
        known: titles of the catalogue, if there is one.
        beside: the summary, whose capitals may tell more.
    """
    plain = text.plain
    in_small = plain.islower()
    if not lexicon.cased:
        return replace(text, plain=_with_networks(plain, networks)) if in_small else text
    if not (in_small or plain.isupper() or _has_a_capital_each(plain)):
        return text
    words = list((_WORD if lexicon.elision is None else _PART).finditer(plain))
    each = not (in_small or plain.isupper())
    if in_small and lexicon.title_case and plain[0].isdigit() and not networks.find(plain.upper()):
        return text  # "9 comic book series to watch" is a sentence
    if not in_small and len(words) < (_FEWEST_CAPITALS if each else _FEWEST_WORDS):
        return text
    if each and not _has_large_connectors(words, lexicon):
        return text
    writer = _Writer(plain, lexicon, words, keeps=each)
    writer.find_times()
    writer.write_names(networks, known)
    writer.write_remarks()
    writer.write_words(beside)
    return replace(text, plain="".join(writer.letters))


def as_given(name: str, given: str, plain: str) -> str:
    """Return a name as its headline gives it: "Guide To Murder", though "To" was read small.

    Args:
        name: of a show.
        given: the headline; where its capitals tell nothing of any word they are left.
        plain: the same as it was read.
    """
    if plain == given or given.isupper() or given.islower():
        return name
    at = plain.find(name)
    return given[at : at + len(name)] if at >= 0 else name


class _Writer:
    """A headline while its words are written anew, each at its place and as long as it was."""

    def __init__(
        self, plain: str, lexicon: Lexicon, words: Sequence[re.Match[str]], *, keeps: bool
    ) -> None:
        """Begin with small letters.

        Args:
            plain: the headline.
            lexicon: of its language.
            words: of the headline.
            keeps: whether names keep the letters that they have.
        """
        self.letters = list(plain) if keeps else _lowered(plain)
        self._plain = plain
        self._raised = _raised(plain)
        self._lexicon = lexicon
        self._words = words
        self._folded = [fold(word.group()) for word in words]
        self._keeps = keeps
        self._named = bytearray(len(plain))
        self._timed = bytearray(len(plain))
        # "Lee Ra On" has a capital of her own, which "On" in "Filming Begins On" does not need.
        self._small = lexicon.small_for_sure if keeps else lexicon.small

    def find_times(self) -> None:
        """Find the words of seasons and days, which sentences write small."""
        if self._lexicon.title_case:
            return
        language = self._lexicon.language
        places = [(one.start, one.end) for one in find_seasons(self._plain, language=language)]
        places += [(start, end) for start, end, _ in find_places(self._plain, language=language)]
        for start, end in places:
            self._timed[start:end] = b"\1" * (end - start)

    def write_names(self, networks: Networks, known: KnownTitles | None) -> None:
        """Write networks, and shows of the catalogue, as they are written elsewhere."""
        titles = self._lexicon.titles
        for found in networks.find(self._raised):
            words = fold(self._plain[found.start : found.end])
            if words in titles.links:
                continue  # NOW is a network
            while words.rpartition(" ")[2] in titles.describing and " " in words:
                words = words.rpartition(" ")[0]  # "in tvN drama Kestrel"
            self._name(found.start, found.start + len(words), found.name)
        for start, end, name, telling in known.find(self._raised) if known else ():
            if telling or " " in name:
                self._name(start, end, name)

    def write_remarks(self) -> None:
        """Write small what a desk quotes of somebody else's words: star 'axed', 'set to leave'."""
        titles = self._lexicon.titles
        told = titles.verbs | titles.links | titles.stops | titles.plural
        for found in _REMARK.finditer(self._plain):
            words = [fold(word.group()) for word in _PART.finditer(found["words"])]
            if words[0] in told - titles.articles and told.issuperset(words):
                start, end = found.span("words")
                self.letters[start:end] = _lowered(found["words"])
                self._named[start:end] = b"\1" * (end - start)

    def _name(self, start: int, end: int, name: str) -> None:
        alike = fold(self._plain[start:end]) == fold(name)
        self.letters[start:end] = name if alike else self._raised[start:end]
        self._named[start:end] = b"\1" * (end - start)

    def write_words(self, summary: Text) -> None:
        """Write all other words, those of names as the summary does."""
        written: dict[str, str] = {}  # a headline may be one word again and again
        for at, word in enumerate(self._words):
            start, end = word.span()
            if self._named[start]:
                continue
            if self._is_in_a_name(at):
                kept = list(word.group()) if self._keeps else _capitalised(word.group())
                folded = self._folded[at]
                if folded not in written:
                    written[folded] = _written_in(summary, folded)
                self.letters[start:end] = written[folded] or kept
            else:
                self.letters[start:end] = _lowered(word.group())
        first = next((at for at, letter in enumerate(self.letters) if letter.isalpha()), 0)
        self.letters[first : first + 1] = map(_large, self.letters[first : first + 1])

    def _is_in_a_name(self, at: int) -> bool:
        folded, start = self._folded[at], self._words[at].start()
        if self._timed[start]:
            return False
        if folded not in self._small:
            return folded != "'s" and not self._is_owned(at)
        titles = self._lexicon.titles
        if self._plain[start - 1 : start] in _MARKS and folded not in titles.links | titles.stops:
            return True  # "‘Ang Munting Ilog’", but ‘to leave’
        if self._lexicon.title_case:
            return self._is_syllable(at)
        # "Globo cancela O Farol": an article before a name is one of its words.
        return (
            folded in titles.articles
            and self._is_of_a_name(at + 1)
            and (not self._is_of_a_name(at - 1) or self._lexicon.gate.knows(self._folded[at - 1]))
            and self._plain[self._words[at].end()] in " '’"
        )

    def _is_owned(self, at: int) -> bool:
        """Tell whether a word says what a name with a case ending has: "Sisli Liman'ın kadrosu".

        Behind a network stand shows.
        """
        glued, titles = self._lexicon.titles.glued, self._lexicon.titles
        if glued is None:
            return False
        at -= 1
        while at > 0 and self._folded[at] in titles.links - titles.describing:
            at -= 1
        if at < 0 or self._named[self._words[at].start()]:
            return False
        _, apostrophe, ending = self._folded[at].partition("'")
        return bool(apostrophe) and glued.fullmatch(ending) is not None

    def _is_syllable(self, at: int) -> bool:
        """Tell whether a small word ends somebody's name: "Lee Ra On and", "Yoo Ah In in talks"."""
        behind = self._plain[self._words[at].end() :][:2]
        following = self._folded[at + 1 : at + 2]
        return (
            self._folded[at] in self._lexicon.people.syllables
            and self._is_of_a_name(at - 1)
            and self._is_of_a_name(at - 2)
            and len(self._folded[at - 1]) <= _LONGEST_SYLLABLE
            and (
                behind[:1] in {",", "'", "’"}
                or behind == " &"
                or not self._small.isdisjoint(following)
            )
        )

    def _is_of_a_name(self, at: int) -> bool:
        if not 0 <= at < len(self._words) or self._folded[at] in self._small:
            return False
        start = self._words[at].start()
        return not self._named[start] and not self._timed[start]


def _has_a_capital_each(plain: str) -> bool:
    """Tell whether no word begins with a small letter: ordinary headlines have one soon."""
    for word in plain.split():  # noqa: SIM110 - half the price of any()
        if word.lstrip(_EDGES)[:1].islower():
            return False
    return True


def _has_large_connectors(words: Sequence[re.Match[str]], lexicon: Lexicon) -> bool:
    """Tell whether among words with a capital each is one that no outlet writes so: "Of"."""
    return any(fold(word.group()) in lexicon.small for word in words[1:])


def _with_networks(plain: str, networks: Networks) -> str:
    """Write the networks in a text of another script as they are written elsewhere."""
    letters = list(plain)
    raised = _raised(plain)
    for found in networks.find(raised):
        letters[found.start : found.end] = raised[found.start : found.end]
    return "".join(letters)


def _written_in(summary: Text, folded: str) -> str:
    """Return how a text writes a word in the midst of its sentences, if always so and not small."""
    ways: set[str] = set()
    at = summary.folded.find(folded)
    while at >= 0:
        word = _WORD.match(summary.plain, at)
        begins = word is not None and not summary.plain[at - 1 : at].isalnum()
        if word is not None and begins and len(word.group()) == len(folded):
            opens = _OPENS.search(summary.plain[max(0, at - 2) : at])
            if not opens or word.group().islower():
                ways.add(word.group())
        at = summary.folded.find(folded, at + len(folded))
    way = ways.pop() if len(ways) == 1 else ""
    return "" if way.islower() else way


def _capitalised(word: str) -> list[str]:
    return [_large(word[0]), *_lowered(word[1:])]


def _large(letter: str) -> str:
    """Raise a letter if it stays one: places must not move."""
    raised = letter.upper()
    return raised if len(raised) == 1 else letter


def _raised(letters: str) -> str:
    """Raise letters one for one."""
    raised = letters.upper()
    return raised if len(raised) == len(letters) else "".join(map(_large, letters))


def _lowered(letters: str) -> list[str]:
    """Lower letters one for one; the dotted I, which alone grows, becomes the plain one."""
    if _DOTTED not in letters:
        return list(letters.lower())
    return ["i" if letter == _DOTTED else letter.lower() for letter in letters]
