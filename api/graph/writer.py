"""Keeps the graph files in step with SQL: what the outbox names is written anew, then struck off.

A crash between writing and striking off only means that a graph is written twice. Losing the files costs a rebuild.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import structlog
from sqlalchemy import delete, func
from sqlmodel import Session, col, select

from api.db import Database
from api.graph.content import names, triples_of
from api.graph.files import GraphFile, GraphFolder
from swc.access.kinds import AMSTERDAM
from swc.audit.models import Event, Outbox
from vocab.iris import Iris

log = structlog.get_logger()

Progress = Callable[[str, int, int], None]


def _silent(_graph: str, _done: int, _total: int) -> None:
    """Tell nobody."""


@dataclass(slots=True)
class GraphWriter:
    """Writes graphs of one installation."""

    database: Database
    folder: GraphFolder
    iris: Iris
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def catch_up(self, needed: Iterable[str] = ()) -> tuple[str, ...]:
        """Write every graph that the outbox names, and those needed that are not on disk; return their names."""
        with self._lock:
            missing = {graph for graph in needed if self.folder.newest(graph) is None}
            with self.database.read() as session:
                waiting = session.exec(select(func.count()).select_from(Outbox)).one()
            if not waiting and not missing:
                return ()
            with self.folder.locked():
                return self._write_waiting(missing)

    def rebuild(self, progress: Progress = _silent) -> tuple[str, ...]:
        """Write every graph anew and remove those that no longer exist; return their names."""
        with self._lock, self.folder.locked():
            with self.database.read() as session:
                last = self._last_outbox(session)
                wanted = names(session)
                for done, graph in enumerate(wanted):
                    progress(graph, done, len(wanted))
                    self._write(session, graph)
                progress("", len(wanted), len(wanted))
            for gone in set(self.folder.graphs()) - set(wanted):
                self.folder.remove(gone)
            self._strike_off(last)
            return wanted

    def missing(self) -> tuple[str, ...]:
        """Return the graphs that should be on disk and are not."""
        with self.database.read() as session:
            return tuple(graph for graph in names(session) if self.folder.newest(graph) is None)

    def waiting(self) -> frozenset[str]:
        """Return the graphs that the outbox names: written by the server at its next commit or question."""
        with self.database.read() as session:
            return frozenset(session.exec(select(Outbox.graph).distinct()))

    def _write_waiting(self, missing: set[str]) -> tuple[str, ...]:
        with self.database.read() as session:
            last = self._last_outbox(session)
            waiting = set(session.exec(select(Outbox.graph).where(col(Outbox.id) <= last).distinct()))
            existing = set(names(session))
            for graph in sorted(waiting | missing):
                if graph in existing:
                    self._write(session, graph)
                else:
                    self.folder.remove(graph)
        self._strike_off(last)
        return tuple(sorted(waiting | missing))

    def _write(self, session: Session, graph: str) -> GraphFile:
        version = session.exec(select(func.max(Event.seq))).one() or 0
        today = self.database.clock().astimezone(AMSTERDAM).date()
        return self.folder.write(graph, version, triples_of(session, graph, self.iris, today))

    @staticmethod
    def _last_outbox(session: Session) -> int:
        return session.exec(select(func.max(Outbox.id))).one() or 0

    def _strike_off(self, last: int) -> None:
        with self.database.write() as session:
            session.execute(delete(Outbox).where(col(Outbox.id) <= last))


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
                self._writer.catch_up(self._writer.missing())
            except Exception:  # the thread must outlive any one failure; the outbox keeps what is left
                log.exception("graph.catch_up_failed")
