"""/show."""

from dataclasses import replace
from datetime import date

from bot.model import Kind, Precision, Show, ShowId, Stage, Status, When
from tests.commands.desk import LANTERN, TIDE, Desk, buttons, story
from tests.discord_server.names import Permission

ORCHIDS = Show(id=ShowId("new-paperorchids"), title="Paper Orchids", names=("Paper Orchids",))
MARCH = When(start=date(2027, 3, 1), end=date(2027, 3, 31), precision=Precision.MONTH)


async def test_facts_standing_and_history_are_shown(desk: Desk) -> None:
    filming = story(
        TIDE,
        kind=Kind.FILMING,
        stage=Stage.SCHEDULED,
        status=Status.REPORTED,
        when=MARCH,
        days_ago=3,
    )
    await desk.tell(filming)
    await desk.follow(TIDE)

    shown = await desk.run("show", user=desk.fan, show=TIDE.id)

    time = int(filming.updated_at.timestamp())
    state = "**Start of filming** · season 2 · Reported · March 2027"
    link = "[The Wire](https://news0.example/the-tide-house-2023/1)"
    assert shown.text.splitlines() == [
        "The Tide House",
        "Network: tvN",
        "Country: KR",
        "First season: 2023",
        "Also known as: 밀물의 집, House of Tides",
        f"Followed here in <#{desk.channel.id}>",
        "",
        "__Where it stands__",
        f"{state} · <t:{time}:R>",
        link,
        "",
        "__How it came about__",
        f"<t:{time}:d> {state}, {link}",
    ]


async def test_the_history_tells_what_each_outlet_added(desk: Desk) -> None:
    await desk.tell(story(TIDE, status=Status.REPORTED, days_ago=5))
    await desk.tell(
        story(TIDE, status=Status.REPORTED, days_ago=4, outlets=("The Wire", "The Sun")),
        effect="joined",
    )
    await desk.tell(
        story(TIDE, days_ago=3, outlets=("The Wire", "The Sun", "The Star")), effect="changed"
    )
    await desk.tell(
        story(TIDE, days_ago=2, outlets=("The Wire", "The Sun", "The Star", "The Echo")),
        effect="repeated",
    )

    shown = await desk.run("show", show=TIDE.id)

    history = shown.text.split("__How it came about__\n")[1].splitlines()
    assert [line.split("> ", 1)[1].partition("](")[0] for line in history] == [
        "**Renewal** · season 2 · Confirmed, [The Star",
        "**Renewal** · season 2 · Reported, now also [The Sun",
        "**Renewal** · season 2 · Reported, [The Wire",
    ]


async def test_many_sources_are_cut_to_some(desk: Desk) -> None:
    await desk.tell(story(TIDE, outlets=("A", "B", "C", "D", "E", "F")))

    shown = await desk.run("show", show=TIDE.id)

    assert shown.text.count("](https://") == 4 + 1
    assert "and 2 more" in shown.text


async def test_a_show_without_news_says_so_and_how_to_follow(desk: Desk) -> None:
    shown = await desk.run("show", show="Lantern Street")

    assert "I have read no news of it so far." in shown.text
    assert "Not followed here: </follow show:" in shown.text


async def test_an_unknown_show_is_said_to_be_unknown(desk: Desk) -> None:
    shown = await desk.run("show", show="Paper `Orchids`")

    assert shown.text == (
        "I know no show called **Paper \\`Orchids\\`**, and I have read no news of it."
    )


async def test_a_name_that_comes_near_is_asked_back(desk: Desk) -> None:
    shown = await desk.run("show", show="lantern")

    assert shown.text == (
        "I know no show called **lantern**. Did you mean **Lantern Street** or **Lantern Keepers**?"
    )


async def test_names_that_differ_in_capitals_or_spaces_are_told_once(desk: Desk) -> None:
    names = ("Paper Orchids", "종이난초", "Orquídeas", "paper orchids", "ORQUÍDEAS", "종이 난초")
    await desk.learn(replace(ORCHIDS, names=names))

    shown = await desk.run("show", show=ORCHIDS.id)

    assert "Also known as: 종이난초, Orquídeas\n" in shown.text


async def test_one_guess_stands_alone(desk: Desk) -> None:
    shown = await desk.run("show", show="tide")

    assert shown.text.endswith("Did you mean **The Tide House**?")


async def test_a_name_without_a_letter_is_none(desk: Desk) -> None:
    shown = await desk.run("show", show="…")

    assert shown.text == "Please tell me the name of a show."


async def test_a_hidden_channel_is_not_named(desk: Desk) -> None:
    secret = desk.server.add_channel(desk.guild, "secret")
    await desk.follow(LANTERN, channel=secret)
    desk.hide(secret)

    shown = await desk.run("show", user=desk.fan, show=LANTERN.id)

    assert str(secret.id) not in shown.text
    assert "Not followed here" in shown.text


async def test_a_long_history_has_pages(desk: Desk) -> None:
    await desk.tell(*[story(TIDE, n, days_ago=n) for n in range(30)])

    first = await desk.run("show", show=TIDE.id)
    second = await desk.click(first, "Next")

    assert first.text.startswith("The Tide House\nNetwork: tvN")
    assert second.text.startswith("The Tide House\nNetwork: tvN")
    assert "__How it came about__" in second.text
    assert [button["label"] for button in buttons(second)] == ["Back", "Next"]


async def test_a_show_that_another_process_met_is_known(desk: Desk) -> None:
    await desk.learn(ORCHIDS)
    await desk.tell(story(ORCHIDS))

    shown = await desk.run("show", show=ORCHIDS.id)

    assert shown.text.startswith("Paper Orchids\nNot followed here")
    assert "**Renewal** · season 2" in shown.text


async def test_a_press_for_a_show_that_is_gone_says_so(desk: Desk) -> None:
    await desk.learn(ORCHIDS)
    await desk.tell(*[story(ORCHIDS, n, days_ago=n) for n in range(30)])
    first = await desk.run("show", show=ORCHIDS.id)
    await desk.forget()

    second = await desk.click(first, "Next")

    assert "This has changed since Discord showed it to you." in second.text


async def test_shows_are_offered_but_no_new_ones(desk: Desk) -> None:
    assert list(await desk.offered("show", "show", "lantern s")) == [LANTERN.id]


async def test_the_reply_speaks_the_language_of_the_one_who_asks(desk: Desk) -> None:
    await desk.tell(story(TIDE, when=MARCH))

    shown = await desk.run("show", show=TIDE.id, locale="ko")

    assert "**후속 시즌** · 시즌 2 · 확정 · 2027년 3월" in shown.text


async def test_everyone_may_use_it(desk: Desk) -> None:
    desk.server.deny(desk.channel, Permission.SEND_MESSAGES)

    shown = await desk.run("show", user=desk.fan, show=TIDE.id)

    assert shown.text.startswith("The Tide House")
