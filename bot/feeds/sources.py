"""The list of feeds: `sources.toml` as shipped, or a file of the person who runs the bot."""

import re
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.errors import ConfigError
from bot.model import Feed, FeedId, Tier

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_LANGUAGE = re.compile(r"[a-z]{2}\Z")
_COUNTRY = re.compile(r"[A-Z]{2}\Z")
_MAX_ID = 60
_KNOWN = frozenset({"id", "url", "publisher", "language", "tier", "timezone", "beat"})


def load_sources(path: Path | None = None) -> list[Feed]:
    """Return the feeds that a file lists, in its order; without a path the shipped ones.

    Raises:
        ConfigError: the file cannot be read or an entry is wrong; the text names it.
    """
    name = str(path) if path else "sources.toml"
    try:
        text = (path or files("bot.feeds") / "sources.toml").read_text(encoding="utf-8")
        document = tomllib.loads(text)
    except OSError as error:
        raise ConfigError(f"{name} cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{name} is no TOML: {error}") from error
    entries = document.pop("feed", [])
    if document or not isinstance(entries, list) or not entries:
        raise ConfigError(f"{name} must hold [[feed]] entries and nothing else")
    return read_feeds(entries, origin=name)


def read_feeds(entries: list[Any], *, origin: str) -> list[Feed]:
    """Return the feeds that settings describe, checked together.

    Args:
        entries: one mapping a feed, as TOML gives them.
        origin: the file or setting that they come from, for error texts.

    Raises:
        ConfigError: an entry is wrong, or two have the same id or address.
    """
    feeds: list[Feed] = []
    ids: set[str] = set()
    urls: set[str] = set()
    for number, entry in enumerate(entries, start=1):
        feed = _feed(entry, where=f"{origin}, feed {number}")
        where = f'{origin}, feed "{feed.id}"'
        if feed.id in ids:
            raise ConfigError(f"{where}: `id` is already taken by another feed")
        if feed.url in urls:
            raise ConfigError(f"{where}: `url` {feed.url} is already listed")
        ids.add(feed.id)
        urls.add(feed.url)
        feeds.append(feed)
    return feeds


def _feed(entry: object, *, where: str) -> Feed:
    if not isinstance(entry, Mapping):
        raise ConfigError(f"{where} is no table of settings")
    feed_id = _text(entry, "id", where=where)
    if not _ID.match(feed_id) or len(feed_id) > _MAX_ID:
        raise ConfigError(f'{where}: `id` must be small letters, digits and "-": {feed_id!r}')
    where = where.rpartition(", ")[0] + f', feed "{feed_id}"'
    if unknown := sorted(set(entry) - _KNOWN):
        raise ConfigError(f"{where}: there is no setting {unknown[0]!r}")
    return Feed(
        id=FeedId(feed_id),
        url=_url(_text(entry, "url", where=where), where=where),
        publisher=_text(entry, "publisher", where=where),
        language=_language(entry, where=where),
        tier=_tier(_text(entry, "tier", where=where, default="press"), where=where),
        timezone=_zone(_text(entry, "timezone", where=where, default="UTC"), where=where),
        beat=_beat(entry.get("beat", []), where=where),
    )


def _text(entry: Mapping[str, Any], key: str, *, where: str, default: str | None = None) -> str:
    value = entry.get(key, default)
    if not isinstance(value, str) or not value.strip():
        raise ConfigError(f"{where}: `{key}` is missing or no text")
    return value.strip()


def _url(text: str, *, where: str) -> str:
    try:
        parts = urlsplit(text)
        host = parts.hostname
        _ = parts.port
    except ValueError as error:
        raise ConfigError(f"{where}: `url` is no web address: {text}") from error
    if parts.scheme not in ("http", "https") or not host:
        raise ConfigError(f"{where}: `url` must start with http:// or https://: {text}")
    return text


def _language(entry: Mapping[str, Any], *, where: str) -> str | None:
    if "language" not in entry:
        return None
    text = _text(entry, "language", where=where)
    if not _LANGUAGE.match(text):
        raise ConfigError(f'{where}: `language` must be a code of two letters like "ko": {text}')
    return text


def _tier(text: str, *, where: str) -> Tier:
    try:
        return Tier(text)
    except ValueError as error:
        names = ", ".join(Tier)
        raise ConfigError(f"{where}: `tier` must be one of {names}: {text}") from error


def _zone(text: str, *, where: str) -> str:
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ConfigError(
            f'{where}: `timezone` must be a name like "Asia/Seoul": {text}'
        ) from error
    return text


def _beat(value: object, *, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(
        isinstance(code, str) and _COUNTRY.match(code) for code in value
    ):
        raise ConfigError(f'{where}: `beat` must be a list of country codes like ["KR", "JP"]')
    return tuple(value)
