"""What the commands that read in lists share: read and show, ask, and then carry out all of it or nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from sqlmodel import Session

from api.cli.opening import acting
from api.db import Database
from api.settings import Settings
from swc.access.kinds import Act
from swc.errors import InvalidInputError
from swc.landscape.imports.kinds import RowState
from swc.landscape.imports.shapes import CellRemark, Choices, FilePreview, StateCount
from swc.landscape.imports.sheet import Limits
from swc.landscape.imports.steps import Steps

Board = Annotated[str, typer.Argument(help="Nummer van het bestuur.", metavar="BESTUUR")]
ListFile = Annotated[
    Path, typer.Argument(help="XLSX, ODS, XLS of CSV.", metavar="BESTAND", exists=True, dir_okay=False, readable=True)
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Laat alleen zien wat er zou gebeuren.")]
Yes = Annotated[bool, typer.Option("--yes", help="Vraag niet om bevestiging.")]
SkipErrors = Annotated[bool, typer.Option("--skip-errors", help="Sla rijen met een fout over.")]

_ALL = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ListCommand:
    """How one kind of list is read, shown and carried out; `asks` says what a row without a choice needs."""

    name: str
    steps: Steps
    choices: type[Choices[Any]]
    show: Callable[[Console, Any], None]
    asks: str = "een keuze nodig is"

    def run(
        self,
        board: str,
        file: Path,
        settings: Settings,
        database: Database,
        *,
        skip: tuple[RowState, ...],
        dry_run: bool,
        yes: bool,
    ) -> None:
        """Show what a list would do and, when asked, carry it out: all of it or, at a refusal, nothing."""
        content, by = content_of(file, settings), acting(database, reason=self.name)
        with database.read() as session:
            seen = self._read(session, board, content, file.name, skip, by=by)
        self.show(Console(highlight=False), seen)
        if dry_run:
            return
        if not seen.may_commit:
            raise typer.Exit(self._stopped(seen))
        if not yes and not (sys.stdin.isatty() and typer.confirm("Nu verwerken?")):
            typer.echo("Er is niets veranderd. Geef --yes om te verwerken.")
            return
        with database.write() as session:
            batch_id = self._read(session, board, content, file.name, skip, by=by).id
            result = self.steps.commit(session, board, batch_id, by=by)
        typer.echo(
            f"Verwerkt: {result.created} nieuw, {result.changed} gewijzigd, {result.unchanged} ongewijzigd, "
            f"{result.skipped} overgeslagen."
        )

    def _read(
        self, session: Session, board: str, content: bytes, name: str, skip: tuple[RowState, ...], *, by: Act
    ) -> FilePreview[Any, Any]:
        """Read the list, skip what was asked, and return the whole preview."""
        read = self.steps.read(content, name, Limits(size=len(content)))
        batch_id = self.steps.keep(session, board, read, by=by)
        if skip:
            self.steps.choose(session, board, batch_id, self.choices(skip=skip), by=by)
        return self.steps.batches.preview(session, board, batch_id, by=by, limit=_ALL)

    def _stopped(self, seen: FilePreview[Any, Any]) -> int:
        typer.echo(
            f"Niet verwerkt: {seen.count(RowState.ERROR)} rijen met een fout, {seen.count(RowState.CHOOSE)} waarvoor "
            f"{self.asks}. Gebruik --skip-errors en --skip-open, of kies op de pagina van het bestuur.",
            err=True,
        )
        return 1


def content_of(file: Path, settings: Settings) -> bytes:
    """Return what stands in a file; raises `InvalidInputError` when it is too large."""
    if file.stat().st_size > settings.upload_limit:
        raise InvalidInputError("Het bestand is groter dan %(limit)s MB.", limit=settings.upload_limit_mb)
    return file.read_bytes()


def to_skip(*, errors: bool, open_rows: bool) -> tuple[RowState, ...]:
    """Return the states of the rows that are to be skipped."""
    return tuple(state for state, on in ((RowState.ERROR, errors), (RowState.CHOOSE, open_rows)) if on)


def show_counts(
    console: Console,
    counts: Iterable[StateCount],
    names: Mapping[RowState, str],
    unread: Sequence[str],
    kept_in: str = "toelichting",
) -> None:
    """Print the headings that were not read and how many rows are in each state."""
    if unread:
        console.print(f"Niet herkend (naar de {kept_in}): {', '.join(unread)}.", markup=False)
    table = Table("Wat", "Rijen")
    for one in counts:
        table.add_row(names[one.state], str(one.count))
    console.print(table)


def show_problems(console: Console, number: int, problems: Iterable[CellRemark[Any]]) -> None:
    """Print every problem of a row with its column."""
    for problem in problems:
        place = f", kolom {problem.column} ({problem.header})" if problem.column else ""
        console.print(f"rij {number}{place}: {problem.text}", markup=False)
