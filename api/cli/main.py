"""The `swc` command: serve, demo, migrate, import, rebuild and look after an installation."""

from __future__ import annotations

import sys
from importlib.metadata import version
from typing import Annotated

import typer
from rich.console import Console

from api.cli import demo, doctor, serve
from api.cli.agreements import app as agreements_app
from api.cli.archimate import app as archimate_app
from api.cli.boards import app as boards_app
from api.cli.contracts import app as contracts_app
from api.cli.database import app as database_app
from api.cli.digest import app as digest_app
from api.cli.dutch import speak_dutch
from api.cli.export import app as export_app
from api.cli.feed import app as feed_app
from api.cli.flags import app as flags_app
from api.cli.fora import app as fora_app
from api.cli.graphs import app as graphs_app
from api.cli.landscape import app as landscape_app
from api.cli.user import app as user_app
from api.cli.vocab import app as vocab_app
from swc.errors import DomainError

speak_dutch()
app = typer.Typer(
    name="swc",
    help="""FORA-softwarecatalogus: de applicaties van schoolbesturen op de referentiearchitectuur van de sector.

    Begin met [bold]swc demo[/bold]: dat maakt een ingebouwde database met drie fictieve besturen en start de server.
    Instellingen komen uit omgevingsvariabelen met het voorvoegsel SWC_ (zie docs/configuration.md).""",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.add_typer(database_app)
app.add_typer(graphs_app)
app.add_typer(fora_app)
app.add_typer(landscape_app)
app.add_typer(agreements_app)
app.add_typer(contracts_app)
app.add_typer(archimate_app)
app.add_typer(boards_app)
app.add_typer(export_app)
app.add_typer(flags_app)
app.add_typer(feed_app)
app.add_typer(digest_app)
app.add_typer(user_app)
app.add_typer(vocab_app)
app.command("demo")(demo.demo)
app.command("serve")(serve.serve)
app.command("doctor")(doctor.doctor)


def _version(wanted: bool) -> None:  # noqa: FBT001 - typer hands in the flag
    if wanted:
        typer.echo(version("fora-swc"))
        raise typer.Exit


@app.callback()
def main(
    *,
    show_version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Toon de versie en stop.")
    ] = False,
) -> None:
    """Take the options that hold for every command."""


def run() -> None:
    """Run the command; a refusal is told in Dutch on standard error and ends with status 1."""
    try:
        app()
    except DomainError as refused:
        Console(stderr=True).print(str(refused), style="red", markup=False, highlight=False)
        sys.exit(1)
