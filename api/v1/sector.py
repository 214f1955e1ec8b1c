"""The sector as JSON: figures over the boards that share, never from so few that one could be read from it."""

from __future__ import annotations

from fastapi import APIRouter

from api.deps import ActDep, SessionDep
from swc.dependency.sector_access import demand_sector
from swc.risk.sector import ComponentConcentration, sector_concentration

router = APIRouter(prefix="/api/v1/sector", tags=["Sector"])


@router.get("/concentration", summary="Concentratie van leveranciersgroepen per component, over besturen die delen")
def concentration(session: SessionDep, act: ActDep) -> tuple[ComponentConcentration, ...]:
    """Return the components that at least five sharing boards use, the most concentrated first."""
    demand_sector(act)
    return sector_concentration(session, act.today)
