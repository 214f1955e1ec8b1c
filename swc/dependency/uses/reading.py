"""The statements behind the list: which uses, in the order of board and id, and the facts of each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, repeat
from operator import itemgetter
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    String,
    Uuid,
    bindparam,
    case,
    cast,
    func,
    select,
    tuple_,
    type_coerce,
)
from sqlmodel import col

from swc.boards.kinds import Sharing
from swc.boards.models import Board
from swc.catalogue.models import Product, Vendor
from swc.dependency.uses.schemas import Position, UseFilter
from swc.landscape.models import Placement, Use, UseSchool

_FIELD, _BOARD = "\x1f", "\x1e"
"""What stands between facts, and between boards: no id, key, code, day, number or moment holds either."""
WHOLE = "*"
"""What stands for the schools of a use that is for the whole board."""

_KEY = (col(Use.board_number), col(Use.id))
_FACTS = (
    *(Use.id, Use.product_key, Use.status, Use.status_since, Use.start_date, Use.end_date),
    *(Use.hosting, Use.users, Use.updated_at, case((col(Use.whole_board), WHOLE), else_="")),
)


class Uses(NamedTuple):
    """The uses of one board in the order of their ids: of each fact a column, as text; what is unknown is empty.

    `schools` and `components` hold codes with commas between them, in any order.
    """

    ids: Sequence[str]
    products: Sequence[str]
    statuses: Sequence[str]
    since: Sequence[str]
    starts: Sequence[str]
    ends: Sequence[str]
    schools: Sequence[str]
    hosting: Sequence[str]
    users: Sequence[str]
    components: Sequence[str]
    moments: Sequence[str]


def wanted(query: Select[Any], asked: UseFilter) -> Select[Any]:
    """Return a query on uses narrowed to boards that share, and to what is asked, under the names of the fields."""
    query = query.join(Board, col(Board.number) == Use.board_number).where(col(Board.sharing) == Sharing.SECTOR)
    return query.where(*(condition for name, condition in _CONDITIONS.items() if getattr(asked, name)))


_CONDITIONS: dict[str, ColumnElement[bool]] = {
    "board": col(Use.board_number) == bindparam("board"),
    "product": col(Use.product_key) == bindparam("product"),
    "vendor": col(Use.product_key).in_(select(col(Product.key)).where(col(Product.vendor_key) == bindparam("vendor"))),
    "component": col(Use.id).in_(
        select(col(Placement.use_id)).where(col(Placement.component_guid) == bindparam("component"))
    ),
    "changed_since": col(Use.updated_at) >= bindparam("changed_since"),
}


def keys_of(connection: Connection, asked: UseFilter, at: Position | None, limit: int) -> Sequence[tuple[str, str]]:
    """Return board and id of the uses after (or, nearest first, before) a place; one statement."""
    values = {name: value for name in _CONDITIONS if (value := getattr(asked, name))}
    query = _keys(asked.shape, "" if at is None else "before" if at.before else "after")
    place = {} if at is None else {"at_board": at.board_number, "at_use": at.use_id}
    return [(row[0], row[1]) for row in connection.execute(query, values | place | {"most": limit}).fetchall()]


@cache
def _keys(shape: UseFilter, way: str) -> Select[Any]:
    """Return the query for keys; making it anew each time takes longer than running it."""
    keys: Select[Any] = select(*_KEY[:1], cast(Use.id, String))
    query = wanted(keys, shape)
    if way:
        key = tuple_(*_KEY)
        place = tuple_(bindparam("at_board", type_=String()), bindparam("at_use", type_=Uuid()))
        query = query.where(key < place if way == "before" else key > place)
    order = [one.desc() for one in _KEY] if way == "before" else _KEY
    return query.order_by(*order).limit(bindparam("most"))


_SHARING: Select[Any] = (
    select(col(Board.number)).where(col(Board.sharing) == Sharing.SECTOR).order_by(col(Board.number))
)
_NUMBER: Select[int] = select(func.count()).select_from(Use)
_KEYS_AT: Select[Any] = (
    select(*_KEY[:1], cast(Use.id, String))
    .where(col(Use.board_number).in_(bindparam("boards", expanding=True)))
    .order_by(*_KEY)
)


def boards_that_share(connection: Connection) -> Sequence[str]:
    """Return the boards that share, in the order of the list; one statement."""
    return [row[0] for row in connection.execute(_SHARING).fetchall()]


def number_of_uses(connection: Connection) -> int:
    """Return how many uses there are, whoever has them; one statement."""
    return connection.scalar(_NUMBER) or 0


def keys_at(connection: Connection, boards: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return the ids of the uses of some boards, by board and in the order of the list; one statement."""
    rows = connection.execute(_KEYS_AT, {"boards": list(boards)}).fetchall()
    return {number: tuple(row[1] for row in group) for number, group in groupby(rows, key=itemgetter(0))}


Question = tuple[Select[Any], Mapping[str, Any]]
"""A statement and its values."""


@dataclass(frozen=True, slots=True)
class Hanging:
    """The components and schools of uses, by the id of the use: codes with commas between them."""

    components: Mapping[str, str]
    schools: Mapping[str, str]


