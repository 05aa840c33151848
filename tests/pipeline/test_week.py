"""The scripted week: what each article leads to, and what the channel shows in the end."""

from pathlib import Path

import pytest

from bot.storage.engine import Storage
from tests.pipeline.week import page, played_week

PAGE = Path(__file__).parents[2] / "docs" / "a-week.md"


@pytest.fixture
async def storage_url(sqlite_template: Path, tmp_path: Path) -> str:
    """Return the address of a SQLite database: what the page shows needs no second one."""
    path = tmp_path / "week.sqlite3"
    path.write_bytes(sqlite_template.read_bytes())
    return f"sqlite:///{path}"


async def test_each_article_leads_to_what_it_should_and_to_nothing_else(storage: Storage) -> None:
    played, channel = await played_week(storage)

    assert [(item.headline, seen) for item, seen in played] == [
        (item.headline, item.seen) for item, _ in played
    ]
    first = channel.messages[0].post
    assert first.author == "✅ Confirmed · Renewal"
    sources = first.fields[-1]
    assert sources.name == "Sources (3)"
    assert sources.value.startswith("[The Post](https://post.example/1-0900) · first")
    assert await storage.problems() == []
    assert page(played, channel) == PAGE.read_text(encoding="utf-8")
