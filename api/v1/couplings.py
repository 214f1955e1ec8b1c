"""Couplings of a board as JSON: between two of its uses, or with something outside."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response
from sqlmodel import Session

from api.board_door import BoardNumber
from api.deps import ActDep, SessionDep
from api.paging import WindowDep, paging
from api.v1.etags import IfMatch, tag
from swc.access.schemas import ReadModel
from swc.errors import NotFoundError
from swc.landscape import queries, service
from swc.landscape.schemas import CouplingDetail, CouplingInput

router = APIRouter(prefix="/api/v1", tags=["Koppelingen"])


class CouplingList(ReadModel):
    """One page of the couplings of a board."""

    items: tuple[CouplingDetail, ...]
    page: int
    page_size: int
    total: int


@router.get("/boards/{number}/couplings", summary="De koppelingen van een bestuur", response_model=CouplingList)
def list_couplings(
    number: BoardNumber, *, window: WindowDep, session: SessionDep, request: Request, response: Response
) -> dict[str, Any]:
    """Return the couplings of a board by the names of their ends."""
    found = queries.couplings(session, number)
    return paging(request, window, window.cut(found), len(found)).tell(response)


@router.post("/boards/{number}/couplings", summary="Koppeling toevoegen", status_code=201)
def add_coupling(
    number: BoardNumber, data: CouplingInput, *, session: SessionDep, act: ActDep, response: Response
) -> CouplingDetail:
    """Add a coupling."""
    coupling_id = service.add_coupling(session, number, data, by=act)
    response.headers["Location"] = f"/api/v1/boards/{number}/couplings/{coupling_id}"
    return _told(session, number, coupling_id, response)


@router.get("/boards/{number}/couplings/{coupling_id}", summary="Eén koppeling")
def read_coupling(number: BoardNumber, coupling_id: UUID, session: SessionDep, response: Response) -> CouplingDetail:
    """Return one coupling and the ETag of its version."""
    return _told(session, number, coupling_id, response)


@router.put("/boards/{number}/couplings/{coupling_id}", summary="Koppeling vervangen")
def replace_coupling(
    *,
    number: BoardNumber,
    coupling_id: UUID,
    data: CouplingInput,
    version: IfMatch,
    session: SessionDep,
    act: ActDep,
    response: Response,
) -> CouplingDetail:
    """Replace what is known of a coupling."""
    service.change_coupling(session, number, coupling_id, data, by=act, expected_version=version)
    return _told(session, number, coupling_id, response)


@router.delete("/boards/{number}/couplings/{coupling_id}", summary="Koppeling verwijderen", status_code=204)
def remove_coupling(
    number: BoardNumber, coupling_id: UUID, version: IfMatch, *, session: SessionDep, act: ActDep
) -> None:
    """Remove a coupling; the history keeps what was known of it."""
    service.remove_coupling(session, number, coupling_id, by=act, expected_version=version)


def _told(session: Session, number: str, coupling_id: UUID, response: Response) -> CouplingDetail:
    found = queries.coupling_detail(session, number, coupling_id)
    if found is None:
        raise NotFoundError("Deze koppeling is niet gevonden bij bestuur %(board)s.", board=number)
    tag(response, found.row_version)
    return found
