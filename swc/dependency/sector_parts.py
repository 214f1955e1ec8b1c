"""Concentration of each component, functions that rest on one group, and what lies below many applications."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from swc.dependency.kinds import HiddenKind, TargetKind
from swc.dependency.rules import concentration, group_parts
from swc.dependency.schemas import Concentration, Ref
from swc.dependency.sector_groups import in_scope
from swc.dependency.sector_rules import part, summed, tellable, told
from swc.dependency.sector_schemas import SectorComponent, SectorHidden, SectorTotals, SingleGroupFunction
from swc.dependency.sector_view import View

_SHARED = 2
"""From how many products on something counts as shared."""


def sector_concentration(view: View) -> Concentration:
    """Return the concentration over all uses that count."""
    rows = view.rows(
        f"SELECT grp, sum(uses)::INTEGER FROM {in_scope(view)} GROUP BY grp"  # noqa: S608 - our own names
    )
    return concentration(view.tally(dict(rows)), view.limits)


class _Placed(NamedTuple):
    group: int
    sector: str
    uses: int
    boards: int


def components(view: View) -> tuple[SectorComponent, ...]:
    """Return the components that enough boards use, the most concentrated first."""
    boards: dict[int, list[tuple[str, int]]] = defaultdict(list)
    placed: dict[int, list[_Placed]] = defaultdict(list)
    names: dict[int, tuple[str, str]] = {}
    for component, guid, name, group, sector, uses, number in view.rows(
        f"""
        WITH placed AS (
            SELECT component, product, sector, count(*) AS uses, {view.reader.board_bits} AS boards
            FROM placement JOIN board USING (board) WHERE active GROUP BY ALL
        )
        SELECT component, any_value(guid), any_value(name), grp, sector, sum(uses)::INTEGER, bit_count(bit_or(boards))
        FROM placed JOIN belonging USING (product) JOIN component USING (component)
        GROUP BY GROUPING SETS ((component, sector), (component, sector, grp))
        """  # noqa: S608 - our own names
    ):
        names[component] = (guid, name)
        if group is None:
            boards[component].append((sector, number))
        else:
            placed[component].append(_Placed(group, sector, uses, number))
    found = (
        _component(view, names[one], summed(each), placed[one])
        for one, each in boards.items()
        if tellable(summed(each), view.sector, view.least)
    )
    return tuple(sorted(found, key=lambda one: (-(one.hhi or 0), one.name)))


def _component(view: View, named: tuple[str, str], boards: dict[str, int], placed: list[_Placed]) -> SectorComponent:
    by_group: dict[int, list[_Placed]] = defaultdict(list)
    for one in placed:
        by_group[one.group].append(one)
    uses = {
        group: number
        for group, each in by_group.items()
        if (number := sum(one.uses for one in each if view.sector in (None, one.sector)))
    }
    counts = view.tally(uses)
    shown = {
        view.tops[group].key
        for group in uses
        if group in view.tops
        and tellable(summed((one.sector, one.boards) for one in by_group[group]), view.sector, view.least)
    }
    parts = group_parts(counts, view.group_names.__getitem__)
    return SectorComponent(
        **dict(concentration(counts, view.limits)),
        guid=named[0],
        name=named[1],
        groups=tuple(one for one in parts if one.key in shown),
        boards=sum(number for sector, number in boards.items() if view.sector in (None, sector)),
        groups_untold=len(counts.known) - len(shown),
    )


def functions(view: View) -> tuple[SingleGroupFunction, ...]:
    """Return the functions that at some boards rest on one group, those at the most boards first.

    A board has a function through several groups when a second one serves it: what is left of the union after what
    more than one serves is taken away. The vendors of the rest count as one group here.
    """
    words = view.reader.words("function")
    before = ", ".join(f"bit_or({one}) OVER earlier AS before_{one}" for one in words)
    unions = ", ".join(f"bit_or({one}) AS any_{one}, bit_or({one} & before_{one}) AS more_{one}" for one in words)
    every = ", ".join(f"any_{one}" for one in words)
    more = ", ".join(f"coalesce(more_{one}, 0)" for one in words)
    rows = view.rows(
        f"""
        WITH ordered AS (
            SELECT board, {", ".join(words)}, {before} FROM held WINDOW earlier AS (
                PARTITION BY board ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
            )
        ),
        boards AS (SELECT board, {unions} FROM ordered GROUP BY board),
        listed AS (SELECT [{every}] AS every, [{more}] AS more FROM boards)
        SELECT guid, name, count(*), count(*) FILTER (more[place // 64 + 1] >> (place % 64)::UBIGINT & 1 = 0)
        FROM listed JOIN element ON kind = 'function' AND every[place // 64 + 1] >> (place % 64)::UBIGINT & 1 = 1
        GROUP BY guid, name
        """  # noqa: S608 - our own names
    )
    return tuple(_functions(view, rows))


def _functions(view: View, rows: list[tuple[str, str, int, int]]) -> Iterator[SingleGroupFunction]:
    """Yield what may be told of each function; within one education sector no number of boards is."""
    groups = _serving(view)
    order = sorted(rows, key=lambda row: (-row[3], row[1].casefold(), row[0]))
    for guid, name, boards, single in order:
        if boards < view.least or not single or view.sector is not None:
            continue
        mine = groups.get(guid, [])
        yield SingleGroupFunction(
            function=Ref(key=guid, name=name),
            boards=boards,
            groups=len(mine),
            single=told(single, view.least),
            only=view.ref(mine[0]) if len(mine) == 1 else None,
        )


def _serving(view: View) -> dict[str, list[int]]:
    """Return the rows of groups that serve each function anywhere."""
    sets = ", ".join(f"bit_or({one})" for one in view.reader.words("function"))
    rows = view.rows(
        f"""
        WITH mine AS (SELECT bucket, [{sets}] AS every FROM held GROUP BY bucket)
        SELECT guid, list(bucket) FROM mine
        JOIN element ON kind = 'function' AND every[place // 64 + 1] >> (place % 64)::UBIGINT & 1 = 1 GROUP BY guid
        """  # noqa: S608 - our own names
    )
    return {guid: list(groups) for guid, groups in rows}


def hidden(view: View, whole: SectorTotals) -> tuple[SectorHidden, ...]:
    """Return sub-processors and ways to sign on below at least two products, those at the most boards first."""
    found = [*_below(view, whole, HiddenKind.SUB_PROCESSOR), *_below(view, whole, HiddenKind.SIGN_ON)]
    return tuple(sorted(found, key=lambda one: (one.kind.value, -one.boards.number, one.name.casefold(), one.key)))


def _below(view: View, whole: SectorTotals, kind: HiddenKind) -> Iterator[SectorHidden]:
    """Yield what lies below at least two products, by the set of the boards and the numbers in every sector."""
    subs = kind is HiddenKind.SUB_PROCESSOR
    query = (_SUBS if subs else _SIGN_ONS).format(bits=view.reader.board_bits)
    found: dict[tuple[str, str], dict[str, tuple[int, int, int, int]]] = defaultdict(dict)
    named = {}
    for key, target, name, vendor, country, countries, sector, products, groups, uses, boards in view.rows(query):
        found[key, target][sector] = (products, groups, uses, boards)
        named[key, target] = (name, vendor, country if countries == 1 else None)
    for (key, target), each in found.items():
        parts = {sector: one[3] for sector, one in each.items() if sector != ""}
        products, groups, uses, number = each.get(view.sector or "", (0, 0, 0, 0))
        name, vendor, country = named[key, target]
        if products >= _SHARED and tellable(parts, view.sector, view.least):
            yield SectorHidden(
                kind=kind,
                key=key,
                target=TargetKind(target),
                name=name,
                country=country,
                vendor_key=vendor,
                products=products,
                groups=groups,
                boards=part(number, whole.boards),
                uses=part(uses, whole.uses),
            )


_SUBS = """
    WITH sub AS (
        SELECT sub_processor.key, any_value(sub_processor.name) AS name, any_value(vendor.key) AS vendor,
        coalesce(sub_processor.country, vendor.country) AS country, product
        FROM sub_processor LEFT JOIN vendor ON vendor.vendor = sub_processor.vendor
        WHERE sub_processor.key <> '' GROUP BY ALL
    ),
    below AS (
        SELECT sub.key, sector, any_value(sub.name) AS name, any_value(sub.vendor) AS vendor,
        any_value(sub.country) AS country, count(DISTINCT sub.country) AS countries, list(product) AS products,
        list(nullif(grp, -1)) AS groups, sum(uses)::INTEGER AS uses, bit_or(boards) AS boards
        FROM sub JOIN spread USING (product) JOIN belonging USING (product) GROUP BY sub.key, sector
    )
    SELECT key, 'sub_processor', name, vendor, country, countries, sector, len(list_distinct(products)),
    len(list_distinct(groups)), uses, bit_count(boards) FROM below
    UNION ALL
    SELECT key, 'sub_processor', any_value(name), any_value(vendor), any_value(country), max(countries), '',
    len(list_distinct(flatten(list(products)))), len(list_distinct(flatten(list(groups)))), sum(uses)::INTEGER,
    bit_count(bit_or(boards)) FROM below GROUP BY key
"""
_SIGN_ONS = """
    WITH below AS (
        SELECT key, target, sector, any_value(signing.name) AS name, list_distinct(list(product)) AS products,
        list_distinct(list(nullif(grp, -1))) AS groups, count(*)::INTEGER AS uses, {bits} AS boards
        FROM signing JOIN belonging USING (product) JOIN board USING (board) GROUP BY key, target, sector
    )
    SELECT key, target, name, NULL, NULL, 0, sector, len(products), len(groups), uses, bit_count(boards) FROM below
    UNION ALL
    SELECT key, target, any_value(name), NULL, NULL, 0, '', len(list_distinct(flatten(list(products)))),
    len(list_distinct(flatten(list(groups)))), sum(uses)::INTEGER, bit_count(bit_or(boards))
    FROM below GROUP BY key, target
"""
