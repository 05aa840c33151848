"""Stories and timelines as lines of a reply."""

from bot.commands.lines import sources_line
from bot.deliveries.wording import Wording
from bot.locales.messages import load_messages
from tests.deliveries.examples import source

WORDS = Wording(load_messages(), "en-US")


def test_an_outlet_that_told_a_story_three_times_is_named_once() -> None:
    """A moved date brings another article of the same outlet."""
    told = [
        source("Trade", link="https://t.example/1"),
        source("Trade", link="https://t.example/2"),
        source("Star Ilbo", link="https://s.example/1"),
        source("trade", link="https://t.example/3"),
    ]

    assert sources_line(told, WORDS) == (
        "[Trade](https://t.example/1), [Star Ilbo](https://s.example/1)"
    )
