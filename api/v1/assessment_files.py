"""Assessments as files in JSON: the list, a new one, one whole, its steps, screening, texts, risks and measures."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Response
from pydantic import Field
from sqlmodel import Session

from api.board_door import BoardNumber
from api.deps import ActDep, SessionDep
from api.dossier_query import DossierFilterDep
from api.dpia_door import DpiaBoardNumber
from api.v1.etags import IfMatch, tag
from swc.access.kinds import Act
from swc.access.schemas import Input
from swc.dpia import service
from swc.dpia.dossiers import Dossiers, open_dossiers
from swc.dpia.file_schemas import AssessmentFile, ScopeInput, ScreeningInput, Section, SectionInput
from swc.dpia.files import open_file
from swc.dpia.kinds import AssessmentKind, ReviewTrigger
from swc.dpia.schemas import StepInput
from swc.dpia.sections import section_versions
from swc.errors import NotFoundError

router = APIRouter(prefix="/api/v1", tags=["DPIA"])

FILE = "/boards/{number}/assessments/{assessment_id}"

AssessmentId = Annotated[UUID, Path(description="Nummer van de beoordeling")]
SectionCode = Annotated[str, Path(max_length=40, description="Code uit de lijst dpia-sections")]


class SectionBody(Input):
    """The text of a section."""

    text: str = Field(max_length=40_000)


class ExtensionBody(Input):
    """The day on which the authority said to need six weeks more."""

    on: date


class TriggerBody(Input):
    """What happened that can change the risk, in words, and when."""

    trigger: ReviewTrigger
    reason: str = Field(min_length=1, max_length=4000)
    on: date


@router.get("/boards/{number}/assessment-files", summary="De DPIA-dossiers van een bestuur naar urgentie")
def read_files(number: BoardNumber, filters: DossierFilterDep, session: SessionDep, act: ActDep) -> Dossiers:
    """Return the assessments that the filter asks for; a purchaser sees their status only."""
    return open_dossiers(session, number, filters, by=act)


@router.post("/boards/{number}/assessments", summary="Een dossier openen over verwerkingen", status_code=201)
def open_assessment(
    number: DpiaBoardNumber, data: ScopeInput, session: SessionDep, act: ActDep, response: Response
) -> AssessmentFile:
    """Open an assessment over established activities of the register."""
    found = service.open_assessment(session, number, data, by=act)
    response.headers["Location"] = f"/api/v1/boards/{number}/assessments/{found}"
    return _told(session, number, found, by=act, response=response)


@router.post("/boards/{number}/uses/{use_id}/assessments/{kind}", summary="Dossier van een applicatie", status_code=201)
def open_for_use(
    *, number: DpiaBoardNumber, use_id: UUID, kind: AssessmentKind, session: SessionDep, act: ActDep, response: Response
) -> AssessmentFile:
    """Open the assessment of one use; the one that there is already when there is one."""
    found = service.open_for_use(session, number, use_id, kind, by=act)
    response.headers["Location"] = f"/api/v1/boards/{number}/assessments/{found}"
    return _told(session, number, found, by=act, response=response)


@router.get(FILE, summary="Eén dossier, met alles wat erin staat")
def read_file(
    number: DpiaBoardNumber, assessment_id: AssessmentId, session: SessionDep, act: ActDep, response: Response
) -> AssessmentFile:
    """Return scope, screening, texts, risks, measures, advice, decision and history."""
    return _told(session, number, assessment_id, by=act, response=response)


@router.put(f"{FILE}/scope", summary="Titel, schaal en verwerkingen wijzigen")
def set_scope(
    *,
    number: DpiaBoardNumber,
    assessment_id: AssessmentId,
    data: ScopeInput,
    session: SessionDep,
    act: ActDep,
    response: Response,
) -> AssessmentFile:
    """Cover other activities; the kind stays."""
    service.set_scope(session, number, assessment_id, data, by=act)
    return _told(session, number, assessment_id, by=act, response=response)


@router.post(f"{FILE}/steps", summary="Een stap nemen", status_code=201)
def take_step(
    *,
    number: DpiaBoardNumber,
    assessment_id: AssessmentId,
    data: StepInput,
    version: IfMatch,
    session: SessionDep,
    act: ActDep,
    response: Response,
) -> AssessmentFile:
    """Take a step that the transition table allows (`allowedEvents`)."""
    given = data.model_copy(update={"expected_version": version})
    service.take_step(session, number, assessment_id, given, by=act)
    return _told(session, number, assessment_id, by=act, response=response)


@router.put(f"{FILE}/screening", summary="De toets vastleggen")
def confirm_screening(
    *,
    number: DpiaBoardNumber,
    assessment_id: AssessmentId,
    data: ScreeningInput,
    version: IfMatch,
    session: SessionDep,
    act: ActDep,
    response: Response,
) -> AssessmentFile:
    """Confirm every criterion at once; what differs from the derivation carries a reason."""
    given = data.model_copy(update={"expected_version": version})
    service.confirm_screening(session, number, assessment_id, given, by=act)
    return _told(session, number, assessment_id, by=act, response=response)


@router.get(f"{FILE}/sections/{{section}}", summary="Eén onderdeel, met de ETag van zijn versie")
def read_section(
    *,
    number: DpiaBoardNumber,
    assessment_id: AssessmentId,
    section: SectionCode,
    session: SessionDep,
    act: ActDep,
    response: Response,
) -> Section:
    """Return a text with what can be filled in ahead; version 0 stands for one that nobody wrote."""
    return _section(session, number, assessment_id, section, by=act, response=response)


@router.get(f"{FILE}/sections/{{section}}/versions", summary="Alle versies van een onderdeel, de nieuwste eerst")
def read_versions(
    number: DpiaBoardNumber, assessment_id: AssessmentId, section: SectionCode, session: SessionDep, act: ActDep
) -> tuple[Section, ...]:
    """Return every text that was ever kept of a section."""
    open_file(session, number, assessment_id, by=act)
    return section_versions(session, assessment_id, section)


@router.put(f"{FILE}/sections/{{section}}", summary="Een onderdeel schrijven")
def write_section(
    *,
    number: DpiaBoardNumber,
    assessment_id: AssessmentId,
    section: SectionCode,
    data: SectionBody,
    version: IfMatch,
    session: SessionDep,
    act: ActDep,
    response: Response,
) -> Section:
    """Keep a text; on a version that is no longer the newest the answer (412) holds both texts and a proposal."""
    given = SectionInput(section=section, text=data.text, number=max(version, 0))
    service.write_section(session, number, assessment_id, given, by=act)
    return _section(session, number, assessment_id, section, by=act, response=response)


@router.post(f"{FILE}/consultation-extension", summary="De AP verlengt haar termijn", status_code=201)
def extend_consultation(
    *,
    number: DpiaBoardNumber,
    assessment_id: AssessmentId,
    data: ExtensionBody,
    session: SessionDep,
    act: ActDep,
    response: Response,
) -> AssessmentFile:
    """Record that the authority needs six weeks more (art. 36(2) AVG)."""
    service.extend_consultation(session, number, assessment_id, data.on, by=act)
    return _told(session, number, assessment_id, by=act, response=response)


@router.post(f"{FILE}/triggers", summary="Een aanleiding voor herziening melden", status_code=201)
def report_trigger(
    *,
    number: DpiaBoardNumber,
    assessment_id: AssessmentId,
    data: TriggerBody,
    session: SessionDep,
    act: ActDep,
    response: Response,
) -> AssessmentFile:
    """Record that something happened that can change the risk; a review begins."""
    service.report_trigger(session, number, assessment_id, data.trigger, data.reason, data.on, by=act)
    return _told(session, number, assessment_id, by=act, response=response)


def _told(session: Session, number: str, assessment_id: UUID, *, by: Act, response: Response) -> AssessmentFile:
    """Return one assessment whole, with its ETag."""
    found = open_file(session, number, assessment_id, by=by)
    tag(response, found.head.row_version)
    return found


def _section(
    session: Session, number: str, assessment_id: UUID, section: str, *, by: Act, response: Response
) -> Section:
    """Return one section, with the ETag of its version."""
    sections = open_file(session, number, assessment_id, by=by).sections
    found = next((one for one in sections if one.code == section), None)
    if found is None:
        raise NotFoundError("Onderdeel %(section)s bestaat niet.", section=section)
    tag(response, found.number)
    return found
