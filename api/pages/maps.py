"""The map of a board: its products in the component boxes of a drawing, as a page and as a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from markupsafe import Markup
from sqlmodel import Session

from api.board_door import BoardNumber
from api.deps import ActDep, PageDep, SessionDep
from api.pages.fora import SVG, address
from fora import domain_map
from fora.drawing.twin import Twin, twin
from fora.svg import draw
from swc.access.kinds import Act
from swc.boards.queries import open_board
from swc.boards.schemas import BoardDetail
from swc.landscape.maps import TONES, BoardMap, board_map

router = APIRouter(prefix="/besturen/{number}")

Chosen = Annotated[str, Query(max_length=80)]


@dataclass(frozen=True, slots=True)
class MapPage:
    """A board's map with its table twin; `tones` is the legend, `generated` the key of the generated drawing."""

    board: BoardDetail
    map: BoardMap
    svg: Markup
    twin: Twin
    tones: tuple[tuple[str, str], ...]
    generated: str


@router.get("/kaart")
def show(number: BoardNumber, session: SessionDep, act: ActDep, page: PageDep, plaat: Chosen = "") -> Response:
    """Show the map of a board."""
    return page.render("maps/map.html", _page(session, number, plaat, by=act))


@router.get("/kaart.svg")
def download(number: BoardNumber, session: SessionDep, act: ActDep, plaat: Chosen = "") -> Response:
    """Give the map of a board as a file."""
    shown = _page(session, number, plaat, by=act)
    headers = {"Content-Disposition": f'attachment; filename="kaart-{number}.svg"'}
    return Response(str(shown.svg), media_type=SVG, headers=headers)


def _page(session: Session, number: str, view: str, *, by: Act) -> MapPage:
    found = board_map(session, number, view=view, by=by)

    def use_page(use_id: UUID) -> str:
        return f"/besturen/{number}/applicaties/{use_id}"

    overlay = found.overlay(use_page)
    return MapPage(
        board=open_board(session, number, by=by),
        map=found,
        svg=Markup(draw(found.view, link=address, overlay=overlay)),  # noqa: S704 - the drawing escapes every text
        twin=twin(found.view, overlay),
        tones=tuple((status.value, tone) for status, tone in TONES.items()),
        generated=domain_map.GUID,
    )
