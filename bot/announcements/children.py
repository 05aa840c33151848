"""The show that a headline only calls by another's name, found below it.

"Filming of ‘Kestrel’ prequel begins" is about the prequel, "Jane Doe and John Roe start filming"
about what they are in: the summary has the name.
"""

import re
from collections.abc import Sequence

from bot.announcements.marks import Title
from bot.announcements.merging import is_same_show
from bot.announcements.scene import Draft, Scene
from bot.announcements.text import fold
from bot.announcements.title_marks import next_word
from bot.announcements.topics import marked_titles
from bot.announcements.vocabulary import Lexicon
from bot.model import Field, Kind

_WORD = r"[A-Z0-9][\w'’&-]*"


def name_children(found: Sequence[Draft], below: Sequence[Draft], scene: Scene) -> None:
    """Give what is told of a show's spin-off, or of its actors, the name that the summary has."""
    peopled = {id(one.match): title for one in found if (title := _of_people(one, below, scene))}
    for draft in found:
        if draft.title is None or draft.match.field is not Field.HEADLINE:
            continue
        named = _child_of(draft.title, scene) or peopled.get(id(draft.match))
        if named is not None:
            draft.title = named


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
    others = [one for one in titles if not one.credit and not is_same_show(one.name, title.name)]
    return others[0] if others and others[0].start == 0 else None


def _going_on(name: str, lexicon: Lexicon) -> str:
    """Return the expression of a name that goes on behind a colon: "Kestrel: Song of the Sea"."""
    small = "|".join(sorted(re.escape(word) for word in lexicon.titles.connectors))
    return rf"{re.escape(name)}: {_WORD}(?: (?:(?:{small}|my) )*{_WORD}){{0,5}}"


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
