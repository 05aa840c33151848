"""The whole way from the outbox's rows to a Discord that fails at random."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from bot.deliveries.sender import DiscordSender
from bot.model import ChannelId, DeliveryState, StoryId
from bot.storage.engine import Storage
from tests.deliveries.desk import Change, outbox, states, tell
from tests.deliveries.examples import NOW, source, story
from tests.deliveries.fakes import FakeClock
from tests.deliveries.test_sender import SEND
from tests.discord_server.server import DiscordServer
from tests.discord_server.tests.bots import Bot, connected

CHANNELS = 6


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_resets_lost_answers_and_outages_neither_lose_nor_double_a_message(
    storage: Storage, seed: int
) -> None:
    draw = random.Random(seed)
    async with DiscordServer(seed=seed) as server, connected(server, Bot()) as bot:
        server.limits.per_route.clear()
        guild = server.add_guild("Club")
        channels = [ChannelId(server.add_channel(guild, f"c{n}").id) for n in range(CHANNELS)]
        clock = FakeClock(now=datetime.fromtimestamp(server.clock.now(), UTC))
        box = outbox(storage, DiscordSender(lambda: bot), clock)
        told = [story(id=StoryId(f"s{n}"), first_at=NOW + timedelta(seconds=n)) for n in range(3)]
        await tell(storage, clock, *map(Change, told), channels=channels)
        faults = server.faults
        faults.reset(path=SEND, after_effect=True, times=None, probability=0.35)
        faults.reset(path="/channels", times=None, probability=0.15)
        faults.status(503, path="/channels", times=None, probability=0.15)
        for round_ in range(12):
            await box.send_due()
            pause_s = draw.choice((3, 40, 150, 900))
            clock.advance(seconds=pause_s)
            server.clock.advance(pause_s)
            if round_ == 6:
                joined = story(
                    id=told[0].id, sources=(source(), source("Second", published_at=clock()))
                )
                await tell(storage, clock, Change(joined, "joined"), channels=channels)
        faults.clear()
        for _ in range(3):
            await box.send_due()
            clock.advance(minutes=20)
            server.clock.advance(1_200)

        assert set(await states(storage)) == {DeliveryState.SENT}
        assert server.counters.statuses[503] > 0
        for channel in channels:
            embeds = [each["embeds"][0] for each in server.messages(channel)]
            texts = {embed["footer"]["text"]: embed["description"] for embed in embeds}
            assert len(embeds) == len(texts)
            assert set(texts) == {f"Dramawire · {one.id}" for one in told}
            assert "2 outlets" in texts["Dramawire · s0"]
