"""Casting news in words: who joins, returns, leaves, writes, directs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.deliveries.wording import Wording
from bot.deliveries.wording import name as shown
from bot.model import Part, Person, Status, Story

_RETURNING = {"writer": "returning_writer", "director": "returning_director"}
# A casting that did not come about is told by its verb: "has turned a part down" is no denial.
_TOLD_BY_VERB = frozenset({Part.DECLINES.value})


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """People of whom the same is told.

    Attributes:
        part: names the messages: a `Part`, or "returning_writer" and "returning_director".
        names: as the sources spell them, in their order, each once.
    """

    part: str
    names: tuple[str, ...]


def groups(people: Iterable[Person]) -> Iterator[Group]:
    """Give people by what is told of them, in the order in which the first of each was named."""
    found: dict[str, dict[str, None]] = {}
    for person in people:
        if not shown(person.name):
            continue
        part = _RETURNING.get(person.job, "") if person.part is Part.RETURNS else ""
        found.setdefault(part or person.part.value, {})[person.name] = None
    for part, names in found.items():
        yield Group(part=part, names=tuple(names))


def clauses(story: Story, wording: Wording, *, work: str | None) -> str:
    """Return all of a casting story's people as clauses of one sentence, empty for nobody.

    Args:
        story: the casting story.
        wording: of the reader.
        work: named with the first clause, as "join the cast of season 2"; None when it is known.
    """
    told: list[str] = []
    for group in groups(story.people):
        clause = wording.say(
            f"people.{group.part}.{story.status}",
            people=wording.names(group.names),
            count=len(group.names),
        )
        if work is not None and not told:
            clause = wording.say(f"people.{group.part}.of_work", clause=clause, work=work)
        told.append(clause)
    return wording.say("post.casting.between").join(told)


def boxes(story: Story, wording: Wording) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give a casting story's people as titled lists: heading, then names."""
    for group in groups(story.people):
        heading = wording.say(f"post.field.{group.part}")
        if story.status is not Status.CONFIRMED and group.part not in _TOLD_BY_VERB:
            heading = f"{heading} · {wording.say(f'status.{story.status}')}"
        yield heading, group.names
