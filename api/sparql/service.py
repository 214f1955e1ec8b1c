"""Asking: from a question and who asks it to a complete answer."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

import structlog
from sqlmodel import Session

from api.commits import Commits
from api.db import let_go
from api.graph.writer import GraphWriter
from api.sparql.callers import caller_of
from api.sparql.guard import Checked
from api.sparql.newest import Newest
from api.sparql.pool import Caller, Found, Question, WorkerPool
from api.sparql.scopes import PUBLIC, SECTOR, demand_scope
from swc.access.kinds import Act
from vocab.errors import DomainError

if TYPE_CHECKING:
    from api.sparql.external import ExternalStore

log = structlog.get_logger()


@dataclass(slots=True)
class _Told:
    """What is logged of a question; nothing without an outcome."""

    outcome: str = "answered"
    rows: int = 0


@contextmanager
def _logged(question: Question, scope: str) -> Iterator[_Told]:
    """Log what becomes of a question, and how long it takes."""
    started, told = time.monotonic(), _Told()
    try:
        yield told
    except DomainError as error:
        told.outcome = error.code
        raise
    finally:
        if told.outcome:
            log.info(
                "sparql.asked",
                query=hashlib.sha256(question.text.encode()).hexdigest()[:16],
                scope=scope,
                outcome=told.outcome,
                rows=told.rows,
                milliseconds=round((time.monotonic() - started) * 1000),
            )


@dataclass(frozen=True, slots=True)
class Sparql:
    """The SPARQL service of one application."""

    writer: GraphWriter
    pool: WorkerPool
    commits: Commits
    external: ExternalStore | None = None
    newest: Newest = field(init=False)

    def __post_init__(self) -> None:
        """Begin to keep in mind which files are the newest."""
        object.__setattr__(self, "newest", Newest(self.writer, self.commits))

    def close(self) -> None:
        """End every process and connection."""
        self.pool.close()
        if self.external is not None:
            self.external.close()

    def warm(self, scopes: Iterable[str]) -> None:
        """Begin to load scopes that are answered here, in the background."""
        for scope in scopes:
            if self.external is None or scope != SECTOR:
                self.pool.warm(scope, partial(self.newest.files, scope))

    def ask(self, session: Session | None, question: Question, *, act: Act, scope: str = PUBLIC) -> Found:
        """Return the answer within a scope; raises the refusals of a question (`api.refusals`) and of a scope.

        Hash, scope, time and outcome are logged, never the text. The files of the graphs are the answer, never what a
        transaction of the caller sees, so that holds no connection meanwhile.
        """
        if session is not None:
            let_go(session)
        with _logged(question, scope) as told:
            demand_scope(act, scope)
            caller = caller_of(act)
            if self.external is not None and scope == SECTOR:
                found = self._elsewhere(self.external, question, caller)
            else:
                found = self.pool.ask(scope, partial(self.newest.files, scope), question, caller)
            told.rows = found.rows
        return found

    async def answer(self, question: Question, *, act: Act, scope: str = PUBLIC) -> Found | None:
        """Do what `ask` does on the event loop; nothing where that has to wait for the database or for a scope.

        Handing a question to a thread and its answer back takes about as long as most answers do.
        """
        files = self.newest.known(scope)
        if files is None or (self.external is not None and scope == SECTOR):
            return None
        with _logged(question, scope) as told:
            demand_scope(act, scope)
            found = await self.pool.answer(scope, files, question, caller_of(act))
            told.outcome, told.rows = ("answered", found.rows) if found else ("", 0)
        return found

    def check(self, question: Question, *, act: Act) -> Checked:
        """Return what the guard says of a question that is not asked now; raises the refusals of a question."""
        return self.pool.check(question, caller_of(act))

    def _elsewhere(self, external: ExternalStore, question: Question, caller: Caller) -> Found:
        """Return the answer of the server elsewhere, which costs the caller seconds like any other."""
        if caller.pays:
            self.pool.budget.demand(caller.name)
        known = self.pool.check(question, caller)
        started = time.monotonic()
        try:
            return external.ask(question, known)
        finally:
            if caller.pays:
                self.pool.budget.charge(caller.name, time.monotonic() - started)
