"""What a summary tells by itself: its headline only names the show, or tells nothing but who plays.

Background and news stand in the same words. News is what will happen or stands still, told in the
main clause of the show itself: of "the drama", "it", "season three", and of nobody else.
"""

import re

from bot.announcements.dates.find import FoundDate
from bot.announcements.lexicon.patterns import DATE, NETWORK, SEASON, TITLE
from bot.announcements.lexicon.title_words import TRIM
from bot.announcements.lexicon.vocabulary import Lexicon
from bot.announcements.marks.mark import Title
from bot.announcements.marks.seasons import FoundSeason
from bot.announcements.names.nameless import calls_a_show
from bot.announcements.rules.draft import Draft
from bot.announcements.rules.scene import Scene
from bot.announcements.tape.matching import Match
from bot.announcements.text.forms import fold
from bot.model import Field, Kind, Precision, Stage, Status

_ENDED_BY = re.compile(
    rf"^{NETWORK} (?:[\w-]+ ){{1,2}}{TITLE}|{TITLE} (?:[\w-]+ ){{1,2}}(?:{NETWORK})"
)
"""A network and a show with one verb between: any pun will do where the summary tells the end."""
_LONGEST_OPENING = 4
"""So many words may stand before the show that a headline opens with: "The new medical drama"."""
_OWNS = re.compile(r"['’]")
_OWNER = re.compile(r"['’]s? ")
_BESIDE = 2
"""So few words stand between cameras and the season that they are told of."""
_SOME_DAYS = 10
"""What happened so many days ago is still news."""
_MOST_OF_A_KIND = 4
"""So many words say of what kind somebody's show is: "gritty new crime saga"."""


def stands_alone(draft: Draft, about: Title, scene: Scene) -> bool:
    """Tell whether a statement is news although the headline only names the show.

    Args:
        draft: the statement of the summary.
        about: the show that the headline names.
        scene: of the item.
    """
    if about.how == "bare" and SEASON not in scene.headline.string:
        return False
    if films_the_season(draft, about, scene):
        return True
    if _vetoes(scene, draft.kind):
        return False
    if draft.kind is Kind.PREMIERE:
        return _is_of_the_show(about, scene) and dates_the_show(draft, scene)
    if draft.kind is Kind.CANCELLATION:
        ended = scene.lexicon.title_case and not about.credit and not scene.matches_headline()
        return draft.status is Status.DENIED or (
            ended and _ENDED_BY.search(scene.headline.string) is not None
        )
    return draft.stage is Stage.PAUSED or (
        draft.stage is Stage.SCHEDULED and draft.when is not None
    )


def show_joined(draft: Draft, own: Title | None, about: Title | None, scene: Scene) -> Title | None:
    """Return the show that a summary says people come to, where its headline only names both.

    Pictures and puns often stand over the news: "Jane Doe to chase Kestrel", and below it "Jane Doe
    has been cast in the drama Kestrel". A list, a guide or a question tells none.

    Args:
        draft: the statement of the summary.
        own: the show that it names.
        about: the show that the headline names, as far as marks and seasons show it.
        scene: of the item.
    """
    if any(veto.entry.scope in {"item", "clause"} for veto in _vetoes(scene, Kind.CASTING)):
        return None
    if own is None:
        return about if about is not None and _is_of_the_show(about, scene) else None
    above = scene.headline.text
    named = re.search(rf"(?<!\w){re.escape(fold(own.name))}(?!\w)", above.folded) is not None
    return own if named and any(name in above.plain for name, _, _ in draft.people) else None


def _is_of_the_show(about: Title, scene: Scene) -> bool:
    """Tell whether a headline is about its show: it opens with it, or with the network.

    "Jane Doe on her scenes in ‘Harbour Lights’" is about her, "‘Harbour Lights’ star weds" no less.
    """
    tape, lexicon = scene.headline, scene.lexicon
    if about.credit:
        return False
    before = tape.text.folded[: about.start].strip(TRIM).split()
    if not before or tape.string.startswith((TITLE, NETWORK)):
        return True
    words = lexicon.titles
    if len(before) > _LONGEST_OPENING or not set(lexicon.of).isdisjoint(before):
        return False
    if before[-1] in words.describing | words.kinds:
        return True
    series = lexicon.series
    return series is not None and series.search(before[-1]) is not None


def dates_the_show(draft: Draft, scene: Scene) -> bool:
    """Tell whether a statement gives the headline's show a day to come: "the drama returns in May".

    Not one that stands in a relative clause, and none that names another show.
    """
    match, on = draft.match, scene.article.published_on
    if draft.kind is not Kind.PREMIERE or match.entry.moved:
        return False
    tape = match.tape
    if DATE not in tape.string[match.start : match.end]:
        return False
    if on is not None and (draft.when is None or draft.when.end < on):
        return False
    return _tells_of_itself(match, scene.lexicon)


