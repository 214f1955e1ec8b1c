"""What lists that were read have in common: whose they are, when they go, when they may be carried out or taken back.

It does not matter what the list is about: applications, processor agreements, contracts or a model.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from sqlalchemy import delete
from sqlmodel import Session, col

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.audit import service as audit
from swc.audit.kinds import SubjectKind
from swc.errors import ConflictError, NotFoundError, RuleRefusedError
from swc.landscape.exchange.models import ExchangeBatch
from swc.landscape.imports.kinds import BLOCKING, Level, RowState
from swc.landscape.models import AgreementBatch, ContractBatch, ImportBatch

Batch = TypeVar("Batch", ImportBatch, AgreementBatch, ContractBatch, ExchangeBatch)
Undoable = AgreementBatch | ContractBatch | ExchangeBatch
Plan = TypeVar("Plan", bound="PlannedRow")

KEEP_DRAFT = timedelta(days=30)
"""How long a list that was read but never carried out is kept."""

PAGE = 50
"""Rows on one page of a preview."""

_ORDER = {state: place for place, state in enumerate(RowState)}
_NAMED = 10


class Remark(Protocol):
    """One thing wrong with a row, as far as its level."""

    @property
    def level(self) -> Level:
        """Return whether it stops the row."""


class PlannedRow(Protocol):
    """What a list would do with one row, as far as every list tells it."""

    @property
    def number(self) -> int:
        """Return the number of the row as the person sees it."""

    @property
    def state(self) -> RowState:
        """Return what would be done with it."""

    @property
    def problems(self) -> Sequence[Remark]:
        """Return what is wrong with it."""


@dataclass(frozen=True, slots=True)
class PreviewPage(Generic[Plan]):
    """One page of what a list would do, those that need attention first, with the counts of the whole list."""

    counts: dict[RowState, int]
    total: int
    shown: int
    ready: bool
    warnings: int
    rows: tuple[Plan, ...]


def own_batch(
    session: Session, table: type[Batch], board_number: str, batch_id: UUID, *, by: Act, right: Right
) -> Batch:
    """Return a list that the board read; another board's does not exist. Demands the right."""
    by.demand(right, board_number)
    batch = session.get(table, batch_id)
    if batch is None or batch.board_number != board_number:
        raise NotFoundError("Deze ingelezen lijst is niet gevonden bij bestuur %(board)s.", board=board_number)
    return batch


def demand_open(batch: ImportBatch | Undoable) -> None:
    """Raise `ConflictError` for a list that was carried out already."""
    if batch.committed_at is not None:
        raise ConflictError("Deze lijst is al verwerkt.", remedy="Lees het bestand opnieuw in.")


def demand_done(batch: Undoable) -> dict[str, Any]:
    """Return the result of a list that was carried out; raises `ConflictError` when it was not, or was taken back."""
    if not batch.result or batch.committed_at is None:
        raise ConflictError("Deze lijst is nog niet verwerkt.", remedy="Er is niets terug te draaien.")
    if batch.result.get("undone_at"):
        raise ConflictError("Deze lijst is al teruggedraaid.", remedy="Lees het bestand opnieuw in.")
    return batch.result


def demand_ready(plans: Iterable[PlannedRow], remedy: str) -> None:
    """Raise `RuleRefusedError` with the rows that still need a choice or have an error that nobody skipped."""
    waiting = [one.number for one in plans if one.state in BLOCKING]
    if waiting:
        raise RuleRefusedError(
            "Niet elke rij is klaar: een keuze ontbreekt of er is een fout bij rij %(rows)s.",
            remedy=remedy,
            rows=", ".join(str(number) for number in waiting[:_NAMED]) + (" …" if len(waiting) > _NAMED else ""),
        )


def forget_old_drafts(session: Session, table: type[Batch], board_number: str, *, by: Act) -> None:
    """Delete lists that were never carried out: they hold what people typed and serve nobody any more."""
    session.execute(
        delete(table).where(
            col(table.board_number) == board_number,
            col(table.committed_at).is_(None),
            col(table.created_at) < by.now - KEEP_DRAFT,
        )
    )


def preview_page(
    plans: Sequence[Plan], *, state: RowState | None, offset: int, limit: int, waiting: bool
) -> PreviewPage[Plan]:
    """Return one page of the plans in a state (or in any); `waiting` says that it is still to be carried out."""
    counts = Counter(one.state for one in plans)
    asked = sorted(
        (one for one in plans if state in (None, one.state)), key=lambda one: (_ORDER[one.state], one.number)
    )
    return PreviewPage(
        counts={one: counts[one] for one in RowState if counts[one]},
        total=len(plans),
        shown=len(asked),
        ready=bool(plans) and not any(counts[one] for one in BLOCKING) and waiting,
        warnings=sum(1 for one in plans if any(each.level is Level.WARNING for each in one.problems)),
        rows=tuple(asked[offset : offset + limit]),
    )


def close(session: Session, batch: Undoable, result: dict[str, Any], kind: str, *, by: Act) -> None:
    """Keep the result with a list, and tell of it."""
    batch.result = result
    session.add(batch)
    session.flush()
    audit.record(
        session,
        by=by,
        kind=kind,
        subject=SubjectKind.BOARD,
        key=batch.board_number,
        board_number=batch.board_number,
        after={
            "file_name": batch.file_name,
            "sha256": batch.sha256,
            **{name: value for name, value in result.items() if name not in ("done", "undone_at")},
        },
    )
