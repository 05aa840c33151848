"""Which show a person means, and how a show is written in a reply or a list of choices."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from discord import app_commands

from bot.deliveries.escape import cut, escape, plain
from bot.deliveries.wording import Wording
from bot.errors import UserError
from bot.lookup.found import Found
from bot.model import Show, ShowId
from bot.shows.match import ShowIndex
from bot.storage import shows as table
from bot.storage.connection import AsyncConnection

MOST_CHOICES = 25
LONGEST_CHOICE = 100
NEW = "new:"
"""Before a name that someone wants to follow though no show of that name is known."""
SURE = "sure:"
"""Before a name that is to be followed as it is, whatever others know."""
LONGEST_NAME = LONGEST_CHOICE - len(NEW)
LONGEST_FACTS = 40
LONGEST_TITLE = 200
MOST_GUESSES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """What a person's words mean.

    Attributes:
        show: the show; when its name is new, one that has a title and no names.
        new: whether no show of that name is known.
        guesses: known shows that the person may have meant instead, the likeliest first.
        is_wanted: whether it was chosen as new, so that no question is asked without need.
        is_sure: whether it is to be taken as it is.
        offered: shows that others know, of which it may be one.
        found: what others know of the show.
    """

    show: Show
    new: bool = False
    guesses: tuple[Show, ...] = ()
    is_wanted: bool = False
    is_sure: bool = False
    offered: tuple[Found, ...] = ()
    found: Found | None = None


async def meant_show(shows: ShowIndex, conn: AsyncConnection, words: str) -> Meant | None:
    """Return the show that is meant by a choice's value or by what was typed instead.

    Args:
        shows: every show that this process knows.
        conn: asked for shows that another process met first.
        words: a show's id, a name, or a name after "new:" or "sure:".

    Returns:
        None when there is no letter or digit in it.
    """
    found = shows.get(ShowId(words)) or (await table.get(conn, [ShowId(words)])).get(ShowId(words))
    if found:
        return Meant(show=found)
    is_sure = words.startswith(SURE)
    is_wanted = is_sure or words.startswith(NEW)
    name = cut(plain(words.removeprefix(SURE).removeprefix(NEW)), LONGEST_NAME)
    if not any(character.isalnum() for character in name):
        return None
    show = shows.resolve(name).show
    if shows.get(show.id):
        return Meant(show=show)
    # What one person types is not offered to others as a name, until the news uses it too.
    show = replace(show, names=())
    guesses = () if is_wanted else tuple(shows.search(name, limit=MOST_GUESSES))
    return Meant(show=show, new=True, guesses=guesses, is_wanted=is_wanted, is_sure=is_sure)


async def known_show(shows: ShowIndex, conn: AsyncConnection, typed: str, words: Wording) -> Show:
    """Return the known show that is meant.

    Raises:
        UserError: no show of that name is known; the text names those that come near.
    """
    meant = await meant_show(shows, conn, typed)
    if meant is None:
        raise UserError(words.say("naming.empty"))
    if meant.guesses:
        raise UserError(did_you_mean(meant, words))
    if meant.new:
        raise UserError(words.say("naming.no_such", name=bold(meant.show)))
    return meant.show


def did_you_mean(meant: Meant, words: Wording) -> str:
    """Return the question that names what someone may have meant."""
    guesses = [bold(guess) for guess in meant.guesses]
    last = guesses.pop()
    if guesses:
        items = words.say("list.comma").join(guesses)
        last = words.say("naming.either", items=items, last=last)
    return words.say("naming.unknown", name=bold(meant.show), guesses=last)


def choices(
    shows: ShowIndex, typed: str, *, new_label: Wording | None = None
) -> list[app_commands.Choice[str]]:
    """Return the shows that match what has been typed so far, ready for Discord.

    Args:
        shows: every show that this process knows.
        typed: what stands in the option's field.
        new_label: when given, the last choice takes what was typed as the name of a show that is
            not known yet, and says so in these words.
    """
    name = cut(plain(typed), LONGEST_NAME)
    found = shows.search(name, limit=MOST_CHOICES)
    listed = [
        app_commands.Choice(name=choice_label(show, typed=name), value=show.id)
        for show in found
        if len(show.id) <= LONGEST_CHOICE
    ]
    if new_label and name and not any(_is_named(show, name) for show in found):
        label = new_label.say("naming.new_choice", name=name)
        listed[MOST_CHOICES - 1 :] = []
        listed.append(app_commands.Choice(name=cut(label, LONGEST_CHOICE), value=NEW + name))
    return distinct(listed)


def distinct(listed: Sequence[app_commands.Choice[str]]) -> list[app_commands.Choice[str]]:
    """Return the choices with names that differ: Discord refuses a list with two equal ones."""
    seen: Counter[str] = Counter()
    for choice in listed:
        seen[choice.name] += 1
        if seen[choice.name] > 1:
            number = f" [{seen[choice.name]}]"
            choice.name = cut(choice.name, LONGEST_CHOICE - len(number)) + number
    return list(listed)


def choice_label(show: Show, *, typed: str = "") -> str:
    """Return "Title · other name (2023, KR, Network)", at most 100 characters of plain text.

    The other name is the one that was typed, when it is not in the title.
    """
    also = ""
    if typed and typed.casefold() not in show.title.casefold():
        also = next((name for name in show.names if typed.casefold() in name.casefold()), "")
    facts = cut(plain(facts_of(show)), LONGEST_FACTS)
    tail = f" ({facts})" if facts else ""
    title = plain(f"{show.title} · {also}" if also else show.title)
    return (cut(title, LONGEST_CHOICE - len(tail)) or show.id[: LONGEST_CHOICE - len(tail)]) + tail


def facts_of(show: Show) -> str:
    """Return year, country and network as far as they are known."""
    facts = (str(show.year or ""), show.country or "", show.network or "")
    return ", ".join(fact for fact in facts if fact)


def bold(show: Show) -> str:
    """Return a show's title for a sentence."""
    return f"**{escape(cut(show.title, LONGEST_TITLE))}**"


def _is_named(show: Show, name: str) -> bool:
    return any(name.casefold() == other.casefold() for other in show.names)


async def shows_by_id(
    shows: ShowIndex, conn: AsyncConnection, ids: Collection[ShowId]
) -> dict[ShowId, Show]:
    """Return the shows with these ids, from memory or, where another process met them, stored."""
    found = {id_: show for id_ in ids if (show := shows.get(id_))}
    elsewhere = set(ids) - set(found)
    return {**found, **(await table.get(conn, elsewhere) if elsewhere else {})}
