from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import ParseError
from bot.feeds.parse import MAX_HEADLINE, MAX_TEXT
from tests.feed_server.feeds import Item, rss
from tests.feeds.examples import NOW, article, feed, parsed

FILES = Path(__file__).parent / "files"

SPOILERS = [
    *(b"", b"<", b">", b"&", b"<!--", b"<![CDATA[", b"]]>", b"<!DOCTYPE x [", b"\x00", b"\xff"),
    *(b"<item>", b"</item>", b"<title>", b"<image>", b"<textinput>", b"<link rel='enclosure'/>"),
    *(b"<category/>", b"<content type='xhtml'>", b"&#xD800;", b"xml:base='http://['", b"<cloud/>"),
]


def of_file(name: str, *, language: str | None = None) -> list[str]:
    return [
        found.headline for found in parsed((FILES / name).read_bytes(), of=feed(language=language))
    ]


def test_an_item_becomes_an_article() -> None:
    found = article(
        Item(
            title="‘Harbor Lights’ Renewed for Season 2",
            guid="https://outlet.example/?p=7",
            link="https://outlet.example/tv/harbor-lights?utm_source=rss",
            published="Sun, 22 Nov 2026 08:30:00 +0900",
            summary="<p>The network said so.</p>",
            content="<p>The network said so on Sunday.</p><p>Filming starts in May.</p>",
            image="https://outlet.example/a.jpg",
        )
    )

    assert found.id == "https://outlet.example/?p=7"
    assert found.feed_id == "drama-desk"
    assert found.headline == "‘Harbor Lights’ Renewed for Season 2"
    assert found.summary == "The network said so on Sunday.\nFilming starts in May."
    assert found.link == "https://outlet.example/tv/harbor-lights"
    assert found.publisher == "Drama Desk"
    assert found.language == "en"
    assert found.published_at is not None
    assert found.published_at.isoformat() == "2026-11-21T23:30:00+00:00"
    assert str(found.published_on) == "2026-11-22"
    assert found.image == "https://outlet.example/a.jpg"


def test_the_settings_language_counts_more_than_the_feeds() -> None:
    assert article(Item(title="A"), of=feed(language="ko")).language == "ko"


def test_a_feed_without_items_is_no_error() -> None:
    assert parsed(rss([])) == []


def test_the_outlets_name_in_brackets_stays() -> None:
    """What it is good for is for others to judge."""
    assert article(Item(title="A drama is back (Drama Desk)")).headline.endswith("(Drama Desk)")


def test_titles_inside_a_picture_are_not_the_headline() -> None:
    assert of_file("wordpress.xml") == ["‘Harbor Lights’ Sets Its Return", "Quiet Week"]


def test_an_empty_line_before_the_declaration_does_no_harm() -> None:
    assert of_file("wordpress.xml") == [
        found.headline for found in parsed(b"\n\n" + (FILES / "wordpress.xml").read_bytes())
    ]


def test_a_feedburner_link_gives_the_outlets_own() -> None:
    [first, _] = parsed((FILES / "wordpress.xml").read_bytes())

    assert first.link == "https://outlet.example/2026/11/harbor-lights/"
    assert first.summary == "The lighthouse drama is back in May.\nIts writer returns."
    assert first.image == "https://outlet.example/large.jpg"


def test_atom_with_html_titles_and_redirected_links() -> None:
    [first, second] = parsed((FILES / "alerts.atom").read_bytes())

    assert first.headline == "Harbor Lights renewed & extended"
    assert first.link == "https://outlet.example/harbor"
    assert first.id == "tag:alerts.example,2026:feed/1"
    assert first.published_at is not None
    assert first.published_at.isoformat() == "2026-11-20T01:00:00+00:00"
    assert second.link == "https://alerts.example/blog/second"
    assert second.published_at is not None
    assert second.published_at.isoformat() == "2026-11-21T02:00:00+00:00"


def test_rdf_without_dates_and_guids() -> None:
    [only] = parsed((FILES / "rdf.xml").read_bytes())

    assert only.id == only.link == "https://outlet.example/tv/1"
    assert only.published_at is None


