"""Activities by hand: those that no use leads to, and those in which the board is processor for others."""

from __future__ import annotations

from uuid import UUID, uuid4

from sqlmodel import Session

from swc.access.kinds import Act
from swc.register.kinds import ActivityState, AnchorKind
from swc.register.schemas import Activity, ActivityChange, ActivityCreate, Anchor
from swc.register.service.deciding import decide
from swc.register.service.keeping import demand_controllers, keep
from swc.register.service.opening import Work, lock_register, new_row


def create(session: Session, board_number: str, data: ActivityCreate, *, by: Act) -> UUID:
    """Make an activity by hand, established at once as version 1; return its id.

    Raises `InvalidInputError` with every problem; a board that is processor names for whom (art. 30(2) AVG).
    """
    lock_register(session, board_number, by=by)
    made = uuid4()
    activity = Activity(
        id=made,
        board_number=board_number,
        anchor=Anchor(kind=AnchorKind.MANUAL, key=str(made), name=data.name),
        name=data.name,
        role=data.role,
        owner_role=data.owner_role,
        state=ActivityState.ESTABLISHED,
    )
    work = Work(activity, new_row(activity, by=by))
    decide(session, work, ActivityChange(additions=data.additions), by=by)
    demand_controllers(work, data.role)
    keep(session, work, "processing.created", by=by)
    return made
