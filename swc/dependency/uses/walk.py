"""The keys of the whole list in their order, board by board: a page of them costs no statement once they were read."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from swc.dependency.uses.schemas import Position

AT_ONCE = 8
"""So many boards are read together: few enough not to be noticed by who waits for a page, some 1,200 uses."""

ReadKeys = Callable[[Sequence[str]], dict[str, tuple[str, ...]]]
"""Returns the ids of the uses of some boards, in order."""


@dataclass(slots=True)
class Walk:
    """The boards that share, in order, and the ids of their uses as far as somebody came by."""

    boards: dict[str, int]
    _ids: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def without(self, boards: set[str]) -> Walk:
        """Return the same without the ids of some boards."""
        return Walk(self.boards, {number: ids for number, ids in self._ids.items() if number not in boards})

    def keys(self, at: Position | None, most: int, read: ReadKeys) -> list[tuple[str, str]] | None:
        """Return board and id of the uses after (or, nearest first, before) a place; nothing for one that is gone."""
        if at is not None and at.board_number not in self.boards:
            return None
        found: list[tuple[str, str]] = []
        for number, ids in self._from(at, read):
            found += [(number, one) for one in ids[: most - len(found)]]
            if len(found) >= most:
                break
        return found

    def _from(self, at: Position | None, read: ReadKeys) -> Iterator[tuple[str, Sequence[str]]]:
        """Yield boards with their ids, both in the direction of the reader, from a place on."""
        numbers, backwards = list(self.boards), at is not None and at.before
        if at is not None:
            place = self.boards[at.board_number]
            numbers = numbers[place::-1] if backwards else numbers[place:]
        for index, number in enumerate(numbers):
            if number not in self._ids:
                near = [one for one in numbers[index : index + AT_ONCE] if one not in self._ids]
                self._ids |= dict.fromkeys(near, ()) | read(near)
            ids = self._ids[number]
            if at is not None and not index:
                ids = ids[: bisect_left(ids, at.use_id.hex, key=_bare)] if backwards else _after(ids, at.use_id.hex)
            yield number, ids[::-1] if backwards else ids


def _after(ids: tuple[str, ...], use_id: str) -> tuple[str, ...]:
    return ids[bisect_right(ids, use_id, key=_bare) :]


def _bare(use_id: str) -> str:
    """Return an id without its hyphens, which one database gives and another does not."""
    return use_id.replace("-", "")
