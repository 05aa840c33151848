"""`dramawire check`: one line for each thing, with the reason."""

import asyncio
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.cli.check import check
from bot.model import ChannelId, GuildId, Subscription, UserId
from bot.storage import subscriptions as subscription_rows
from bot.storage.engine import Storage
from tests.discord_server.names import Permission
from tests.discord_server.threaded import ThreadedDiscordServer
from tests.feed_server.feeds import Item, rss
from tests.feed_server.server import FeedServer


@pytest.fixture(autouse=True)
def _an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DRAMAWIRE_TOKEN", raising=False)


@pytest.fixture
def checked(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, list[str]]]:
    """Return the exit status and the lines of a check."""

    def run(config: Path | None = None, *, offline: bool = True) -> tuple[int, list[str]]:
        status = 0
        try:
            check(config, offline=offline)
        except SystemExit as ended:
            status = int(str(ended.code))
        return status, capsys.readouterr().out.splitlines()

    return run


Checked = Callable[..., tuple[int, list[str]]]


def test_without_anything_all_is_in_order(checked: Checked) -> None:
    status, lines = checked()

    assert status == 0
    assert lines[0] == "ok  settings: none given, the defaults hold"
    assert lines[1] == "ok  database: dramawire.sqlite3 is not there yet; the first run makes it"
    assert lines[2].endswith("configured, not asked")
    assert lines[3] == "ok  discord: no token, so `dramawire run` is a preview"
    assert not Path("dramawire.sqlite3").exists()


def test_each_wrong_setting_has_a_line(checked: Checked) -> None:
    Path("config.toml").write_text("[feeds]\ninterval_s = 0\nnope = 1\n", encoding="utf-8")

    status, lines = checked()

    assert status == 1
    assert [line.partition(" is ")[0] for line in lines[:1]] == [
        "BAD settings: config.toml: `feeds.interval_s`"
    ]
    assert len(lines) == 2


def test_a_file_that_is_no_database_is_told(checked: Checked) -> None:
    Path("dramawire.sqlite3").write_text("not a database " * 100, encoding="utf-8")

    status, lines = checked()

    assert status == 1
    assert lines[1].startswith("BAD database: ")


def test_a_sound_database_says_how_many_channels_follow(checked: Checked) -> None:
    asyncio.run(_database_with_follower(GuildId(1), ChannelId(2)))

    status, lines = checked()

    assert status == 0
    assert lines[1].startswith("ok  database file ")
    assert lines[1].endswith("dramawire.sqlite3: sound; 1 channel following")


def test_a_wrong_list_of_sources_is_told(checked: Checked) -> None:
    Path("sources.toml").write_text("[[feed]]\nid = 'x'\n", encoding="utf-8")
    Path("config.toml").write_text("[feeds]\nsources = 'sources.toml'\n", encoding="utf-8")

    status, lines = checked()

    assert status == 1
    assert lines[2].startswith("BAD feeds: sources.toml")


async def test_each_feed_has_a_line_with_its_reason(checked: Checked) -> None:
    async with FeedServer() as feeds:
        good = feeds.put("good.xml", rss([Item(title="One"), Item(title="Two")]))
        sources = {"good": good, "page": feeds.url("-/html/x.xml"), "no": feeds.url("-/403/x.xml")}
        Path("sources.toml").write_text(
            "".join(
                f"[[feed]]\nid='{name}'\nurl='{url}'\npublisher='P'\nlanguage='en'\n"
                "tier='press'\ntimezone='UTC'\n"
                for name, url in sources.items()
            ),
            encoding="utf-8",
        )
        Path("config.toml").write_text(
            f"[feeds]\nsources='sources.toml'\nallow_addresses=['{feeds.address}']\n",
            encoding="utf-8",
        )

        # The command runs a loop of its own.
        status, lines = await asyncio.to_thread(checked, offline=False)

    assert status == 1
    assert lines[2] == "ok  feed good: 2 articles"
    assert lines[3].startswith("BAD feed page: the address gives a web page")
    assert lines[4].startswith("BAD feed no: the server forbids us to read it (HTTP 403)")


@pytest.fixture
def discord(monkeypatch: pytest.MonkeyPatch) -> Iterator[ThreadedDiscordServer]:
    # The command points discord.py at this server, for good: what is set here is put back.
    monkeypatch.setattr(Route, "BASE", Route.BASE)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", DiscordWebSocket.DEFAULT_GATEWAY)
    with ThreadedDiscordServer() as server:
        yield server


def test_missing_permissions_are_named_channel_by_channel(
    checked: Checked, discord: ThreadedDiscordServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    guild = discord.add_guild("Drama Club")
    good = discord.add_channel(guild, "news")
    bad = discord.add_channel(guild, "quiet", deny=Permission.EMBED_LINKS)
    for channel in (good, bad):
        asyncio.run(_database_with_follower(GuildId(int(guild.id)), ChannelId(int(channel.id))))
    asyncio.run(_database_with_follower(GuildId(int(guild.id)), ChannelId(99)))
    with_discord(discord)
    monkeypatch.setenv("DRAMAWIRE_TOKEN", discord.token)

    status, lines = checked(offline=False)

    assert status == 1
    assert any(line.startswith("ok  discord: connected as ") for line in lines)
    assert "ok  #news (Drama Club): the bot may post" in lines
    assert "BAD #quiet (Drama Club): the bot needs Embed Links there" in lines
    assert "BAD channel 99 (Drama Club): deleted, or the bot is not allowed to see it" in lines


def test_a_wrong_token_is_told(
    checked: Checked, discord: ThreadedDiscordServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_discord(discord)
    monkeypatch.setenv("DRAMAWIRE_TOKEN", "wrong")

    status, lines = checked(offline=False)

    assert status == 1
    assert lines[-1].startswith("BAD discord: Discord does not accept the bot's token")
    assert "wrong" not in "".join(lines)


def with_discord(server: ThreadedDiscordServer) -> None:
    """Write settings that lead to this Discord, and to one feed that nobody can reach."""
    Path("sources.toml").write_text(
        "[[feed]]\nid='none'\nurl='http://127.0.0.1:9/'\npublisher='P'\nlanguage='en'\n"
        "tier='press'\ntimezone='UTC'\n",
        encoding="utf-8",
    )
    Path("config.toml").write_text(
        f"[discord]\napi_url='{server.api_url}'\ngateway_url='{server.gateway_url}'\n"
        "[feeds]\nsources='sources.toml'\n",
        encoding="utf-8",
    )


async def _database_with_follower(guild: GuildId, channel: ChannelId) -> None:
    storage = await Storage.open("sqlite:///dramawire.sqlite3", instance="test")
    await storage.migrate()
    async with storage.write() as conn:
        await subscription_rows.put(
            conn,
            Subscription(
                guild_id=guild,
                channel_id=channel,
                show_id=None,
                created_by=UserId(1),
                created_at=datetime.now(UTC),
            ),
        )
    await storage.close()
