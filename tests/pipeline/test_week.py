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

    assert [done for _, done in played] == [
        ["post 1 @fans"],  # a rumour
        [],  # the same text elsewhere counts once
        ["edit 1"],  # a second outlet, in another language
        ["edit 1", "answer 2 to 1 @fans"],  # the network confirms
        [],  # the message is older than a day: it is not edited any more
        [],  # a question
        ["post 3 @fans"],  # filming is scheduled
        ["edit 3"],
        ["post 4 @fans"],  # a date
        [],  # a recap
        [],  # a show that nobody follows
        ["edit 4", "answer 5 to 4 @fans"],  # the date moves
        ["edit 4"],
        ["post 6 @fans"],  # talks with a star
        ["edit 6", "answer 7 to 6 @fans"],  # who turns it down
        ["post 8 @fans"],  # a rumour of the end
        ["edit 8", "answer 9 to 8 @fans"],  # which is denied
        [],  # old news, weeks later
        ["post 10 @fans"],  # filming has begun
        ["edit 10"],
        ["post 11 @fans"],  # and ends
    ]
    first = channel.messages[0].post
    assert first.author == "✅ Confirmed · Renewal"
    sources = first.fields[-1]
    assert sources.name == "Sources (2)"
    assert sources.value.startswith("[The Post](https://outlet-1.example/1-9) · first")
    assert await storage.problems() == []
    assert page(played, channel) == PAGE.read_text(encoding="utf-8")
