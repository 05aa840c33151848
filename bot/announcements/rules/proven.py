"""Whether a name is a show's: in title case capitals alone show nothing, and films are cast, too.

Proven   "Jane Doe joins NBC drama Harbour Lights"     (it is called a drama)
         "Jane Doe to star in BBC One's Harbour Lights" (players, on a network)
Unproven "Jane Doe joins Harbour Lights"               (a film, a firm, a band)
         "Jane Doe joins BBC One's Harbour Lights"      (perhaps its host)
"""

from bot.announcements.lexicon.patterns import NETWORK
from bot.announcements.marks.mark import Title
from bot.announcements.names.nameless import calls_a_show, names_a_kind
from bot.announcements.rules.draft import Draft
from bot.announcements.rules.scene import OWNS, Scene
from bot.announcements.tape.tape import Tape
from bot.announcements.tape.tokens import tokens_of
from bot.announcements.text.forms import fold
from bot.model import Kind

_OF_FILMS = {Kind.FILMING, Kind.PREMIERE, Kind.CASTING}
"""What is told of films in the same words."""
_MOST_SEQUELS = 3
"""A number above this behind a name of which nothing is known is that of a film."""
_MAX_CALLED = 6
"""So many words say whose show it is, and of what kind."""
_MARKS = " ,\"'“”‘’#"


def is_proven(draft: Draft, scene: Scene) -> bool:
    """Tell whether a name without marks is a show's: in title case capitals alone show nothing."""
    title = draft.title
    if title is None or not scene.lexicon.title_case or scene.is_of_series_outlet():
        return True
    if draft.kind in scene.judged:
        return True
    if title.how != "bare":
        return not _may_be_a_film(draft, title, scene)
    if draft.kind is Kind.CASTING and draft.people:
        # Networks and their hosts are in the news, too.
        told = scene.tells_of_series() or scene.is_in_the_catalogue(title)
        tape = _tape_of(title, scene)
        return (
            told
            or _is_called_a_networks(title, tape, scene)
            or _is_played_on_a_network(title, tape, scene)
            or _is_called_below(title, scene)
        )
    if scene.is_series():
        return True
    # "Harbour Lights resumes filming" is proof enough; "begins production of Kestrel" is none.
    tape, match = draft.match.tape, draft.match
    place = tape.places[match.start]
    words = scene.lexicon.titles
    small = words.links | words.connectors
    others = words.verbs | words.stops | words.barriers
    between = {
        fold(word)
        for word in tape.text.plain[title.end : place].split()
        if word.islower() or fold(word) in others
    }
    touches = title.end <= place and ":" not in tape.text.plain[title.start : place]
    return draft.kind is Kind.FILMING and touches and between <= small


def _may_be_a_film(draft: Draft, title: Title, scene: Scene) -> bool:
    """Tell whether nothing shows that a marked title is no film's: "‘Kestrel 4’ starts filming"."""
    if scene.tells_of_series():
        return False
    if not scene.summary.string:
        # What says nothing at all below its headline is no proof, but "exits ‘Kestrel 4’" is one.
        known = title.listed or scene.headline.is_listed(title.name)
        alone = draft.kind in _OF_FILMS and not known and not scene.is_series()
        return alone and _is_numbered(title, scene) and (title.season or 0) > _MOST_SEQUELS
    if draft.kind is Kind.RENEWAL:
        return _is_numbered(title, scene) and not scene.is_series()
    if draft.kind not in _OF_FILMS:
        return False
    if _is_numbered(title, scene):
        return True
    # Streamers order films, too.
    return draft.kind is Kind.CASTING and not (title.listed or scene.is_series())


def _is_numbered(title: Title, scene: Scene) -> bool:
    """Tell whether a bare number ends a name, as with films: ‘Kestrel 4’, and not ‘Kestrel’ 4."""
    tape = _tape_of(title, scene)
    behind = tape.text.plain[title.start : title.end].rpartition(title.name)[2]
    return title.season is not None and behind.rstrip(_MARKS).lstrip(" #").isdigit()


def _tape_of(title: Title, scene: Scene) -> Tape:
    """Return the tape on which a title stands."""
    return next(
        (
            tape
            for tape in (scene.headline, scene.summary)
            if tape.text.plain[title.start : title.end].find(title.name) >= 0
        ),
        scene.headline,
    )


def _is_called_a_networks(title: Title, tape: Tape, scene: Scene) -> bool:
    """Tell whether words before a name say that a network shows it: "BBC spy thriller Kestrel".

    What else is called a thriller is a film as often.
    """
    before = [
        token
        for token in tokens_of(tape, 0, len(tape.string))
        if tape.places[token.start] < title.start
    ]
    if not before:
        return False
    kind = before[-1].bare
    known = title.listed or tape.is_listed(title.name)
    if not names_a_kind(kind, scene.lexicon) and not (known and kind in scene.lexicon.titles.kinds):
        return False
    return any(token.word == NETWORK for token in before[-_MAX_CALLED:])


def _is_called_below(title: Title, scene: Scene) -> bool:
    """Tell whether the summary says of which network a name is, and what: "Fox comedy Kestrel"."""
    tape = scene.summary
    at = tape.text.plain.find(title.name)
    words = tape.text.folded[: max(at, 0)].rstrip(_MARKS).split()[-_MAX_CALLED:]
    if not words or not calls_a_show(words[-1], scene.lexicon):
        return False
    first = at - len(" ".join(words)) - len(_MARKS)
    return any(first <= mark.start < at for mark in tape.inside(0, len(tape.string), NETWORK))


def _is_played_on_a_network(title: Title, tape: Tape, scene: Scene) -> bool:
    """Tell whether players are told of, and whose show it is: "to star in BBC One's Kestrel".

    Hosts and correspondents play nobody, and streamers make films, too.
    """
    lexicon = scene.lexicon
    if lexicon.acting is None or lexicon.acting.search(tape.string) is None:
        return False
    between = {*lexicon.titles.links, *lexicon.inside, *lexicon.of}
    return any(
        mark.sign == NETWORK
        and fold(str(mark.value)) not in lexicon.titles.filmmakers
        and (
            OWNS.fullmatch(tape.text.plain, mark.end, title.start) is not None
            or tape.text.folded[title.end : mark.start].strip() in between
        )
        for mark in tape.marks.values()
    )
