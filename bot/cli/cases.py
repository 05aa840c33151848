"""`dramawire cases`: what readers have reported as wrong, for people or as labelled items."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.cli.failures import told_plainly
from bot.cli.opened import opened_storage
from bot.storage import cases as case_rows
from bot.storage.cases import Case, Fault


def cases(*, export: bool, config: Path | None) -> None:
    """Print each case; with `export`, each of its articles as a JSON line of a corpus."""
    with told_plainly():
        found = asyncio.run(_read(config))
    if not found and not export:
        print("No reader has reported anything.")
    for case in found:
        for line in _items(case) if export else _lines(case):
            print(line)


async def _read(config: Path | None) -> list[Case]:
    async with opened_storage(config, purpose="cases") as (storage, _), storage.read() as conn:
        return await case_rows.listed(conn)


def _lines(case: Case) -> Iterator[str]:
    told = ", ".join(str(part) for part in case.told.values() if part is not None)
    yield f"{case.at:%Y-%m-%d %H:%M}  {case.fault.value}  {case.story_id}  {told}"
    for article in case.articles:
        yield f"    {article['publisher']}: {article['title']}  {article['url']}"


def _items(case: Case) -> Iterator[str]:
    """Give the articles with what the bot read: someone has to put the label right."""
    label: list[dict[str, Any]] = [] if case.fault is Fault.NOT_NEWS else [dict(case.told)]
    for article in case.articles:
        item = {
            **article,
            "summary": "",
            "announcements": label,
            "story": None,
            "note": f"reported as {case.fault.value}",
        }
        yield json.dumps(item, ensure_ascii=False)
