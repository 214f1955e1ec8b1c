"""Keeps the graph files in step with SQL: what the outbox names is written anew, then struck off.

A crash between writing and striking off only means that a graph is derived twice, which gives it no new version. Losing
the files costs writing them again, which happens by itself.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import structlog
from sqlalchemy import delete, func
from sqlmodel import Session, col, select

from api.db import Database
from api.graph.content import contents, names, names_in
from api.graph.files import GraphFile, GraphFolder
from api.graph.index import GraphIndex
from api.graph.origin import Origin
from api.graph.scopes import ALL, in_scope, waiting_in
from swc.access.kinds import AMSTERDAM
from swc.audit.models import Outbox
from vocab.iris import Iris

log = structlog.get_logger()

Progress = Callable[[str, int, int], None]

AT_ONCE = 8
"""How many graphs are written before others get a turn at the folder."""
_TURN = 0.002
"""The seconds that a turn takes at least: whoever waits for a lock must be woken first."""


def _silent(_graph: str, _done: int, _total: int) -> None:
    """Tell nobody."""


@dataclass(slots=True)
class GraphWriter:
    """Writes graphs of one installation."""

    database: Database
    folder: GraphFolder
    iris: Iris
    _lock: threading.Lock = field(default_factory=threading.Lock)
    index: GraphIndex = field(init=False)
    _settled: set[str] = field(default_factory=set)
    _scans: int = 0

    def __post_init__(self) -> None:
        """Begin to keep in mind what stands in the folder."""
        self.index = GraphIndex(self.folder, self.iris)

    def files(self, scope: str) -> Mapping[str, GraphFile]:
        """Return the graphs of a scope (`public`, `board/<number>`, `sector`) by address, in their newest version.

        What was committed before is in them: graphs of the scope that wait are written first. As long as nothing
        changes this is the same object, for one statement and one look at the folder.
        """
        if not self._at_rest(scope):
            self.bring(scope)
            self.index.refresh()
        return self.index.of(scope)

    def bring(self, scope: str, needed: Iterable[str] = ()) -> tuple[str, ...]:
        """Write every graph of a scope that waits, is missing or is needed anew; return their names.

        A few at a time, so that another process or thread gets its turn.
        """
        wanted, written = set(needed), list[str]()
        while True:
            with self._lock, self.folder.locked():
                done = self._some(scope, wanted)
            if not done:
                return tuple(written)
            written += done
            wanted -= set(done)
            time.sleep(_TURN)

    def catch_up(self, needed: Iterable[str] = ()) -> tuple[str, ...]:
        """Write every graph that the outbox names, and those that are missing; return their names."""
        missing = {graph for graph in needed if self.folder.newest(graph) is None}
        if not missing and self._at_rest(ALL):
            return ()
        return tuple(sorted(self.bring(ALL, missing)))

    def rebuild(self, progress: Progress = _silent) -> tuple[str, ...]:
        """Derive every graph anew, remove those that no longer exist and return the names of all.

        Each graph is swapped on its own, and one that did not change keeps its version.
        """
        with self.database.read() as session:
            wanted = names(session)
        with self._lock, self.folder.locked():
            self.folder.sweep()
            for gone in set(self.folder.graphs()) - set(wanted):
                self.folder.remove(gone)
        for start in range(0, len(wanted), AT_ONCE):
            some = wanted[start : start + AT_ONCE]
            progress(some[0], start, len(wanted))
            with self._lock, self.folder.locked():
                self._write(some, sync=False)
        self.folder.settle()
        progress("", len(wanted), len(wanted))
        return wanted

    def missing(self) -> tuple[str, ...]:
        """Return the graphs that should be on disk and are not."""
        with self.database.read() as session:
            wanted = names(session)
        self.index.refresh()
        there = self.index.graphs()
        return tuple(graph for graph in wanted if graph not in there)

    def waiting(self) -> frozenset[str]:
        """Return the graphs that the outbox names: written by the server at its next commit or question."""
        with self.database.read() as session:
            return self._waiting(session, ALL)

    def _at_rest(self, scope: str) -> bool:
        """Say whether nothing of a scope waits, and the folder holds what it should since it was last compared."""
        with self.database.read() as session:
            waits = session.execute(select(col(Outbox.id)).where(waiting_in(scope)).limit(1)).first() is not None
        scans = self.index.refresh()
        if self._scans != scans:
            self._settled.clear()
            self._scans = scans
        return not waits and scope in self._settled

    def _some(self, scope: str, needed: set[str]) -> tuple[str, ...]:
        """Write a few of the graphs of a scope that want it; nothing when none does. The folder is locked."""
        self.index.refresh()
        origin = Origin(self.folder.root, self.iris.base)
        with self.database.read() as session:
            strange = not origin.holds(session)
            existing = names_in(session, scope)
            waiting = self._waiting(session, scope)
        if strange:
            self._start_over(origin)
            return self._some(scope, needed)
        there = {graph for graph in self.index.graphs() if in_scope(graph, scope)}
        wanted = sorted(waiting | (set(existing) ^ there) | needed, key=_public_first)[:AT_ONCE]
        if wanted:
            self._write(wanted)
            self._note(origin)
        else:
            self._settled.add(scope)
        return tuple(wanted)

    def _write(self, graphs: Sequence[str], *, sync: bool = True) -> None:
        """Derive some graphs, put them in place and strike them off; those that do not exist are removed."""
        with self.database.read() as session:
            last = session.exec(select(func.max(Outbox.id))).one() or 0
            today = self.database.clock().astimezone(AMSTERDAM).date()
            gone = set(graphs)
            for graph, content in contents(session, graphs, self.iris, today):
                gone.discard(graph)
                self.folder.put(graph, time.time_ns() // 1_000_000, content, sync=sync)
        for graph in gone:
            self.folder.remove(graph)
        if last:
            with self.database.write() as session:
                session.execute(delete(Outbox).where(col(Outbox.id) <= last, col(Outbox.graph).in_(graphs)))

    def _start_over(self, origin: Origin) -> None:
        """Have every graph written again, through the outbox: the folder was made from something else than this."""
        with self.database.write() as session:
            wanted = names(session)
            session.add_all(Outbox(graph=graph, created_at=self.database.clock()) for graph in wanted)
        for gone in self.index.graphs() - set(wanted):
            self.folder.remove(gone)
        self.folder.sweep()
        self._note(origin)

    def _note(self, origin: Origin) -> None:
        with self.database.read() as session:
            origin.note(session)

    @staticmethod
    def _waiting(session: Session, scope: str) -> frozenset[str]:
        return frozenset(session.exec(select(Outbox.graph).where(waiting_in(scope)).distinct()))


def _public_first(graph: str) -> tuple[bool, str]:
    return graph.startswith("board/"), graph


class Follower(threading.Thread):
    """Catches up in the background whenever a unit of work committed; ends with the application."""

    def __init__(self, writer: GraphWriter) -> None:
        super().__init__(name="graph-writer", daemon=True)
        self._writer = writer
        self._wake = threading.Event()
        self._ended = False

    def wake(self) -> None:
        """Say that something was committed."""
        self._wake.set()

    def end(self) -> None:
        """Stop after the work at hand."""
        self._ended = True
        self._wake.set()
        self.join(timeout=10)

    def run(self) -> None:
        """Catch up at every wake-up; a failure is logged and tried again at the next."""
        while not self._ended:
            self._wake.wait()
            self._wake.clear()
            if self._ended:
                return
            try:
                self._writer.catch_up()
            except Exception:  # the thread must outlive any one failure; the outbox keeps what is left
                log.exception("graph.catch_up_failed")
