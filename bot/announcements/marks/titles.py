"""Where titles are marked in a field: between quotation marks, or known from the catalogue.

What stands between quotation marks may as well be speech, a word that is stressed, or the credit
of a person ("the ‘Lost’ star"): only what can be the name of a show is marked.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from bot.announcements.lexicon.patterns import TITLE
from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.marks.catalogued import end_of_title, is_surely_a_title
from bot.announcements.marks.mark import KnownTitles, Mark, Title
from bot.announcements.marks.seasons import PARTS, ROMAN, find_seasons, glued_season
from bot.announcements.marks.speech import is_speech
from bot.announcements.marks.working import without_remark, working_titles
from bot.announcements.text.forms import Text, fold
from bot.announcements.text.quotes import (
    DOUBLE,
    LABEL_BRACKETS,
    TITLE_BRACKETS,
    Quoted,
    find_quoted,
)

_IN_LATIN = re.compile(r"(?<=[^\x00-\x7f]) ?\([A-Za-z][\x20-\x27\x2a-\x7e]*\)$")
"""A name's translation in brackets behind it: "มัธยมซอมบี้ (All of Us Are Dead)"."""
_AFTER_TITLE_NUMBER = re.compile(
    r" ?(?:#?(?P<number>[2-9]|1\d)|(?P<roman>[ⅡⅢⅣⅤⅥⅦⅧⅨⅩ]|II|III|IV|V|VI|VII|VIII|IX))"
    r"(?=$|\.(?!\d)|[\s,;:!?)'’…]|[^\x00-\x7f])"
)

_COUNTED = re.compile(r"\d+-(\w+)")
_PARENT_AND_CHILD = 2
_SHORT_NAME = 3
_LONGEST_NOUN = 12
_LONGEST_CREDIT = 40
_FAR = 7
"""So many seasons have few shows, and most of them are named with a word for seasons."""
_LONGEST_ABBREVIATION = 4


def title_marks(text: Text, lexicon: Lexicon, titles: KnownTitles | None) -> list[Mark]:
    """Return the titles of a field that something marks."""
    marks: list[Mark] = []
    found = [] if titles is None else titles.find(text.plain)
    for quoted in find_quoted(text.plain):
        for one in (quoted, *quoted.within(text.plain)):
            named = any((one.inner_start, one.inner_end) == spot[:2] for spot in found)
            title = read_quoted(text.plain, one, lexicon, listed=named)
            if title is not None:
                title = replace(title, listed=_is_listed(title, text.plain, found))
                marks.append(Mark(sign=TITLE, start=title.start, end=title.end, value=title))
                if one is quoted:
                    break
    if not lexicon.cased and any(text.plain[mark.start] not in DOUBLE for mark in marks):
        marks = [mark for mark in marks if text.plain[mark.start] not in DOUBLE]
    if lexicon.letters:
        marks = _surest(marks, text, lexicon)
    elif lexicon.title_case:
        marks = _beside_speech(marks, text, lexicon)
    marks += working_titles(text, lexicon)
    for start, known_end, _, telling in found:
        if is_surely_a_title(text.plain, start, known_end, lexicon, telling=telling):
            end = end_of_title(text.plain, known_end, lexicon)
            title = Title(
                name=text.plain[start:end],
                season=None,
                start=start,
                end=end,
                how="known" if telling or " " in text.plain[start:end] else "bare",
                credit=_is_credit(text.plain, end, lexicon)
                or is_credited(text.plain, start, lexicon),
                listed=True,
            )
            marks.append(Mark(sign=TITLE, start=start, end=end, value=title))
    return marks


def _beside_speech(marks: list[Mark], text: Text, lexicon: Lexicon) -> list[Mark]:
    """Leave out what double marks hold where single ones stand round a title: it is said.

    An outlet marks its titles alike: "‘Kestrel’ Star On Her Fall: “Looked Like A Dance”". What
    stands in brackets may be another thing's name: "Jane Doe (‘Moons’) joins drama “Kestrel”".
    """
    single = [mark for mark in marks if text.plain[mark.start] not in DOUBLE]
    if all(text.plain[: mark.start].endswith("(") for mark in single):
        return marks
    return [
        mark
        for mark in marks
        if mark in single or not _may_be_said(cast(Title, mark.value), text, lexicon)
    ]


