"""Reporting by hand what makes a review necessary, such as an incident."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlmodel import Session

from swc.access.kinds import Act
from swc.dpia.kinds import DpiaEvent, ReviewTrigger
from swc.dpia.schemas import StepInput
from swc.dpia.service.opening import own_file
from swc.dpia.service.steps import take


def report_trigger(  # noqa: PLR0917 - what, why and when belong together
    session: Session,
    board_number: str,
    assessment_id: UUID,
    trigger: ReviewTrigger,
    reason: str,
    on: date | None,
    *,
    by: Act,
) -> None:
    """Begin a review of a decided assessment; raises as a step does when it is not decided or has no reason."""
    row = own_file(session, board_number, assessment_id, by=by)
    data = StepInput(event=DpiaEvent.TRIGGER_REVIEW, reason=reason, on=on)
    take(session, row, data, by=by, triggers=(trigger,))
