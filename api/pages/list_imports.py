"""What reading in any file of a board takes: choose a file, weigh what was read, process it, take it back.

A kind of file says by a `ListDoor` where it stands and what it shows; its routes are the same as those of every other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, ClassVar
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from sqlmodel import Session
from starlette.datastructures import FormData

from api.board_door import BoardNumber
from api.deps import ActDep, FormDep, PageDep, SessionDep
from api.forms import Entered, Outcome, attempt, entered, tried
from api.list_choices import ticked
from api.paging import Paging, WindowDep, paging
from api.rendering import day, label, money
from api.uploads import UploadLimitDep, uploaded
from swc.boards.queries import open_board
from swc.landscape.imports.batches import PAGE
from swc.landscape.imports.kinds import RowState
from swc.landscape.imports.read_files import ReadFile
from swc.landscape.imports.steps import Steps

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Visit:
    """Who is at the files of which board, and what it takes to answer."""

    request: Request
    number: BoardNumber
    session: SessionDep
    act: ActDep
    page: PageDep


@dataclass(frozen=True, slots=True)
class Part:
    """Which part of a file is looked at: a page of rows, of all or in one state."""

    window: WindowDep
    staat: RowState | None = None


VisitDep = Annotated[Visit, Depends()]
PartDep = Annotated[Part, Depends()]


@dataclass(frozen=True, slots=True)
class UploadPage:
    """The form for a file, and the files that were read before; `layouts` names how they were read."""

    number: str
    name: str
    home: str
    limit_mb: int
    batches: tuple[Any, ...]
    form: Entered

    layouts: ClassVar[dict[str, str]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchPage:
    """A file that was read: one page of rows, and the choices that stand."""

    number: str
    name: str
    home: str
    here: str
    batch: Any
    paging: Paging[Any]
    form: Entered

    field_names: ClassVar[dict[str, str]] = {}
    state_names: ClassVar[dict[str, str]] = {}
    schemes: ClassVar[dict[str, str]] = {}
    days: ClassVar[frozenset[str]] = frozenset()
    amounts: ClassVar[frozenset[str]] = frozenset()

    def shown(self, field: str, value: str) -> str:
        """Return a value in words: a day and an amount as people write them, a code by its label."""
        if field in self.days:
            return day(date.fromisoformat(value))
        if field in self.amounts:
            return money(Decimal(value))
        return label(value, self.schemes[field]) if field in self.schemes else value


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyedBatchPage(BatchPage):
    """A file that was read, of which each row takes one choice by kind and key."""

    def ticked(self, row: Any) -> str:  # noqa: ANN401 - the plan of a row
        """Return which choice stands ticked for a row; nothing while something has to be chosen."""
        return ticked(row)


def _nothing(session: Session, batch: Any) -> dict[str, Any]:  # noqa: ANN401, ARG001 - as every door is asked
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class ListDoor:
    """One kind of file: the rest of its address, its pages, and what is done with it.

    `beside` reads what a page of rows shows beside what every kind of file shows.
    """

    path: str
    templates: str
    steps: Steps
    batch_page: type[BatchPage]
    choices_of: Callable[[FormData], Any]
    upload_page: type[UploadPage] = UploadPage
    beside: Callable[[Session, Any], dict[str, Any]] = _nothing

    def home(self, number: str) -> str:
        """Return the address where files are read in."""
        return f"/besturen/{number}/{self.path}"

    def read(self, form: FormData, limit: int) -> ReadFile[Any]:
        """Return what stands in the file of a form."""
        file = uploaded(form, "bestand", limit, remedy=self.steps.reads)
        return self.steps.read(file.content, file.name)

    def upload(self, visit: Visit, limit: int, form: Entered, *, status: int = 200) -> Response:
        """Show the form for a file."""
        found = self.steps.batches.listed(visit.session, visit.number, by=visit.act)
        name = open_board(visit.session, visit.number, by=visit.act).name
        shown = self.upload_page(visit.number, name, self.home(visit.number), limit // _MEGABYTE, found, form)
        return visit.page.render(f"{self.templates}/import.html", shown, status=status)

    def weigh(self, visit: Visit, batch_id: UUID, part: Part, form: Entered, *, status: int = 200) -> Response:
        """Show a file that was read."""
        session, number, by = visit.session, visit.number, visit.act
        limit, offset = min(part.window.size, PAGE), part.window.offset
        batch = self.steps.batches.preview(
            session, number, batch_id, by=by, state=part.staat, offset=offset, limit=limit
        )
        shown = self.batch_page(
            number=number,
            name=open_board(session, number, by=by).name,
            home=self.home(number),
            here=f"{self.home(number)}/{batch_id}",
            batch=batch,
            paging=paging(visit.request, part.window, batch.rows, batch.shown),
            form=form,
            **self.beside(session, batch),
        )
        return visit.page.render(f"{self.templates}/batch.html", shown, status=status)

    def choose(self, visit: Visit, batch_id: UUID, form: FormData) -> Outcome[None]:
        """Keep the choices in a form."""
        steps, number = self.steps, visit.number
        return attempt(
            visit.session, lambda: steps.choose(visit.session, number, batch_id, self.choices_of(form), by=visit.act)
        )

    def commit(self, visit: Visit, batch_id: UUID) -> Outcome[Any]:
        """Carry everything out, or nothing."""
        return attempt(visit.session, lambda: self.steps.commit(visit.session, visit.number, batch_id, by=visit.act))


def workbook(content: bytes, name: str) -> Response:
    """Return a workbook to keep as a file."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, media_type=XLSX, headers=headers)


