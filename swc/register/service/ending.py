"""What ends: a suggestion is rejected, an established activity ends; both with a reason, and both can be reopened."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlmodel import Session

from swc.access.kinds import Act
from swc.audit import service as audit
from swc.audit.kinds import SubjectKind
from swc.errors import Problem
from swc.register.kinds import ActivityState
from swc.register.schemas import ActivityEnding
from swc.register.service import checks
from swc.register.service.keeping import keep
from swc.register.service.opening import Work, demand_state, open_activity


def reject(session: Session, board_number: str, activity_id: UUID, data: ActivityEnding, *, by: Act) -> None:
    """Say that a suggested activity is none, with the reason; it stays visible as rejected."""
    work = open_activity(session, board_number, activity_id, by=by, expected_version=data.expected_version)
    demand_state(work, ActivityState.SUGGESTED)
    work.row.state = ActivityState.REJECTED
    work.row.reason = data.reason
    keep(session, work, "processing.rejected", reason=data.reason, by=by)


def end(session: Session, board_number: str, activity_id: UUID, data: ActivityEnding, *, by: Act) -> None:
    """End an established activity as of a day (today, unless given) with the reason; this makes its last version."""
    work = open_activity(session, board_number, activity_id, by=by, expected_version=data.expected_version)
    demand_state(work, ActivityState.ESTABLISHED)
    _demand_past(data.on, by.today)
    work.row.state = ActivityState.ENDED
    work.row.reason = data.reason
    work.row.ended_on = data.on or by.today
    keep(session, work, "processing.ended", reason=data.reason, by=by)


def reopen(session: Session, board_number: str, activity_id: UUID, data: ActivityEnding, *, by: Act) -> None:
    """Take back an ending (a new version) or a rejection (a suggestion again), with the reason."""
    work = open_activity(session, board_number, activity_id, by=by, expected_version=data.expected_version)
    demand_state(work, ActivityState.ENDED, ActivityState.REJECTED)
    if work.activity.state is ActivityState.REJECTED:
        _forget_rejection(session, work, data.reason, by=by)
        return
    work.row.state = ActivityState.ESTABLISHED
    work.row.reason = ""
    work.row.ended_on = None
    keep(session, work, "processing.reopened", reason=data.reason, by=by)


def _forget_rejection(session: Session, work: Work, reason: str, *, by: Act) -> None:
    """Remove the row of a rejected suggestion; the event keeps why it was rejected."""
    for value in work.stored.values():
        session.delete(value)
    session.flush()
    session.delete(work.row)
    session.flush()
    audit.record(
        session,
        by=replace(by, reason=reason),
        kind="processing.reopened",
        subject=SubjectKind.PROCESSING,
        key=str(work.row.id),
        board_number=work.row.board_number,
        before={"register_state": work.was["register_state"], "reason": work.was["reason"]},
        after={"register_state": ActivityState.SUGGESTED.value, "name": work.row.name},
    )


def _demand_past(on: date | None, today: date) -> None:
    """Refuse an end that is still to come: the register says what is processed, not what is planned."""
    if on is not None and on > today:
        checks.demand([Problem("on", "De einddatum ligt in de toekomst.", "Beëindig de verwerking op de dag zelf.")])
