"""`swc archimate`: a board's landscape as an exchange file, and whether a file has the form that the format asks."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cli.opening import acting, open_database
from api.exports.model_file import model_file
from api.settings import Settings
from fora.readers import read_path
from fora.writers.ameff import write
from fora.writers.checking import problems

app = typer.Typer(name="archimate", help="Het landschap als ArchiMate-model.", no_args_is_help=True)


@app.command("export")
def export(
    board: Annotated[str, typer.Argument(help="Nummer van het bestuur.", metavar="BESTUUR")],
    *,
    to: Annotated[Path, typer.Option("--to", help="Map voor het bestand.", file_okay=False)] = Path(),
    only_own: Annotated[
        bool, typer.Option("--own-views", help="Alleen platen met applicaties van het bestuur.")
    ] = False,
) -> None:
    """Schrijf het landschap van een bestuur als uitwisselbestand (AMEFF 3.1)."""
    database = open_database(Settings())
    with database.read() as session:
        made = model_file(session, board, by=acting(database, reason="swc archimate export"), only_own=only_own)
    to.mkdir(parents=True, exist_ok=True)
    (to / made.name).write_bytes(made.content)
    typer.echo(str(to / made.name))


@app.command("check")
def check(
    file: Annotated[Path, typer.Argument(help="Uitwisselbestand, of archief of map van een coArchi-model.")],
) -> None:
    """Lees een model, zeg wat erin staat en wat er aan de vorm van het uitwisselbestand niet klopt."""
    reading = read_path(file)
    model = reading.model
    typer.echo(f"{len(model.elements)} elementen, {len(model.relations)} relaties, {len(model.views)} platen")
    for one in model.unused:
        typer.echo(f"niet gelezen: {one.kind} {one.id} {one.name}: {one.reason}")
    single = file.is_file() and reading.content.lstrip().startswith(b"<")
    written = write(model)
    for lost in written.left_out:
        typer.echo(f"niet te schrijven: {lost.kind} {lost.id} {lost.name}: {lost.reason}")
    wrong = problems(reading.content if single else written.content, file.name)
    for problem in wrong:
        typer.echo(problem)
    if wrong:
        raise typer.Exit(1)
    typer.echo("De vorm klopt.")
