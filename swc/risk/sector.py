"""Concentration over the sector: per component, how the boards that share spread over vendor groups (VD01).

Only boards that chose to share with the sector count, and a component is told only from the least number of boards
on (norm `vd01-min-boards`), so that no single landscape can be read from it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date

from sqlalchemy import Select, select
from sqlmodel import Session, col

from swc.access.schemas import ReadModel
from swc.boards.kinds import Sharing
from swc.boards.models import Board
from swc.catalogue.models import Product
from swc.catalogue.queries import vendor_groups
from swc.landscape.kinds import ACTIVE
from swc.landscape.models import Placement, Use
from swc.risk.reference import norm_fact
from swc.risk.rules.vendor_rules import Market, markets
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


def sector_concentration(session: Session, today: date) -> tuple[ComponentConcentration, ...]:
    """Return the components that enough sharing boards use, most concentrated first; two statements."""
    groups = vendor_groups(session, on=today)
    placed: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
    names: dict[str, str] = {}
    for guid, name, board, vendor in session.execute(_shared_placements()):
        names[guid] = name
        placed[guid].append((board, groups[vendor].key if vendor in groups else None))
    least, high = (int(norm_fact(code, today).value) for code in ("vd01-min-boards", "hhi-high"))
    known = {group.key: group.name for group in groups.values()}
    found = (_told(names[one.component], one, known, high) for one in markets(placed, least_boards=least))
    return tuple(sorted(found, key=lambda one: (-one.hhi, one.name)))


def _shared_placements() -> Select[str, str, str, str | None]:
    """Return component, board and vendor of every active placement at a board that shares."""
    return (
        select(
            col(Placement.component_guid),
            col(Placement.component_name),
            col(Use.board_number),
            col(Product.vendor_key),
        )
        .join(Use, col(Use.id) == col(Placement.use_id))
        .join(Product, col(Product.key) == col(Use.product_key))
        .join(Board, col(Board.number) == col(Use.board_number))
        .where(col(Board.sharing) == Sharing.SECTOR, col(Use.status).in_(ACTIVE))
    )


def _told(name: str, market: Market, names: dict[str, str], high: int) -> ComponentConcentration:
    counts = Counter(market.groups)
    total = sum(counts.values())
    shares = (VendorShare(key=key, name=names[key], uses=n, share=n / total) for key, n in counts.most_common())
    return ComponentConcentration(
        guid=market.component,
        name=name,
        boards=market.boards,
        uses=total,
        vendor_unknown=market.unknown,
        hhi=market.hhi,
        high=market.hhi > high,
        groups=tuple(shares),
    )
