"""`swc boards`: boards, schools and sites from DUO's files."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from api.cli.opening import acting, open_database
from api.settings import Settings
from swc.boards.duo.reader import SourceFile
from swc.boards.duo.reports import Counts, ImportReport
from swc.boards.imports import import_boards
from swc.boards.kinds import Sector
from swc.errors import InvalidInputError, Problem

app = typer.Typer(name="boards", help="Besturen, scholen en vestigingen.", no_args_is_help=True)

_KINDS = {"boards": "besturen", "schools": "scholen", "sites": "vestigingen", "pupils": "leerlingaantallen"}
_UNREADABLE: dict[type[OSError], str] = {
    FileNotFoundError: "Dit bestand bestaat niet. Controleer het pad.",
    IsADirectoryError: "Dit is een map. Noem de bestanden zelf.",
    PermissionError: "U mag dit bestand niet lezen.",
}


@app.callback()
def boards() -> None:
    """Keep `import` a word of its own, also while it is the only one."""


@app.command("import")
def take_in(
    files: Annotated[list[Path], typer.Argument(metavar="BESTAND…", help="CSV-bestanden van DUO, in elke volgorde.")],
    *,
    sector: Annotated[
        Sector | None,
        typer.Option(help="De sector van deze bestanden, als kolommen en bestandsnaam die niet vertellen."),
    ] = None,
) -> None:
    """Lees besturen, scholen, vestigingen en leerlingaantallen in uit CSV-bestanden van DUO.

    Het soort bestand blijkt uit de kolommen. Zit er een fout in, dan verandert er niets. Dezelfde bestanden nog eens
    inlezen verandert niets. Besturen die niet in de bestanden staan, blijven.
    """
    settings = Settings()
    sources = [_source(path) for path in files]
    database = open_database(settings)
    watched = Console(stderr=True).status("Inlezen…") if sys.stderr.isatty() else nullcontext()
    with watched, database.write() as session:
        by = acting(database, reason="swc boards import")
        report = import_boards(session, sources, sector=sector, limit=settings.upload_limit, by=by)
    for line in lines(report):
        typer.echo(line)


def lines(report: ImportReport) -> list[str]:
    """Return the report in Dutch, one line per file and per kind."""
    told = [
        f"{file.name}: {_KINDS[file.kind.value]}, {file.rows} {'rij' if file.rows == 1 else 'rijen'}"
        for file in report.files
    ]
    for kind, name in _KINDS.items():
        counts: Counts = getattr(report, kind)
        told.append(f"{name}: {counts.new} nieuw, {counts.changed} gewijzigd, {counts.unchanged} ongewijzigd")
    if report.unknown_schools:
        told.append(f"leerlingaantallen van {report.unknown_schools} onbekende scholen overgeslagen")
    if report.not_mentioned:
        told.append(f"{report.not_mentioned} besturen staan niet in deze bestanden en zijn ongemoeid gelaten")
    return told


def _source(path: Path) -> SourceFile:
    """Return a file's content, or say that it cannot be read."""
    try:
        return SourceFile(path.name, path.read_bytes())
    except OSError as error:
        problem = Problem(str(path), _UNREADABLE.get(type(error), "Dit bestand is niet te lezen."))
        raise InvalidInputError("Er is niets ingelezen.", problems=(problem,)) from error
