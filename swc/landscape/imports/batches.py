"""What files that were read have in common: whose they are, when they go, when they may be carried out or taken back.

It does not matter what the file is about: applications, processor agreements, contracts or a model.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import delete, select
from sqlmodel import Session, col

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.audit import service as audit
from swc.audit.kinds import SubjectKind
from swc.boards.models import Board
from swc.errors import ConflictError, NotFoundError, RuleRefusedError
from swc.landscape.imports.kinds import BLOCKING, Level, RowState
from swc.landscape.imports.models import FileBatch
from swc.landscape.imports.read_files import ReadFile
from swc.landscape.imports.shapes import FilePreview, FileSummary, Remark, StateCount, Undoable

Batch = TypeVar("Batch", bound=FileBatch)
Summary = TypeVar("Summary", bound=FileSummary[Any])
Preview_co = TypeVar("Preview_co", bound=FilePreview[Any, Any], covariant=True)
Result = TypeVar("Result", bound=Undoable[Any])

KEEP_DRAFT = timedelta(days=30)
"""How long a file that was read but never carried out is kept."""

PAGE = 50
"""Rows on one page of a preview."""

DOING = frozenset({RowState.NEW, RowState.CHANGED})
"""The states of rows that a commit carries out."""

_ORDER = {state: place for place, state in enumerate(RowState)}
_NAMED = 10
_UNTOLD = frozenset({"done", "undone_at", "use_ids"})


class PlannedRow(Protocol):
    """What a file would do with one row, as far as every file tells it."""

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
class Batches(Generic[Batch, Summary, Preview_co]):
    """Where the files of one kind wait, as what they are listed and shown, and who may read them in.

    `weigh` gives the plan of every row as things stand now, and what else a preview tells.
    """

    table: type[Batch]
    summary: type[Summary]
    shown: type[Preview_co]
    right: Right
    weigh: Callable[[Session, Batch, Act], tuple[Sequence[PlannedRow], dict[str, Any]]]

    def demand(self, session: Session, board_number: str, *, by: Act) -> None:
        """Demand the right to read in a file, and that the board exists."""
        by.demand(self.right, board_number)
        if session.get(Board, board_number) is None:
            raise NotFoundError("Bestuur %(board)s is niet gevonden.", board=board_number)

    def keep(
        self, session: Session, board_number: str, read: ReadFile[Any], content: dict[str, Any], *, by: Act
    ) -> UUID:
        """Keep a file that was read with what its table holds of it; return its id.

        Files that were never carried out go after a while: they hold what people typed and serve nobody any more.
        """
        table = self.table
        session.execute(
            delete(table).where(
                col(table.board_number) == board_number,
                col(table.committed_at).is_(None),
                col(table.created_at) < by.now - KEEP_DRAFT,
            )
        )
        batch = table(
            board_number=board_number,
            file_name=read.file_name,
            sha256=read.sha256,
            created_at=by.now,
            created_by=by.actor.key,
            **content,
        )
        session.add(batch)
        session.flush()
        return batch.id

    def own(self, session: Session, board_number: str, batch_id: UUID, *, by: Act) -> Batch:
        """Return a file that the board read; another board's does not exist. Demands the right."""
        by.demand(self.right, board_number)
        batch = session.get(self.table, batch_id)
        if batch is None or batch.board_number != board_number:
            raise NotFoundError("Deze ingelezen lijst is niet gevonden bij bestuur %(board)s.", board=board_number)
        return batch

    def waiting(self, session: Session, board_number: str, batch_id: UUID, *, by: Act) -> Batch:
        """Return a file that is not carried out yet; raises `ConflictError` when it is."""
        batch = self.own(session, board_number, batch_id, by=by)
        if batch.committed_at is not None:
            raise ConflictError("Deze lijst is al verwerkt.", remedy="Lees het bestand opnieuw in.")
        return batch

    def listed(self, session: Session, board_number: str, *, by: Act, limit: int = PAGE) -> tuple[Summary, ...]:
        """Return the files that a board read, newest first, in one statement."""
        by.demand(self.right, board_number)
        table = self.table
        rows = session.execute(
            select(*(col(getattr(table, name)) for name in self.summary.model_fields))
            .where(col(table.board_number) == board_number)
            .order_by(col(table.created_at).desc(), col(table.id))
            .limit(limit)
        )
        return tuple(self.summary.model_validate(dict(row._mapping)) for row in rows)  # noqa: SLF001 - the public name

    def preview(
        self,
        session: Session,
        board_number: str,
        batch_id: UUID,
        *,
        by: Act,
        state: RowState | None = None,
        offset: int = 0,
        limit: int = PAGE,
    ) -> Preview_co:
        """Return a file with one page of its plans in a state (or in any), those that need attention first.

        They are made on what stands now; a file that was carried out has none any more, only its result.
        """
        batch = self.own(session, board_number, batch_id, by=by)
        plans, more = self.weigh(session, batch, by)
        counts = Counter(one.state for one in plans)
        asked = [one for one in plans if state in (None, one.state)]
        asked.sort(key=lambda one: (_ORDER[one.state], one.number))
        return self.shown.model_validate(
            {
                **{name: getattr(batch, name) for name in (*self.summary.model_fields, "board_number")},
                "counts": tuple(StateCount(state=one, count=counts[one]) for one in RowState if counts[one]),
                "total": len(plans),
                "shown": len(asked),
                "offset": offset,
                "limit": limit,
                "state": state,
                "may_commit": bool(plans) and not any(counts[one] for one in BLOCKING) and batch.committed_at is None,
                "warnings": sum(1 for one in plans if any(each.level is Level.WARNING for each in one.problems)),
                "rows": tuple(asked[offset : offset + limit]),
                **more,
            }
        )

    def discard(self, session: Session, board_number: str, batch_id: UUID, *, by: Act) -> None:
        """Throw away a file that was not carried out."""
        session.delete(self.waiting(session, board_number, batch_id, by=by))
        session.flush()


