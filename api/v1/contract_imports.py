"""Lists of contracts as JSON: read in, chosen for, carried out and taken back; and the contracts as a file."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from api.board_door import BoardNumber
from api.contract_sheet import CSV_TYPE, MEDIA_TYPE, contracts_csv, contracts_sheet, contracts_template
from api.deps import ActDep, FormDep, SessionDep
from api.paging import WindowDep
from api.uploads import LIST_FILE, UploadLimitDep, uploaded
from swc.access.roles import Right
from swc.landscape.agreements.queries import vendor_names
from swc.landscape.contracts import stored
from swc.landscape.contracts.imports import commit, queries, service
from swc.landscape.contracts.imports.schemas import (
    ContractBatchPreview,
    ContractBatchSummary,
    ContractChoicesInput,
    ContractListResult,
)
from swc.landscape.imports.kinds import RowState

router = APIRouter(prefix="/api/v1/boards/{number}", tags=["Contracten"])


@router.get("/contracts.xlsx", include_in_schema=False)
def as_workbook(number: BoardNumber, session: SessionDep) -> Response:
    """Return every contract; what is read in again unchanged changes nothing."""
    return _file(contracts_sheet(stored.of_board(session, number)), MEDIA_TYPE, f"contracten-{number}.xlsx")


@router.get("/contracts.csv", include_in_schema=False)
def as_csv(number: BoardNumber, session: SessionDep) -> Response:
    """Return every contract; what is read in again unchanged changes nothing."""
    return _file(contracts_csv(stored.of_board(session, number)), CSV_TYPE, f"contracten-{number}.csv")


@router.get("/contract-imports/template.xlsx", include_in_schema=False)
def template(number: BoardNumber, session: SessionDep) -> Response:
    """Return an empty list to fill in."""
    return _file(contracts_template(vendor_names(session)), MEDIA_TYPE, f"contracten-sjabloon-{number}.xlsx")


@router.get("/contract-imports", summary="Ingelezen lijsten met contracten")
def list_imports(number: BoardNumber, session: SessionDep, act: ActDep) -> tuple[ContractBatchSummary, ...]:
    """Return the lists that the board read, newest first."""
    return queries.BATCHES.listed(session, number, by=act)


@router.post("/contract-imports", summary="Lijst met contracten inlezen", status_code=201, openapi_extra=LIST_FILE)
def read_file(
    *, number: BoardNumber, limit: UploadLimitDep, session: SessionDep, act: ActDep, form: FormDep, response: Response
) -> ContractBatchPreview:
    """Read a file (field `file`) and return what it would do; the contracts stay as they are."""
    act.demand(Right.EDIT_CONTRACT, number)
    file = uploaded(form, "file", limit)
    batch_id = service.keep_file(session, number, service.read_file(file.content, file.name), by=act)
    response.headers["Location"] = f"/api/v1/boards/{number}/contract-imports/{batch_id}"
    return queries.preview(session, number, batch_id, by=act)


@router.get("/contract-imports/{batch_id}", summary="Wat een ingelezen lijst zou doen")
def read_import(
    *,
    number: BoardNumber,
    batch_id: UUID,
    session: SessionDep,
    act: ActDep,
    window: WindowDep,
    state: Annotated[RowState | None, Query(description="Alleen rijen in deze staat")] = None,
) -> ContractBatchPreview:
    """Return a list that was read with one page of rows, those that need attention first."""
    return queries.preview(session, number, batch_id, by=act, state=state, offset=window.offset, limit=window.size)


@router.patch("/contract-imports/{batch_id}", summary="Keuzes bij een ingelezen lijst")
def choose(
    *, number: BoardNumber, batch_id: UUID, data: ContractChoicesInput, session: SessionDep, act: ActDep
) -> ContractBatchPreview:
    """Take choices for rows and return what the list would do now."""
    service.choose(session, number, batch_id, data, by=act)
    return queries.preview(session, number, batch_id, by=act)


@router.post("/contract-imports/{batch_id}/commit", summary="Ingelezen lijst verwerken")
def commit_import(number: BoardNumber, batch_id: UUID, session: SessionDep, act: ActDep) -> ContractListResult:
    """Carry out every row, or nothing when a row still needs a choice or has an error."""
    return commit.commit(session, number, batch_id, by=act)


@router.post("/contract-imports/{batch_id}/undo", summary="Verwerkte lijst terugdraaien")
def undo_import(number: BoardNumber, batch_id: UUID, session: SessionDep, act: ActDep) -> ContractListResult:
    """Take the whole list back, as far as nobody changed anything since."""
    return commit.undo(session, number, batch_id, by=act)


@router.delete("/contract-imports/{batch_id}", summary="Ingelezen lijst weggooien", status_code=204)
def discard(number: BoardNumber, batch_id: UUID, session: SessionDep, act: ActDep) -> None:
    """Forget a list that was not carried out."""
    queries.BATCHES.discard(session, number, batch_id, by=act)


def _file(content: bytes, media_type: str, name: str) -> Response:
    return Response(content, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})
