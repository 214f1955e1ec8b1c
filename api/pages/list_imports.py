"""What reading in any list of a board takes: choose a file, weigh what was read, process it, take it back.

A list says by a `ListDoor` where it stands and what it does; its routes are the same as those of every other list.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID

from fastapi import APIRouter, Request, Response
from sqlmodel import Session
from starlette.datastructures import FormData

from api.board_door import BoardNumber
from api.deps import ActDep, FormDep, PageDep, SessionDep
from api.forms import Entered, Outcome, attempt, entered, tried
from api.paging import Paging, Window, WindowDep, paging
from api.rendering import Page, day, label, money
from api.uploads import UploadLimitDep, uploaded
from swc.access.kinds import Act
from swc.access.roles import Right
from swc.boards.queries import open_board
from swc.errors import DomainError
from swc.landscape.imports.batches import PAGE
from swc.landscape.imports.kinds import RowState

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class UploadPage:
    """The form for a file, and the lists that were read before."""

    number: str
    name: str
    limit_mb: int
    batches: tuple[Any, ...]
    form: Entered


@dataclass(frozen=True, slots=True)
class BatchPage:
    """A list that was read: one page of rows, and the choices that stand."""

    number: str
    name: str
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
class ListDoor:
    """One kind of list: the last part of its address, who may read it in, its pages, and what is done with it."""

    part: str
    right: Right
    templates: str
    upload_page: type[UploadPage]
    batch_page: type[BatchPage]
    read: Callable[[bytes, str], Any]
    keep: Callable[..., UUID]
    choices_of: Callable[[FormData], Any]
    choose: Callable[..., None]
    commit: Callable[..., object]
    undo: Callable[..., object]
    discard: Callable[..., None]
    batches: Callable[..., tuple[Any, ...]]
    preview: Callable[..., Any]

    def home(self, number: str) -> str:
        """Return the address where lists are read in."""
        return f"/besturen/{number}/{self.part}/inlezen"

    def upload(self, session: Session, number: str, limit: int, form: Entered, *, by: Act) -> UploadPage:
        """Return the page with the form for a file."""
        by.demand(self.right, number)
        name = open_board(session, number, by=by).name
        found = self.batches(session, number, by=by)
        return self.upload_page(number, name, limit // _MEGABYTE, found, form)

    def weigh(
        self,
        request: Request,
        session: Session,
        number: str,
        batch_id: UUID,
        *,
        by: Act,
        form: Entered | None = None,
        window: Window | None = None,
        state: RowState | None = None,
    ) -> BatchPage:
        """Return the page of a list that was read."""
        asked = window or Window()
        limit = min(asked.size, PAGE)
        batch = self.preview(session, number, batch_id, by=by, state=state, offset=asked.offset, limit=limit)
        return self.batch_page(
            number=number,
            name=open_board(session, number, by=by).name,
            here=f"{self.home(number)}/{batch_id}",
            batch=batch,
            paging=paging(request, asked, batch.rows, batch.shown),
            form=form or Entered(),
        )

    def carry_out(self, session: Session, number: str, batch_id: UUID, form: FormData, *, by: Act) -> None:
        """Keep the choices and carry everything out, or nothing."""
        self.choose(session, number, batch_id, self.choices_of(form), by=by)
        self.commit(session, number, batch_id, by=by)


def skipped(form: FormData) -> tuple[RowState, ...]:
    """Return the states of which a form asks to skip every row."""
    return tuple(state for state in (RowState.ERROR, RowState.CHOOSE) if f"alles-{state.value}" in form)


def workbook(content: bytes, name: str) -> Response:
    """Return a workbook to keep as a file."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, media_type=XLSX, headers=headers)


def list_routes(door: ListDoor) -> APIRouter:
    """Return the routes on which a kind of list is read in."""
    router = APIRouter(prefix=f"/besturen/{{number}}/{door.part}/inlezen")
    _reading(router, door)
    _choosing(router, door)
    _ending(router, door)
    return router


