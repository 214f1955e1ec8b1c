"""Differences between versions of a graph: lines of N-Triples that came and lines that went."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Difference:
    """What to do to an older version: lines to add and lines to remove, as N-Triples; no line stands in both."""

    added: bytes = b""
    removed: bytes = b""

    def __bool__(self) -> bool:
        """Say whether there is any difference."""
        return bool(self.added or self.removed)


@dataclass(frozen=True, slots=True)
class Step:
    """A difference against one older version, as it stands on disk: a line of three numbers, then the lines."""

    since: int
    difference: Difference

    def dumped(self) -> bytes:
        """Return the step as it is written."""
        one = self.difference
        return b"%d %d %d\n" % (self.since, len(one.added), len(one.removed)) + one.added + one.removed

    @classmethod
    def load(cls, path: Path) -> Step | None:
        """Return a step that was written; nothing when it is not there or not whole."""
        try:
            head, _, lines = path.read_bytes().partition(b"\n")
            since, added, removed = map(int, head.split())
        except (OSError, ValueError):
            return None
        if len(lines) != added + removed:
            return None
        return cls(since, Difference(lines[:added], lines[added:]))


def between(old: bytes, new: bytes) -> Difference:
    """Return what must be done to the old lines to get the new ones; their order does not matter."""
    if old == new:
        return Difference()
    before, after = set(old.splitlines(keepends=True)), set(new.splitlines(keepends=True))
    return Difference(b"".join(sorted(after - before)), b"".join(sorted(before - after)))


def joined(steps: Iterable[Difference]) -> Difference:
    """Return the one difference that steps make together, the oldest first."""
    found = list(steps)
    if len(found) == 1:
        return found[0]
    added: set[bytes] = set()
    removed: set[bytes] = set()
    for one in found:
        gone, come = set(one.removed.splitlines(keepends=True)), set(one.added.splitlines(keepends=True))
        removed |= gone - added
        added -= gone
        added |= come - removed
        removed -= come
    return Difference(b"".join(sorted(added)), b"".join(sorted(removed)))
