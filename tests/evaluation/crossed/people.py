"""Cross templates of casting news with names: `python -m tests.evaluation.crossed.people`.

`people.toml` holds, for each language, shows, templates of casting news, and names in groups: of
two words, of Korea, with particles, with a description in front … What is true of each crossing
is known by construction, so that a fault of the engine shows as a column or a row of failures.

- A line of the first table is a group of names, over all templates; of the second a template.
- *right*: show, kind, status and everybody named, with part and job. *people*: the casting is
  right, but not everybody in it. *casting*: another show or status. *none*: no casting at all.
- Names are compared as in `tests.evaluation.people`; those a template calls optional count for
  nothing, found or not.
"""

import argparse
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.announcements.extract import Extractor
from bot.announcements.text.forms import fold
from bot.model import Announcement, Article, ArticleId, FeedId, Kind
from tests.evaluation.crossed.common import LANGUAGES, open_extractor
from tests.evaluation.people import plain_name

FORMS = Path(__file__).with_suffix(".toml")
OUTCOMES = ("right", "people", "casting", "none")
_EACH = 6
"""So many names of a group are tried in one template; all of them over all templates."""
_AT = datetime(2026, 3, 10, 12, tzinfo=UTC)
_SLOT = re.compile(r"\{([a-c])(?::(\w)/(\w))?\}")
_FIRST_SYLLABLE, _LAST_SYLLABLE, _CODAS = 0xAC00, 0xD7A3, 28

