"""/timeline."""

from dataclasses import replace
from datetime import timedelta

from bot.model import Status
from tests.commands.desk import LANTERN, LANTERN_2, TIDE, Desk, buttons, story
from tests.conftest import NOW


async def test_each_report_has_its_day_its_state_and_its_source(desk: Desk) -> None:
    reported = story(TIDE, status=Status.REPORTED, days_ago=5)
    await desk.tell(reported)
    await desk.tell(story(TIDE, days_ago=3, outlets=("The Wire", "The Star")), effect="changed")
    shown = await desk.run("timeline", user=desk.fan, show="The Tide House")

    title, now, first = shown.text.splitlines()
    day = int(reported.sources[0].published_at.timestamp())
    assert title == "The Tide House: how the news came about"
    assert now.partition("> ")[2].startswith(
        "**Renewal** · season 2 · Confirmed · changed by [The Star](https://"
    )
    assert first.startswith(f"<t:{day}:d> **Renewal** · season 2 · Reported · first on [The Wire]")


async def test_a_repeat_is_told_and_an_article_read_again_is_not(desk: Desk) -> None:
    await desk.tell(story(TIDE))
    await desk.tell(story(TIDE, outlets=("The Wire", "The Echo")), effect="repeated")
    shown = await desk.run("timeline", show=TIDE.id)

    assert "told again by [The Echo]" in shown.text


async def test_one_season_alone(desk: Desk) -> None:
    third = replace(story(TIDE, days_ago=1), season=3)
    await desk.tell(story(TIDE, days_ago=2))
    await desk.tell(replace(third, id=type(third.id)("third")))
    shown = await desk.run("timeline", show=TIDE.id, season=3)

    assert shown.text.startswith("The Tide House, season 3: how the news came about")
    assert "season 2" not in shown.text


async def test_corrections_are_entries_too(desk: Desk) -> None:
    await desk.tell(story(LANTERN_2, days_ago=1))
    corrector = desk.services.corrector
    await corrector.merge(LANTERN.id, LANTERN_2.id, told_by="Ada")
    await corrector.add_name(LANTERN.id, "Lamp Road", told_by="Ada")

    for command in ("timeline", "show"):
        shown = await desk.run(command, show=LANTERN.id)
        day = f"<t:{int(NOW.timestamp())}:d>"
        assert f"{day} **Correction** · “Lantern Keepers” is the same show (by Ada)" in shown.text
        assert f"{day} **Correction** · also called “Lamp Road” (by Ada)" in shown.text
        assert "[The Wire]" in shown.text


async def test_a_split_takes_its_lines_along(desk: Desk) -> None:
    await desk.tell(story(LANTERN_2, days_ago=1))
    corrector = desk.services.corrector
    await corrector.merge(LANTERN.id, LANTERN_2.id, told_by="Ada")
    await corrector.split(LANTERN.id, LANTERN_2.id, told_by="Ada")

    assert "[The Wire]" not in (await desk.run("timeline", show=LANTERN.id)).text
    back = (await desk.run("timeline", show=LANTERN_2.id)).text
    assert "[The Wire]" in back
    assert "is another show" in back


async def test_long_histories_have_pages(desk: Desk) -> None:
    told = story(TIDE)
    for number in range(20):
        one = replace(told, id=type(told.id)(f"s{number}"), updated_at=NOW - timedelta(days=number))
        await desk.tell(one)
    shown = await desk.run("timeline", show=TIDE.id, locale="ko")
    assert len(shown.text.splitlines()) == 1 + 15 + 2
    assert [each["label"] for each in buttons(shown)] == ["이전", "다음"]
    on = await desk.click(shown, "다음")

    assert len(on.text.splitlines()) == 1 + 5 + 2


async def test_a_show_without_news_says_so(desk: Desk) -> None:
    shown = await desk.run("timeline", show=TIDE.id, locale="es-ES")

    assert shown.text.splitlines()[1] == "Hasta ahora no he leído noticias de ella."


async def test_shows_are_offered(desk: Desk) -> None:
    assert list(await desk.offered("timeline", "show", "tide")) == [TIDE.id]
