"""What the headers of an answer say about the next request."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

_MAX_VALIDATOR = 1_000
_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)


def validator(headers: Mapping[str, str], name: str) -> str | None:
    """Return an ETag or Last-Modified that can be stored and sent back, or None."""
    value = headers.get(name, "").strip()
    if not value or len(value) > _MAX_VALIDATOR or not value.isascii() or not value.isprintable():
        return None
    return value


def content_type(headers: Mapping[str, str]) -> str:
    """Return the declared type of the body, or nothing."""
    return headers.get("Content-Type", "").encode("ascii", errors="ignore").decode()[:200]


def retry_after(headers: Mapping[str, str], *, now: datetime) -> timedelta | None:
    """Return how long the server asks us to wait, not less than nothing; None if it does not."""
    text = headers.get("Retry-After", "").strip()
    if text.isascii() and text.isdecimal():
        return timedelta(seconds=min(int(text[:12]), 10**9))
    at = _http_date(text)
    return max(at - now, timedelta(0)) if at else None


def max_age(headers: Mapping[str, str], *, now: datetime) -> timedelta | None:
    """Return for how long the server calls its answer fresh, or None when it does not say."""
    control = headers.get("Cache-Control", "")
    if "no-cache" in control.casefold() or "no-store" in control.casefold():
        return None
    if found := _MAX_AGE.search(control):
        return timedelta(seconds=int(found[1]))
    expires = _http_date(headers.get("Expires", ""))
    if expires is None:
        return None
    # By the server's own clock, which may be wrong but is wrong for both.
    sent = _http_date(headers.get("Date", "")) or now
    return max(expires - sent, timedelta(0))


def _http_date(text: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)
