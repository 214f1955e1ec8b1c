"""The lines of this process: each use that was asked for once, until something happened to it.

A page is made of keys and lines that are kept. The log of events says which no longer hold, whichever process wrote
them; it is read only after somebody committed, where the database can tell.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Lock
from uuid import UUID

from sqlalchemy import Connection, bindparam, select
from sqlmodel import Session, col

from swc.audit.kinds import SubjectKind
from swc.audit.models import Event
from swc.dependency.uses.lines import JsonLines, read_names
from swc.dependency.uses.reading import boards_that_share, keys_at, keys_of, uses_of
from swc.dependency.uses.schemas import Position, UseFilter, UsePage
from swc.dependency.uses.walk import Walk

MOST = 250_000
"""How many lines are kept; a whole sector of them is estimated at 140 MB."""
_SHARED = frozenset({SubjectKind.VENDOR, SubjectKind.PRODUCT, SubjectKind.BOARD, SubjectKind.SCHOOL})
"""What lines of more than one use are made of, or whether they may be told at all."""
_APART = frozenset({SubjectKind.PERSON, SubjectKind.API_KEY, SubjectKind.WEBHOOK, SubjectKind.QUERY})
"""What no line is made of."""

_AFTER = (
    select(col(Event.seq), col(Event.hash), col(Event.board_number), col(Event.subject_kind))
    .where(col(Event.seq) >= bindparam("seen"))
    .order_by(col(Event.seq))
)
_NEWEST = select(col(Event.seq), col(Event.hash)).order_by(col(Event.seq).desc()).limit(1)


@dataclass
class _Kept:
    """Keys and lines, and what writes them, as of an event; `version` is a commit up to which all of it holds."""

    seen: tuple[int, str]
    version: int | None
    write: JsonLines | None = None
    walk: Walk | None = None
    boards: dict[str, dict[str, str]] = field(default_factory=dict)
    count: int = 0

    def without(self, boards: set[str], seen: tuple[int, str], version: int | None) -> _Kept:
        """Return the same as of a later event, without the keys and lines of some boards."""
        kept = {number: lines for number, lines in self.boards.items() if number not in boards}
        walk = self.walk and self.walk.without(boards)
        return _Kept(seen, version, self.write, walk, kept, sum(map(len, kept.values())))


class Lines:
    """The uses of boards that share, as lines of JSON; nothing is read before the first question.

    `version` returns a number that changes with every commit, or None where the database does not tell.
    """

    def __init__(self, version: Callable[[], int | None] = lambda: None) -> None:
        self._version = version
        self._lock = Lock()
        self._kept: _Kept | None = None

    def page(self, session: Session, asked: UseFilter, at: Position | None, limit: int) -> UsePage:
        """Return one page: no statement where nobody committed and all of it is kept, at most eight else."""
        kept = self._current(session)
        rows = self._walked(session, kept, at, limit + 1) if asked.empty else None
        if rows is None:
            rows = keys_of(session.connection(), asked, at, limit + 1)
        more, backwards = len(rows) > limit, at is not None and at.before
        keys = list(rows[:limit])
        if backwards:
            keys.reverse()
        items = self._items(session, kept, keys)
        return UsePage(
            items=tuple(items),
            first=_position(keys[0]) if keys else None,
            last=_position(keys[-1]) if keys else None,
            earlier=more if backwards else at is not None,
            later=True if backwards else more,
        )

    def _current(self, session: Session) -> _Kept:
        """Return what is kept, without what was changed since; one statement where somebody may have committed."""
        version = None if session.in_transaction() else self._version()  # a transaction may see a state before it
        with self._lock:
            kept = self._kept
            if kept is not None and version is not None and kept.version == version:
                return kept
            self._kept = self._followed(session.connection(), kept, version) if kept else None
            if self._kept is None:
                row = session.connection().execute(_NEWEST).first()
                self._kept = _Kept((row[0] or 0, row[1]) if row else (0, ""), version)
            return self._kept

    def _followed(self, connection: Connection, kept: _Kept, version: int | None) -> _Kept | None:
        """Return what still holds; nothing where that cannot be told or events touched what all lines are made of.

        Who still works with what was kept before puts nothing into what comes of it.
        """
        rows = connection.execute(_AFTER, {"seen": kept.seen[0]}).fetchall()
        if kept.seen[0] and (not rows or (rows[0][0], rows[0][1]) != kept.seen):
            return None
        new = rows[1:] if kept.seen[0] else rows
        if not new:
            kept.version = version
            return kept
        happened = [(row[2], row[3]) for row in new]
        shared = any(kind in _SHARED or (board is None and kind not in _APART) for board, kind in happened)
        if shared or kept.count > MOST:
            return None
        touched = {board for board, _kind in happened if board is not None}
        return kept.without(touched, (new[-1][0] or 0, new[-1][1]), version)

    @staticmethod
    def _walked(session: Session, kept: _Kept, at: Position | None, most: int) -> Sequence[tuple[str, str]] | None:
        """Return the keys of a page of the whole list; nothing for a place whose board does not share any more."""
        if kept.walk is None:
            numbers = boards_that_share(session.connection())
            kept.walk = Walk({number: index for index, number in enumerate(numbers)})
        return kept.walk.keys(at, most, lambda boards: keys_at(session.connection(), boards))

    def _items(self, session: Session, kept: _Kept, keys: Sequence[tuple[str, str]]) -> list[str]:
        found = [kept.boards.get(board, {}).get(use_id) for board, use_id in keys]
        missing = [UUID(key[1]) for key, line in zip(keys, found, strict=True) if line is None]
        if not missing:
            return [line for line in found if line is not None]
        read = self._read(session.connection(), kept, missing)
        lines = (line or read.get(key[1]) for key, line in zip(keys, found, strict=True))
        return [line for line in lines if line is not None]

    def _read(self, connection: Connection, kept: _Kept, ids: Sequence[UUID]) -> dict[str, str]:
        """Read and keep the lines of some uses; one whose board stopped sharing meanwhile has none."""
        found = uses_of(connection, ids)
        write = kept.write
        if write is None or not all(write.known.knows(*one) for one in found.items()):
            write = JsonLines(read_names(connection))
        made = {
            number: dict(zip(uses.ids, write(number, uses), strict=True))
            for number, uses in found.items()
            if write.known.knows(number, uses)
        }
        with self._lock:
            if self._kept is kept:
                kept.write = write
                for number, lines in made.items():
                    kept.boards.setdefault(number, {}).update(lines)
                    kept.count += len(lines)
        return {use_id: line for lines in made.values() for use_id, line in lines.items()}


def _position(key: tuple[str, str]) -> Position:
    return Position(key[0], UUID(key[1]))