def _may_be_said(title: Title, text: Text, lexicon: Lexicon) -> bool:
    """Tell whether quoted words are many, and nothing before them says that they name a show."""
    before = text.folded[: title.start].split()
    return (
        not title.listed
        and len(title.name.split()) >= _SHORT_NAME
        and not (before and before[-1] in lexicon.titles.describing)
    )


def _surest(marks: list[Mark], text: Text, lexicon: Lexicon) -> list[Mark]:
    """Leave out what marks of several uses hold beside those that stand round titles alone."""
    if lexicon.double == "stress":
        marks = [
            mark
            for mark in marks
            if text.plain[mark.start] not in DOUBLE or cast(Title, mark.value).listed
        ]
    # Beside 《 》 or 『 』, what 「 」 holds is said or stressed.
    sure = [mark for mark in marks if text.plain[mark.start] in TITLE_BRACKETS]
    # "…に出演決定<霧の停車場>": the show stands last.
    last = [mark for mark in marks if text.plain[mark.start] == "<" and _is_last(mark, text)]
    return sure or last or marks


def without_speech(
    marks: list[Mark], text: Text, beside: Text | None, lexicon: Lexicon
) -> list[Mark]:
    """Drop what double marks hold in a headline where the summary marks another name as a title.

    In languages without capitals they may hold a title as well as speech.
    """
    double = [mark for mark in marks if text.plain[mark.start] in DOUBLE]
    if lexicon.cased or beside is None or not double or len(double) < len(marks):
        return marks
    named = any(
        read_quoted(beside.plain, quoted, lexicon) is not None
        for quoted in find_quoted(beside.plain)
        if quoted.mark not in DOUBLE
    )
    return [mark for mark in marks if not named or cast(Title, mark.value).name in beside.plain]


def _is_last(mark: Mark, text: Text) -> bool:
    return mark.end >= len(text.plain.rstrip())


def _is_listed(title: Title, plain: str, found: Sequence[tuple[int, int, str, bool]]) -> bool:
    """Tell whether what stands between quotation marks is a title of the catalogue."""
    return any(
        title.start <= start and end <= title.end and plain[start:end] == title.name
        for start, end, *_ in found
    )


def read_quoted(
    plain: str, quoted: Quoted, lexicon: Lexicon, *, listed: bool = False
) -> Title | None:
    """Return the title between quotation marks, None when they hold speech or a word.

    Args:
        plain: the text.
        quoted: what stands there between marks.
        lexicon: of the text's language.
        listed: whether that is a title of the catalogue, whatever else it may be: ‘You’.
    """
    inner = without_full_stop(plain[quoted.inner_start : quoted.inner_end].rstrip(",;"))
    inner = without_remark(inner, lexicon)
    if quoted.mark in LABEL_BRACKETS:
        return None
    if fold(inner) in lexicon.titles.rubrics:
        return None
    whole = quoted.start == 0 and quoted.end >= len(plain) - 1
    if quoted.mark not in TITLE_BRACKETS and (
        (whole and quoted.within(plain))
        or not (
            (listed and lexicon.cased)
            or _is_named(plain, quoted, lexicon)
            or not is_speech(inner, quoted, plain, lexicon)
        )
    ):
        return None
    for prefix in lexicon.titles.prefixes:
        rest = inner[len(prefix) :].strip()
        if fold(inner).startswith(prefix) and rest and fold(rest) not in lexicon.titles.never:
            inner = rest
            break
    if not lexicon.cased:
        inner = _IN_LATIN.sub("", inner)
    name, season = split_season(inner, lexicon)
    if season is not None and _has_a_season_of_its_own(inner, quoted, plain, lexicon):
        name, season = inner, None
    never = lexicon.titles.never if not (listed and lexicon.cased) else frozenset()
    if not name or fold(name) in never or _ends_as_no_title(name, lexicon):
        return None
    if opens_with_a_count(name, lexicon) and not _is_capitalised(name, lexicon):
        return None
    return Title(
        name=name,
        season=season,
        start=quoted.start,
        end=quoted.end,
        how="quoted",
        credit=_is_credit(plain, quoted.end, lexicon) or is_credited(plain, quoted.start, lexicon),
    )


def opens_with_a_count(name: str, lexicon: Lexicon) -> bool:
    """Tell whether words begin with so many of something: "20-Episode", "100-percent her idea"."""
    counted = _COUNTED.match(fold(name))
    return counted is not None and counted[1] in lexicon.titles.counted


