"""A story as a message: what stands where, and Discord's limits, whatever the feeds said."""

from datetime import UTC, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.deliveries.escape import length
from bot.deliveries.markup import spans
from bot.deliveries.post import (
    MAX_AUTHOR,
    MAX_CONTENT,
    MAX_DESCRIPTION,
    MAX_EMBED,
    MAX_FIELD_NAME,
    MAX_FIELD_VALUE,
    MAX_FIELDS,
    MAX_FOOTER,
    MAX_TITLE,
    Post,
)
from bot.deliveries.render import COLOURS, MAX_SOURCES_SHOWN, render
from bot.locales.messages import load_messages
from bot.model import Kind, Part, Precision, RoleId, Stage, Status, Story, StoryId, Tier
from tests.deliveries.examples import (
    DECEMBER,
    NOW,
    ROLES,
    STORIES,
    people,
    source,
    story,
    when,
)

MESSAGES = load_messages()


def rendered(lead: Story, *companions: Story, locale: str = "en-US") -> Post:
    return render(lead, companions, messages=MESSAGES, locale=locale)


def boxes(post: Post) -> dict[str, str]:
    return {field.name: field.value for field in post.fields}


def test_a_post_shows_standing_show_text_and_sources() -> None:
    lead = story(Kind.FILMING, stage=Stage.SCHEDULED, when=DECEMBER, network="Netflix")
    casting = story(Kind.CASTING, people=people(Part.JOINS, "Mina Cho"))

    post = rendered(lead, casting)

    assert post.author == "✅ Confirmed · Start of filming · Casting"
    assert post.title == "Harbour Lights · Season 2"
    assert post.url == "https://serial.example/harbour-lights"
    assert post.description.startswith("Filming of season 2 of **Harbour Lights** (Netflix)")
    assert post.colour == COLOURS[Status.CONFIRMED]
    assert boxes(post) == {
        "Network": "Netflix",
        "Filming begins": "December 2026",
        "Source": "[Daily Serial](https://serial.example/harbour-lights)",
    }
    assert post.footer == "Dramawire · harbour-lights-filming"
    assert post.timestamp == NOW


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (Status.CONFIRMED, "✅ Confirmed · Renewal"),
        (Status.REPORTED, "🟡 Reported · Renewal"),
        (Status.DENIED, "❌ Denied · Renewal"),
    ],
)
def test_the_standing_is_a_word_and_a_colour(status: Status, words: str) -> None:
    post = rendered(story(status=status))

    assert post.author == words
    assert post.colour == COLOURS[status]


def test_sources_are_listed_by_outlet_the_first_marked_the_language_named() -> None:
    sources = (
        source("Star Ilbo", language="ko", link="", published_at=NOW + timedelta(hours=2)),
        source("Daily Serial"),
        source("Daily Serial", link="https://serial.example/again", published_at=NOW),
    )

    post = rendered(story(sources=sources))

    assert boxes(post)["Sources (2)"] == (
        "[Daily Serial](https://serial.example/harbour-lights) · first\nStar Ilbo (in Korean)"
    )


def test_a_reader_of_the_outlets_language_is_not_told_it() -> None:
    post = rendered(story(sources=(source("Star Ilbo", language="ko", link=""),)), locale="ko")

    assert boxes(post)["출처 (1)"] == "Star Ilbo"


def test_copies_of_one_text_are_one_source() -> None:
    wire = "Harbour Lights Renewed for Season 2"
    sources = (
        source("First", headline=wire),
        source("Copy", headline=wire.upper(), published_at=NOW + timedelta(minutes=5)),
        source("Second", published_at=NOW + timedelta(minutes=9)),
    )

    box = rendered(story(sources=sources)).fields[-1]
    assert box.name == "Sources (2)"
    assert "Copy" not in box.value


def test_many_sources_are_counted() -> None:
    sources = tuple(
        source(f"Outlet {n}", published_at=NOW + timedelta(minutes=n)) for n in range(9)
    )

    value = boxes(rendered(story(sources=sources)))["Sources (9)"]

    assert value.count("\n") == MAX_SOURCES_SHOWN
    assert value.endswith("\nand 3 more")


def test_an_address_that_is_very_long_is_not_shown_as_a_link() -> None:
    link = "https://serial.example/" + "x" * 500

    post = rendered(story(sources=(source(link=link),)))

    assert boxes(post)["Source"] == "Daily Serial"
    assert post.url == link