def add_list(router: APIRouter, door: ListDoor) -> None:
    """Add the routes on which a kind of file is read in."""
    home = door.home("{number}")
    _reading(router, door, home)
    _choosing(router, door, home + "/{batch_id}")
    _ending(router, door, home + "/{batch_id}")


def _reading(router: APIRouter, door: ListDoor, home: str) -> None:
    """Add the routes on which a file is chosen and read."""

    @router.get(home)
    def choose_file(visit: VisitDep, limit: UploadLimitDep) -> Response:
        """Show the form for a file."""
        return door.upload(visit, limit, Entered())

    @router.post(home)
    def read_file(visit: VisitDep, limit: UploadLimitDep, form: FormDep) -> Response:
        """Read a file and go to its preview; a file that cannot be read says why above the form."""
        visit.act.demand(door.steps.batches.right, visit.number)
        read = tried(lambda: door.read(form, limit))
        if read.refused is not None:
            return door.upload(visit, limit, entered(form, read.refused), status=400)
        batch_id = door.steps.keep(visit.session, visit.number, read.value, by=visit.act)
        return visit.page.see_other(f"{door.home(visit.number)}/{batch_id}")


def _choosing(router: APIRouter, door: ListDoor, here: str) -> None:
    """Add the routes on which a file is weighed, chosen for and processed."""

    @router.get(here)
    def preview(batch_id: UUID, visit: VisitDep, part: PartDep) -> Response:
        """Show what was read and what it would do."""
        return door.weigh(visit, batch_id, part, Entered())

    @router.post(here)
    def keep_choices(batch_id: UUID, visit: VisitDep, part: PartDep, form: FormDep) -> Response:
        """Keep the choices of one page of rows."""
        done = door.choose(visit, batch_id, form)
        if done.refused is not None:
            return door.weigh(visit, batch_id, part, entered(form, done.refused), status=400)
        query = f"?{visit.request.url.query}" if visit.request.url.query else ""
        return visit.page.see_other(f"{door.home(visit.number)}/{batch_id}{query}", notice="De keuzes zijn bewaard.")

    @router.post(f"{here}/verwerken")
    def process(batch_id: UUID, visit: VisitDep, part: PartDep, form: FormDep) -> Response:
        """Keep the choices, and carry everything out, or nothing: the choices then stay."""
        done: Outcome[Any] = door.choose(visit, batch_id, form)
        if done.refused is None:
            done = door.commit(visit, batch_id)
        if done.refused is not None:
            return door.weigh(visit, batch_id, part, entered(form, done.refused), status=400)
        return visit.page.see_other(f"{door.home(visit.number)}/{batch_id}", notice="De lijst is verwerkt.")


def _ending(router: APIRouter, door: ListDoor, here: str) -> None:
    """Add the routes on which a file is taken back, where it can be, or thrown away."""
    undo = door.steps.undo
    if undo is not None:

        @router.post(f"{here}/terugdraaien")
        def take_back(batch_id: UUID, visit: VisitDep) -> Response:
            """Take the whole file back, as far as nobody changed anything since."""
            undo(visit.session, visit.number, batch_id, by=visit.act)
            return visit.page.see_other(f"{door.home(visit.number)}/{batch_id}", notice="De lijst is teruggedraaid.")

    @router.post(f"{here}/weggooien")
    def throw_away(batch_id: UUID, visit: VisitDep) -> Response:
        """Forget a file that was not processed."""
        door.steps.batches.discard(visit.session, visit.number, batch_id, by=visit.act)
        return visit.page.see_other(door.home(visit.number), notice="De ingelezen lijst is weggegooid.")
