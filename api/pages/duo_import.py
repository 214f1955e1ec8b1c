"""Taking in DUO's files of boards, schools, sites and pupils, for who keeps the sector's shared facts."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Response
from starlette.datastructures import FormData, UploadFile

from api.deps import ActDep, FormDep, PageDep, SessionDep
from api.forms import Entered, attempt, entered
from api.uploads import UploadLimitDep
from swc.access.roles import Right
from swc.boards.duo.reader import SourceFile
from swc.boards.duo.reports import ImportReport
from swc.boards.imports import import_boards
from swc.errors import InvalidInputError, Problem

router = APIRouter(prefix="/besturen/inlezen")

_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class DuoImportPage:
    """The form for files, and the report when some were just taken in."""

    form: Entered
    report: ImportReport | None
    limit_mb: int


@router.get("")
def choose_files(act: ActDep, page: PageDep, limit: UploadLimitDep) -> Response:
    """Show the form for files."""
    act.demand(Right.IMPORT_BOARDS)
    return page.render("boards/import.html", DuoImportPage(Entered(), None, limit // _MEGABYTE))


@router.post("")
def take_in(*, limit: UploadLimitDep, session: SessionDep, act: ActDep, page: PageDep, form: FormDep) -> Response:
    """Take the files in, all or nothing, and show what that did."""
    act.demand(Right.IMPORT_BOARDS)
    tried = attempt(session, lambda: import_boards(session, _files(form, limit), limit=limit, by=act))
    model = DuoImportPage(entered(form, tried.refused), tried.result, limit // _MEGABYTE)
    return page.render("boards/import.html", model, status=400 if tried.refused else 200)


def _files(form: FormData, limit: int) -> list[SourceFile]:
    """Return the files of the form, each read to just beyond the limit, so that the reader refuses what is larger."""
    found = [one for one in form.getlist("files") if isinstance(one, UploadFile) and one.filename]
    if not found:
        problem = Problem("files", "Kies een of meer CSV-bestanden van DUO.")
        raise InvalidInputError("Er is geen bestand gekozen.", problems=(problem,))
    return [SourceFile(_name(one), one.file.read(limit + 1)) for one in found]


def _name(upload: UploadFile) -> str:
    """Return the last part of a file's name, for messages and as source."""
    return (upload.filename or "").replace("\x00", "").replace("\\", "/").rpartition("/")[2][-200:]
