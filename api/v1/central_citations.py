"""The central DPIA on which an assessment builds, as JSON, for assessments of a use and over activities alike."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Response

from api.deps import ActDep, SessionDep
from api.dpia_door import DpiaBoardNumber
from api.v1.etags import IfMatch, tag
from swc.dpia import service
from swc.dpia.file_schemas import AssessmentFile
from swc.dpia.files import open_file
from swc.dpia.schemas import CitationInput

router = APIRouter(prefix="/api/v1/boards/{number}", tags=["DPIA"])


@router.put("/assessments/{assessment_id}/central", summary="De centrale DPIA waarop een dossier bouwt")
def cite_central(
    *,
    number: DpiaBoardNumber,
    assessment_id: Annotated[UUID, Path(description="Nummer van de beoordeling")],
    data: CitationInput,
    version: IfMatch,
    session: SessionDep,
    act: ActDep,
    response: Response,
) -> AssessmentFile:
    """Cite a version of a central DPIA: its measures for boards are taken over, and nothing is settled by it."""
    given = data.model_copy(update={"expected_version": version})
    service.cite_version(session, number, assessment_id, given, by=act)
    found = open_file(session, number, assessment_id, by=act)
    tag(response, found.head.row_version)
    return found
