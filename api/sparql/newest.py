"""The files of a scope at this moment, looked up again only after somebody committed or wrote a graph.

Where the database does not tell whether somebody committed (`Commits`), the writer is asked every time.
"""

from __future__ import annotations

from dataclasses import dataclass

from api.commits import Commits
from api.graph.writer import GraphWriter
from api.sparql.changes import Graphs


@dataclass(frozen=True, slots=True)
class _Seen:
    """How database and folder stood just before the files of a scope were looked up, and those files."""

    version: int
    scans: int
    indexed: Graphs
    files: Graphs


class Newest:
    """Remembers at which state of the database and the folder the files of a scope were newest."""

    def __init__(self, writer: GraphWriter, commits: Commits) -> None:
        self._writer = writer
        self._commits = commits
        self._seen: dict[str, _Seen] = {}

    def files(self, scope: str) -> Graphs:
        """Return what `GraphWriter.files` returns; everything that was committed before is in it."""
        version = self._commits.version()
        if version is None:
            return self._writer.files(scope)
        known = self._as_of(version, scope)
        if known is not None:
            return known
        scans, indexed = self._writer.index.refresh(), self._writer.index.of(scope)
        files = self._writer.files(scope)  # what happens meanwhile makes the next look a full one again
        self._seen[scope] = _Seen(version, scans, indexed, files)
        return files

    def known(self, scope: str) -> Graphs | None:
        """Return the same in microseconds as long as nothing happened; nothing where there is more to look at."""
        version = self._commits.version()
        return None if version is None else self._as_of(version, scope)

    def _as_of(self, version: int, scope: str) -> Graphs | None:
        scans, indexed = self._writer.index.refresh(), self._writer.index.of(scope)
        seen = self._seen.get(scope)
        holds = seen is not None and seen.version == version and seen.scans == scans and seen.indexed is indexed
        return seen.files if seen is not None and holds else None
