"""What the columns of both databases have in common: times, numbers and how records fill them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Date, DateTime, Dialect, Integer, Text
from sqlalchemy.engine import Row
from sqlalchemy.types import TypeDecorator

from bot.model import Part, Person, Precision, When


class Utc(TypeDecorator[datetime]):
    """An instant: aware going in, aware and in UTC coming out.

    SQLite's own type drops the offset without a word (12:00+09:00 comes back as a naive 12:00),
    and a naive time would mean another instant on each machine; so it is refused.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Convert to UTC.

        Raises:
            ValueError: the time has no zone.
        """
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a stored time needs a time zone, {value.isoformat()} has none")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the instant in UTC."""
        if value is None:
            return None
        # SQLite gives it back naive; what was written is UTC.
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


# SQLite counts rows only in a column that is called INTEGER; PostgreSQL's integer ends at 2**31.
ROW_NUMBER = BigInteger().with_variant(Integer(), "sqlite")


def when_columns() -> tuple[Column[Any], ...]:
    """Return new columns for a `When` or None."""
    return (
        Column("when_start", Date),
        Column("when_end", Date),
        Column("when_precision", Text),
    )


def people_column() -> Column[Any]:
    """Return a new column for the people of a record."""
    return Column("people", JSON, nullable=False)


def when_values(when: When | None) -> dict[str, object]:
    """Return what `when_columns` hold of it."""
    return {
        "when_start": when and when.start,
        "when_end": when and when.end,
        "when_precision": when and when.precision.value,
    }


def when_of(row: Row[Any]) -> When | None:
    """Return what `when_columns` of a row tell."""
    if row.when_start is None:
        return None
    return When(start=row.when_start, end=row.when_end, precision=Precision(row.when_precision))


def people_values(people: Sequence[Person]) -> list[list[str]]:
    """Return what `people_column` holds of them."""
    return [[person.name, person.part.value, person.job] for person in people]


def people_of(value: Sequence[Sequence[str]]) -> tuple[Person, ...]:
    """Return the people that `people_column` tells."""
    return tuple(Person(name=name, part=Part(part), job=job) for name, part, job in value)
