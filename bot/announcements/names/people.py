"""The people beside the words of casting news."""

from collections.abc import Sequence

from bot.announcements.lexicon.patterns import BREAK, TITLE
from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.names.brackets import before_bracket, behind_bracket
from bot.announcements.names.name_words import (
    is_a_band,
    is_age,
    is_initial,
    is_particle,
    is_shortened,
    korean_places,
    says_whose,
    words_of,
)
from bot.announcements.names.persons import MAX_NAMES, names_in
from bot.announcements.tape.capitals import is_a_sentence
from bot.announcements.tape.tape import Tape
from bot.announcements.tape.tokens import (
    MARK_SIGNS,
    SIGHT,
    Token,
    is_capital_article,
    is_small,
    tokens_of,
    without_opening,
)

_OPENING, _CLOSING = "'\"‘“", "'\"’”"
_MAX_WORDS = 4
_INITIALS = 2


def people_left(tape: Tape, at: int, lexicon: Lexicon) -> list[str]:
    """Return the names that stand before a place of the tape."""
    at = _past_a_syllable(tape, at, lexicon)
    names: list[str] = []
    for _ in range(MAX_NAMES):
        start, _ = tape.clause(at, at)
        tokens = tokens_of(tape, max(start, at - SIGHT), at)
        run = _run_left(tape, tokens, lexicon)
        if _has_an_article(tape, tokens, run, lexicon):
            break  # "The Winter Lantern Leads …" is a show
        names[:0] = _names_of(tape, run, lexicon)
        opening = before_bracket(tape, start)
        if opening is None or (run and (run[0] is not tokens[0] or not _goes_on(tokens, lexicon))):
            break
        at = opening
    return names


def _has_an_article(
    tape: Tape, tokens: Sequence[Token], run: Sequence[Token], lexicon: Lexicon
) -> bool:
    """Tell whether a capitalised article stands right before words: no name of a person has one."""
    at = tokens.index(run[0]) if run and lexicon.title_case else 0
    return (
        at > 0
        and tokens[at - 1].bare in lexicon.titles.connectors
        and is_capital_article(tape, tokens[at - 1], lexicon)
        and not any(token.word.endswith("'s") for token in run)  # "The Kestrels' Minho"
        # "The Kestrel Star Jane Doe"
        and not any(token.bare in lexicon.titles.after for token in run[1:-1])
    )


