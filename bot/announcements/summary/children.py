"""The show that a headline only calls by another's name, found below it.

"Filming of ‘Kestrel’ prequel begins" is about the prequel, "Jane Doe and John Roe start filming"
about what they are in: the summary has the name.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from bot.announcements.lexicon.patterns import NETWORK, SEASON
from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.marks.mark import Title
from bot.announcements.marks.titles import next_word
from bot.announcements.names.nameless import calls_a_show
from bot.announcements.names.runs import run_right
from bot.announcements.names.titles import bare_titles
from bot.announcements.names.topics import marked_titles
from bot.announcements.rules.draft import Draft
from bot.announcements.rules.merging import is_same_show
from bot.announcements.rules.scene import Scene
from bot.announcements.summary.explained import (
    explained_titles,
    is_named_above,
    is_parent_below,
)
from bot.announcements.tape.tape import Tape
from bot.announcements.tape.tokens import MARK_SIGNS, Token, is_capital, is_link, tokens_of
from bot.announcements.text.forms import fold
from bot.model import Field, Kind

_OF_ONE_SHOW = {Kind.FILMING, Kind.PREMIERE}
_LEAST_OWNED = 2
_WORD = r"[A-Z0-9][\w'’&-]*"


def name_children(found: Sequence[Draft], below: Sequence[Draft], scene: Scene) -> None:
    """Give what is told of a show's spin-off, or of its actors, the name that the summary has."""
    withheld = _owned_place(scene)
    peopled = {id(one.match): title for one in found if (title := _of_people(one, below, scene))}
    for draft in found:
        if draft.title is None or draft.match.field is not Field.HEADLINE:
            continue
        named = (
            _child_behind(draft, scene)
            or _child_of(draft.title, scene)
            or peopled.get(id(draft.match))
        )
        if _is_of_the_owner(draft, draft.title, withheld):
            draft.title = _explained(draft.title, scene)
        if named is not None:
            draft.title = named


def _owned_place(scene: Scene) -> int | None:
    """Return where a headline calls a show only somebody's: "Jane Doe's new drama lands date"."""
    tape, lexicon = scene.headline, scene.lexicon
    if not lexicon.title_case:
        return None
    tokens = tokens_of(tape, 0, len(tape.string))
    for index, token in enumerate(tokens):
        if not token.word.endswith(("'s", "s'")):
            continue
        after = index + 1
        while after < len(tokens) and _only_owned(tape, tokens[after], lexicon):
            after += 1
        owned = [
            word
            for one in tokens[index + 1 : after]
            for word in fold(tape.plain(one.start, one.end)).split()
        ]
        if len(owned) < _LEAST_OWNED or not any(calls_a_show(word, lexicon) for word in owned):
            continue
        rest = tokens[after : after + 1]
        if not any(one.word in MARK_SIGNS or is_capital(tape, one) for one in rest):
            return tape.plain_span(token.start, token.end)[0]
    return None


def _only_owned(tape: Tape, token: Token, lexicon: Lexicon) -> bool:
    """Tell whether words only say what somebody owns; "new series" is marked as a season."""
    words = fold(tape.plain(token.start, token.end)).split()
    owned = token.word in {token.bare, SEASON} and set(words) <= lexicon.titles.owned
    return owned or token.word == NETWORK


def _is_of_the_owner(draft: Draft, title: Title, withheld: int | None) -> bool:
    """Tell whether a title is only the credit of somebody whose new show has no name."""
    if withheld is None or draft.kind not in _OF_ONE_SHOW:
        return False
    parted = ":" in draft.match.tape.text.plain[title.end : withheld]
    return title.credit or (title.start <= withheld and not parted)


def _explained(owner: Title, scene: Scene) -> Title | None:
    """Return the show that the summary explains, which is not the one that somebody is known by."""
    titles = explained_titles(scene.summary, scene.lexicon)
    others = (one for one in titles if not is_named_above(one, owner, scene))
    shown = next(
        (one for one in others if not is_parent_below(one, scene.summary, scene.lexicon)), None
    )
    if shown is not None and shown.how == "bare":
        return replace(shown, how="listed")  # what calls it a drama proves that it is one
    return shown


def _child_of(title: Title, scene: Scene) -> Title | None:
    """Return the show that comes from the one named: "‘Kestrel’ spin-off …", "Kestrel: Origin"."""
    lexicon, plain = scene.lexicon, scene.headline.text.plain
    if title.how == "bare" or not lexicon.title_case or not lexicon.titles.parents:
        return None
    if next_word(plain, title.end) not in lexicon.titles.parents:
        return None
    titles = marked_titles(scene.summary)
    for one in titles:
        if one.name.startswith(f"{title.name}:"):
            return one
    behind = re.search(_going_on(title.name, lexicon), scene.summary.text.plain)
    if behind is not None:
        start, end = behind.span()
        return Title(name=behind.group(), season=None, start=start, end=end, how="known")
    others = [
        one
        for one in titles
        if not (one.credit or is_named_above(one, title, scene))
        and not is_parent_below(one, scene.summary, lexicon)
    ]
    first = scene.summary.clause(0, 0)[1]
    said = [one for one in others if one.start == 0 or one.how == "quoted"]
    within = [one for one in said if one.end <= scene.summary.plain_span(0, first)[1]]
    return within[0] if within else _explained(title, scene)


def _child_behind(draft: Draft, scene: Scene) -> Title | None:
    """Return the show named between its parent and the news: "‘Kestrel’ spin-off Embers ends"."""
    tape, lexicon, title = scene.headline, scene.lexicon, draft.title
    if title is None or not lexicon.title_case or not lexicon.titles.parents:
        return None
    tokens = [
        token
        for token in tokens_of(tape, 0, draft.match.start)
        if tape.places[token.start] >= title.end
    ]
    said = list(takewhile(lambda one: _says_whence(one, lexicon), tokens))
    if not any(token.bare in lexicon.titles.parents for token in said):
        return None
    run = run_right(tape, tokens[len(said) :], lexicon)
    links = tokens[len(said) + len(run) :]
    if not run or not all(is_link(token, lexicon) or token.word in MARK_SIGNS for token in links):
        return None
    names = bare_titles(tape, run, lexicon)
    return replace(names[0], how="listed") if len(names) == 1 else None


def _says_whence(token: Token, lexicon: Lexicon) -> bool:
    return token.bare in lexicon.titles.parents | lexicon.titles.describing | {"", "s", "'s"}


def _going_on(name: str, lexicon: Lexicon) -> str:
    """Return the expression of a name that goes on behind a colon: "Kestrel: Song of the Sea"."""
    small = "|".join(sorted(re.escape(word) for word in lexicon.titles.connectors))
    return rf"{re.escape(name)}: {_WORD}(?: (?:(?:{small}) )*{_WORD}){{0,5}}"


def _of_people(draft: Draft, below: Sequence[Draft], scene: Scene) -> Title | None:
    """Return what the people are filming whose names stand where the show should."""
    title = draft.title
    if draft.kind is not Kind.FILMING or title is None or title.how != "bare" or title.listed:
        return None
    told = [
        one.title
        for one in below
        if one.kind is draft.kind
        and one.stage is draft.stage
        and one.title is not None
        and one.title.how != "bare"
        and not is_same_show(one.title.name, title.name)
    ]
    plain, lexicon = scene.summary.text.plain, scene.lexicon
    place = plain.find(title.name)
    if not told or place < 0:
        return None
    before = fold(plain[:place]).split()
    return told[0] if before and before[-1] in lexicon.people.describing else None
