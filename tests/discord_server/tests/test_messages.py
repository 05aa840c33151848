import io

import discord
import pytest

from tests.discord_server.names import ChannelType, Permission
from tests.discord_server.results import visible_text
from tests.discord_server.server import DiscordServer
from tests.discord_server.tests.bots import connected
from tests.discord_server.tests.http import Http
from tests.discord_server.world import Channel, Guild


def rich_embed() -> discord.Embed:
    embed = discord.Embed(
        title="Signal returns",
        description="Filming begins in March.",
        url="https://example.org/signal",
        colour=0x2ECC71,
        timestamp=discord.utils.utcnow(),
    )
    embed.add_field(name="Network", value="tvN").set_footer(text="story 1")
    embed.set_author(name="Example News", url="https://example.org")
    embed.set_image(url="https://example.org/poster.jpg")
    return embed.set_thumbnail(url="https://example.org/small.jpg")


async def test_a_message_is_sent_read_edited_and_deleted(
    server: DiscordServer, channel: Channel
) -> None:
    embed = rich_embed()
    async with connected(server) as bot:
        target = bot.get_partial_messageable(channel.id)
        sent = await target.send("Hello", embed=embed, nonce="n1")
        read = await target.fetch_message(sent.id)
        edited = await sent.edit(content="Changed", embed=None)
        seen = read.embeds[0]
        assert (seen.title, seen.description, seen.url) == (
            embed.title,
            embed.description,
            embed.url,
        )
        assert (seen.colour, seen.timestamp) == (embed.colour, embed.timestamp)
        assert [(f.name, f.value, f.inline) for f in seen.fields] == [("Network", "tvN", True)]
        assert (seen.image.url, seen.footer.text) == (embed.image.url, "story 1")
        assert seen.author.name == "Example News"
        assert read.nonce is None
        assert edited.content == "Changed"
        assert [each.id async for each in target.history()] == [sent.id]
        assert [each["nonce"] for each in server.messages(channel)] == ["n1"]

        await sent.delete()

        with pytest.raises(discord.NotFound) as raised:
            await target.fetch_message(sent.id)
        assert raised.value.code == 10008
    assert server.messages(channel) == []


async def test_a_repeated_nonce_gives_the_first_message(
    server: DiscordServer, channel: Channel, guild: Guild, http: Http
) -> None:
    """What makes a send safe to repeat after a lost answer."""
    other = server.add_channel(guild, "other")
    path = f"/channels/{channel.id}/messages"
    body = {"content": "once", "nonce": "delivery-1", "enforce_nonce": True}

    first = await http("POST", path, body)
    again = await http("POST", path, body | {"content": "twice"})
    elsewhere = await http("POST", f"/channels/{other.id}/messages", body)
    lax = await http("POST", path, body | {"enforce_nonce": False})

    assert again.body["id"] == first.body["id"]
    assert again.body["content"] == "once"
    assert first.body["nonce"] == "delivery-1"
    assert elsewhere.body["id"] != first.body["id"]
    assert lax.body["id"] != first.body["id"]
    assert server.board.repeats == 1


async def test_a_nonce_is_forgotten_after_its_window(
    server: DiscordServer, channel: Channel, http: Http
) -> None:
    path = f"/channels/{channel.id}/messages"
    body = {"content": "once", "nonce": "delivery-1", "enforce_nonce": True}
    first = await http("POST", path, body)

    server.clock.advance(181)
    second = await http("POST", path, body)

    assert second.body["id"] != first.body["id"]
    assert len(server.messages(channel)) == 2


async def test_history_is_listed_in_windows(server: DiscordServer, channel: Channel) -> None:
    for number in range(7):
        server.say(channel, str(number), author=server.world.owner)
    ids = [int(each["id"]) for each in server.messages(channel)]
    async with Http(server) as http:

        async def listed(query: str) -> list[str]:
            answer = await http("GET", f"/channels/{channel.id}/messages?{query}")
            return [each["content"] for each in answer.body or ()]

        assert await listed("limit=3") == ["6", "5", "4"]
        assert await listed(f"before={ids[3]}&limit=2") == ["2", "1"]
        assert await listed(f"after={ids[3]}&limit=2") == ["5", "4"]
        assert await listed(f"around={ids[3]}&limit=3") == ["4", "3", "2"]
        assert await listed(f"around={ids[3]}&limit=1") == ["3"]
        assert await listed(f"after={ids[6]}") == []
        assert (await http("GET", f"/channels/{channel.id}/messages?limit=101")).status == 400
    assert server.take_violations() == []


