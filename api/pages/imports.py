"""Reading in a board's application list: choose a file, weigh what was read, process it, see what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from api.deps import ActDep, FormDep, PageDep, SessionDep
from api.forms import Entered, attempt, entered, tried
from api.import_form import choices_of, ticked
from api.import_template import MEDIA_TYPE, template_for
from api.paging import Paging, Window, WindowDep, paging
from api.uploads import UploadLimitDep, uploaded
from swc.access.kinds import Act
from swc.access.roles import Right
from swc.boards.queries import open_board
from swc.landscape.imports import commit, queries, service
from swc.landscape.imports.batches import PAGE, ReadFile
from swc.landscape.imports.columns import ListTable
from swc.landscape.imports.kinds import RowState
from swc.landscape.imports.names import CHANGE_NAMES, COLUMN_USES, FIELD_NAMES, SCHEMES, STATE_NAMES
from swc.landscape.imports.schemas import BatchPreview, BatchSummary, RowPlan

router = APIRouter(prefix="/besturen/{number}/import")

_LIMIT_NAMES = 5_000


@dataclass(frozen=True, slots=True)
class UploadPage:
    """The form for a file, and the lists that were read before."""

    number: str
    name: str
    limit_mb: int
    batches: tuple[BatchSummary, ...]
    form: Entered


@dataclass(frozen=True, slots=True)
class BatchPage:
    """A list that was read: its columns, one page of rows, and the choices that stand."""

    number: str
    name: str
    batch: BatchPreview
    paging: Paging[RowPlan]
    products: tuple[str, ...]
    ticked: dict[int, str]
    form: Entered
    field_names: dict[str, str]
    column_uses: dict[str, str]
    state_names: dict[str, str]
    change_names: dict[str, str]
    schemes: dict[str, str]


@router.get("")
def choose_file(*, number: str, session: SessionDep, act: ActDep, page: PageDep, limit: UploadLimitDep) -> Response:
    """Show the form for a file."""
    return page.render("imports/upload.html", _upload_page(session, number, limit, Entered(), by=act))


@router.post("")
def read_file(
    *, number: str, limit: UploadLimitDep, session: SessionDep, act: ActDep, page: PageDep, form: FormDep
) -> Response:
    """Read a file and go to its preview; a file that cannot be read says why above the form."""
    act.demand(Right.EDIT_LANDSCAPE, number)
    read = tried(lambda: _read(form, limit))
    if read.refused is not None:
        shown = _upload_page(session, number, limit, entered(form, read.refused), by=act)
        return page.render("imports/upload.html", shown, status=400)
    batch_id = service.keep_list(session, number, read.value, by=act)
    return page.see_other(f"/besturen/{number}/import/{batch_id}")


@router.get("/sjabloon.xlsx")
def template(number: str, session: SessionDep, act: ActDep) -> Response:
    """Return an empty list with every column and drop-downs of the board's own choices."""
    act.demand(Right.EDIT_LANDSCAPE, number)
    content = template_for(session, number)
    headers = {"Content-Disposition": f'attachment; filename="applicatielijst-{number}.xlsx"'}
    return Response(content, media_type=MEDIA_TYPE, headers=headers)


@router.get("/{batch_id}")
def preview(
    *,
    request: Request,
    number: str,
    batch_id: UUID,
    session: SessionDep,
    act: ActDep,
    page: PageDep,
    window: WindowDep,
    staat: RowState | None = None,
) -> Response:
    """Show what was read and what it would do."""
    shown = _batch_page(request, session, number, batch_id, Entered(), by=act, window=window, state=staat)
    return page.render("imports/batch.html", shown)


@router.post("/{batch_id}")
def keep_choices(
    *, request: Request, number: str, batch_id: UUID, session: SessionDep, act: ActDep, page: PageDep, form: FormDep
) -> Response:
    """Keep the choices of one page of rows, or of the columns."""
    outcome = attempt(session, lambda: service.choose(session, number, batch_id, choices_of(form), by=act))
    if outcome.refused is not None:
        shown = _batch_page(request, session, number, batch_id, entered(form, outcome.refused), by=act)
        return page.render("imports/batch.html", shown, status=400)
    return page.see_other(_back(number, batch_id, request), notice="De keuzes zijn bewaard.")


@router.post("/{batch_id}/verwerken")
def process(
    *, request: Request, number: str, batch_id: UUID, session: SessionDep, act: ActDep, page: PageDep, form: FormDep
) -> Response:
    """Keep the choices and carry everything out, or nothing."""
    outcome = attempt(session, lambda: service.choose(session, number, batch_id, choices_of(form), by=act))
    if outcome.refused is None:
        outcome = attempt(session, lambda: _commit(session, number, batch_id, by=act))
    if outcome.refused is not None:
        shown = _batch_page(request, session, number, batch_id, entered(form, outcome.refused), by=act)
        return page.render("imports/batch.html", shown, status=400)
    return page.see_other(f"/besturen/{number}/import/{batch_id}", notice="De lijst is verwerkt.")


@router.post("/{batch_id}/weggooien")
def throw_away(*, number: str, batch_id: UUID, session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Forget a list that was not processed."""
    queries.BATCHES.discard(session, number, batch_id, by=act)
    return page.see_other(f"/besturen/{number}/import", notice="De ingelezen lijst is weggegooid.")


def _read(form: FormDep, limit: int) -> ReadFile[ListTable]:
    file = uploaded(form, "bestand", limit)
    return service.read_list(file.content, file.name)


def _commit(session: Session, number: str, batch_id: UUID, *, by: Act) -> None:
    commit.commit(session, number, batch_id, by=by)


def _back(number: str, batch_id: UUID, request: Request) -> str:
    query = f"?{request.url.query}" if request.url.query else ""
    return f"/besturen/{number}/import/{batch_id}{query}"


def _upload_page(session: Session, number: str, limit: int, form: Entered, *, by: Act) -> UploadPage:
    by.demand(Right.EDIT_LANDSCAPE, number)
    return UploadPage(
        number=number,
        name=open_board(session, number, by=by).name,
        limit_mb=limit // (1024 * 1024),
        batches=queries.BATCHES.listed(session, number, by=by),
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
    """Gather one page of a batch; after a refusal the page and state come from the address again."""
    asked = window or _window_of(request)
    wanted = state or _state_of(request)
    batch = queries.preview(
        session, number, batch_id, by=by, state=wanted, offset=asked.offset, limit=min(asked.size, PAGE)
    )
    return BatchPage(
        number=number,
        name=open_board(session, number, by=by).name,
        batch=batch,
        paging=paging(request, asked, batch.rows, batch.shown),
        products=queries.product_names(session)[:_LIMIT_NAMES] if batch.rows else (),
        ticked={row.number: ticked(row) for row in batch.rows},
        form=form,
        field_names={field.value: name for field, name in FIELD_NAMES.items()},
        column_uses={use.value: name for use, name in COLUMN_USES.items()},
        state_names={one.value: name for one, name in STATE_NAMES.items()},
        change_names=CHANGE_NAMES,
        schemes=SCHEMES,
    )


def _window_of(request: Request) -> Window:
    page = request.query_params.get("page", "1")
    return Window(int(page) if page.isdecimal() and int(page[:6]) > 0 else 1)


def _state_of(request: Request) -> RowState | None:
    found = request.query_params.get("staat", "")
    return RowState(found) if found in set(RowState) else None
