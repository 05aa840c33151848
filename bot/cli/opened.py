"""The bot's own database, opened beside a bot that may be running."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.config import Settings, load_settings
from bot.errors import ConfigError
from bot.storage.engine import Storage


@asynccontextmanager
async def opened_storage(
    config: Path | None, *, purpose: str
) -> AsyncIterator[tuple[Storage, Settings]]:
    """Open the database that the settings name, for one command.

    Raises:
        ConfigError: there is none yet, or it is of an older bot; none is made.
        StorageError: it cannot be reached.
    """
    settings = load_settings(config)
    url = settings.database.url
    file = Path(url.partition("///")[2]) if url.startswith("sqlite") else None
    if file is not None and not file.exists():
        # Opening would make it: an empty database where the settings were wrong.
        raise ConfigError(f"there is no database {file} yet; the first `dramawire run` makes it.")
    storage = await Storage.open(url, instance=f"{settings.database.instance}-{purpose}")
    try:
        if not await storage.is_current():
            raise ConfigError(
                f"the {storage.place} is of an older bot: `dramawire run` updates it."
            )
        yield storage, settings
    finally:
        await storage.close()
