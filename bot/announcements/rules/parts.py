"""Everybody whom an item with casting news names, and what happens to each of them.

A casting phrase tells that there is news and the people that stand beside it. Once it has told
that, the phrases of `[[person]]`, which announce nothing by themselves, are read over headline
and summary: whose place is taken, who leads, who comes back, who writes and directs.

Adds      "John Roe to Replace Jane Doe in ‘Harbour Lights’"        (Jane Doe leaves)
          "… Lee Example and Mo Sample return."                     (both return)
Sharpens  "Lee Example in Talks to Lead ‘The Lantern Keepers’"      (leads, not just joins)
"""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from bot.announcements.lexicon.patterns import TITLE
from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.names.persons import MAX_NAMES
from bot.announcements.rules.casting import is_somebody, people_of, say_whose
from bot.announcements.rules.draft import Draft
from bot.announcements.rules.merging import is_same_show, plain_name
from bot.announcements.rules.scene import Scene
from bot.announcements.rules.subjects import sharpened
from bot.announcements.rules.vetoes import silences
from bot.announcements.tape.matching import Match
from bot.announcements.tape.tokens import title_at, tokens_of
from bot.announcements.text.forms import fold
from bot.model import Field, Kind, Part

_SAYS_MORE = (
    Part.REPLACES,
    Part.LEAVES,
    Part.DECLINES,
    Part.RETURNS,
    Part.LEADS,
    Part.DIRECTOR,
    Part.WRITER,
    Part.JOINS,
)
"""Of two parts told of one person, the one that stands earlier says more: who leads joins too."""

_LISTING = "·,&Xx×"
_CAPITAL_WORD = re.compile(r"[A-Z]\w+ ")
_NEXT_CAPITAL = re.compile(r" [A-Z]")
_EDGE = re.compile(r"\b")

Named = tuple[str, Part, str]


def name_people(found: Sequence[Draft], scene: Scene) -> None:
    """Complete the people of the castings that an item tells."""
    castings = [draft for draft in found if draft.kind is Kind.CASTING]
    if not castings:
        return
    for draft in castings:
        draft.people = [one for one in draft.people if plain_name(one[0]) != plain_name(draft.show)]
    for match in scene.persons:
        casting = _concerned(match, castings)
        part = match.entry.part
        if casting is None or part is None or not _is_told(match, scene):
            continue
        named = {one[0] for one in casting.people}
        for name in _names(match, scene, named):
            if not any(is_same_show(name, other.show) for other in found):
                _add(casting, (name, part, match.entry.job))
    for draft in castings:
        draft.people = _without_doubtful(_without_parts(draft.people, scene), scene)
        draft.people = _without_halves(draft.people)
        draft.people = sorted(draft.people[:MAX_NAMES], key=lambda one: _place(one[0], scene))


def _names(match: Match, scene: Scene, named: AbstractSet[str] = frozenset()) -> list[str]:
    """Return whom a phrase tells of; without capitals only names that show by their form.

    Args:
        match: of the phrase.
        scene: of the item.
        named: whom the casting names already, be it by one word.
    """
    lexicon = scene.lexicon
    found = sharpened(people_of(match, lexicon), match, scene) or []
    found = found or _marked_people(match, lexicon)
    names = [name for name in found if name in named or is_somebody(name, match.tape, lexicon)]
    if lexicon.sure_name is not None:
        names = [name for name in names if lexicon.sure_name.fullmatch(name)]
    if names and lexicon.title_case and say_whose(names[-1], match, lexicon):
        names.pop()  # "joins the cast of Jane Doe's drama"
    if names and lexicon.title_case and _are_of_its_clause(names, match, lexicon):
        return []
    if match.entry.nearest:
        return names[-1:] if match.pattern.left == "people" else names[:1]
    return names


def _marked_people(match: Match, lexicon: Lexicon) -> list[str]:
    """Return people whose names stand in quotation marks beside a phrase: "“พีรวัส” ถอนตัวจาก".

    Only where nothing else shows a name: neither capitals nor a form. What is the show of the
    casting is left out later.
    """
    if lexicon.cased or lexicon.name is not None or match.people is not None:
        return []
    before = match.pattern.left == "people"
    start, end = match.clause
    tokens = tokens_of(match.tape, *((start, match.start) if before else (match.end, end)))
    names: list[str] = []
    beside = lexicon.joining | lexicon.people.links | lexicon.people.describing
    for token in reversed(tokens) if before else tokens:
        if token.word == TITLE:
            names.append(title_at(match.tape, token).name)
        elif token.bare and token.bare not in beside:
            break
    return names[::-1] if before else names[:1]


