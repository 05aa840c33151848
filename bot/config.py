"""The settings: `config.toml`, overridden by environment variables.

`config.example.toml` documents every setting and equals the defaults below; a test holds that.
An environment variable is named after its place in the file: `DRAMAWIRE_FEEDS__INTERVAL_S`.
The token comes from `DRAMAWIRE_TOKEN` or from the file that `discord.token_file` names, and
never from `config.toml`, which people share when they ask for help.
"""

import os
import tomllib
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
)

from bot.errors import ConfigError

DEFAULT_PATH = Path("config.toml")
TOKEN_VARIABLE = "DRAMAWIRE_TOKEN"  # noqa: S105 - the variable's name, not a token
PREFIX = "DRAMAWIRE_"
LISTS = (f"{PREFIX}FEEDS__ALLOW_ADDRESSES", f"{PREFIX}DISCORD__OPERATORS")
POLITE_INTERVAL_S = 60


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class DiscordSettings(_Section):
    """How to reach Discord."""

    token_file: str = ""
    api_url: str = ""
    gateway_url: str = ""
    operators: tuple[int, ...] = ()
    operators_server: int = Field(default=0, ge=0)

    @field_validator("api_url")
    @classmethod
    def _http(cls, value: str) -> str:
        if value and not value.startswith(("http://", "https://")):
            raise ValueError("must start with http:// or https://")
        return value.rstrip("/")

    @field_validator("gateway_url")
    @classmethod
    def _websocket(cls, value: str) -> str:
        if value and not value.startswith(("ws://", "wss://")):
            raise ValueError("must start with ws:// or wss://")
        return value


class DatabaseSettings(_Section):
    """Where everything is kept."""

    url: str = "sqlite:///dramawire.sqlite3"
    instance: str = Field(default="main", min_length=1, max_length=64)


class FeedSettings(_Section):
    """Which feeds are read, and how gently."""

    sources: str = ""
    interval_s: int = Field(default=300, ge=1, le=86_400)
    timeout_s: float = Field(default=20.0, gt=0, le=300)
    max_body_mb: float = Field(default=8.0, gt=0, le=100)
    parse_deadline_s: float = Field(default=5.0, gt=0, le=60)
    concurrency: int = Field(default=20, ge=1, le=200)
    contact: str = Field(default="", max_length=200)
    allow_addresses: tuple[str, ...] = ()

    @field_validator("contact")
    @classmethod
    def _one_line(cls, value: str) -> str:
        if not value.isprintable():
            raise ValueError("must be one line")
        return value

    @property
    def interval(self) -> timedelta:
        """The time between two polls of one feed."""
        return timedelta(seconds=self.interval_s)


class NewsSettings(_Section):
    """What is still news."""

    max_age_hours: float = Field(default=48.0, gt=0, le=24 * 365)
    story_window_days: float = Field(default=60.0, gt=0, le=365)
    edit_age_hours: float = Field(default=24.0, ge=0, le=24 * 365)

    @property
    def max_age(self) -> timedelta:
        """An article older than this announces nothing."""
        return timedelta(hours=self.max_age_hours)

    @property
    def story_window(self) -> timedelta:
        """How long another outlet's article may join a story."""
        return timedelta(days=self.story_window_days)

    @property
    def edit_age(self) -> timedelta:
        """A message older than this is not edited any more."""
        return timedelta(hours=self.edit_age_hours)


class DeliverySettings(_Section):
    """How fast Discord is written to."""

    requests_per_s: int = Field(default=45, ge=1, le=50)
    concurrency: int = Field(default=10, ge=1, le=100)


class LookupSettings(_Section):
    """Who is asked about shows that the bot does not know, and how."""

    enabled: bool = True
    timeout_s: float = Field(default=4.0, gt=0, le=60)
    keep_days: float = Field(default=30.0, gt=0, le=180)
    keep_nothing_hours: float = Field(default=24.0, gt=0, le=24 * 180)
    wikidata_url: str = ""
    tvmaze_url: str = ""

    @field_validator("wikidata_url", "tvmaze_url")
    @classmethod
    def _http(cls, value: str) -> str:
        if value and not value.startswith(("http://", "https://")):
            raise ValueError("must start with http:// or https://")
        return value.rstrip("/")

    @property
    def keep(self) -> timedelta:
        """For how long what others told is believed."""
        return timedelta(days=self.keep_days)

    @property
    def keep_nothing(self) -> timedelta:
        """For how long a show that nobody knows is not asked for again."""
        return timedelta(hours=self.keep_nothing_hours)


class LogSettings(_Section):
    """What is logged, and how it looks."""

    level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    format: Literal["text", "json"] = "text"


