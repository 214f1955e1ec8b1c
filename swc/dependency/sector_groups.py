"""What each vendor group carries at the boards that share: uses, functions, pupils, objects, cost, and who leans on it.

Everything comes from one table of what each group is to each board, made once for a question.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from swc.dependency.rules import share
from swc.dependency.schemas import CostPart, Part
from swc.dependency.sector_rules import PUPILS, REST, UNKNOWN, coarse, lower, part, told
from swc.dependency.sector_schemas import REST as REST_KEY
from swc.dependency.sector_schemas import SectorGroup, SectorTotals
from swc.dependency.sector_view import View

_CENTS = Decimal(100)


def gather(view: View) -> None:
    """Make the table of what each row of groups is to each board; the rest goes when too few boards use it together."""
    sets = ", ".join(f"bit_or({one}) AS {one}" for one in _sets(view))
    view.run(
        f"""
        CREATE TEMP TABLE held AS
        SELECT supply.board, bucket, count(*) AS uses, sum(cents) AS cents, count(cents) AS priced,
        bool_or(whole) AS whole, count(*) FILTER (NOT placed) AS unplaced, {sets}
        FROM supply JOIN scope USING (board) JOIN allotted USING (product) GROUP BY supply.board, bucket
        """  # noqa: S608 - our own names
    )
    rest = view.rows("SELECT count(*) FROM held WHERE bucket = ?", REST)[0][0]
    if rest and (view.sector is not None or rest < view.least):
        view.left_out = True
        view.run("DELETE FROM held WHERE bucket = ?", REST)
        view.run("DELETE FROM allotted WHERE bucket = ?", REST)


def _sets(view: View) -> tuple[str, ...]:
    return (*view.reader.words("function"), *view.reader.words("information_object"))


def _bits(names: tuple[str, ...]) -> str:
    """Return the number of elements in a set, as SQL."""
    return " + ".join(f"bit_count({one})::INTEGER" for one in names)


def totals(view: View) -> SectorTotals:
    """Return what shares are parts of."""
    functions, objects = view.reader.words("function"), view.reader.words("information_object")
    unions = ", ".join(f"bit_or({one}) AS {one}" for one in _sets(view))
    row = view.rows(
        f"""
        SELECT count(*), sum(uses), sum(cents), sum(priced), sum(unplaced), sum({_bits(functions)}),
        sum({_bits(objects)})
        FROM (
            SELECT board, sum(uses) AS uses, sum(cents) AS cents, sum(priced) AS priced, sum(unplaced) AS unplaced,
            {unions} FROM held GROUP BY board
        )
        """  # noqa: S608 - our own names
    )[0]
    boards, uses, _cents, priced, unplaced, some_functions, some_objects = (int(one or 0) for one in row)
    schools, pupils, vague = _pupils(view, "0").get(0, (0, 0, False))
    products, unknown, unsettled = _known(view)
    return SectorTotals(
        boards=boards,
        uses=uses,
        products=products,
        functions=some_functions,
        objects=some_objects,
        schools=schools,
        pupils=lower(pupils, PUPILS),
        pupils_at_least=bool(pupils) or vague,
        cost_unknown=uses - priced,
        unplaced=unplaced,
        vendor_unknown=unknown,
        owner_unknown=unsettled,
    )


def _known(view: View) -> tuple[int, int, int]:
    """Return the number of products, and of uses without a known vendor and without a known owner."""
    rows = view.rows(f"SELECT grp, count(DISTINCT product), sum(uses) FROM {in_scope(view)} GROUP BY grp")  # noqa: S608
    unsettled = {number for number, top in view.tops.items() if not top.known}
    products = sum(int(row[1]) for row in rows)
    return (
        products,
        sum(int(uses) for group, _products, uses in rows if group == UNKNOWN),
        sum(int(uses) for group, _products, uses in rows if group in unsettled),
    )


def in_scope(view: View) -> str:
    """Return the table of products that count at the boards in question, with group, row and uses, as SQL."""
    chosen = f" WHERE sector = '{view.sector}'" if view.sector else ""
    return f"(SELECT * FROM spread JOIN allotted USING (product){chosen})"  # noqa: S608 - a code of ours


def groups(view: View, whole: SectorTotals) -> tuple[tuple[SectorGroup, ...], Decimal]:
    """Return the groups, largest first, with the rows of unknown vendors and of the rest last; and all told cost."""
    rows = {row[0]: row[1:] for row in view.rows(_figures(view))}
    reach = _pupils(view, "bucket")
    costs = {bucket: _cost(view, row) for bucket, row in rows.items()}
    cost = sum((one.amount for one in costs.values() if one), Decimal(0))
    every = _pupils_of_boards(view)
    found = []
    for bucket, row in rows.items():
        told_cost = costs[bucket]
        found.append(
            SectorGroup(
                **_named(view, bucket),
                vendors=int(row[10]),
                products=int(row[9]),
                boards=part(int(row[0]), whole.boards),
                uses=part(int(row[1]), whole.uses),
                functions=part(int(row[5]), whole.functions),
                objects=part(int(row[6]), whole.objects),
                pupils=coarse(reach.get(bucket, (0, 0, False))[1], whole.pupils, PUPILS),
                cost=told_cost.model_copy(update={"share": share(told_cost.amount, cost)}) if told_cost else None,
                leaning=_leaning(view, row, whole),
                leaning_pupils=_leaning_pupils(view, row, every),
            )
        )
    return tuple(sorted(found, key=_rank)), cost


def _rank(one: SectorGroup) -> tuple[object, ...]:
    """Rank a row: the groups by uses, then what has no known vendor, then the rest."""
    return (
        ("", REST_KEY).index(one.key) + 1 if one.key in ("", REST_KEY) else 0,
        -one.uses.number,
        one.name.casefold(),
        one.key,
    )


def _figures(view: View) -> str:
    """Return the query for the figures of each row, as SQL."""
    functions, objects = view.reader.words("function"), view.reader.words("information_object")
    return f"""
        WITH mine AS (
            SELECT held.*, uses * 2 > every AS leans
            FROM held JOIN (SELECT board, sum(uses) AS every FROM held GROUP BY board) USING (board)
        ),
        supplied AS (
            SELECT bucket, count(DISTINCT product) AS products, count(DISTINCT vendor) AS vendors
            FROM {in_scope(view)} JOIN product USING (product) GROUP BY bucket
        ),
        counted AS (SELECT board, sum(pupils) AS pupils FROM school GROUP BY board)
        SELECT bucket, count(*), sum(uses), sum(cents), sum(priced), count(*) FILTER (priced > 0),
        sum({_bits(functions)}), sum({_bits(objects)}), count(*) FILTER (leans), sum(pupils) FILTER (leans),
        any_value(supplied.products), any_value(supplied.vendors)
        FROM mine LEFT JOIN counted USING (board) JOIN supplied USING (bucket) GROUP BY bucket
    """  # noqa: S608 - our own names


def _named(view: View, bucket: int) -> dict[str, Any]:
    """Return key, name and what is known of a row."""
    top = view.tops.get(bucket)
    if top is None:
        return {"key": REST_KEY if bucket == REST else "", "name": ""}
    return {
        "key": top.key,
        "name": top.name,
        "country": top.country,
        "ownership_kind": top.chain[-1].ownership_kind if top.chain else None,
        "known": top.known,
        "trust": top.trust,
    }


def _cost(view: View, row: tuple[Any, ...]) -> CostPart | None:
    """Return the cost that boards noted, where enough boards did; never within one education sector."""
    uses, cents, priced, boards = (int(one or 0) for one in row[1:5])
    if view.sector is not None or boards < view.least:
        return None
    return CostPart(amount=Decimal(cents) / _CENTS, without=uses - priced)


def _leaning(view: View, row: tuple[Any, ...], whole: SectorTotals) -> Part | None:
    number = told(int(row[7]), view.least)
    return None if number is None or view.sector is not None else part(number, whole.boards)


def _leaning_pupils(view: View, row: tuple[Any, ...], every: int) -> Part | None:
    number = told(int(row[7]), view.least)
    return None if number is None or view.sector is not None else coarse(int(row[8] or 0), every, PUPILS)


def _pupils_of_boards(view: View) -> int:
    """Return the pupils of all schools of the boards, told in thousands."""
    row = view.rows("SELECT sum(pupils) FROM school SEMI JOIN held USING (board)")[0]
    return lower(int(row[0] or 0), PUPILS)


def _pupils(view: View, by: str) -> Mapping[int, tuple[int, int, bool]]:
    """Return schools and pupils for each row (or for all, by `0`), each school once, and whether any number lacks.

    A use for the whole board holds at all its schools; only other uses are looked up school by school.
    """
    rows = view.rows(
        f"""
        WITH whole AS (SELECT DISTINCT board, {by} AS spot FROM held WHERE whole),
        apart AS (
            SELECT DISTINCT mine.spot, use_school.school
            FROM use_school JOIN (SELECT product, {by} AS spot FROM allotted) AS mine USING (product)
            SEMI JOIN scope USING (board)
            ANTI JOIN whole ON whole.board = use_school.board AND whole.spot = mine.spot
            WHERE use_school.active
        ),
        counted AS (
            SELECT board, count(*) AS schools, sum(pupils) AS pupils, bool_or(vague) AS vague
            FROM school GROUP BY board
        )
        SELECT spot, sum(schools), sum(pupils), bool_or(vague) FROM (
            SELECT spot, schools, pupils, vague FROM whole JOIN counted USING (board)
            UNION ALL
            SELECT spot, 1, pupils, vague FROM apart JOIN school USING (school)
        ) GROUP BY spot
        """  # noqa: S608 - our own names
    )
    return {int(at): (int(schools), int(pupils or 0), bool(vague)) for at, schools, pupils, vague in rows}
