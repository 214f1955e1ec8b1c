"""Keeps what was worked out of facts beside those facts, so that only what changed is worked out again."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Value = TypeVar("Value")

MOST = 5_000
"""How many answers are kept of one kind; about twenty large boards."""


class Kept(Generic[Value]):
    """The last answer about each subject, with every fact it was worked out of.

    An answer is handed out again for equal facts only: after a change, a rollback or a restore of the database, and
    for another board, the facts differ and it is worked out anew. So `facts` has to name everything that `work` looks
    at, as values that never change; what is only compared by identity is told to be the same for as long as it lives.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._held: dict[Hashable, tuple[tuple[object, ...], Value]] = {}

    def of(self, subject: Hashable, facts: tuple[object, ...], work: Callable[[], Value]) -> Value:
        """Return what `work` gives for these facts, from memory where the facts are those of the last time."""
        held = self._held.get(subject)
        if held is not None and held[0] == facts:
            return held[1]
        found = work()
        if held is None and len(self._held) >= self._most:
            self._held.clear()
        self._held[subject] = (facts, found)
        return found

    def __len__(self) -> int:
        """Return how many answers are held."""
        return len(self._held)
