"""Adding, changing, settling and removing the measures of an assessment."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, func, select

from swc.access.kinds import Act
from swc.dpia.file_schemas import MeasureInput, MeasureOutcome
from swc.dpia.kinds import MeasureState
from swc.dpia.models import Assessment, AssessmentMeasure
from swc.dpia.service.opening import demand_version, own_file, record_change
from swc.errors import InvalidInputError, NotFoundError, Problem, RuleRefusedError

TOLD = ("text", "addressee", "owner_role", "due", "weighing")
SETTLED = ("state", "done_on", "evidence", "reason")


def add_measure(session: Session, board_number: str, assessment_id: UUID, data: MeasureInput, *, by: Act) -> UUID:
    """Add an open measure and return its id."""
    row = own_file(session, board_number, assessment_id, by=by)
    measure = AssessmentMeasure(
        assessment_id=row.id,
        **data.model_dump(include=set(TOLD)),
        state=MeasureState.OPEN,
        position=_next(session, row.id),
    )
    session.add(measure)
    record_change(session, row, "assessment.measure_added", by=by, after=_told(measure, TOLD))
    return measure.id


def change_measure(
    session: Session, board_number: str, assessment_id: UUID, measure_id: UUID, data: MeasureInput, *, by: Act
) -> None:
    """Change what a measure says, for whom it is and when it is due.

    An inherited measure keeps its text and addressee, since those are the central DPIA's; raises `RuleRefusedError`
    for another text there, and `ConflictError` for a lost update.
    """
    row = own_file(session, board_number, assessment_id, by=by)
    measure = _own(session, row, measure_id, data.expected_version)
    if measure.central_key is not None and (measure.text, measure.addressee) != (data.text, data.addressee):
        raise RuleRefusedError(
            "De tekst van een overgenomen maatregel is die van de centrale DPIA.",
            remedy="Leg uw eigen oordeel vast als weging.",
        )
    before = _told(measure, TOLD)
    for name in TOLD:
        setattr(measure, name, getattr(data, name))
    _changed(session, row, measure, "assessment.measure_changed", before, by=by)


def settle_measure(
    session: Session, board_number: str, assessment_id: UUID, measure_id: UUID, data: MeasureOutcome, *, by: Act
) -> None:
    """Record what became of a measure: done with evidence and day, not applicable with a reason, or open again.

    Raises `InvalidInputError` with a problem for each field that is missing, and `ConflictError` for a lost update.
    """
    row = own_file(session, board_number, assessment_id, by=by)
    measure = _own(session, row, measure_id, data.expected_version)
    _demand_whole(data, by.today)
    before = _told(measure, SETTLED)
    done = data.state is MeasureState.DONE
    measure.state = data.state
    measure.done_on = (data.on or by.today) if done else None
    measure.evidence = data.evidence if done else ""
    measure.reason = data.reason
    act = replace(by, reason=data.reason or by.reason)
    _changed(session, row, measure, "assessment.measure_settled", before, by=act)


def remove_measure(session: Session, board_number: str, assessment_id: UUID, measure_id: UUID, *, by: Act) -> None:
    """Remove a measure of the board's own; one that was inherited is found not applicable instead."""
    row = own_file(session, board_number, assessment_id, by=by)
    measure = _own(session, row, measure_id, None)
    if measure.central_key is not None:
        raise RuleRefusedError(
            "Een overgenomen maatregel wordt niet verwijderd.",
            remedy="Zet haar met een reden op ‘niet van toepassing’.",
        )
    before = _told(measure, TOLD)
    session.delete(measure)
    record_change(session, row, "assessment.measure_removed", by=by, before=before)


def _own(session: Session, row: Assessment, measure_id: UUID, expected: int | None) -> AssessmentMeasure:
    """Return a measure of this assessment."""
    measure = session.get(AssessmentMeasure, measure_id)
    if measure is None or measure.assessment_id != row.id:
        raise NotFoundError("Deze maatregel is niet gevonden in deze beoordeling.")
    demand_version(measure.row_version, expected)
    return measure


def _demand_whole(data: MeasureOutcome, today: date) -> None:
    """Refuse done without evidence or in the future, and not applicable without a reason."""
    problems = []
    if data.state is MeasureState.DONE and not data.evidence:
        problems.append(Problem("evidence", "Geef aan waaruit blijkt dat de maatregel is genomen."))
    if data.on is not None and data.on > today:
        problems.append(Problem("on", "Deze datum ligt in de toekomst."))
    if data.state is MeasureState.NOT_APPLICABLE and not data.reason:
        problems.append(Problem("reason", "Geef een reden waarom de maatregel niet geldt."))
    if problems:
        raise InvalidInputError("De maatregel kan zo niet worden afgerond.", problems=tuple(problems))


def _changed(
    session: Session, row: Assessment, measure: AssessmentMeasure, kind: str, before: dict[str, Any], *, by: Act
) -> None:
    """Give a measure its next version and record the change; the same again changes nothing."""
    after = _told(measure, tuple(before))
    if after == before:
        return
    measure.row_version += 1
    session.add(measure)
    text = {"text": measure.text}
    changed = {name for name in after if after[name] != before[name]}
    record_change(
        session,
        row,
        kind,
        by=by,
        before={**text, **{name: value for name, value in before.items() if name in changed}},
        after={**text, **{name: value for name, value in after.items() if name in changed}},
    )


def _told(measure: AssessmentMeasure, names: tuple[str, ...]) -> dict[str, Any]:
    """Return columns of a measure as JSON holds them."""
    values = {name: getattr(measure, name) for name in names}
    return {name: one.isoformat() if isinstance(one, date) else one for name, one in values.items()}


def _next(session: Session, assessment_id: UUID) -> int:
    """Return the place after the last measure."""
    wanted = select(func.max(col(AssessmentMeasure.position))).where(AssessmentMeasure.assessment_id == assessment_id)
    return (session.exec(wanted).one() or 0) + 1
