"""Links as feeds give them -> the address that the outlet itself would print."""

import re
from urllib.parse import parse_qs, quote, urljoin, urlsplit, urlunsplit

MAX_LINK = 2_000
"""Characters; Discord takes no more in an embed."""

_TRACKING = re.compile(
    r"""(?ix)^(?:
        utm_\w* | wt_mc\w* | wt\.\w* | at_(?:medium|campaign|link_\w+|ptr_\w+) | mc_[ce]id | fbclid
        | gclid | igshid | yclid | xtor | cmpid | cmp | ncid | ito | rssid | feedtype | _hs\w+
        | ns_(?:mchannel|source|campaign|linkname|fee)
    )$"""
)
_RSS_MARKS = {
    ("source", "rss"),
    ("ref", "rss"),
    ("from", "rss"),
    ("partner", "rss"),
    ("rss", "1"),
    ("rss", "yes"),
    ("feed", "rss"),
    ("plink", "rssreader"),
    ("cooper", "rss"),
    ("cooper", "rssreader"),
    ("cmp", "rss"),
}
_FRAGMENTS = ("#xtor", "#utm_", "#ref=", "#rss", "#intcid", "#ftag", "#comment", "#respond")
_REDIRECTORS = {
    ("www.google.com", "/url"): ("url", "q"),
    ("google.com", "/url"): ("url", "q"),
    ("news.google.com", "/url"): ("url", "q"),
    ("www.bing.com", "/news/apiclick.aspx"): ("url",),
}
_UNSAFE = re.compile(r"[\s\x00-\x1f\x7f<>\"\\^`{|}]")


def canonical_link(link: str, *, base: str = "") -> str:
    """Return an absolute http(s) address without tracking, or "" when there is none.

    Addresses that only redirect (Google Alerts) give the address behind them.
    """
    joined = _absolute(link, base=base)
    if not joined:
        return ""
    parts = urlsplit(joined)
    if names := _REDIRECTORS.get((parts.netloc.casefold(), parts.path)):
        query = parse_qs(parts.query)
        behind = next((query[name][0] for name in names if name in query), "")
        if found := _absolute(behind):
            parts = urlsplit(found)
    kept = "&".join(pair for pair in parts.query.split("&") if not _is_tracking(pair))
    fragment = parts.fragment
    if f"#{fragment}".casefold().startswith(_FRAGMENTS):
        fragment = ""
    clean = urlunsplit((parts.scheme, parts.netloc, parts.path, kept, fragment))
    return clean if len(clean) <= MAX_LINK else ""


def absolute_link(link: str, *, base: str = "") -> str:
    """Return an absolute http(s) address with everything that stood in it, or ""."""
    joined = _absolute(link, base=base)
    return joined if len(joined) <= MAX_LINK else ""


def _absolute(link: str, *, base: str = "") -> str:
    link = link.strip().replace("\n", "").replace("\r", "").replace("\t", "")
    if not link:
        return ""
    try:
        parts = urlsplit(urljoin(base, link) if base else link)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        # A bracket or a port that is no number: no address that could be opened.
        return ""
    if parts.scheme.casefold() not in ("http", "https") or not host:
        return ""
    return _UNSAFE.sub(lambda found: quote(found[0]), urlunsplit(parts))


def _is_tracking(pair: str) -> bool:
    name, _, value = pair.partition("=")
    if not name and not value:
        return True
    return bool(_TRACKING.match(name)) or (name.casefold(), value.casefold()) in _RSS_MARKS