class Settings(BaseSettings):
    """All settings of one run; built by `load_settings`."""

    model_config = SettingsConfigDict(
        extra="forbid", frozen=True, env_prefix=PREFIX, env_nested_delimiter="__"
    )

    discord: DiscordSettings = DiscordSettings()
    database: DatabaseSettings = DatabaseSettings()
    feeds: FeedSettings = FeedSettings()
    news: NewsSettings = NewsSettings()
    deliveries: DeliverySettings = DeliverySettings()
    lookup: LookupSettings = LookupSettings()
    log: LogSettings = LogSettings()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Let the environment win over the file, which is handed in as the initial values."""
        return (env_settings, init_settings)

    def polite(self, source: str) -> Self:
        """Return these settings if their polling is polite, else raise ConfigError.

        Asking an outlet more than once a minute gets the bot blocked. Where private addresses
        are allowed, someone is trying the bot out on feeds of their own.
        """
        if self.feeds.interval_s < POLITE_INTERVAL_S and not self.feeds.allow_addresses:
            raise ConfigError(
                f"{source}: `feeds.interval_s` is {self.feeds.interval_s}; it must be at least "
                f"{POLITE_INTERVAL_S}, or outlets will block the bot. (Less is accepted together "
                "with `feeds.allow_addresses`, for trying the bot on feeds of your own.)"
            )
        return self


def load_settings(path: Path | None = None) -> Settings:
    """Return the settings of `path`, overridden by the environment.

    Args:
        path: the file to read; None reads `config.toml` in this folder if there is one, and
            else uses the defaults.

    Raises:
        ConfigError: the file is missing, is no TOML or holds a wrong setting; every wrong
            setting is named, one a line.
    """
    file = path or DEFAULT_PATH
    values: dict[str, object] = {}
    if path is not None or file.exists():
        values = _read(file)
    discord = values.get("discord")
    if "token" in values or (isinstance(discord, dict) and "token" in discord):
        raise ConfigError(
            f"{file}: a token does not belong in the settings file, which people share when they "
            f"ask for help. Put it into the environment variable {TOKEN_VARIABLE}, or into a file "
            "of its own and name that file in `discord.token_file`."
        )
    _no_misspelt_variables()
    try:
        settings = Settings(**values)  # type: ignore[arg-type]  # what pydantic is here to check
    except ValidationError as error:
        raise ConfigError("\n".join(_explained(error, file))) from error
    except SettingsError as error:
        raise ConfigError(
            f"{' and '.join(name for name in LISTS if name in os.environ)} must be a list written "
            """as JSON, for example '["127.0.0.1:8090"]'."""
        ) from error
    return settings.polite(str(file))


def read_token(settings: Settings, *, environ: Mapping[str, str] = os.environ) -> str | None:
    """Return the Discord token, or None when none is given.

    Raises:
        ConfigError: `discord.token_file` names a file that cannot be read or is empty.
    """
    token = environ.get(TOKEN_VARIABLE, "").strip()
    if token or not settings.discord.token_file:
        return token or None
    file = Path(settings.discord.token_file)
    try:
        token = file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(
            f"`discord.token_file`: I can't read {file} ({_reason(error)}). Put the bot's token "
            f"there, or into the environment variable {TOKEN_VARIABLE}."
        ) from error
    if not token:
        raise ConfigError(f"`discord.token_file`: {file} is empty. Put the bot's token there.")
    return token


def _read(file: Path) -> dict[str, object]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ConfigError(
            f"{file}: there is no such file. Copy config.example.toml there, or leave the path "
            "out to run with the defaults."
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file}: I can't read it ({_reason(error)}).") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{file}: this is not TOML: {error}.") from error


def _no_misspelt_variables() -> None:
    """Raise ConfigError for a variable of ours that names no section: it would be ignored."""
    for name in sorted(os.environ):
        section, of_section, _ = name.removeprefix(PREFIX).lower().partition("__")
        # Exactly one is right: a section that exists, with a setting behind two underscores.
        if name.startswith(PREFIX) and (section in Settings.model_fields) != bool(of_section):
            raise ConfigError(
                f"{name}: there is no such setting. A variable is named after the setting's place, "
                f"for example {PREFIX}FEEDS__INTERVAL_S, and the token's is {TOKEN_VARIABLE}."
            )


def _reason(error: OSError | UnicodeDecodeError) -> str:
    return error.strerror or type(error).__name__ if isinstance(error, OSError) else "not UTF-8"


def _explained(error: ValidationError, file: Path) -> list[str]:
    lines = []
    for fault in error.errors():
        name = ".".join(str(part) for part in fault["loc"])
        variable = PREFIX + "__".join(str(part) for part in fault["loc"]).upper()
        place = variable if variable in os.environ else f"{file}: `{name}`"
        if fault["type"] == "extra_forbidden":
            lines.append(f"{place}: there is no such setting. Is it misspelt?")
        else:
            lines.append(f"{place} is {fault['input']!r}; {_requirement(fault['msg'])}.")
    return lines


def _requirement(message: str) -> str:
    """Turn pydantic's "Input should be greater than 0" into "it must be greater than 0"."""
    message = message.removeprefix("Value error, ")
    if message.startswith("must "):
        return f"it {message}"
    if "dictionary" in message:
        return "it must be a section with settings of its own"
    for pydantics, ours in _REQUIREMENTS.items():
        message = message.replace(pydantics, ours)
    return message.partition(", ")[0] if "whole number" in message else message


_REQUIREMENTS = {
    "Input should be a valid integer": "it must be a whole number",
    "Input should be a valid": "it must be a",
    "Input should be": "it must be",
    "String should": "it must",
}
