"""What a what-if of the sector can be about, and which active uses lean on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlmodel import Session

from swc.access.kinds import Act
from swc.catalogue.rules import fold
from swc.dependency.columns.store import Columns
from swc.dependency.kinds import TargetKind
from swc.dependency.providers import FACILITIES
from swc.dependency.sector_access import demand_sector
from swc.dependency.sector_schemas import SectorTarget
from swc.dependency.sector_view import View, open_view
from swc.errors import NotFoundError

MOST = 50
"""How many targets a search gives at most."""
_ORDER = tuple(TargetKind)


def open_sector_targets(columns: Columns, session: Session, text: str, *, by: Act) -> tuple[SectorTarget, ...]:
    """Return the targets whose name has the words of a text, to who may see figures of the sector.

    Without names of boards only what enough boards lean on is found.
    """
    named = demand_sector(by)
    return sector_targets(columns, session, text, by.today, named=named)


def sector_targets(
    columns: Columns, session: Session, text: str, on: date, *, named: bool = False
) -> tuple[SectorTarget, ...]:
    """Return vendors, groups, products, sub-processors and facilities on which boards lean, the most boards first."""
    columns.refresh(session)
    words = fold(text).split()
    with columns.reading() as reader:
        view = open_view(reader, session, on)
        least = 1 if named else view.least
        found = [
            one for one in _all(view) if (one.boards or 0) >= least and all(word in fold(one.name) for word in words)
        ]
    order = sorted(found, key=lambda one: (_ORDER.index(one.kind), -(one.boards or 0), one.name.casefold(), one.key))
    return tuple(order[:MOST])


def find(view: View, kind: TargetKind, key: str) -> SectorTarget:
    """Return a target by name and put the uses that lean on it in table `hit`; raises `NotFoundError`.

    What the catalogue does not know does not exist. A facility or party outside is no entry of the catalogue: one that
    no board names is like one that too few boards name.
    """
    name = _NAMES[kind](view, key)
    if name is None:
        raise NotFoundError("„%(key)s” staat niet in de catalogus.", key=key)
    condition, values = _LEANS[kind](view, key)
    view.run(f"CREATE TEMP TABLE hit AS SELECT * FROM supply WHERE {condition}", *values)  # noqa: S608 - our own words
    boards = int(view.rows("SELECT count(DISTINCT board) FROM hit")[0][0])
    return SectorTarget(kind=kind, key=key, name=name, boards=boards)


def supplied(view: View, kind: TargetKind, key: str) -> list[int]:
    """Return the numbers of the vendors that a takeover of a target brings along."""
    if kind is TargetKind.VENDOR:
        return [view.numbers[one] for one, top in view.vendors.items() if any(link.key == key for link in top.chain)]
    return [view.numbers[one] for one, top in view.vendors.items() if top.key == key]


def _vendor_name(view: View, key: str) -> str | None:
    found = view.vendors.get(key)
    return found.chain[0].name if found and found.chain else None


def _product_name(view: View, key: str) -> str | None:
    return next((name for (name,) in view.rows("SELECT name FROM product WHERE key = ?", key)), None)


def _sub_name(view: View, key: str) -> str | None:
    return next((name for (name,) in view.rows("SELECT name FROM sub_processor WHERE key = ? LIMIT 1", key)), None)


def _facility_name(view: View, key: str) -> str | None:
    """Return the name of a national facility; of a party outside its key, which is the name without signs."""
    if key not in FACILITIES:
        return key
    return next((name for (name,) in view.rows("SELECT name FROM outside WHERE text = ?", key)), key)


_NAMES = {
    TargetKind.VENDOR: _vendor_name,
    TargetKind.GROUP: _vendor_name,
    TargetKind.PRODUCT: _product_name,
    TargetKind.SUB_PROCESSOR: _sub_name,
    TargetKind.FACILITY: _facility_name,
}


def _of_vendors(view: View, key: str) -> tuple[str, list[Any]]:
    return _VENDORS, [supplied(view, TargetKind.VENDOR, key)]


def _of_group(view: View, key: str) -> tuple[str, list[Any]]:
    return _VENDORS, [supplied(view, TargetKind.GROUP, key)]


def _of_product(_view: View, key: str) -> tuple[str, list[Any]]:
    return "product = (SELECT product FROM product WHERE key = ?)", [key]


def _of_sub(_view: View, key: str) -> tuple[str, list[Any]]:
    return "product IN (SELECT product FROM sub_processor WHERE key = ?)", [key]


def _of_facility(_view: View, key: str) -> tuple[str, list[Any]]:
    """Return the condition on uses at an end of a coupling that leads to a facility or names it by a standard."""
    ends = f"SELECT unnest([source, target]) FROM coupling SEMI JOIN ({LEADING}) USING (coupling)"  # noqa: S608
    return f"use IN ({ends})", leading(key)


def leading(key: str) -> list[str]:
    """Return the values for `LEADING`; only the standard of a facility leads to one."""
    code = key if key in FACILITIES else ""
    return [key, code, code]


LEADING = """
    SELECT coupling FROM coupling JOIN outside ON outside.text = coupling.name
    WHERE coupling.target IS NULL AND outside.key = ?
    UNION SELECT coupling FROM coupling_standard WHERE standard = ?
    UNION SELECT coupling FROM (SELECT coupling, unnest([source, target]) AS use FROM coupling)
    JOIN use USING (use) JOIN product USING (product) WHERE facility = ?
