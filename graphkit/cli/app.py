"""The command `graphkit`: its subcommands and the options that stand before them."""

from __future__ import annotations

from typing import Annotated

import typer

from graphkit.cli import asking, building, checking, demo, networks, reviewing, writing
from graphkit.cli.errors import Commands

app = typer.Typer(
    name="graphkit",
    cls=Commands,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"graphkit {version('decision-graphkit')}")
        raise typer.Exit


@app.callback()
def graphkit(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show where in the program an error came from.")] = False,
) -> None:
    """Who decides what, from the meeting notes you already keep.

    Begin with `graphkit demo`, or with `graphkit build` in the folder of your notes.
    """


app.command()(building.init)
app.command()(building.build)
app.command()(building.status)
app.command()(asking.who)
app.command(context_settings=asking.PARAMETERS, add_help_option=False)(asking.query)
app.command()(asking.sparql)
app.command()(checking.check)
app.command()(reviewing.review)
app.command()(writing.view)
app.command()(writing.export)
app.command()(networks.network)
app.command()(demo.demo)
