"""/follow show."""

import pytest

from bot.model import GuildId, Kind, UserId
from bot.storage import guilds, shows
from tests.commands.desk import LANTERN, LANTERN_2, TIDE, Desk, buttons, count_reads, story
from tests.discord_server.names import ChannelType, Permission

NEEDED = (
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.READ_MESSAGE_HISTORY
)


async def test_a_show_from_the_list_is_followed_in_the_channel(desk: Desk) -> None:
    shown = await desk.run("follow show", show=TIDE.id)

    assert shown.text.splitlines() == [
        f"<#{desk.channel.id}> gets news of **The Tide House** from now on.",
        "I have read no news of it so far.",
    ]
    [followed] = await desk.subscriptions()
    assert (followed.show_id, followed.guild_id) == (TIDE.id, desk.guild.id)
    assert followed.created_by == UserId(desk.admin.id)
    assert followed.kinds == frozenset()
    assert followed.role_id is None


@pytest.mark.parametrize(
    "typed", ["the tide house", "밀물의 집", "House of Tides", "“The Tide House”"]
)
async def test_any_name_in_any_script_will_do(desk: Desk, typed: str) -> None:
    await desk.run("follow show", show=typed)

    assert [each.show_id for each in await desk.subscriptions()] == [TIDE.id]


async def test_another_channel_can_be_named(desk: Desk) -> None:
    news = desk.server.add_channel(desk.guild, "news", type=ChannelType.NEWS)

    shown = await desk.run("follow show", show=TIDE.id, in_channel=news)

    assert f"<#{news.id}> gets news" in shown.text
    assert await desk.subscriptions() == []
    assert len(await desk.subscriptions(news)) == 1


async def test_a_thread_can_follow(desk: Desk) -> None:
    thread = desk.server.add_thread(desk.channel, "spoilers")

    await desk.run("follow show", show=TIDE.id, in_channel=thread)

    assert len(await desk.subscriptions(thread)) == 1


async def test_the_kinds_are_kept_and_said(desk: Desk) -> None:
    shown = await desk.run("follow show", show=TIDE.id, kinds="renewal, casting")

    assert "**The Tide House** from now on: renewals and casting." in shown.text
    [followed] = await desk.subscriptions()
    assert followed.kinds == {Kind.RENEWAL, Kind.CASTING}


async def test_an_unknown_kind_is_named_with_those_that_there_are(desk: Desk) -> None:
    shown = await desk.run("follow show", show=TIDE.id, kinds="renewals, gossip")

    assert "I know no kind of news called gossip" in shown.text
    assert "renewals, cancellations, filming" in shown.text
    assert await desk.subscriptions() == []


async def test_following_twice_says_so(desk: Desk) -> None:
    await desk.run("follow show", show=TIDE.id)

    shown = await desk.run("follow show", show=TIDE.id)

    assert (
        f"<#{desk.channel.id}> already gets news of **The Tide House** (everything)" in shown.text
    )
    assert "</unfollow:" in shown.text
    assert len(await desk.subscriptions()) == 1


async def test_following_again_changes_what_comes(desk: Desk) -> None:
    await desk.run("follow show", show=TIDE.id, kinds="casting")

    shown = await desk.run("follow show", show=TIDE.id, kinds="renewals")

    assert "Changed" in shown.text
    assert "now gets renewals" in shown.text
    assert [each.kinds for each in await desk.subscriptions()] == [{Kind.RENEWAL}]


async def test_missing_permissions_are_named_and_nothing_is_followed(desk: Desk) -> None:
    """The words of STYLE.md: what happened, why, what to do now."""
    news = desk.server.add_channel(
        desk.guild, "tv-news", deny=Permission.SEND_MESSAGES | Permission.EMBED_LINKS
    )

    shown = await desk.run("follow show", show=TIDE.id, in_channel=news)

    assert shown.text.startswith(
        f"I can't post in <#{news.id}>: I need **Send Messages** and **Embed Links** there. "
        "Ask someone who manages the server to allow that, then run </follow show:"
    )
    assert await desk.subscriptions(news) == []


async def test_a_hidden_channel_asks_for_all_that_is_needed(desk: Desk) -> None:
    news = desk.server.add_channel(desk.guild, "secret", deny=Permission.VIEW_CHANNEL)

    shown = await desk.run("follow show", show=TIDE.id, in_channel=news)

    assert (
        "**View Channel**, **Send Messages**, **Embed Links** and **Read Message History**"
        in shown.text
    )


async def test_a_thread_asks_for_the_permission_of_threads(desk: Desk) -> None:
    parent = desk.server.add_channel(desk.guild, "talk", deny=Permission.SEND_MESSAGES_IN_THREADS)
    thread = desk.server.add_thread(parent, "spoilers")

    shown = await desk.run("follow show", show=TIDE.id, in_channel=thread)

    assert "**Send Messages in Threads**" in shown.text


