"""/latest."""

from bot.model import Kind, Stage
from tests.commands.desk import LANTERN, LANTERN_2, TIDE, Desk, buttons, story


async def test_news_of_what_the_server_follows_comes_newest_first(desk: Desk) -> None:
    await desk.follow(TIDE, LANTERN)
    await desk.tell(story(TIDE, days_ago=2), story(LANTERN, days_ago=1), story(LANTERN_2))

    shown = await desk.run("latest", user=desk.fan)

    assert shown.text.index("**Lantern Street**") < shown.text.index("**The Tide House**")
    assert "Lantern Keepers" not in shown.text
    assert "[The Wire](https://news0.example/the-tide-house-2023/1)" in shown.text


async def test_stories_of_one_message_stand_together(desk: Desk) -> None:
    """One article told both: its post told both, and so does the list."""
    await desk.follow(TIDE)
    lead = story(TIDE, kind=Kind.FILMING, stage=Stage.STARTED, days_ago=1)
    await desk.tell(lead, story(TIDE, 2, days_ago=0.5, lead=lead))

    shown = await desk.run("latest")

    assert shown.text.count("<t:") == 1
    assert "has been renewed" in shown.text
    assert "is under way" in shown.text


async def test_one_show_can_be_asked_for_though_nobody_follows_it(desk: Desk) -> None:
    await desk.tell(story(TIDE), story(LANTERN))

    shown = await desk.run("latest", show=LANTERN.id)

    assert "**Lantern Street**" in shown.text
    assert "Tide House" not in shown.text


async def test_without_news_it_says_so(desk: Desk) -> None:
    nothing = await desk.run("latest")
    of_show = await desk.run("latest", show=TIDE.id)

    assert nothing.text.startswith("There has been no news yet of what this server follows.")
    assert of_show.text.startswith("I have read no news of this show so far.")


async def test_an_unknown_show_is_said_to_be_unknown(desk: Desk) -> None:
    shown = await desk.run("latest", show="Paper Orchids")

    assert "I know no show called **Paper Orchids**" in shown.text


async def test_many_stories_have_pages(desk: Desk) -> None:
    await desk.follow(TIDE)
    await desk.tell(*[story(TIDE, n, season=n, days_ago=n) for n in range(1, 10)])

    shown = await desk.run("latest")
    assert "season 1." in shown.text
    shown = await desk.click(shown, "Next")
    assert "season 5." in shown.text
    shown = await desk.click(shown, "Next")

    assert "season 9." in shown.text
    assert [button.get("disabled", False) for button in buttons(shown)] == [False, True]


async def test_pages_of_one_show_stay_with_it(desk: Desk) -> None:
    await desk.tell(story(LANTERN), *[story(TIDE, n, season=n, days_ago=n) for n in range(1, 7)])

    first = await desk.run("latest", show=TIDE.id)
    second = await desk.click(first, "Next")

    assert "season 5." in second.text
    assert "Lantern" not in second.text


async def test_very_long_names_still_fit_on_a_page(desk: Desk) -> None:
    """The loopback server refuses what is longer than Discord takes."""
    await desk.follow(TIDE)
    outlets = tuple(f"{n} {'O' * 300}" for n in range(12))
    await desk.tell(*[story(TIDE, n, days_ago=n, outlets=outlets) for n in range(8)])

    shown = await desk.run("latest")

    assert "and 8 more" in shown.text


async def test_the_button_shows_the_whole_message_of_a_companion(desk: Desk) -> None:
    lead = story(TIDE, kind=Kind.FILMING, stage=Stage.STARTED, days_ago=1)
    await desk.tell(lead, story(TIDE, 2, lead=lead))
    followed = await desk.run("follow show", show=TIDE.id)

    seen = await desk.click(followed, "Show me the last news")

    assert seen.reply["embeds"][0]["footer"]["text"].endswith(lead.id)
    assert "has been renewed" in seen.text


async def test_the_button_of_news_that_is_gone_says_so(desk: Desk) -> None:
    await desk.tell(story(TIDE))
    followed = await desk.run("follow show", show=TIDE.id)
    await desk.forget()

    seen = await desk.click(followed, "Show me the last news")

    assert "I have read no news of this show so far." in seen.text


async def test_shows_are_offered(desk: Desk) -> None:
    assert list(await desk.offered("latest", "show", "tide")) == [TIDE.id]
