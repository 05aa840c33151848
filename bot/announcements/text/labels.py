"""What stands round a headline and is no part of it: "[Exclusive] …", "1. …", "… | Example News".

It says how, when or where the news comes, and not what it is, so a headline is read without it.
Which words are labels stands in the lexicon; what else stands apart at an end, short as a tag or
as the name of an outlet, is one unless it tells something: that needs the language, which in turn
is told without tags. "[Review] …" tells, and so may "… | Harbour Lights".
"""

import re
from collections.abc import Collection, Iterable
from typing import NamedTuple

from bot.announcements.text.forms import Text, fold
from bot.announcements.text.signs import Edit

MAX_TAGS = 4
"""So many tags are looked for at each end of a headline."""
_LONGEST_BEHIND = 44
_MOST_WORDS = 5
_MOST_LETTERS = 14
"""Of a name in letters that no spaces part."""
_SHORT_WORD = 3
_PAGE = " 0123456789"
"""What stands behind a label that is on several pages: "Video 2"."""

_PICTURE = "[\u2190-\u21ff\u25a0-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]"
_PICTURES = rf"{_PICTURE}(?:\ufe0f|\u200d|{_PICTURE})*"
_DAY = (
    r"(?:(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}\.?|\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d)"
    r"(?: \d{1,2}:\d\d)?"
)
_ONLY_A_DAY = re.compile(_DAY)
_SURE_BEFORE = re.compile(
    rf"(?:{_PICTURES}|[»›>•·*~–—-]+(?= )|rt @\w+:?(?= )|@\w+:?(?= )"
    rf"|[\[【(] ?(?:{_DAY}|\d{{1,2}}[/.]\d{{1,2}}) ?[\]】)] ?:?"
    rf"|{_DAY}(?: ?[|:–—-](?= )|(?= ))) ?(?=.)"
)
"""Pictures, bullets, handles and the day of an article."""
_NUMBER = re.compile(
    r"(?:(?:#|no\.? ?|n[°º] ?)\d{1,3}[.):]|#\d{1,3}|\d{1,3}[.)]|\d{1,2}/(?:\d{1,2}:)?"
    r"|[(\[]\d{1,3}[)\]])(?: [–—-])? (?=\S)"
)
"""The number of an item in a list."""
_FRAMED = re.compile(
    r"(?:[\[【〔(<〈《*] ?(?P<framed>[^\[\]【】〔〕()<>〈〉《》*]{1,24}?) ?[\]】〕)>〉》*]) ?"
    r"(?::(?!\w))? ?"
)
_PLAIN = re.compile(
    r"¡?(?P<plain>(?:[^:|丨–—!?.,-]|(?<=\w)[-.](?=\w)){1,24}?)"
    rf" ?(?:{_PICTURES})? ?(?:[:|丨/–—_»>·•]|!+|\.(?= )|-(?!\w)|(?<!\w)-)+ ?"
)
_HASHTAG = re.compile(r"#(?=[^\W\d])\w+(?:# ?|:? )")

