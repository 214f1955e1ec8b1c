"""`swc contracts import`: read in a board's list of contracts from the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from sqlmodel import Session

from api.cli.list_import import ALL, Reading, carry_out, content_of, show_counts, show_problems, to_skip
from api.cli.opening import acting, open_database
from api.settings import Settings
from swc.access.kinds import Act
from swc.landscape.contracts.imports import commit, queries, service
from swc.landscape.contracts.imports.names import STATE_NAMES
from swc.landscape.contracts.imports.schemas import ContractBatchPreview, ContractChoicesInput
from swc.landscape.imports.kinds import RowState
from swc.landscape.imports.sheet import Limits

app = typer.Typer(name="contracts", help="De contracten van een bestuur.", no_args_is_help=True)


@app.callback()
def contracts() -> None:
    """Group the commands about contracts."""


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
        bool, typer.Option("--skip-open", help="Sla rijen over waarin een naam niet zeker is.")
    ] = False,
) -> None:
    """Lees een lijst met contracten in: alles, of bij een fout niets.

    Gelezen worden de lijst die dit programma uitvoert en lijsten die er genoeg op lijken. Zonder --yes
    wordt eerst getoond wat er zou gebeuren. Terugdraaien kan op de pagina van de ingelezen lijst.
    """
    settings = Settings()
    content = content_of(file, settings)
    database = open_database(settings)

    def read(session: Session, skip: tuple[RowState, ...], by: Act) -> ContractBatchPreview:
        kept = service.read_file(content, file.name, Limits(size=len(content)))
        batch_id = service.keep_file(session, board, kept, by=by)
        if skip:
            service.choose(session, board, batch_id, ContractChoicesInput(skip=skip), by=by)
        return queries.preview(session, board, batch_id, by=by, limit=ALL)

    carry_out(
        database,
        Reading(read, _show, lambda session, batch_id, by: commit.commit(session, board, batch_id, by=by)),
        to_skip(errors=skip_errors, open_rows=skip_open),
        dry_run=dry_run,
        yes=yes,
        by=acting(database, reason="swc contracts import"),
    )


def _show(console: Console, seen: ContractBatchPreview) -> None:
    """Print what was read, the numbers, every problem, and what is to be chosen."""
    found = f"tabblad {seen.sheet}, kopregel op rij {seen.header_row}, rijen: {seen.total}"
    console.print(f"Gelezen: {found}.", markup=False)
    show_counts(console, seen, seen.counts, STATE_NAMES)
    for row in seen.rows:
        show_problems(console, row.number, row.problems)
        for one in row.open:
            names = ", ".join(each.name for each in one.options) or "geen"
            console.print(f"rij {row.number}: wat is “{one.name}”? Kandidaten: {names}", markup=False)
