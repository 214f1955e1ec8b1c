"""`swc register`: take the register along from the command line, and check a package that somebody hands in."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from api.cli.opening import acting, open_database
from api.db import Database
from api.exports.authority import accountability_file, record_export
from api.exports.handing_out import FORMATS, Handout, register_file
from api.exports.verifying import verify, verify_history
from api.settings import Settings
from swc.access.kinds import Act
from swc.errors import InvalidInputError
from vocab.iris import Iris

app = typer.Typer(name="register", help="Het register van verwerkingsactiviteiten.", no_args_is_help=True)

ZIP = "zip"


@app.command("export")
def export(
    board: Annotated[str, typer.Argument(help="Nummer van het bestuur.", metavar="BESTUUR")],
    *,
    file_format: Annotated[
        str, typer.Option("--format", help="xlsx, pdf, docx, json, ttl, of zip (met bewijs, voor de toezichthouder).")
    ] = "xlsx",
    as_of: Annotated[
        datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], help="Alleen bij zip: het register op die dag.")
    ] = None,
    to: Annotated[Path, typer.Option("--to", help="Map voor het bestand.", file_okay=False)] = Path(),
) -> None:
    """Schrijf het register van een bestuur in een bestand.

    Een zip bevat het vastgestelde register van één dag met de hash van elk bestand; dat iemand hem maakte, komt in de
    geschiedenis.
    """
    if file_format not in (*FORMATS, ZIP):
        raise InvalidInputError("Kies xlsx, pdf, docx, json, ttl of zip.")
    if as_of is not None and file_format != ZIP:
        raise InvalidInputError("Een dag kiest u alleen bij --format zip.")
    settings = Settings()
    iris, database = Iris(settings.public_base_url), open_database(settings)
    act = acting(database, reason="swc register export")
    if file_format == ZIP:
        made = _accountability(database, board, as_of.date() if as_of else None, iris, by=act)
    else:
        with database.read() as session:
            made = register_file(session, board, file_format, iris=iris, by=act)
    to.mkdir(parents=True, exist_ok=True)
    (to / made.name).write_bytes(made.content)
    typer.echo(str(to / made.name))


def _accountability(database: Database, board: str, on: date | None, iris: Iris, *, by: Act) -> Handout:
    with database.read() as session:
        made = accountability_file(session, board, on, iris=iris, by=by)
    with database.write() as session:
        record_export(session, board, made, on, by=by)
    return made


@app.command("verify")
def check(
    file: Annotated[
        Path, typer.Argument(help="De zip.", metavar="BESTAND", exists=True, dir_okay=False, readable=True)
    ],
    *,
    history: Annotated[
        bool, typer.Option("--history", help="Vergelijk ook met de geschiedenis van deze installatie.")
    ] = False,
) -> None:
    """Controleer of een verantwoording nog is zoals zij werd uitgegeven; eindigt met 1 als er iets niet klopt."""
    found = verify(file)
    wrong = list(found.wrong)
    if history:
        with open_database().read() as session:
            wrong += [one for one in (verify_history(session, file),) if one]
    typer.echo(f"Register van {found.board} op {found.as_of}: {found.files} bestanden, {found.versions} versies.")
    for one in wrong:
        typer.echo(one, err=True)
    if wrong:
        raise typer.Exit(1)
    typer.echo("Alles klopt.")
