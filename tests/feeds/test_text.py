import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.feeds.text import MAX_FIELD, images_in, plain, plain_line, without_furniture


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Harbor &amp; Sons", "Harbor & Sons"),
        ("Harbor &amp;amp; Sons", "Harbor & Sons"),
        ("&#8216;Harbor Lights&#8217; Renewed", "‘Harbor Lights’ Renewed"),
        ("&amp;#8216;Harbor Lights&amp;#8217;", "‘Harbor Lights’"),
        ("Show&rsquo;s second season", "Show’s second season"),
        ("AT&T; orders a drama", "AT&T; orders a drama"),
        ("<b>Harbor</b> <i>Lights</i>", "Harbor Lights"),
        ("Har<b>bor</b>", "Harbor"),
        ("&lt;b&gt;Harbor&lt;/b&gt; Lights", "Harbor Lights"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("A&nbsp;B\u200bC\u00ad", "A BC"),
        ("It<!-- ad -->&#x27;s back", "It's back"),
        ("Harbor Lightsâ€™ Finale", "Harbor Lights’ Finale"),
        ("FotogrÃ¡fica", "FotogrÃ¡fica".replace("Ã¡", "á")),
        ("MANHÃ” DE", "MANHÃ” DE"),
        ("â€\u2603", "â€\u2603"),
    ],
)
def test_a_headline_is_plain_text(raw: str, text: str) -> None:
    assert plain_line(raw) == text


@pytest.mark.parametrize(
    "headline",
    [
        "<Harbor> 시즌2, 내년 초 촬영",
        "드라마 <등대지기>로 복귀",
        "<H.B.> and <W> wrap",
        "ドラマ<HARBOR 2>が始動",
        "<Time>, <Big> and <Mark> return",
    ],
)
def test_a_title_in_angle_brackets_is_no_mark(headline: str) -> None:
    """Korean and Japanese outlets write titles so; an HTML parser drops them without a word."""
    assert plain_line(headline) == headline
    assert plain_line(headline.replace("<", "&lt;").replace(">", "&gt;")) == headline
    assert plain_line(f"<p>{headline}</p>") == headline


def test_blocks_are_lines_and_source_lines_are_not() -> None:
    raw = "<p>One\ntwo <em>three</em></p><div>Four<br/>five</div><ul><li>Six</li></ul>"

    assert plain(raw) == "One two three\nFour\nfive\nSix"


def test_marks_inside_marks_are_no_text_and_lines_stay() -> None:
    """As forums do: a table of their own around the escaped words of a user."""
    raw = "<div>One</div><div>&lt;p&gt;Two &amp;lt;b&amp;gt;three&amp;lt;/b&amp;gt;&lt;/p&gt;</div>"

    assert plain(raw) == "One\nTwo three"


def test_plain_text_keeps_its_lines() -> None:
    assert plain("One\r\n\r\n  two\tthree  ") == "One\ntwo three"


def test_scripts_styles_and_captions_are_no_text() -> None:
    raw = (
        "<p>Told.</p><script>x()</script><style>p{}</style>"
        "<figure><img src=a.jpg><figcaption>Photo: Somebody</figcaption></figure>"
    )

    assert plain(raw) == "Told."


@pytest.mark.parametrize(
    "tail",
    [
        "\nThe post Harbor Lights Is Back appeared first on Drama Desk.",
        "\nThe post Harbor Lights Is Back first appeared on Drama Desk.",
        " Continue reading...",
        " [&hellip;]",
        " […]",
        "\nRead more",
    ],
)
def test_the_furniture_of_a_site_is_left_out(tail: str) -> None:
    assert without_furniture(plain(f"<p>It is back.</p>{tail}")) == "It is back."


def test_what_is_escaped_without_end_is_left_at_some_layer() -> None:
    assert plain("&amp;amp;amp;amp;amp;amp;lt;") == "&amp;lt;"


def test_a_summary_about_a_post_is_no_furniture() -> None:
    text = "The post of director went to Han."

    assert without_furniture(text) == text


def test_pictures_are_found_but_not_counters_and_buttons() -> None:
    raw = (
        '<img src="https://t.example/p.gif" width="1" height="1"><img alt="none">'
        '<p><img src="/a.jpg" width="600"/><img src="/b.jpg"></p>'
    )

    assert images_in(raw) == ["/a.jpg", "/b.jpg"]
    assert images_in(raw.replace("<", "&lt;").replace(">", "&gt;")) == ["/a.jpg", "/b.jpg"]
    assert images_in("<p>no picture</p>") == []


def test_a_field_is_cut_before_it_is_parsed() -> None:
    """Megabytes of nested marks would cost seconds."""
    assert plain("<div>" * MAX_FIELD + "late") == ""


@given(st.text(max_size=300))
def test_any_text_gives_one_line_without_raising(raw: str) -> None:
    line = plain_line(raw)

    assert line == " ".join(line.split())


@given(st.text(alphabet="<>/bipdv &amp;#x3;lt", max_size=60))
def test_marks_in_any_order_give_text(raw: str) -> None:
    assert "\n" not in plain_line(raw)
