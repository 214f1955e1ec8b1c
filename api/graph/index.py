"""What stands in the folder of graphs, kept in mind: one look at the journal tells whether anybody wrote."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from api.graph.files import JOURNAL, GraphFile, GraphFolder
from api.graph.scopes import in_scope
from vocab.iris import Iris


@dataclass(slots=True)
class GraphIndex:
    """The newest version of every graph, followed by what is added to the journal.

    `scans` counts how often the folder was looked through: at the start, and when the journal began anew or is gone.
    """

    folder: GraphFolder
    iris: Iris
    scans: int = 0
    _known: dict[str, GraphFile] = field(default_factory=dict)
    _states: dict[str, str] = field(default_factory=dict)
    _inode: int = -1
    _read: int = 0
    _scopes: dict[str, Mapping[str, GraphFile]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def refresh(self) -> int:
        """Take in what was written since the last time; return how often the folder was looked through by now."""
        with self._lock:
            self._refresh()
            return self.scans

    def _refresh(self) -> None:
        try:
            found = (self.folder.root / JOURNAL).stat()
            inode, size = found.st_ino, found.st_size
        except FileNotFoundError:
            inode, size = 0, 0
        if inode == self._inode and size == self._read:
            return
        if inode != self._inode or size < self._read:
            self._scan(inode, size)
        else:
            self._follow()

    def graphs(self) -> frozenset[str]:
        """Return the names of the graphs that are there."""
        return frozenset(self._known)

    def version(self, graph: str) -> int:
        """Return the newest version of a graph, or zero when it is not there."""
        found = self._known.get(graph)
        return found.version if found else 0

    def state(self, graph: str) -> str:
        """Return of what state of the database a graph was made; empty when that is not known."""
        return self._states.get(graph, "")

    def of(self, scope: str) -> Mapping[str, GraphFile]:
        """Return the files of a scope by the address of the graph; the same object as long as nothing changed."""
        with self._lock:
            found = self._scopes.get(scope)
            if found is None:
                kept = {self.iris.graph(name): one for name, one in self._known.items() if in_scope(name, scope)}
                found = self._scopes[scope] = MappingProxyType(kept)
            return found

    def _scan(self, inode: int, size: int) -> None:
        """Look through the folder; what is written meanwhile stands in the journal after `size`."""
        self._known, self._states = {one.graph: one for one in self._newest()}, {}
        self._inode, self._read = inode, size
        self._scopes.clear()
        self.scans += 1

    def _newest(self) -> Iterator[GraphFile]:
        waiting = [""]
        while waiting:
            name = waiting.pop()
            versions = []
            try:
                with os.scandir(self.folder.root / name) as entries:
                    for entry in entries:
                        if entry.is_dir(follow_symlinks=False):
                            waiting.append(f"{name}/{entry.name}" if name else entry.name)
                        elif entry.name.endswith(".nt"):
                            versions.append(int(entry.name[:-3]))
            except FileNotFoundError:
                continue
            if versions:
                yield GraphFile(name, max(versions), self.folder.path(name, max(versions)))

    def _follow(self) -> None:
        with (self.folder.root / JOURNAL).open("rb") as journal:
            journal.seek(self._read)
            text = journal.read()
        whole = text[: text.rfind(b"\n") + 1]
        known, touched = dict(self._known), set()
        states = dict(self._states)
        for line in whole.decode().splitlines():
            told, _, graph = line.partition(" ")
            version, _, states[graph] = told.partition(":")
            touched.add(graph)
            if version == "0":
                known.pop(graph, None)
            else:
                known[graph] = GraphFile(graph, int(version), self.folder.path(graph, int(version)))
        self._known, self._states, self._read = known, states, self._read + len(whole)
        for scope in [one for one in self._scopes if any(in_scope(graph, one) for graph in touched)]:
            self._scopes.pop(scope, None)
