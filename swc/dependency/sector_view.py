"""One view on the columns for one question of the sector: which boards, and which product is of which vendor group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from sqlmodel import Session

from swc.boards.kinds import Sector
from swc.catalogue.rules import group
from swc.catalogue.schemas import VendorGroup
from swc.catalogue.vendor_queries import owned
from swc.dependency.columns.store import Reader
from swc.dependency.norms import limits, whole
from swc.dependency.rules import Limits, Tally
from swc.dependency.schemas import Ref
from swc.dependency.sector_rules import REST, UNKNOWN, summed, tellable


@dataclass
class View:
    """A reader with the day, the norms of the day, and the vendor groups of the day by the number of the vendor.

    `groups` holds the group of each vendor, `names` the number of each group by its key.
    """

    reader: Reader
    on: date
    least: int
    limits: Limits
    sector: str | None
    vendors: Mapping[str, VendorGroup]
    numbers: Mapping[str, int]
    told: frozenset[int] = frozenset()
    left_out: bool = False
    tops: dict[int, VendorGroup] = field(default_factory=dict)

    def rows(self, sql: str, *values: Any) -> list[Any]:  # noqa: ANN401 - rows of any shape
        """Return the rows of a query."""
        return self.reader.cursor.execute(sql, list(values)).fetchall()

    def run(self, sql: str, *values: Any) -> None:  # noqa: ANN401 - values of any type
        """Run a statement."""
        self.reader.cursor.execute(sql, list(values))

    @cached_property
    def unsettled(self) -> frozenset[str]:
        """The groups whose top owner is not known."""
        return frozenset(one.key for one in self.tops.values() if not one.known)

    @cached_property
    def group_names(self) -> Mapping[str, str]:
        """The names of the groups by their keys."""
        return {one.key: one.name for one in self.tops.values()}

    def tally(self, counts: Mapping[int, int]) -> Tally:
        """Return uses by number of group as a tally; without a known vendor they are loose."""
        known = {self.tops[number].key: uses for number, uses in counts.items() if number in self.tops}
        return Tally(known, counts.get(UNKNOWN, 0), self.unsettled & known.keys())

    def ref(self, number: int) -> Ref | None:
        """Return a group by name; nothing for what has no known vendor."""
        top = self.tops.get(number)
        return Ref(key=top.key, name=top.name) if top else None


def open_view(reader: Reader, session: Session, on: date, sector: Sector | None = None) -> View:
    """Return a view with the owners of a day; one statement in the database, the rest in the columns."""
    vendors = owned(session, on=on)
    rows = reader.cursor.execute("SELECT key, code FROM code_vendor").fetchall()
    view = View(
        reader=reader,
        on=on,
        least=whole("vd01-min-boards", on),
        limits=limits(on),
        sector=sector.value if sector else None,
        vendors={key: group(vendors, key) for key in vendors},
        numbers=dict(rows),
    )
    _scope(view)
    _allot(view)
    return view


def _scope(view: View) -> None:
    """Keep the boards that the question is about."""
    chosen = " WHERE sector = ?" if view.sector else ""
    values = [view.sector] if view.sector else []
    view.run(f"CREATE TEMP TABLE scope AS SELECT board, sector FROM board{chosen}", *values)  # noqa: S608


def _allot(view: View) -> None:
    """Give every product the number of its group, and the row in which it is told; `spread` is where it is used.

    A vendor that too few boards use is told in no group: who looks at two days could subtract it at a takeover.
    """
    view.run(
        f"""
        CREATE TEMP TABLE spread AS
        SELECT product, sector, count(*) AS uses, {view.reader.board_bits} AS boards
        FROM supply JOIN board USING (board) GROUP BY product, sector
        """  # noqa: S608 - our own names
    )
    boards: dict[int, list[tuple[str, int]]] = {}
    for vendor, sector, number in view.rows(
        "SELECT coalesce(vendor, -1), sector, bit_count(bit_or(boards)) "
        "FROM spread JOIN product USING (product) GROUP BY ALL"
    ):
        boards.setdefault(vendor, []).append((sector, number))
    view.told = frozenset(vendor for vendor, each in boards.items() if tellable(summed(each), view.sector, view.least))
    table = [(UNKNOWN, UNKNOWN, UNKNOWN if UNKNOWN in view.told else REST)]
    for key, number in view.numbers.items():
        top = view.vendors.get(key)
        at = view.numbers.get(top.key) if top else None
        if top is None or at is None:
            continue
        view.tops[at] = top
        table.append((number, at, at if number in view.told else REST))
    view.run(
        "CREATE TEMP TABLE allotted AS SELECT product.product, grp, bucket FROM product JOIN "
        "(SELECT unnest(?::INTEGER[]) AS vendor, unnest(?::INTEGER[]) AS grp, unnest(?::INTEGER[]) AS bucket) AS of "
        "ON of.vendor = coalesce(product.vendor, -1)",
        *(list(column) for column in zip(*table, strict=True)),
    )
    view.run("CREATE TEMP TABLE belonging AS SELECT product, grp FROM allotted")
