"""A property that is worked out at the first look and kept.

`functools.cached_property` takes a lock at each first look until Python 3.12, which costs more than
most of what is looked for here. An article is read by one thread.
"""

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

Kept = TypeVar("Kept")


class once(Generic[Kept]):  # noqa: N801 - a decorator, like property
    """Make a method a property whose value takes its place in the object."""

    def __init__(self, work: Callable[[Any], Kept]) -> None:
        self._work = work
        self._name = work.__name__
        self.__doc__ = work.__doc__

    @overload
    def __get__(self, holder: None, owner: type) -> "once[Kept]": ...

    @overload
    def __get__(self, holder: object, owner: type) -> Kept: ...

    def __get__(self, holder: object | None, owner: type) -> "once[Kept] | Kept":
        if holder is None:
            return self
        kept = holder.__dict__[self._name] = self._work(holder)
        return kept
