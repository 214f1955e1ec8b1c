"""Reading in a list of contracts: choose a file, weigh what was read, process it, and take it back if need be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fastapi import APIRouter, Request, Response
from sqlmodel import Session
from starlette.datastructures import FormData

from api.board_door import BoardNumber
from api.contract_sheet import MEDIA_TYPE, contracts_sheet, contracts_template
from api.deps import ActDep, FormDep, PageDep, SessionDep
from api.forms import Entered, attempt, entered, tried
from api.paging import Paging, Window, WindowDep, paging
from api.rendering import day, label
from api.uploads import UploadLimitDep, uploaded
from swc.access.kinds import Act
from swc.access.roles import Right
from swc.boards.queries import open_board
from swc.landscape.agreements.queries import vendor_names
from swc.landscape.contracts import stored
from swc.landscape.contracts.imports import commit, queries, service
from swc.landscape.contracts.imports.kinds import ContractChoiceKind, NameKind
from swc.landscape.contracts.imports.names import FIELD_NAMES, STATE_NAMES
from swc.landscape.contracts.imports.schemas import (
    ContractBatchPreview,
    ContractBatchSummary,
    ContractChoiceInput,
    ContractChoicesInput,
    ContractPlan,
)
from swc.landscape.imports.batches import PAGE
from swc.landscape.imports.kinds import RowState

router = APIRouter(prefix="/besturen/{number}/contracten")

CHOICE = "keuze"
"""The field that holds choices: row, what is chosen, key and name, parted by bars; the name comes last."""

_PARTS = 4
_DIGITS = 8
_LONGEST = 600
_SCHEMES = {"legal_form": "contract-forms", "renewal": "contract-renewals"}


@dataclass(frozen=True, slots=True)
class UploadPage:
    """The form for a file, and the lists that were read before."""

    number: str
    name: str
    limit_mb: int
    batches: tuple[ContractBatchSummary, ...]
    form: Entered


@dataclass(frozen=True, slots=True)
class BatchPage:
    """A list that was read: one page of rows, and the choices that stand."""

    number: str
    name: str
    batch: ContractBatchPreview
    paging: Paging[ContractPlan]
    form: Entered
    field_names: dict[str, str]
    state_names: dict[str, str]

    def shown(self, field: str, value: str) -> str:
        """Return a value in words: a day as people write it, a code by its label."""
        if field.endswith(("_on", "_date")):
            return day(date.fromisoformat(value))
        return label(value, _SCHEMES[field]) if field in _SCHEMES else value

    @property
    def here(self) -> str:
        """Return the address of the batch."""
        return f"/besturen/{self.number}/contracten/inlezen/{self.batch.id}"

    def chosen(self, value: str) -> bool:
        """Say whether a choice was ticked in a form that came back."""
        return value in self.form.chosen(CHOICE)


@router.get("/lijst.xlsx")
def export(number: BoardNumber, session: SessionDep) -> Response:
    """Return the contracts as a workbook that reads back as it stands."""
    return _file(contracts_sheet(stored.of_board(session, number)), f"contracten-{number}.xlsx")


@router.get("/sjabloon.xlsx")
def template(number: BoardNumber, session: SessionDep) -> Response:
    """Return an empty list with every column and drop-downs."""
    return _file(contracts_template(vendor_names(session)), f"contracten-sjabloon-{number}.xlsx")


@router.get("/inlezen")
def choose_file(
    *, number: BoardNumber, session: SessionDep, act: ActDep, page: PageDep, limit: UploadLimitDep
) -> Response:
    """Show the form for a file."""
    return page.render("contracts/import.html", _upload_page(session, number, limit, Entered(), by=act))


@router.post("/inlezen")
def read_file(
    *, number: BoardNumber, limit: UploadLimitDep, session: SessionDep, act: ActDep, page: PageDep, form: FormDep
) -> Response:
    """Read a file and go to its preview; a file that cannot be read says why above the form."""
    act.demand(Right.EDIT_CONTRACT, number)
    read = tried(lambda: _read(form, limit))
    if read.refused is not None:
        shown = _upload_page(session, number, limit, entered(form, read.refused), by=act)
        return page.render("contracts/import.html", shown, status=400)
    batch_id = service.keep_file(session, number, read.value, by=act)
    return page.see_other(f"/besturen/{number}/contracten/inlezen/{batch_id}")


@router.get("/inlezen/{batch_id}")
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
    return page.render("contracts/batch.html", shown)


@router.post("/inlezen/{batch_id}")
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
        return page.render("contracts/batch.html", shown, status=400)
    query = f"?{request.url.query}" if request.url.query else ""
    path = f"/besturen/{number}/contracten/inlezen/{batch_id}{query}"
    return page.see_other(path, notice="De keuzes zijn bewaard.")


@router.post("/inlezen/{batch_id}/verwerken")
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
        return page.render("contracts/batch.html", shown, status=400)
    return page.see_other(f"/besturen/{number}/contracten/inlezen/{batch_id}", notice="De lijst is verwerkt.")


@router.post("/inlezen/{batch_id}/terugdraaien")
def take_back(*, number: BoardNumber, batch_id: UUID, session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Take the whole list back, as far as nobody changed anything since."""
    commit.undo(session, number, batch_id, by=act)
    path = f"/besturen/{number}/contracten/inlezen/{batch_id}"
    return page.see_other(path, notice="De lijst is teruggedraaid.")


@router.post("/inlezen/{batch_id}/weggooien")
def throw_away(*, number: BoardNumber, batch_id: UUID, session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Forget a list that was not processed."""
    service.discard(session, number, batch_id, by=act)
    path = f"/besturen/{number}/contracten/inlezen"
    return page.see_other(path, notice="De ingelezen lijst is weggegooid.")


def choices_of(form: FormData) -> ContractChoicesInput:
    """Return the choices in a form; what is no choice of ours is left out."""
    given = [one for one in form.getlist(CHOICE) if isinstance(one, str) and len(one) <= _LONGEST]
    skip = tuple(state for state in (RowState.ERROR, RowState.CHOOSE) if f"alles-{state.value}" in form)
    return ContractChoicesInput(rows=tuple(_choices(given)), skip=skip)


def _choices(given: list[str]) -> Iterator[ContractChoiceInput]:
    for one in given:
        row, *rest = one.split("|", _PARTS - 1)
        if len(rest) != _PARTS - 1 or not row.isdecimal() or len(row) >= _DIGITS:
            continue
        what, key, name = rest
        kind, _, of = what.partition(":")
        yield ContractChoiceInput(
            row=int(row),
            kind=ContractChoiceKind(kind) if kind in set(ContractChoiceKind) else None,
            of=NameKind(of) if of in set(NameKind) else None,
            name=name,
            key=key,
        )


def _read(form: FormData, limit: int) -> service.ReadContracts:
    file = uploaded(form, "bestand", limit)
    return service.read_file(file.content, file.name)


def _carry_out(session: Session, number: str, batch_id: UUID, form: FormData, *, by: Act) -> None:
    service.choose(session, number, batch_id, choices_of(form), by=by)
    commit.commit(session, number, batch_id, by=by)


def _upload_page(session: Session, number: str, limit: int, form: Entered, *, by: Act) -> UploadPage:
    by.demand(Right.EDIT_CONTRACT, number)
    return UploadPage(
        number=number,
        name=open_board(session, number, by=by).name,
        limit_mb=limit // (1024 * 1024),
        batches=queries.batches(session, number, by=by),
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
    )


def _file(content: bytes, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, media_type=MEDIA_TYPE, headers=headers)
