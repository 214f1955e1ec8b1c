"""What the commands that read in lists share: read and show, ask, and then carry out all of it or nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

import typer
from rich.console import Console
from rich.table import Table
from sqlmodel import Session

from api.db import Database
from api.settings import Settings
from swc.access.kinds import Act
from swc.errors import InvalidInputError
from swc.landscape.imports.kinds import RowState

ALL = 100_000
"""How many rows a preview shows: all of them."""


class Told(Protocol):
    """A problem of a row in a Dutch sentence, with its column."""

    @property
    def column(self) -> str:
        """Return the letter of the column, empty for the whole row."""

    @property
    def header(self) -> str:
        """Return the heading of the column."""

    @property
    def text(self) -> str:
        """Return the sentence."""


class Seen(Protocol):
    """What a list would do, as far as every list tells it."""

    @property
    def id(self) -> UUID:
        """Return the number of the batch."""

    @property
    def may_commit(self) -> bool:
        """Say whether it can be carried out."""

    @property
    def unread(self) -> Sequence[str]:
        """Return the headings that are kept in the note."""

    def count(self, state: RowState) -> int:
        """Return how many rows are in a state."""


class Outcome(Protocol):
    """What a list did."""

    @property
    def created(self) -> int:
        """Return how many were added."""

    @property
    def changed(self) -> int:
        """Return how many were changed."""

    @property
    def unchanged(self) -> int:
        """Return how many stayed as they were."""

    @property
    def skipped(self) -> int:
        """Return how many rows were skipped."""


SeenT = TypeVar("SeenT", bound=Seen)


@dataclass(frozen=True, slots=True)
class Reading(Generic[SeenT]):
    """How one kind of list is read, shown and carried out."""

    read: Callable[[Session, tuple[RowState, ...], Act], SeenT]
    show: Callable[[Console, SeenT], None]
    commit: Callable[[Session, UUID, Act], Outcome]


def content_of(file: Path, settings: Settings) -> bytes:
    """Return what stands in a file; raises `InvalidInputError` when it is too large."""
    if file.stat().st_size > settings.upload_limit:
        raise InvalidInputError("Het bestand is groter dan %(limit)s MB.", limit=settings.upload_limit_mb)
    return file.read_bytes()


def to_skip(*, errors: bool, open_rows: bool) -> tuple[RowState, ...]:
    """Return the states of the rows that are to be skipped."""
    return tuple(state for state, on in ((RowState.ERROR, errors), (RowState.CHOOSE, open_rows)) if on)


def carry_out(
    database: Database, reading: Reading[SeenT], skip: tuple[RowState, ...], *, dry_run: bool, yes: bool, by: Act
) -> None:
    """Show what a list would do and, when asked, carry it out: all of it or, at a refusal, nothing."""
    with database.read() as session:
        seen = reading.read(session, skip, by)
    reading.show(Console(highlight=False), seen)
    if dry_run:
        return
    if not seen.may_commit:
        raise typer.Exit(_stopped(seen))
    if not yes and not (sys.stdin.isatty() and typer.confirm("Nu verwerken?")):
        typer.echo("Er is niets veranderd. Geef --yes om te verwerken.")
        return
    with database.write() as session:
        batch_id = reading.read(session, skip, by).id
        result = reading.commit(session, batch_id, by)
    typer.echo(
        f"Verwerkt: {result.created} nieuw, {result.changed} gewijzigd, {result.unchanged} ongewijzigd, "
        f"{result.skipped} overgeslagen."
    )


def show_counts(console: Console, seen: Seen, counts: Sequence[Any], names: Mapping[RowState, str]) -> None:
    """Print the headings that were not read and how many rows are in each state."""
    if seen.unread:
        console.print(f"Niet herkend (naar de toelichting): {', '.join(seen.unread)}.", markup=False)
    table = Table("Wat", "Rijen")
    for one in counts:
        table.add_row(names[one.state], str(one.count))
    console.print(table)


def show_problems(console: Console, number: int, problems: Sequence[Told]) -> None:
    """Print every problem of a row with its column."""
    for problem in problems:
        place = f", kolom {problem.column} ({problem.header})" if problem.column else ""
        console.print(f"rij {number}{place}: {problem.text}", markup=False)


def _stopped(seen: Seen) -> int:
    typer.echo(
        f"Niet verwerkt: {seen.count(RowState.ERROR)} rijen met een fout, {seen.count(RowState.CHOOSE)} waarvoor een "
        "keuze nodig is. Gebruik --skip-errors en --skip-open, of kies op de pagina van het bestuur.",
        err=True,
    )
    return 1
