"""The privacy dashboards: of one board, and of the sector."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Response

from api.board_door import BoardNumber
from api.deps import ActDep, PageDep, SessionDep
from api.drawing.lines import Line, Plot, plot
from swc.dependency.sector_access import demand_sector
from swc.risk.privacy.board import open_dashboard
from swc.risk.privacy.schemas import PrivacyDashboard, PrivacySector
from swc.risk.privacy.sector import privacy_sector

router = APIRouter()

LINES = {
    "decided": "beoordelingen met een besluit",
    "running": "beoordelingen waaraan gewerkt wordt",
    "activities": "vastgestelde verwerkingen",
    "measures_done": "uitgevoerde maatregelen",
}
"""The lines of the trend with their Dutch names (message ids)."""


@dataclass(frozen=True, slots=True)
class BoardPrivacyPage:
    """The dashboard of a board with its trend drawn."""

    view: PrivacyDashboard
    plot: Plot
    lines: dict[str, str]


@dataclass(frozen=True, slots=True)
class SectorPrivacyPage:
    """What the sector should do next."""

    view: PrivacySector
    enough: bool


@router.get("/besturen/{number}/privacy")
def board_privacy(number: BoardNumber, session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Show how a board stands on register, DPIAs, measures and agreements."""
    found = open_dashboard(session, number, by=act)
    days = [one.on for one in found.trend]
    lines = [Line(key, [getattr(one, key) for one in found.trend]) for key in LINES]
    return page.render("privacy/board.html", BoardPrivacyPage(found, plot(_months(days), lines), LINES))


@router.get("/sector/privacy")
def sector_privacy(session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Show which products most need a central DPIA, over the boards that share."""
    demand_sector(act)
    found = privacy_sector(session, act.today)
    return page.render("privacy/sector.html", SectorPrivacyPage(found, found.boards >= found.least_boards))


def _months(days: list[date]) -> list[str]:
    return [f"{one.month}-{one.year % 100:02d}" for one in days]
