"""The statements behind the list: which uses, in the order of board and id, and the facts of each."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    ScalarSelect,
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

Facts = Sequence[Any]

_KEY = (col(Use.board_number), col(Use.id))


def _gathered(key: Any, value: Any) -> ScalarSelect[str]:  # noqa: ANN401 - two columns
    """Return what hangs on a use, as codes with commas between them; nothing where there is none."""
    return select(func.aggregate_strings(col(value), ",")).where(col(key) == Use.id).correlate(Use).scalar_subquery()


_FACTS: Sequence[Any] = (
    cast(Use.id, String),
    col(Use.board_number),
    col(Use.product_key),
    *(type_coerce(one, String) for one in (Use.status, Use.status_since, Use.start_date, Use.end_date, Use.hosting)),
    type_coerce(Use.whole_board, String),
    col(Use.users),
    type_coerce(Use.updated_at, String),
    _gathered(Placement.use_id, Placement.component_guid),
    case((col(Use.whole_board), None), else_=_gathered(UseSchool.use_id, UseSchool.brin)),
)
"""The facts as the driver gives them: turning each into an object of Python would take longer than reading it."""


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
_KEYS_AT: Select[Any] = (
    select(*_KEY[:1], cast(Use.id, String))
    .where(col(Use.board_number).in_(bindparam("boards", expanding=True)))
    .order_by(*_KEY)
)


def boards_that_share(connection: Connection) -> Sequence[str]:
    """Return the boards that share, in the order of the list; one statement."""
    return [row[0] for row in connection.execute(_SHARING).fetchall()]


def keys_at(connection: Connection, boards: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Return the ids of the uses of some boards, by board and in the order of the list; one statement."""
    rows = connection.execute(_KEYS_AT, {"boards": list(boards)}).fetchall()
    return {number: tuple(row[1] for row in group) for number, group in groupby(rows, key=itemgetter(0))}


_SOME: Select[Any] = select(*_FACTS).where(col(Use.id).in_(bindparam("ids", expanding=True)))
_OF_BOARDS: Select[Any] = (
    select(*_FACTS).where(col(Use.board_number).in_(bindparam("boards", expanding=True))).order_by(*_KEY)
)


def facts_of(connection: Connection, ids: Collection[UUID]) -> Sequence[Facts]:
    """Return the facts of some uses; one statement."""
    return connection.execute(_SOME, {"ids": list(ids)}).fetchall()


def facts_at(connection: Connection, boards: Collection[str]) -> Sequence[Facts]:
    """Return the facts of every use of some boards, in the order of the list; one statement."""
    return connection.execute(_OF_BOARDS, {"boards": list(boards)}).fetchall()


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
