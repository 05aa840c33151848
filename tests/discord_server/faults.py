"""What a test breaks on purpose: refusals, resets before or after the effect, hangs, slowness."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class FaultKind(StrEnum):
    """How a request goes wrong."""

    STATUS = "status"  # answered with this status, no effect
    RESET = "reset"  # the connection is reset, no effect
    LOST_ANSWER = "lost answer"  # the effect stands, then the connection is reset
    HANG = "hang"  # no answer for so long; then the connection is reset, no effect
    SLOW = "slow"  # the answer comes late


@dataclass(slots=True)
class Fault:
    """One switched-on fault.

    Attributes:
        method: the HTTP method it is for; None for all.
        path: the route's template (`/channels/{channel_id}/messages`) or a part of it.
        times: how many requests it still hits; None for no end.
        probability: of hitting a request that it is for.
        code: Discord's own number in the body of a 4xx.
        via: whether a 429 carries `Via`; without it discord.py takes it for a Cloudflare ban.
        hits: how many requests it has hit.
    """

    kind: FaultKind
    method: str | None = None
    path: str = ""
    times: int | None = None
    probability: float = 1.0
    status: int = 500
    code: int = 0
    seconds: float = 0.0
    everywhere: bool = False
    via: bool = True
    hits: int = 0


@dataclass(slots=True)
class Faults:
    """The faults that are switched on, in order; the first that fits hits."""

    random: random.Random
    active: list[Fault] = field(default_factory=list)

    def status(
        self,
        status: int,
        *,
        method: str | None = None,
        path: str = "",
        times: int | None = 1,
        probability: float = 1.0,
        code: int = 0,
        retry_after: float = 0.01,
        everywhere: bool = False,
        via: bool = True,
    ) -> Fault:
        """Answer with an error; for 429 with `retry_after`, `everywhere` making it global."""
        return self._add(
            Fault(
                kind=FaultKind.STATUS,
                method=method,
                path=path,
                times=times,
                probability=probability,
                status=status,
                code=code,
                seconds=retry_after,
                everywhere=everywhere,
                via=via,
            )
        )

    def reset(
        self,
        *,
        method: str | None = None,
        path: str = "",
        times: int | None = 1,
        probability: float = 1.0,
        after_effect: bool = False,
    ) -> Fault:
        """Reset the connection, before the effect or after it (the answer is lost)."""
        kind = FaultKind.LOST_ANSWER if after_effect else FaultKind.RESET
        return self._add(
            Fault(kind=kind, method=method, path=path, times=times, probability=probability)
        )

    def hang(
        self,
        seconds: float,
        *,
        method: str | None = None,
        path: str = "",
        times: int | None = 1,
        probability: float = 1.0,
    ) -> Fault:
        """Answer nothing for so long, then reset the connection."""
        return self._add(
            Fault(
                kind=FaultKind.HANG,
                method=method,
                path=path,
                times=times,
                probability=probability,
                seconds=seconds,
            )
        )

    def slow(
        self,
        seconds: float,
        *,
        method: str | None = None,
        path: str = "",
        times: int | None = None,
        probability: float = 1.0,
    ) -> Fault:
        """Do what is asked at once and answer late."""
        return self._add(
            Fault(
                kind=FaultKind.SLOW,
                method=method,
                path=path,
                times=times,
                probability=probability,
                seconds=seconds,
            )
        )

    def clear(self) -> None:
        """Switch everything off."""
        self.active.clear()

    def hit(self, *, method: str, template: str) -> Fault | None:
        """Return the fault that this request meets, and count it."""
        for fault in self._fitting(method=method, template=template):
            # One draw for each fitting fault, so that a seed gives one sequence.
            if self.random.random() < fault.probability:
                fault.hits += 1
                if fault.times is not None:
                    fault.times -= 1
                return fault
        return None

    def _fitting(self, *, method: str, template: str) -> Iterator[Fault]:
        for fault in list(self.active):
            if fault.times == 0:
                self.active.remove(fault)
            elif fault.method in {None, method} and fault.path in template:
                yield fault

    def _add(self, fault: Fault) -> Fault:
        self.active.append(fault)
        return fault