def _is_capitalised(name: str, lexicon: Lexicon) -> bool:
    """Tell whether several words are written as a title is: "35-Year-Old Girl"."""
    words = name.split()
    return (
        lexicon.title_case
        and len(words) > 1
        and all(word[:1].isupper() or word[:1].isdigit() for word in words)
    )


def _is_named(plain: str, quoted: Quoted, lexicon: Lexicon) -> bool:
    """Tell whether a word for a show stands before the marks: drama "Umi no kage", in any case."""
    if lexicon.naming is None or not lexicon.title_case:
        return False
    before = fold(plain[max(0, quoted.start - _LONGEST_NOUN) : quoted.start])
    return any(hit.end() == len(before.rstrip()) for hit in lexicon.naming.finditer(before))


def _ends_as_no_title(name: str, lexicon: Lexicon) -> bool:
    """Tell whether several quoted words only say something of a show: '글로벌 1위'."""
    words = fold(name).split()
    return not lexicon.cased and len(words) > 1 and words[-1] in lexicon.titles.endings


def _is_credit(plain: str, end: int, lexicon: Lexicon) -> bool:
    """Tell whether the word behind a title makes it somebody's credit: ‘Lost’ creator."""
    if not lexicon.cased:
        rest = fold(plain[end:])
        # Where words stand without spaces, one parts statements: "《…》 制作人证实…".
        following = (rest if lexicon.letters else rest.removeprefix(" ")).startswith
        return any(following(word) for word in lexicon.titles.after)
    if lexicon.title_case and plain[end : end + 1] == "-" and plain[end + 1 : end + 2].isalpha():
        return True  # "‘Kestrel’-style thriller"
    return next_word(plain, end) in lexicon.titles.after


def is_credited(plain: str, start: int, lexicon: Lexicon) -> bool:
    """Tell whether the words before a title make it a credit: the creator of ‘Lost’."""
    if not lexicon.titles.credited:
        return False
    before = plain[max(0, start - _LONGEST_CREDIT) : start].rstrip("\"'“‘ ").split()
    if before and before[-1].endswith(("'s", "’s")):
        before = before[:-1]  # "creator of BBC One's Kestrel"
        while before and before[-1][:1].isupper():
            before = before[:-1]
    told = fold(" ".join(before[-2:]))
    if not lexicon.cased:
        return told.endswith(tuple(lexicon.titles.credited))
    return told in lexicon.titles.credited or told.rpartition(" ")[2] in lexicon.titles.credited


def split_season(name: str, lexicon: Lexicon) -> tuple[str, int | None]:
    """Part a title from the season that stands at its end."""
    if fold(name) in lexicon.titles.numbered:
        return name, None
    for found in find_seasons(name, language=lexicon.language):
        head = name[: found.start].rstrip(" ([:,-–")
        if not head:
            return "", None
        if not name[found.end :].strip(" )]:,.-–"):
            return head, found.numbers[-1] if found.numbers else None
        if found.final and len(found.numbers) <= 1:
            *words, last = head.split(" ")
            if words and fold(last) in lexicon.titles.connectors:
                head = " ".join(words)
            return head, found.numbers[-1] if found.numbers else None
    glued = glued_season(name)
    if glued is None or fold(glued[0]).rpartition(" ")[2] in lexicon.titles.counting:
        return name, None
    return glued


def _has_a_season_of_its_own(inner: str, quoted: Quoted, plain: str, lexicon: Lexicon) -> bool:
    """Tell whether a bare number ends a name whose season is told beside it: ‘Harbour 9’ Season 7.

    The season before that number is only looked back at: "‘Harbour 2’ Picks Up From Season 1".
    A high number that no word calls a season is part of the name as well: ‘Beacon 23’.
    """
    glued = glued_season(inner)
    if glued is None or not lexicon.title_case:
        return False
    told = {
        number
        for text in (plain[: quoted.start], plain[quoted.end :])
        for found in find_seasons(text, language=lexicon.language)
        if found.unit not in PARTS
        for number in found.numbers
    }
    far = glued[1] >= _FAR and inner[-1].isdigit() and not told
    return far or bool(told - {glued[1], glued[1] - 1})


