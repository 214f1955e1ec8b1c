"""Concept schemes of others as JSON: hand in a file, read its report, store it, read what is stored, take it back."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from api.deps import ActDep, FormDep, SessionDep
from api.paging import WindowDep, paging
from api.uploads import UploadLimitDep, file_field, uploaded
from api.v1.etags import IfMatch, tag
from swc.access.roles import Right
from swc.access.schemas import ReadModel
from swc.catalogue.imported import queries, service
from swc.catalogue.imported.reading import Limits
from swc.catalogue.imported.schemas import (
    ChooseInput,
    FileReport,
    ImportedConceptDetail,
    ImportedConceptSummary,
    ImportedSummary,
    StoreInput,
)

router = APIRouter(prefix="/api/v1", tags=["Begrippen"])
Search = Annotated[str, Query(max_length=200, description="Wat u zoekt in termen en notatie")]


class ImportedList(ReadModel):
    """The schemes of others."""

    items: tuple[ImportedSummary, ...]


class ImportedConceptList(ReadModel):
    """One page of the concepts of a scheme of others."""

    items: tuple[ImportedConceptSummary, ...]
    page: int
    page_size: int
    total: int


@router.get("/imported-schemes", summary="Begrippenlijsten van anderen")
def list_schemes(session: SessionDep, act: ActDep) -> ImportedList:
    """Return the schemes that were read in; without signing in only those whose licence allows it."""
    return ImportedList(items=queries.imported_schemes(session, by=act))


@router.post(
    "/imported-schemes/files",
    summary="Bestand met SKOS lezen, zonder iets op te slaan",
    status_code=201,
    openapi_extra=file_field("SKOS in Turtle, N-Triples, RDF/XML of JSON-LD"),
)
def read_file(
    *, limit: UploadLimitDep, session: SessionDep, act: ActDep, form: FormDep, response: Response
) -> FileReport:
    """Read a file (field `file`) and return the report on it."""
    act.demand(Right.EDIT_CATALOGUE)
    file = uploaded(form, "file", limit, remedy="Turtle, N-Triples, RDF/XML en JSON-LD worden gelezen.")
    read = service.read_file(file.content, file.name, Limits(size=limit))
    file_id = service.keep_file(session, read, by=act)
    response.headers["Location"] = f"/api/v1/imported-schemes/files/{file_id}"
    return queries.file_report(session, file_id, by=act)


@router.get("/imported-schemes/files/{file_id}", summary="Verslag van een gelezen bestand")
def read_report(file_id: UUID, session: SessionDep, act: ActDep) -> FileReport:
    """Return the report on a file."""
    return queries.file_report(session, file_id, by=act)


@router.patch("/imported-schemes/files/{file_id}", summary="Een andere lijst van het bestand kiezen")
def choose(file_id: UUID, data: ChooseInput, session: SessionDep, act: ActDep) -> FileReport:
    """Weigh another scheme of the same file."""
    service.choose_scheme(session, file_id, data, by=act)
    return queries.file_report(session, file_id, by=act)


@router.delete("/imported-schemes/files/{file_id}", summary="Gelezen bestand weggooien", status_code=204)
def discard(file_id: UUID, session: SessionDep, act: ActDep) -> None:
    """Throw a file that waits away."""
    service.discard_file(session, file_id, by=act)


@router.post("/imported-schemes/files/{file_id}/versions", summary="Gelezen bestand opslaan", status_code=201)
def store(file_id: UUID, data: StoreInput, session: SessionDep, act: ActDep, response: Response) -> ImportedSummary:
    """Store a file as the newest version of its scheme; what a hard rule forbids is refused."""
    key = service.store_file(session, file_id, data, by=act)
    response.headers["Location"] = f"/api/v1/imported-schemes/{key}"
    return _shown(session, key, act, response)


@router.get("/imported-schemes/{key}", summary="Eén begrippenlijst van anderen")
def read_scheme(key: str, session: SessionDep, act: ActDep, response: Response) -> ImportedSummary:
    """Return one scheme."""
    return _shown(session, key, act, response)


@router.delete("/imported-schemes/{key}/versions/latest", summary="Laatste versie terugdraaien", status_code=204)
def undo(key: str, session: SessionDep, act: ActDep, version: IfMatch) -> None:
    """Take the newest version back; the one before is in force again."""
    service.undo_version(session, key, by=act, expected_version=version)


@router.get(
    "/imported-schemes/{key}/concepts",
    summary="De begrippen van een lijst van anderen",
    response_model=ImportedConceptList,
)
def list_concepts(
    *,
    key: str,
    request: Request,
    session: SessionDep,
    act: ActDep,
    window: WindowDep,
    response: Response,
    search: Search = "",
) -> dict[str, Any]:
    """Return the concepts in order, deprecated ones last; case and diacritics do not count in a search."""
    queries.imported_scheme(session, key, by=act)
    found, total = queries.imported_concepts(session, key, search=search, offset=window.offset, limit=window.size)
    return paging(request, window, found, total).tell(response)


@router.get("/imported-schemes/{key}/concepts/{code}", summary="Eén begrip van anderen")
def read_concept(key: str, code: str, session: SessionDep, act: ActDep) -> ImportedConceptDetail:
    """Return one concept with all that its file says."""
    queries.imported_scheme(session, key, by=act)
    return queries.imported_concept(session, key, code)


def _shown(session: SessionDep, key: str, act: ActDep, response: Response) -> ImportedSummary:
    found = queries.imported_scheme(session, key, by=act)
    tag(response, found.row_version)
    return found
