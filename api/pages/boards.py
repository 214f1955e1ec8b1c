"""The list of boards that somebody may see."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from api.deps import ActDep, PageDep, SessionDep
from api.paging import Paging, WindowDep, paging
from swc.boards.queries import boards_of, count_boards
from swc.boards.schemas import BoardSummary

router = APIRouter(prefix="/besturen")


@dataclass(frozen=True, slots=True)
class BoardsPage:
    """A page of boards and what was searched for."""

    paging: Paging[BoardSummary]
    search: str


@router.get("")
def boards(
    request: Request, session: SessionDep, act: ActDep, page: PageDep, *, window: WindowDep, zoek: str = ""
) -> Response:
    """Show the boards that the visitor may see."""
    searched = zoek.strip()[:100].replace("\x00", "")
    found = boards_of(session, act.actor, search=searched, offset=window.offset, limit=window.size)
    total = count_boards(session, act.actor, search=searched)
    return page.render("boards/boards.html", BoardsPage(paging(request, window, found, total), searched))
