"""Establishing what is suggested: one activity, with everything or a selection, or the whole register in one act."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session

from swc.access.kinds import Act
from swc.audit.service import record_all
from swc.errors import InvalidInputError
from swc.register import queries
from swc.register.kinds import COUNTS, ActivityState
from swc.register.schemas import ActivityChange
from swc.register.service.deciding import accept_suggested, decide
from swc.register.service.keeping import keep, keep_all, rename
from swc.register.service.opening import Work, demand_state, every_work, lock_register, open_activity


def establish(session: Session, board_number: str, activity_id: UUID, data: ActivityChange, *, by: Act) -> None:
    """Establish a suggested activity with all its values or a selection; this makes version 1.

    Raises `NotFoundError`, `RuleRefusedError` for what is no suggestion, `ConflictError` for another version and
    `InvalidInputError` with every problem, also when nothing was chosen.
    """
    work = open_activity(session, board_number, activity_id, by=by, expected_version=data.expected_version)
    demand_state(work, ActivityState.SUGGESTED)
    decide(session, work, data, by=by)
    if not any(one.state in COUNTS for one in work.stored.values()):
        raise InvalidInputError(
            "Er is niets gekozen om over te nemen.", remedy="Kies ten minste één waarde, of wijs de verwerking af."
        )
    rename(work, data)
    work.row.state = ActivityState.ESTABLISHED
    keep(session, work, "processing.established", reason=data.reason, by=by)


def accept_all(session: Session, board_number: str, *, by: Act) -> int:
    """Take over every suggestion of a board's register; return how many activities that changed.

    What is suggested becomes established, what is established takes over what came since. Each activity gets its own
    version and its own event; what somebody rejected, wrote or ended is left as it is.
    """
    lock_register(session, board_number, by=by)
    found = queries.register(session, board_number, by.today).activities
    fresh: list[Work] = []
    grown: list[Work] = []
    for work in every_work(session, board_number, found, by=by):
        if work.activity.state is ActivityState.SUGGESTED:
            work.row.state = ActivityState.ESTABLISHED
            fresh.append(work)
        elif work.activity.state is ActivityState.ESTABLISHED:
            grown.append(work)
        accept_suggested(work, by=by)
    happenings = keep_all(session, fresh, "processing.established", by=by)
    happenings += keep_all(session, grown, "processing.changed", by=by)
    return record_all(session, happenings, by=by) if happenings else 0
