from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.dialects.sqlite.aiosqlite import SQLiteDialect_aiosqlite

from bot.storage.columns import Utc
from tests.storage.strategies import instants

_DIALECT = SQLiteDialect_aiosqlite()
_POSTGRES = PGDialect_asyncpg()  # type: ignore[no-untyped-call]  # its own lack


@given(instants)
def test_an_instant_is_written_in_utc_whatever_its_zone(instant: datetime) -> None:
    """SQLite keeps the digits and drops the zone: the digits have to be those of UTC."""
    written = Utc().process_bind_param(instant, _DIALECT)

    assert written == instant
    assert written is not None
    assert written.utcoffset() == timedelta(0)


def test_a_time_without_a_zone_is_refused() -> None:
    """It would mean another instant on each machine."""
    with pytest.raises(ValueError, match=r"2026-01-02T03:04:00 has none"):
        Utc().process_bind_param(datetime(2026, 1, 2, 3, 4), _DIALECT)  # noqa: DTZ001


def test_a_naive_time_from_the_database_is_utc() -> None:
    naive = datetime(2026, 1, 2, 3, 4)  # noqa: DTZ001

    assert Utc().process_result_value(naive, _DIALECT) == naive.replace(tzinfo=UTC)


def test_an_aware_time_from_the_database_comes_out_in_utc() -> None:
    """PostgreSQL answers in the time zone of its session."""
    there = datetime(2026, 1, 2, 12, tzinfo=timezone(timedelta(hours=9)))

    read = Utc().process_result_value(there, _POSTGRES)

    assert read == there
    assert read is not None
    assert read.tzinfo is UTC


def test_no_time_stays_no_time() -> None:
    assert Utc().process_bind_param(None, _DIALECT) is None
    assert Utc().process_result_value(None, _DIALECT) is None
