"""Adding, changing and removing the risks of an assessment, and which measures lower them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlmodel import Session, col, delete, func, select

from swc.access.kinds import Act
from swc.dpia.file_schemas import RiskInput
from swc.dpia.models import Assessment, AssessmentMeasure, AssessmentRisk, RiskMeasure
from swc.dpia.service.opening import demand_version, own_file, record_change
from swc.errors import InvalidInputError, NotFoundError, Problem
from vocab.schemes import scheme

TOLD = (
    "title",
    "description",
    "source",
    "subjects",
    "likelihood",
    "impact",
    "residual_likelihood",
    "residual_impact",
)
ESTIMATES = ("likelihood", "impact", "residual_likelihood", "residual_impact")


def add_risk(session: Session, board_number: str, assessment_id: UUID, data: RiskInput, *, by: Act) -> UUID:
    """Add a risk and return its id; raises `InvalidInputError` for a value the scale or a code list does not have."""
    row = own_file(session, board_number, assessment_id, by=by)
    _demand_valid(session, row, data)
    risk = AssessmentRisk(assessment_id=row.id, title=data.title, position=_next(session, row.id))
    _write(session, risk, data)
    record_change(session, row, "assessment.risk_added", by=by, after=_told(risk))
    return risk.id


def change_risk(
    session: Session, board_number: str, assessment_id: UUID, risk_id: UUID, data: RiskInput, *, by: Act
) -> None:
    """Change a risk; raises as `add_risk` does, and `ConflictError` for a lost update."""
    row = own_file(session, board_number, assessment_id, by=by)
    risk = _own(session, row, risk_id)
    demand_version(risk.row_version, data.expected_version)
    _demand_valid(session, row, data)
    before = {**_told(risk), "measures": _measures(session, risk.id)}
    if before == {**{name: _plain(getattr(data, name)) for name in TOLD}, "measures": sorted(map(str, data.measures))}:
        return
    risk.row_version += 1
    _write(session, risk, data)
    after = {**_told(risk), "measures": _measures(session, risk.id)}
    changed = {name for name in after if after[name] != before[name]} | {"title"}
    record_change(
        session,
        row,
        "assessment.risk_changed",
        by=by,
        before={name: before[name] for name in before if name in changed},
        after={name: after[name] for name in after if name in changed},
    )


def remove_risk(session: Session, board_number: str, assessment_id: UUID, risk_id: UUID, *, by: Act) -> None:
    """Remove a risk; what it was stays in the history."""
    row = own_file(session, board_number, assessment_id, by=by)
    risk = _own(session, row, risk_id)
    before = _told(risk)
    session.delete(risk)
    record_change(session, row, "assessment.risk_removed", by=by, before=before)


def _own(session: Session, row: Assessment, risk_id: UUID) -> AssessmentRisk:
    """Return a risk of this assessment."""
    risk = session.get(AssessmentRisk, risk_id)
    if risk is None or risk.assessment_id != row.id:
        raise NotFoundError("Dit risico is niet gevonden in deze beoordeling.")
    return risk


def _demand_valid(session: Session, row: Assessment, data: RiskInput) -> None:
    """Refuse an estimate above the scale, an unknown data subject and a measure of another assessment."""
    size = row.matrix.size
    problems = [
        Problem(name, "Deze schaal gaat tot en met %(size)s.", params={"size": size})
        for name in ESTIMATES
        if (getattr(data, name) or 0) > size
    ]
    if set(data.subjects) - set(scheme("data-subjects").codes):
        problems.append(Problem("subjects", "Deze soort betrokkenen staat niet in de lijst."))
    mine = select(func.count()).where(
        col(AssessmentMeasure.assessment_id) == row.id, col(AssessmentMeasure.id).in_(set(data.measures))
    )
    if data.measures and session.exec(mine).one() != len(set(data.measures)):
        problems.append(Problem("measures", "Deze maatregel hoort niet bij deze beoordeling."))
    if problems:
        raise InvalidInputError("Het risico klopt niet.", problems=tuple(problems))


def _write(session: Session, risk: AssessmentRisk, data: RiskInput) -> None:
    """Set the columns of a risk and its measures."""
    for name in TOLD:
        setattr(risk, name, _plain(getattr(data, name)))
    session.add(risk)
    session.flush()
    session.exec(delete(RiskMeasure).where(col(RiskMeasure.risk_id) == risk.id))
    session.add_all(RiskMeasure(risk_id=risk.id, measure_id=one) for one in dict.fromkeys(data.measures))
    session.flush()


def _measures(session: Session, risk_id: UUID) -> list[str]:
    """Return the ids of the measures that lower a risk."""
    return sorted(map(str, session.exec(select(RiskMeasure.measure_id).where(RiskMeasure.risk_id == risk_id)).all()))


def _next(session: Session, assessment_id: UUID) -> int:
    """Return the place after the last risk."""
    wanted = select(func.max(AssessmentRisk.position)).where(AssessmentRisk.assessment_id == assessment_id)
    return (session.exec(wanted).one() or 0) + 1


def _told(risk: AssessmentRisk) -> dict[str, Any]:
    """Return a risk as an event tells it."""
    return {name: getattr(risk, name) for name in TOLD}


def _plain(value: object) -> object:
    """Return a value as the column keeps it."""
    return list(value) if isinstance(value, tuple) else value
