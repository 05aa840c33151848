"""Headlines of two clauses, of which the second tells the news and names no show.

"Kestrel flies again: BBC orders a second series", "Kestrel sinks as NBC cancels naval drama": who
buys or drops stands before the verb, so the show is what the headline opens with.
"""

from collections.abc import Sequence

from bot.announcements.lexicon.patterns import NETWORK
from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.marks.mark import Title
from bot.announcements.names.titles import bare_titles
from bot.announcements.rules.draft import Draft
from bot.announcements.rules.scene import Scene
from bot.announcements.tape.tape import Tape
from bot.announcements.tape.tokens import Token, describes, is_small, may_be_in_title, tokens_of
from bot.model import Kind

_OF_SHOWS = {Kind.RENEWAL, Kind.CANCELLATION}
_COLON = ": "
_LONGEST = 5


def named_by_the_opening(told: Sequence[Draft], scene: Scene) -> list[Draft]:
    """Give news that names no show the one that opens the headline, if a clause of its own does."""
    tape, lexicon = scene.headline, scene.lexicon
    if not lexicon.title_case or not lexicon.bare:
        return []
    named = []
    for draft in told:
        match = draft.match
        buyer = tape.string[: match.start].rstrip().endswith(NETWORK)
        if draft.kind in _OF_SHOWS and draft.title is None and match.tape is tape and buyer:
            title = _opening(tape, match.start, lexicon)
            if title is not None:
                named.append(draft.renamed(title))
    return named


def _opening(tape: Tape, at: int, lexicon: Lexicon) -> Title | None:
    """Return the show before words in small letters up to a colon or the subject's next clause."""
    words = lexicon.titles
    partings = (_COLON, *(f" {word} " for word in sorted(words.conjunctions)))
    parting = next((sign for sign in partings if 0 < tape.string.find(sign) < at), None)
    if parting is None:
        return None
    tokens = tokens_of(tape, 0, tape.string.find(parting))
    run = _capitalised(tape, tokens, lexicon)
    rest = tokens[len(run) :]
    if not run or not rest or len(run) > _LONGEST:
        return None
    behind = rest[0]
    small = is_small(tape, behind)
    if not small or behind.bare in words.after or describes(tape, behind, lexicon):
        return None
    if parting != _COLON and len(run) > 1 and run[0].bare not in words.articles:
        return None  # "Jane Doe heartbroken as NBC cancels drama"
    titles = bare_titles(tape, run, lexicon)
    return titles[0] if len(titles) == 1 else None


def _capitalised(tape: Tape, tokens: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    run: list[Token] = []
    for token in tokens:
        if not may_be_in_title(tape, token, lexicon):
            break
        run.append(token)
    while run and not tape.plain(run[-1].start, run[-1].end)[:1].isupper():
        run.pop()
    return run
