"""What a correction did, in the words of a language; also for the command line."""

from bot.deliveries.wording import Wording
from bot.errors import CorrectionRefused
from bot.pipeline.correcting import Corrected


def told(done: Corrected, words: Wording, *, dry: bool) -> str:
    """Return what a correction did or, tried out, would do; plain text."""
    sentence = words.say(
        f"shows.{done.act.value}",
        show=done.before.title,
        other=done.other.title if done.other else "",
        name=done.name,
        stories=words.say("shows.stories", count=done.moved.stories),
        followers=words.say("shows.followers", count=done.moved.followers),
    )
    return words.say("shows.dry", what=sentence) if dry else sentence


def refusal(error: CorrectionRefused, words: Wording) -> str:
    """Return why a correction cannot be made; plain text."""
    return words.say(f"shows.refused.{error.reason}", **error.values)
