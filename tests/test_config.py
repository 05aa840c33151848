"""Settings: defaults, files, the environment, and errors that name the setting."""

import re
import tomllib
from pathlib import Path

import pytest

from bot.config import Settings, load_settings, read_token
from bot.errors import ConfigError

EXAMPLE = Path(__file__).parent.parent / "config.example.toml"


@pytest.fixture(autouse=True)
def _an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads the settings of whoever runs it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DRAMAWIRE_TOKEN", raising=False)


def written(text: str) -> Path:
    path = Path("config.toml")
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_the_defaults_hold() -> None:
    assert load_settings() == Settings()


def test_the_example_loads_as_it_stands_and_equals_the_defaults() -> None:
    assert load_settings(EXAMPLE) == Settings()


def test_the_example_names_every_setting() -> None:
    """A setting that the example leaves out is one that nobody finds."""
    example = tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))

    names = {section: set(values) for section, values in example.items()}

    assert names == {
        name: set(type(getattr(Settings(), name)).model_fields) for name in Settings.model_fields
    }


def test_every_setting_of_the_example_has_a_comment_before_it() -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    settings = [n for n, line in enumerate(lines) if re.match(r"\w+ = ", line)]

    bare = [lines[n] for n in settings if lines[n - 1] == "" or lines[n - 1].startswith("[")]

    assert bare == []


def test_a_file_in_this_folder_is_read() -> None:
    written("[feeds]\ninterval_s = 900\n")

    assert load_settings().feeds.interval_s == 900


def test_the_environment_overrides_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    path = written("[feeds]\ninterval_s = 900\nconcurrency = 3\n")
    monkeypatch.setenv("DRAMAWIRE_FEEDS__INTERVAL_S", "1200")

    feeds = load_settings(path).feeds

    assert (feeds.interval_s, feeds.concurrency) == (1200, 3)


def test_every_wrong_setting_is_named_with_what_it_must_be() -> None:
    path = written('[feeds]\ninterval_s = 0\nintervall = 3\n[log]\nlevel = "LOUD"\n')

    with pytest.raises(ConfigError) as caught:
        load_settings(path)

    assert str(caught.value).splitlines() == [
        "config.toml: `feeds.interval_s` is 0; it must be greater than or equal to 1.",
        "config.toml: `feeds.intervall`: there is no such setting. Is it misspelt?",
        "config.toml: `log.level` is 'LOUD'; it must be 'DEBUG', 'INFO', 'WARNING' or 'ERROR'.",
    ]


def test_a_wrong_variable_is_named_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAMAWIRE_FEEDS__CONCURRENCY", "many")

    with pytest.raises(ConfigError, match=r"^DRAMAWIRE_FEEDS__CONCURRENCY is 'many'; it must be a"):
        load_settings()


@pytest.mark.parametrize("name", ["DRAMAWIRE_FEED__INTERVAL_S", "DRAMAWIRE_FEEDS"])
def test_a_variable_that_names_no_setting_is_told(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ignored, it would leave someone wondering why nothing changes."""
    monkeypatch.setenv(name, "900")

    with pytest.raises(ConfigError, match=rf"^{name}: there is no such setting\. A variable is"):
        load_settings()


def test_variables_that_are_no_settings_do_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAMAWIRE_SEED", "7")
    monkeypatch.setenv("DRAMAWIRE_TOKEN", "abc")
    monkeypatch.setenv("OTHERS_FEED__URL", "x")

    assert load_settings() == Settings()


def test_a_list_in_a_variable_is_shown_how_to_write(monkeypatch: pytest.MonkeyPatch) -> None:
    name = "DRAMAWIRE_FEEDS__ALLOW_ADDRESSES"
    monkeypatch.setenv(name, "127.0.0.1:8090")
    with pytest.raises(ConfigError, match=rf"^{name} must be a list written as JSON, for example"):
        load_settings()

    monkeypatch.setenv(name, '["127.0.0.1:8090"]')
    assert load_settings().feeds.allow_addresses == ("127.0.0.1:8090",)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("[feeds", "is not TOML"),
        ('token = "abc"', "a token does not belong in the settings file"),
        ('[discord]\ntoken = "abc"', "a token does not belong in the settings file"),
        ("feeds = 3", "`feeds` is 3; it must be a section with settings of its own."),
        ("[feeds]\ninterval_s = 'x'", "`feeds.interval_s` is 'x'; it must be a whole number."),
        ("[feeds]\ninterval_s = 90.5", "`feeds.interval_s` is 90.5; it must be a whole number."),
        ("[database]\ninstance = ''", "it must have at least 1 character."),
        ('[feeds]\ncontact = "a\\nb: c"', "it must be one line."),
        ('[discord]\napi_url = "discord.example"', "must start with http:// or https://"),
        ('[discord]\ngateway_url = "http://x"', "must start with ws:// or wss://"),
        ("[feeds]\ninterval_s = 5", "it must be at least 60, or outlets will block the bot"),
    ],
)
def test_a_wrong_file_says_what_is_wrong(text: str, what: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load_settings(written(text))

    assert what in str(caught.value)
    assert "abc" not in str(caught.value)


def test_feeds_of_ones_own_may_be_polled_quickly() -> None:
    path = written('[feeds]\ninterval_s = 1\nallow_addresses = ["127.0.0.1:8090"]\n')

    assert load_settings(path).feeds.interval.total_seconds() == 1


def test_a_missing_file_says_how_to_get_one() -> None:
    with pytest.raises(ConfigError, match=r"no such file\. Copy config\.example\.toml"):
        load_settings(Path("elsewhere.toml"))


def test_a_folder_in_place_of_the_file_is_told() -> None:
    with pytest.raises(ConfigError, match="I can't read it"):
        load_settings(Path())


def test_a_file_that_is_not_utf8_is_told() -> None:
    Path("config.toml").write_bytes(b"\xff\xfe[log]")

    with pytest.raises(ConfigError, match="not UTF-8"):
        load_settings()


def test_addresses_are_kept_without_a_slash_at_the_end() -> None:
    path = written('[discord]\napi_url = "http://x/api/v10/"\ngateway_url = "ws://x/gateway"\n')

    discord = load_settings(path).discord

    assert (discord.api_url, discord.gateway_url) == ("http://x/api/v10", "ws://x/gateway")


def test_the_token_comes_from_the_environment_first() -> None:
    Path("token").write_text("from-file\n", encoding="utf-8")
    settings = load_settings(written('[discord]\ntoken_file = "token"\n'))

    assert read_token(settings, environ={"DRAMAWIRE_TOKEN": " from-environment "}) == (
        "from-environment"
    )
    assert read_token(settings, environ={}) == "from-file"


def test_without_a_token_there_is_none() -> None:
    assert read_token(Settings(), environ={}) is None


@pytest.mark.parametrize(("content", "what"), [(None, "I can't read token"), ("", "is empty")])
def test_a_token_file_that_holds_none_is_told(content: str | None, what: str) -> None:
    if content is not None:
        Path("token").write_text(content, encoding="utf-8")
    settings = load_settings(written('[discord]\ntoken_file = "token"\n'))

    with pytest.raises(ConfigError, match=what):
        read_token(settings, environ={})
