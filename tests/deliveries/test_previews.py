"""Posts in the terminal and on a page."""

import io
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from rich.console import Console

from bot.deliveries.page import page
from bot.deliveries.post import Post, PostField
from bot.deliveries.render import render
from bot.deliveries.terminal import MAX_WIDTH, panel
from bot.locales.messages import load_messages
from bot.model import Kind, Part, RoleId, Stage, Status
from tests.deliveries.examples import DECEMBER, people, story

MESSAGES = load_messages()
FILMING = story(
    Kind.FILMING,
    stage=Stage.SCHEDULED,
    when=DECEMBER,
    network="Netflix",
    show_title="Law & <b>Order</b>",
)
CASTING = story(Kind.CASTING, people=people(Part.JOINS, "박은빈"))


def a_post(locale: str = "en") -> Post:
    return render(FILMING, [CASTING], messages=MESSAGES, locale=locale, role_id=RoleId(7))


def printed(post: Post, *, width: int = 100) -> str:
    console = Console(file=io.StringIO(), width=width, color_system=None, legacy_windows=False)
    console.print(panel(post))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_the_terminal_shows_every_part_behind_a_colour_bar() -> None:
    text = printed(a_post())

    assert "@7" in text
    assert "✅ Confirmed · Start of filming · Casting" in text
    assert "Law & <b>Order</b> · Season 2" in text
    assert re.search(r"Network +Filming begins", text)
    assert re.search(r"Netflix +December 2026", text)
    assert "박은빈" in text
    assert "Dramawire · harbour-lights-filming · 2026-11-20 09:00 UTC" in text
    assert all(line.startswith("▌") for line in text.splitlines()[1:] if line)


@pytest.mark.parametrize("width", [40, 100, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    lines = printed(replace(a_post(), content="")).splitlines()

    assert max(map(len, lines)) <= min(width, MAX_WIDTH) or width == 40


def test_links_can_be_clicked_in_a_terminal_that_knows_them() -> None:
    console = Console(file=io.StringIO(), width=100, force_terminal=True)
    console.print(panel(replace(a_post(), image="https://i.example/p.jpg")))
    assert isinstance(console.file, io.StringIO)
    text = console.file.getvalue()

    assert "\x1b]8;" in text
    assert "https://serial.example/harbour-lights" in text
    assert "https://i.example/p.jpg" in text


def test_a_post_with_little_in_it_is_shown_too() -> None:
    bare = Post(title="T", description="D", colour=1, footer="F", reference="r")

    assert [line.strip("▌ ") for line in printed(bare).split("\n")] == [
        *["", "T", "D", "", "F", ""],
        "",
    ]


def test_inline_boxes_stand_three_in_a_row() -> None:
    fields = tuple(PostField(name=f"n{n}", value=f"v{n}", inline=True) for n in range(4))
    text = printed(replace(a_post(), fields=(*fields, PostField(name="wide", value="w"))))

    assert re.search(r"n0 +n1 +n2", text)
    assert not re.search(r"n2 +n3", text)


class Reader(HTMLParser):
    """Collects a page's tags and addresses, and fails on one left open."""

    VOID = frozenset({"meta", "input", "path", "circle", "stop", "br"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.addresses: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID:
            self.open.append(tag)
        self.addresses += [f"{tag} {v}" for k, v in attrs if k in {"href", "src", "action"}]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.addresses += [f"{tag} {v}" for k, v in attrs if k in {"href", "src"}]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader


def test_the_page_shows_posts_light_and_dark_with_no_address_but_their_links() -> None:
    html = page([a_post(), a_post("ko")], messages=MESSAGES, locale="en")
    reader = read(html)

    assert html.startswith("<!doctype html>")
    assert html.count('<article class="message">') == 4
    assert "2 posts" in html
    assert set(reader.addresses) == {"a https://serial.example/harbour-lights"}
    assert "url(http" not in html
    assert "시즌 2 촬영이" in " ".join(reader.texts)
    assert "@7" in reader.texts


def test_feed_text_is_no_markup_on_the_page() -> None:
    html = page([a_post()], messages=MESSAGES, locale="en")

    assert "<b>" not in html
    assert "Law &amp; &lt;b&gt;Order&lt;/b&gt;" in html


def test_a_page_without_posts_says_so_in_the_readers_language() -> None:
    html = page([], messages=MESSAGES, locale="es-ES")

    assert '<html lang="es">' in html
    assert "no habría publicaciones" in html
    read(html)


def test_the_page_shows_what_little_a_post_has() -> None:
    bare = Post(title="T", description="D", colour=1, footer="F", reference="r")
    denied = render(
        story(status=Status.DENIED, sources=()),
        [],
        messages=MESSAGES,
        locale="en",
        image="https://i.example/p.jpg",
    )
    plain = replace(bare, author="An author of another kind")

    html = page([bare, denied, plain], messages=MESSAGES, locale="en")

    assert read(html).addresses == ["a https://i.example/p.jpg"] * 2
    assert "An author of another kind" in html
    assert html.count('class="mark"') == 2
