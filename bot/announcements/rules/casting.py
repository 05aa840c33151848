"""People come to a show, are asked, refuse, leave.

Fires on    "Jane Doe joins ‘Harbour Lights’"
            "Lee Example in talks to lead JTBC drama The Lantern Keepers"
            "John Roe exits Harbour Lights after two seasons"
Silent on   "Where is the cast of Harbour Lights now?"   (a list)
            "Jane Doe talks about Harbour Lights"        (an interview)

Without a name there is no casting, unless the phrase itself tells of a whole cast, or the headline
only describes whom a series gets ("Oscar winner joins ‘Harbour Lights’ season 2").
"""

from dataclasses import replace
from itertools import takewhile

from bot.announcements.lexicon.patterns import MARKS, NETWORK, TITLE
from bot.announcements.lexicon.title_words import TRIM
from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.marks.mark import Title
from bot.announcements.names.behind import owner_title
from bot.announcements.names.beside import titles_right
from bot.announcements.names.nameless import calls_a_show, names_a_kind
from bot.announcements.names.people import people_left, people_opening, people_right
from bot.announcements.names.persons import names_in
from bot.announcements.names.somebody import somebody_left, somebody_right, stands_alone
from bot.announcements.rules.common import drafts
from bot.announcements.rules.draft import Draft
from bot.announcements.rules.scene import Scene
from bot.announcements.rules.subjects import end_of_its_news, sharpened
from bot.announcements.tape.matching import Match
from bot.announcements.tape.tape import Tape
from bot.announcements.tape.tokens import MARK_SIGNS, is_lead, tokens_of
from bot.announcements.text.forms import fold
from bot.model import Field, Part

_NAME_AND_SHOW = 4
_OWNING = {"'s", "’s", "'", "’"}
"""What stands behind a network that owns a show: "TRT 1's", "Star Plus'"."""
_OWNS, _OPENING = {"'s ", "’s "}, {"'", "‘", '"', "“"}
_OWNS_BARE = {"' ", "’ "}
_SIGHT = 24
"""So many letters behind a name a word for a show is looked for."""
_COMING = {Part.JOINS, Part.LEADS, Part.REPLACES}
_OF_ITS_OWN = {Part.LEAVES, Part.RETURNS}
"""Parts of people who are owned by the show that the news is about: "Harbour Lights' Jane Doe"."""


def read(match: Match, scene: Scene) -> list[Draft]:
    """Return what a match announces."""
    names = sharpened(people_of(match, scene.lexicon), match, scene)
    names = _opening_people(match, scene) or None if names is None else names
    nameless = _are_nobody(names, match.tape, scene.lexicon)
    nameless = nameless and _tells_of_somebody(match, scene.lexicon)
    if nameless or (names is None and _tells_of_those_above(match, scene)):
        names = []  # "He fronts ‘Harbour Lights’": the headline has named them
    elif names is None:
        # Without capitals a name is hard to tell; above, a marked title then proves the news.
        above = match.field is Field.HEADLINE and not scene.lexicon.cased
        if not above or TITLE not in match.tape.string or _nobody_stands_before(match):
            return []
        names = []
    if len(names) == 1 and _is_told_of_several(match, scene.lexicon):
        return []
    if match.entry.part is Part.LEAVES and names and say_whose(names[-1], match, scene.lexicon):
        return []
    names = _with_the_subject(names, match, scene.lexicon)
    found = drafts(match, scene)
    if nameless:
        found = [draft for draft in found if _is_surely_joined(draft, match, scene)]
    if (parted := _parted_from_the_show(names, match, scene)) is not None:
        names = [*names[:-1], parted[0]]
        found = [replace(draft, title=parted[1], people=[]) for draft in found]
    if names and not any(is_somebody(name, match.tape, scene.lexicon) for name in names):
        # One word is somebody beside a marked title: "Minhyun cast in drama ‘Harbour Lights’".
        found = [draft for draft in found if draft.title is not None and draft.title.how != "bare"]
    part = match.entry.part or (Part.JOINS if _asks_for_people(match) else None)
    owner = owner_title(match.tape, match.end if match.people else match.start, scene.lexicon)
    # Who comes to a show has been in another one, or in a band: that is not the item's show.
    owner = owner if names and part in _OF_ITS_OWN else None
    for draft in found:
        if draft.title is None:
            draft.title = owner
        if match.field is Field.SUMMARY:
            # "returning actors from the first season" tells where they come from.
            draft.season = None
        if part is not None:
            draft.people = [(name, part, match.entry.job) for name in names]
        _look_behind(draft, match, scene)
    return found