def demand_ready(plans: Iterable[PlannedRow], remedy: str) -> None:
    """Raise `RuleRefusedError` with the rows that still need a choice or have an error that nobody skipped."""
    waiting = [one.number for one in plans if one.state in BLOCKING]
    if waiting:
        raise RuleRefusedError(
            "Niet elke rij is klaar: een keuze ontbreekt of er is een fout bij rij %(rows)s.",
            remedy=remedy,
            rows=", ".join(str(number) for number in waiting[:_NAMED]) + (" …" if len(waiting) > _NAMED else ""),
        )


def counted(plans: Iterable[PlannedRow]) -> dict[str, Any]:
    """Return how many rows were carried out and how, as a result counts them."""
    counts = Counter(one.state for one in plans)
    return {
        "created": counts[RowState.NEW],
        "changed": counts[RowState.CHANGED],
        "unchanged": counts[RowState.UNCHANGED],
        "skipped": counts[RowState.SKIPPED],
    }


def close(session: Session, batch: FileBatch, result: BaseModel, kind: str, *, by: Act) -> None:
    """Keep the result with a file that was carried out or taken back, and tell of it."""
    batch.result = result.model_dump(mode="json")
    batch.committed_at = batch.committed_at or by.now
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
            **{name: value for name, value in batch.result.items() if name not in _UNTOLD},
        },
    )


def take_back(
    session: Session,
    batch: FileBatch,
    result: type[Result],
    deed: Callable[[Any, Act], bool],
    *,
    by: Act,
    kind: str,
    called: str = "lijst",
) -> Result:
    """Take back what a file did, last first, and keep what was taken back and what was left.

    `deed` takes one thing back and says whether it could. Raises `ConflictError` for a file that was not carried out,
    or was taken back already.
    """
    if not batch.result or batch.committed_at is None:
        raise ConflictError("Deze lijst is nog niet verwerkt.", remedy="Er is niets terug te draaien.")
    if batch.result.get("undone_at"):
        raise ConflictError("Deze lijst is al teruggedraaid.", remedy="Lees het bestand opnieuw in.")
    back = replace(by, reason=by.reason or f"Ingelezen {called} teruggedraaid: {batch.file_name}")
    found = result.model_validate(batch.result)
    taken = [deed(one, back) for one in reversed(found.done)]
    undone = found.model_copy(update={"undone_at": by.now, "taken_back": taken.count(True), "left": taken.count(False)})
    close(session, batch, undone, kind, by=by)
    return undone
