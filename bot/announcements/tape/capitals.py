"""What a capital tells: in a sentence only names have one, in a headline of capitals any word.

"Filming begins on While You Were Gone" writes its own words small, so that "While" belongs to the
title; in "Netflix Orders Drama While Rivals Cut Back" it begins a clause.
"""

from collections.abc import Sequence
from functools import lru_cache

from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.tape.tape import Tape
from bot.announcements.tape.tokens import Token

_LEAST = 2
"""So many words in small letters that no headline of capitals would write so."""


def belongs_to_a_name(tape: Tape, tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    """Tell whether a word that ends or opens clauses is one of a name by its capital.

    Args:
        tape: of the field.
        tokens: of the statement, from its beginning or from a phrase on.
        index: of the word.
        lexicon: of the language.
    """
    token = tokens[index]
    plain = tape.plain(token.start, token.end)
    if not lexicon.title_case or not plain[:1].isupper() or plain[1:].isupper():
        return False
    if index and tokens[index - 1].word.endswith((":", "?", "!")):
        return False
    start, _ = tape.clause(token.start, token.end)
    opens = not tape.string[start : token.start].strip()
    return not opens and is_a_sentence(tape.text.plain, lexicon)


@lru_cache(maxsize=64)
def is_a_sentence(plain: str, lexicon: Lexicon) -> bool:
    """Tell whether a text writes the words of its own small, as sentences do."""
    small = lexicon.titles.written_small
    told = 0
    for word in plain.split():
        bare = word.strip("\"'“”‘’.,:;!?()")
        if bare.isalpha() and bare.islower() and bare not in small and len(bare) > _LEAST:
            told += 1
    return told >= _LEAST