async def test_who_does_not_manage_the_server_is_not_offered_the_command(desk: Desk) -> None:
    shown = await desk.run("follow show", user=desk.fan, show=TIDE.id)

    assert shown.refused is not None
    assert await desk.subscriptions() == []


async def test_an_ambiguous_name_asks_which_show_is_meant(desk: Desk) -> None:
    shown = await desk.run("follow show", show="lantern")

    assert shown.text.startswith(
        "I know no show called **lantern**. Did you mean **Lantern Street** or **Lantern Keepers**?"
    )
    assert [button["label"] for button in buttons(shown)] == [
        "Lantern Street (2021, KR, Wavve)",
        "Lantern Keepers (2025, JP)",
        "Follow “lantern” as it is",
    ]
    assert await desk.subscriptions() == []


async def test_a_click_follows_the_show_that_was_meant(desk: Desk) -> None:
    role = desk.server.add_role(desk.guild, "keen", mentionable=True)
    asked = await desk.run("follow show", show="lantern", kinds="casting", role=role)

    shown = await desk.click(asked, "Lantern Keepers (2025, JP)")

    assert "gets news of **Lantern Keepers** from now on: casting." in shown.text
    assert buttons(shown) == []
    [followed] = await desk.subscriptions()
    assert (followed.show_id, followed.role_id) == (LANTERN_2.id, role.id)
    assert followed.kinds == {Kind.CASTING}


async def test_a_click_follows_the_name_as_it_was_typed(desk: Desk) -> None:
    asked = await desk.run("follow show", show="lantern")

    shown = await desk.click(asked, "Follow “lantern” as it is")

    assert "**lantern** from now on." in shown.text
    [followed] = await desk.subscriptions()
    assert followed.show_id not in {LANTERN.id, LANTERN_2.id}


async def test_a_show_that_nobody_knows_yet_can_be_followed(desk: Desk) -> None:
    shown = await desk.run("follow show", show="Paper Orchids")

    assert "**Paper Orchids** from now on." in shown.text
    assert "I don't know a show of that name yet" in shown.text
    [followed] = await desk.subscriptions()
    assert followed.show_id == desk.services.shows.resolve("Paper Orchids").show.id


async def test_what_one_person_typed_is_not_offered_to_others(desk: Desk) -> None:
    """Else anyone could write into the lists that people of other servers see."""
    await desk.run("follow show", show="new:Rude Words")

    assert list(await desk.offered("show", "show", "Rude")) == []
    async with desk.storage.read() as conn:
        [stored] = await shows.all_shows(conn)
    assert (stored.title, stored.names) == ("Rude Words", ())


async def test_a_new_name_is_followed_once_however_it_is_spelled(desk: Desk) -> None:
    await desk.run("follow show", show="Paper Orchids")

    shown = await desk.run("follow show", show="paper orchids")

    assert "already gets news" in shown.text
    assert len(await desk.subscriptions()) == 1


async def test_a_name_without_a_letter_is_none(desk: Desk) -> None:
    shown = await desk.run("follow show", show="?!")

    assert shown.text == "Please tell me the name of a show."


async def test_markup_and_mentions_in_a_name_stay_text(desk: Desk) -> None:
    shown = await desk.run("follow show", show="*Loud* @everyone <@&12>")

    assert "**\\*Loud\\* @\u200beveryone" in shown.text
    assert "@everyone" not in shown.text
    assert shown.reply["mentions"] == []
    assert not shown.reply["mention_everyone"]


async def test_the_last_news_can_be_seen_at_once(desk: Desk) -> None:
    await desk.tell(story(TIDE))

    shown = await desk.run("follow show", show=TIDE.id)

    assert "News that is out already is not posted again; the last came <t:" in shown.text
    seen = await desk.click(shown, "Show me the last news")
    assert "has been renewed for season 2" in seen.text
    assert seen.reply["embeds"][0]["title"] == "The Tide House · Season 2"
    assert seen.ephemeral


async def test_a_mentionable_role_is_kept(desk: Desk) -> None:
    role = desk.server.add_role(desk.guild, "keen", mentionable=True)

    shown = await desk.run("follow show", show=TIDE.id, role=role)

    assert f"I will mention <@&{role.id}> in each post." in shown.text
    assert shown.reply["mention_roles"] == []
    assert [each.role_id for each in await desk.subscriptions()] == [role.id]


async def test_a_role_that_the_bot_cannot_mention_is_kept_with_a_word(desk: Desk) -> None:
    role = desk.server.add_role(desk.guild, "keen")
    boss = desk.server.add_member(
        desk.guild, "boss", permissions=Permission.MANAGE_GUILD | Permission.MENTION_EVERYONE
    )

    shown = await desk.run("follow show", user=boss, show=TIDE.id, role=role)

    assert f"I can't mention <@&{role.id}> there yet" in shown.text
    assert [each.role_id for each in await desk.subscriptions()] == [role.id]


