"""Names of people cut out of a run of words: "‘Kestrel’ star Jane Doe, John Roe and Ann Lee".

The words are those that may stand in names; here they are parted, and what says who somebody is,
whose part it is or what is told of them is cut off.
"""

import re
from itertools import zip_longest

from bot.announcements.lexicon.name_parts import name_parts
from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.names.titles import without_ending
from bot.announcements.tape.tape import AGE
from bot.announcements.text.forms import fold

_SPLIT = re.compile(
    # Dots list Korean and Japanese names; within katakana and Chinese letters they join one name.
    r"\s*(?:,|&|(?<=[가-힣\s])·|·(?=[가-힣\s])|、|(?<![ァ-ヴー])・|・(?![ァ-ヴー]))\s*"
)
_OWNER = re.compile(r"(?:['’]s|(?<=s)['’]) ")
_TRIM = " ,:;.!?\"“”'‘’()[]"
MAX_NAMES = 24
_MAX_WORDS = 4
_INITIALS = 2
_LONGEST_TITLE = 5
_SHORTEST, _LONGEST = 2, 40


def parted_from_owner(words: str) -> tuple[str, str]:
    """Part "Harbour Lights' Jane Doe" into the owner, empty when there is none, and the rest."""
    for found in reversed(list(_OWNER.finditer(words))):
        if words[found.end() :][:1].isupper():
            return words[: found.start()].strip(_TRIM), words[found.end() :]
    return "", words


def names_in(words: str, lexicon: Lexicon) -> list[str]:
    """Part a run of words into names; what cannot be a name is left out."""
    names: list[str] = []
    words = AGE.sub("", words) if "(" in words else words
    for piece in _without_owners(_pieces(words, lexicon), lexicon):
        for name in _sure_names(piece, lexicon) or [_name_in(piece.strip(_TRIM), lexicon)]:
            known = fold(name) in lexicon.people.alone
            short = len(name) < _SHORTEST and (known or _OWNER.search(words) is not None)
            if _is_name(name, lexicon, short=short) and name not in names:
                names.append(name)
    return names[:MAX_NAMES]


def _without_owners(pieces: list[str], lexicon: Lexicon) -> list[str]:
    """Cut "Harbour Lights'" from "Harbour Lights' Jane Doe"; a list may hold several of those."""
    parted = [parted_from_owner(piece) for piece in pieces]
    last = max((index for index, (owner, _) in enumerate(parted) if owner), default=-1)
    if last < 0:
        return pieces
    # Single words before an owner are a part of its name: "Salt & Ember's Jane Doe".
    first = next((at for at, (owner, _) in enumerate(parted) if owner or " " in pieces[at]), last)
    return [_unrelated(rest, lexicon) if owner else rest for owner, rest in parted[first:]]


def _unrelated(piece: str, lexicon: Lexicon) -> str:
    """Cut whose somebody is: "Jane Doe's Son John Doe"."""
    first, _, rest = piece.partition(" ")
    return rest if rest and fold(first) in lexicon.people.describing else piece


def _pieces(words: str, lexicon: Lexicon) -> list[str]:
    """Part a list at commas and the language's own words between names."""
    pieces = _SPLIT.split(words)
    if lexicon.cased:
        pieces = _with_suffixes(pieces)
        pieces = [part for piece in pieces for part in lexicon.joined.split(piece)]
    if lexicon.between_names is not None:
        pieces = [part for piece in pieces for part in lexicon.between_names.split(piece)]
    return pieces


def _with_suffixes(pieces: list[str]) -> list[str]:
    """Join what a comma parts from its name: "Jane Doe, Jr."."""
    whole: list[str] = []
    for piece in pieces:
        if whole and whole[-1] and piece.strip(_TRIM).lower() in name_parts().suffixes:
            whole[-1] += f", {piece}"
        else:
            whole.append(piece)
    return whole


def _sure_names(piece: str, lexicon: Lexicon) -> list[str]:
    """Return the words of a piece that are names by their form, whatever stands beside them."""
    if lexicon.sure_name is None:
        return []
    people = lexicon.people
    words = piece.split()
    names: list[str] = []
    for word, following in zip_longest(words, words[1:], fillvalue=""):
        if following.strip(_TRIM) in people.roles:
            continue
        bare = _without_particle(word.strip(_TRIM), lexicon)
        dull = bare in people.links or bare in people.describing or bare in people.stops
        if lexicon.sure_name.fullmatch(bare) and not dull and bare not in people.never:
            names.append(bare)
    return names


def _name_in(piece: str, lexicon: Lexicon) -> str:
    """Return the name in one piece of a list, without words and endings that are none of it."""
    name = _undescribed(_without_alias(piece, lexicon), lexicon)
    if lexicon.cased:
        name = _without_loose_particles(name)
    if name.endswith(("'s", "’s")):
        name = name[:-2]
    if lexicon.cased:
        return without_ending(name, lexicon)
    if lexicon.letters:
        return name_in_letters(name, lexicon)
    for word in reversed(name.split(" ")):
        bare = _without_particle(word.strip(_TRIM), lexicon)
        if lexicon.name is None:
            return _without_particle(name, lexicon)
        if lexicon.name.fullmatch(bare) and bare not in lexicon.people.never:
            return bare
    return ""


