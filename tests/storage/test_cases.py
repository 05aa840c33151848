from datetime import timedelta

from bot.model import GuildId
from bot.storage import cases, guilds
from bot.storage.cases import Reporters
from bot.storage.engine import Storage
from tests.conftest import NOW

HERE = GuildId(1)


async def test_everyone_may_report_until_the_server_chooses(storage: Storage) -> None:
    async with storage.write() as conn:
        await guilds.seen(conn, HERE, locale="ko", now=NOW)
        assert await cases.reporters_of(conn, HERE) is Reporters.EVERYONE
        await cases.let_report(conn, HERE, Reporters.MANAGE_MESSAGES, now=NOW)

        assert await cases.reporters_of(conn, HERE) is Reporters.MANAGE_MESSAGES
        assert await cases.reporters_of(conn, GuildId(2)) is Reporters.EVERYONE


async def test_the_choice_stays_when_the_bot_is_away_or_connects_again(storage: Storage) -> None:
    async with storage.write() as conn:
        await cases.let_report(conn, HERE, Reporters.MANAGE_GUILD, now=NOW)
        await guilds.left(conn, HERE, now=NOW)
        await guilds.seen(conn, HERE, locale="ko", now=NOW + timedelta(days=1))

        assert await cases.reporters_of(conn, HERE) is Reporters.MANAGE_GUILD
        assert await guilds.locale_of(conn, [HERE]) == {HERE: "ko"}
