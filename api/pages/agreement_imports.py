"""Reading in a list of agreements: choose a file, weigh what was read, process it, and take it back if need be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fastapi import APIRouter, Request, Response
from sqlmodel import Session
from starlette.datastructures import FormData

from api.board_door import BoardNumber
from api.deps import ActDep, FormDep, PageDep, SessionDep
from api.forms import Entered, attempt, entered, tried
from api.paging import Paging, Window, WindowDep, paging
from api.rendering import day, label
from api.uploads import UploadLimitDep, uploaded
from swc.access.kinds import Act
from swc.access.roles import Right
from swc.boards.queries import open_board
from swc.landscape.agreements.imports import commit, queries, service
from swc.landscape.agreements.imports.kinds import DealChoiceKind
from swc.landscape.agreements.imports.names import FIELD_NAMES, LAYOUT_NAMES, STATE_NAMES
from swc.landscape.agreements.imports.schemas import (
    DealBatchPreview,
    DealBatchSummary,
    DealChoiceInput,
    DealChoicesInput,
    DealPlan,
)
from swc.landscape.imports.batches import PAGE
from swc.landscape.imports.kinds import RowState

router = APIRouter(prefix="/besturen/{number}/overeenkomsten/inlezen")

ROW = "rij-"
"""The beginning of the names of fields that hold a choice; the number of the row follows."""

AS_PROPOSED = "voorstel"


@dataclass(frozen=True, slots=True)
class UploadPage:
    """The form for a file, and the lists that were read before."""

    number: str
    name: str
    limit_mb: int
    batches: tuple[DealBatchSummary, ...]
    layouts: dict[str, str]
    form: Entered


@dataclass(frozen=True, slots=True)
class BatchPage:
    """A list that was read: one page of rows, and the choices that stand."""

    number: str
    name: str
    batch: DealBatchPreview
    paging: Paging[DealPlan]
    form: Entered
    field_names: dict[str, str]
    state_names: dict[str, str]
    layouts: dict[str, str]

    def shown(self, field: str, value: str) -> str:
        """Return a value in words: a day as people write it, a code by its label."""
        if field in ("signed_on", "valid_until"):
            return day(date.fromisoformat(value))
        return label(value, _SCHEMES[field]) if field in _SCHEMES else value

    @property
    def here(self) -> str:
        """Return the address of the batch."""
        return f"/besturen/{self.number}/overeenkomsten/inlezen/{self.batch.id}"

    def ticked(self, row: DealPlan) -> str:
        """Return which choice stands ticked for a row; nothing while something has to be chosen."""
        if row.choice is None:
            return "" if row.state is RowState.CHOOSE else AS_PROPOSED
        return f"{row.choice.kind.value}:{row.choice.key}"


_SCHEMES = {"presence": "agreement-presence", "model_version": "agreement-models"}


@router.get("")
def choose_file(
    *, number: BoardNumber, session: SessionDep, act: ActDep, page: PageDep, limit: UploadLimitDep
) -> Response:
    """Show the form for a file."""
    return page.render("agreements/import.html", _upload_page(session, number, limit, Entered(), by=act))


@router.post("")
def read_file(
    *, number: BoardNumber, limit: UploadLimitDep, session: SessionDep, act: ActDep, page: PageDep, form: FormDep
) -> Response:
    """Read a file and go to its preview; a file that cannot be read says why above the form."""
    act.demand(Right.EDIT_LANDSCAPE, number)
    read = tried(lambda: _read(form, limit))
    if read.refused is not None:
        shown = _upload_page(session, number, limit, entered(form, read.refused), by=act)
        return page.render("agreements/import.html", shown, status=400)
    batch_id = service.keep_file(session, number, read.value, by=act)
    return page.see_other(f"/besturen/{number}/overeenkomsten/inlezen/{batch_id}")


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
    shown = _batch_page(request, session, number, batch_id, Entered(), by=act, window=window, state=staat)
    return page.render("agreements/batch.html", shown)


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
    outcome = attempt(session, lambda: service.choose(session, number, batch_id, choices_of(form), by=act))
    if outcome.refused is not None:
        shown = _batch_page(request, session, number, batch_id, entered(form, outcome.refused), by=act)
        return page.render("agreements/batch.html", shown, status=400)
    query = f"?{request.url.query}" if request.url.query else ""
    path = f"/besturen/{number}/overeenkomsten/inlezen/{batch_id}{query}"
    return page.see_other(path, notice="De keuzes zijn bewaard.")


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
    outcome = attempt(session, lambda: _carry_out(session, number, batch_id, form, by=act))
    if outcome.refused is not None:
        shown = _batch_page(request, session, number, batch_id, entered(form, outcome.refused), by=act)
        return page.render("agreements/batch.html", shown, status=400)
    return page.see_other(f"/besturen/{number}/overeenkomsten/inlezen/{batch_id}", notice="De lijst is verwerkt.")


@router.post("/{batch_id}/terugdraaien")
def take_back(*, number: BoardNumber, batch_id: UUID, session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Take the whole list back, as far as nobody changed anything since."""
    commit.undo(session, number, batch_id, by=act)
    path = f"/besturen/{number}/overeenkomsten/inlezen/{batch_id}"
    return page.see_other(path, notice="De lijst is teruggedraaid.")


