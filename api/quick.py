"""Answers that take less time than handing them to a thread does: asked on the event loop.

Forty threads that read rows of SQLite wait for each other at every row. So a read that an index answers in well under
a millisecond runs where the request came in; any other, and every one on PostgreSQL, runs in one of a few threads.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from fastapi import Request
from sqlmodel import Session

from api.db import Database
from api.security.identity import actor_of
from swc.access.kinds import Act

Found = TypeVar("Found")
Identify = Callable[[Request, Session, datetime], Act]

THREADS = 4
"""How many reads may run beside the event loop."""


def reader_threads() -> ThreadPoolExecutor:
    """Return the few threads of an application; none is started before the first read that needs one."""
    return ThreadPoolExecutor(THREADS, thread_name_prefix="lezen")


def who_acts(request: Request, session: Session, now: datetime) -> Act:
    """Return who acts and when; an application keeps this in its state, where the tests put their people."""
    actor = actor_of(request, session, now)
    request.state.actor = actor
    return Act(actor=actor, now=now)


@dataclass(frozen=True, slots=True)
class Quick:
    """A way to read for one request, by who is known to make it (`Visitors`)."""

    request: Request

    @property
    def database(self) -> Database:
        """Return the database of the application."""
        found: Database = self.request.app.state.database
        return found

    async def read(self, work: Callable[[Session, Act], Found], *, light: bool = False) -> Found:
        """Do the work in a transaction of its own; `light` says that an index answers it."""
        if light and self.database.engine.dialect.name == "sqlite":
            return self._answer(work)
        threads: ThreadPoolExecutor = self.request.app.state.readers
        running = copy_context()
        return await asyncio.get_running_loop().run_in_executor(threads, lambda: running.run(self._answer, work))

    def _answer(self, work: Callable[[Session, Act], Found]) -> Found:
        state = self.request.app.state
        act: Act = state.visitors.act(self.request, self.database, state.identify)
        with self.database.read() as session:
            return work(session, act)
