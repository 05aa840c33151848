"""The small parts: kinds, names of shows, buttons, pages, and what Discord already knows."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.client.permissions import NEEDED
from bot.commands.buttons import LONGEST_ID, Presses, button_id
from bot.commands.kinds import kind_choices, kinds_in_words, read_kinds
from bot.commands.latest import latest_button
from bot.commands.lines import outlet, timeline_line
from bot.commands.naming import choice_label, choices
from bot.commands.paging import CHARACTERS_PER_PAGE, page_buttons, pages, within
from bot.commands.sync import same_commands
from bot.deliveries.wording import Wording
from bot.errors import UserError
from bot.locales.messages import Messages, load_messages
from bot.model import Kind, Show, ShowId, Status, StoryId
from bot.shows.match import ShowIndex
from bot.storage.timeline import TimelineEntry
from tests.commands.desk import TIDE
from tests.conftest import NOW


@pytest.fixture(scope="module")
def messages() -> Messages:
    """Read every language once."""
    return load_messages()


@pytest.fixture(params=["en-US", "ko", "ja", "es-ES"])
def words(request: pytest.FixtureRequest, messages: Messages) -> Wording:
    """Return the messages in each language."""
    return Wording(messages, request.param)


@pytest.fixture
def english(messages: Messages) -> Wording:
    """Return the messages in English."""
    return Wording(messages, "en-US")


def test_kinds_are_read_as_they_are_written(words: Wording) -> None:
    for kinds in (frozenset({Kind.FILMING}), frozenset({Kind.RENEWAL, Kind.CASTING})):
        label = ", ".join(words.say(f"kinds.{kind.value}") for kind in kinds)

        assert read_kinds(label, words) == kinds
        assert read_kinds(",".join(kinds), words) == kinds


@pytest.mark.parametrize("text", [None, "", "all", "everything", "ALL ", ", ,"])
def test_no_kind_means_everything(text: str | None, english: Wording) -> None:
    assert read_kinds(text, english) == frozenset()


def test_all_kinds_mean_everything(words: Wording) -> None:
    """So that kinds which are added later come too."""
    assert read_kinds(",".join(Kind), words) == frozenset()
    assert kinds_in_words((), words) == words.say("kinds.everything")


def test_a_word_that_is_no_kind_is_quoted_harmlessly(english: Wording) -> None:
    with pytest.raises(UserError, match=r"called \\\*gossip\\\*\."):
        read_kinds("*gossip*", english)


def test_every_choice_of_kinds_can_be_read(words: Wording) -> None:
    offered = kind_choices("", words)

    assert offered[0].name == words.say("kinds.everything")
    assert [read_kinds(choice.value, words) for choice in offered[1:]] == [{kind} for kind in Kind]


def test_a_kind_is_offered_once(english: Wording) -> None:
    values = [choice.value for choice in kind_choices("filming, ", english)]

    assert values == [f"filming,{kind}" for kind in Kind if kind is not Kind.FILMING]


@given(typed=st.text(max_size=120))
def test_any_typing_gives_choices_that_discord_takes(typed: str) -> None:
    words = Wording(load_once(), "ko")
    shows = ShowIndex([TIDE])

    for offered in (kind_choices(typed, words), choices(shows, typed, new_label=words)):
        assert len(offered) <= 25
        for choice in offered:
            assert 1 <= len(choice.name) <= 100
            assert 1 <= len(choice.value) <= 100


@given(
    title=st.text(min_size=1, max_size=300),
    network=st.text(max_size=100),
    typed=st.text(max_size=100),
)
def test_any_show_has_a_label_that_fits(title: str, network: str, typed: str) -> None:
    show = Show(
        id=ShowId("x"), title=title, names=(title, typed), year=2024, network=network or None
    )

    assert 1 <= len(choice_label(show, typed=typed)) <= 100


def test_every_permission_that_is_needed_has_a_name(words: Wording) -> None:
    for permission in (*NEEDED, "send_messages_in_threads"):
        assert words.say(f"permissions.{permission}")


def test_a_full_list_keeps_its_place_for_a_new_name(english: Wording) -> None:
    shows = ShowIndex(
        [replace(TIDE, id=ShowId(f"s{n}"), names=(f"Harbour {n}",)) for n in range(40)]
    )

    offered = choices(shows, "Harbour", new_label=english)

    assert len(offered) == 25
    assert offered[-1].value == "new:Harbour"


def test_a_show_whose_id_is_too_long_is_not_offered() -> None:
    """Discord takes 100 characters; its name can still be typed."""
    shows = ShowIndex([replace(TIDE, id=ShowId("x" * 101))])

    assert choices(shows, "Tide") == []


def test_a_button_whose_fields_do_not_fit_is_left_out(english: Wording) -> None:
    assert button_id("story", "x" * LONGEST_ID) is None
    assert latest_button(english, ShowId("x" * LONGEST_ID)) == ()
    assert page_buttons(english, "show", "x" * LONGEST_ID, page=0, count=2) == ()


async def test_the_last_field_of_a_button_may_hold_the_separator() -> None:
    pressed: list[list[str]] = []
    presses = Presses()

    async def press(_interaction: object, fields: list[str]) -> None:
        pressed.append(fields)

    presses.add("go", press, fields=2)
    found = presses.find(button_id("go", 7, "a|b|c") or "")
    assert found is not None
    await found.answer(None)  # type: ignore[arg-type]  # the press above does not look at it

    assert pressed == [["7", "a|b|c"]]


@pytest.mark.parametrize("custom_id", ["", "go", "go|1", "stop|1|2"])
def test_an_id_that_is_not_understood_is_no_press(custom_id: str) -> None:
    async def press(_interaction: object, _fields: list[str]) -> None: ...

    presses = Presses()
    presses.add("go", press, fields=2)

    assert presses.find(custom_id) is None


@given(st.lists(st.text(max_size=CHARACTERS_PER_PAGE)), st.integers(1, 20))
def test_pages_hold_everything_in_order(entries: list[str], most: int) -> None:
    divided = pages(entries, most=most)

    assert "\n".join(divided) == "\n".join(entries)
    assert all(len(page) <= CHARACTERS_PER_PAGE + 1 for page in divided)


@given(st.integers(-5, 50), st.integers(1, 20))
def test_a_page_within_the_list_is_kept(page: int, count: int) -> None:
    assert 0 <= within(page, count=count) < count
    assert within(page, count=count) == page or not 0 <= page < count


def test_an_outlet_without_a_safe_link_is_named_alone(english: Wording) -> None:
    assert outlet("The *Wire*", "javascript:alert(1)", english) == "The \\*Wire\\*"
    assert outlet("", "", english) == "an unnamed outlet"
    assert outlet("Wire", "https://wire.example/" + "a" * 600, english) == "Wire"


def test_a_timeline_line_without_a_season_or_a_date_has_neither(english: Wording) -> None:
    entry = TimelineEntry(
        story_id=StoryId("s"),
        show_id=TIDE.id,
        season=None,
        kind=Kind.GREENLIGHT,
        stage=None,
        at=NOW,
        effect="born",
        what="",
        status=Status.DENIED,
        when=None,
        publisher=None,
        link=None,
    )

    line = timeline_line(entry, english)

    assert line == f"<t:{int(NOW.timestamp())}:d> **New series** · Denied, an unnamed outlet"


OURS: dict[str, Any] = {
    "name": "show",
    "description": "All that is known",
    "name_localizations": {},
    "description_localizations": {"ko": "작품"},
    "type": 1,
    "nsfw": False,
    "default_member_permissions": 32,
    "contexts": [0],
    "integration_types": [0],
    "options": [
        {
            "name": "channel",
            "description": "Where",
            "type": 7,
            "required": False,
            "channel_types": [5, 0],
            "choices": [{"name": "a", "value": 1}],
        }
    ],
}


def test_what_discord_adds_and_leaves_out_makes_no_difference() -> None:
    known = {
        **OURS,
        "id": "1",
        "version": "2",
        "name_localizations": None,
        "default_member_permissions": "32",
        "nsfw": None,
        "options": [
            {
                "name": "channel",
                "description": "Where",
                "description_localizations": None,
                "type": 7,
                "channel_types": [0, 5],
                "choices": [{"name": "a", "name_localizations": None, "value": 1}],
            }
        ],
    }

    assert same_commands([OURS], [known])
    assert same_commands(
        [{**OURS, "description_localizations": {"ko": "작품", "de": "All that is known"}}], [known]
    )


@pytest.mark.parametrize(
    "change",
    [
        {"description": "Something else"},
        {"description_localizations": {}},
        {"default_member_permissions": None},
        {"contexts": [0, 1]},
        {"options": []},
        {"options": [{**OURS["options"][0], "choices": [{"name": "a", "value": 2}]}]},
        {"options": [{**OURS["options"][0], "required": True}]},
        {"name": "other"},
    ],
)
def test_a_change_makes_a_difference(change: dict[str, object]) -> None:
    assert not same_commands([OURS], [{**OURS, **change}])


def test_a_command_more_or_less_makes_a_difference() -> None:
    assert not same_commands([OURS], [])
    assert not same_commands([OURS], [OURS, {**OURS, "name": "old"}])


_LOADED: list[Messages] = []


def load_once() -> Messages:
    """Return the messages, read once for all examples of a law."""
    if not _LOADED:
        _LOADED.append(load_messages())
    return _LOADED[0]
