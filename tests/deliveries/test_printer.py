"""Posts in a terminal instead of Discord."""

import io

from rich.console import Console

from bot.deliveries.printer import Printer
from bot.deliveries.render import render
from bot.locales.messages import load_messages
from bot.model import ChannelId, MessageId
from tests.deliveries.examples import NOW, story

CHANNEL = ChannelId(1)


async def test_posts_are_printed_and_numbered_and_edits_say_what_they_are() -> None:
    out = io.StringIO()
    printer = Printer(Console(file=out, width=90))
    post = render(story(), (), messages=load_messages(), locale="en")

    first = await printer.send(channel_id=CHANNEL, post=post, nonce="a")
    second = await printer.send(channel_id=CHANNEL, post=post, nonce="b")
    await printer.edit(channel_id=CHANNEL, message_id=second, post=post)

    assert (first, second) == (1, 2)
    assert out.getvalue().count(post.title) == 3
    assert "Post 2 is edited:" in out.getvalue()


async def test_a_post_that_is_taken_back_is_named() -> None:
    out = io.StringIO()
    await Printer(Console(file=out)).delete(channel_id=CHANNEL, message_id=MessageId(2))

    assert out.getvalue() == "Post 2 is taken back.\n"


async def test_what_was_printed_before_is_nowhere_to_be_found() -> None:
    printer = Printer(Console(file=io.StringIO()))

    assert await printer.find(channel_id=CHANNEL, reference="x", since=NOW) is None
