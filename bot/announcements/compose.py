"""From what fired in an article to its announcements.

The headline decides. Its statements that no veto silences become drafts; a draft that does not
say which show takes the show of the others or of the whole item. The summary completes what the
headline told and adds what it plainly tells of the same show.
"""

from collections.abc import Callable, Iterable, Sequence

from bot.announcements.lexicon.patterns import SEASON, TITLE
from bot.announcements.lexicon.vocabulary import Entry
from bot.announcements.names.topics import marked_titles
from bot.announcements.rules.apart import told_apart
from bot.announcements.rules.clauses import named_by_the_opening
from bot.announcements.rules.draft import Draft
from bot.announcements.rules.gapped import continued
from bot.announcements.rules.greenlight import unless_of_a_season
from bot.announcements.rules.joined import with_those_joined
from bot.announcements.rules.merging import (
    each_with_its_fate,
    is_same_show,
    merged,
    plain_name,
    without_doubles,
    without_ends_of_the_renewed,
    without_orders_of_what_begins,
)
from bot.announcements.rules.naming import name_shows
from bot.announcements.rules.parents import without_descriptions
from bot.announcements.rules.parts import name_people
from bot.announcements.rules.proven import is_proven
from bot.announcements.rules.scene import Scene
from bot.announcements.rules.scripted import is_scripted
from bot.announcements.rules.statements import (
    asked_above,
    beside_others,
    drafts_of,
    echoed_below,
    may_count,
)
from bot.announcements.rules.vetoes import ends_all, in_force, sure
from bot.announcements.summary.below import counted_below, named_below, only_return, titles_in_item
from bot.announcements.summary.children import name_children
from bot.announcements.summary.complete import complete, own_stretches
from bot.announcements.summary.in_rows import is_a_schedule_without_its_day, with_rows
from bot.announcements.summary.renamed import named_as_below, named_better, named_in_full
from bot.announcements.summary.withheld import mark_withheld
from bot.model import Field, Kind


def may_announce(scene: Scene, told_below: Callable[[], Sequence[Entry]]) -> bool:
    """Tell, from the headline alone, whether reading the summary can give anything.

    Args:
        scene: with what the headline fired.
        told_below: gives what the summary may announce by itself, which most items never need.
    """
    vetoes = sure(scene.vetoes, scene)
    if ends_all(vetoes, scene.matches):
        return False
    if any(may_count(match, vetoes, scene) for match in scene.matches):
        return True
    below = told_below()
    if any(entry.kind is Kind.FILMING or entry.alone for entry in below):
        return True
    if TITLE not in scene.headline.string and SEASON not in scene.headline.string:
        return False
    return bool(below)


def compose(scene: Scene) -> list[Draft]:
    """Return what an article announces, complete, in the order of its text."""
    scene.vetoes = in_force(scene.vetoes, scene)
    if ends_all(scene.vetoes, scene.matches):
        return []
    hinted = drafts_of(scene, Field.HEADLINE)
    told, below = _told(hinted, scene)
    if mark_withheld(told or hinted, scene):
        scene.vetoes = in_force(scene.vetoes, scene)
        told, below = _told(drafts_of(scene, Field.HEADLINE), scene)
    told = [one for draft in told for one in (draft, *continued(draft, scene))]
    told = told_apart(with_those_joined(told, scene), scene)
    told = without_descriptions(named_in_full(named_better(told, below, scene), scene), scene)
    found = merged(draft for draft in told if draft.title is not None)
    name_children(found, below, scene)
    found = merged(draft for draft in found if draft.title is not None)
    asked = [] if told else name_shows(asked_above(scene), scene)
    added = _shown_below(below, found, told or asked, scene)
    counted = counted_below(scene) if told and not found else []
    if not found and added and counted:
        # "BBC unveils new dramas": the summary names more of them than its statements tell.
        added = merged([*added, *named_below(told, below, scene)])
        found, added = added, _shown_below(below, added, told, scene)
    elif not found and added:
        # The summary names the show: now what else it tells of that show counts, too.
        more = _shown_below(below, merged(added), told, scene)
        added = merged([*_with_the_show_below(told, added, scene), *added, *more])
    found = merged([*found, *added])
    if not found and told:
        found = named_below(told, below, scene) or named_by_the_opening(told, scene)
        found = merged([*found, *_shown_below(below, found, told, scene)])
    found = with_rows(found, told, scene)
    found = named_as_below(found, below, scene)
    found = [draft for draft in found if _is_scripted(draft, scene) and is_proven(draft, scene)]
    found = [draft for draft in found if not only_return(draft, found)]
    found = without_doubles(found)
    found = each_with_its_fate(without_ends_of_the_renewed(found))
    for draft in found:
        complete(draft, found, scene)
    unless_of_a_season(found)
    found = without_orders_of_what_begins(found, scene.article.published_on)
    found = merged(draft for draft in found if not is_a_schedule_without_its_day(draft))
    name_people(found, scene)
    return sorted(found, key=_place)


def _told(hinted: list[Draft], scene: Scene) -> tuple[list[Draft], list[Draft]]:
    """Return what headline and summary tell, the headline's with its shows as far as they go.

    Args:
        hinted: the headline's statements, with those that count only beside others.
        scene: of the item.
    """
    told = beside_others(hinted)
    below = drafts_of(scene, Field.SUMMARY)
    return _without_loose_names(name_shows(echoed_below(told, below), scene), scene), below


def _without_loose_names(told: list[Draft], scene: Scene) -> list[Draft]:
    """Drop names that no capitals show where the summary marks its shows and knows none of them."""
    if scene.lexicon.cased or not any(draft.is_bare for draft in told):
        return told
    names = [title.name for title in marked_titles(scene.summary) if title.how == "quoted"]
    below = plain_name(scene.summary.text.plain)
    return [
        draft.renamed(None)
        if names
        and draft.is_bare
        and plain_name(draft.show) not in below
        and not any(is_same_show(name, draft.show) for name in names)
        else draft
        for draft in told
    ]


def _shown_below(
    below: Sequence[Draft], found: Sequence[Draft], told: Sequence[Draft], scene: Scene
) -> list[Draft]:
    """Return what the summary's statements tell, each with its show."""
    shown = []
    for draft in below:
        titles = titles_in_item(draft, found, told, scene, beside=below)
        for title in titles:
            one = draft.renamed(title)
            own = own_stretches(scene, one) if len(titles) > 1 else []
            if own and not any(start <= draft.match.start < end for start, end in own):
                one.season, one.when = None, None  # each has its own beside its name
            shown.append(one)
    return shown


def _with_the_show_below(
    told: Iterable[Draft], added: Sequence[Draft], scene: Scene
) -> list[Draft]:
    """Give the headline's statements the one show that the summary tells of.

    "Filming begins on new thriller", and below it "Jane Doe stars in Kestrel".
    """
    shows = {draft.show for draft in added}
    if len(shows) != 1:
        return []
    kinds = {draft.kind for draft in added}
    any_kind = scene.lexicon.title_case
    return [
        draft.renamed(added[0].title)
        for draft in told
        if draft.match.entry.topic
        and (draft.kind in kinds or (any_kind and not draft.match.entry.echoed))
    ]


def _is_scripted(draft: Draft, scene: Scene) -> bool:
    return draft.title is None or is_scripted(draft.title, scene)


def _place(draft: Draft) -> tuple[bool, int]:
    return draft.match.field is Field.SUMMARY, draft.match.start
