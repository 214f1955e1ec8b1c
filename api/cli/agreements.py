"""`swc agreements import`: read in a board's list of processor agreements from the command line."""

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
from swc.landscape.agreements.imports import commit, queries, service
from swc.landscape.agreements.imports.names import LAYOUT_NAMES, STATE_NAMES
from swc.landscape.agreements.imports.schemas import DealBatchPreview, DealChoicesInput
from swc.landscape.imports.kinds import RowState
from swc.landscape.imports.sheet import Limits

app = typer.Typer(name="agreements", help="De verwerkersovereenkomsten van een bestuur.", no_args_is_help=True)


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
    content = content_of(file, settings)
    database = open_database(settings)

    def read(session: Session, skip: tuple[RowState, ...], by: Act) -> DealBatchPreview:
        kept = service.read_file(content, file.name, Limits(size=len(content)))
        batch_id = service.keep_file(session, board, kept, by=by)
        if skip:
            service.choose(session, board, batch_id, DealChoicesInput(skip=skip), by=by)
        return queries.preview(session, board, batch_id, by=by, limit=ALL)

    carry_out(
        database,
        Reading(read, _show, lambda session, batch_id, by: commit.commit(session, board, batch_id, by=by)),
        to_skip(errors=skip_errors, open_rows=skip_open),
        dry_run=dry_run,
        yes=yes,
        by=acting(database, reason="swc agreements import"),
    )


def _show(console: Console, seen: DealBatchPreview) -> None:
    """Print what was read, the numbers, every problem, and what is to be chosen."""
    layout = LAYOUT_NAMES[seen.layout]
    console.print(
        f"Gelezen als {layout}: tabblad {seen.sheet}, kopregel op rij {seen.header_row}, rijen: {seen.total}.",
        markup=False,
    )
    show_counts(console, seen, seen.counts, STATE_NAMES)
    for row in seen.rows:
        show_problems(console, row.number, row.problems)
        if row.state is RowState.CHOOSE:
            names = ", ".join(one.name for one in row.options) or "geen"
            console.print(f"rij {row.number}: waar gaat “{row.name}” over? Kandidaten: {names}", markup=False)
