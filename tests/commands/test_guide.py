"""/help."""

from bot.locales.messages import load_messages
from tests.commands.desk import Desk

COMMANDS = (
    "follow show",
    "unfollow",
    "following",
    "show",
    "timeline",
    "latest",
    "wrong",
    "reporters",
    "help",
)


async def test_every_command_is_named_with_a_link_and_what_it_does(desk: Desk) -> None:
    ids = {each["name"]: each["id"] for each in desk.server.commands}

    shown = await desk.run("help", user=desk.fan)

    messages = load_messages()
    lines = [line for line in shown.text.splitlines() if line.startswith("</")]
    assert lines == [
        f"</{name}:{ids[name.split()[0]]}> · "
        + messages.text(f"commands.{name.replace(' ', '.')}.about", locale="en")
        for name in COMMANDS
    ]
    assert "Manage Server" in shown.text


async def test_it_fits_on_one_screen_in_every_language(desk: Desk) -> None:
    for locale in ("en-US", "ko", "ja", "es-ES"):
        shown = await desk.run("help", locale=locale)

        assert len(shown.text) < 2_000
        assert len(shown.reply["embeds"]) == 1


async def test_the_help_speaks_the_language_of_the_one_who_asks(desk: Desk) -> None:
    shown = await desk.run("help", locale="ko")

    assert "채널에서 작품 소식 받기" in shown.text
