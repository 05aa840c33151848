from pathlib import Path

import pytest

from bot.errors import StorageError
from bot.storage.urls import normalise


@pytest.mark.parametrize("scheme", ["sqlite", "sqlite+aiosqlite"])
def test_a_file_is_reached_by_the_asynchronous_driver(scheme: str) -> None:
    url = normalise(f"{scheme}:////srv/bot/news.sqlite3")

    assert url.drivername == "sqlite+aiosqlite"
    assert url.database == "/srv/bot/news.sqlite3"


def test_a_relative_file_is_looked_for_from_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert normalise("sqlite:///data/bot.sqlite3").database == str(tmp_path / "data/bot.sqlite3")


def test_a_tilde_is_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))

    assert normalise("sqlite:///~/bot.sqlite3").database == str(tmp_path / "bot.sqlite3")


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+asyncpg"])
def test_a_server_is_reached_by_asyncpg(scheme: str) -> None:
    url = normalise(f"{scheme}://bot:pa%40ss@db.example:5433/news")

    assert url.drivername == "postgresql+asyncpg"
    assert (url.username, url.password) == ("bot", "pa@ss")
    assert (url.host, url.port, url.database) == ("db.example", 5433, "news")


def test_the_ssl_mode_of_other_programs_is_understood() -> None:
    """Hosting firms hand out addresses for libpq; asyncpg's setting has another name."""
    url = normalise("postgresql://bot@db.example/news?sslmode=require&application_name=x")

    assert url.query == {"ssl": "require", "application_name": "x"}


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///", "sqlite:///:memory:"])
def test_a_database_in_memory_is_refused(url: str) -> None:
    """It would be gone with the process, and each connection would see another one."""
    with pytest.raises(StorageError, match="must be a file"):
        normalise(url)


@pytest.mark.parametrize(
    "url", ["mysql://bot:hunter2@db/news", "hunter2", "postgresql://a:b:hunter2"]
)
def test_an_address_that_is_none_is_refused_without_repeating_it(url: str) -> None:
    """There may be a password in it, and errors are logged."""
    with pytest.raises(StorageError, match="write sqlite:///FOLDER/FILE") as caught:
        normalise(url)

    assert "hunter2" not in str(caught.value)
