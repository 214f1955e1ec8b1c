"""Changing an established activity: many decisions in one form make one new version, if what counts changes."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session

from swc.access.kinds import Act
from swc.register.kinds import ActivityState
from swc.register.schemas import ActivityChange
from swc.register.service.deciding import decide
from swc.register.service.keeping import keep, rename
from swc.register.service.opening import demand_state, open_activity


def change(session: Session, board_number: str, activity_id: UUID, data: ActivityChange, *, by: Act) -> None:
    """Decide on the values of an established activity, or give it another name, role or owner.

    What changes nothing that counts (rejecting a suggestion) makes no version; what changes nothing at all, no event.
    Raises `NotFoundError`, `RuleRefusedError` for what is not established, `ConflictError` for another version and
    `InvalidInputError` with every problem.
    """
    work = open_activity(session, board_number, activity_id, by=by, expected_version=data.expected_version)
    demand_state(work, ActivityState.ESTABLISHED)
    decide(session, work, data, by=by)
    rename(work, data)
    keep(session, work, "processing.changed", reason=data.reason, by=by)
