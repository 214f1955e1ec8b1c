"""The lines of this process: each use that was asked for once, until something happened to it.

A page is made of lines that are kept, so that it costs one statement for its keys and one for what happened. The log of
events says which lines no longer hold, whichever process wrote them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Lock
from uuid import UUID

from sqlalchemy import Connection, bindparam, select
from sqlmodel import Session, col

from swc.audit.kinds import SubjectKind
from swc.audit.models import Event
from swc.dependency.uses.lines import Names, json_line, read_names
from swc.dependency.uses.reading import facts_of, keys_of
from swc.dependency.uses.schemas import Position, UseFilter, UsePage

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
    """Lines by board and id, and the names in them, as of an event."""

    seen: tuple[int, str]
    names: Names | None = None
    boards: dict[str, dict[str, str]] = field(default_factory=dict)
    count: int = 0

    def forget(self, board_number: str) -> None:
        """Let go of the lines of a board."""
        self.count -= len(self.boards.pop(board_number, ()))


class Lines:
    """The uses of boards that share, as lines of JSON; nothing is read before the first question."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: _Kept | None = None

    def page(self, session: Session, asked: UseFilter, at: Position | None, limit: int) -> UsePage:
        """Return one page: two statements where every line is kept already, at most five else."""
        connection = session.connection()
        kept = self._current(connection)
        rows = keys_of(connection, asked, at, limit + 1)
        more, backwards = len(rows) > limit, at is not None and at.before
        keys = list(rows[:limit])
        if backwards:
            keys.reverse()
        items = self._items(connection, kept, keys)
        return UsePage(
            items=tuple(items),
            first=_position(keys[0]) if keys else None,
            last=_position(keys[-1]) if keys else None,
            earlier=more if backwards else at is not None,
            later=True if backwards else more,
        )

    def _current(self, connection: Connection) -> _Kept:
        """Return what is kept, without what was changed since; one statement where nothing was."""
        with self._lock:
            kept = self._kept
            if kept is None:
                return self._anew(connection)
            rows = connection.execute(_AFTER, {"seen": kept.seen[0]}).fetchall()
            if kept.seen[0] and (not rows or (rows[0][0], rows[0][1]) != kept.seen):
                return self._anew(connection)
            new = rows[1:] if kept.seen[0] else rows
            if not new:
                return kept
            return self._follow(kept, (new[-1][0] or 0, new[-1][1]), [(row[2], row[3]) for row in new])

    def _anew(self, connection: Connection) -> _Kept:
        row = connection.execute(_NEWEST).first()
        self._kept = _Kept((row[0] or 0, row[1]) if row else (0, ""))
        return self._kept

    def _follow(self, kept: _Kept, seen: tuple[int, str], happened: Sequence[tuple[str | None, str]]) -> _Kept:
        """Let go of what events touched; who still works with the old one puts nothing into the new one."""
        shared = any(kind in _SHARED or (board is None and kind not in _APART) for board, kind in happened)
        if shared or kept.count > MOST:
            self._kept = _Kept(seen)
            return self._kept
        anew = _Kept(seen, kept.names, dict(kept.boards), kept.count)
        for board, _kind in happened:
            if board is not None:
                anew.forget(board)
        self._kept = anew
        return anew

    def _items(self, connection: Connection, kept: _Kept, keys: Sequence[tuple[str, str]]) -> list[str]:
        found = [kept.boards.get(board, {}).get(use_id) for board, use_id in keys]
        missing = [UUID(key[1]) for key, line in zip(keys, found, strict=True) if line is None]
        if not missing:
            return [line for line in found if line is not None]
        read = self._read(connection, kept, missing)
        lines = (line or read.get(key[1]) for key, line in zip(keys, found, strict=True))
        return [line for line in lines if line is not None]

    def _read(self, connection: Connection, kept: _Kept, ids: Sequence[UUID]) -> dict[str, str]:
        """Read and keep the lines of some uses; one whose board stopped sharing meanwhile has none."""
        rows = facts_of(connection, ids)
        names = kept.names
        if names is None or not all(names.knows(row) for row in rows):
            names = read_names(connection)
        made = {row[0]: (row[1], json_line(names, row)) for row in rows if names.knows(row)}
        with self._lock:
            if self._kept is kept:
                kept.names = names
                for use_id, (board, line) in made.items():
                    kept.boards.setdefault(board, {})[use_id] = line
                kept.count += len(made)
        return {use_id: line for use_id, (_board, line) in made.items()}


def _position(key: tuple[str, str]) -> Position:
    return Position(key[0], UUID(key[1]))