def _opening_people(match: Match, scene: Scene) -> list[str]:
    """Return who opens a headline whose own words name nobody: "한서진, 새 드라마 주인공"."""
    if match.field is not Field.HEADLINE or match.pattern.left != "people":
        return []
    return people_opening(match.tape, scene.lexicon)


def titles_joined(match: Match, scene: Scene) -> list[Title]:
    """Return the shows beside a phrase, whoever it tells of: "The actress joins Harbour Lights".

    Who that is the headline says; a title that only says who somebody is counts for nothing.
    """
    if not people_left(match.tape, match.start, scene.lexicon) and not _is_told_of_them(
        match, scene.lexicon
    ):
        return []
    found = drafts(match, scene)
    for draft in found:
        _look_behind(draft, match, scene)
    return [draft.title for draft in found if draft.title is not None and not draft.title.credit]


def _is_told_of_them(match: Match, lexicon: Lexicon) -> bool:
    """Tell whether a phrase is told of people known: "she" or "the actress" stands before it."""
    start, _ = match.clause
    people = lexicon.people
    before = [
        token
        for token in tokens_of(match.tape, start, match.start)
        if token.bare not in people.links - people.pronouns
    ]
    if not before:
        # Verbs of Spanish and Portuguese need no subject: "Protagonizarán ‘A luz do norte’".
        return lexicon.sentence_case
    return before[-1].bare in people.pronouns | people.describing


def _are_nobody(names: list[str] | None, tape: Tape, lexicon: Lexicon) -> bool:
    """Tell whether words that stand where names should are none: "Oscar Winner", "New Villains"."""
    return not names or all(
        fold(name).split()[-1] in lexicon.people.persons or not is_somebody(name, tape, lexicon)
        for name in names
    )


def _tells_of_somebody(match: Match, lexicon: Lexicon) -> bool:
    """Tell whether a headline gives a show somebody without a name: "Oscar winner joins ‘A’".

    Who comes back is left out: without a name these are the regulars of a show that goes on.
    """
    if match.field is not Field.HEADLINE or match.entry.part is Part.RETURNS or match.people:
        return False
    if match.pattern.left == "people":
        return somebody_left(match.tape, match.start, lexicon)
    return match.pattern.right == "people" and somebody_right(match.tape, match.end, lexicon)


def _is_surely_joined(draft: Draft, match: Match, scene: Scene) -> bool:
    """Tell whether a show stands beside a phrase and is a series: without a name little is sure."""
    title = draft.title
    if title is None or (title.how == "bare" and draft.season is None):
        return False
    return stands_alone(match.tape, match.end, title, scene.lexicon) and scene.has(
        frozenset({"series"}), match, title
    )


def _nobody_stands_before(match: Match) -> bool:
    """Tell whether no word stands before a phrase that begins with people: "‘A’ cast reunites"."""
    return match.pattern.left == "people" and not any(
        map(str.isalpha, match.tape.string[: match.start])
    )


def _parted_from_the_show(names: list[str], match: Match, scene: Scene) -> tuple[str, Title] | None:
    """Part a person from the show right behind: "Kerem Tanrı Sisli Liman kadrosuna katıldı".

    Where the words of a cast follow what they are of, nothing stands between the two; the summary
    may tell where the person ends, else both have two words.
    """
    lexicon = scene.lexicon
    if not lexicon.titles.owning or not names or match.field is not Field.HEADLINE:
        return None
    if TITLE in match.tape.string:
        return None  # the show is marked: "Nguyễn Cao Kỳ Duyên ‘Sisli Liman’ kadrosunda"
    words, plain = names[-1].split(), match.tape.text.plain
    if len(words) < _NAME_AND_SHOW - 1 or words[1].endswith(tuple(lexicon.titles.particles)):
        return None  # "Sisli Liman'dan Kerem Tanrı ayrıldı"
    below = scene.summary.text.plain
    known = [at for at in (2, 3) if at < len(words) and " ".join(words[:at]) in below]
    if not known and len(words) != _NAME_AND_SHOW:
        return None
    at = known[-1] if known else _NAME_AND_SHOW // 2
    show = " ".join(words[at:])
    start = plain.rfind(show, 0, match.tape.places[match.start] + 1)
    if start < 0:
        return None
    title = Title(name=show, season=None, start=start, end=start + len(show), how="bare")
    return " ".join(words[:at]), title


