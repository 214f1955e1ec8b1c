"""Assessments of a use as JSON: how it stands, the steps, the answers to criteria and the central DPIA cited."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter, Response
from sqlmodel import Session

from api.board_door import BoardNumber
from api.deps import ActDep, SessionDep
from api.landscape_query import FilterDep
from api.v1.etags import IfMatch, tag
from swc.access.kinds import Act
from swc.access.schemas import Input
from swc.dpia import service
from swc.dpia.disclosure import detail_for, worklist_for
from swc.dpia.kinds import Answer, AssessmentKind
from swc.dpia.queries import open_dpia, worklist
from swc.dpia.schemas import AnswerInput, CitationInput, DpiaDetail, DpiaStatus, StepInput, Worklist

router = APIRouter(prefix="/api/v1", tags=["DPIA"])

USE = "/boards/{number}/uses/{use_id}"


class AnswerBody(Input):
    """What is answered to a criterion, and why."""

    answer: Answer
    reason: str = ""


@router.get("/boards/{number}/assessments", summary="De applicaties van een bestuur naar urgentie van de DPIA")
def read_worklist(number: BoardNumber, filters: FilterDep, session: SessionDep, act: ActDep) -> Worklist:
    """Return the uses that the filter asks for, the most urgent first, with counts over the whole board."""
    return worklist_for(act, number, worklist(session, number, filters, act.today))


@router.get(f"{USE}/assessments", summary="DPIA en DTIA van een applicatie, met criteria en historie")
def read_assessments(number: BoardNumber, use_id: UUID, session: SessionDep, act: ActDep) -> DpiaDetail:
    """Return how a use stands: duty with facts, state, allowed steps, history and central DPIAs."""
    return detail_for(act, open_dpia(session, number, use_id, by=act))


@router.get(f"{USE}/assessments/{{kind}}", summary="Eén beoordeling, met de ETag voor een volgende stap")
def read_assessment(
    *, number: BoardNumber, use_id: UUID, kind: AssessmentKind, session: SessionDep, act: ActDep, response: Response
) -> DpiaStatus:
    """Return one assessment; version 0 stands for one that nobody began."""
    return _told(session, number, use_id, kind, by=act, response=response)


@router.post(f"{USE}/assessments/{{kind}}/steps", summary="Een stap nemen", status_code=201)
def take_step(
    *,
    number: BoardNumber,
    use_id: UUID,
    kind: AssessmentKind,
    data: StepInput,
    version: IfMatch,
    session: SessionDep,
    act: ActDep,
    response: Response,
) -> DpiaStatus:
    """Take a step that the transition table allows (`allowedEvents`); the answer is the new state."""
    given = data.model_copy(update={"expected_version": version})
    service.step(session, number, use_id, kind, given, by=act)
    return _told(session, number, use_id, kind, by=act, response=response)


@router.put(f"{USE}/assessments/dpia/central", summary="De centrale DPIA waarop het bestuur bouwt")
def cite_central(
    *,
    number: BoardNumber,
    use_id: UUID,
    data: CitationInput,
    version: IfMatch,
    session: SessionDep,
    act: ActDep,
    response: Response,
) -> DpiaStatus:
    """Cite a version of a central DPIA with the local part; citing settles nothing."""
    service.cite_central(session, number, use_id, data.model_copy(update={"expected_version": version}), by=act)
    return _told(session, number, use_id, AssessmentKind.DPIA, by=act, response=response)


@router.put(f"{USE}/criteria/{{criterion}}", summary="Een criterium beantwoorden")
def answer_criterion(
    *, number: BoardNumber, use_id: UUID, criterion: str, data: AnswerBody, session: SessionDep, act: ActDep
) -> DpiaStatus:
    """Answer a criterion (WP1–WP9, AP01–AP17) with a reason; it goes before what was derived."""
    given = AnswerInput(criterion=criterion[:20], answer=data.answer, reason=data.reason)
    service.answer_criterion(session, number, use_id, given, by=act)
    return open_dpia(session, number, use_id, by=act).dpia


@router.delete(f"{USE}/criteria/{{criterion}}", summary="Een antwoord terugnemen", status_code=204)
def take_back_answer(*, number: BoardNumber, use_id: UUID, criterion: str, session: SessionDep, act: ActDep) -> None:
    """Take an answer back; what was derived counts again."""
    service.answer_criterion(session, number, use_id, AnswerInput(criterion=criterion[:20]), by=act)


def _told(
    session: Session, number: str, use_id: UUID, kind: AssessmentKind, *, by: Act, response: Response
) -> DpiaStatus:
    """Return one assessment with its ETag."""
    found = detail_for(by, open_dpia(session, number, use_id, by=by)).of(kind)
    tag(response, found.row_version)
    return found
