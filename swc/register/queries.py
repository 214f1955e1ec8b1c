"""Reads of the register: what is derived now merged with what people decided, in a fixed number of statements."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from uuid import UUID

from sqlalchemy import Text, cast, select
from sqlmodel import Session, col

from swc.errors import NotFoundError
from swc.register import rules
from swc.register.board_facts import board_facts
from swc.register.coverage import coverage
from swc.register.derive import drafts, takes_part
from swc.register.kinds import COUNTS, ActivityState, RegisterField, ValueState
from swc.register.models import ProcessingActivity, ProcessingValue
from swc.register.rules import Decided, Kept
from swc.register.schemas import Activity, ActivityDetail, Anchor, Detail, Register, UseRef
from swc.register.sheaf import gather
from swc.register.versions import in_order, register_as_of, version, version_refs
from swc.register.views import grouped, narrowed

__all__ = [
    "activity",
    "detail",
    "grouped",
    "narrowed",
    "register",
    "register_as_of",
    "uses_in_register",
    "version",
    "version_refs",
]


def register(session: Session, board_number: str, today: date) -> Register:
    """Return the register of a board as it stands and is suggested on a day.

    Raises `NotFoundError` for an unknown board; the number of statements does not depend on its size.
    """
    sheaf = gather(session, board_number)
    if not sheaf.board_name:
        raise NotFoundError("Bestuur %(board)s is niet gevonden.", board=board_number)
    facts = board_facts(board_number, sheaf, today)
    found = in_order(
        _composed(session, board_number, {rules.draft_id(board_number, one): one for one in drafts(facts)})
    )
    uses = [UseRef(id=one.id, name=one.summary.name) for one in facts.uses if takes_part(one)]
    return Register(
        board_number=board_number,
        board_name=sheaf.board_name,
        as_of=today,
        release=sheaf.reference.version if sheaf.reference else "",
        activities=found,
        coverage=coverage(found, uses),
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
    found = (rules.as_use(kept.get("use_id") or kept.get("useId") or key) for key, kept in session.execute(query))
    return frozenset(one for one in found if one is not None)


def _composed(session: Session, board_number: str, derived: dict[UUID, rules.Draft]) -> Iterator[Activity]:
    """Yield every activity, decided on or only suggested, in two statements."""
    mine = select(ProcessingActivity).where(col(ProcessingActivity.board_number) == board_number)
    decided = _decided(session, board_number)
    for row in session.execute(mine, execution_options={"populate_existing": True}).scalars():
        draft = derived.pop(row.id, None)
        yield rules.compose(board_number, draft, _kept(row), decided.get(row.id, ()))
    for draft in derived.values():
        yield rules.compose(board_number, draft, None)


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


def _decided(session: Session, board_number: str) -> dict[UUID, list[Decided]]:
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
    found: dict[UUID, list[Decided]] = {}
    for row in session.execute(query):
        one = Decided(
            at=row.field,
            key=row.key,
            label=row.label,
            state=row.state,
            text=row.text,
            reason=row.reason,
            detail=_detail(row.detail),
            basis=row.basis,
            decided_at=row.decided_at,
            decided_by=row.decided_by,
        )
        found.setdefault(row.activity_id, []).append(one)
    return found


@lru_cache(maxsize=4096)
def _detail(text: str) -> Detail:
    """Return what belongs to a value from its JSON; many values have the same."""
    return Detail.model_validate_json(text)
