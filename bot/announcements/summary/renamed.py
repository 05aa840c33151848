"""Shows that a summary names where the headline's name is that of something else.

"Jane Doe comedy in the works": the show is not called so. "‘Embers’ spin-off axed": what ends is
not ‘Embers’, nor is it the show that only says who somebody is, "the ‘Embers’ star's new drama".
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from bot.announcements.lexicon.title_words import TRIM
from bot.announcements.marks.mark import Title
from bot.announcements.marks.titles import next_word
from bot.announcements.names.nameless import calls_a_show
from bot.announcements.names.topics import marked_titles, named_titles
from bot.announcements.rules.draft import Draft
from bot.announcements.rules.proven import is_proven
from bot.announcements.rules.scene import Scene
from bot.announcements.summary.explained import explained_titles, is_named_above, is_parent_below
from bot.announcements.text.forms import fold
from bot.model import Field, Kind

_SHORT = 2
"""So many words of a longer name may stand for it."""
_ALIKE = 3
_SIGHT = 3
"""So many words after a title may say that it is that of a book."""


def named_better(drafts: Sequence[Draft], below: Sequence[Draft], scene: Scene) -> list[Draft]:
    """Give drafts the name of the summary where the headline's is that of something else.

    Args:
        drafts: what the headline tells.
        below: what the statements of the summary tell.
        scene: the item.
    """
    if not scene.lexicon.titles.parents or not scene.summary.string:
        return list(drafts)
    return [_named(draft, below, scene) for draft in drafts]


def named_as_below(found: Sequence[Draft], below: Sequence[Draft], scene: Scene) -> list[Draft]:
    """Give a cast its show's full name where the headline's proves nothing: "Jane Doe joins Kes".

    The summary says it again, of the same people: "Jane Doe has joined the cast of Kestrel Bay".
    """
    casts = [
        draft.title
        for draft in below
        if draft.kind is Kind.CASTING
        and draft.title is not None
        and (draft.title.how != "bare" or scene.summary.is_listed(draft.title.name))
        and not draft.title.credit
    ]
    return [
        draft.renamed(casts[0])
        if casts
        and draft.kind is Kind.CASTING
        and draft.match.field is Field.HEADLINE
        and draft.title is not None
        and draft.title.how == "bare"
        and (_is_short_for(draft.title, casts[0]) or not is_proven(draft, scene))
        else draft
        for draft in found
    ]


def _is_short_for(title: Title, full: Title) -> bool:
    """Tell whether a name may stand for another that begins alike: "Corrie"."""
    name, other = fold(title.name), fold(full.name)
    return " " not in name and name != other and name[:_ALIKE] == other[:_ALIKE]


def _named(draft: Draft, below: Sequence[Draft], scene: Scene) -> Draft:
    title = draft.title
    if title is None:
        return draft
    plain = draft.match.tape.text.plain
    following = next_word(plain, title.end)
    child = following in scene.lexicon.titles.parents
    owns = (
        draft.kind is Kind.GREENLIGHT
        and title.how == "bare"
        and any(
            calls_a_show(word, scene.lexicon) for word in (following, fold(title.name).split()[-1])
        )
    )
    described = _only_describes(title, draft, scene)
    behind = fold(plain[title.end :]).split()[:_SIGHT]
    sources = scene.lexicon.titles.sources
    source = draft.kind is Kind.GREENLIGHT and any(word.strip(",.") in sources for word in behind)
    if child and title.how != "bare" and f"{title.name}: " in scene.summary.text.plain:
        return draft  # "Embers: Song of the Sea" goes on with the name of the headline
    if not (child or owns or source or described or title.credit):
        return draft
    choices = explained_titles(scene.summary, scene.lexicon)
    made = title.credit and draft.kind not in {Kind.CASTING, Kind.CANCELLATION}
    if child or owns or made:
        choices += named_titles(scene.summary, scene.lexicon)
    if child or described:
        choices += marked_titles(scene.summary)
    choices += [
        other.title for other in below if other.kind is draft.kind and other.title is not None
    ]
    others = (one for one in choices if not (one.credit or is_named_above(one, title, scene)))
    summary, lexicon = scene.summary, scene.lexicon
    better = next((one for one in others if not is_parent_below(one, summary, lexicon)), None)
    return draft.renamed(better) if better else draft


def _only_describes(title: Title, draft: Draft, scene: Scene) -> bool:
    """Tell whether capitals before a word for a show say of what kind it is, and name none.

    "Jane Doe to star in Harbour Revenge Romance Drama": the summary has no such name.
    """
    if draft.kind is not Kind.CASTING or title.how != "bare" or title.listed:
        return False
    words, lexicon = scene.lexicon.titles, scene.lexicon
    if fold(title.name) in scene.summary.text.folded:
        return False
    behind = fold(draft.match.tape.text.plain[title.end :]).split()
    kind = list(takewhile(lambda word: word.strip(TRIM) in words.describing, behind))
    return any(calls_a_show(word.strip(TRIM), lexicon) for word in kind)


def named_in_full(drafts: Sequence[Draft], scene: Scene) -> list[Draft]:
    """Give a show that a headline calls by a word of its name the whole one of the summary.

    "“Lantern,” “Ember” axed": the marks stand round words that the catalogue has not, and below
    them stands "The Lantern Keepers".
    """
    if not scene.lexicon.title_case or not scene.summary.string:
        return list(drafts)
    return [
        draft.renamed(full)
        if draft.title is not None and (full := _full_name(draft.title, scene)) is not None
        else draft
        for draft in drafts
    ]


def _full_name(title: Title, scene: Scene) -> Title | None:
    """Return the longer name that holds a short one, where the short one stands nowhere alone."""
    words = fold(title.name).split()
    if title.listed or title.credit or title.how == "bare" or len(words) > _SHORT:
        return None
    if _is_known(title.name, scene):
        return None  # it is whole, whatever other show has it in its name
    for one in marked_titles(scene.summary):
        longer = fold(one.name).split()
        others = scene.summary.text.folded.replace(fold(one.name), "")
        if (
            _holds(longer, words)
            and not one.credit
            and not one.name.startswith(f"{title.name}:")
            and re.search(rf"\b{re.escape(fold(title.name))}\b", others) is None
        ):
            return replace(one, season=one.season or title.season)
    return None


def _is_known(name: str, scene: Scene) -> bool:
    """Tell whether the catalogue has a name, with an article or without."""
    lists = scene.lexicon.titles
    articles = (f"{word.capitalize()} " for word in sorted(lists.articles & lists.connectors))
    return any(scene.headline.is_listed(before + name) for before in ("", *articles))


def _holds(longer: Sequence[str], words: Sequence[str]) -> bool:
    """Tell whether words stand side by side among more of them."""
    size = len(words)
    return len(longer) > size and any(
        list(longer[at : at + size]) == list(words) for at in range(len(longer) - size + 1)
    )
