"""The list of uses of the sector for whoever may read the landscapes that boards share."""

from __future__ import annotations

from collections.abc import Iterator

from sqlmodel import Session

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.dependency.sector_access import demand_sector
from swc.dependency.uses.lines import read_names
from swc.dependency.uses.schemas import Position, UseChoices, UseFilter, UsePage
from swc.dependency.uses.store import Lines
from swc.dependency.uses.streams import Writes, stream_uses


def demand_landscapes(by: Act) -> None:
    """Refuse who may not see which board uses what; see `demand_sector` for how."""
    if not demand_sector(by):
        by.demand(Right.READ_SECTOR)


def open_page(lines: Lines, session: Session, asked: UseFilter, at: Position | None, *, limit: int, by: Act) -> UsePage:
    """Return one page of the uses of boards that share."""
    demand_landscapes(by)
    return lines.page(session, asked, at, limit)


def open_stream(session: Session, asked: UseFilter, writes: Writes, *, by: Act) -> Iterator[list[str]]:
    """Return every use that is asked for as a line, in portions; whether one may is known at once."""
    demand_landscapes(by)
    return stream_uses(session, asked, writes)


def open_choices(session: Session, *, by: Act) -> UseChoices:
    """Return by which boards, products and vendors the list can be narrowed; two statements."""
    demand_landscapes(by)
    known = read_names(session.connection())
    vendors = {vendor: name or vendor for _product, vendor, name in known.products.values() if vendor}
    return UseChoices(
        boards=_by_name({number: name for number, (name, _sector) in known.boards.items()}),
        products=_by_name({key: facts[0] for key, facts in known.products.items()}),
        vendors=_by_name(vendors),
    )


def _by_name(found: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(found.items(), key=lambda pair: (pair[1].casefold(), pair[0])))