"""
"""The couplings that lead to a facility, name it by a standard, or are with the application that it is, as SQL."""
_VENDORS = "product IN (SELECT product FROM product WHERE list_contains(?::INTEGER[], vendor))"
_LEANS = {
    TargetKind.VENDOR: _of_vendors,
    TargetKind.GROUP: _of_group,
    TargetKind.PRODUCT: _of_product,
    TargetKind.SUB_PROCESSOR: _of_sub,
    TargetKind.FACILITY: _of_facility,
}


def _all(view: View) -> Iterator[SectorTarget]:
    """Yield everything that active uses lean on, with its boards."""
    sets: dict[tuple[TargetKind, str, str], int] = {}
    for key, name, vendor, boards in view.rows(
        "SELECT product.key, product.name, vendor.key, bit_or(boards) FROM spread JOIN product USING (product) "
        "LEFT JOIN vendor USING (vendor) GROUP BY ALL"
    ):
        bits = int(boards, 2)
        for target in ((TargetKind.PRODUCT, key, name), *_above(view, vendor)):
            sets[target] = sets.get(target, 0) | bits
    for (kind, key, name), bits in sets.items():
        yield SectorTarget(kind=kind, key=key, name=name, boards=bits.bit_count())
    for key, name, boards in view.rows(
        "SELECT sub.key, any_value(sub.name), bit_count(bit_or(boards)) FROM sub_processor AS sub "
        "JOIN spread USING (product) GROUP BY sub.key"
    ):
        yield SectorTarget(kind=TargetKind.SUB_PROCESSOR, key=key, name=name, boards=boards)
    yield from _facilities(view)


def _above(view: View, vendor: str | None) -> Iterator[tuple[TargetKind, str, str]]:
    top = view.vendors.get(vendor) if vendor else None
    for link in top.chain if top else ():
        yield TargetKind.VENDOR, link.key, link.name
    if top:
        yield TargetKind.GROUP, top.key, top.name


def _facilities(view: View) -> Iterator[SectorTarget]:
    """Yield where couplings lead; a party outside goes by its key, not by the words of a single board."""
    codes = ", ".join(f"'{code}'" for code in FACILITIES)
    for key, boards in view.rows(
        f"""
        WITH led AS (
            SELECT coupling, outside.key FROM coupling JOIN outside ON outside.text = coupling.name
            WHERE coupling.target IS NULL AND outside.key <> ''
            UNION SELECT coupling, standard FROM coupling_standard WHERE standard IN ({codes})
            UNION SELECT coupling, facility FROM (SELECT coupling, unnest([source, target]) AS use FROM coupling)
            JOIN use USING (use) JOIN product USING (product) WHERE facility IS NOT NULL
        )
        SELECT key, count(DISTINCT coupling.board) FROM led JOIN coupling USING (coupling)
        WHERE source IN (SELECT use FROM supply) OR target IN (SELECT use FROM supply) GROUP BY key
        """  # noqa: S608 - our own codes
    ):
        yield SectorTarget(kind=TargetKind.FACILITY, key=key, name=_facility_name(view, key) or key, boards=boards)