def films_the_season(draft: Draft, about: Title, scene: Scene) -> bool:
    """Tell whether a statement says of a numbered season that its cameras roll or have rolled.

    So teasers tell below a headline that only shows a first picture: "Production on season four
    has started", "Season 4 is now filming". Not what has rolled since last month, and not "with
    filming under way, …"; a headline about one season tells nothing of the next.
    """
    if draft.stage not in {Stage.STARTED, Stage.WRAPPED} or draft.status is not Status.CONFIRMED:
        return False
    if about.credit or draft.season is None:
        return False
    vetoes = [veto for veto in scene.vetoes if veto.field is Field.HEADLINE]
    if any(not veto.entry.kinds or draft.kind in veto.entry.kinds for veto in vetoes):
        return False
    match, (start, end) = draft.match, draft.match.clause
    tape = match.tape
    told = [at for at in range(start, end) if tape.string[at] == SEASON]
    if len(told) != 1 or _words_between(match, told[0]) > _BESIDE:
        return False
    before = tape.string[start : min(match.start, told[0])].split()[-1:]
    if before and before[0] in scene.lexicon.titles.companions:
        return False
    above = [mark.value for mark in scene.headline.marks.values() if mark.sign == SEASON]
    if any(isinstance(one, FoundSeason) and draft.season not in one.numbers for one in above):
        return False
    return not _is_long_ago(match, scene)


def _words_between(match: Match, at: int) -> int:
    """Return how many words stand between a phrase and a sign beside it; none if it holds it."""
    if at < match.start:
        return len(match.tape.string[at + 1 : match.start].split())
    return len(match.tape.string[match.end : at].split())


def _is_long_ago(match: Match, scene: Scene) -> bool:
    """Tell whether a statement has a date that is past by more than some days."""
    on = scene.article.published_on
    dates = [mark.value for mark in match.tape.inside(*match.clause, DATE)]
    return any(
        not isinstance(date, FoundDate)
        or date.when.precision is not Precision.DAY
        or (on is not None and (on - date.when.end).days > _SOME_DAYS)
        for date in dates
    )


def films_a_show(draft: Draft, own: Title, scene: Scene) -> bool:
    """Tell whether a summary opens with the cameras of a show that its headline withholds.

    Whoever "recently wrapped the drama Harbour Lights" is in the news for something else.
    """
    match = draft.match
    if draft.kind is not Kind.FILMING or match.clause[0] > 0 or not scene.tells_of_series():
        return False
    opens = not match.tape.string[: match.start].strip()
    of_the_show = own.end <= match.tape.places[match.start]
    to_come = draft.stage is Stage.SCHEDULED and draft.when is not None
    return (opens or of_the_show or to_come) and not _vetoes(scene, draft.kind)


def _tells_of_itself(match: Match, lexicon: Lexicon) -> bool:
    """Tell whether the subject of a statement is the show that its headline names."""
    if lexicon.itself is None:
        return False
    string, start = match.tape.string, match.clause[0]
    ends = [hit.end() for hit in lexicon.itself.finditer(string, start, match.end)]
    ends += _ends_of_the_owned(string, start, match.start, lexicon)
    ends += [at + 1 for at in range(start, match.start) if string[at] == SEASON]
    for end in ends:
        behind = string[end : max(match.start, end)]
        if _OWNS.match(string, end) or TITLE in behind:
            continue
        following = behind.split()[:1]
        if following and following[0].strip(TRIM) in lexicon.titles.after:
            continue  # "the drama's star", "the series creator"
        if lexicon.relative is None or lexicon.relative.search(behind) is None:
            return True
    return False


def may_call_its_show(summary: str, lexicon: Lexicon) -> bool:
    """Tell whether a folded summary may call the headline's show "the drama", or somebody's."""
    if lexicon.itself is None:
        return False
    if lexicon.itself.search(summary) is not None:
        return True
    return bool(_ends_of_the_owned(summary, 0, len(summary), lexicon))


def _ends_of_the_owned(string: str, start: int, end: int, lexicon: Lexicon) -> list[int]:
    """Return where words end that say whose the show is, and no name: "Jane Doe's police drama"."""
    if not lexicon.title_case:
        return []
    found = []
    for owner in _OWNER.finditer(string, start, end):
        at = owner.end()
        for word in string[at:end].split(" ")[:_MOST_OF_A_KIND]:
            at += len(word)
            if calls_a_show(word, lexicon):
                found.append(at)
            at += 1
    return found


def _vetoes(scene: Scene, kind: Kind) -> list[Match]:
    """Return what silences the headline: a trailer or an interview dates its show in passing.

    Where names have no capitals a headline shows a script reading, and below it the cameras' day.
    """
    by_kind = kind is Kind.FILMING and not scene.lexicon.cased
    return [
        veto
        for veto in scene.vetoes
        if veto.field is Field.HEADLINE
        and (
            not veto.entry.kinds
            or kind in veto.entry.kinds
            or (veto.entry.scope != "words" and not by_kind)
        )
    ]
