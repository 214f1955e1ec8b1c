"""The term in which the authority answers a prior consultation (art. 36(2) AVG); pure."""

from __future__ import annotations

from datetime import date, timedelta

from swc.dpia.file_schemas import ConsultationClock
from swc.dpia.kinds import DpiaState
from vocab.norms import norm

TERM = "prior-consultation-weeks"
EXTENSION = "prior-consultation-extension-weeks"


def clock(
    state: DpiaState, consulted_on: date | None, extended_on: date | None, today: date
) -> ConsultationClock | None:
    """Return the clock of a consultation, if there was one in this round; it runs until the answer came."""
    if consulted_on is None:
        return None
    weeks = norm(TERM, consulted_on).whole
    if extended_on is not None:
        weeks += norm(EXTENSION, consulted_on).whole
    due = consulted_on + timedelta(weeks=weeks)
    running = state is DpiaState.PRIOR_CONSULTATION
    return ConsultationClock(
        consulted_on=consulted_on, answer_due=due, extended_on=extended_on, overdue=running and due < today
    )
