"""Pages for buying together: the matches of a board, and those of the sector."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Response

from api.board_door import BoardNumber
from api.deps import ActDep, PageDep, SessionDep
from api.procurement_words import Words
from swc.procurement.match_schemas import BoardMatches, SectorMatches
from swc.procurement.matches import board_matches, sector_matches

router = APIRouter()


@dataclass(frozen=True, slots=True)
class BoardMatchesPage(Words):
    """The matches of a board."""

    found: BoardMatches


@dataclass(frozen=True, slots=True)
class SectorMatchesPage(Words):
    """The matches of all boards that share."""

    found: SectorMatches


@router.get("/besturen/{number}/samen-inkopen")
def show_board_matches(number: BoardNumber, session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Show with how many boards a board could buy together, and when."""
    return page.render("procurement/joint.html", BoardMatchesPage(found=board_matches(session, number, by=act)))


@router.get("/sector/samen-inkopen")
def show_sector_matches(session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Show what boards that share could buy together."""
    return page.render("procurement/sector_joint.html", SectorMatchesPage(found=sector_matches(session, by=act)))
