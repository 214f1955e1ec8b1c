"""Boards as JSON: the list, one board, its schools with sites, and its events."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from api.board_door import BoardNumber
from api.deps import ActDep, SessionDep
from api.paging import WindowDep, paging
from api.v1.etags import tag
from swc.access.kinds import Actor
from swc.access.schemas import ReadModel
from swc.audit.kinds import SubjectKind
from swc.audit.queries import board_history
from swc.audit.schemas import History
from swc.boards.queries import board_schools, boards_of, count_boards, open_board
from swc.boards.schemas import BoardDetail, BoardSummary, SchoolSummary
from swc.dpia.disclosure import history_for
from swc.errors import UnauthenticatedError

router = APIRouter(prefix="/api/v1/boards", tags=["Besturen"])

Search = Annotated[
    str, Query(max_length=100, pattern=r"^[^\x00]*$", description="Deel van de naam, of begin van het nummer")
]
Subject = Annotated[SubjectKind | None, Query(description="Alleen gebeurtenissen over dit soort zaken")]
Before = Annotated[int | None, Query(ge=1, description="De cursor `older` van het vorige antwoord")]
Limit = Annotated[int, Query(ge=1, le=500, description="Hooguit zoveel gebeurtenissen")]


class BoardList(ReadModel):
    """A page of boards."""

    items: tuple[BoardSummary, ...]
    page: int
    page_size: int
    total: int


@router.get("", summary="De besturen die u mag zien", response_model=BoardList)
def boards(
    request: Request, response: Response, session: SessionDep, act: ActDep, *, window: WindowDep, search: Search = ""
) -> dict[str, Any]:
    """Return the boards that the caller may see, ordered by name."""
    _demand_somebody(act.actor)
    found = boards_of(session, act.actor, search=search, offset=window.offset, limit=window.size)
    total = count_boards(session, act.actor, search=search)
    return paging(request, window, found, total).tell(response)


@router.get("/{number}", summary="Eén bestuur, met scholen en vestigingen")
def board(number: BoardNumber, response: Response, session: SessionDep, act: ActDep) -> BoardDetail:
    """Return a board that the caller may read."""
    found = open_board(session, number, by=act)
    tag(response, found.row_version)
    return found


@router.get("/{number}/schools", summary="De scholen van een bestuur, met vestigingen")
def schools(number: BoardNumber, session: SessionDep) -> tuple[SchoolSummary, ...]:
    """Return the schools of a board, ordered by name."""
    return board_schools(session, number)


@router.get("/{number}/events", summary="De geschiedenis van een bestuur, de nieuwste eerst")
def events(
    number: BoardNumber,
    session: SessionDep,
    act: ActDep,
    *,
    subject: Subject = None,
    before: Before = None,
    limit: Limit = 50,
) -> History:
    """Return what happened at a board; `older` in the answer is the cursor to what came before."""
    found = board_history(session, number, subject=subject, before=before, limit=limit)
    return history_for(act, number, found)


def _demand_somebody(actor: Actor) -> None:
    """Refuse the anonymous, for whom the list would be empty without saying why."""
    if actor.anonymous:
        raise UnauthenticatedError("Log in of stuur een API-sleutel mee.")
