"""/unfollow."""

from dataclasses import replace

import pytest

from bot.model import Show, ShowId
from tests.commands.desk import LANTERN, TIDE, Desk, count_reads
from tests.discord_server.names import EVERYTHING


async def test_a_show_is_no_longer_followed(desk: Desk) -> None:
    await desk.follow(TIDE, LANTERN)

    shown = await desk.run("unfollow", what=TIDE.id)

    assert f"<#{desk.channel.id}> no longer gets news of **The Tide House**." in shown.text
    assert "</follow show:" in shown.text
    assert [each.show_id for each in await desk.subscriptions()] == [LANTERN.id]


async def test_a_typed_name_will_do(desk: Desk) -> None:
    await desk.follow(TIDE)

    await desk.run("unfollow", what="밀물의 집")

    assert await desk.subscriptions() == []


async def test_another_channel_can_be_named(desk: Desk) -> None:
    news = desk.server.add_channel(desk.guild, "news")
    await desk.follow(TIDE)
    await desk.follow(TIDE, channel=news)

    await desk.run("unfollow", what=TIDE.id, in_channel=news)

    assert await desk.subscriptions(news) == []
    assert len(await desk.subscriptions()) == 1


async def test_what_is_not_followed_is_answered_with_what_is(desk: Desk) -> None:
    await desk.follow(TIDE, LANTERN)

    shown = await desk.run("unfollow", what="Paper *Orchids*")

    assert shown.text == (
        f"<#{desk.channel.id}> doesn't follow **Paper \\*Orchids\\***. "
        "It follows **Lantern Street** and **The Tide House**."
    )


async def test_of_many_shows_some_are_named(desk: Desk) -> None:
    await desk.follow(*[replace(TIDE, id=ShowId(f"show-{n}")) for n in range(13)])

    shown = await desk.run("unfollow", what="Paper Orchids")

    assert shown.text.endswith("and 3 more.")


async def test_a_channel_that_follows_nothing_says_so(desk: Desk) -> None:
    shown = await desk.run("unfollow", what="Paper Orchids")

    assert f"<#{desk.channel.id}> follows nothing." in shown.text
    assert "</following:" in shown.text


async def test_a_subscription_to_every_show_can_be_ended(desk: Desk) -> None:
    await desk.follow()

    assert await desk.offered("unfollow", "what", "") == {"*": "Every show"}
    shown = await desk.run("unfollow", what="*")

    assert "no longer gets news of **Every show**" in shown.text
    assert await desk.subscriptions() == []


async def test_a_show_that_left_the_catalogue_can_still_be_ended(desk: Desk) -> None:
    gone = Show(id=ShowId("gone-1999"), title="Gone", names=("Gone",))
    await desk.follow(gone)

    assert await desk.offered("unfollow", "what", "gone") == {"gone-1999": "gone-1999"}
    await desk.run("unfollow", what="gone-1999")

    assert await desk.subscriptions() == []


async def test_a_channel_that_the_bot_cannot_write_can_stop_following(desk: Desk) -> None:
    """Settings are never stuck behind a missing permission."""
    await desk.follow(TIDE)
    desk.server.deny(desk.channel, EVERYTHING)

    await desk.run("unfollow", what=TIDE.id)

    assert await desk.subscriptions() == []


async def test_who_does_not_manage_the_server_is_not_offered_the_command(desk: Desk) -> None:
    await desk.follow(TIDE)

    shown = await desk.run("unfollow", user=desk.fan, what=TIDE.id)

    assert shown.refused is not None
    assert len(await desk.subscriptions()) == 1


async def test_choices_are_what_the_channel_follows(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One read for each key press."""
    news = desk.server.add_channel(desk.guild, "news")
    await desk.follow(TIDE, LANTERN)
    await desk.follow(LANTERN, channel=news)
    reads = count_reads(desk, monkeypatch)

    assert list(await desk.offered("unfollow", "what", "")) == [LANTERN.id, TIDE.id]
    assert reads == ["read"]
    assert list(await desk.offered("unfollow", "what", "house of")) == [TIDE.id]
    assert list(await desk.offered("unfollow", "what", "", in_channel=news)) == [LANTERN.id]


async def test_no_more_choices_than_discord_takes(desk: Desk) -> None:
    await desk.follow(*[replace(TIDE, id=ShowId(f"show-{n:02}")) for n in range(40)])

    assert len(await desk.offered("unfollow", "what", "")) == 25


async def test_the_reply_speaks_the_language_of_the_one_who_asks(desk: Desk) -> None:
    await desk.follow(TIDE)

    shown = await desk.run("unfollow", what=TIDE.id, locale="es-419")

    assert "ya no recibe noticias de **The Tide House**" in shown.text
