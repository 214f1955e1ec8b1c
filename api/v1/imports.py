"""Reading in a board's application list as JSON: hand in a file, read what it would do, choose, commit."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from api.deps import ActDep, FormDep, SessionDep
from api.paging import Window, WindowDep
from api.uploads import LIST, UploadLimitDep, file_field, uploaded
from swc.access.kinds import Act
from swc.access.roles import Right
from swc.landscape.imports import commit, queries, service
from swc.landscape.imports.kinds import RowState
from swc.landscape.imports.schemas import BatchPreview, BatchResult, BatchSummary, ChoicesInput

router = APIRouter(prefix="/api/v1", tags=["imports"])


@router.get("/boards/{number}/imports")
def list_imports(number: str, session: SessionDep, act: ActDep) -> tuple[BatchSummary, ...]:
    """Return the lists that the board read, newest first."""
    return queries.BATCHES.listed(session, number, by=act)


@router.post("/boards/{number}/imports", status_code=201, openapi_extra=file_field(LIST))
def read_list(
    *, number: str, limit: UploadLimitDep, session: SessionDep, act: ActDep, form: FormDep, response: Response
) -> BatchPreview:
    """Read a file (field `file`) and return what it would do; the landscape stays as it is."""
    act.demand(Right.EDIT_LANDSCAPE, number)
    file = uploaded(form, "file", limit)
    batch_id = service.keep_list(session, number, service.read_list(file.content, file.name), by=act)
    response.headers["Location"] = f"/api/v1/boards/{number}/imports/{batch_id}"
    return queries.preview(session, number, batch_id, by=act)


@router.get("/boards/{number}/imports/{batch_id}")
def read_import(
    *,
    number: str,
    batch_id: UUID,
    session: SessionDep,
    act: ActDep,
    window: WindowDep,
    state: Annotated[RowState | None, Query(description="Alleen rijen in deze staat")] = None,
) -> BatchPreview:
    """Return a list that was read with one page of rows, those that need attention first."""
    return _shown(number, batch_id, session, by=act, window=window, state=state)


@router.patch("/boards/{number}/imports/{batch_id}")
def choose(*, number: str, batch_id: UUID, data: ChoicesInput, session: SessionDep, act: ActDep) -> BatchPreview:
    """Take choices for rows (product, concept, skip) and columns, and return what the list would do now."""
    service.choose(session, number, batch_id, data, by=act)
    return queries.preview(session, number, batch_id, by=act)


@router.post("/boards/{number}/imports/{batch_id}/commit")
def commit_import(number: str, batch_id: UUID, session: SessionDep, act: ActDep) -> BatchResult:
    """Carry out every row, or nothing when a row still needs a choice or has an error."""
    return commit.commit(session, number, batch_id, by=act)


@router.delete("/boards/{number}/imports/{batch_id}", status_code=204)
def discard(number: str, batch_id: UUID, session: SessionDep, act: ActDep) -> None:
    """Forget a list that was not committed."""
    queries.BATCHES.discard(session, number, batch_id, by=act)


def _shown(
    number: str, batch_id: UUID, session: SessionDep, *, by: Act, window: Window, state: RowState | None
) -> BatchPreview:
    return queries.preview(session, number, batch_id, by=by, state=state, offset=window.offset, limit=window.size)
