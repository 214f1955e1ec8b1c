"""A board's landscape as an ArchiMate exchange file, out and in: what reading it in would change, and doing so."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Response

from api.board_door import BoardNumber
from api.deps import ActDep, FormDep, SessionDep
from api.exports.model_file import model_file
from api.paging import WindowDep
from api.uploads import LIST_FILE, UploadLimitDep, uploaded
from fora.readers import READS
from swc.access.roles import Right
from swc.landscape.exchange import commit, queries, service, undo
from swc.landscape.exchange.schemas import ExchangeChoicesInput, ExchangePreview, ExchangeResult, ExchangeSummary
from swc.landscape.imports.kinds import RowState

router = APIRouter(prefix="/api/v1/boards/{number}", tags=["ArchiMate"])


@router.get("/archimate.xml", include_in_schema=False)
def read_model(
    *,
    number: BoardNumber,
    session: SessionDep,
    act: ActDep,
    views: Annotated[
        Literal["all", "own"], Query(description="Kopieën van alle platen, of alleen die met eigen applicaties")
    ] = "all",
) -> Response:
    """Return the landscape as an exchange file; the same landscape gives the same bytes."""
    made = model_file(session, number, by=act, only_own=views == "own")
    headers = {"Content-Disposition": f'attachment; filename="{made.name}"', "Cache-Control": "no-store"}
    return Response(made.content, media_type=made.media_type, headers=headers)


@router.get("/archimate-imports", summary="Ingelezen ArchiMate-modellen")
def list_imports(number: BoardNumber, session: SessionDep, act: ActDep) -> tuple[ExchangeSummary, ...]:
    """Return the files that the board read, newest first."""
    return queries.BATCHES.listed(session, number, by=act)


@router.post("/archimate-imports", summary="ArchiMate-model inlezen", status_code=201, openapi_extra=LIST_FILE)
def read_file(
    *, number: BoardNumber, limit: UploadLimitDep, session: SessionDep, act: ActDep, form: FormDep, response: Response
) -> ExchangePreview:
    """Read a file (field `file`) and return what it would do; the landscape stays as it is."""
    act.demand(Right.EDIT_LANDSCAPE, number)
    file = uploaded(form, "file", limit, remedy=READS)
    batch_id = service.keep_file(session, number, service.read_file(file.content, file.name), by=act)
    response.headers["Location"] = f"/api/v1/boards/{number}/archimate-imports/{batch_id}"
    return queries.preview(session, number, batch_id, by=act)


@router.get("/archimate-imports/{batch_id}", summary="Wat een ingelezen model zou doen")
def read_import(
    *,
    number: BoardNumber,
    batch_id: UUID,
    session: SessionDep,
    act: ActDep,
    window: WindowDep,
    state: Annotated[RowState | None, Query(description="Alleen onderdelen in deze staat")] = None,
) -> ExchangePreview:
    """Return a file that was read with one page of items, those that need attention first."""
    return queries.preview(session, number, batch_id, by=act, state=state, offset=window.offset, limit=window.size)


@router.patch("/archimate-imports/{batch_id}", summary="Keuzes bij een ingelezen model")
def choose(
    *, number: BoardNumber, batch_id: UUID, data: ExchangeChoicesInput, session: SessionDep, act: ActDep
) -> ExchangePreview:
    """Take choices for items and return what the file would do now."""
    service.choose(session, number, batch_id, data, by=act)
    return queries.preview(session, number, batch_id, by=act)


@router.post("/archimate-imports/{batch_id}/commit", summary="Ingelezen model verwerken")
def commit_import(number: BoardNumber, batch_id: UUID, session: SessionDep, act: ActDep) -> ExchangeResult:
    """Carry out every item, or nothing when an item still needs a choice or has an error."""
    return commit.commit(session, number, batch_id, by=act)


@router.post("/archimate-imports/{batch_id}/undo", summary="Verwerkt model terugdraaien")
def undo_import(number: BoardNumber, batch_id: UUID, session: SessionDep, act: ActDep) -> ExchangeResult:
    """Take the whole file back, as far as nobody changed anything since."""
    return undo.undo(session, number, batch_id, by=act)


@router.delete("/archimate-imports/{batch_id}", summary="Ingelezen model weggooien", status_code=204)
def discard(number: BoardNumber, batch_id: UUID, session: SessionDep, act: ActDep) -> None:
    """Forget a file that was not carried out."""
    queries.BATCHES.discard(session, number, batch_id, by=act)