async def test_nobody_gets_a_role_mentioned_that_they_may_not_mention(desk: Desk) -> None:
    """The bot may have more permissions than the one who asks; it does not lend them."""
    desk.server.allow_bot(desk.guild, NEEDED | Permission.MENTION_EVERYONE)
    role = desk.server.add_role(desk.guild, "keen")

    shown = await desk.run("follow show", show=TIDE.id, role=role)

    assert f"You may not mention <@&{role.id}> yourself" in shown.text
    assert await desk.subscriptions() == []


async def test_everyone_is_no_role_to_mention(desk: Desk) -> None:
    everyone = desk.guild.roles[desk.guild.id]

    shown = await desk.run("follow show", show=TIDE.id, role=everyone)

    assert shown.text == "I mention no one but a single role. Pick another role than @everyone."


async def test_a_reply_tells_of_other_channels_that_get_nothing(desk: Desk) -> None:
    news = desk.server.add_channel(desk.guild, "news", deny=Permission.SEND_MESSAGES)
    await desk.pause(news)

    shown = await desk.run("follow show", show=TIDE.id)

    assert f"<#{news.id}> has been getting nothing since <t:" in shown.text
    assert "I need **Send Messages** and **Embed Links** there" in shown.text


async def test_following_in_a_paused_channel_ends_the_pause(desk: Desk) -> None:
    await desk.pause(desk.channel)

    shown = await desk.run("follow show", show=TIDE.id)

    assert "getting nothing" not in shown.text
    assert await desk.paused() == set()


async def test_the_server_is_noted_with_its_language(desk: Desk) -> None:
    await desk.run("follow show", show=TIDE.id)

    async with desk.storage.read() as conn:
        assert await guilds.locale_of(conn, [GuildId(desk.guild.id)]) == {desk.guild.id: "en-US"}


async def test_the_language_is_known_even_while_the_server_is_not(desk: Desk) -> None:
    """Discord sends it with each command; what is in memory may be empty after an outage."""
    desk.guild.locale = "ko"

    await desk.run("follow show", show=TIDE.id)

    async with desk.storage.read() as conn:
        noted = await guilds.locale_of(conn, [GuildId(desk.guild.id)])
    assert noted == {desk.guild.id: "ko"}


async def test_the_reply_speaks_the_language_of_the_one_who_asks(desk: Desk) -> None:
    shown = await desk.run("follow show", show=TIDE.id, kinds="캐스팅", locale="ko")

    assert "소식을 받아요: 캐스팅." in shown.text


async def test_an_unknown_language_is_answered_in_english(desk: Desk) -> None:
    shown = await desk.run("follow show", show=TIDE.id, locale="fi")

    assert "gets news of" in shown.text


async def test_choices_begin_with_what_fits_best(desk: Desk) -> None:
    offered = await desk.offered("follow show", "show", "lan")

    assert list(offered.items()) == [
        (LANTERN.id, "Lantern Street (2021, KR, Wavve)"),
        (LANTERN_2.id, "Lantern Keepers (2025, JP)"),
        ("new:lan", "“lan” - a show that I don't know yet"),
    ]


async def test_a_choice_shows_the_name_that_was_typed(desk: Desk) -> None:
    offered = await desk.offered("follow show", "show", "밀물")

    assert offered[TIDE.id] == "The Tide House · 밀물의 집 (2023, KR, tvN)"


async def test_a_known_name_is_not_offered_as_new(desk: Desk) -> None:
    assert list(await desk.offered("follow show", "show", "lantern street")) == [LANTERN.id]


async def test_a_choice_of_a_new_name_is_followed_without_a_question(desk: Desk) -> None:
    shown = await desk.run("follow show", show="new:lantern")

    assert "**lantern** from now on." in shown.text


async def test_nothing_typed_offers_the_best_known_shows(desk: Desk) -> None:
    assert list(await desk.offered("follow show", "show", "")) == [
        TIDE.id,
        LANTERN.id,
        LANTERN_2.id,
    ]


async def test_typing_asks_no_database(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each key press asks for choices: they come from memory."""
    reads = count_reads(desk, monkeypatch)

    assert TIDE.id in await desk.offered("follow show", "show", "tide")
    assert reads == []


async def test_kinds_are_completed_one_after_the_other(desk: Desk) -> None:
    offered = await desk.offered("follow show", "kinds", "renewals, ca")

    assert offered == {
        "renewal,cancellation": "renewals, cancellations",
        "renewal,casting": "renewals, casting",
    }