def _goes_on(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Tell whether words begin with what lists one more: ", John Roe", "and Ann Lee"."""
    return bool(tokens) and (tokens[0].word in lexicon.joining or tokens[0].word.startswith(","))


def _past_a_syllable(tape: Tape, at: int, lexicon: Lexicon) -> int:
    """Move behind a letter that a phrase took for a particle: "박소이 하차"."""
    if lexicon.sure_name is None:
        return at
    start = max(tape.string.rfind(sign, 0, at) for sign in (" ", BREAK, *MARK_SIGNS)) + 1
    cut, whole = tape.string[start:at], tape.string[start : at + 1]
    if lexicon.sure_name.fullmatch(whole) and not lexicon.sure_name.fullmatch(cut):
        return at + 1
    return at


def people_right(tape: Tape, at: int, lexicon: Lexicon, *, until: int | None = None) -> list[str]:
    """Return the names that stand after a place of the tape.

    Args:
        tape: of the field.
        at: the place.
        lexicon: of its language.
        until: where they must end, for nothing else may follow: "Jane Doe says John Roe" are none.
    """
    _, stop = tape.clause(at, at)
    stop = min(stop, at + SIGHT)
    run: list[Token] = []
    if until is not None:
        tokens = tokens_of(tape, at, until)
        run = _run_right(tape, tokens, lexicon)
        rest = tokens[tokens.index(run[-1]) + 1 :] if run else tokens
        if not all(token.word in MARK_SIGNS or _is_link(token, lexicon) for token in rest):
            return []
    # A phrase may end amid a name; but what it says behind one is none: "Jane Doe's Casting".
    whole = _names_to_the_right(tape, at, stop, lexicon)
    return whole or _names_of(tape, run, lexicon)


def _names_to_the_right(tape: Tape, at: int, stop: int, lexicon: Lexicon) -> list[str]:
    """Return the names from a place on, over brackets that say who somebody is."""
    names: list[str] = []
    for _ in range(MAX_NAMES):
        tokens = tokens_of(tape, at, stop)
        run = _run_right(tape, tokens, lexicon)
        names += _names_of(tape, run, lexicon)
        if (behind := _behind_a_part(tape, tokens, run, lexicon)) is not None:
            at = behind
            continue
        behind = behind_bracket(tape, stop)
        if behind is None or not run or run[-1] is not tokens[-1]:
            break
        at, stop = behind, tape.clause(behind, behind)[1]
        if not _goes_on(tokens_of(tape, at, stop), lexicon):
            break
    return names


def _behind_a_part(
    tape: Tape, tokens: list[Token], run: list[Token], lexicon: Lexicon
) -> int | None:
    """Return where a list goes on behind a part: "Jane Doe as Mira, John Roe as Tom"."""
    after = tokens.index(run[-1]) + 1 if run else len(tokens)
    as_what = lexicon.people.before & lexicon.titles.conjunctions
    if not lexicon.title_case or after >= len(tokens) or tokens[after].bare not in as_what:
        return None
    for index in range(after + 1, len(tokens) - 1):
        token, following = tokens[index], tokens[index + 1]
        if token.word in MARK_SIGNS or token.word.endswith((":", ".", "!", "?")):
            return None
        if token.word.endswith(",") or token.word in lexicon.joining:
            named = tape.plain(following.start, following.end)[:1].isupper()
            return following.start if named else None
    return None


def people_opening(tape: Tape, lexicon: Lexicon) -> list[str]:
    """Return the people who open a headline before a comma: "한서진, 첫 작품은 …".

    Only where the form of a name shows that it is one.
    """
    sure = lexicon.sure_name
    if sure is None:
        return []
    run: list[Token] = []
    for token in tokens_of(tape, 0, len(tape.string)):
        if token.word in MARK_SIGNS or len(run) == _MAX_WORDS:
            return []
        if not run and token.bare in lexicon.people.describing:
            continue
        run.append(token)
        if token.word.endswith(","):
            names = _names_of(tape, run, lexicon)
            return names if all(map(sure.fullmatch, names)) else []
    return []


def _run_left(tape: Tape, tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """Return the words at the end of some tokens that can be names and what lists them."""
    run: list[Token] = []
    played = False
    korean = korean_places(tape, tokens, lexicon)
    for index in range(_before_a_report(tape, tokens, lexicon) - 1, -1, -1):
        token = tokens[index]
        if index in korean or (run and _says_who(tokens, index, run, lexicon)):
            run.append(token)
            continue
        if token.word in MARK_SIGNS or (not run and _leads_to_a_show(tokens, index, lexicon)):
            if run:
                break
            continue
        if played or (not run and token.bare in lexicon.people.roles):
            played = not played  # "Yuna役": whom somebody plays
            continue
        syllable = _is_syllable(tape, tokens, index, lexicon, last=index == len(tokens) - 1)
        syllable = syllable or _is_amid_a_name(tape, tokens, index, run, lexicon)
        syllable = syllable or (not run and _closes_a_name(tape, tokens, index, lexicon))
        if not run and not syllable and _is_link(token, lexicon):
            continue
        if token.word.endswith(":") or not (
            syllable
            or _may_be_in_name(tape, token, lexicon)
            or is_particle(tape, tokens, index, lexicon)
            or is_age(tokens, index, lexicon)
        ):
            break
        run.append(token)
    return run[::-1]


def _says_who(tokens: list[Token], index: int, run: Sequence[Token], lexicon: Lexicon) -> bool:
    """Tell whether a title, or what joins two of them, says who somebody of a list is.

    Only where more of the list may stand before: the first person's may be left out.
    """
    if tokens[index].word == TITLE:
        return says_whose(tokens, index, lexicon)
    return (
        tokens[index].word in lexicon.joining
        and run[-1].word == TITLE
        and index > 0
        and tokens[index - 1].word == TITLE
    )


def _leads_to_a_show(tokens: list[Token], index: int, lexicon: Lexicon) -> bool:
    """Tell whether a word leads to the show somebody is from: "Jane Doe of ‘Kestrel’ quits"."""
    following = tokens[index + 1].word if index + 1 < len(tokens) else ""
    return lexicon.title_case and tokens[index].bare in lexicon.of and following == TITLE


def _before_a_report(tape: Tape, tokens: list[Token], lexicon: Lexicon) -> int:
    """Return how many tokens stand before words that only lead from people to their news.

    Over a report of their own ("Jane Doe says she's"), how many more come ("and six others"), and
    small words in quotation marks ("Jane Doe ‘categorically’").
    """
    people, count = lexicon.people, len(tokens)
    last = count
    while last and (tokens[last - 1].bare in people.links or _is_stressed(tape, tokens[last - 1])):
        last -= 1
    told_by_them = any(token.bare in people.pronouns for token in tokens[last:])
    if told_by_them and last and tokens[last - 1].bare in people.tells:
        return last - 1
    if last and tokens[last - 1].bare in people.others:
        rest = last - 1
        while rest and (tokens[rest - 1].bare in people.never or tokens[rest - 1].bare.isdigit()):
            rest -= 1
        if rest and (
            tokens[rest - 1].word in lexicon.joining or tokens[rest - 1].word.endswith(",")
        ):
            return rest
    return last if any(_is_stressed(tape, token) for token in tokens[last:]) else count


def _is_stressed(tape: Tape, token: Token) -> bool:
    plain = tape.plain(token.start, token.end)
    return plain.islower() and plain[0] in _OPENING and plain[-1] in _CLOSING and len(plain) > 1


def _run_right(tape: Tape, tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """Return the words at the beginning of some tokens that can be names and what lists them."""
    run: list[Token] = []
    korean = korean_places(tape, tokens, lexicon)
    for index, token in enumerate(tokens):
        if index in korean:
            run.append(token)
            continue
        if not run and _is_link(token, lexicon) and not _opens_a_name(tape, tokens, index, lexicon):
            if token.bare in lexicon.inside and _leads_to_its_show(tape, tokens, index, lexicon):
                break  # "to star in Jane Doe's drama": the show follows
            continue
        if says_whose(tokens, index, lexicon) and _may_describe(run, lexicon):
            run += [token] if run else []
            continue
        if token.word in lexicon.joining and index and says_whose(tokens, index - 1, lexicon):
            run += [token] if run else []
            continue
        if token.word in MARK_SIGNS or not (
            _may_be_in_name(tape, token, lexicon)
            or _is_syllable(tape, tokens, index, lexicon, last=False)
            or is_particle(tape, tokens, index, lexicon)
            or is_age(tokens, index, lexicon)
        ):
            break
        run.append(token)
        ends = token.word.endswith((":", ".", "!", "?")) and len(token.bare) > _INITIALS
        if ends and not is_shortened(token):
            break
    return run


def _may_describe(run: Sequence[Token], lexicon: Lexicon) -> bool:
    """Tell whether who somebody is may be told behind some words: "Jane Doe and", "former"."""
    if not run:
        return True
    people, last = lexicon.people, run[-1]
    return (
        last.word.endswith(",")
        or last.word in lexicon.joining
        or last.bare in people.describing | people.never
    )


def _leads_to_its_show(tape: Tape, tokens: list[Token], index: int, lexicon: Lexicon) -> bool:
    """Tell whether a preposition leads to a show: "in Jane Doe's drama", "In New Romance Drama"."""
    following = tokens[index + 1].bare if index + 1 < len(tokens) else ""
    small = tape.plain(tokens[index].start, tokens[index].end).islower()
    return small or (lexicon.title_case and following in lexicon.titles.owned)


def _closes_a_name(tape: Tape, tokens: list[Token], index: int, lexicon: Lexicon) -> bool:
    """Tell whether a letter ends a name by its capital amid a sentence: "Park Min A will play"."""
    near = tokens[index - 1 : index + 1] if index else []
    return (
        lexicon.title_case
        and len(tokens[index].bare) == 1
        and len(near) > 1
        and near[0].word not in MARK_SIGNS
        and near[0].bare not in lexicon.people.stops
        and all(tape.plain(one.start, one.end)[:1].isupper() for one in near)
        and is_a_sentence(tape.text.plain, lexicon)
    )


def _opens_a_name(tape: Tape, tokens: list[Token], index: int, lexicon: Lexicon) -> bool:
    """Tell whether a small word is a first name by its capital amid a sentence: "Will Example"."""
    following = tokens[index + 1 : index + 2]
    return (
        bool(following)
        and lexicon.title_case
        and tokens[index].bare not in {*lexicon.inside, *lexicon.titles.articles}
        and following[0].word not in MARK_SIGNS
        and all(tape.plain(one.start, one.end)[:1].isupper() for one in (tokens[index], *following))
        and is_a_sentence(tape.text.plain, lexicon)
    )


def _names_of(tape: Tape, run: list[Token], lexicon: Lexicon) -> list[str]:
    return names_in(words_of(tape, run), lexicon) if run else []


def _is_link(token: Token, lexicon: Lexicon) -> bool:
    """Tell whether a word may stand between people and what is told of them."""
    return not token.bare or token.bare in lexicon.people.links or token.word in {"s", "'s", "’s"}


def _is_syllable(
    tape: Tape, tokens: list[Token], index: int, lexicon: Lexicon, *, last: bool
) -> bool:
    """Tell whether a small word is part of a name: "Na In Woo in talks", "Yoo Ah In In Talks".

    The word asked about is `tokens[index]`; `last` says that the words told of the people follow
    it at once, where no preposition can stand.
    """
    token = tokens[index]
    if token.bare not in lexicon.people.syllables:
        return False
    if not tape.plain(token.start, token.end)[:1].isupper():
        return False
    following = tokens[index + 1].bare if index + 1 < len(tokens) else ""
    if last or token.word.endswith(",") or following in lexicon.joining | {token.bare}:
        return True
    return any(
        word.bare in lexicon.people.stops and is_small(tape, word)
        for word in tokens_of(tape, 0, len(tape.string))
    )


def _is_amid_a_name(
    tape: Tape, tokens: list[Token], index: int, run: list[Token], lexicon: Lexicon
) -> bool:
    """Tell whether a small word stands between the only two others of a name: "Na In Woo And".

    Args:
        tape: of the field.
        tokens: before a phrase.
        index: of the word.
        run: the words behind it, from the phrase back.
        lexicon: of the language.
    """
    token = tokens[index]
    if token.bare not in lexicon.people.syllables or not run or not index:
        return False
    before, behind = tokens[index - 1], run[-1]
    alone = len(run) == 1 or run[-2].word in lexicon.joining or behind.word.endswith(",")
    opens = (
        index == 1
        or tokens[index - 2].word in lexicon.joining
        or tokens[index - 2].word[-1] in ",:"
    )
    return (
        alone
        and opens
        and all(tape.plain(one.start, one.end)[:1].isupper() for one in (before, token, behind))
        and not {before.bare, behind.bare} & (lexicon.people.stops | lexicon.joining)
    )


def _may_be_in_name(tape: Tape, token: Token, lexicon: Lexicon) -> bool:
    people, bare = lexicon.people, token.bare
    plain = without_opening(tape, token)
    if bare in people.connectors | people.aliases or plain in {"&", ",", "·", "-"}:
        return True
    if lexicon.cased and (bare in people.describing or is_initial(plain)):
        return True
    if bare in people.stops or (bare and bare[0].isdigit()):
        return is_a_band(plain) if lexicon.cased else lexicon.letters and not bare.isdigit()
    return plain[:1].isupper() if lexicon.cased else not bare.startswith(people.closing)
