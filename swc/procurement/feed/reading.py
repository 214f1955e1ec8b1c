"""Reading things as they are served, by declaration: a table with its columns, and the tables that hang under it.

However many things are asked for, each table is read in one statement.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from pydantic.alias_generators import to_camel
from sqlalchemy import ColumnElement, Select, false, or_, select, true
from sqlmodel import Session, SQLModel

from swc.procurement.feed.kinds import FeedSubject

Facts = dict[str, Any]
Read = Callable[[Session, "Select[Any]"], Mapping[Any, Facts]]
"""Reads more of things, whose keys the query gives, than columns of their own: by key what is to be added."""

_MOST_KEYS = 10_000
"""How many keys go into one statement; SQLite takes 32,766 parameters."""


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of another table under a thing, told as a list called `name`; `flat` tells the one column itself."""

    name: str
    table: type[SQLModel]
    parent: str
    columns: tuple[str, ...]
    flat: bool = False
    order: tuple[str, ...] = ()
    where: tuple[tuple[str, Any], ...] = ()

    def rows(self, session: Session, keys: Select[Any]) -> dict[Any, list[Any]]:
        """Return the rows under things, by the key of the thing."""
        parent = _column(self.table, self.parent)
        wanted = select(parent, *(_column(self.table, one) for one in self.columns)).where(parent.in_(keys))
        for name, value in self.where:
            wanted = wanted.where(_column(self.table, name) == value)
        ordered = wanted.order_by(*(_column(self.table, one) for one in self.order or self.columns))
        names = tuple(to_camel(one) for one in self.columns)
        found: dict[Any, list[Any]] = defaultdict(list)
        for key, *values in session.execute(ordered):
            found[key].append(values[0] if self.flat else dict(zip(names, values, strict=True)))
        return found


@dataclass(frozen=True, slots=True)
class Whole:
    """How a kind of thing is served: its table, its columns, what hangs under it and what follows from it."""

    kind: FeedSubject
    table: type[SQLModel]
    key: str
    columns: tuple[str, ...]
    parts: tuple[Part, ...] = ()
    more: tuple[Read, ...] = ()
    board: str = ""
    finish: Callable[[Facts], None] | None = None
    adds: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """Return the names of what is served, `adds` being those that `more` and `finish` bring."""
        return (*(to_camel(one) for one in self.columns), *(part.name for part in self.parts), *self.adds)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which things of a kind are asked for: those with some keys, all of some boards, or all there are."""

    keys: frozenset[str] = frozenset()
    boards: frozenset[str] = frozenset()
    everything: bool = False

    def chunks(self) -> Iterator[Asked]:
        """Yield the same in parts that fit a statement."""
        if self.everything or len(self.keys) + len(self.boards) <= _MOST_KEYS:
            yield self
            return
        keys, boards = sorted(self.keys), sorted(self.boards)
        for start in range(0, len(keys), _MOST_KEYS):
            yield Asked(keys=frozenset(keys[start : start + _MOST_KEYS]))
        for start in range(0, len(boards), _MOST_KEYS):
            yield Asked(boards=frozenset(boards[start : start + _MOST_KEYS]))


def read(session: Session, whole: Whole, asked: Asked) -> Iterator[tuple[str, str, Facts]]:
    """Yield board number (empty for the catalogue), key and facts of each thing that is there."""
    for chunk in asked.chunks():
        yield from _read(session, whole, _condition(whole, chunk))


def text_of(facts: Facts) -> str:
    """Return facts as JSON text; the same facts give the same text."""
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":"), default=_plain)


def _read(session: Session, whole: Whole, condition: ColumnElement[bool]) -> Iterator[tuple[str, str, Facts]]:
    key = _column(whole.table, whole.key)
    columns = [_column(whole.table, one) for one in whole.columns]
    board = _column(whole.table, whole.board) if whole.board else None
    wanted = select(key, *columns, *([board] if board is not None else [])).where(condition).order_by(key)
    keys = select(key).where(condition)
    names = tuple(to_camel(one) for one in whole.columns)
    rows = session.execute(wanted).all()
    parts = [(part.name, part.rows(session, keys)) for part in whole.parts] if rows else []
    more = [read_more(session, keys) for read_more in whole.more] if rows else []
    for row in rows:
        facts = dict(zip(names, row[1 : len(names) + 1], strict=True))
        for name, found in parts:
            facts[name] = found.get(row[0], [])
        for added in more:
            facts.update(added.get(row[0], {}))
        if whole.finish is not None:
            whole.finish(facts)
        yield row[-1] if board is not None else "", str(row[0]), facts


def _condition(whole: Whole, asked: Asked) -> ColumnElement[bool]:
    if asked.everything:
        return true()
    key = _column(whole.table, whole.key)
    keys: Iterable[Any] = asked.keys
    if key.type.python_type is UUID:
        keys = [UUID(one) for one in asked.keys]
    by_key = key.in_(list(keys)) if asked.keys else false()
    by_board = _column(whole.table, whole.board).in_(asked.boards) if asked.boards else false()
    return or_(by_key, by_board) if asked.keys and asked.boards else by_key if asked.keys else by_board


def _column(table: type[SQLModel], name: str) -> Any:  # noqa: ANN401 - a column of whatever type
    return table.__table__.c[name]  # type: ignore[attr-defined]


def _plain(value: object) -> str:
    """Return what JSON has no type for as text: amounts as they are written, moments in UTC."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    raise TypeError(f"cannot tell {type(value).__name__}")