def tells_a_season(title: Title, text: Text, lexicon: Lexicon) -> bool:
    """Tell whether a word says that the number of a marked title is a season, and no film's."""
    if title.season is None:
        return False
    behind = text.plain[title.start : title.end].rpartition(title.name)[2]
    found = find_seasons(behind, language=lexicon.language)
    return bool(found) and found[0].unit not in PARTS


def without_full_stop(name: str) -> str:
    """Cut the full stop of a sentence, not that of "L.A." or "Inc."."""
    *words, last = name.split(" ")
    long = len(last) > _LONGEST_ABBREVIATION or len(words) >= _SHORT_NAME
    stops = last.endswith(".") and last.count(".") == 1 and long
    return name[:-1] if stops else name


def without_parents(plain: str, marks: list[Mark], lexicon: Lexicon) -> list[Mark]:
    """Give credit only to the show that another marked one comes from: "‘A’ prequel ‘B’"."""
    titles = [mark for mark in marks if isinstance(mark.value, Title) and not mark.value.credit]
    if len(titles) < _PARENT_AND_CHILD or not lexicon.titles.parents:
        return marks
    named_first = plain[titles[0].end :].startswith(":")
    parents = [
        mark
        for before, mark, after in zip([None, *titles], titles, [*titles[1:], None], strict=False)
        if (before is not None and _comes_from(plain, before.end, mark.start, lexicon))
        or (after is not None and _stands_glued(plain, mark.end, after.start, lexicon))
        or (
            next_word(plain, mark.end) in lexicon.titles.parents
            and (
                (named_first and mark is not titles[0])
                or (after is not None and _leads_to(plain, mark.end, after.start, lexicon))
                or (before is not None and _leads_to(plain, before.end, mark.start, lexicon))
            )
        )
    ]
    return [
        replace(mark, value=replace(cast(Title, mark.value), credit=True))
        if mark in parents
        else mark
        for mark in marks
    ]


def _stands_glued(plain: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Tell whether only a word for what comes of a show parts it from another: 《A》衍生剧《B》."""
    between = fold(plain[start:end]).strip(" の的之")
    return not lexicon.cased and between in lexicon.titles.parents


def _comes_from(plain: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Tell whether words say what the title before them comes from: "‘B’, a prequel to ‘A’"."""
    words, lists = fold(plain[start:end]).strip("\"'“”‘’ ,").split(), lexicon.titles
    return (
        plain[start:end].lstrip("\"'“”‘’").startswith(",")
        and len(words) > 1
        and words[-1] in lists.connectors
        and any(word in lists.parents for word in words)
        and all(word in lists.describing | lists.parents | lists.connectors for word in words)
    )


def _leads_to(plain: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Tell whether only words for a show stand between two titles: "prequel series", or none."""
    words = fold(plain[start:end]).removeprefix("'s").strip(",").split()
    return all(word in lexicon.titles.describing | lexicon.titles.parents for word in words)


def next_word(plain: str, end: int) -> str:
    """Return the word right behind a place, over a genitive."""
    after = re.match(r"(?:'s|’s)? ?([\w-]+)", plain[end:])
    return fold(after.group(1)) if after is not None else ""


def title_numbers(text: Text, marks: list[Mark], lexicon: Lexicon) -> list[Mark]:
    """Take the bare number after a marked title as its season: ‘Show’ 2, 「Show」Ⅱ."""
    taken: list[Mark] = []
    for index, mark in enumerate(marks):
        found = None
        if isinstance(mark.value, Title) and mark.value.season is None:
            found = _AFTER_TITLE_NUMBER.match(text.plain, mark.end)
            if found is not None and lexicon.cased and found["roman"] == "V":
                found = None  # "‘A’ v ‘B’", in capitals
        following = marks[index + 1].start if index + 1 < len(marks) else len(text.plain) + 1
        if found is not None and not lexicon.cased:
            rest = text.folded[found.end() :].removeprefix(" ")
            if any(rest.startswith(word) for word in lexicon.titles.counted):
                found = None  # "8개월": months, not a season
        if found is None or found.end() > following:
            taken.append(mark)
            continue
        number = ROMAN.get(found["roman"]) or int(found["number"])
        title = replace(cast(Title, mark.value), season=number, end=found.end())
        taken.append(Mark(sign=TITLE, start=mark.start, end=found.end(), value=title))
    return taken