def _without_loose_particles(name: str) -> str:
    """Cut the end of a description: "del Óscar Jane Doe" of "ganadora del Óscar Jane Doe".

    And a particle that no word of the name follows.
    """
    words = name.split(" ")
    while len(words) > 1 and words[-1] in name_parts().particles:
        words.pop()
    if len(words) > _INITIALS + 1 and words[0] in name_parts().particles:
        words = words[2:]
    return " ".join(words)


def _without_alias(piece: str, lexicon: Lexicon) -> str:
    """Cut whom somebody plays from a name: "Jane Doe aka Mira"."""
    words = piece.split(" ")
    aliases = lexicon.people.aliases
    places = [index for index, word in enumerate(words) if index and fold(word) in aliases]
    return " ".join(words[: places[0]]) if places else piece


def _undescribed(piece: str, lexicon: Lexicon) -> str:
    """Cut what says who somebody is: "‘Harbour Lights’ star Jane Doe", "South Korean actor"."""
    words = piece.split(" ")
    people = lexicon.people
    bare = [fold(word).strip(_TRIM) for word in words]
    korean = name_parts().korean_words(words) if lexicon.cased else frozenset()
    places = [
        index
        for index, word in enumerate(bare)
        if index not in korean
        and (
            (word in people.describing and not _is_a_surname(words, index, lexicon))
            # "Actor-Singer", "Model-Turned-Actor"
            or (lexicon.cased and "-" in word and word.rpartition("-")[2] in people.describing)
            # "Broadway Vet Jane Doe", but "Jane Legend" and "Doctor Doe"
            or (word in people.persons and index < len(words) - _INITIALS)
        )
    ]
    if not lexicon.cased:  # there a word of the list may also be the end of a name
        places = [index for order, index in enumerate(places) if order == index]
        if not places and _is_glued(bare[0], lexicon):
            places = [0]
    return " ".join(words[places[-1] + 1 :] if places else words).strip(_TRIM)


def _is_glued(word: str, lexicon: Lexicon) -> bool:
    """Tell whether a word ends with one that says who somebody is: "เปิดรายชื่อนักแสดง".

    Only where no form shows a name, and words are written together.
    """
    ends = tuple(one for one in lexicon.people.describing if len(one) > _LONGEST_TITLE)
    return lexicon.name is None and word.endswith(ends)


def _is_a_surname(words: list[str], index: int, lexicon: Lexicon) -> bool:
    """Tell whether what else describes is the first part of a name: "Son Ye Jin", "Son Ye-jin"."""
    if index or fold(words[0]) not in lexicon.people.syllables:
        return False
    given = "-".join(words[1:])
    return (
        lexicon.given_name is not None
        and lexicon.given_name.fullmatch(given.capitalize()) is not None
    )


def name_in_letters(piece: str, lexicon: Lexicon) -> str:
    """Cut a name out of letters: what describes stands before it, what is told behind."""
    people = lexicon.people
    name = piece.rsplit(" ", maxsplit=1)[-1] if " " in piece else piece
    folded = fold(name)
    cut = max(
        (
            place + len(word)
            for word in people.stops | people.describing
            if (place := folded.rfind(word)) >= 0
        ),
        default=0,
    )
    name = name[cut:].strip(_TRIM)
    tails = tuple(sorted((*people.links, *people.particles), key=len, reverse=True))
    while found := next((tail for tail in tails if tail and fold(name).endswith(tail)), None):
        if len(name) <= len(found):
            break
        name = name[: -len(found)].strip(_TRIM)
    if lexicon.name is not None and not lexicon.name.fullmatch(name):
        return ""
    return name


def _without_particle(name: str, lexicon: Lexicon) -> str:
    if lexicon.sure_name is not None and lexicon.sure_name.fullmatch(name):
        return name  # "박소이" ends with what may be a particle
    for particle in lexicon.people.particles:
        if name.endswith(particle) and len(name) > len(particle) + 1:
            return name[: -len(particle)]
    return name


def _is_name(name: str, lexicon: Lexicon, *, short: bool = False) -> bool:
    """Tell whether words can be a person's name; a letter only where `short`: "MOON-X's V"."""
    folded = fold(name)
    particles = name_parts().particles if lexicon.cased else frozenset()
    written = [word for word in name.split() if word not in particles]
    words = [fold(word) for word in written]
    long_enough = short or len(name) >= _SHORTEST
    if not words or len(words) > _MAX_WORDS or not long_enough or len(name) > _LONGEST:
        return False
    if lexicon.cased and not name[0].isupper():
        return False
    if lexicon.letters and any(
        word in folded for word in lexicon.people.never if len(word) > _INITIALS
    ):
        return False
    if lexicon.cased and len(name_parts().korean_words(written)) == len(words):
        return True
    return not any(word in lexicon.people.never for word in words)
