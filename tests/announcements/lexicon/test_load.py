from collections import Counter
from pathlib import Path

import pytest

from bot.announcements.lexicon.load import NEEDS, Lexicons, load_lexicons, parse_lexicon
from bot.announcements.lexicon.networks import Networks
from bot.errors import LexiconError
from bot.model import Kind

SMALL = """
[language]
spaced = true
[words]
series = ["drama"]
naming = ["drama "]
[titles]
particles = ["'s"]
elisions = ["d'"]
[people]
name = "[a-z]{2,4}"
[background]
phrases = ["after"]
relative = ["who"]
[[renewal]]
name = "renewed"
phrases = ["{title} renewed"]
needs = ["series"]
[[veto]]
name = "question"
scope = "item"
kinds = ["renewal"]
phrases = ["?"]
"""


def test_every_shipped_lexicon_compiles(lexicons: Lexicons) -> None:
    assert {"en", "ko", "ja", "zh", "es", "pt", "fr", "tr", "id", "th"} <= set(lexicons.by_language)
    assert len(lexicons.by_language) >= 10
    for language, lexicon in lexicons.by_language.items():
        assert lexicon.language == language


def test_a_lexicon_is_compiled_once(lexicons: Lexicons) -> None:
    assert lexicons.by_language["en"] is lexicons.by_language["en"]


def test_a_small_lexicon_says_what_it_says() -> None:
    lexicon = parse_lexicon(SMALL, language="xx")

    renewed, question = lexicon.entries
    assert renewed.name == "xx.renewal.renewed"
    assert renewed.kind is Kind.RENEWAL
    assert question.reason == "question"
    assert question.kinds == {Kind.RENEWAL}
    assert lexicon.gate.words("the show was renewed") != frozenset()
    assert lexicon.gate.words("nothing here") == frozenset()


def test_the_example_of_the_documentation_compiles() -> None:
    """`docs/writing-rules.md` shows every list and key: what it shows must exist."""
    page = (Path(__file__).parents[3] / "docs" / "writing-rules.md").read_text(encoding="utf-8")
    example = page.partition("```toml\n")[2].partition("```")[0]

    lexicon = parse_lexicon(
        example.replace("begins = [", 'renews = ["renews"]\nbegins = [', 1), language="xx"
    )

    assert {entry.role for entry in lexicon.entries} >= {"renewal", "filming", "casting", "veto"}
    assert all(f"`{need}`" in page for need in NEEDS)


def test_a_lexicon_without_entries_opens_no_gate() -> None:
    assert parse_lexicon("", language="xx").gate.words("anything") == frozenset()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[[renewal", "xx.toml:"),
        ("[strange]", "strange: no such section"),
        ("[titles]\nstrange = []", "titles: no such list: strange"),
        ("[[renewal]]\nphrases = []", "renewal 1: no phrases"),
        ("[[renewal]]\nphrases = ['(a']", "renewal 1: '(a': ) is missing"),
        ("[[renewal]]\nstrange = 1\nphrases = ['a']", "no such key: strange"),
        ("[[renewal]]\nneeds = ['luck']\nphrases = ['a']", "no such value: luck"),
        ("[[renewal]]\nstatus = 'sure'\nphrases = ['a']", "'sure' is not a valid Status"),
        ("[people]\nname = '('", "[people] name:"),
        ("[words]\nseries = ['(']", "series: ) is missing"),
    ],
)
def test_a_wrong_file_is_refused_with_its_place(text: str, why: str) -> None:
    with pytest.raises(LexiconError) as refused:
        parse_lexicon(text, language="xx")

    assert why in str(refused.value)


NETWORKS = Networks.from_table(
    {"network": [{"name": "BBC"}, {"name": "BBC One"}, {"name": "Max"}, {"name": "티빙"}]}
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("BBC One orders it", ["BBC One"]),
        ("the BBC’s own", ["BBC"]),
        ("Maximum effort, maxed out", []),
        ("티빙이 공개한다", ["티빙"]),
        ("Max and BBC", ["Max", "BBC"]),
    ],
)
def test_networks_are_found_by_their_capitals_the_longest_first(
    text: str, names: list[str]
) -> None:
    assert [found.name for found in NETWORKS.find(text)] == names


def test_no_networks_find_nothing() -> None:
    assert Networks(()).find("BBC One") == []


def test_a_network_without_a_name_is_refused() -> None:
    with pytest.raises(LexiconError, match="has no 'name'"):
        Networks.from_table({"network": [{"aliases": ["x"]}]})


def test_a_veto_spares_the_phrases_that_it_names() -> None:
    lexicon = parse_lexicon(
        SMALL + '[[veto]]\nphrases = ["police"]\nspares = ["police drama"]\n', language="xx"
    )

    spares = lexicon.entries[-1].spares

    assert spares is not None
    assert spares.search("a police drama")
    assert spares.search("the police") is None


@pytest.mark.parametrize("language", sorted(load_lexicons().by_language))
def test_a_rule_is_named_by_one_entry_alone(language: str) -> None:
    """`explain` names a rule so that it can be found: people are told of by several of one name."""
    names = Counter(
        entry.name
        for entry in load_lexicons().by_language[language].entries
        if entry.role != "person"
    )

    assert [name for name, number in names.items() if number > 1] == []
