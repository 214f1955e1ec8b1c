"""The lines of a graph in its file, in order: all that is told of a thing is found without reading the rest."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from mmap import mmap
from uuid import UUID

from api.graph.differences import Difference, between
from vocab.iris import Iris


@dataclass(frozen=True, slots=True)
class Amendment:
    """A graph as it becomes: the pieces of its lines in order, and what that differs from what stood."""

    pieces: tuple[bytes | memoryview, ...]
    difference: Difference


class HeldLines:
    """The lines of a graph as it stands, in order."""

    def __init__(self, text: mmap, iris: Iris) -> None:
        self._text, self._lines, self._iris = text, memoryview(text), iris
        self._use = re.compile(re.escape(f"<{iris.thing('use', '')}".encode()) + rb"([0-9a-f-]{36})")

    def uses_at(self, kind: str, ids: Iterable[UUID]) -> set[UUID]:
        """Return the uses that some things point at."""
        spans = (self._span(place_of(self._iris, kind, one)) for one in ids)
        return {UUID(found.decode()) for start, end in spans for found in self._use.findall(self._lines[start:end])}

    def amended(self, places: Iterable[bytes], lines: list[bytes]) -> Amendment:
        """Return the graph with other lines in some places; a line that belongs in none of these stands already."""
        pieces: list[bytes | memoryview] = []
        gone, come = [], []
        done = 0
        for place in sorted(places):
            start, end = self._span(place)
            told = b"".join(lines[bisect_left(lines, place) : bisect_left(lines, _after(place))])
            pieces += (self._lines[done:start], told)
            gone.append(bytes(self._lines[start:end]))
            come.append(told)
            done = end
        return Amendment((*pieces, self._lines[done:]), between(b"".join(gone), b"".join(come)))

    def _span(self, place: bytes) -> tuple[int, int]:
        return self._first(place), self._first(_after(place))

    def _first(self, place: bytes) -> int:
        """Return where the first line stands that is not before a place."""
        low, high = 0, len(self._lines)
        while low < high:
            middle = (low + high) // 2
            start = self._text.rfind(b"\n", low, middle) + 1 or low
            if bytes(self._lines[start : start + len(place)]) < place:
                low = self._text.find(b"\n", middle) + 1
            else:
                high = start
        return low


def _after(place: bytes) -> bytes:
    """Return what no line that begins with a place comes after; 0xFF stands in no text."""
    return place + b"\xff"


def place_of(iris: Iris, kind: str, key: UUID) -> bytes:
    """Return how the lines begin that tell of a thing and of all below it."""
    return f"<{iris.thing(kind, str(key))}".encode()
