"""The sector as JSON: figures over the boards that share, never from so few that one could be read from it."""

from __future__ import annotations

from fastapi import APIRouter

from api.deps import ActDep, SessionDep
from swc.errors import UnauthenticatedError
from swc.risk.sector import ComponentConcentration, sector_concentration

router = APIRouter(prefix="/api/v1/sector", tags=["Sector"])


@router.get("/concentration", summary="Concentratie van leveranciersgroepen per component, over besturen die delen")
def concentration(session: SessionDep, act: ActDep) -> tuple[ComponentConcentration, ...]:
    """Return the components that at least five sharing boards use, the most concentrated first."""
    if not act.actor.key:
        raise UnauthenticatedError("Log eerst in, of stuur een API-sleutel mee.")
    return sector_concentration(session, act.today)
