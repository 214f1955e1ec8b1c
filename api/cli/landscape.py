"""`swc landscape import`: read in a board's application list from the command line."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console

from api.cli.list_import import (
    Board,
    DryRun,
    ListCommand,
    ListFile,
    SkipErrors,
    Yes,
    show_counts,
    show_problems,
    to_skip,
)
from api.cli.opening import open_database
from api.settings import Settings
from swc.landscape.imports.application_steps import STEPS
from swc.landscape.imports.kinds import RowState
from swc.landscape.imports.names import STATE_NAMES
from swc.landscape.imports.schemas import BatchPreview, ChoicesInput

app = typer.Typer(name="landscape", help="Het applicatielandschap van een bestuur.", no_args_is_help=True)


@app.callback()
def landscape() -> None:
    """Group the commands about landscapes."""


@app.command("import")
def import_list(
    board: Board,
    file: ListFile,
    *,
    dry_run: DryRun = False,
    yes: Yes = False,
    skip_errors: SkipErrors = False,
    skip_open: Annotated[
        bool, typer.Option("--skip-open", help="Sla rijen over waarvan niet zeker is welk product het is.")
    ] = False,
) -> None:
    """Lees een applicatielijst in: alles, of bij een fout niets.

    Zonder --yes wordt eerst getoond wat er zou gebeuren. Rijen waarvoor een product gekozen moet worden kunt u
    op de pagina van het bestuur afhandelen, of hier overslaan met --skip-open.
    """
    settings, skip = Settings(), to_skip(errors=skip_errors, open_rows=skip_open)
    COMMAND.run(board, file, settings, open_database(settings), skip=skip, dry_run=dry_run, yes=yes)


def _show(console: Console, seen: BatchPreview) -> None:
    """Print columns, numbers and every problem."""
    console.print(f"Tabblad {seen.sheet}, kopregel op rij {seen.header_row}, rijen: {seen.total}.", markup=False)
    unread = [column.header for column in seen.columns if column.field is None]
    show_counts(console, seen.counts, STATE_NAMES, unread, kept_in="notities")
    for row in seen.rows:
        show_problems(console, row.number, row.problems)
        if row.state is RowState.CHOOSE:
            names = ", ".join(one.name for one in row.match.candidates) or "geen"
            console.print(f"rij {row.number}: welk product is “{row.name}”? Kandidaten: {names}", markup=False)


COMMAND = ListCommand(
    name="swc landscape import",
    steps=STEPS,
    choices=ChoicesInput,
    show=_show,
    asks="een product gekozen moet worden",
)
