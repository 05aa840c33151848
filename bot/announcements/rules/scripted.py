"""Whether a show tells a story: game shows, talk shows and films are told of in the same words."""

from bot.announcements.lexicon.patterns import NETWORK
from bot.announcements.marks.mark import Title
from bot.announcements.marks.titles import next_word
from bot.announcements.names.topics import marked_titles
from bot.announcements.rules.scene import Scene
from bot.announcements.text.forms import fold

_YEAR = "0123456789 "
_MARKS = " ,\"'“”‘’#:!"
_LONGEST = 60
"""So many letters are looked at for a name that goes on."""
_SURE = 1
"""A name of more words than these, with words behind it, is still that programme's."""


def is_scripted(title: Title, scene: Scene) -> bool:
    """Tell whether a title is neither a film nor a programme that tells no story."""
    name = fold(title.name)
    if name in scene.lexicon.no_series.films and not scene.tells_of_series(parts=False):
        return False
    if _is_unscripted(name, scene) or _goes_on_as_unscripted(title, scene):
        return False
    if _comes_from_a_programme(title, scene) or _is_of_a_feast(name, scene):
        return False
    return not _is_of_factual_network(title, scene)


def _is_unscripted(name: str, scene: Scene) -> bool:
    """Tell whether a name, with or without its article, its year or its place, is listed."""
    lists, programmes = scene.lexicon.titles, scene.lexicon.no_series.programmes
    words = [word.strip(_MARKS) for word in name.split()]
    if not words:
        return False
    opened = words[0] in lists.articles
    # "Voice" is not "The Voice"; "Real Housewives of Kestrel" is the same without its article.
    bare = name.split(" ", 1)[1] if opened and len(words) > _SURE + 1 else name
    openings = {f"{article} " for article in lists.articles & lists.connectors} | {""}
    whole = {name, name.rstrip(_YEAR)}
    if len(bare.split()) > _SURE:
        whole |= {f"{opening}{bare}" for opening in openings}
    if whole & programmes:
        return True
    # "Love Island USA" goes on with the name; "The Circle of Seven" only begins alike.
    told = words[1:] if opened else words
    return any(
        f"{opening}{' '.join(told[:count])}" in programmes
        for count in range(len(told) - 1, _SURE, -1)
        for opening in openings
    )


def _comes_from_a_programme(title: Title, scene: Scene) -> bool:
    """Tell whether a show is made out of a programme: "‘Love Island’ spin-off ‘Kestrel’"."""
    return any(
        parent.credit
        and parent.end <= title.start
        and next_word(scene.headline.text.plain, parent.end) in scene.lexicon.titles.parents
        and _is_unscripted(fold(parent.name), scene)
        for parent in marked_titles(scene.headline)
    )


def _is_of_a_feast(name: str, scene: Scene) -> bool:
    """Tell whether a title names a feast, as films for one evening do: "A Kestrel Christmas"."""
    feasts = scene.lexicon.titles.feasts
    return not feasts.isdisjoint(name.split()) and not scene.tells_of_series(parts=False)


def _goes_on_as_unscripted(title: Title, scene: Scene) -> bool:
    """Tell whether a name without marks is but a part of one that is listed.

    Names end before small words: of "Second Glance at the Altar" only "Second Glance" is one; and
    they begin behind words that describe: of "Danish Idol" only "Idol".
    """
    if title.how == "quoted":
        return False
    text = scene.headline.text
    if text.plain[title.start : title.end] != title.name:
        return False
    programmes = scene.lexicon.no_series.programmes
    words = text.folded[title.start : title.start + _LONGEST].split()
    before = text.folded[: title.start].split()
    own = len(title.name.split())
    whole = " ".join([*before[-1:], *words[:own]]).strip(_MARKS)
    return whole in programmes or any(
        " ".join(words[:count]).strip(_MARKS) in programmes
        for count in range(own + 1, len(words) + 1)
    )


def _is_of_factual_network(title: Title, scene: Scene) -> bool:
    """Tell whether the headline's network makes programmes that tell no story, as Bravo does.

    Unless the catalogue has the show, or a word says that it is a drama.
    """
    lexicon = scene.lexicon
    if title.listed or not lexicon.titles.factual:
        return False
    tape = scene.headline
    factual = any(
        isinstance(mark.value, str) and fold(mark.value) in lexicon.titles.factual
        for mark in tape.inside(0, len(tape.string), NETWORK)
    )
    return factual and not scene.is_called_scripted()