def test_the_title_leads_to_the_best_source_of_the_standing() -> None:
    sources = (
        source("Rumour", status=Status.REPORTED, tier=Tier.OFFICIAL, link="https://r.example/"),
        source("Fans", tier=Tier.BLOG, link="https://f.example/"),
        source("Trade", tier=Tier.TRADE, link="https://t.example/"),
    )

    assert rendered(story(sources=sources)).url == "https://t.example/"


def test_a_moved_date_leads_to_the_article_that_tells_it() -> None:
    march = when("2027-03-01", "2027-03-31", Precision.MONTH)
    may = when("2027-05-01", "2027-05-31", Precision.MONTH)
    later = NOW + timedelta(days=3)
    moved = story(
        Kind.PREMIERE,
        when=may,
        sources=(
            source("Trade", when=march, link="https://t.example/march"),
            source("Trade", when=may, link="https://t.example/may", published_at=later),
        ),
    )

    assert rendered(moved).url == "https://t.example/may"


def test_who_told_the_old_date_is_not_counted_for_the_new_one() -> None:
    march = when("2027-03-01", "2027-03-31", Precision.MONTH)
    may = when("2027-05-01", "2027-05-31", Precision.MONTH)
    told = (
        source("Star Ilbo", when=march),
        source("Trade", when=may, published_at=NOW + timedelta(days=3)),
    )

    assert "The news comes from Trade." in (
        rendered(story(Kind.PREMIERE, when=may, sources=told)).description
    )


def test_people_beyond_what_a_sentence_holds_have_a_box() -> None:
    names = [f"Name {n}" for n in range(9)]
    lead = story(
        Kind.CASTING,
        status=Status.REPORTED,
        people=(*people(Part.JOINS, *names), *people(Part.LEAVES, "Solo")),
    )

    found = boxes(rendered(lead))

    assert found["Joining · Reported"] == ", ".join(names)
    assert not [name for name in found if "Leaving" in name]


def test_what_has_no_sentence_is_named_and_its_people_listed() -> None:
    casting = story(Kind.CASTING, people=people(Part.DECLINES, "Mina"), status=Status.DENIED)

    post = rendered(story(), story(Kind.FILMING), story(Kind.PREMIERE), casting)

    assert boxes(post)["Also in the news"] == "Casting"
    assert boxes(post)["Declined"] == "Mina"


def test_dates_stand_only_where_one_was_told() -> None:
    premiere = story(Kind.PREMIERE, when=DECEMBER)
    wrapped = story(Kind.FILMING, stage=Stage.WRAPPED, when=DECEMBER)
    odd = story(Kind.RENEWAL, when=DECEMBER)

    assert boxes(rendered(odd, premiere, wrapped)) == {
        "Premiere": "December 2026",
        "Filming": "December 2026",
        "Source": "[Daily Serial](https://serial.example/harbour-lights)",
    }


def test_only_the_given_role_is_mentioned() -> None:
    lead = story(show_title="@everyone <@&5>")

    post = render(lead, [], messages=MESSAGES, locale="en", role_id=RoleId(42))

    assert post.content == "<@&42>"
    assert post.role_id == 42
    assert "@everyone" not in str(post.embed())
    assert rendered(lead).content == ""


def test_an_image_is_shown_if_it_has_a_web_address() -> None:
    lead = story()

    shown = render(lead, [], messages=MESSAGES, locale="en", image="https://i.example/a b.jpg")
    hidden = render(lead, [], messages=MESSAGES, locale="en", image="data:image/png;base64,x")

    assert shown.embed()["image"] == {"url": "https://i.example/a%20b.jpg"}
    assert "image" not in hidden.embed()


def test_a_story_without_sources_still_has_a_post() -> None:
    post = rendered(story(sources=()))

    assert post.url is None
    assert post.timestamp == NOW
    assert post.fields == ()


def test_the_embed_is_what_discord_wants() -> None:
    embed = rendered(story(network="ENA")).embed()

    assert embed["color"] == COLOURS[Status.CONFIRMED]
    assert embed["timestamp"] == "2026-11-20T09:00:00+00:00"
    assert embed["footer"] == {"text": "Dramawire · harbour-lights-renewal"}
    assert embed["author"] == {"name": "✅ Confirmed · Renewal"}
    assert embed["fields"] == [
        {"name": "Network", "value": "ENA", "inline": True},
        {
            "name": "Source",
            "value": "[Daily Serial](https://serial.example/harbour-lights)",
            "inline": False,
        },
    ]