def _is_told_of_several(match: Match, lexicon: Lexicon) -> bool:
    """Tell whether a phrase opens with a verb of several, which is a noun behind one name.

    "Jane Doe and John Roe return to ‘Lost’", but "Jane Doe teases return to ‘Lost’".
    """
    first = match.tape.string[match.start : match.end].split(maxsplit=1)[0]
    if match.pattern.left != "people" or first not in lexicon.people.plural:
        return False
    before = match.tape.string[: match.start].split()[-1:]
    helped = lexicon.people.links & lexicon.titles.links - lexicon.titles.describing
    return not before or before[0] not in helped  # "Jane Doe to return to ‘Lost’"


def _tells_of_those_above(match: Match, scene: Scene) -> bool:
    """Tell whether the summary's subject is whom the headline has named: "he", "the actor"."""
    entry, lexicon = match.entry, scene.lexicon
    if match.field is Field.HEADLINE or match.pattern.left != "people":
        return False
    if entry.part is Part.RETURNS or not any(
        above.field is Field.HEADLINE and above.kind is entry.kind for above in scene.matches
    ):
        return False
    return _is_told_of_them(match, lexicon)


def _with_the_subject(names: list[str], match: Match, lexicon: Lexicon) -> list[str]:
    """Add who opens the headline: the news is theirs, whoever stands nearer to its words."""
    sure = lexicon.sure_name
    if sure is None or match.field is not Field.HEADLINE or match.entry.job != "actor":
        return names
    opening = people_opening(match.tape, lexicon)
    if not any(map(sure.fullmatch, names)):
        return opening or names
    comes = match.entry.part in _COMING
    return [*opening, *names] if comes and not set(opening) & set(names) else names


def people_of(match: Match, lexicon: Lexicon) -> list[str] | None:
    """Return the people of a phrase; None when it asks for some and there are none."""
    if match.people is not None:
        start, end = match.people
        marked = max(match.tape.string.rfind(sign, start, end) for sign in MARKS)
        if marked >= 0 and not _tells_whose(match.tape.string[marked + 1 : end], lexicon):
            return None
        if lexicon.cased:  # capitals show where the names end, better than the phrase does
            # "reports of ‘Harbour Lights’ star Jane Doe quitting": the people follow the show.
            first = max(start, marked + 1)
            return people_right(match.tape, first, lexicon, until=end) or None
        return names_in(match.tape.plain(start, end), lexicon) or None
    if match.pattern.left == "people":
        return people_left(match.tape, match.start, lexicon) or None
    if match.pattern.right == "people":
        return people_right(match.tape, match.end, lexicon) or None
    return []


def say_whose(name: str, match: Match, lexicon: Lexicon) -> bool:
    """Tell whether a name behind a verb only says whose a show is: "axes Jane Doe drama ‘A’"."""
    if match.people is None and match.pattern.right != "people":
        return False
    if calls_a_show(fold(name).split()[-1], lexicon):
        return True  # "drops Superhero Drama after two seasons"
    plain = match.tape.text.plain
    first = match.tape.places[match.people[0] if match.people else match.end - 1]
    place = plain.find(name, first)
    rest = plain[place + len(name) :][:_SIGHT] if place >= 0 else ""
    if rest[:3] in _OWNS and (rest[3:4].isupper() or rest[3:4] in _OPENING):
        return True  # "axes Jane Doe's ‘Harbour Lights’"
    if name.endswith("s") and rest[:2] in _OWNS_BARE and rest[2:3].isupper():
        return True  # "joins the cast of Ann Voss’ Hulu drama"
    behind = fold(rest)
    return behind[:1] == " " and calls_a_show(behind.split(maxsplit=1)[0].strip(TRIM), lexicon)


def is_somebody(name: str, tape: Tape, lexicon: Lexicon) -> bool:
    """Tell a name from a capitalised word: "Scene Cut From Season 8", "I'll Quit If …"."""
    if not lexicon.people.alone or len(name.split()) > 1 or fold(name) in lexicon.people.alone:
        return True
    if lexicon.given_name is not None and lexicon.given_name.fullmatch(name):
        return True
    plain = tape.text.plain
    return f"'s {name}" in plain or f"’s {name}" in plain  # "MOON-X's Minhyun"


