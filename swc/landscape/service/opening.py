"""Opening what is to be changed (is it yours, did nobody change it first) and noting what a change was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from uuid import UUID

from sqlmodel import Session, SQLModel

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.audit import service as audit
from swc.audit.kinds import SubjectKind
from swc.errors import ConflictError, NotFoundError
from swc.landscape.models import Coupling, Use

Json = dict[str, object]


def own_use(session: Session, board_number: str, use_id: UUID, *, by: Act, expected_version: int | None = None) -> Use:
    """Return a use of the board to change it, locked until the transaction ends where the database can.

    Raises `NotFoundError` for another board's use, `NotAllowedError` without the right to edit and `ConflictError`
    when the use has another version than the one that was expected.
    """
    by.demand(Right.EDIT_LANDSCAPE, board_number)
    session.flush()
    use = session.get(Use, use_id, with_for_update=True, populate_existing=True)
    if use is None or use.board_number != board_number:
        raise NotFoundError("Deze applicatie staat niet in het landschap van bestuur %(board)s.", board=board_number)
    _demand_version(use.row_version, expected_version)
    return use


def own_coupling(
    session: Session, board_number: str, coupling_id: UUID, *, by: Act, expected_version: int | None = None
) -> Coupling:
    """Return a coupling of the board to change it; raises as `own_use` does."""
    by.demand(Right.EDIT_LANDSCAPE, board_number)
    session.flush()
    coupling = session.get(Coupling, coupling_id, with_for_update=True, populate_existing=True)
    if coupling is None or coupling.board_number != board_number:
        raise NotFoundError("Deze koppeling is niet gevonden bij bestuur %(board)s.", board=board_number)
    _demand_version(coupling.row_version, expected_version)
    return coupling


def note_use(session: Session, use: Use, kind: str, *, by: Act, before: Json | None, after: Json | None) -> None:
    """Give a use its next version and record the event."""
    use.row_version += 1
    use.updated_at = by.now
    session.add(use)
    session.flush()
    audit.record(
        session,
        by=by,
        kind=kind,
        subject=SubjectKind.USE,
        key=str(use.id),
        board_number=use.board_number,
        before=before,
        after=after,
    )


def values(row: SQLModel, names: Iterable[str]) -> Json:
    """Return some columns of a row as values that JSON can hold."""
    return {name: plain(getattr(row, name)) for name in names}


def changed(before: Mapping[str, object], after: Mapping[str, object]) -> tuple[Json, Json]:
    """Return, of two sets of values, those that differ."""
    names = [name for name in after if before.get(name) != after[name]]
    return {name: before.get(name) for name in names}, {name: after[name] for name in names}


def plain(value: object) -> object:
    """Return a column's value as JSON holds it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (UUID, Decimal)):
        return str(value)
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(one) for one in value]
    return value


def _demand_version(found: int, expected: int | None) -> None:
    if expected is not None and expected != found:
        raise ConflictError(
            "Iemand anders heeft dit intussen gewijzigd.",
            remedy="Bekijk beide versies en bewaar opnieuw.",
            expected=expected,
            found=found,
        )
