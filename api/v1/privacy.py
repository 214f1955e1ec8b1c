"""The privacy dashboards as JSON: of one board, and of the sector."""

from __future__ import annotations

from fastapi import APIRouter

from api.board_door import BoardNumber
from api.deps import ActDep, SessionDep
from swc.dependency.sector_access import demand_sector
from swc.risk.privacy.board import open_dashboard
from swc.risk.privacy.schemas import PrivacyDashboard, PrivacySector
from swc.risk.privacy.sector import privacy_sector

router = APIRouter(prefix="/api/v1", tags=["Privacy"])


@router.get("/boards/{number}/privacy", summary="Hoe een bestuur ervoor staat: register, DPIA's, maatregelen, verloop")
def read_privacy(number: BoardNumber, session: SessionDep, act: ActDep) -> PrivacyDashboard:
    """Return the privacy dashboard of a board."""
    return open_dashboard(session, number, by=act)


@router.get("/sector/privacy", summary="Producten met een DPIA-plicht zonder centrale DPIA, naar bereikte leerlingen")
def read_sector(session: SessionDep, act: ActDep) -> PrivacySector:
    """Return what the sector should do next, over the boards that share."""
    demand_sector(act)
    return privacy_sector(session, act.today)