def test_korean_in_cp949_with_korean_dates() -> None:
    [only] = parsed((FILES / "korean-cp949.xml").read_bytes(), of=feed(language="ko"))

    assert only.headline == "드라마 <등대지기2> 펲 시즌2 확정…내년 초 촬영"
    assert only.published_at is not None
    assert only.published_at.isoformat() == "2026-11-20T06:05:00+00:00"


def test_undeclared_latin_1_with_portuguese_dates() -> None:
    [only] = parsed(
        (FILES / "undeclared-latin1.xml").read_bytes(), of=feed(timezone="America/Sao_Paulo")
    )

    assert only.headline == "Emissora confirma 2ª temporada de ‘Luzes do Cais’"
    assert only.published_at is not None
    assert only.published_at.isoformat() == "2026-11-20T22:42:40+00:00"


def test_a_json_feed_is_read() -> None:
    [first] = parsed((FILES / "feed.json").read_bytes())

    assert first.headline == "Harbor Lights is renewed"
    assert first.language == "en"


def test_a_bare_ampersand_costs_nothing() -> None:
    body = rss(
        [
            Item(title="One", guid="1"),
            Item(title="Law & Order", guid="2"),
            Item(title="3", guid="3"),
        ]
    ).replace(b"Law &amp; Order", b"Law & Order")

    assert [found.headline for found in parsed(body)] == ["One", "Law & Order", "3"]


def test_an_undeclared_entity_does_not_shorten_the_headline() -> None:
    body = rss([Item(title="Show's S2 is coming")]).replace(b"Show's", b"Show&rsquo;s")

    assert [found.headline for found in parsed(body)] == ["Show’s S2 is coming"]


def test_a_reference_to_no_character_does_not_cost_the_feed() -> None:
    body = rss([Item(title="One@", guid="1"), Item(title="Two", guid="2")])

    found = parsed(body.replace(b"@", b" &#xD83D;&#xDE00;&#99999999;"))

    assert [each.headline for each in found] == ["One 😀", "Two"]


def test_a_feed_that_feedparser_breaks_on_is_told() -> None:
    body = "<rss><channel><item><textinput><link>x</link></textinput></item></channel></rss>"

    with pytest.raises(ParseError, match="feedparser gives up on it"):
        parsed(body)


@settings(max_examples=200)
@given(st.data())
def test_a_spoilt_feed_gives_articles_or_a_parse_error(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["wordpress.xml", "alerts.atom", "rdf.xml", "feed.json"]))
    body = (FILES / name).read_bytes()
    for _ in range(data.draw(st.integers(min_value=1, max_value=5))):
        start = data.draw(st.integers(min_value=0, max_value=len(body)))
        end = data.draw(st.integers(min_value=start, max_value=min(start + 40, len(body))))
        body = body[:start] + data.draw(st.sampled_from(SPOILERS)) + body[end:]

    with suppress(ParseError):
        for found in parsed(body):
            assert found.headline
            assert found.id


@pytest.mark.parametrize("end", ["</link>", "</title>", "Season"])
def test_a_feed_that_breaks_off_gives_the_items_before(end: str) -> None:
    """A headline that ends anywhere is worse than one that comes at the next poll."""
    body = rss(
        [
            Item(title="Good news", guid="1", link="https://outlet.example/1"),
            Item(
                title="Harbor Lights renewed for Season 2",
                guid="2",
                link="https://outlet.example/2",
            ),
        ]
    ).decode()

    cut = body[: body.rindex(end) + len(end)]

    assert [found.headline for found in parsed(cut)] == ["Good news"]


def test_a_feed_that_breaks_off_before_its_first_item_is_an_error() -> None:
    body = rss([]).decode().replace("</channel>\n</rss>", "<!-- Exception in module")

    with pytest.raises(ParseError, match="breaks off before its first item"):
        parsed(body)


@pytest.mark.parametrize(
    "page",
    [
        "<!DOCTYPE html><html><head><title>Just a\nmoment…</title></head></html>",
        '<html lang="ko"><head><title>Just a moment…</title></head></html>',
        "<!-- cached --><HTML><TITLE>Just a moment…</TITLE></HTML>",
        "<?xml version='1.0'?><!-- x --><div><title>Just a moment…</title></div>",
    ],
)
def test_a_web_page_is_named_as_one(page: str) -> None:
    with pytest.raises(ParseError, match='a web page titled "Just a moment…", not a feed'):
        parsed(page)