def _asks_for_people(match: Match) -> bool:
    """Tell whether a phrase names people: it may leave open what happens to them, so they come."""
    sides = {match.pattern.left, match.pattern.right}
    return match.people is not None or "people" in sides


def _tells_whose(words: str, lexicon: Lexicon) -> bool:
    """Tell whether words behind a title say who somebody is: "‘Harbour Lights’ star Jane Doe".

    Or that it owns them: "snags Harbour Lights' Jane Doe".
    """
    first = words.split(maxsplit=1)[:1]
    owned = words.startswith(("'s ", "’s ", "' ", "’ "))
    return lexicon.cased and bool(first) and (owned or first[0] in lexicon.people.describing)


def _look_behind(draft: Draft, match: Match, scene: Scene) -> None:
    """Take the show behind a part or a person, where one stands first."""
    _look_behind_a_part(draft, match, scene.lexicon)
    if match.pattern.right == "title":
        _look_behind_in(draft, match, scene)


def _look_behind_a_part(draft: Draft, match: Match, lexicon: Lexicon) -> None:
    """Take the second of two marked titles: "is the new Kestrel in ‘Harbour Lights’" names a part.

    Between the two only words may stand that say on which network and what kind of show it is; or
    they say that it comes from another: "joins ‘Kestrel’ series ‘Harbour Lights’".
    """
    string = match.tape.string
    at = match.end - 1 if string[match.end - 1] == TITLE else match.end + 1
    if draft.title is None or string[at : at + 1] != TITLE:
        return
    tokens = tokens_of(match.tape, at + 1, match.clause[1])
    between = list(takewhile(lambda token: token.word != TITLE, tokens))
    if not between or len(between) == len(tokens) or between[0].word[0] in ",&":
        return
    first, *rest = between
    if (first.bare in lexicon.inside or names_a_kind(first.bare, lexicon)) and all(
        token.word == NETWORK or token.bare in lexicon.titles.describing for token in rest
    ):
        beside = titles_right(match.tape, between[-1].end, lexicon)
        draft.title = beside.titles[0] if beside.titles else draft.title


def _look_behind_in(draft: Draft, match: Match, scene: Scene) -> None:
    """Take the show after "in": "joins Jane Doe in Harbour Lights" names a person first."""
    lexicon, end = scene.lexicon, end_of_its_news(match, scene)
    if draft.title is None and match.title is not None:
        return
    if draft.title is not None and draft.title.how != "bare":
        return
    following = match.tape.string[match.end : end].split()[:1]
    *rest, last = match.tape.string[match.start : match.end].split()
    # "joins alongside Jane Doe in …", "courted to play twins in …"; a debut is made with a show.
    person_first = any(word in lexicon.people.before for word in (last, *following))
    person_first = person_first and not lexicon.titles.aspects.issuperset(rest[-1:] or [""])
    if person_first:
        draft.title = None
    elif draft.title is None:
        return
    bars = lexicon.titles.barriers - {*lexicon.people.before}
    for word in lexicon.inside:
        place = match.tape.string.find(f" {word} ", match.end, end)
        if place < 0 or _is_where_it_airs(match.tape, place + len(word) + 2, lexicon):
            continue
        words = match.tape.string[match.end : place].split()
        before = [word for word in words if word not in MARK_SIGNS]
        if not person_first and (
            len(before) <= 1  # "Embers in Winter": one word is no name
            or not bars.isdisjoint(before)  # "exits Embers after two years on ITV drama"
            or before[0] in lexicon.titles.describing  # "the adaptation The Keeper in Our House"
        ):
            continue
        beside = titles_right(match.tape, place + len(word) + 2, lexicon)
        if beside.titles or lexicon.title_case:
            draft.title = beside.titles[0] if beside.titles else None
        return


def _is_where_it_airs(tape: Tape, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a network stands at a place by itself: "joins Harbour Lights on NBC"."""
    if not tape.string.startswith(NETWORK, at):
        return False
    following = tokens_of(tape, at + 1, tape.clause(at, at)[1])[:1]
    if following and following[0].word in _OWNING:
        return False
    return not any(token.bare for token in following) or not is_lead(tape, following[0], lexicon)
