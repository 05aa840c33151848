"""A message as Discord will show it, before anyone sends it."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.deliveries.escape import cut, length, plain
from bot.model import RoleId, StoryId, Turn

MAX_CONTENT = 2_000
MAX_TITLE = 256
MAX_AUTHOR = 256
MAX_DESCRIPTION = 4_096
MAX_FIELDS = 25
MAX_FIELD_NAME = 256
MAX_FIELD_VALUE = 1_024
MAX_FOOTER = 2_048
MAX_EMBED = 6_000
MAX_REFERENCE = 100


def reference_of(story_id: StoryId, turn: Turn | None = None) -> str:
    """Return by what the message of a story, or the answer that tells a turn, is found again."""
    return cut(plain(f"{story_id}.{turn.revision}" if turn else story_id), MAX_REFERENCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PostField:
    """One titled box under a post's text; inline ones stand beside each other."""

    name: str
    value: str
    inline: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PostButton:
    """The one button under a post.

    Attributes:
        label: at most 80 characters.
        id: what Discord tells with a press, at most 100 characters.
    """

    label: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One message: every text is escaped and within Discord's limits already.

    Attributes:
        content: what stands above the embed: the one role to mention, or nothing.
        author: the line above the title: standing and kind of the news; Discord reads no
            markdown here, nor in the footer.
        title: the show and its season.
        url: where the title leads, or None.
        description: two or three sentences, in Discord's markdown.
        colour: of the embed's bar, 0xRRGGBB.
        footer: ends with the reference.
        timestamp: shown beside the footer in each reader's own time.
        image: address of a picture, or None.
        role_id: the one role that may be mentioned, or None.
        reference: by which the message can be found again among the bot's own; it ends the
            footer.
        button: stands under the message, or None.
        text_only: whether it is sent without its embed; then `content` says everything.
    """

    content: str = ""
    author: str = ""
    title: str
    url: str | None = None
    description: str
    colour: int
    fields: tuple[PostField, ...] = ()
    footer: str
    timestamp: datetime | None = None
    image: str | None = None
    role_id: RoleId | None = None
    reference: str
    button: PostButton | None = None
    text_only: bool = False

    def embed(self) -> dict[str, object]:
        """Return the embed as Discord's API wants it, without what is empty."""
        return {
            "title": self.title,
            "description": self.description,
            "color": self.colour,
            "footer": {"text": self.footer},
            **({"author": {"name": self.author}} if self.author else {}),
            **({"url": self.url} if self.url else {}),
            **({"timestamp": self.timestamp.isoformat()} if self.timestamp else {}),
            **({"image": {"url": self.image}} if self.image else {}),
            **(
                {
                    "fields": [
                        {"name": field.name, "value": field.value, "inline": field.inline}
                        for field in self.fields
                    ]
                }
                if self.fields
                else {}
            ),
        }

    def as_text(self) -> "Post":
        """Return the same news without an embed: nothing that Discord could object to but words."""
        small_print = f"-# {self.footer}"
        room = MAX_CONTENT - length(self.content) - length(small_print) - 2
        words = cut(f"**{self.title}**\n{self.description}", room)
        lines = (self.content, words, small_print)
        return replace(self, content="\n".join(line for line in lines if line), text_only=True)

    def size(self) -> int:
        """Return what Discord counts against `MAX_EMBED`."""
        boxes = sum(length(field.name) + length(field.value) for field in self.fields)
        texts = (self.author, self.title, self.description, self.footer)
        return boxes + sum(map(length, texts))
