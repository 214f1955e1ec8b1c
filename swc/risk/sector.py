"""Concentration over the sector: per component, how the boards that share spread over vendor groups (VD01).

Only boards that chose to share with the sector count. A component, and a group within it, is told only from the least
number of boards on (norm `vd01-min-boards`), so that no single landscape can be read from it.
"""

from __future__ import annotations

from datetime import date

from sqlmodel import Session

from swc.access.kinds import Act
from swc.access.schemas import ReadModel
from swc.dependency.columns.store import Columns
from swc.dependency.norms import limits
from swc.dependency.sector import sector_components
from swc.dependency.sector_access import demand_sector
from swc.dependency.sector_schemas import SectorComponent
from swc.risk.schemas import VendorShare


class ComponentConcentration(ReadModel):
    """One component over the boards that share; `high` says that the index is above the norm.

    `uses` counts the uses of a known vendor, `vendor_unknown` the ones that the index leaves out.
    """

    guid: str
    name: str
    boards: int
    uses: int
    vendor_unknown: int
    hhi: int
    high: bool
    groups: tuple[VendorShare, ...]


def open_concentration(columns: Columns, session: Session, *, by: Act) -> tuple[ComponentConcentration, ...]:
    """Return the concentration to who may see figures of the sector."""
    demand_sector(by)
    return sector_concentration(columns, session, by.today)


def sector_concentration(columns: Columns, session: Session, today: date) -> tuple[ComponentConcentration, ...]:
    """Return the components that enough sharing boards use, most concentrated first."""
    high = limits(today).high
    return tuple(_told(one, high) for one in sector_components(columns, session, today))


def _told(one: SectorComponent, high: int) -> ComponentConcentration:
    known = one.uses - one.unknown
    return ComponentConcentration(
        guid=one.guid,
        name=one.name,
        boards=one.boards,
        uses=known,
        vendor_unknown=one.unknown,
        hhi=one.hhi or 0,
        high=(one.hhi or 0) > high,
        groups=tuple(
            VendorShare(key=part.key, name=part.name, uses=part.uses, share=part.uses / known) for part in one.groups
        ),
    )
