"""Discord's markdown as our posts use it, read back."""

from bot.deliveries.markup import Span, spans


def test_bold_links_mentions_and_escapes_are_read() -> None:
    text = r"a **b \* c** [d \[e\]](https://x.example/f) <@&7>!"

    assert list(spans(text)) == [
        Span(text="a "),
        Span(text="b * c", bold=True),
        Span(text=" "),
        Span(text="d [e]", link="https://x.example/f"),
        Span(text=" "),
        Span(text="@7", mention=True),
        Span(text="!"),
    ]


def test_a_link_may_be_bold_and_zero_width_spaces_are_not_shown() -> None:
    assert list(spans("**[@\u200bhere](https://x.example)**")) == [
        Span(text="@here", bold=True, link="https://x.example")
    ]


def test_other_brackets_are_text() -> None:
    assert list(spans("[x](javascript:y) (z)")) == [Span(text="[x](javascript:y) (z)")]


def test_nothing_has_no_spans() -> None:
    assert list(spans("")) == []
