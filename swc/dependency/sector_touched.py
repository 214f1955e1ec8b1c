"""What hangs on the uses that a what-if of the sector touches: counted from table `hit`, which holds these uses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from swc.boards.kinds import Sector
from swc.dependency.agreed import AGREED
from swc.dependency.columns.tables import KINDS
from swc.dependency.rules import share
from swc.dependency.schemas import Part, Ref
from swc.dependency.sector_rules import PUPILS, coarse, lower, part
from swc.dependency.sector_schemas import (
    AffectedBoard,
    CountedProduct,
    SectorAgreements,
    SectorAlternatives,
    SectorCouplings,
    SectorElement,
)
from swc.dependency.sector_targets import LEADING, leading
from swc.dependency.sector_view import View
from swc.landscape.kinds import AgreementPresence
from vocab.register_facts import category_subjects

_PRODUCTS = 10
"""How many alternatives of a component are named."""


@dataclass(frozen=True, slots=True)
class Counting:
    """A view with how figures are told: exact and of any number of boards (`named`), or coarse and of enough boards."""

    view: View
    named: bool

    @property
    def least(self) -> int:
        """Return the least number of boards of which something is told."""
        return 1 if self.named else self.view.least

    def number(self, number: int) -> int:
        """Return a number of uses or couplings as it may be told."""
        return number if self.named else lower(number, self.view.least)

    def part(self, number: int, whole: int, step: int) -> Part:
        """Return a number with its share of a whole as it may be told."""
        return part(number, whole) if self.named else coarse(number, whole, step)

    def rows(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        """Return the rows of a query."""
        return self.view.rows(sql, *values)


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many boards, schools, pupils and uses are touched, and how many uses stand on no component."""

    boards: Part
    schools: Part
    pupils: Part
    uses: Part
    unplaced: int


def sizes(counting: Counting) -> Sizes:
    """Return how much is touched, as parts of all boards that share."""
    view = counting.view
    boards, uses, unplaced = view.rows("SELECT count(DISTINCT board), count(*), count(*) FILTER (NOT placed) FROM hit")[
        0
    ]
    all_boards, all_uses = view.rows("SELECT (SELECT count(*) FROM board), count(*) FROM supply")[0]
    all_schools, all_pupils = view.rows("SELECT count(*), sum(pupils) FROM school")[0]
    schools, pupils, vague = view.rows(
        f"SELECT count(*), sum(pupils), bool_or(vague) FROM school SEMI JOIN ({_SCHOOLS}) USING (school)"  # noqa: S608
    )[0]
    told = counting.part(int(pupils or 0), int(all_pupils or 0), PUPILS)
    return Sizes(
        boards=part(boards, all_boards),
        schools=counting.part(schools, all_schools, view.least),
        pupils=told.model_copy(update={"at_least": told.at_least or bool(vague)}),
        uses=counting.part(uses, all_uses, view.least),
        unplaced=counting.number(unplaced),
    )


_SCHOOLS = """
    SELECT school FROM school SEMI JOIN (SELECT board FROM hit WHERE whole) USING (board)
    UNION SELECT school FROM use_school SEMI JOIN hit USING (use)
"""
"""The schools where a touched use holds."""


def board_rows(counting: Counting) -> tuple[AffectedBoard, ...]:
    """Return the touched boards by name with their own figures; only where names may be told."""
    if not counting.named:
        return ()
    functions = counting.view.reader.words("function")
    sets = ", ".join(f"bit_or({one}) AS {one}" for one in functions)
    bits = " + ".join(f"bit_count({one})::INTEGER" for one in functions)
    rows = counting.view.rows(
        f"""
        WITH mine AS (SELECT board, count(*) AS uses, {sets} FROM hit GROUP BY board),
        every AS (SELECT board, count(*) AS uses FROM supply GROUP BY board),
        reached AS (
            SELECT board, count(*) AS schools, sum(pupils) AS pupils, bool_or(vague) AS vague
            FROM school SEMI JOIN ({_SCHOOLS}) USING (school) GROUP BY board
        ),
        agreed AS (SELECT board, count(*) AS present FROM ({AGREED}) WHERE weight = 3 GROUP BY board)
        SELECT number, name, sector, mine.uses, every.uses, schools, pupils, vague, {bits}, present
        FROM mine JOIN board USING (board) JOIN every USING (board) LEFT JOIN reached USING (board)
        LEFT JOIN agreed USING (board) ORDER BY mine.uses DESC, name, number
        """  # noqa: S608 - our own names
    )
    return tuple(
        AffectedBoard(
            number=number,
            name=name,
            sector=Sector(sector),
            uses=uses,
            use_share=share(uses, every),
            schools=schools or 0,
            pupils=int(pupils or 0),
            pupils_at_least=bool(vague),
            functions=served,
            agreements_present=present or 0,
        )
        for number, name, sector, uses, every, schools, pupils, vague, served, present in rows
    )


