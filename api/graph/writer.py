"""Keeps the graph files in step with SQL: what the outbox names is written anew, then struck off.

A crash between writing and striking off only means that a graph is derived twice, which gives it no new version. Losing
the files costs writing them again, which happens by itself.
"""

from __future__ import annotations

import mmap
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import groupby

import structlog
from sqlalchemy import delete, func
from sqlmodel import Session, col, select

from api.db import Database
from api.graph.content import Drawing, contents, names, names_in, no_longer_shared
from api.graph.differences import between
from api.graph.files import GraphFile, GraphFolder
from api.graph.index import GraphIndex
from api.graph.origin import Origin
from api.graph.parts import amendment
from api.graph.scopes import ALL, SECTOR, board_of, in_scope, is_shared, waiting_in
from swc.access.kinds import AMSTERDAM
from swc.audit.models import Outbox
from vocab.iris import Iris

log = structlog.get_logger()

Progress = Callable[[str, int, int], None]

AT_ONCE = 4
"""How many graphs are written before others get a turn at the folder."""
SHARED_AT_ONCE = 40
"""The same for what boards share, which is read for many boards together."""
PATIENCE = 3.0
"""The seconds that a question waits at most for graphs of a scope that was complete before.

A change at a board takes less than one. When a release or a product that a thousand boards use changed, the question is
answered from what there is, and the rest follows in the background.
"""
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
    _filled: set[str] = field(default_factory=set)
    _swept: int = 0

    def __post_init__(self) -> None:
        """Begin to keep in mind what stands in the folder."""
        self.index = GraphIndex(self.folder, self.iris)

    def files(self, scope: str) -> Mapping[str, GraphFile]:
        """Return the graphs of a scope (`public`, `board/<number>`, `sector`) by address, in their newest version.

        What was committed before is in them: graphs of the scope that wait are written first (`PATIENCE`). As long as
        nothing changes this is the same object, for one statement and one look at the folder.
        """
        if not self._at_rest(scope):
            self.bring(scope, within=PATIENCE if scope in self._filled else None)
            self.index.refresh()
        return self.index.of(scope)

    def bring(self, scope: str, needed: Iterable[str] = (), *, within: float | None = None) -> tuple[str, ...]:
        """Write every graph of a scope that waits, is missing or is needed anew; return their names.

        A few at a time, so that another process or thread gets its turn; `within` is after how many seconds the rest
        is left to the follower. What is no longer shared goes first, and always.
        """
        wanted, written = set(needed), list[str]()
        started = time.monotonic()
        while True:
            with self._lock, self.folder.locked():
                done = self._some(scope, wanted)
            if not done:
                break
            written += done
            wanted -= set(done)
            if within is not None and time.monotonic() - started >= within:
                break
            time.sleep(_TURN)
        return tuple(written)

    def follow(self) -> tuple[str, ...]:
        """Write what waits and is public, shared, or on disk already; return the names.

        The own graph of a board is first made when somebody asks for it: until then nothing needs to keep it in step,
        and at the size of the sector making all of them takes minutes in which everybody else waits longer.
        """
        written = list(self.bring(SECTOR))
        while True:
            with self._lock, self.folder.locked():
                done = self._some_asked_before()
            if not done:
                return tuple(written)
            written += done
            time.sleep(_TURN)

    def _some_asked_before(self) -> tuple[str, ...]:
        """Write a few of the own graphs that wait and are on disk, and strike the others off. The folder is locked."""
        there = self.index.graphs()
        with self.database.read() as session:
            last = session.exec(select(func.max(Outbox.id))).one() or 0
            waiting = self._waiting(session, ALL)
        unasked = [graph for graph in waiting if graph not in there]
        if unasked:
            with self.database.write() as session:
                session.execute(delete(Outbox).where(col(Outbox.id) <= last, col(Outbox.graph).in_(unasked)))
        some = next(_portions(graph for graph in waiting if graph in there), ())
        if some:
            self._write(some)
        return some

    def rebuild(self, progress: Progress = _silent, *, scope: str = ALL) -> tuple[str, ...]:
        """Derive every graph of a scope anew, remove those that no longer exist and return the names of all.

        Each graph is swapped on its own, and one that did not change keeps its version.
        """
        with self.database.read() as session:
            wanted = names_in(session, scope)
        with self._lock, self.folder.locked():
            self.folder.sweep()
            for gone in {one for one in self.folder.graphs() if in_scope(one, scope)} - set(wanted):
                self.folder.remove(gone)
        done = 0
        for some in _portions(wanted):
            progress(some[0], done, len(wanted))
            with self._lock, self.folder.locked():
                self._write(some, anew=True)
            done += len(some)
        self.folder.settle()
        if scope == ALL:
            self._note(self.origin)
        progress("", done, len(wanted))
        return wanted

    def wanted(self) -> tuple[str, ...]:
        """Return the names of the graphs that should exist."""
        with self.database.read() as session:
            return names(session)

    def waiting(self) -> frozenset[str]:
        """Return the graphs that the outbox names: written by the server at its next commit or question."""
        with self.database.read() as session:
            return frozenset(self._waiting(session, ALL))

    def strange(self) -> bool:
        """Say whether the folder was made from another state than that of this database, or for another address."""
        with self.database.read() as session:
            return not self.origin.holds(session)

    def differing(self) -> Iterator[str]:
        """Yield the graphs whose lines are not those that the database gives, or that should not be there."""
        with self.database.read() as session:
            wanted = names(session)
            yield from sorted(set(self.folder.graphs()) - set(wanted))
            for graph in wanted:
                if not self.unasked(graph) and not self._equal(session, graph):
                    yield graph

    def unasked(self, graph: str) -> bool:
        """Say whether a graph is the own one of a board and nobody asked for it yet."""
        return _own(graph) and self.folder.newest(graph) is None

    def _equal(self, session: Session, graph: str) -> bool:
        """Say whether a graph holds what the database gives, today or on the day that it was written."""
        newest = self.folder.newest(graph)
        if newest is None:
            return False
        held = newest.path.read_bytes()
        days = dict.fromkeys((self._today(), self._today(newest.path.stat().st_mtime)))
        return any(
            not between(held, content) for day in days for _, content in contents(session, [graph], self.iris, day)
        )

    @property
    def origin(self) -> Origin:
        """Return the note of what the folder was made from."""
        return Origin(self.folder.root, self.iris.base)

    def _at_rest(self, scope: str) -> bool:
        """Say whether nothing of a scope waits, and the folder holds what it should since it was last compared."""
        with self.database.read() as session:
            waits = session.execute(select(col(Outbox.id)).where(waiting_in(scope)).limit(1)).first() is not None
        return self.index.refresh() == self._swept and not waits and scope in self._settled

    def _some(self, scope: str, needed: set[str]) -> tuple[str, ...]:
        """Write a few of the graphs of a scope that want it; nothing when none does. The folder is locked."""
        self._settle()
        with self.database.read() as session:
            waiting = self._waiting(session, scope)
            amiss = () if scope in self._settled else sorted(self._amiss(session, scope))
            wanted = dict.fromkeys((*waiting, *amiss, *sorted(needed)))
            some = no_longer_shared(session, wanted) or next(_portions(sorted(wanted, key=_of_boards)), ())
        if some:
            self._write(some)
            self._note(self.origin)
        else:
            self._settled.add(scope)
            self._filled.add(scope)
        return some

    def _settle(self) -> None:
        """See to it, once for every time that the folder was looked through, that it was made from this database."""
        if self._swept == self.index.refresh():
            return
        self._settled.clear()
        with self.database.read() as session:
            strange = not self.origin.holds(session)
        if strange:
            self._start_over()
            self.index.refresh()
        self.folder.sweep()
        self._swept = self.index.scans

    def _amiss(self, session: Session, scope: str) -> set[str]:
        """Return the graphs of a scope that should be there and are not, or the other way round."""
        there = {graph for graph in self.index.graphs() if in_scope(graph, scope)}
        return there.symmetric_difference(names_in(session, scope))

    def _write(self, graphs: Sequence[str], *, anew: bool = False) -> None:
        """Derive some graphs, put them in place and strike them off; those that do not exist are removed.

        With `anew` each is derived whole, and the caller sees to it that all are on disk.
        """
        self.index.refresh()
        with self.database.read() as session:
            last = session.exec(select(func.max(Outbox.id))).one() or 0
            today = self._today()
            state = self.origin.state(session, today)
            versions = {graph: 0 if anew else self._amend(session, graph, today) for graph in graphs}
            whole = [graph for graph, version in versions.items() if not version]
            for graph, content in contents(session, whole, self.iris, today) if whole else ():
                versions[graph] = self.folder.put(graph, _next(), content, sync=not anew).version
        self.index.refresh()
        for graph, version in versions.items():
            told = state if version and _own(graph) else ""
            if not version:
                self.folder.remove(graph)
            if (self.index.version(graph), self.index.state(graph)) != (version, told):
                self.folder.tell(graph, version, told)
        if last:
            with self.database.write() as session:
                session.execute(delete(Outbox).where(col(Outbox.id) <= last, col(Outbox.graph).in_(graphs)))

    def _amend(self, session: Session, graph: str, today: date) -> int:
        """Have the own graph of a board follow what happened since its newest version; zero when it needs the whole."""
        since = self.origin.since(session, self.index.state(graph), today) if _own(graph) else None
        held = None if since is None else self.folder.newest(graph)
        if since is None or held is None or held.version != self.index.version(graph):
            return 0
        with held.path.open("rb") as file:
            lines = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        found = amendment(session, Drawing(session, self.iris, board_of(graph), today), lines, since)
        if found is None:
            return 0
        if not found.difference:
            return held.version
        return self.folder.amend(held, _next(), found.pieces, found.difference).version

    def _start_over(self) -> None:
        """Have every graph written again, through the outbox: the folder was made from something else than this."""
        log.info("graph.started_over", folder=str(self.folder.root))
        self._filled.clear()
        with self.database.write() as session:
            wanted = names(session)
            session.add_all(Outbox(graph=graph, created_at=self.database.clock()) for graph in wanted)
        for gone in set(self.folder.graphs()) - set(wanted):
            self.folder.remove(gone)
        self._note(self.origin)

    def _note(self, origin: Origin) -> None:
        with self.database.read() as session:
            origin.note(session)

    def _today(self, moment: float | None = None) -> date:
        """Return the day in the Netherlands, now or at a moment."""
        at = self.database.clock() if moment is None else datetime.fromtimestamp(moment, tz=UTC)
        return at.astimezone(AMSTERDAM).date()

    @staticmethod
    def _waiting(session: Session, scope: str) -> tuple[str, ...]:
        """Return the graphs of a scope that wait, the one that waits longest first."""
        query = select(Outbox.graph).where(waiting_in(scope)).group_by(col(Outbox.graph))
        return tuple(session.exec(query.order_by(func.min(col(Outbox.id)))))


def _of_boards(graph: str) -> bool:
    return graph.startswith("board/")


def _own(graph: str) -> bool:
    """Say whether a graph is the own one of a board."""
    return _of_boards(graph) and not is_shared(graph)


def _next() -> int:
    """Return the version of what is written now."""
    return time.time_ns() // 1_000_000


def _portions(graphs: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Yield graphs in portions: own graphs and public ones a few at a time, what boards share many."""
    for shared, found in groupby(sorted(graphs, key=is_shared), key=is_shared):
        waiting = list(found)
        size = SHARED_AT_ONCE if shared else AT_ONCE
        yield from (tuple(waiting[start : start + size]) for start in range(0, len(waiting), size))