def _reading(router: APIRouter, door: ListDoor) -> None:
    """Add the routes on which a file is chosen and read."""

    @router.get("")
    def choose_file(
        *, number: BoardNumber, session: SessionDep, act: ActDep, page: PageDep, limit: UploadLimitDep
    ) -> Response:
        """Show the form for a file."""
        return page.render(f"{door.templates}/import.html", door.upload(session, number, limit, Entered(), by=act))

    @router.post("")
    def read_file(
        *, number: BoardNumber, limit: UploadLimitDep, session: SessionDep, act: ActDep, page: PageDep, form: FormDep
    ) -> Response:
        """Read a file and go to its preview; a file that cannot be read says why above the form."""
        act.demand(door.right, number)
        read = tried(lambda: _file_of(door, form, limit))
        if read.refused is not None:
            shown = door.upload(session, number, limit, entered(form, read.refused), by=act)
            return page.render(f"{door.templates}/import.html", shown, status=400)
        return page.see_other(f"{door.home(number)}/{door.keep(session, number, read.value, by=act)}")


def _choosing(router: APIRouter, door: ListDoor) -> None:
    """Add the routes on which a list is weighed, chosen for and processed."""

    @router.get("/{batch_id}")
    def preview(
        *,
        request: Request,
        number: BoardNumber,
        batch_id: UUID,
        session: SessionDep,
        act: ActDep,
        page: PageDep,
        window: WindowDep,
        staat: RowState | None = None,
    ) -> Response:
        """Show what was read and what it would do."""
        shown = door.weigh(request, session, number, batch_id, by=act, window=window, state=staat)
        return page.render(f"{door.templates}/batch.html", shown)

    @router.post("/{batch_id}")
    def keep_choices(
        *,
        request: Request,
        number: BoardNumber,
        batch_id: UUID,
        session: SessionDep,
        act: ActDep,
        page: PageDep,
        form: FormDep,
    ) -> Response:
        """Keep the choices of one page of rows."""
        query = f"?{request.url.query}" if request.url.query else ""
        return _done(
            door,
            page,
            attempt(session, lambda: door.choose(session, number, batch_id, door.choices_of(form), by=act)),
            lambda refused: door.weigh(request, session, number, batch_id, by=act, form=entered(form, refused)),
            (f"{door.home(number)}/{batch_id}{query}", "De keuzes zijn bewaard."),
        )

    @router.post("/{batch_id}/verwerken")
    def process(
        *,
        request: Request,
        number: BoardNumber,
        batch_id: UUID,
        session: SessionDep,
        act: ActDep,
        page: PageDep,
        form: FormDep,
    ) -> Response:
        """Keep the choices and carry everything out, or nothing."""
        return _done(
            door,
            page,
            attempt(session, lambda: door.carry_out(session, number, batch_id, form, by=act)),
            lambda refused: door.weigh(request, session, number, batch_id, by=act, form=entered(form, refused)),
            (f"{door.home(number)}/{batch_id}", "De lijst is verwerkt."),
        )


def _ending(router: APIRouter, door: ListDoor) -> None:
    """Add the routes on which a list is taken back or thrown away."""

    @router.post("/{batch_id}/terugdraaien")
    def take_back(*, number: BoardNumber, batch_id: UUID, session: SessionDep, act: ActDep, page: PageDep) -> Response:
        """Take the whole list back, as far as nobody changed anything since."""
        door.undo(session, number, batch_id, by=act)
        return page.see_other(f"{door.home(number)}/{batch_id}", notice="De lijst is teruggedraaid.")

    @router.post("/{batch_id}/weggooien")
    def throw_away(*, number: BoardNumber, batch_id: UUID, session: SessionDep, act: ActDep, page: PageDep) -> Response:
        """Forget a list that was not processed."""
        door.discard(session, number, batch_id, by=act)
        return page.see_other(door.home(number), notice="De ingelezen lijst is weggegooid.")


def _file_of(door: ListDoor, form: FormData, limit: int) -> Any:  # noqa: ANN401 - what the list makes of its file
    file = uploaded(form, "bestand", limit)
    return door.read(file.content, file.name)


def _done(
    door: ListDoor,
    page: Page,
    outcome: Outcome[None],
    again: Callable[[DomainError], BatchPage],
    onward: tuple[str, str],
) -> Response:
    """Go on where it worked, or show the list again with what is wrong."""
    if outcome.refused is not None:
        return page.render(f"{door.templates}/batch.html", again(outcome.refused), status=400)
    path, notice = onward
    return page.see_other(path, notice=notice)