def _gathered(key: Any, value: Any) -> tuple[Select[Any], Select[Any], Select[Any]]:  # noqa: ANN401 - two columns
    """Return the statements for what hangs on every use, on those of some boards, and on some.

    Each gives one text that names each use and its codes.
    """
    each: Select[Any] = select(
        (cast(key, String) + _FIELD + func.aggregate_strings(col(value), ",")).label("use")
    ).group_by(key)
    at_boards = each.join(Use, col(Use.id) == key).where(col(Use.board_number).in_(bindparam("boards", expanding=True)))
    some = each.where(col(key).in_(bindparam("ids", expanding=True)))
    every, of_boards, few = (
        select(func.aggregate_strings(one.subquery().c.use, _FIELD)) for one in (each, at_boards, some)
    )
    return every, of_boards, few


_COMPONENTS, _SCHOOLS = (
    _gathered(Placement.use_id, Placement.component_guid),
    _gathered(UseSchool.use_id, UseSchool.brin),
)
_EVERY, _AT_BOARDS, _FEW = zip(_COMPONENTS, _SCHOOLS, strict=True)
MOST_AT_ONCE = 300_000
"""Of up to so many uses in the database, what hangs on them is read at once: some 300 bytes each."""
BOARDS_AT_ONCE = 256
"""Of more, that of so many boards at a time: half as fast, and no bigger however big the sector is."""
BOARDS_IN_PORTION = 32
"""How many boards come at a time: some 4,800 uses."""
_TEXT = func.aggregate_strings(func.format(_FIELD.join(["%s"] * len(_FACTS)), *_FACTS), _FIELD)
_BY_BOARD: Select[Any] = select((col(Use.board_number) + _FIELD + _TEXT).label("board")).group_by(*_KEY[:1])
_SOME, _OF_BOARDS = (
    select(func.aggregate_strings(_BY_BOARD.where(condition).subquery().c.board, _BOARD))
    for condition in (
        col(Use.id).in_(bindparam("ids", expanding=True)),
        col(Use.board_number).in_(bindparam("boards", expanding=True)),
    )
)
"""The uses of boards as one text: fetching a row, let alone a fact, waits for whoever works in Python meanwhile."""


def uses_of(connection: Connection, ids: Collection[UUID]) -> dict[str, Uses]:
    """Return some uses by board; three statements."""
    questions = [(query, {"ids": list(ids)}) for query in (*_FEW, _SOME)]
    answers = (connection.execute(*question).fetchall() for question in questions)
    return dict(_by_board(_hanging(answers), next(answers)))


def every_use(
    boards: Sequence[str], uses: int, answers: Callable[[Sequence[Question]], Iterator[Sequence[Any]]]
) -> Iterator[Iterator[tuple[str, Uses]]]:
    """Yield every use of boards, a portion of boards at a time and by board.

    `uses` is how many there are in the database, `answers` yields the rows of one statement after the other. What hangs
    on uses is read for many at once, a fraction of the time of looking it up use by use.
    """
    whole = uses <= MOST_AT_ONCE
    groups = [boards] if whole else _parts(boards, BOARDS_AT_ONCE)
    questions = [
        question
        for group in groups
        for question in (
            *((query, {} if whole else {"boards": group}) for query in (_EVERY if whole else _AT_BOARDS)),
            *((_OF_BOARDS, {"boards": portion}) for portion in _parts(group, BOARDS_IN_PORTION)),
        )
    ]
    told = answers(questions)
    for group in groups:
        hung = _hanging(told)
        for _portion in _parts(group, BOARDS_IN_PORTION):
            yield _by_board(hung, next(told))


def _parts(found: Sequence[str], size: int) -> list[Sequence[str]]:
    return [found[start : start + size] for start in range(0, len(found), size)]


def _hanging(answers: Iterator[Sequence[Any]]) -> Hanging:
    return Hanging(_by_use(next(answers)), _by_use(next(answers)))


def _by_board(hung: Hanging, rows: Sequence[Any]) -> Iterator[tuple[str, Uses]]:
    """Yield the uses by board, in order."""
    boards = (one.partition(_FIELD) for one in sorted((rows[0][0] or "").split(_BOARD)))
    return ((number, _columns(text, hung)) for number, _field, text in boards if text)


def _by_use(rows: Sequence[Any]) -> dict[str, str]:
    parts = rows[0][0].split(_FIELD) if rows[0][0] else []
    return dict(zip(parts[::2], parts[1::2], strict=True))


def _columns(text: str, hung: Hanging) -> Uses:
    """Return the uses of a board from the text that the database wrote; their order in it is not to be relied on."""
    parts = text.split(_FIELD)
    facts: Sequence[Sequence[str]] = [parts[at :: len(_FACTS)] for at in range(len(_FACTS))]
    if facts[0] != sorted(facts[0]):
        facts = list(zip(*sorted(zip(*facts, strict=True)), strict=True))
    ids, *same, hosting, users, moments, whole = facts
    schools = [all_of_it or hung.schools.get(use_id, "") for all_of_it, use_id in zip(whole, ids, strict=True)]
    components = list(map(hung.components.get, ids, repeat("")))
    return Uses._make([ids, *same, schools, hosting, users, components, moments])


def names(connection: Connection) -> tuple[dict[str, tuple[str, str]], dict[str, tuple[str, str | None, str | None]]]:
    """Return name and sector of the boards that share, and name and vendor of the products; two statements."""
    boards = select(col(Board.number), col(Board.name), type_coerce(Board.sector, String))
    products = select(col(Product.key), col(Product.name), col(Product.vendor_key), col(Vendor.name)).outerjoin(
        Vendor, col(Vendor.key) == col(Product.vendor_key)
    )
    return (
        {row[0]: (row[1], row[2]) for row in connection.execute(boards.where(col(Board.sharing) == Sharing.SECTOR))},
        {row[0]: (row[1], row[2], row[3]) for row in connection.execute(products)},
    )
