"""Every use that is asked for, a few boards at a time, so that no more than those are ever in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from typing import Any
from uuid import UUID

from sqlalchemy import Connection
from sqlmodel import Session

from swc.dependency.uses.lines import LineWriter, Names, read_names
from swc.dependency.uses.reading import Question, Uses, every_use, keys_of, number_of_uses, uses_of
from swc.dependency.uses.schemas import Position, UseFilter

_USES = 500
"""How many uses are read at a time where only some are asked for."""
Writes = Callable[[Names], LineWriter]


def stream_uses(session: Session, asked: UseFilter, writes: Writes) -> Iterator[list[str]]:
    """Yield the lines of the uses, in portions, in the order of the list.

    No statement stays open in between, so a slow reader holds nothing but the moment of the database that it sees.
    """
    connection = session.connection()
    known = read_names(connection)
    write = writes(known)
    for found in _every(connection, sorted(known.boards)) if asked.empty else _some(connection, asked):
        yield list(chain.from_iterable(write(number, uses) for number, uses in found))


def _every(connection: Connection, boards: Sequence[str]) -> Iterator[Iterable[tuple[str, Uses]]]:
    return every_use(boards, number_of_uses(connection), lambda questions: _ahead(connection, questions))


def _ahead(connection: Connection, questions: Sequence[Question]) -> Iterator[Sequence[Any]]:
    """Yield the rows of each statement; the next one runs meanwhile, for the database does not hold up Python."""
    with ThreadPoolExecutor(1) as reader:
        coming = [reader.submit(_rows, connection, one) for one in questions[:1]]
        for at in range(len(questions)):
            rows = coming.pop().result()
            coming += [reader.submit(_rows, connection, one) for one in questions[at + 1 : at + 2]]
            yield rows


def _rows(connection: Connection, question: Question) -> Sequence[Any]:
    return connection.execute(*question).fetchall()


def _some(connection: Connection, asked: UseFilter) -> Iterator[Iterable[tuple[str, Uses]]]:
    at: Position | None = None
    while keys := keys_of(connection, asked, at, _USES):
        at = Position(keys[-1][0], UUID(keys[-1][1]))
        found = uses_of(connection, [UUID(use_id) for _board, use_id in keys])
        yield ((number, found[number]) for number in dict.fromkeys(number for number, _use_id in keys))
