"""Risks and measures of an assessment as JSON, and the measures of a whole board."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path
from sqlmodel import Session

from api.deps import ActDep, SessionDep
from api.dossier_query import MeasureFilterDep
from api.dpia_door import DpiaBoardNumber
from api.v1.etags import IfMatch
from swc.access.kinds import Act
from swc.dpia import service
from swc.dpia.dossiers import BoardMeasures, open_measures
from swc.dpia.file_schemas import MeasureInput, MeasureOutcome, MeasureRow, RiskInput, RiskRow
from swc.dpia.files import open_file

router = APIRouter(prefix="/api/v1", tags=["DPIA"])

FILE = "/boards/{number}/assessments/{assessment_id}"

AssessmentId = Annotated[UUID, Path(description="Nummer van de beoordeling")]


@router.get("/boards/{number}/measures", summary="De maatregelen van een bestuur, over tijd eerst")
def read_measures(
    number: DpiaBoardNumber, filters: MeasureFilterDep, session: SessionDep, act: ActDep
) -> BoardMeasures:
    """Return the measures that the filter asks for; without a state the open ones."""
    return open_measures(session, number, filters, by=act)


@router.post(f"{FILE}/risks", summary="Een risico toevoegen", status_code=201)
def add_risk(
    number: DpiaBoardNumber, assessment_id: AssessmentId, data: RiskInput, session: SessionDep, act: ActDep
) -> RiskRow:
    """Add a risk; the answer holds its levels."""
    found = service.add_risk(session, number, assessment_id, data, by=act)
    return _risk(session, number, assessment_id, found, by=act)


@router.put(f"{FILE}/risks/{{risk_id}}", summary="Een risico wijzigen")
def change_risk(
    *,
    number: DpiaBoardNumber,
    assessment_id: AssessmentId,
    risk_id: UUID,
    data: RiskInput,
    version: IfMatch,
    session: SessionDep,
    act: ActDep,
) -> RiskRow:
    """Change a risk; If-Match is its `rowVersion`."""
    given = data.model_copy(update={"expected_version": version})
    service.change_risk(session, number, assessment_id, risk_id, given, by=act)
    return _risk(session, number, assessment_id, risk_id, by=act)


@router.delete(f"{FILE}/risks/{{risk_id}}", summary="Een risico verwijderen", status_code=204)
def remove_risk(
    number: DpiaBoardNumber, assessment_id: AssessmentId, risk_id: UUID, session: SessionDep, act: ActDep
) -> None:
    """Remove a risk; what it was stays in the history."""
    service.remove_risk(session, number, assessment_id, risk_id, by=act)


@router.post(f"{FILE}/measures", summary="Een maatregel toevoegen", status_code=201)
def add_measure(
    number: DpiaBoardNumber, assessment_id: AssessmentId, data: MeasureInput, session: SessionDep, act: ActDep
) -> MeasureRow:
    """Add a measure for the board or the vendor."""
    found = service.add_measure(session, number, assessment_id, data, by=act)
    return _measure(session, number, assessment_id, found, by=act)


@router.put(f"{FILE}/measures/{{measure_id}}", summary="Een maatregel wijzigen")
def change_measure(
    *,
    number: DpiaBoardNumber,
    assessment_id: AssessmentId,
    measure_id: UUID,
    data: MeasureInput,
    version: IfMatch,
    session: SessionDep,
    act: ActDep,
) -> MeasureRow:
    """Change a measure; If-Match is its `rowVersion`. An inherited one keeps the words of its source."""
    given = data.model_copy(update={"expected_version": version})
    service.change_measure(session, number, assessment_id, measure_id, given, by=act)
    return _measure(session, number, assessment_id, measure_id, by=act)


@router.put(f"{FILE}/measures/{{measure_id}}/outcome", summary="Wat er van een maatregel werd")
def settle_measure(
    *,
    number: DpiaBoardNumber,
    assessment_id: AssessmentId,
    measure_id: UUID,
    data: MeasureOutcome,
    version: IfMatch,
    session: SessionDep,
    act: ActDep,
) -> MeasureRow:
    """Record done with evidence, not applicable with a reason, or open again."""
    given = data.model_copy(update={"expected_version": version})
    service.settle_measure(session, number, assessment_id, measure_id, given, by=act)
    return _measure(session, number, assessment_id, measure_id, by=act)


@router.delete(f"{FILE}/measures/{{measure_id}}", summary="Een maatregel verwijderen", status_code=204)
def remove_measure(
    number: DpiaBoardNumber, assessment_id: AssessmentId, measure_id: UUID, session: SessionDep, act: ActDep
) -> None:
    """Remove a measure of the board's own; an inherited one is found not applicable instead."""
    service.remove_measure(session, number, assessment_id, measure_id, by=act)


def _risk(session: Session, number: str, assessment_id: UUID, risk_id: UUID, *, by: Act) -> RiskRow:
    risks = open_file(session, number, assessment_id, by=by).risks
    return next(one for one in risks if one.id == risk_id)


def _measure(session: Session, number: str, assessment_id: UUID, measure_id: UUID, *, by: Act) -> MeasureRow:
    measures = open_file(session, number, assessment_id, by=by).measures
    return next(one for one in measures if one.id == measure_id)
