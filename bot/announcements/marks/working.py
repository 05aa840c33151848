"""Names that a remark says to be titles: "to lead Kestrel Bay (working title)"."""

from bot.announcements.lexicon.patterns import TITLE
from bot.announcements.lexicon.title_words import TRIM
from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.marks.mark import Mark, Title
from bot.announcements.text.forms import Text, fold

_MAX_WORDS = 8


def working_titles(text: Text, lexicon: Lexicon) -> list[Mark]:
    """Return the titles before the remarks of a field."""
    marks: list[Mark] = []
    for remark in lexicon.titles.remarks:
        at = text.folded.find(remark)
        while at > 0:
            title = _title_before(text.plain, at, lexicon)
            if title is not None:
                marks.append(Mark(sign=TITLE, start=title.start, end=title.end, value=title))
            at = text.folded.find(remark, at + 1)
    return marks


def without_remark(name: str, lexicon: Lexicon) -> str:
    """Cut a remark that stands between a title's own marks: "‘Kestrel Bay (working title)’"."""
    folded = fold(name)
    places = [folded.find(remark) for remark in lexicon.titles.remarks]
    return name[: min((at for at in places if at > 0), default=len(name))].rstrip()


def _title_before(plain: str, at: int, lexicon: Lexicon) -> Title | None:
    """Return the capitalised words that end at a place, None when there are none."""
    end = len(plain[:at].rstrip())
    start, words = end, plain[:end].split(" ")
    for word in reversed(words[-_MAX_WORDS:]):
        if not _may_belong(word, lexicon, last=start == end):
            break
        start -= len(word) + (start < end)
    while start < end and (cut := plain[start:end].split(" ", 1))[0] in lexicon.titles.connectors:
        start = end if len(cut) == 1 else start + len(cut[0]) + 1
    name = plain[start:end].strip(TRIM)
    if not name or fold(name) in lexicon.titles.never:
        return None
    return Title(name=name, season=None, start=start, end=end, how="quoted")


def _may_belong(word: str, lexicon: Lexicon, *, last: bool) -> bool:
    lists, bare = lexicon.titles, fold(word).strip(TRIM)
    if not last and word[-1:] in ",.;:":
        return False
    if bare in lists.connectors:
        return word.islower() or bare not in {*lexicon.inside, *lists.closers}
    if bare in lists.describing | lists.verbs | lists.labels:
        return False
    return bool(bare) and word[:1].isalnum() and not word[:1].islower() and not _closes(word)


def _closes(word: str) -> bool:
    """Tell whether a word ends with a closing quotation mark."""
    return word[-1:] in "”\"’'»"