def test_a_web_page_without_a_title_is_one_too() -> None:
    with pytest.raises(ParseError, match="gives a web page, not a feed"):
        parsed("<html><body>Hello</body></html>")


@pytest.mark.parametrize("body", ["hello", "<a><b/></a>", "%PDF-1.7", "[1, 2]"])
def test_anything_else_is_no_feed(body: str) -> None:
    with pytest.raises(ParseError, match="neither RSS nor Atom nor JSON Feed"):
        parsed(body)


def test_long_fields_are_cut() -> None:
    found = article(Item(title="x" * 9_000, summary="y" * 90_000))

    assert len(found.headline) == MAX_HEADLINE
    assert len(found.summary) == MAX_TEXT


def test_relative_links_start_from_the_channels_own_address() -> None:
    found = parsed(rss([Item(title="A", link="/x")]), base_url="https://feeds.example/outlet")

    assert found[0].link == "https://outlet.example/x"


def test_relative_links_of_a_channel_without_an_address_start_from_the_feed() -> None:
    body = rss([Item(title="A", link="/x")], link="")

    assert (
        parsed(body, base_url="https://feeds.example/outlet")[0].link == "https://feeds.example/x"
    )
    assert parsed(body)[0].link == "https://outlet.example/x"


def test_an_id_does_not_depend_on_where_the_feed_came_from() -> None:
    """A feed that moves keeps its articles."""
    body = (FILES / "alerts.atom").read_bytes().replace(b"tag:alerts.example,2026:feed/1", b"t3_x")

    ids = {
        parsed(body, base_url=base)[0].id for base in ("https://a.example/1", "https://b.example/2")
    }

    assert ids == {"t3_x"}


def test_an_external_entity_is_not_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("token")
    body = rss([Item(title="A &x; B")]).decode().replace("&amp;x;", "&x;")
    declared = body.replace("<rss", f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{secret}">]><rss', 1)

    assert "token" not in str(parsed(declared))


def test_guids_that_are_permanent_links_stand_in_for_a_missing_link() -> None:
    assert (
        article(Item(title="A", guid="https://outlet.example/1")).link == "https://outlet.example/1"
    )


@pytest.mark.parametrize(
    ("media", "image"),
    [
        (
            '<media:content url="/s.jpg" type="image/jpeg" width="1"/>'
            '<media:content url="/l.jpg" type="image/jpeg" width="900"/>',
            "/l.jpg",
        ),
        ('<media:content url="/s.jpg"/><media:content url="/v.mp4" medium="video"/>', "/s.jpg"),
        ('<media:content url="/v.mp4"/><media:thumbnail url="/t.jpg"/>', "/t.jpg"),
        ('<enclosure url="/e.png" type="image/png" length="1"/>', "/e.png"),
        ('<enclosure url="/e.mp3" type="audio/mpeg" length="1"/>', None),
        ('<description>&lt;img src="/i.jpg"&gt;</description>', "/i.jpg"),
        ('<media:content url="/l.jpg" medium="image" width="broad"/>', "/l.jpg"),
    ],
)
def test_the_best_picture_is_taken(media: str, image: str | None) -> None:
    body = rss([Item(title="A", link="https://outlet.example/1")]).decode()
    [found] = parsed(body.replace("</item>", media + "</item>"))

    assert found.image == (f"https://outlet.example{image}" if image else None)


def test_a_date_of_the_last_change_will_do_when_there_is_no_other() -> None:
    body = (
        rss([Item(title="A")])
        .decode()
        .replace(
            "</item>",
            '<dc:date xmlns:dc="http://purl.org/dc/elements/1.1/">2026-11-20</dc:date></item>',
        )
    )

    [found] = parsed(body)

    assert str(found.published_on) == "2026-11-20"


def test_parsing_twice_gives_the_same() -> None:
    body = rss([Item(title="A", published=NOW), Item(title="B", summary="b")])

    assert parsed(body) == parsed(body)
