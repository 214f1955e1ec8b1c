"""Graph files on disk: `<folder>/<graph>/<version>.nt`, written aside and moved into place, newest wins."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from pyoxigraph import RdfFormat, Triple, serialize

KEEP = 2
"""How many versions of a graph stay on disk: the newest, and the one a reader may just be loading."""


@dataclass(frozen=True, slots=True)
class GraphFile:
    """One version of one graph."""

    graph: str
    version: int
    path: Path


@dataclass(frozen=True, slots=True)
class GraphFolder:
    """The folder that holds every projected graph."""

    root: Path

    def newest(self, graph: str) -> GraphFile | None:
        """Return the newest version of a graph, or nothing when it was never written."""
        versions = self._versions(graph)
        return GraphFile(graph, versions[-1], self._path(graph, versions[-1])) if versions else None

    def graphs(self) -> tuple[str, ...]:
        """Return the names of the graphs that are on disk."""
        found = {str(path.parent.relative_to(self.root)) for path in self.root.glob("**/*.nt")}
        return tuple(sorted(found))

    def write(self, graph: str, version: int, triples: Iterable[Triple]) -> GraphFile:
        """Write a version of a graph whole, then put it in place; a reader never sees half a file."""
        path = self._path(graph, version)
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as part:
            try:
                serialize(triples, part, format=RdfFormat.N_TRIPLES)
                part.flush()
                os.fsync(part.fileno())
            except BaseException:
                Path(part.name).unlink()
                raise
        Path(part.name).replace(path)
        self._forget_old(graph)
        return GraphFile(graph, version, path)

    def remove(self, graph: str) -> None:
        """Remove every version of a graph that no longer exists."""
        for version in self._versions(graph):
            self._path(graph, version).unlink(missing_ok=True)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the one lock of the folder, over processes, while graphs are being written."""
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / ".lock").open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield

    def _path(self, graph: str, version: int) -> Path:
        return self.root / graph / f"{version:012d}.nt"

    def _versions(self, graph: str) -> list[int]:
        folder = self.root / graph
        return sorted(int(path.stem) for path in folder.glob("*.nt")) if folder.is_dir() else []

    def _forget_old(self, graph: str) -> None:
        for version in self._versions(graph)[:-KEEP]:
            self._path(graph, version).unlink(missing_ok=True)
