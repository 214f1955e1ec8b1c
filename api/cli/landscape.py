"""`swc landscape import`: read in a board's application list from the command line."""

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
from swc.landscape.imports import commit, queries, service
from swc.landscape.imports.kinds import RowState
from swc.landscape.imports.names import STATE_NAMES
from swc.landscape.imports.schemas import BatchPreview, ChoicesInput
from swc.landscape.imports.sheet import Limits

app = typer.Typer(name="landscape", help="Het applicatielandschap van een bestuur.", no_args_is_help=True)

_ALL = 100_000


@app.callback()
def landscape() -> None:
    """Group the commands about landscapes."""


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
        bool, typer.Option("--skip-open", help="Sla rijen over waarvan niet zeker is welk product het is.")
    ] = False,
) -> None:
    """Lees een applicatielijst in: alles, of bij een fout niets.

    Zonder --yes wordt eerst getoond wat er zou gebeuren. Rijen waarvoor een product gekozen moet worden kunt u
    op de pagina van het bestuur afhandelen, of hier overslaan met --skip-open.
    """
    settings = Settings()
    content = _content(file, settings)
    database = open_database(settings)
    act = acting(database, reason="swc landscape import")
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


def _content(file: Path, settings: Settings) -> bytes:
    if file.stat().st_size > settings.upload_limit:
        raise InvalidInputError("Het bestand is groter dan %(limit)s MB.", limit=settings.upload_limit_mb)
    return file.read_bytes()


def _read(
    session: Session, board: str, content: bytes, name: str, skip: tuple[RowState, ...], *, by: Act
) -> BatchPreview:
    """Read the list, skip what was asked, and return the whole preview."""
    batch_id = service.dry_run(session, board, content, file_name=name, by=by, limits=Limits(size=len(content)))
    if skip:
        service.choose(session, board, batch_id, ChoicesInput(skip=skip), by=by)
    return queries.preview(session, board, batch_id, by=by, limit=_ALL)


def _show(seen: BatchPreview) -> None:
    """Print columns, numbers and every problem."""
    console = Console(highlight=False)
    columns = ", ".join(f"{column.header}" for column in seen.columns if column.field is None)
    console.print(
        f"Tabblad {seen.sheet}, kopregel op rij {seen.header_row}, rijen: {seen.total}.",
        markup=False,
    )
    if columns:
        console.print(f"Niet herkend (naar de notities): {columns}.", markup=False)
    table = Table("Wat", "Rijen")
    for one in seen.counts:
        table.add_row(STATE_NAMES[one.state], str(one.count))
    console.print(table)
    for row in seen.rows:
        for problem in row.problems:
            place = f", kolom {problem.column} ({problem.header})" if problem.column else ""
            console.print(f"rij {row.number}{place}: {problem.text}", markup=False)
        if row.state is RowState.CHOOSE:
            names = ", ".join(one.name for one in row.match.candidates) or "geen"
            console.print(f"rij {row.number}: welk product is “{row.name}”? Kandidaten: {names}", markup=False)


def _stopped(seen: BatchPreview) -> int:
    typer.echo(
        f"Niet verwerkt: {seen.count(RowState.ERROR)} rijen met een fout, {seen.count(RowState.CHOOSE)} waarvoor een "
        "product gekozen moet worden. Gebruik --skip-errors en --skip-open, of kies op de pagina van het bestuur.",
        err=True,
    )
    return 1
