"""`swc agreements import`: read in a board's list of processor agreements from the command line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from sqlmodel import Session

from api.cli.opening import acting, open_database
from api.settings import Settings
from swc.access.kinds import Act
from swc.errors import InvalidInputError
from swc.landscape.agreements.imports import commit, queries, service
from swc.landscape.agreements.imports.names import LAYOUT_NAMES, STATE_NAMES
from swc.landscape.agreements.imports.schemas import DealBatchPreview, DealChoicesInput
from swc.landscape.imports.kinds import RowState
from swc.landscape.imports.sheet import Limits

app = typer.Typer(name="agreements", help="De verwerkersovereenkomsten van een bestuur.", no_args_is_help=True)

_ALL = 100_000


@app.callback()
def agreements() -> None:
    """Group the commands about agreements."""


@app.command("import")
def import_list(
    board: Annotated[str, typer.Argument(help="Nummer van het bestuur.", metavar="BESTUUR")],
    file: Annotated[
        Path,
        typer.Argument(help="XLSX, ODS, XLS of CSV.", metavar="BESTAND", exists=True, dir_okay=False, readable=True),
    ],
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Laat alleen zien wat er zou gebeuren.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Vraag niet om bevestiging.")] = False,
    skip_errors: Annotated[bool, typer.Option("--skip-errors", help="Sla rijen met een fout over.")] = False,
    skip_open: Annotated[
        bool, typer.Option("--skip-open", help="Sla rijen over waarvan niet zeker is waar ze over gaan.")
    ] = False,
) -> None:
    """Lees een lijst met verwerkersovereenkomsten in: alles, of bij een fout niets.

    Gelezen worden het tabblad met verwerkers van het dataregister van Kennisnet, en een eenvoudige lijst. Zonder --yes
    wordt eerst getoond wat er zou gebeuren. Terugdraaien kan op de pagina van de ingelezen lijst.
    """
    settings = Settings()
    if file.stat().st_size > settings.upload_limit:
        raise InvalidInputError("Het bestand is groter dan %(limit)s MB.", limit=settings.upload_limit_mb)
    content = file.read_bytes()
    database = open_database(settings)
    act = acting(database, reason="swc agreements import")
    skip = tuple(state for state, on in ((RowState.ERROR, skip_errors), (RowState.CHOOSE, skip_open)) if on)
    with database.read() as session:
        seen = _read(session, board, content, file.name, skip, by=act)
    _show(seen)
    if dry_run:
        return
    if not seen.may_commit:
        raise typer.Exit(_stopped(seen))
    if not yes and not (sys.stdin.isatty() and typer.confirm("Nu verwerken?")):
        typer.echo("Er is niets veranderd. Geef --yes om te verwerken.")
        return
    with database.write() as session:
        batch_id = _read(session, board, content, file.name, skip, by=act).id
        result = commit.commit(session, board, batch_id, by=act)
    typer.echo(
        f"Verwerkt: {result.created} nieuw, {result.changed} gewijzigd, {result.unchanged} ongewijzigd, "
        f"{result.skipped} overgeslagen."
    )


def _read(
    session: Session, board: str, content: bytes, name: str, skip: tuple[RowState, ...], *, by: Act
) -> DealBatchPreview:
    """Read the list, skip what was asked, and return the whole preview."""
    batch_id = service.keep_file(session, board, service.read_file(content, name, Limits(size=len(content))), by=by)
    if skip:
        service.choose(session, board, batch_id, DealChoicesInput(skip=skip), by=by)
    return queries.preview(session, board, batch_id, by=by, limit=_ALL)


def _show(seen: DealBatchPreview) -> None:
    """Print what was read, the numbers and every problem."""
    console = Console(highlight=False)
    layout = LAYOUT_NAMES[seen.layout]
    console.print(
        f"Gelezen als {layout}: tabblad {seen.sheet}, kopregel op rij {seen.header_row}, rijen: {seen.total}.",
        markup=False,
    )
    if seen.unread:
        console.print(f"Niet herkend (naar de toelichting): {', '.join(seen.unread)}.", markup=False)
    table = Table("Wat", "Rijen")
    for one in seen.counts:
        table.add_row(STATE_NAMES[one.state], str(one.count))
    console.print(table)
    for row in seen.rows:
        for problem in row.problems:
            place = f", kolom {problem.column} ({problem.header})" if problem.column else ""
            console.print(f"rij {row.number}{place}: {problem.text}", markup=False)
        if row.state is RowState.CHOOSE:
            names = ", ".join(one.name for one in row.options) or "geen"
            console.print(f"rij {row.number}: waar gaat “{row.name}” over? Kandidaten: {names}", markup=False)


def _stopped(seen: DealBatchPreview) -> int:
    typer.echo(
        f"Niet verwerkt: {seen.count(RowState.ERROR)} rijen met een fout, {seen.count(RowState.CHOOSE)} waarvoor een "
        "keuze nodig is. Gebruik --skip-errors en --skip-open, of kies op de pagina van het bestuur.",
        err=True,
    )
    return 1
