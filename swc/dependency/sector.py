"""The dependency lens of the sector, from the columns: a fixed number of queries, however many boards share."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session

from swc.access.kinds import Act
from swc.boards.kinds import Sector
from swc.dependency.columns.store import Columns
from swc.dependency.norms import thresholds
from swc.dependency.sector_access import demand_sector
from swc.dependency.sector_groups import gather, groups, totals
from swc.dependency.sector_parts import components, functions, hidden, sector_concentration
from swc.dependency.sector_schemas import SectorComponent, SectorLens
from swc.dependency.sector_view import View, open_view


def open_sector_lens(
    columns: Columns, session: Session, *, on: date | None = None, sector: Sector | None = None, by: Act
) -> SectorLens:
    """Return the lens of the sector to who may see its figures, with owners as they were on a day (today).

    Raises `UnauthenticatedError` for the anonymous, `NotFoundError` for who only speaks for a vendor.
    """
    demand_sector(by)
    return sector_lens(columns, session, on or by.today, sector)


def sector_lens(columns: Columns, session: Session, on: date, sector: Sector | None = None) -> SectorLens:
    """Return the lens over every board that shares, of now, or over those of one education sector."""
    columns.refresh(session)
    with columns.reading() as reader:
        return reader.kept(("lens", on, sector), lambda: _worked_out(open_view(reader, session, on, sector)))


def _worked_out(view: View) -> SectorLens:
    boards = int(view.rows("SELECT count(*) FROM scope")[0][0])
    if boards < view.least:
        return _lens(view, boards, enough=False)
    gather(view)
    sums = totals(view)
    rows, cost = groups(view, sums)
    sums = sums.model_copy(update={"cost": cost})
    return _lens(view, boards, enough=True).model_copy(
        update={
            "left_out": view.left_out,
            "totals": sums,
            "concentration": sector_concentration(view),
            "groups": rows,
            "components": components(view),
            "functions": functions(view),
            "hidden": hidden(view, sums),
        }
    )


def sector_components(columns: Columns, session: Session, on: date) -> tuple[SectorComponent, ...]:
    """Return the concentration of each component that enough boards use."""
    columns.refresh(session)
    with columns.reading() as reader:
        return components(open_view(reader, session, on))


def _lens(view: View, boards: int, *, enough: bool) -> SectorLens:
    return SectorLens(
        on=view.on,
        sector=Sector(view.sector) if view.sector else None,
        boards=boards,
        least_boards=view.least,
        enough=enough,
        has_release=view.reader.has_release,
        thresholds=thresholds(view.on),
    )
