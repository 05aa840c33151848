"""What others know of a show: from the cache, or asked once and kept.

Nothing here is needed: when nobody answers, there is nothing found, and the log says why.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from bot.errors import LookupFailed, StorageError
from bot.lookup.ask import NOT_NOW
from bot.lookup.found import Found, Ref, ServiceName, State, from_json, joined, to_json
from bot.model import Show
from bot.shows.names import fold
from bot.storage import lookups as rows
from bot.storage.engine import Storage

log = logging.getLogger(__name__)

_MAX_QUESTION = 200
_RECENT_YEARS = 3


class Service(Protocol):
    """Somebody who knows shows."""

    @property
    def name(self) -> ServiceName:
        """Who it is."""
        ...

    async def search(self, name: str, *, language: str) -> list[Found]:
        """Return the shows that a name may mean, the likeliest first."""
        ...

    async def show(self, id_: str) -> Found | None:
        """Return the show of a number, with all its names."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """How long answers are kept.

    Attributes:
        found: what somebody knows.
        nothing: that nobody knows a show; new ones enter the catalogues within days.
    """

    found: timedelta
    nothing: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was found, and whether everyone who was asked has answered."""

    found: list[Found]
    is_complete: bool


class Lookup:
    """Asks all services at once; what one of them does not answer costs only its part."""

    def __init__(
        self,
        *,
        storage: Storage,
        services: Sequence[Service],
        keeping: Keeping,
        now: Callable[[], datetime],
    ) -> None:
        self._storage = storage
        self._services = {service.name: service for service in services}
        self._keeping = keeping
        self._now = now

    async def search(self, name: str, *, language: str = "en") -> list[Found]:
        """Return the shows that others know by a name or nearly, the likeliest first.

        Args:
            name: in any script.
            language: of whoever asks, ISO 639-1.
        """
        return (await self._search(name, language=language)).found

    async def show(self, refs: Sequence[Ref]) -> Found | None:
        """Return a show of others with all that they know of it, or None when nobody tells."""
        return next(iter((await self._show(refs)).found), None)

    async def about(self, show: Show, *, language: str = "en") -> Found | None:
        """Return what others know of a show of ours, or None when it is not sure which one it is.

        Its very name must be theirs, its country and year must not be others, and no second
        show may be meant as well. It is asked once, and kept even when nobody knows the show.
        """
        question = rows.about(show)
        kept = await self._kept(question, [rows.ABOUT])
        if rows.ABOUT in kept:
            return next(iter(_found(kept[rows.ABOUT])), None)
        answer = await self._search(show.title, language=language)
        same = [
            found
            for found in answer.found
            if is_same(show, found) and not self._is_old(show, found)
        ]
        if len(same) == 1:
            refs = dict.fromkeys((*same[0].refs, *same[0].elsewhere))
            more = await self._show([ref for ref in refs if ref.service in self._services])
            answer = Answer(
                found=more.found or same, is_complete=answer.is_complete and more.is_complete
            )
        else:
            answer = Answer(found=[], is_complete=answer.is_complete)
        if answer.is_complete:
            # For as long as if it were found: a title that was misread is one for good.
            until = self._now() + self._keeping.found
            await self._keep(question, rows.ABOUT, answer.found, until=until)
        return next(iter(answer.found), None)

    def _is_old(self, show: Show, found: Found) -> bool:
        """Return whether a show first met in the news cannot be one that ended long ago."""
        if show.known or show.year or found.state is not State.ENDED or not found.year:
            return False
        return found.year < self._now().year - _RECENT_YEARS

    async def tidy(self) -> None:
        """Forget what has been kept for long enough."""
        async with self._storage.write() as conn:
            await rows.expire(conn, now=self._now())

    async def _search(self, name: str, *, language: str) -> Answer:
        typed = " ".join(name.casefold().split())
        question = f"search:{language}:{typed}"[:_MAX_QUESTION]

        async def ask(service: Service) -> list[Found]:
            return await service.search(name, language=language)

        answer = await self._asked(question, ask, [*self._services.values()])
        # Who has the very name comes first; else the order of the services.
        found = sorted(answer.found, key=lambda show: not show.is_named(name))
        return Answer(found=found, is_complete=answer.is_complete)

    async def _show(self, refs: Sequence[Ref]) -> Answer:
        answers = await asyncio.gather(*map(self._one, refs))
        return Answer(
            found=joined([found for answer in answers for found in answer.found]),
            is_complete=all(answer.is_complete for answer in answers),
        )

    async def _one(self, ref: Ref) -> Answer:
        async def ask(service: Service) -> list[Found]:
            found = await service.show(ref.id)
            return [found] if found else []

        service = self._services.get(ref.service)
        return await self._asked(f"show:{ref.id}", ask, [service] if service else [])

    async def _asked(
        self,
        question: str,
        ask: Callable[[Service], Awaitable[list[Found]]],
        services: Sequence[Service],
    ) -> Answer:
        """Return what is kept of an answer, or what the services say now."""
        kept = await self._kept(question, [service.name for service in services])

        async def answer(service: Service) -> list[Found] | None:
            if service.name in kept:
                return _found(kept[service.name])
            try:
                found = await ask(service)
            except LookupFailed as error:
                # Where there is no network, one line an hour is enough.
                level = logging.DEBUG if error.reason == NOT_NOW else logging.INFO
                facts = {"service": error.service, "reason": error.reason}
                log.log(level, "look-up failed", extra=facts)
                return None
            until = self._now() + (self._keeping.found if found else self._keeping.nothing)
            await self._keep(question, service.name, found, until=until)
            return found

        answers = await asyncio.gather(*map(answer, services))
        return Answer(
            found=joined([found for each in answers if each for found in each]),
            is_complete=None not in answers,
        )

    async def _kept(self, question: str, services: Sequence[str]) -> dict[str, Any]:
        async with self._storage.read() as conn:
            return await rows.kept(conn, question, services=services, now=self._now())

    async def _keep(
        self, question: str, service: str, found: Sequence[Found], *, until: datetime
    ) -> None:
        try:
            async with self._storage.write() as conn:
                await rows.keep(
                    conn,
                    question,
                    service=service,
                    answer=[to_json(show) for show in found],
                    until=until,
                )
        except StorageError as error:
            # It is asked again next time.
            log.warning("look-up not kept", extra={"reason": str(error)})


def is_same(show: Show, found: Found) -> bool:
    """Return whether what others have found is surely the show of ours."""
    if not any(found.is_named(name) for name in (show.title, *show.names)):
        return False
    if show.country and found.country and show.country != found.country:
        return False
    if show.year and found.year and abs(show.year - found.year) > 1:
        return False
    return bool(fold(show.title))


def _found(kept: list[dict[str, Any]]) -> list[Found]:
    return [from_json(each) for each in kept]
