"""The `dramawire` command: what can be typed, and nothing else.

Each command imports what it needs when it runs, so that `--help` answers at once.
"""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    help="Tells Discord channels what happened to the dramas they follow.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

ConfigArgument = Annotated[
    Path | None,
    typer.Argument(
        help="Settings file; config.toml in this folder if there is one.", metavar="CONFIG"
    ),
]
ConfigOption = Annotated[
    Path | None, typer.Option("--config", "-c", help="The same, as an option.", metavar="FILE")
]


@app.command()
def run(config: ConfigArgument = None, config_option: ConfigOption = None) -> None:
    """Run the bot; without a Discord token, print the posts that it would make."""
    from bot.cli import run as command

    command.run(config or config_option)


@app.command()
def preview(
    sources: Annotated[
        list[str],
        typer.Argument(
            help="Feed addresses, feed files, or JSON Lines of items.", metavar="SOURCE"
        ),
    ],
    html: Annotated[
        Path | None, typer.Option(help="Write one page that shows the posts.", metavar="FILE")
    ] = None,
    locale: Annotated[str, typer.Option(help="The language of the posts.")] = "en",
    config_option: ConfigOption = None,
) -> None:
    """Print the posts that feeds would make."""
    from bot.cli import preview as command

    command.preview(sources, html=html, locale=locale, config=config_option)


@app.command()
def explain(
    headline: Annotated[str, typer.Argument(help="The headline, in quotation marks.")],
    summary: Annotated[str, typer.Option(help="The item's teaser or text.")] = "",
    published: Annotated[
        str | None, typer.Option(help="The day of publication, YYYY-MM-DD.", metavar="DATE")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Show how a headline is read: rules, vetoes, show, season and dates."""
    from bot.cli import explain as command

    command.explain(headline, summary=summary, published=published, as_json=as_json)


@app.command()
def detect(
    file: Annotated[str, typer.Argument(help="JSON Lines of items, or - for standard input.")],
) -> None:
    """Read items as JSON Lines and write what each announces, one JSON object a line."""
    from bot.cli import detect as command

    command.detect(file)


@app.command()
def check(
    config: ConfigArgument = None,
    config_option: ConfigOption = None,
    offline: Annotated[
        bool, typer.Option("--offline", help="Leave out the feeds and Discord.")
    ] = False,
) -> None:
    """Check the settings, the database, each feed and the bot's permissions."""
    from bot.cli import check as command

    command.check(config or config_option, offline=offline)


@app.command()
def cases(
    export: Annotated[
        bool, typer.Option("--export", help="Print the articles as labelled items, JSON Lines.")
    ] = False,
    config_option: ConfigOption = None,
) -> None:
    """List the posts that readers have reported as wrong by /wrong."""
    from bot.cli import cases as command

    command.cases(export=export, config=config_option)


shows = typer.Typer(
    help="Look at what the bot knows of shows, and correct it, also while it runs.",
    no_args_is_help=True,
)
app.add_typer(shows, name="shows")


@shows.command("same")
def shows_same(
    file: Annotated[str, typer.Argument(help="Two names a line, tab between; - for stdin.")],
) -> None:
    """Tell of each two names whether they mean one show, and why."""
    from bot.cli import shows as command

    command.same(file)


@shows.command("check")
def shows_check(
    file: Annotated[
        Path | None, typer.Argument(help="A catalogue; the shipped one if left out.")
    ] = None,
) -> None:
    """Look for duplicates, names that nothing tells apart, and wrong scripts in the catalogue."""
    from bot.cli import shows as command

    command.check(file)


@shows.command("find")
def shows_find(
    name: Annotated[str, typer.Argument(help="A name, or the beginning of one.")],
) -> None:
    """List the shows that a name may mean, the best first."""
    from bot.cli import shows as command

    command.find(name)


ShowArgument = Annotated[str, typer.Argument(help="The show: a name, or its id.", metavar="SHOW")]
DryOption = Annotated[
    bool, typer.Option("--dry-run", help="Only say what would change; change nothing.")
]


@shows.command("merge")
def shows_merge(
    show: ShowArgument,
    other: Annotated[
        str, typer.Argument(help="The show that becomes part of it.", metavar="OTHER")
    ],
    dry_run: DryOption = False,
    config_option: ConfigOption = None,
) -> None:
    """Two shows are one: names, news and followers of OTHER go to SHOW; `split` undoes it."""
    from bot.cli import correct as command

    command.merge(show, other, dry=dry_run, config=config_option)


@shows.command("split")
def shows_split(
    show: ShowArgument,
    name: Annotated[
        str, typer.Argument(help="The name that means another show, or one merged in before.")
    ],
    story: Annotated[
        list[str] | None,
        typer.Option(help="A post's reference: its story goes along; may be given often."),
    ] = None,
    dry_run: DryOption = False,
    config_option: ConfigOption = None,
) -> None:
    """A name of SHOW means another show, or a merge was wrong: what it had moved goes back."""
    from bot.cli import correct as command

    command.split(show, name, stories=story or [], dry=dry_run, config=config_option)


@shows.command("rename")
def shows_rename(
    show: ShowArgument,
    title: Annotated[str, typer.Argument(help="The title that people are to see.")],
    dry_run: DryOption = False,
    config_option: ConfigOption = None,
) -> None:
    """Show people another title; the old one stays a name."""
    from bot.cli import correct as command

    command.rename(show, title, dry=dry_run, config=config_option)


@shows.command("name")
def shows_name(
    show: ShowArgument,
    name: Annotated[str, typer.Argument(help="One more name of it, in any script.")],
    dry_run: DryOption = False,
    config_option: ConfigOption = None,
) -> None:
    """News that uses NAME is news of SHOW."""
    from bot.cli import correct as command

    command.add_name(show, name, dry=dry_run, config=config_option)