def products(counting: Counting) -> tuple[CountedProduct, ...]:
    """Return the touched products that enough boards use, those at the most boards first."""
    rows = counting.view.rows(
        "SELECT key, name, grp, count(DISTINCT board) FROM hit JOIN product USING (product) "
        "JOIN belonging USING (product) GROUP BY ALL"
    )
    return tuple(_products(counting, rows))


def _products(counting: Counting, rows: Iterable[tuple[str, str, int, int]]) -> Iterator[CountedProduct]:
    for key, name, group, boards in sorted(rows, key=lambda row: (-row[3], row[1].casefold(), row[0])):
        if boards >= counting.least:
            yield CountedProduct(product=Ref(key=key, name=name), group=counting.view.ref(group), boards=boards)


def components(counting: Counting) -> tuple[SectorElement, ...]:
    """Return the components on which touched uses stand."""
    rows = counting.view.rows(
        "SELECT guid, name, count(DISTINCT placement.board), NULL FROM placement SEMI JOIN hit USING (use) "
        "JOIN component USING (component) GROUP BY ALL"
    )
    return _elements(counting, rows)


def elements(counting: Counting) -> dict[str, tuple[SectorElement, ...]]:
    """Return the functions, processes and objects that touched uses serve, by kind, in one query.

    `alone` are the boards where no other active use serves it.
    """
    names = {kind: counting.view.reader.words(kind) for kind in KINDS}
    every = [name for words in names.values() for name in words]
    sets = ", ".join(f"bit_or({one}) AS {one}" for one in every)
    lists = ", ".join(
        f"[{', '.join(f'mine.{one}' for one in words)}] AS {kind}, "
        f"[{', '.join(f'mine.{one} & ~coalesce(rest.{one}, 0)' for one in words)}] AS alone_{kind}"
        for kind, words in names.items()
    )
    bit = "[place // 64 + 1] >> (place % 64)::UBIGINT & 1 = 1"
    parts = " UNION ALL ".join(
        f"SELECT kind, guid, name, count(*), count(*) FILTER (alone_{kind}{bit}) "  # noqa: S608 - our own names
        f"FROM listed JOIN element ON kind = '{kind}' AND {kind}{bit} GROUP BY kind, guid, name"
        for kind in KINDS
    )
    rows = counting.view.rows(
        f"""
        WITH mine AS (SELECT board, {sets} FROM hit GROUP BY board),
        rest AS (
            SELECT board, {sets} FROM supply SEMI JOIN mine USING (board) ANTI JOIN hit USING (use) GROUP BY board
        ),
        listed AS MATERIALIZED (SELECT {lists} FROM mine LEFT JOIN rest USING (board))
        {parts}
        """  # noqa: S608 - our own names
    )
    found: dict[str, list[tuple[str, str, int, int]]] = defaultdict(list)
    for kind, *row in rows:
        found[kind].append(tuple(row))
    return {kind: _elements(counting, found[kind]) for kind in KINDS}


def _elements(counting: Counting, rows: Iterable[tuple[str, str, int, int | None]]) -> tuple[SectorElement, ...]:
    """Return what enough boards have, by the number of boards where nothing else serves it."""
    least = counting.least
    found = (
        SectorElement(key=key, name=name, boards=boards, alone=None if alone is None or 0 < alone < least else alone)
        for key, name, boards, alone in rows
        if boards >= least
    )
    return tuple(sorted(found, key=lambda one: (-(one.alone or 0), -one.boards, one.name.casefold(), one.key)))


