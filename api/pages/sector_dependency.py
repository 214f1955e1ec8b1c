"""Dependency in the sector, over the boards that share: the lens, and what if a vendor stops, is sold or leaks."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response

from api.columns import ColumnsDep
from api.deps import ActDep, PageDep, SessionDep
from api.pages.dependency_figures import Measure
from api.pages.dependency_what_if import AskedDep, offered
from api.pages.sector_lens import SectorWhatIfPage, sector_lens_page
from swc.boards.kinds import Sector
from swc.catalogue.vendor_queries import vendor_names
from swc.dependency.sector import open_sector_lens
from swc.dependency.sector_targets import open_sector_targets
from swc.dependency.sector_whatif import open_sector_what_if

router = APIRouter(prefix="/sector")


@router.get("/afhankelijkheid")
def show_sector(
    *,
    columns: ColumnsDep,
    session: SessionDep,
    act: ActDep,
    page: PageDep,
    maat: Annotated[Measure, Query(description="Waarin de leveranciersgroepen worden vergeleken")] = Measure.USES,
    sector: Annotated[Sector | Literal[""], Query(description="Code van een onderwijssector; leeg is alle")] = "",
    op: Annotated[date | Literal[""], Query(description="De dag van de eigenaren; leeg is vandaag")] = "",
) -> Response:
    """Show on which vendor groups the sector leans, by the chosen measure."""
    lens = open_sector_lens(columns, session, on=op or None, sector=sector or None, by=act)
    return page.render("dependency/sector.html", sector_lens_page(lens, maat))


@router.get("/wat-als")
def ask_sector(asked: AskedDep, *, columns: ColumnsDep, session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Ask what happens in the sector when something stops, is taken over or leaks."""
    found = open_sector_targets(columns, session, asked.text, by=act)
    question = asked.question
    result = open_sector_what_if(columns, session, question, by=act) if question else None
    targets, more = offered(found, asked, result.target if result else None)
    model = SectorWhatIfPage(asked, targets, more, vendor_names(session), result)
    return page.render("dependency/sector_what_if.html", model)
