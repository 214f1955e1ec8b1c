"""`swc contracts import`: read in a board's list of contracts from the command line."""

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
from swc.landscape.contracts.imports.names import STATE_NAMES
from swc.landscape.contracts.imports.schemas import ContractBatchPreview, ContractChoicesInput
from swc.landscape.contracts.imports.steps import STEPS

app = typer.Typer(name="contracts", help="De contracten van een bestuur.", no_args_is_help=True)


@app.callback()
def contracts() -> None:
    """Group the commands about contracts."""


@app.command("import")
def import_list(
    board: Board,
    file: ListFile,
    *,
    dry_run: DryRun = False,
    yes: Yes = False,
    skip_errors: SkipErrors = False,
    skip_open: Annotated[
        bool, typer.Option("--skip-open", help="Sla rijen over waarin een naam niet zeker is.")
    ] = False,
) -> None:
    """Lees een lijst met contracten in: alles, of bij een fout niets.

    Gelezen worden de lijst die dit programma uitvoert en lijsten die er genoeg op lijken. Zonder --yes
    wordt eerst getoond wat er zou gebeuren. Terugdraaien kan op de pagina van de ingelezen lijst.
    """
    settings, skip = Settings(), to_skip(errors=skip_errors, open_rows=skip_open)
    COMMAND.run(board, file, settings, open_database(settings), skip=skip, dry_run=dry_run, yes=yes)


def _show(console: Console, seen: ContractBatchPreview) -> None:
    """Print what was read, the numbers, every problem, and what is to be chosen."""
    found = f"tabblad {seen.sheet}, kopregel op rij {seen.header_row}, rijen: {seen.total}"
    console.print(f"Gelezen: {found}.", markup=False)
    show_counts(console, seen.counts, STATE_NAMES, seen.unread)
    for row in seen.rows:
        show_problems(console, row.number, row.problems)
        for one in row.open:
            names = ", ".join(each.name for each in one.options) or "geen"
            console.print(f"rij {row.number}: wat is “{one.name}”? Kandidaten: {names}", markup=False)


COMMAND = ListCommand(name="swc contracts import", steps=STEPS, choices=ContractChoicesInput, show=_show)
