"""Opening an activity to decide on it: is it yours, does it exist, and did nobody decide first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from sqlmodel import Session, select

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.boards.models import Board
from swc.errors import ConflictError, NotFoundError, RuleRefusedError
from swc.register import queries
from swc.register.board_facts import board_facts
from swc.register.derive import drafts
from swc.register.kinds import ActivityState, RegisterField
from swc.register.models import ProcessingActivity, ProcessingValue, ProcessingVersion
from swc.register.rules import draft_id
from swc.register.schemas import Activity, RegisterValue
from swc.register.sheaf import gather

Key = tuple[RegisterField, str]


@dataclass(slots=True)
class Work:
    """An activity being decided on: how it stands, its row (new for a suggestion), decisions and last version.

    `original` and `was` hold what stood before, so that an event tells everything that is changed or taken back.
    """

    activity: Activity
    row: ProcessingActivity
    stored: dict[Key, ProcessingValue] = field(default_factory=dict)
    last: ProcessingVersion | None = None
    original: dict[Key, ProcessingValue] = field(init=False)
    was: dict[str, object] = field(init=False)

    def __post_init__(self) -> None:
        """Note how everything stands before the first decision."""
        self.original = dict(self.stored)
        self.was = self.told()

    def told(self) -> dict[str, object]:
        """Return what the row says, as an event tells it."""
        row = self.row
        return {
            "name": row.name,
            "register_role": row.role.value,
            "owner_role": row.owner_role,
            "register_state": row.state.value,
            "reason": row.reason,
            "ended_on": row.ended_on.isoformat() if row.ended_on else None,
            "version": row.current_version,
        }

    @property
    def known(self) -> dict[Key, RegisterValue]:
        """Return every value of the activity, derived or decided, by field and key."""
        return {(one.field, one.key): one for one in self.activity.values}


def open_activity(
    session: Session, board_number: str, activity_id: UUID, *, by: Act, expected_version: int | None
) -> Work:
    """Return an activity of the board to decide on it; the board is locked, so that two first decisions wait.

    Version 0 stands for a suggestion that nobody decided on. Raises `NotFoundError` for another board's activity or
    one that nothing leads to, `NotAllowedError` without the right, and `ConflictError` for another version.
    """
    lock_register(session, board_number, by=by)
    found = queries.activity(session, board_number, activity_id, by.today)
    if found is None:
        raise NotFoundError("Deze verwerking staat niet in het register van bestuur %(board)s.", board=board_number)
    work = _work(session, found, by=by)
    current = work.row.row_version
    if expected_version is not None and expected_version != current:
        raise ConflictError(
            "Iemand anders heeft deze verwerking intussen gewijzigd.",
            remedy="Bekijk de nieuwe stand en beslis opnieuw.",
            expected=expected_version,
            found=current,
        )
    return work


def lock_register(session: Session, board_number: str, *, by: Act) -> None:
    """Demand the right to decide on a board's register and make others who decide wait."""
    by.demand(Right.EDIT_REGISTER, board_number)
    session.flush()
    if session.get(Board, board_number, with_for_update=True) is None:
        raise NotFoundError("Bestuur %(board)s is niet gevonden.", board=board_number)


def every_work(session: Session, board_number: str, activities: tuple[Activity, ...], *, by: Act) -> Iterator[Work]:
    """Yield many activities of a board to decide on, in three statements; the board is locked already."""
    mine = select(ProcessingActivity).where(ProcessingActivity.board_number == board_number)
    rows = {row.id: row for row in session.exec(mine, execution_options={"populate_existing": True})}
    stored: dict[UUID, dict[Key, ProcessingValue]] = {}
    values = select(ProcessingValue).join(ProcessingActivity).where(ProcessingActivity.board_number == board_number)
    for value in session.exec(values):
        stored.setdefault(value.activity_id, {})[value.field, value.key] = value
    current = (
        select(ProcessingVersion)
        .join(ProcessingActivity)
        .where(
            ProcessingActivity.board_number == board_number,
            ProcessingActivity.current_version == ProcessingVersion.number,
        )
    )
    last = {version.activity_id: version for version in session.exec(current)}
    for one in activities:
        row = rows.get(one.id) or new_row(one, by=by)
        yield Work(one, row, stored.get(one.id, {}), last.get(one.id))


def demand_state(work: Work, *allowed: ActivityState) -> None:
    """Refuse what cannot be done with an activity in its state."""
    if work.activity.state not in allowed:
        raise RuleRefusedError(REFUSALS[work.activity.state], remedy="Bekijk de verwerking opnieuw.")


REFUSALS = {
    ActivityState.SUGGESTED: "Dit kan niet met een verwerking die nog maar een voorstel is.",
    ActivityState.ESTABLISHED: "Dit kan niet met een verwerking die al is vastgesteld.",
    ActivityState.REJECTED: "Dit kan niet met een verwerking die is afgewezen.",
    ActivityState.ENDED: "Dit kan niet met een verwerking die is beëindigd.",
}
"""How a step is refused, by the state that does not allow it."""


def as_derived(session: Session, work: Work, *, by: Act) -> dict[Key, RegisterValue]:
    """Return the values of an activity as they follow from the facts today, whatever was decided on them."""
    number = work.activity.board_number
    drafted = drafts(board_facts(number, gather(session, number, on=by.today), by.today))
    mine = next((one for one in drafted if draft_id(number, one) == work.activity.id), None)
    return {(one.field, one.key): one for one in mine.values} if mine else {}


def new_row(activity: Activity, *, by: Act) -> ProcessingActivity:
    """Return the row of an activity that was only a suggestion; version 0, not yet in the session."""
    return ProcessingActivity(
        id=activity.id,
        board_number=activity.board_number,
        anchor_kind=activity.anchor.kind,
        anchor_key=activity.anchor.key,
        anchor_name=activity.anchor.name,
        name=activity.name,
        role=activity.role,
        owner_role=activity.owner_role,
        state=activity.state,
        created_at=by.now,
        updated_at=by.now,
        row_version=0,
    )


def _work(session: Session, found: Activity, *, by: Act) -> Work:
    row = session.get(ProcessingActivity, found.id, populate_existing=True)
    if row is None:
        return Work(found, new_row(found, by=by))
    values = session.exec(select(ProcessingValue).where(ProcessingValue.activity_id == found.id))
    last = session.get(ProcessingVersion, (row.id, row.current_version)) if row.current_version else None
    return Work(found, row, {(one.field, one.key): one for one in values}, last)