Who = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A headline with room for a show and for people.

    Attributes:
        people: the slots of those told of, with their part and job.
        optional: slots of people who may be named or left out.
        also: other kinds of news that a careful reader may find in it.
        anyway: whether it may be told as confirmed as well as reported.
    """

    language: str
    text: str
    summary: str
    people: tuple[Who, ...]
    optional: tuple[str, ...]
    status: str
    season: int | None
    also: tuple[str, ...]
    anyway: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """How a text names somebody, and the names that may be found for it; none for nobody."""

    text: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """One template with its names, and what was found in it."""

    group: str
    template: Template
    headline: str
    outcome: str
    found: tuple[str, ...]


def read_templates(table: Mapping[str, Any], language: str) -> list[Template]:
    """Return the templates of a language, in the order of the file."""
    return [
        Template(
            language=language,
            text=text,
            summary=row.get("summary", ""),
            people=tuple(_who(one) for one in row.get("people", ())),
            optional=tuple(row.get("optional", ())),
            status=row.get("status", "confirmed"),
            season=row.get("season"),
            also=tuple(row.get("also", ())),
            anyway=row.get("anyway", False),
        )
        for row in table["template"]
        for text in row["texts"]
    ]


def _who(written: str) -> Who:
    slot, _, rest = written.partition(": ")
    part, _, job = rest.partition(" ")
    return slot, part, job or "actor"


def read_groups(tables: Mapping[str, Any], language: str) -> dict[str, list[Value]]:
    """Return the names of a language by group: its own, and those of its letters."""
    own = tables[language].get("names", {})
    shared = tables["latin"]["names"] if tables[language].get("latin") else {}
    groups = {group: [_value(text) for text in names] for group, names in {**shared, **own}.items()}
    some = tables[language]["described"]
    for form in tables[language].get("forms", ()):
        groups[f"as {form}"] = [
            Value(text=form.replace("{}", name), names=(name,)) for name in some
        ]
    return groups


def _value(written: str) -> Value:
    """Read "Jane Doe", or "Jane Doe of STARS => Jane Doe | Jane"; behind "=> -" there is nobody."""
    text, _, names = written.partition(" => ")
    if names == "-":
        return Value(text=text, names=())
    return Value(text=text, names=tuple(names.split(" | ")) if names else (text,))


def _with_particle(text: str, choice: re.Match[str]) -> str:
    """Add the Korean particle that fits the last syllable: "하늘이", "하루가"."""
    with_coda, without = choice.group(2), choice.group(3)
    if with_coda is None:
        return text
    last = ord(text[-1])
    coda = _FIRST_SYLLABLE <= last <= _LAST_SYLLABLE and (last - _FIRST_SYLLABLE) % _CODAS
    return text + (with_coda if coda else without)


def crossings(tables: Mapping[str, Any], language: str, extractor: Extractor) -> Iterator[Crossing]:
    """Read every template of a language with names of every group."""
    shows = tables[language]["shows"]
    templates = read_templates(tables[language], language)
    for group, values in read_groups(tables, language).items():
        for number, template in enumerate(templates):
            if group.startswith("nobody") and len(template.people) > 1:
                continue
            slots = {slot for slot, _, _ in template.people} | set(template.optional)
            for turn in range(min(_EACH, len(values))):
                first = number * _EACH + turn
                chosen = {
                    slot: values[(first + place) % len(values)]
                    for place, slot in enumerate(sorted(slots))
                }
                show = shows[first % len(shows)]
                yield _read(group, template, chosen, show, extractor)


def _read(
    group: str,
    template: Template,
    chosen: Mapping[str, Value],
    show: str,
    extractor: Extractor,
) -> Crossing:
    def filled(text: str) -> str:
        named = _SLOT.sub(lambda hit: _with_particle(chosen[hit.group(1)].text, hit), text)
        return named.replace("{show}", show)

    headline = filled(template.text)
    article = Article(
        id=ArticleId("crossed"),
        feed_id=FeedId("crossed"),
        headline=headline,
        summary=filled(template.summary),
        publisher="",
        language=template.language,
        published_at=_AT,
        published_on=_AT.date(),
    )
    found = extractor.extract(article)
    return Crossing(
        group=group,
        template=template,
        headline=headline,
        outcome=outcome_of(template, chosen, show, found),
        found=tuple(
            f"{one.kind} {one.show!r} {one.season or ''} {one.status} "
            + ", ".join(f"{who.name}: {who.part} {who.job}" for who in one.people)
            for one in found
        ),
    )


def outcome_of(
    template: Template, chosen: Mapping[str, Value], show: str, found: Sequence[Announcement]
) -> str:
    """Tell how well a crossing was read."""
    castings = [one for one in found if one.kind is Kind.CASTING]
    if not castings:
        return "none"
    one = castings[0]
    others = [each for each in found if each is not one and each.kind not in template.also]
    status = template.anyway or one.status == template.status
    if others or fold(one.show) != fold(show) or not status or one.season != template.season:
        return "casting"
    optional = {plain_name(name) for slot in template.optional for name in chosen[slot].names}
    named = {
        plain_name(who.name): (str(who.part), who.job)
        for who in one.people
        if plain_name(who.name) not in optional
    }
    wanted = [(chosen[slot].names, (part, job)) for slot, part, job in template.people]
    for names, told in wanted:
        at = next((plain_name(name) for name in names if plain_name(name) in named), "")
        if names and named.pop(at, None) != told:
            return "people"
    return "people" if named else "right"


def show_table(title: str, rows: Mapping[str, Counter[str]]) -> None:
    """Print one line a row, with the share that was read right."""
    print(f"\n{title:60}" + "".join(f"{outcome:>9}" for outcome in OUTCOMES) + "    share")
    for name, counts in rows.items():
        total = counts.total()
        cells = "".join(f"{counts[outcome] or '':>9}" for outcome in OUTCOMES)
        print(f"{name[:60]:60}{cells}{counts['right'] / total:9.2f}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables of each language."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.evaluation.crossed.people",
        description="Cross templates of casting news with names of people.",
    )
    parser.add_argument("--lang", choices=LANGUAGES, help="only this language")
    parser.add_argument("--show", metavar="TEXT", help="failures whose group or template has it")
    parser.add_argument("--catalogue", action="store_true", help="with the catalogue of shows")
    parser.add_argument("--brief", action="store_true", help="one line a language")
    args = parser.parse_args(arguments)
    tables = tomllib.loads(FORMS.read_text(encoding="utf-8"))
    extractor = open_extractor(catalogue=args.catalogue)
    languages = [args.lang] if args.lang else [name for name in tables if name != "latin"]
    totals: dict[str, Counter[str]] = {}
    for language in languages:
        read = list(crossings(tables, language, extractor))
        totals[language] = Counter(one.outcome for one in read)
        if args.show is not None:
            _show_failures(read, args.show)
        elif not args.brief:
            for title, rows in (
                ("names", [one.group for one in read]),
                ("template", [one.template.text for one in read]),
            ):
                table: dict[str, Counter[str]] = {}
                for row, one in zip(rows, read, strict=True):
                    table.setdefault(row, Counter())[one.outcome] += 1
                show_table(f"{language}: {title}", table)
    show_table("all", totals)


def _show_failures(read: Sequence[Crossing], text: str) -> None:
    for one in read:
        if one.outcome != "right" and (text in one.group or text in one.template.text):
            print(f"{one.outcome:8} [{one.group}] {one.headline}")
            for found in one.found:
                print(f"             {found}")


if __name__ == "__main__":
    main()
