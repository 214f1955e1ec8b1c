"""Moving what points to one product over to another, whatever table it stands in, and back.

Which tables those are is read from the foreign keys of the schema, so that a table made later moves along as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Column, Row, Table, and_, select, update
from sqlmodel import Session, SQLModel

TARGET = "product.key"
"""What a column has to refer to for its rows to move."""

_OWN = frozenset({"product", "product_merge", "product_distinct"})
"""Tables that tell of products themselves: who was merged with whom stays as it was told."""


class Pointer(NamedTuple):
    """A column that refers to a product."""

    table: Table
    column: Column[Any]

    @property
    def name(self) -> str:
        """Return how the record of a merge names it."""
        return f"{self.table.name}.{self.column.name}"

    @property
    def rest(self) -> tuple[Column[Any], ...]:
        """Return the columns that tell the row apart within its product; the whole key where that holds no product."""
        return tuple(one for one in self.table.primary_key.columns if one is not self.column)

    @property
    def public(self) -> bool:
        """Say whether the table is the catalogue's own; what boards have is never counted for others."""
        return any(
            one.local_table is self.table and one.class_.__module__.startswith("swc.catalogue.")
            for one in SQLModel._sa_registry.mappers  # noqa: SLF001 - the registry has no public name
        )

    @property
    def part_of_key(self) -> bool:
        """Say whether two products can not both have a row with the same rest."""
        return self.column.primary_key


class Moved(NamedTuple):
    """What went over through one column: the rest of the key of each row, and how many had to stay."""

    keys: list[list[Any]]
    stayed: int


def pointers() -> tuple[Pointer, ...]:
    """Return every column that refers to a product, in the order of the schema's tables."""
    return tuple(_pointers())


def public_names() -> frozenset[str]:
    """Return the names of the columns that are the catalogue's own."""
    return frozenset(one.name for one in pointers() if one.public)


def move(session: Session, pointer: Pointer, from_key: str, into_key: str) -> Moved:
    """Point the rows of one product to another; a row that the other has already stays where it is."""
    rows = _rows(session, pointer, from_key)
    taken = {tuple(row) for row in _rows(session, pointer, into_key)} if pointer.part_of_key else set()
    going = [row for row in rows if tuple(row) not in taken]
    _point(session, pointer, from_key, into_key, going)
    return Moved([[_plain(value) for value in row] for row in going], len(rows) - len(going))


def move_back(session: Session, pointer: Pointer, from_key: str, into_key: str, keys: Sequence[Sequence[Any]]) -> int:
    """Point rows that went over back again and return how many still were there to go back."""
    wanted = {tuple(one) for one in keys}
    there = [row for row in _rows(session, pointer, into_key) if tuple(_plain(value) for value in row) in wanted]
    _point(session, pointer, into_key, from_key, there)
    return len(there)


def _pointers() -> Iterator[Pointer]:
    for table in SQLModel.metadata.sorted_tables:
        if table.name in _OWN:
            continue
        for column in table.columns:
            if any(key.target_fullname == TARGET for key in column.foreign_keys):
                yield Pointer(table, column)


def _rows(session: Session, pointer: Pointer, key: str) -> Sequence[Row[Any]]:
    return session.execute(select(*pointer.rest).where(pointer.column == key).order_by(*pointer.rest)).all()


def _point(session: Session, pointer: Pointer, was: str, now: str, rows: Sequence[Row[Any]]) -> None:
    for row in rows:
        same = and_(*(column == value for column, value in zip(pointer.rest, row, strict=True)))
        session.execute(update(pointer.table).where(pointer.column == was, same).values({pointer.column.name: now}))


def _plain(value: Any) -> Any:  # noqa: ANN401 - a value of any key
    """Return a value of a key as the record keeps it."""
    return str(value) if isinstance(value, UUID) else value