def kinds_of_data(counting: Counting) -> tuple[tuple[SectorElement, ...], tuple[SectorElement, ...], int]:
    """Return the categories of personal data at touched uses, whom these are usually about, and the boards with any.

    Categories come from the product, from the information objects, and from what boards added; whom they are about
    from our mapping: what single boards wrote in their registers is not shared.
    """
    view = counting.view
    words = view.reader.words("information_object")
    sets = ", ".join(f"bit_or({one})" for one in words)
    bits = view.reader.board_bits
    view.run(
        f"""
        CREATE TEMP TABLE about AS
        WITH mine AS (SELECT board, [{sets}] AS objects FROM hit GROUP BY board),
        each AS (
            SELECT board, category FROM hit JOIN product_category USING (product)
            UNION ALL SELECT hit.board, category FROM hit JOIN use_category USING (use)
            UNION ALL SELECT board, category FROM mine
            JOIN element_category ON objects[place // 64 + 1] >> (place % 64)::UBIGINT & 1 = 1
        )
        SELECT category, {bits} AS boards FROM each GROUP BY category
        """  # noqa: S608 - our own names
    )
    rows = view.rows("SELECT category, bit_count(boards) FROM about")
    pairs = [(code, one) for code, _boards in rows for one in _usual(code)]
    whom = view.rows(
        "SELECT subject, bit_count(bit_or(boards)) FROM about JOIN "
        "(SELECT unnest(?::VARCHAR[]) AS category, unnest(?::VARCHAR[]) AS subject) USING (category) GROUP BY subject",
        [code for code, _subject in pairs],
        [subject for _code, subject in pairs],
    )
    any_data = view.rows("SELECT bit_count(bit_or(boards)) FROM about")[0][0]
    return _coded(counting, rows), _coded(counting, whom), int(any_data or 0)


def _usual(category: str) -> tuple[str, ...]:
    found = category_subjects(category)
    return found.usual if found else ()


def _coded(counting: Counting, rows: Iterable[tuple[str, int]]) -> tuple[SectorElement, ...]:
    return _elements(counting, ((code, code, boards, None) for code, boards in rows))


def couplings(counting: Counting, facility: str = "") -> SectorCouplings:
    """Return the couplings at touched uses, or only those that lead to a facility."""
    view = counting.view
    chosen = (
        f"FROM coupling SEMI JOIN ({LEADING}) USING (coupling) SEMI JOIN hit USING (board)"
        if facility
        else "FROM coupling WHERE source IN (SELECT use FROM hit) OR target IN (SELECT use FROM hit)"
    )
    values = leading(facility) if facility else []
    view.run(f"CREATE TEMP TABLE joined AS SELECT board, coupling {chosen}", *values)
    number, boards, bare = view.rows(
        "SELECT count(*), count(DISTINCT board), "
        "count(*) FILTER (coupling NOT IN (SELECT coupling FROM coupling_standard)) FROM joined"
    )[0]
    if boards < counting.least:
        return SectorCouplings()
    standards = view.rows(
        "SELECT standard, standard, count(DISTINCT board), NULL FROM joined "
        "JOIN coupling_standard USING (board, coupling) GROUP BY standard"
    )
    return SectorCouplings(
        couplings=counting.number(number),
        boards=boards,
        without_standard=counting.number(bare),
        standards=_elements(counting, standards),
    )


def agreements(counting: Counting) -> SectorAgreements:
    """Return for how many touched uses there is an agreement."""
    order = (
        AgreementPresence.UNKNOWN,
        AgreementPresence.ABSENT,
        AgreementPresence.NOT_NEEDED,
        AgreementPresence.PRESENT,
    )
    rows = dict(counting.view.rows(f"SELECT weight, count(*) FROM ({AGREED}) GROUP BY weight"))  # noqa: S608
    return SectorAgreements(**{one.value: counting.number(rows.get(weight, 0)) for weight, one in enumerate(order)})


def alternatives(counting: Counting) -> tuple[SectorAlternatives, ...]:
    """Return for each touched component what else serves it at enough boards; concepts of boards are not named."""
    view = counting.view
    rows = view.rows(
        f"""
        WITH wanted AS (
            SELECT component, count(DISTINCT placement.board) AS boards
            FROM placement SEMI JOIN hit USING (use) GROUP BY component HAVING boards >= ?
        ),
        placed AS (
            SELECT component, product, bit_count({view.reader.board_bits}) AS number
            FROM placement SEMI JOIN wanted USING (component) ANTI JOIN (SELECT product FROM hit) USING (product)
            WHERE active GROUP BY ALL HAVING number >= ?
        )
        SELECT guid, component.name, wanted.boards, product.key, product.name, grp, number
        FROM placed JOIN wanted USING (component) JOIN component USING (component) JOIN product USING (product)
        JOIN belonging USING (product) WHERE product.status = 'confirmed'
        """,  # noqa: S608 - our own names
        counting.least,
        view.least,
    )
    found: dict[tuple[str, str, int], list[tuple[str, str, int, int]]] = defaultdict(list)
    for guid, name, boards, *product in rows:
        found[guid, name, boards].append(tuple(product))
    shown = (
        SectorAlternatives(
            component=Ref(key=guid, name=name),
            boards=boards,
            products=tuple(_products(counting, each))[:_PRODUCTS],
        )
        for (guid, name, boards), each in found.items()
    )
    return tuple(sorted(shown, key=lambda one: (-one.boards, one.component.name.casefold(), one.component.key)))
