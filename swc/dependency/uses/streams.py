"""Every use that is asked for, a few boards at a time, so that no more than those are ever in memory."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TypeVar
from uuid import UUID

from sqlalchemy import Connection
from sqlmodel import Session

from swc.dependency.uses.lines import Names, read_names
from swc.dependency.uses.reading import Facts, facts_at, facts_of, keys_of
from swc.dependency.uses.schemas import Position, UseFilter

_BOARDS = 16
"""How many boards are read at a time: some 2,400 uses."""
_USES = 500
"""How many uses are read at a time where only some are asked for."""
Out = TypeVar("Out")
Writer = Callable[[Names, Facts], Out]


def stream_uses(session: Session, asked: UseFilter, write: Writer[Out]) -> Iterator[list[Out]]:
    """Yield what is written of each use, in portions, in the order of the list.

    No statement stays open in between, so a slow reader holds nothing but the moment of the database that it sees.
    """
    connection = session.connection()
    known = read_names(connection)
    for rows in _portions(connection, asked, sorted(known.boards)):
        yield [write(known, row) for row in rows if known.knows(row)]


def _portions(connection: Connection, asked: UseFilter, boards: Sequence[str]) -> Iterator[Sequence[Facts]]:
    if asked.empty:
        for start in range(0, len(boards), _BOARDS):
            yield facts_at(connection, boards[start : start + _BOARDS])
        return
    at: Position | None = None
    while keys := keys_of(connection, asked, at, _USES):
        at = Position(keys[-1][0], UUID(keys[-1][1]))
        yield _of_uses(connection, [row[1] for row in keys])


def _of_uses(connection: Connection, ids: Collection[str]) -> list[Facts]:
    """Return the facts of some uses in the order of their ids."""
    rows = {row[0]: row for row in facts_of(connection, [UUID(one) for one in ids])}
    return [rows[one] for one in ids if one in rows]
