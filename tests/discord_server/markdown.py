"""Discord's markdown as HTML, as far as bots write it: for the page on which people try one."""

import html
import re
from datetime import UTC, datetime

from tests.discord_server.world import World

# Longest marks first, so that ** is not read as two *.
_MARKS = (
    (re.compile(r"\*\*(.+?)\*\*", re.DOTALL), r"<strong>\1</strong>"),
    (re.compile(r"__(.+?)__", re.DOTALL), r"<u>\1</u>"),
    (re.compile(r"~~(.+?)~~", re.DOTALL), r"<s>\1</s>"),
    (re.compile(r"\|\|(.+?)\|\|", re.DOTALL), r"<mark>\1</mark>"),
    (re.compile(r"\*(?!\s)(.+?)(?<!\s)\*", re.DOTALL), r"<em>\1</em>"),
    (re.compile(r"(?<!\w)_(?!\s)(.+?)(?<!\s)_(?!\w)", re.DOTALL), r"<em>\1</em>"),
    (re.compile(r"`([^`\n]+)`"), r"<code>\1</code>"),
)
_ESCAPED = re.compile(r"\\([^\w\s])")
_LINK = re.compile(r"\[([^\]\n]+)\]\((?:&lt;)?(https?://[^\s)]+?)(?:&gt;)?\)")
_BARE = re.compile(r"(?<![\"'=>])\bhttps?://[^\s<]+")
_MENTION = re.compile(r"&lt;(#|@&amp;|@!?)([0-9]+)&gt;")
_TIME = re.compile(r"&lt;t:(-?[0-9]{1,12})(?::[tTdDfFR])?&gt;")
_COMMAND = re.compile(r"&lt;/([^:&]+):[0-9]+&gt;")


def to_html(text: str, *, world: World) -> str:
    """Return text as safe HTML; names stand for ids that the world knows."""
    kept: list[str] = []

    def keep(markup: str) -> str:
        kept.append(markup)
        return f"\x00{len(kept) - 1}\x00"

    def link(found: re.Match[str]) -> str:
        return keep(f'<a href="{found[2]}">{marked(found[1])}</a>')

    def marked(part: str) -> str:
        for pattern, replacement in _MARKS:
            part = pattern.sub(replacement, part)
        return part

    text = html.escape(text.replace("\x00", ""))
    text = _ESCAPED.sub(lambda found: keep(found[1]), text)
    text = _LINK.sub(link, text)
    text = _BARE.sub(lambda found: keep(f'<a href="{found[0]}">{found[0]}</a>'), text)
    text = _MENTION.sub(lambda found: keep(_name(found[1], int(found[2]), world=world)), text)
    text = _TIME.sub(lambda found: keep(_time(int(found[1]))), text)
    text = _COMMAND.sub(lambda found: keep(f"<b>/{found[1]}</b>"), text)
    text = marked(text)
    # Kept parts may hold others: a link's label, an escaped mark.
    while "\x00" in text:
        text = re.sub("\x00([0-9]+)\x00", lambda found: kept[int(found[1])], text)
    return text.replace("\n", "<br>")


def _name(mark: str, wanted: int, *, world: World) -> str:
    if mark == "#":
        channel = world.channels.get(wanted)
        name = "#" + (channel.name if channel else "unknown")
    elif mark == "@&amp;":
        roles = [guild.roles[wanted] for guild in world.guilds.values() if wanted in guild.roles]
        name = "@" + (roles[0].name.lstrip("@") if roles else "unknown role")
    else:
        user = world.users.get(wanted)
        name = "@" + (user.name if user else "unknown user")
    return f"<b>{html.escape(name)}</b>"


def _time(seconds: int) -> str:
    try:
        when = datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError):
        return "<b>a time out of range</b>"
    return f"<b>{when:%Y-%m-%d %H:%M} UTC</b>"