async def test_discord_py_reads_the_whole_history_in_pages(
    server: DiscordServer, channel: Channel
) -> None:
    for number in range(230):
        server.say(channel, str(number), author=server.world.owner)

    async with connected(server) as bot:
        target = bot.get_partial_messageable(channel.id)
        newest = [int(m.content or -1) async for m in target.history(limit=None)]
        since = discord.utils.snowflake_time(int(server.messages(channel)[0]["id"]))
        oldest = [m.id async for m in target.history(limit=None, after=since)]

    assert len(newest) == 230
    assert oldest == sorted(oldest)


async def test_others_messages_are_not_the_bots_to_change(
    server: DiscordServer, channel: Channel, http: Http
) -> None:
    theirs = server.say(channel, "mine", author=server.world.owner)
    path = f"/channels/{channel.id}/messages/{theirs.id}"

    edited = await http("PATCH", path, {"content": "yours"})
    deleted = await http("DELETE", path)

    assert edited.error == (403, 50005)
    assert deleted.error == (403, 50013)


async def test_old_messages_are_edited_slowly(
    server: DiscordServer, channel: Channel, http: Http
) -> None:
    path = f"/channels/{channel.id}/messages"
    sent = await http("POST", path, {"content": "0"})
    server.clock.advance(3601)

    answers = [
        await http("PATCH", f"{path}/{sent.body['id']}", {"content": str(number)})
        for number in range(1, 5)
    ]

    assert [each.status for each in answers] == [200, 200, 200, 429]
    assert answers[-1].error == (429, 30046)
    assert 0 < answers[-1].body["retry_after"] <= 6


async def test_an_embed_is_edited_with_its_permission_only(
    server: DiscordServer, channel: Channel, http: Http
) -> None:
    path = f"/channels/{channel.id}/messages"
    sent = await http("POST", path, {"embeds": [{"title": "0"}]})
    one, body = f"{path}/{sent.body['id']}", {"embeds": [{"title": "1"}]}

    allowed = await http("PATCH", one, body)
    server.deny(channel, Permission.EMBED_LINKS)
    refused = await http("PATCH", one, body)

    assert allowed.body["embeds"][0]["title"] == "1"
    assert refused.error == (403, 50013)


async def test_components_of_the_second_kind_come_back(
    server: DiscordServer, channel: Channel
) -> None:
    section: discord.ui.Section[discord.ui.LayoutView] = discord.ui.Section(
        "Signal returns", accessory=discord.ui.Button(label="Source", url="https://example.org/")
    )
    view = discord.ui.LayoutView()
    poster: discord.ui.Section[discord.ui.LayoutView] = discord.ui.Section(
        "Poster", accessory=discord.ui.Thumbnail("https://example.org/poster.jpg")
    )
    gallery: discord.ui.MediaGallery[discord.ui.LayoutView] = discord.ui.MediaGallery(
        discord.MediaGalleryItem("https://example.org/still.jpg")
    )
    view.add_item(discord.ui.Container(section, discord.ui.Separator(), poster, gallery))
    async with connected(server) as bot:
        await bot.get_partial_messageable(channel.id).send(view=view)
        view.stop()

    assert visible_text(server.messages(channel)[0]) == "Signal returns\nSource\nPoster"


async def test_white_space_at_the_ends_is_lost(channel: Channel, http: Http) -> None:
    body = {
        "content": " x\n",
        "embeds": [{"title": " t ", "description": " ", "fields": [{"name": " n", "value": "v "}]}],
    }

    sent = (await http("POST", f"/channels/{channel.id}/messages", body)).body

    assert sent["content"] == "x"
    assert sent["embeds"][0]["title"] == "t"
    assert "description" not in sent["embeds"][0]
    assert sent["embeds"][0]["fields"] == [{"name": "n", "value": "v", "inline": False}]


async def test_ids_in_queries_are_digits(channel: Channel, http: Http) -> None:
    answer = await http("GET", f"/channels/{channel.id}/messages?after=x")

    assert answer.error == (400, 50035)


async def test_a_message_cannot_be_emptied(channel: Channel, http: Http) -> None:
    path = f"/channels/{channel.id}/messages"
    sent = await http("POST", path, {"content": "something"})

    emptied = await http("PATCH", f"{path}/{sent.body['id']}", {"content": ""})

    assert emptied.error == (400, 50006)