def test_an_embed_leaves_out_what_is_empty() -> None:
    post = Post(title="T", description="D", colour=1, footer="F", reference="r")

    assert post.embed() == {
        "title": "T",
        "description": "D",
        "color": 1,
        "footer": {"text": "F"},
    }


def test_as_text_a_post_says_the_same_without_an_embed() -> None:
    post = render(story(), [], messages=MESSAGES, locale="en", role_id=RoleId(42)).as_text()

    assert post.text_only
    assert post.content == (
        "<@&42>\n**Harbour Lights · Season 2**\n"
        "**Harbour Lights** has been renewed for season 2. The news comes from Daily Serial.\n"
        "-# Dramawire · harbour-lights-renewal"
    )


def test_names_of_which_nothing_can_be_seen_are_left_out() -> None:
    lead = story(
        Kind.CASTING,
        show_title="\u200b",
        network="\u200b",
        people=people(Part.JOINS, "\u2060", "Mina"),
        sources=(source("\u200b", link=""),),
    )

    post = rendered(lead)

    assert post.title == "… · Season 2"
    assert post.description == (
        "Mina joins the cast of season 2 of **…**. The news comes from an unnamed outlet."
    )
    assert boxes(post) == {"Source": "an unnamed outlet"}


def test_a_story_with_an_absurd_name_is_still_found_by_its_reference() -> None:
    post = rendered(story(id=StoryId("x" * 5_000)))

    assert post.footer.endswith(f" {post.reference}")
    assert length(post.footer) < MAX_FOOTER


@settings(deadline=None, max_examples=50)
@given(STORIES, st.lists(STORIES, max_size=3), st.sampled_from(MESSAGES.languages), ROLES)
def test_any_story_renders_within_discords_limits(
    lead: Story, companions: list[Story], locale: str, role_id: RoleId | None
) -> None:
    assert_within_limits(
        render(lead, companions, messages=MESSAGES, locale=locale, role_id=role_id)
    )


@pytest.mark.parametrize("text", ["x", "*", "가", "👩\u200d🚀", "e\u0301", "<@1> ", "\u0301"])
@pytest.mark.parametrize("locale", ["en", "ko"])
def test_a_story_of_which_everything_is_too_long_renders_too(text: str, locale: str) -> None:
    names = [f"{n}{text * 6_000}" for n in range(25)]
    casting = story(
        Kind.CASTING,
        show_title=text * 6_000,
        network=text * 6_000,
        people=tuple(one for part in Part for one in people(part, *names)),
        sources=tuple(source(name) for name in names),
    )

    post = rendered(casting, casting, casting, casting, locale=locale)

    assert_within_limits(post)
    assert post.size() > MAX_EMBED // 2
    assert post.fields[-1].name in {"Sources (25)", "출처 (25)"}


def assert_within_limits(post: Post) -> None:
    assert 0 < length(post.title) <= MAX_TITLE
    assert 0 < length(post.description) <= MAX_DESCRIPTION
    assert 0 < length(post.author) <= MAX_AUTHOR
    assert 0 < length(post.footer) <= MAX_FOOTER
    assert len(post.fields) <= MAX_FIELDS
    assert all(0 < length(field.name) <= MAX_FIELD_NAME for field in post.fields)
    assert all(0 < length(field.value) <= MAX_FIELD_VALUE for field in post.fields)
    assert post.size() <= MAX_EMBED
    assert length(post.as_text().content) <= MAX_CONTENT
    assert post.timestamp is not None
    assert post.timestamp.tzinfo is UTC
    str(post).encode()


@settings(deadline=None, max_examples=50)
@given(STORIES, ROLES)
def test_no_story_mentions_or_links_by_its_text(lead: Story, role_id: RoleId | None) -> None:
    """The only mention is the role in the content, the only links are our own."""
    post = render(lead, [], messages=MESSAGES, locale="en", role_id=role_id)
    texts = [post.title, post.description, *(field.value for field in post.fields)]

    for text in texts:
        assert "@everyone" not in text
        assert "@here" not in text
        assert all(not span.mention for span in spans(text))
    assert all(not span.link for text in texts[:2] for span in spans(text))
    assert post.content == ("" if role_id is None else f"<@&{role_id}>")
