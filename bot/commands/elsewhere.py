"""Shows that others know: offered when nobody here knows a name, shown with their pictures.

Whatever is shown of theirs names them with a link, as TVmaze's terms ask.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import replace

import discord

from bot.commands.naming import Meant, bold, facts_of
from bot.commands.services import Services
from bot.deliveries.wording import Wording
from bot.errors import UserError
from bot.lookup.found import Found, Ref, ServiceName
from bot.lookup.lookup import is_same
from bot.model import Show

MOST_OFFERS = 4
PATIENCE_S = 2.0
"""How long the answer to /show waits for others; what comes later is there the next time."""
_TITLES = {ServiceName.WIKIDATA: "Wikidata (CC0)", ServiceName.TVMAZE: "TVmaze (CC BY-SA)"}

log = logging.getLogger(__name__)


async def ask_elsewhere(services: Services, meant: Meant, *, locale: str) -> Meant:
    """Return what is meant by a name that is new here, once others were asked about it.

    One show of just this name is meant; of several, or of those that only come near, the person
    chooses, unless what was typed was chosen already.
    """
    if services.lookup is None or meant.is_sure:
        return meant
    found = await services.lookup.search(meant.show.title, language=locale.partition("-")[0])
    exact = [each for each in found if each.is_named(meant.show.title)]
    if len(exact) == 1:
        return await _taken(services, exact[0])
    offered = exact if meant.is_wanted else found
    return replace(meant, offered=tuple(offered[:MOST_OFFERS]))


async def meant_elsewhere(services: Services, refs: Sequence[Ref], words: Wording) -> Meant:
    """Return the show of others that a button names.

    Raises:
        UserError: nobody tells of it now.
    """
    found = await services.lookup.show(refs) if services.lookup else None
    if found is None:
        raise UserError(words.say("lookup.gone"))
    return await _taken(services, found)


async def _taken(services: Services, found: Found) -> Meant:
    """Return the show as one of ours: the one that we know by another name, or a new one."""
    if services.lookup:
        found = await services.lookup.show(found.refs) or found
    for name in found.names:
        for ours in services.shows.named(name):
            if is_same(ours, found):
                return Meant(show=ours, found=found)
    return Meant(show=found.as_show(), new=True, found=found)


def offer_text(meant: Meant, words: Wording) -> str:
    """Return the question that goes with what others know."""
    refs = [ref for each in meant.offered for ref in each.refs]
    return "\n".join(
        (words.say("lookup.offered", name=bold(meant.show)), credit(refs, words, is_content=True))
    )


def found_lines(found: Found, words: Wording) -> list[str]:
    """Return what a reply says of a show that others know."""
    facts = facts_of(found.as_show())
    told = [words.say("lookup.found", facts=facts)] if facts else []
    return [*told, credit(found.refs, words, is_content=True)]


def credit(refs: Sequence[Ref], words: Wording, *, is_content: bool = False) -> str:
    """Return the line that names who told, with a link to the first show of each.

    Args:
        refs: of the shows of which something is shown.
        words: the reader's language.
        is_content: whether it stands in a message's text, where links would unfold into pages.
    """
    first: dict[ServiceName, Ref] = {}
    for ref in refs:
        first.setdefault(ref.service, ref)
    links = [
        f"[{_TITLES[ref.service]}]({f'<{ref.page}>' if is_content else ref.page})"
        for ref in first.values()
    ]
    return words.say("lookup.credit", sources=words.say("list.comma").join(links))


async def picture(services: Services, show: Show, *, locale: str) -> Found | None:
    """Return what others know of a show of ours, if they tell it in time."""
    if services.lookup is None:
        return None
    asking = asyncio.ensure_future(services.lookup.about(show, language=locale.partition("-")[0]))
    asking.add_done_callback(_note)
    done, _ = await asyncio.wait({asking}, timeout=PATIENCE_S)
    return asking.result() if done and not asking.exception() else None


def _note(asking: "asyncio.Future[Found | None]") -> None:
    """Let no failure go unseen: the reply does without."""
    if not asking.cancelled() and (error := asking.exception()):
        log.warning("look-up failed", extra={"reason": str(error)})


def dress(embed: discord.Embed, found: Found | None, words: Wording) -> discord.Embed:
    """Return an embed about a show with its picture, how it stands, and who says so."""
    if found is None:
        return embed
    if found.image:
        embed.set_thumbnail(url=found.image)
    lines = [credit(found.refs, words)]
    if found.state:
        lines.insert(0, words.say(f"lookup.{found.state}"))
    embed.description = "\n".join((embed.description or "", "", *lines))
    return embed
