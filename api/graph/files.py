"""Graph files on disk: `<folder>/<graph>/<version>.nt`, written aside and moved into place, newest wins.

Beside a version stands what it added and removed (`<version>.diff`), and `.written` tells in order what was put in
place, so that other processes need not look through the folder.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from pyoxigraph import RdfFormat, Triple, serialize

from api.graph.differences import Difference, Step, between, joined

Lines = bytes | memoryview
KEEP = 2
"""How many versions of a graph stay on disk: the newest, and the one a reader may just be loading."""
KEEP_DIFFERENCES = 50
"""How many differences of a graph stay on disk, as long as they weigh no more than the graph."""
JOURNAL = ".written"
JOURNAL_BYTES = 1 << 20
"""Beyond this size the journal begins anew, and whoever read it looks through the folder once."""


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
        return GraphFile(graph, versions[-1], self.path(graph, versions[-1])) if versions else None

    def graphs(self) -> tuple[str, ...]:
        """Return the names of the graphs that are on disk."""
        found = {str(path.parent.relative_to(self.root)) for path in self.root.glob("**/*.nt")}
        return tuple(sorted(found))

    def write(self, graph: str, version: int, triples: Iterable[Triple]) -> GraphFile:
        """Write a version of a graph whole, then put it in place; a reader never sees half a file."""
        content = serialize(triples, format=RdfFormat.N_TRIPLES) or b""
        return self.put(graph, version, content)

    def put(self, graph: str, version: int, content: bytes, *, sync: bool = True) -> GraphFile:
        """Put N-Triples in place as a version of a graph: the given one, or the one after the newest if that is higher.

        The same lines in another order are the same graph: it gets no new version, only the new order. With `sync` it
        is on disk when this returns.
        """
        newest = self.newest(graph)
        if newest is None:
            return self._place(graph, version, (content,), sync=sync)
        stood = newest.path.read_bytes()
        difference = between(stood, content)
        if difference:
            return self.amend(newest, version, (content,), difference, sync=sync)
        if stood != content:
            self._write(newest.path, (content,), sync=sync)
        return newest

    def amend(
        self, held: GraphFile, version: int, pieces: Sequence[Lines], difference: Difference, *, sync: bool = True
    ) -> GraphFile:
        """Put a version in place after the newest one, of which the difference is known; `pieces` make up its lines."""
        graph, version = held.graph, max(version, held.version + 1)
        self._write(self.path(graph, version).with_suffix(".diff"), (Step(held.version, difference).dumped(),))
        placed = self._place(graph, version, pieces, sync=sync)
        self._forget_old(graph, sum(map(len, pieces)))
        return placed

    def difference(self, graph: str, since: int) -> Difference | None:
        """Return what the newest version has and lacks against an older one; nothing when that is no longer known."""
        newest = self.newest(graph)
        if newest is None:
            return None
        steps: list[Difference] = []
        version = newest.version
        while version != since:
            step = Step.load(self.path(graph, version).with_suffix(".diff"))
            if step is None or version < since:
                return None
            steps.append(step.difference)
            version = step.since
        return joined(reversed(steps))

    def remove(self, graph: str) -> None:
        """Remove every version of a graph that no longer exists."""
        folder = self.root / graph
        kinds = ("*.nt", "*.diff", "*.void.json")
        left = [path for kind in kinds for path in folder.glob(kind)] if folder.is_dir() else []
        for path in left:
            path.unlink(missing_ok=True)
        if left:
            self.tell(graph, 0)

    def sweep(self) -> None:
        """Remove what a process that was killed left half written; only while the folder is locked."""
        for path in self.root.glob("**/*.part"):
            path.unlink(missing_ok=True)

    @staticmethod
    def settle() -> None:
        """Have all that was written without waiting for the disk be on it."""
        os.sync()

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the one lock of the folder, over processes, while graphs are being written."""
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / ".lock").open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield

    def path(self, graph: str, version: int) -> Path:
        """Return where a version of a graph stands."""
        return self.root / graph / f"{version:012d}.nt"

    def _place(self, graph: str, version: int, pieces: Iterable[Lines], *, sync: bool) -> GraphFile:
        path = self.path(graph, version)
        self._write(path, pieces, sync=sync)
        self.tell(graph, version)
        return GraphFile(graph, version, path)

    @staticmethod
    def _write(path: Path, pieces: Iterable[Lines], *, sync: bool = False) -> None:
        """Write a file aside and move it into place."""
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as part:
            try:
                part.writelines(pieces)
                part.flush()
                if sync:
                    os.fsync(part.fileno())
            except BaseException:
                Path(part.name).unlink()
                raise
        Path(part.name).replace(path)

    def tell(self, graph: str, version: int, state: str = "") -> None:
        """Note in the journal that a version was put in place, or with zero that a graph is gone; always the last.

        `state` says of what state of the database it was made, where that is known.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        journal = self.root / JOURNAL
        if journal.exists() and journal.stat().st_size > JOURNAL_BYTES:
            self._write(journal, ())
        with journal.open("ab") as handle:
            handle.write(f"{version}:{state} {graph}\n".encode())

    def _versions(self, graph: str) -> list[int]:
        folder = self.root / graph
        return sorted(int(path.stem) for path in folder.glob("*.nt")) if folder.is_dir() else []

    def _forget_old(self, graph: str, weight: int) -> None:
        """Remove versions before the last few, and differences that are too many or weigh more than the graph."""
        for version in self._versions(graph)[:-KEEP]:
            self.path(graph, version).unlink(missing_ok=True)
        kept = sorted((self.root / graph).glob("*.diff"), reverse=True)
        for place, path in enumerate(kept):
            weight -= path.stat().st_size
            if weight < 0 or place >= KEEP_DIFFERENCES:
                path.unlink(missing_ok=True)
