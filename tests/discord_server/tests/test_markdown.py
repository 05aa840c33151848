import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.discord_server.clock import Clock
from tests.discord_server.markdown import to_html
from tests.discord_server.names import ChannelType, Permission
from tests.discord_server.world import Channel, Role, User, World

WORLD = World(clock=Clock())
GUILD = WORLD.add_guild("One", id=7, locale="ko")
GUILD.roles[6] = Role(id=6, name="fans", permissions=Permission(0))
WORLD.users[8] = User(id=8, name="someone")
WORLD.channels[5] = Channel(id=5, type=ChannelType.TEXT, name="<news>")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("**Signal** *returns*", "<strong>Signal</strong> <em>returns</em>"),
        ("_so_ snake_case_name", "<em>so</em> snake_case_name"),
        ("__u__ ~~s~~ ||x|| `c`", "<u>u</u> <s>s</s> <mark>x</mark> <code>c</code>"),
        (r"\*no\* \<b>", "*no* &lt;b&gt;"),
        ("<script>", "&lt;script&gt;"),
        ("a\nb", "a<br>b"),
        ("[News](https://example.org/a_b_c)", '<a href="https://example.org/a_b_c">News</a>'),
        ("[**N**](<https://x.org>)", '<a href="https://x.org"><strong>N</strong></a>'),
        ("see https://x.org/a", 'see <a href="https://x.org/a">https://x.org/a</a>'),
        ("[x](javascript:alert)", "[x](javascript:alert)"),
        ("<#5> <#9>", "<b>#&lt;news&gt;</b> <b>#unknown</b>"),
        ("<@&6> <@&1>", "<b>@fans</b> <b>@unknown role</b>"),
        ("<@8> <@!1>", "<b>@someone</b> <b>@unknown user</b>"),
        ("<t:1795338000:R>", "<b>2026-11-22 09:00 UTC</b>"),
        ("<t:999999999999>", "<b>a time out of range</b>"),
        ("</follow show:12>", "<b>/follow show</b>"),
    ],
)
def test_marks_are_shown(text: str, shown: str) -> None:
    assert to_html(text, world=WORLD) == shown


@given(st.text(alphabet="<>&\"'*_~|`[]()\\\0/:#@t0159https.x \n"))
def test_any_text_is_safe(text: str) -> None:
    shown = to_html(text, world=WORLD)

    for tag in ("strong", "em", "u", "s", "mark", "code", "a", "b", "br"):
        shown = shown.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
    assert "\0" not in shown
    assert "<script" not in shown.lower()
    assert all(part.startswith('a href="http') for part in shown.split("<")[1:])