_SURE_BEHIND = re.compile(
    rf"(?: ?{_PICTURES}| \.\.+|(?<=[^\W\d_]{{5}})[.!]+|(?<=[^\x00-\x7f])[.!]+"
    rf"| \((?:\d{{1,2}}(?:/\d{{1,2}})?|{_DAY})\)| via @?\w+)$"
)
_LINKS = ("https://", "http://", "www.")
_HASHTAGS_BEHIND = re.compile(r" ?[#@](?=[^\W\d])\w+$")
_FRAMED_BEHIND = re.compile(
    r" ?(?P<open>[\[【〔(<〈])(?P<framed>[^\[\]【】〔〕()<>〈〉]{1,24})[\]】〕)>〉]$"
)
_SIGN = re.compile(
    r" (?:[-–—―|/~<>@·•»›:]|::+|\|\||//) | ?[|丨‖]+ ?|(?<=[^\x00-\x7f])_+|_+(?=[^\x00-\x7f])"
    r"| ?::+ ?|(?<=\S)-(?=[一-鿿])|(?<=\S):(?=[^:]*[ァ-ヴー]{2}$)"
)
_HASH = re.compile(r"(?<!\w)#(?=[^\W\d])\w+")
_EMOJI = re.compile("[\U0001f000-\U0001faff]")
_BETWEEN = re.compile(
    r"(?<=.) ?[\U0001f000-\U0001faff][\ufe0f\u200d\U0001f000-\U0001faff]* ?(?=\S)"
)
"""Emoji between words."""
_GAP = re.compile(r"_+|(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-Þ])|(?<=[a-z])(?=\d)")
"""Where a word of a hashtag ends."""
_OF_WORDS = re.compile(r"#[A-ZÀ-Þ][a-zß-ö0-9ø-ÿ]*[a-zß-öø-ÿ][A-ZÀ-Þ]\w*")
"""A hashtag that is written as a title of several words is."""
_GOES_ON = re.compile(r"(?:(?<!\w)[a-zß-öø-ÿ]+|['’]s) ?$")
"""What stands before a hashtag that belongs to a sentence."""
_OPENED_BY = {"»": "«", "›": "‹"}
_NO_NAME = re.compile(r"[\"“”‘«»『』「」《》〈〉【】?,;:()\[\]…#]|\.\.|['’](?!\w)|(?<!\w)['’]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_KICKER = re.compile(r"(?:[A-Z][A-Z'’]+[!?,]? (?:&,? )?){2,6}(?=[A-Z][a-z])")
_LOWER = re.compile(r"\b[a-z]{3,}\b")
_UPPER = re.compile(r"\b[A-Z][a-z]+\b")


_OPENING = re.compile(r"(?!no[. ]?\d|no\. \d|n[°º]|rt @)[^\W\d_](?:[^\s:|丨/–—_»>·•!.-]|-(?=\w))*")
"""The first word of a text that begins with a letter."""
_SIGNED = re.compile(rf"[-–—―|丨‖/~<>@#·•»›:_)\]】〕〉.!{_PICTURE.strip('[]')}]")
"""Signs of which each tag behind a headline has one, but for "via …": found at little cost."""
_MAY_END = re.compile(
    r" (?:[-–—―|/~<>@·•»›:]+) |[|丨‖_]|::|[)\]】〕>〉.!]$|[#@]\w+$"
    r"|-(?=[一-鿿])|:[^:]*[ァ-ヴー]{2}$"
    rf"|://|{_PICTURE}[\ufe0f\u200d]*$| via @?\w+$"
)
"""A sign that parts a tag from what stands before it."""


class Labels:
    """The words that are labels, in all languages."""

    def __init__(self, labels: Iterable[str], credits: Iterable[str] = ()) -> None:
        """Take in the labels, and the words that stand before the name of a source."""
        self._labels = frozenset(map(fold, labels))
        self._credits = frozenset(map(fold, credits))
        self._first = {label.split()[0] for label in self._labels} | self._credits

    def gives_a_source(self, words: str) -> bool:
        """Tell whether words only say where the news comes from: "via Example Times"."""
        first, _, rest = words.partition(" ")
        return fold(first).strip(":=") in self._credits and may_name_an_outlet(rest)

    def __contains__(self, folded: object) -> bool:
        """Tell whether words are a label, or each of them is: "tv exclusive"."""
        if folded in self._labels:
            return True
        words = str(folded).rstrip(_PAGE).replace("&", " ").split()
        if len(words) == 1 and str(folded)[-1:].isdigit():
            return words[0] in self._labels
        return len(words) > 1 and all(word in self._labels for word in words)

    def may_open(self, folded: str, at: int) -> bool:
        """Tell whether anything may stand in front of a text that begins at a place: mostly not."""
        opening = _OPENING.match(folded, at)
        return opening is None or opening[0] in self._first


class Tag(NamedTuple):
    """What stands at an end of a headline and may be no part of it.

    Attributes:
        start: where it begins.
        end: where it ends; the signs that part it from the headline are its own.
        text_start: where its words begin, without its signs.
        text_end: where they end.
        sure: whether nothing it says can matter.
        number: whether it may be the number of an item in a list.
    """

    start: int
    end: int
    text_start: int
    text_end: int
    sure: bool
    number: bool = False


def kicker_end(plain: str, verbs: Collection[str]) -> int:
    """Return where a headline begins behind a line in capitals, 0 where none stands before it.

    "ONE AND DONE Police drama axed after a single series": what follows is a sentence of its own,
    in small letters, and begins with no verb.
    """
    found = _KICKER.match(plain)
    if found is None:
        return 0
    rest = plain[found.end() :]
    following = rest.split(maxsplit=1)[0].lower()
    is_sentence = len(_LOWER.findall(rest)) > len(_UPPER.findall(rest))
    return found.end() if is_sentence and following not in verbs else 0


def label_end(folded: str, labels: Labels) -> int:
    """Return where a text proper begins: 0 when no label or picture stands in front of it."""
    at = 0
    for tag in tags_before(folded, folded, labels):
        if not tag.sure:
            break
        at = tag.end
    return at


def tags_before(plain: str, folded: str, labels: Labels, *, at: int = 0) -> list[Tag]:
    """Return what stands in front of a headline and may be no part of it, the first one first.

    Args:
        plain: the headline.
        folded: the same, folded.
        labels: of all languages.
        at: where to begin.
    """
    found: list[Tag] = []
    if not labels.may_open(folded, at):
        return found
    while len(found) < MAX_TAGS and (tag := _tag_at(plain, folded, at, labels)) is not None:
        found.append(tag)
        at = tag.end
    return found


def _tag_at(plain: str, folded: str, at: int, labels: Labels) -> Tag | None:
    if hit := _SURE_BEFORE.match(folded, at):
        return Tag(at, hit.end(), at, hit.end(), sure=True)
    if hit := _NUMBER.match(folded, at):
        return Tag(at, hit.end(), at, hit.end(), sure=False, number=True)
    if hit := _HASHTAG.match(folded, at):
        sure = _is_label_of_a_hash(plain[at : hit.end()], labels)
        if not sure and _OF_WORDS.match(plain, at):
            return None  # "#HarbourLights renewed": it is the subject
        return _tag(hit, at, hit.end(), sure=sure)
    if hit := _FRAMED.match(folded, at):
        start, end = hit.span("framed")
        listed = folded[start:end] in labels
        if hit.end() < len(folded) and (listed or _is_short_frame(plain, hit)):
            return _tag(hit, start, end, sure=listed)
        return None
    hit = _PLAIN.match(folded, at)
    if hit is None or hit.end() == len(folded):
        return None
    start, end = hit.span("plain")
    listed = hit["plain"].strip() in labels or labels.gives_a_source(plain[start:end].strip())
    return _tag(hit, start, end, sure=True) if listed else None


def _is_label_of_a_hash(hashed: str, labels: Labels) -> bool:
    """Tell whether the words of a hashtag are a label: #SeriesNews."""
    return fold(_GAP.sub(" ", hashed.strip(" #:"))) in labels


def _tag(hit: re.Match[str], start: int, end: int, *, sure: bool) -> Tag:
    return Tag(hit.start(), hit.end(), start, end, sure=sure)


def _is_short_frame(plain: str, hit: re.Match[str]) -> bool:
    """Tell whether what stands between brackets may be a tag: no part of a word is, "(G)I-DLE"."""
    frame, inner = plain[hit.start()], hit["framed"]
    glued = plain[hit.end() - 1] != " " and plain[hit.end()].isascii()
    return (
        frame in "[【〔("
        and not (frame == "(" and glued)
        and len(inner.split()) <= _MOST_WORDS
        and any(map(str.isalpha, inner))
    )


def tags_behind(plain: str, folded: str, labels: Labels, *, at: int) -> list[Tag]:
    """Return what stands behind a headline and may be no part of it, the last one first.

    Args:
        plain: the headline.
        folded: the same, folded.
        labels: of all languages.
        at: where the headline begins, behind what stands in front of it.
    """
    found: list[Tag] = []
    first = max(0, len(folded) - _LONGEST_BEHIND)
    if _SIGNED.search(folded, first) is None and " via " not in folded:
        return found
    if _MAY_END.search(folded, first) is None:
        return found
    end = len(plain)
    while len(found) < MAX_TAGS and (tag := _tag_behind(plain, folded, (at, end), labels)):
        found.append(tag)
        end = tag.start
    return found


def _tag_behind(plain: str, folded: str, span: tuple[int, int], labels: Labels) -> Tag | None:
    at, end = span
    start = max(at + 1, end - _LONGEST_BEHIND)
    piece = folded[start:end]
    if piece.rpartition(" ")[2].startswith(_LINKS):
        return Tag(begin := start + piece.rindex(" "), end, begin, end, sure=True)
    if hit := _SURE_BEHIND.search(piece):
        return Tag(start + hit.start(), end, start + hit.start(), end, sure=True)
    if hit := _HASHTAGS_BEHIND.search(piece):
        begin = start + hit.start()
        sure = _is_label_of_a_hash(plain[begin:end], labels)
        in_words = _OF_WORDS.match(plain[begin:end].lstrip())
        if not sure and in_words and _GOES_ON.search(plain[start : begin + 1]):
            return None  # "… joins the cast of #HarbourLights"
        return Tag(begin, end, begin, end, sure=sure)
    if hit := _FRAMED_BEHIND.search(piece):
        inner = start + hit.start("framed"), start + hit.end("framed")
        listed = hit["framed"].strip() in labels
        listed = listed or labels.gives_a_source(plain[slice(*inner)])
        foreign = _LATIN.match(plain, start + hit.start() - 1) and not _LATIN.search(hit["framed"])
        if listed or foreign or hit["open"] in "[【〔":
            return Tag(start + hit.start(), end, *inner, sure=listed)
        return None
    signs = list(_SIGN.finditer(piece))
    if not signs or signs[-1].end() == len(piece):
        return None
    opener = _OPENED_BY.get(signs[-1].group().strip())
    if opener is not None and opener in plain[at : start + signs[-1].start()]:
        return None  # "ANNULE « LES MARAIS » APRÈS DEUX SAISONS": a mark that closes
    begin = start + signs[-1].end()
    listed = folded[begin:end] in labels or labels.gives_a_source(plain[begin:end])
    listed = listed or _ONLY_A_DAY.fullmatch(folded, begin, end) is not None
    if not listed and not may_name_an_outlet(plain[begin:end]):
        return None
    return Tag(start + signs[-1].start(), end, begin, end, sure=listed)


def may_name_an_outlet(words: str) -> bool:
    """Tell whether words are few and stand for themselves: "The Guardian", "detikHot", 新浪网."""
    if _NO_NAME.search(words) or not any(map(str.isalpha, words)):
        return False
    parts = words.split()
    if len(parts) > _MOST_WORDS:
        return False
    if not _LATIN.search(words):
        return len(words) <= _MOST_LETTERS
    return all(
        not part[0].islower()
        or (index > 0 and len(part) <= _SHORT_WORD)
        or (len(parts) == 1 and not part.islower())
        or "." in part[1:-1]
        for index, part in enumerate(parts)
    )


def without_hashtags(text: Text, *, marked: bool = True) -> Text:
    """Return a text with its hashtags as words: #HarbourLights names ‘Harbour Lights’.

    Args:
        text: any.
        marked: whether several words are put between quotation marks, for they name something.
    """
    if "#" not in text.plain:
        return text
    edits: list[Edit] = []
    for hit in _HASH.finditer(text.plain):
        start, end = hit.span()
        named = marked and _OF_WORDS.match(text.plain, start) is not None
        edits.append(Edit(start, start + 1, "‘" if named else ""))
        gaps = _GAP.finditer(text.plain, start, end)
        edits += [Edit(gap.start(), gap.end(), " ") for gap in gaps]
        edits += [Edit(end, end, "’")] if named else []
    return text.edited(edits)


def without_pictures(text: Text) -> Text:
    """Return a text with a space for each emoji between words: they part no more than that does."""
    if text.plain.isascii() or _EMOJI.search(text.plain) is None:
        return text
    return text.edited([Edit(*hit.span(), " ") for hit in _BETWEEN.finditer(text.plain)])