async def test_only_announcements_are_published_and_only_once(
    server: DiscordServer, guild: Guild, channel: Channel
) -> None:
    news = server.add_channel(guild, "announcements", type=ChannelType.NEWS)
    async with connected(server) as bot:
        sent = await bot.get_partial_messageable(news.id).send("published")
        await sent.publish()
        with pytest.raises(discord.HTTPException) as again:
            await sent.publish()
        elsewhere = await bot.get_partial_messageable(channel.id).send("not published")
        with pytest.raises(discord.Forbidden) as wrong:
            await elsewhere.publish()

    assert again.value.code == 40033
    assert wrong.value.code == 50024
    assert server.messages(news)[0]["flags"] == 1


async def test_mentions_ping_only_what_is_allowed(
    server: DiscordServer, guild: Guild, channel: Channel, http: Http
) -> None:
    """Without `allowed_mentions` Discord pings whatever the text names."""
    role = server.add_role(guild, "fans", mentionable=True)
    closed = server.add_role(guild, "staff")
    someone = server.add_member(guild, "someone")
    text = f"@everyone <@&{role.id}> <@&{closed.id}> <@{someone.id}>"
    path = f"/channels/{channel.id}/messages"

    async def pinged(allowed: object) -> tuple[list[str], list[str], bool]:
        body = {"content": text} if allowed is None else {"content": text, **{}}
        if allowed is not None:
            body["allowed_mentions"] = allowed  # type: ignore[assignment]
        sent = (await http("POST", path, body)).body
        users = [user["id"] for user in sent["mentions"]]
        return users, sent["mention_roles"], sent["mention_everyone"]

    assert await pinged(None) == ([str(someone.id)], [str(role.id)], False)
    assert await pinged({"parse": []}) == ([], [], False)
    assert await pinged({"parse": [], "roles": [str(role.id)]}) == ([], [str(role.id)], False)
    server.allow_bot(guild, Permission.MENTION_EVERYONE)
    assert await pinged({"parse": ["everyone", "roles"]}) == (
        [],
        [str(role.id), str(closed.id)],
        True,
    )


async def test_files_and_components_come_back(server: DiscordServer, channel: Channel) -> None:
    view = discord.ui.View()
    view.add_item(discord.ui.Button(label="More", custom_id="more"))
    view.add_item(discord.ui.Button(label="Source", url="https://example.org/"))
    view.add_item(
        discord.ui.Select(custom_id="pick", options=[discord.SelectOption(label="A", value="a")])
    )
    async with connected(server) as bot:
        sent = await bot.get_partial_messageable(channel.id).send(
            "see", file=discord.File(io.BytesIO(b"x" * 10), "card.png"), view=view
        )
        view.stop()
        await sent.edit(attachments=[])

    assert sent.attachments[0].filename == "card.png"
    assert sent.attachments[0].size == 10
    message = server.messages(channel)[0]
    assert message["attachments"] == []
    rows = message["components"]
    assert [each["type"] for row in rows for each in row["components"]] == [2, 2, 3]
    assert rows[1]["components"][0]["max_values"] == 1


async def test_a_reply_refers_to_its_message(server: DiscordServer, channel: Channel) -> None:
    asked = server.say(channel, "when?", author=server.world.owner)
    async with connected(server) as bot:
        target = bot.get_partial_messageable(channel.id)
        answered = await target.get_partial_message(asked.id).reply("in March")

    assert answered.reference is not None
    assert answered.reference.message_id == asked.id


async def test_typing_is_seen_by_the_server(server: DiscordServer, channel: Channel) -> None:
    async with connected(server) as bot:
        await bot.get_partial_messageable(channel.id).typing()

    assert server.counters.requests["POST /channels/{channel_id}/typing"] == 1


async def test_direct_messages_reach_only_who_lets_them_in(
    server: DiscordServer, guild: Guild
) -> None:
    friend = server.add_member(guild, "friend")
    hermit = server.add_member(guild, "hermit", dms_open=False)
    async with connected(server) as bot:
        user = await bot.fetch_user(friend.id)
        await user.send("psst")
        await (await bot.fetch_user(friend.id)).send("again")
        with pytest.raises(discord.Forbidden) as refused:
            await (await bot.fetch_user(hermit.id)).send("hello?")
        with pytest.raises(discord.NotFound):
            await bot.fetch_user(1)

    assert refused.value.code == 50007
    dm = server.world.dm_with(friend)
    assert [each["content"] for each in server.messages(dm)] == ["psst", "again"]
    assert server.messages(12345) == []
