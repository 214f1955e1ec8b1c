"""The clock of a prior consultation: recording that the authority takes longer (art. 36(2) AVG)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlmodel import Session

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.dpia.kinds import DpiaState
from swc.dpia.service.opening import own_file, record_change
from swc.errors import InvalidInputError, Problem, RuleRefusedError


def extend_consultation(session: Session, board_number: str, assessment_id: UUID, on: date, *, by: Act) -> None:
    """Record the day on which the authority told that it extends the term.

    Raises `RuleRefusedError` when nothing lies with the authority or the term was extended before, and
    `InvalidInputError` for a day before the request or in the future.
    """
    row = own_file(session, board_number, assessment_id, by=by)
    by.demand(Right.DECIDE_DPIA, board_number)
    if row.state is not DpiaState.PRIOR_CONSULTATION or row.consulted_on is None:
        raise RuleRefusedError("Deze beoordeling ligt niet bij de AP.")
    if row.extended_on is not None:
        raise RuleRefusedError("De termijn is al verlengd; dat kan één keer (art. 36 lid 2 AVG).")
    if on > by.today:
        _refuse("Deze datum ligt in de toekomst.")
    if on < row.consulted_on:
        _refuse("De verlenging kan niet vóór de raadpleging liggen.")
    row.extended_on = on
    row.row_version += 1
    session.add(row)
    record_change(session, row, "assessment.consultation_extended", by=by, after={"on": on.isoformat()})


def _refuse(why: str) -> None:
    """Raise the error of a wrong day."""
    raise InvalidInputError("De verlenging klopt niet.", problems=(Problem("on", why),))