def _are_of_its_clause(names: Sequence[str], match: Match, lexicon: Lexicon) -> bool:
    """Tell whether people only say which show it is: "The drama, starring Jane Doe, returns"."""
    before, _, rest = match.tape.text.plain[: match.tape.places[match.start]].rpartition(names[0])
    leading = " ".join(before.split()[-1:])
    return (
        match.pattern.left == "people"
        and rest.rpartition(names[-1])[2].startswith(",")
        and (
            fold(leading) in lexicon.titles.companions
            or (lexicon.peopled is not None and lexicon.peopled.fullmatch(leading) is not None)
        )
    )


def _without_halves(people: Sequence[Named]) -> list[Named]:
    """Drop first names of people named in full: "Voss" of "Voss Front will lead the cast"."""
    names = [name for name, _, _ in people]
    return [
        one
        for one in people
        if " " in one[0] or not any(name.startswith(f"{one[0]} ") for name in names)
    ]


def _without_doubtful(people: list[Named], scene: Scene) -> list[Named]:
    """Drop words that have not the form of a name where others have: "주인공 낙점"."""
    form = scene.lexicon.sure_name
    sure = [one for one in people if form is not None and form.fullmatch(one[0])]
    if form is None or not sure:
        return people
    return [one for one in people if one in sure or _is_listed(one[0], scene)]


def _without_parts(people: list[Named], scene: Scene) -> list[Named]:
    """Drop whom others play: "casts its Jane Eyre", or "casts Jane Eyre" above "will play Jane".

    With them go those listed behind them: "casts its Tom, Allan and Malva Eyre".
    """
    kept: list[Named] = []
    part = False
    for one in sorted(people, key=lambda person: _place(person[0], scene)):
        part = _is_played(one[0], scene) or (part and _goes_on_with(one[0], scene))
        kept += [] if part else [one]
    return kept


def _goes_on_with(name: str, scene: Scene) -> bool:
    """Tell whether a name stands behind a comma or "and" in the headline."""
    before = scene.headline.text.plain.partition(name)[0].split()[-1:]
    return bool(before) and (before[0].endswith(",") or before[0] in scene.lexicon.joining)


def _is_played(name: str, scene: Scene) -> bool:
    """Tell whether a name, or the first of its words, stands behind a word for playing a part."""
    playing = scene.lexicon.playing
    if playing is None:
        return False
    first = name.split(maxsplit=1)[0]
    for plain in (scene.headline.text.plain, scene.summary.text.plain):
        for hit in playing.finditer(plain):
            # "its Jane Eyre", "its Governor Jane Eyre"
            over = _CAPITAL_WORD.match(plain, hit.end())
            places = (hit.end(), over.end()) if over is not None else (hit.end(),)
            for at in places:
                if _stands_whole(name, plain, at):
                    return True
                if _stands_whole(first, plain, at) and not _NEXT_CAPITAL.match(
                    plain, at + len(first)
                ):
                    return True
    return False


def _stands_whole(words: str, plain: str, at: int) -> bool:
    """Tell whether words stand at a place and no letter goes on behind them."""
    return plain.startswith(words, at) and _EDGE.match(plain, at + len(words)) is not None


def _is_listed(name: str, scene: Scene) -> bool:
    """Tell whether a word stands in a list of names: "한서진·혜미"."""
    near = re.compile(rf"[{_LISTING}] ?{re.escape(name)}|{re.escape(name)} ?[{_LISTING}]")
    return any(near.search(tape.text.plain) for tape in (scene.headline, scene.summary))


def _concerned(match: Match, castings: Sequence[Draft]) -> Draft | None:
    """Return the casting that a phrase belongs to; of several shows the one told beside it."""
    if len(castings) == 1:
        return castings[0]
    beside = [
        draft
        for draft in castings
        if draft.match.field is match.field and draft.match.clause == match.clause
    ]
    return beside[0] if len(beside) == 1 else None


def _is_told(match: Match, scene: Scene) -> bool:
    """Tell whether a phrase is neither background nor silenced."""
    return not scene.looks_back(match) and not any(silences(veto, match) for veto in scene.vetoes)


def _add(draft: Draft, person: Named) -> None:
    """Add someone, or say more exactly what happens to someone named already."""
    for index, (name, part, job) in enumerate(draft.people):
        if not _is_same_person(name, person[0]):
            continue
        more = min(part, person[1], key=_SAYS_MORE.index)
        draft.people[index] = (name, more, job if more is part else person[2])
        return
    draft.people.append(person)


def _is_same_person(one: str, other: str) -> bool:
    """Tell whether two names of one item mean one person: "Henry Example" and "Example"."""
    first, second = plain_name(one), plain_name(other)
    if first == second:
        return True
    return " " in one + other and (first.endswith(second) or second.endswith(first))


def _place(name: str, scene: Scene) -> tuple[Field, int]:
    """Return where a name first stands, for the order of the text."""
    at = scene.headline.text.plain.find(name)
    if at >= 0:
        return Field.HEADLINE, at
    return Field.SUMMARY, scene.summary.text.plain.find(name)