@router.post("/{batch_id}/weggooien")
def throw_away(*, number: BoardNumber, batch_id: UUID, session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Forget a list that was not processed."""
    service.discard(session, number, batch_id, by=act)
    path = f"/besturen/{number}/overeenkomsten/inlezen"
    return page.see_other(path, notice="De ingelezen lijst is weggegooid.")


def choices_of(form: FormData) -> DealChoicesInput:
    """Return the choices in a form: `kind:key` for each row that it names."""
    rows = []
    for name, value in form.multi_items():
        number = name.removeprefix(ROW)
        if isinstance(value, str) and name.startswith(ROW) and number.isdecimal() and len(number) < _DIGITS:
            kind, _, key = value.partition(":")
            chosen = DealChoiceKind(kind) if kind in set(DealChoiceKind) else None
            rows.append(DealChoiceInput(row=int(number), kind=chosen, key=key[:120]))
    skip = tuple(state for state in (RowState.ERROR, RowState.CHOOSE) if f"alles-{state.value}" in form)
    return DealChoicesInput(rows=tuple(rows), skip=skip)


_DIGITS = 8


def _read(form: FormData, limit: int) -> service.ReadDeals:
    file = uploaded(form, "bestand", limit)
    return service.read_file(file.content, file.name)


def _carry_out(session: Session, number: str, batch_id: UUID, form: FormData, *, by: Act) -> None:
    service.choose(session, number, batch_id, choices_of(form), by=by)
    commit.commit(session, number, batch_id, by=by)


def _upload_page(session: Session, number: str, limit: int, form: Entered, *, by: Act) -> UploadPage:
    by.demand(Right.EDIT_LANDSCAPE, number)
    return UploadPage(
        number=number,
        name=open_board(session, number, by=by).name,
        limit_mb=limit // (1024 * 1024),
        batches=queries.batches(session, number, by=by),
        layouts={one.value: name for one, name in LAYOUT_NAMES.items()},
        form=form,
    )


def _batch_page(
    request: Request,
    session: Session,
    number: str,
    batch_id: UUID,
    form: Entered,
    *,
    by: Act,
    window: Window | None = None,
    state: RowState | None = None,
) -> BatchPage:
    asked = window or Window()
    batch = queries.preview(
        session, number, batch_id, by=by, state=state, offset=asked.offset, limit=min(asked.size, PAGE)
    )
    return BatchPage(
        number=number,
        name=open_board(session, number, by=by).name,
        batch=batch,
        paging=paging(request, asked, batch.rows, batch.shown),
        form=form,
        field_names={field.value: name for field, name in FIELD_NAMES.items()},
        state_names={one.value: name for one, name in STATE_NAMES.items()},
        layouts={one.value: name for one, name in LAYOUT_NAMES.items()},
    )
