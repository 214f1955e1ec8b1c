"""Sets of elements as bits in words of 64, so that a union over thousands of uses is one operation on a number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

WIDTH = 64
"""Bits in a word."""
_MASK = (1 << WIDTH) - 1


@dataclass(slots=True)
class Places:
    """Which bit stands for which key; a key keeps its bit. `words` is how many words were laid out for them."""

    words: int
    keys: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, keys: Iterable[str]) -> Places:
        """Lay out bits for some keys in their order, with room for at least one word more."""
        found = {key: place for place, key in enumerate(dict.fromkeys(keys))}
        return cls(len(found) // WIDTH + 2, found)

    def place(self, key: str) -> int | None:
        """Return the bit of a key, a new one if need be; nothing when there is no room left."""
        found = self.keys.get(key)
        if found is None and len(self.keys) < self.words * WIDTH:
            found = self.keys[key] = len(self.keys)
        return found

    def bits(self, keys: Iterable[str]) -> int:
        """Return the set of the keys that have a bit."""
        return sum(1 << self.keys[key] for key in set(keys) if key in self.keys)

    def split(self, bits: int) -> tuple[int, ...]:
        """Return a set as its words, the lowest bits first."""
        return tuple(bits >> WIDTH * word & _MASK for word in range(self.words))

    def columns(self, letter: str) -> Iterator[str]:
        """Yield the names of the columns that hold the words."""
        yield from (f"{letter}{word}" for word in range(self.words))
