"""Flags of a board as JSON: the list, one flag with its history, accepting it, and the overview they add up to."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response

from api.board_door import BoardNumber
from api.deps import ActDep, SessionDep
from api.flag_query import FlagFilterDep
from api.paging import WindowDep, paging
from swc.access.schemas import ReadModel
from swc.risk import service
from swc.risk.disclosure import flags_for
from swc.risk.overview import open_overview
from swc.risk.queries import board_flags, open_flag
from swc.risk.schemas import AcceptFlag, BoardOverview, FlagDetail, FlagSummary

router = APIRouter(prefix="/api/v1/boards/{number}", tags=["Signalen"])


class FlagList(ReadModel):
    """One page of the flags of a board."""

    items: tuple[FlagSummary, ...]
    page: int
    page_size: int
    total: int


@router.get("/overview", summary="Het bestuur in één oogopslag")
def overview(number: BoardNumber, session: SessionDep, act: ActDep) -> BoardOverview:
    """Return risk, coverage and dependency of a board as of today."""
    return open_overview(session, number, by=act)


@router.get("/flags", summary="De signalen van een bestuur, de zwaarste regel eerst", response_model=FlagList)
def list_flags(
    *,
    number: BoardNumber,
    filters: FlagFilterDep,
    window: WindowDep,
    session: SessionDep,
    act: ActDep,
    request: Request,
    response: Response,
) -> dict[str, Any]:
    """Return the flags that the filter asks for, open ones unless asked otherwise."""
    found = flags_for(act, board_flags(session, number, filters, act.today))
    return paging(request, window, window.cut(found), len(found)).tell(response)


@router.get("/flags/{flag_id}", summary="Eén signaal, met regel, feiten en historie")
def read_flag(number: BoardNumber, flag_id: UUID, session: SessionDep, act: ActDep) -> FlagDetail:
    """Return one flag with its rule, the facts that led to it, its acceptances and its history."""
    return open_flag(session, number, flag_id, by=act)


@router.post("/flags/{flag_id}/acceptance", summary="Een signaal accepteren", status_code=201)
def accept_flag(
    number: BoardNumber, flag_id: UUID, data: AcceptFlag, *, session: SessionDep, act: ActDep
) -> FlagDetail:
    """Accept a flag for a reason until a day; an earlier acceptance ends and stays in the history."""
    service.accept_flag(session, number, flag_id, data, by=act)
    return open_flag(session, number, flag_id, by=act)


@router.delete("/flags/{flag_id}/acceptance", summary="De acceptatie beëindigen", status_code=204)
def end_acceptance(number: BoardNumber, flag_id: UUID, *, session: SessionDep, act: ActDep) -> None:
    """End the acceptance that is in force, so that the flag counts as open again."""
    service.end_acceptance(session, number, flag_id, by=act)
