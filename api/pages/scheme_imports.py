"""Pages on which concept schemes of others are read, weighed, stored, browsed and taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from sqlmodel import Session

from api.deps import ActDep, FormDep, IrisDep, PageDep, SessionDep
from api.forms import Entered, attempt, entered, parsed, tried
from api.paging import Paging, WindowDep, paging
from api.uploads import UploadLimitDep, uploaded
from swc.access.kinds import Act
from swc.access.roles import Right
from swc.catalogue.imported import queries, service
from swc.catalogue.imported.kinds import Change, Publication, Severity
from swc.catalogue.imported.reading import Limits
from swc.catalogue.imported.schemas import (
    ChooseInput,
    FileReport,
    FileSummary,
    ImportedConceptDetail,
    ImportedConceptSummary,
    ImportedSummary,
    StoreInput,
)
from swc.catalogue.mappings.ends import IMPORT
from swc.catalogue.mappings.kinds import End
from swc.catalogue.mappings.queries import mappings_of
from swc.catalogue.mappings.schemas import MappingFact
from vocab.iris import Iris

router = APIRouter(prefix="/begrippen/import")
HOME = "/begrippen/import"
_MEGABYTE = 1024 * 1024
READ_AS = "Turtle, N-Triples, RDF/XML en JSON-LD worden gelezen."
Search = Annotated[str, Query(alias="zoek", max_length=200)]


@dataclass(frozen=True, slots=True)
class SchemesPage:
    """The schemes of others, the files that wait, and the form for a file where the actor may read one."""

    schemes: tuple[ImportedSummary, ...]
    waiting: tuple[FileSummary, ...]
    may_read: bool
    limit_mb: int
    form: Entered


@dataclass(frozen=True, slots=True)
class FilePage:
    """A file with its report and the form to store it."""

    file: FileReport
    form: Entered
    severities: tuple[Severity, ...] = tuple(Severity)
    publications: tuple[Publication, ...] = tuple(Publication)
    changes: tuple[Change, ...] = tuple(Change)


@dataclass(frozen=True, slots=True)
class SchemePage:
    """A scheme of others with a page of its concepts and, for an editor, its versions."""

    scheme: ImportedSummary
    concepts: Paging[ImportedConceptSummary]
    search: str
    versions: tuple[FileSummary, ...]
    may_undo: bool


@dataclass(frozen=True, slots=True)
class ConceptPage:
    """A concept of others with what it is mapped on."""

    scheme: ImportedSummary
    detail: ImportedConceptDetail
    mappings: tuple[MappingFact, ...]
    end: End


@router.get("")
def list_schemes(session: SessionDep, act: ActDep, page: PageDep, limit: UploadLimitDep) -> Response:
    """Show the schemes of others, and the form for a file."""
    return page.render("scheme_imports/list.html", _schemes(session, limit, Entered(), by=act))


@router.post("")
def read_file(*, limit: UploadLimitDep, session: SessionDep, act: ActDep, page: PageDep, form: FormDep) -> Response:
    """Read a file and go to its report; what cannot be read says why above the form."""
    act.demand(Right.EDIT_CATALOGUE)
    read = tried(lambda: _read(form, limit))
    kept = read if read.refused else attempt(session, lambda: service.keep_file(session, read.value, by=act))
    if kept.refused is not None:
        shown = _schemes(session, limit, entered(form, kept.refused), by=act)
        return page.render("scheme_imports/list.html", shown, status=400)
    return page.see_other(f"{HOME}/bestanden/{kept.value}")


@router.get("/bestanden/{file_id}")
def show_report(file_id: UUID, session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Show what a file holds and what storing it would do."""
    return page.render("scheme_imports/report.html", FilePage(queries.file_report(session, file_id, by=act), Entered()))


@router.post("/bestanden/{file_id}")
def store(file_id: UUID, session: SessionDep, act: ActDep, page: PageDep, form: FormDep) -> Response:
    """Store a file as the newest version of its scheme."""
    stored = attempt(session, lambda: service.store_file(session, file_id, parsed(StoreInput, form), by=act))
    if stored.refused is not None:
        shown = FilePage(queries.file_report(session, file_id, by=act), entered(form, stored.refused))
        return page.render("scheme_imports/report.html", shown, status=400)
    return page.see_other(f"{HOME}/{stored.value}", notice="De begrippenlijst is opgeslagen.")


@router.post("/bestanden/{file_id}/lijst")
def choose(file_id: UUID, session: SessionDep, act: ActDep, page: PageDep, form: FormDep) -> Response:
    """Weigh another scheme of the same file."""
    service.choose_scheme(session, file_id, parsed(ChooseInput, form), by=act)
    return page.see_other(f"{HOME}/bestanden/{file_id}")


@router.post("/bestanden/{file_id}/weggooien")
def discard(file_id: UUID, session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Throw a file that waits away."""
    service.discard_file(session, file_id, by=act)
    return page.see_other(HOME, notice="Het bestand is weggegooid.")


@router.get("/{key}")
def show_scheme(
    *,
    key: str,
    request: Request,
    session: SessionDep,
    act: ActDep,
    page: PageDep,
    window: WindowDep,
    search: Search = "",
) -> Response:
    """Show a scheme with a page of its concepts."""
    scheme = queries.imported_scheme(session, key, by=act)
    found, total = queries.imported_concepts(session, key, search=search, offset=window.offset, limit=window.size)
    editor = act.actor.may(Right.EDIT_CATALOGUE)
    versions = queries.files(session, by=act, key=key) if editor else ()
    shown = SchemePage(scheme, paging(request, window, found, total), search, versions, editor)
    return page.render("scheme_imports/scheme.html", shown)


@router.post("/{key}/terugdraaien")
def undo(key: str, session: SessionDep, act: ActDep, page: PageDep, form: FormDep) -> Response:
    """Take the newest version back."""
    version = str(form.get("row_version", ""))
    service.undo_version(session, key, by=act, expected_version=int(version) if version.isdecimal() else None)
    return page.see_other(HOME, notice="De laatste versie is teruggedraaid.")


@router.get("/{key}/{code}")
def show_concept(*, key: str, code: str, session: SessionDep, act: ActDep, page: PageDep, iris: IrisDep) -> Response:
    """Show a concept of others with all that its file says."""
    return page.render("scheme_imports/concept.html", _concept(session, iris, key, code, by=act))


def _concept(session: Session, iris: Iris, key: str, code: str, *, by: Act) -> ConceptPage:
    scheme = queries.imported_scheme(session, key, by=by)
    detail = queries.imported_concept(session, key, code)
    end = End(IMPORT + key, detail.concept.iri)
    return ConceptPage(scheme, detail, mappings_of(session, iris, end, by=by), end)


def _schemes(session: Session, limit: int, form: Entered, *, by: Act) -> SchemesPage:
    editor = by.actor.may(Right.EDIT_CATALOGUE)
    waiting = queries.files(session, by=by) if editor else ()
    return SchemesPage(queries.imported_schemes(session, by=by), waiting, editor, limit // _MEGABYTE, form)


def _read(form: FormDep, limit: int) -> service.ReadFile:
    file = uploaded(form, "bestand", limit, remedy=READ_AS)
    return service.read_file(file.content, file.name, Limits(size=limit))
