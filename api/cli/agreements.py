"""`swc agreements import`: read in a board's list of processor agreements from the command line."""

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
from swc.landscape.agreements.imports.names import LAYOUT_NAMES, STATE_NAMES
from swc.landscape.agreements.imports.schemas import DealBatchPreview, DealChoicesInput
from swc.landscape.agreements.imports.steps import STEPS
from swc.landscape.imports.kinds import RowState

app = typer.Typer(name="agreements", help="De verwerkersovereenkomsten van een bestuur.", no_args_is_help=True)


@app.callback()
def agreements() -> None:
    """Group the commands about agreements."""


@app.command("import")
def import_list(
    board: Board,
    file: ListFile,
    *,
    dry_run: DryRun = False,
    yes: Yes = False,
    skip_errors: SkipErrors = False,
    skip_open: Annotated[
        bool, typer.Option("--skip-open", help="Sla rijen over waarvan niet zeker is waar ze over gaan.")
    ] = False,
) -> None:
    """Lees een lijst met verwerkersovereenkomsten in: alles, of bij een fout niets.

    Gelezen worden het tabblad met verwerkers van het dataregister van Kennisnet, en een eenvoudige lijst. Zonder --yes
    wordt eerst getoond wat er zou gebeuren. Terugdraaien kan op de pagina van de ingelezen lijst.
    """
    settings, skip = Settings(), to_skip(errors=skip_errors, open_rows=skip_open)
    COMMAND.run(board, file, settings, open_database(settings), skip=skip, dry_run=dry_run, yes=yes)


def _show(console: Console, seen: DealBatchPreview) -> None:
    """Print what was read, the numbers, every problem, and what is to be chosen."""
    layout = LAYOUT_NAMES[seen.layout]
    console.print(
        f"Gelezen als {layout}: tabblad {seen.sheet}, kopregel op rij {seen.header_row}, rijen: {seen.total}.",
        markup=False,
    )
    show_counts(console, seen.counts, STATE_NAMES, seen.unread)
    for row in seen.rows:
        show_problems(console, row.number, row.problems)
        if row.state is RowState.CHOOSE:
            names = ", ".join(one.name for one in row.options) or "geen"
            console.print(f"rij {row.number}: waar gaat “{row.name}” over? Kandidaten: {names}", markup=False)


COMMAND = ListCommand(name="swc agreements import", steps=STEPS, choices=DealChoicesInput, show=_show)
