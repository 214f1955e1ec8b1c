"""The monitors, each one query over the columns: names of boards are told, so only who reads the sector asks them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlmodel import Session

from fora.below import elements_below
from swc.access.kinds import Act
from swc.catalogue.kinds import DataLevel
from swc.catalogue.rules import group
from swc.catalogue.schemas import VendorGroup
from swc.catalogue.vendor_queries import owned
from swc.dependency.agreed import AGREED
from swc.dependency.columns.bits import Places
from swc.dependency.columns.store import Columns, Reader
from swc.dependency.columns.tables import KINDS
from swc.dependency.monitors.kinds import TARGETED, MonitorKind
from swc.dependency.monitors.schemas import Monitor, MonitorQuestion, MonitorRow, MonitorTarget
from swc.dependency.sector_access import demand_names
from swc.dpia.kinds import SETTLED
from swc.errors import InvalidInputError, NotFoundError, Problem
from swc.landscape.kinds import DerivedKind
from vocab.norms import norm
from vocab.schemes import scheme

MOST_PAIRS = 100
"""How many pairs of products are told."""
_FUNCTION, _OBJECT = DerivedKind.FUNCTION.value, DerivedKind.INFORMATION_OBJECT.value


def open_monitor(columns: Columns, session: Session, question: MonitorQuestion, *, by: Act) -> Monitor:
    """Return a monitor of today to who reads the sector.

    Raises `InvalidInputError` where the monitor needs a target, `NotFoundError` for a target that does not exist.
    """
    demand_names(by)
    return monitor(columns, session, question, by.today)


def monitor(columns: Columns, session: Session, question: MonitorQuestion, on: date) -> Monitor:
    """Return a monitor with the owners and review dates of a day; kept until something changes."""
    if question.kind in TARGETED and not question.target:
        problem = Problem("target", "Er is niets gekozen.", "Kies een leveranciersgroep of een bedrijfsfunctie.")
        raise InvalidInputError("Deze monitor gaat over één ding.", problems=(problem,))
    columns.refresh(session)
    with columns.reading() as reader:
        return reader.kept(
            ("monitor", question.kind, question.target, on), lambda: work_out(reader, session, question, on)
        )


def open_monitor_targets(
    columns: Columns, session: Session, kind: MonitorKind, *, by: Act
) -> tuple[MonitorTarget, ...]:
    """Return what a monitor can be about, by name, to who reads the sector; nothing where it is about everything."""
    demand_names(by)
    columns.refresh(session)
    with columns.reading() as reader:
        asked = _Asked(reader, session, "", by.today)
        if kind is MonitorKind.GROUP_USES:
            found = {one.key: one.name for one in asked.groups().values()}
        elif kind is MonitorKind.PRODUCTS:
            found = dict(asked.rows("SELECT guid, name FROM element WHERE kind = ?", _FUNCTION))
        else:
            found = {}
    return tuple(
        sorted((MonitorTarget(key=key, name=name) for key, name in found.items()), key=lambda one: one.name.lower())
    )


def work_out(reader: Reader, session: Session, question: MonitorQuestion, on: date) -> Monitor:
    """Return a monitor from a view on the columns, without looking whether it was asked before."""
    asked = _Asked(reader, session, question.target, on)
    return Monitor(
        kind=question.kind,
        target=question.target,
        target_name=_NAMES[question.kind](asked) if question.kind in TARGETED else "",
        on=on,
        boards=int(asked.rows("SELECT count(*) FROM board")[0][0]),
        has_release=reader.has_release,
        least=_least(on) if question.kind is MonitorKind.OPEN_DPIAS else None,
        most=MOST_PAIRS if question.kind is MonitorKind.UNSTANDARD else None,
        rows=_QUERIES[question.kind](asked),
    )


@dataclass(frozen=True)
class _Asked:
    """One question on one view of the columns."""

    reader: Reader
    session: Session
    target: str
    on: date

    def rows(self, sql: str, *values: Any) -> list[Any]:  # noqa: ANN401 - rows of any shape
        """Return the rows of a query."""
        return self.reader.cursor.execute(sql, list(values)).fetchall()

    def holds(self, kind: str, guids: frozenset[str]) -> str:
        """Return the condition that a use serves any of some elements, as SQL."""
        places: Places = self.reader.image.places[kind]
        words = zip(places.columns(KINDS[kind]), places.split(places.bits(guids)), strict=True)
        return " OR ".join(f"({name} & {bits}::UBIGINT) <> 0" for name, bits in words if bits) or "false"

    def special(self) -> str:
        """Return the condition that a use touches an object with special categories of data, as SQL."""
        rows = self.rows(
            "SELECT guid, category FROM element JOIN element_category USING (place) WHERE kind = ?", _OBJECT
        )
        return self.holds(_OBJECT, frozenset(guid for guid, category in rows if category in _special()))

    def groups(self) -> Mapping[str, VendorGroup]:
        """Return the group of each vendor on the day, where its top owner is known."""
        return self.reader.kept(("vendor groups", self.on), self._groups)

    def _groups(self) -> Mapping[str, VendorGroup]:
        vendors = owned(self.session, on=self.on)
        each = ((key, group(vendors, key)) for key in vendors)
        return {key: one for key, one in each if one is not None and one.known}

    def belonging(self) -> Mapping[str, str]:
        """Give each product the key of its group in a table of this view; return the names of the groups."""
        groups = self.groups()
        self.reader.cursor.execute(
            "CREATE OR REPLACE TEMP TABLE member AS SELECT product, grp FROM product JOIN vendor USING (vendor) "
            "JOIN (SELECT unnest(?::VARCHAR[]) AS of, unnest(?::VARCHAR[]) AS grp) ON of = vendor.key",
            [list(groups), [one.key for one in groups.values()]],
        )
        return {one.key: one.name for one in groups.values()}


def _boards(rows: list[Any]) -> tuple[MonitorRow, ...]:
    return tuple(
        MonitorRow(key=number, name=name, number=int(count), whole=int(whole[0]) if whole else None)
        for number, name, count, *whole in rows
    )


def _group_uses(asked: _Asked) -> tuple[MonitorRow, ...]:
    asked.belonging()
    return _boards(
        asked.rows(
            "SELECT number, any_value(name), count(*) FROM supply JOIN member USING (product) JOIN board USING (board) "
            "WHERE grp = ? GROUP BY number ORDER BY 3 DESC, 1",
            asked.target,
        )
    )


def _open_dpias(asked: _Asked) -> tuple[MonitorRow, ...]:
    states = ", ".join(f"'{one.value}'" for one in sorted(SETTLED))
    sql = (
        "SELECT key, any_value(name), "  # noqa: S608 - our own names
        f"bit_count({asked.reader.board_bits}) AS n FROM supply JOIN product USING (product) "
        "ANTI JOIN (SELECT use FROM dpia GROUP BY use "
        f"HAVING bool_and(state IN ({states}) AND (due IS NULL OR due >= ?::DATE))) AS settled USING (use) "
        f"WHERE {asked.special()} GROUP BY key HAVING n >= ? ORDER BY n DESC, key"
    )
    return _boards(asked.rows(sql, asked.on, _least(asked.on)))


def _uncovered(asked: _Asked) -> tuple[MonitorRow, ...]:
    asked.reader.cursor.execute(
        "CREATE OR REPLACE TEMP TABLE hit AS SELECT board, use, product "  # noqa: S608 - our own names
        f"FROM supply WHERE {asked.special()}"
    )
    return _boards(
        asked.rows(
            "SELECT number, any_value(name), count(*) FROM "  # noqa: S608 - our own names
            f"({AGREED}) JOIN board USING (board) WHERE weight < 2 GROUP BY number ORDER BY 3 DESC, 1"
        )
    )


def _least(on: date) -> int:
    """Return from how many boards on something is told of the sector."""
    return norm("sector-min-boards", on).whole


@cache
def _special() -> frozenset[str]:
    """Return the categories of data of the heaviest level (art. 9 AVG)."""
    concepts = scheme("data-categories").concepts
    return frozenset(one.code for one in concepts if DataLevel.SPECIAL.value in _several(one.extra.get("dataLevel")))


def _several(value: object) -> tuple[object, ...]:
    """Return the values of a property, which stands alone where it has one."""
    return tuple(value) if isinstance(value, list) else (value,)


def _concentration(asked: _Asked) -> tuple[MonitorRow, ...]:
    asked.belonging()
    return _boards(
        asked.rows(
            "SELECT number, any_value(name), 10000 * sum(n * n) // (sum(n) * sum(n)), sum(n) FROM ("
            "SELECT board, grp, count(*) AS n FROM supply JOIN member USING (product) GROUP BY ALL"
            ") JOIN board USING (board) GROUP BY number ORDER BY 3 DESC, 1"
        )
    )


def _groups(asked: _Asked) -> tuple[MonitorRow, ...]:
    names = asked.belonging()
    rows = asked.rows(
        f"SELECT grp, count(*), bit_count({asked.reader.board_bits}) "  # noqa: S608 - our own names
        "FROM supply JOIN member USING (product) GROUP BY grp ORDER BY 2 DESC, 1"
    )
    return tuple(MonitorRow(key=key, name=names[key], number=uses, whole=boards) for key, uses, boards in rows)


def _products(asked: _Asked) -> tuple[MonitorRow, ...]:
    below = elements_below(asked.session, asked.target)
    rows = asked.rows(
        f"SELECT key, any_value(name), bit_count({asked.reader.board_bits}), count(*) "  # noqa: S608 - our own names
        f"FROM supply JOIN product USING (product) WHERE {asked.holds(_FUNCTION, below)} "
        "GROUP BY key ORDER BY 3 DESC, 1"
    )
    return _boards(rows)


def _overlap(asked: _Asked) -> tuple[MonitorRow, ...]:
    words = asked.reader.words(_FUNCTION)
    sets = ", ".join(f"bit_or({one}) AS {one}" for one in words)
    before = "PARTITION BY board ORDER BY product ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING"
    twice = ", ".join(f"{one} & coalesce(bit_or({one}) OVER ({before}), 0) AS {one}" for one in words)
    counted = " + ".join(f"bit_count(bit_or({one}))::INTEGER" for one in words)
    return _boards(
        asked.rows(
            f"SELECT number, any_value(name), {counted} FROM (SELECT board, {twice} FROM "  # noqa: S608 - our own names
            f"(SELECT board, product, {sets} FROM supply GROUP BY ALL)) JOIN board USING (board) "
            f"GROUP BY number HAVING {counted} > 0 ORDER BY 3 DESC, 1"
        )
    )


def _unstandard(asked: _Asked) -> tuple[MonitorRow, ...]:
    rows = asked.rows(
        "SELECT one.key, one.name, other.key, other.name, n FROM ("
        "SELECT source_product, target_product, count(*) AS n FROM coupling ANTI JOIN coupling_standard "
        "USING (coupling) WHERE target_product IS NOT NULL GROUP BY ALL"
        ") JOIN product AS one ON one.product = source_product JOIN product AS other ON other.product = target_product "
        "ORDER BY n DESC, one.key, other.key LIMIT ?",
        MOST_PAIRS,
    )
    return tuple(
        MonitorRow(key=key, name=name, other_key=other, other_name=called, number=number)
        for key, name, other, called, number in rows
    )


_QUERIES: dict[MonitorKind, Callable[[_Asked], tuple[MonitorRow, ...]]] = {
    MonitorKind.GROUP_USES: _group_uses,
    MonitorKind.OPEN_DPIAS: _open_dpias,
    MonitorKind.UNCOVERED: _uncovered,
    MonitorKind.CONCENTRATION: _concentration,
    MonitorKind.GROUPS: _groups,
    MonitorKind.PRODUCTS: _products,
    MonitorKind.OVERLAP: _overlap,
    MonitorKind.UNSTANDARD: _unstandard,
}


def _group_name(asked: _Asked) -> str:
    found = next((one for one in asked.groups().values() if one.key == asked.target), None)
    if found is None:
        raise NotFoundError("Deze leveranciersgroep bestaat niet.")
    return found.name


def _function_name(asked: _Asked) -> str:
    found = asked.reader.image.release.names.get(asked.target)
    if found is None:
        raise NotFoundError("Dit element staat niet in de gepubliceerde uitgave van de FORA.")
    return found


_NAMES: dict[MonitorKind, Callable[[_Asked], str]] = {
    MonitorKind.GROUP_USES: _group_name,
    MonitorKind.PRODUCTS: _function_name,
}
