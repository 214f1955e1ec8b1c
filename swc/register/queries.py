"""Reads of the register: what is derived now merged with what people decided, in a fixed number of statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Text, cast, select
from sqlmodel import Session, col

from swc.errors import NotFoundError
from swc.landscape.schemas import UseSummary
from swc.register import rules
from swc.register.board_facts import board_facts
from swc.register.coverage import coverage
from swc.register.derive import drafts, takes_part
from swc.register.kinds import COUNTS, ActivityState, RegisterField, ValueState
from swc.register.models import ProcessingActivity, ProcessingValue
from swc.register.rules import Decided, Kept
from swc.register.schemas import Activity, ActivityDetail, Anchor, Coverage, Detail, Register, UseRef
from swc.register.sheaf import Sheaf, gather
from swc.register.versions import in_order, register_as_of, version, version_refs
from swc.register.views import grouped, narrowed
from vocab import kept

__all__ = [
    "activity",
    "detail",
    "grouped",
    "narrowed",
    "register",
    "register_as_of",
    "register_coverage",
    "uses_in_register",
    "version",
    "version_refs",
]


def register(
    session: Session, board_number: str, today: date, *, uses: tuple[UseSummary, ...] | None = None
) -> Register:
    """Return the register of a board as it stands and is suggested on a day.

    Raises `NotFoundError` for an unknown board; the number of statements does not depend on its size. `uses` are all
    the uses of the board, where somebody read them before.
    """
    return _register(_grounds(session, board_number, today, uses))


def register_coverage(
    session: Session, board_number: str, today: date, *, uses: tuple[UseSummary, ...] | None = None
) -> Coverage:
    """Return how far the register of a board is: that of `register`, worked out again only where its grounds differ.

    Raises `NotFoundError` for an unknown board.
    """
    grounds = _grounds(session, board_number, today, uses)
    return _COVERAGE.of(board_number, grounds, lambda: _register(grounds).coverage)


class _Grounds(NamedTuple):
    """Everything that the register of a board follows from, as it was read."""

    board_number: str
    today: date
    sheaf: Sheaf
    activities: tuple[Kept, ...]
    values: tuple[tuple[Any, ...], ...]


_COVERAGE: kept.Kept[Coverage] = kept.Kept(most=24)


def _grounds(session: Session, board_number: str, today: date, uses: tuple[UseSummary, ...] | None) -> _Grounds:
    sheaf = gather(session, board_number, uses, on=today)
    if not sheaf.board_name:
        raise NotFoundError("Bestuur %(board)s is niet gevonden.", board=board_number)
    mine = select(ProcessingActivity).where(col(ProcessingActivity.board_number) == board_number)
    rows = session.execute(mine, execution_options={"populate_existing": True}).scalars()
    return _Grounds(board_number, today, sheaf, tuple(_kept(row) for row in rows), _values(session, board_number))


def _register(grounds: _Grounds) -> Register:
    board_number, today, sheaf = grounds.board_number, grounds.today, grounds.sheaf
    facts = board_facts(board_number, sheaf, today)
    found = in_order(_composed(grounds, {rules.draft_id(board_number, one): one for one in drafts(facts)}))
    named = [UseRef(id=one.id, name=one.summary.name) for one in facts.uses if takes_part(one)]
    return Register(
        board_number=board_number,
        board_name=sheaf.board_name,
        as_of=today,
        release=sheaf.reference.version if sheaf.reference else "",
        activities=found,
        coverage=coverage(found, named),
    )


def activity(session: Session, board_number: str, activity_id: UUID, today: date) -> Activity | None:
    """Return one activity, suggested or decided on; nothing when the board has no such activity."""
    found = register(session, board_number, today)
    return next((one for one in found.activities if one.id == activity_id), None)


def detail(session: Session, board_number: str, activity_id: UUID, today: date) -> ActivityDetail | None:
    """Return one activity with its versions, newest first; nothing when the board has no such activity."""
    found = activity(session, board_number, activity_id, today)
    if found is None:
        return None
    return ActivityDetail(activity=found, versions=version_refs(session, activity_id))


def uses_in_register(session: Session, board_number: str) -> frozenset[UUID]:
    """Return the uses that an established activity names as its application, in one statement."""
    query = (
        select(col(ProcessingValue.key), col(ProcessingValue.detail))
        .join(ProcessingActivity, col(ProcessingActivity.id) == col(ProcessingValue.activity_id))
        .where(
            col(ProcessingActivity.board_number) == board_number,
            col(ProcessingActivity.state) == ActivityState.ESTABLISHED,
            col(ProcessingValue.field) == RegisterField.APPLICATION,
            col(ProcessingValue.state).in_(COUNTS - {ValueState.LAPSED}),
        )
    )
    found = (rules.as_use(said.get("use_id") or said.get("useId") or key) for key, said in session.execute(query))
    return frozenset(one for one in found if one is not None)


def _composed(grounds: _Grounds, derived: dict[UUID, rules.Draft]) -> Iterator[Activity]:
    """Yield every activity, decided on or only suggested."""
    decided = _decided(grounds.values)
    for one in grounds.activities:
        draft = derived.pop(one.id, None)
        yield rules.compose(grounds.board_number, draft, one, decided.get(one.id, ()))
    for draft in derived.values():
        yield rules.compose(grounds.board_number, draft, None)


def _kept(row: ProcessingActivity) -> Kept:
    return Kept(
        id=row.id,
        anchor=Anchor(kind=row.anchor_kind, key=row.anchor_key, name=row.anchor_name),
        name=row.name,
        role=row.role,
        owner_role=row.owner_role,
        state=row.state,
        reason=row.reason,
        ended_on=row.ended_on,
        version=row.current_version,
        updated_at=row.updated_at,
        row_version=row.row_version,
    )


def _values(session: Session, board_number: str) -> tuple[tuple[Any, ...], ...]:
    """Return what was decided on the values of a board, as rows."""
    told = (ProcessingValue.activity_id, ProcessingValue.field, ProcessingValue.key, ProcessingValue.label)
    decision = (ProcessingValue.text, ProcessingValue.state, ProcessingValue.reason)
    by = (ProcessingValue.decided_at, ProcessingValue.decided_by)
    query = (
        select(
            *(col(one) for one in (*told, *decision, *by)),
            cast(col(ProcessingValue.detail), Text).label("detail"),
            cast(col(ProcessingValue.basis), Text).label("basis"),
        )
        .join(ProcessingActivity, col(ProcessingActivity.id) == col(ProcessingValue.activity_id))
        .where(col(ProcessingActivity.board_number) == board_number)
    )
    return tuple(tuple(row) for row in session.execute(query))


def _decided(rows: Iterable[tuple[Any, ...]]) -> dict[UUID, list[Decided]]:
    found: dict[UUID, list[Decided]] = {}
    for activity_id, field, key, label, text, state, reason, decided_at, decided_by, detail, basis in rows:
        one = Decided(
            at=field,
            key=key,
            label=label,
            state=state,
            text=text,
            reason=reason,
            detail=_detail(detail),
            basis=basis,
            decided_at=decided_at,
            decided_by=decided_by,
        )
        found.setdefault(activity_id, []).append(one)
    return found


@lru_cache(maxsize=4096)
def _detail(text: str) -> Detail:
    """Return what belongs to a value from its JSON; many values have the same."""
    return Detail.model_validate_json(text)
