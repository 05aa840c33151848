"""A turn of a story as a short message that answers the story's own: what is new, who says so."""

from dataclasses import replace

from bot.deliveries.escape import cut
from bot.deliveries.post import MAX_AUTHOR, MAX_DESCRIPTION, Post, reference_of
from bot.deliveries.render import COLOURS, MARKS, label, link, title
from bot.deliveries.summary import summarise
from bot.deliveries.wording import Wording
from bot.locales.messages import Messages
from bot.model import RoleId, Story, Turn, When


def render_answer(
    story: Story,
    turn: Turn,
    *,
    messages: Messages,
    locale: str,
    role_id: RoleId | None = None,
) -> Post:
    """Return the message that tells a turn; it alone may mention the role again.

    Args:
        story: as it stands now, which may be later than the turn.
        turn: what is told.
        messages: every sentence that people read.
        locale: the server's Discord locale.
        role_id: the one role to mention, or None.
    """
    wording = Wording(messages, locale)
    then = replace(story, status=turn.status, when=turn.when)
    reference = reference_of(story.id, turn)
    news = summarise(then, (), messages=messages, locale=locale)
    moved = _moved(turn, wording)
    return Post(
        content=f"<@&{role_id}>" if role_id is not None else "",
        author=cut(_heading(then, turn, wording), MAX_AUTHOR),
        title=title(then, wording),
        url=link(then),
        description=cut("\n".join(filter(None, (moved, news))), MAX_DESCRIPTION),
        colour=COLOURS[turn.status],
        footer=wording.say("post.footer", reference=reference),
        timestamp=story.updated_at,
        role_id=role_id,
        reference=reference,
    )


def _heading(story: Story, turn: Turn, wording: Wording) -> str:
    """Return "✅ Now confirmed · Premiere"."""
    key = "answer.people"
    if turn.status is not turn.status_before:
        key = f"answer.{turn.status}"
    elif turn.when != turn.when_before:
        key = "answer.date"
    return f"{MARKS[turn.status]} {wording.say(key)} · {label(story, wording)}"


def _moved(turn: Turn, wording: Wording) -> str:
    """Return a sentence on the date, if it changed and another one stood there."""
    before, after = turn.when_before, turn.when
    if before is None or before == after:
        return ""
    if after is None:
        return wording.say("answer.unset", before=wording.date_text(before))
    key = "answer.exact" if _lies_in(after, before) else "answer.moved"
    return wording.say(key, before=wording.date_text(before), after=wording.date_text(after))


def _lies_in(inner: When, outer: When) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
