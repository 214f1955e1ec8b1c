"""A scope in memory: its keeper, the workers at hand, and the changes that each of them has yet to hear of."""

from __future__ import annotations

import asyncio
import threading
import time
from collections import deque

from starlette.concurrency import run_in_threadpool

from api.sparql.changes import Change, Graphs
from api.sparql.frames import ClosedError, Head
from api.sparql.processes import Keeper, Worker
from api.sparql.turns import Turns

MOST_CHANGES = 500
"""A worker that missed more changes than this is replaced by a fresh one: forking takes milliseconds."""


class KeeperGoneError(Exception):
    """The scope has to be loaded anew: the process that held it is not there any more."""


class Loaded:
    """One scope. `graphs` is the state that every question from now on is answered from."""

    def __init__(self, keeper: Keeper, graphs: Graphs, turns: Turns) -> None:
        self.keeper = keeper
        self.graphs = graphs
        self.turns = turns
        self.users = 0
        self.retired = False
        self._state = 0
        self._changes: deque[tuple[int, Change]] = deque(maxlen=MOST_CHANGES)
        self._idle: list[Worker] = []
        self._lock = threading.Lock()
        self._forking = threading.Lock()

    @property
    def alive(self) -> bool:
        """Say whether the keeper is there."""
        return not self.retired and self.keeper.alive

    def ask(self, head: Head, *, seconds: float) -> tuple[Head, bytes]:
        """Return the answer of a worker; raises `TimeoutError` or `ClosedError`, at which the worker was ended.

        Raises `KeeperGoneError` when not the query but the end of the keeper took the worker away.
        """
        deadline = time.monotonic() + seconds
        worker = self._worker(deadline)
        try:
            reply = worker.ask(head, deadline=deadline)
        except (TimeoutError, ClosedError):
            self._end(worker)
            raise
        self._keep(worker)
        return reply

    async def answer(self, head: Head, *, seconds: float) -> tuple[Head, bytes]:
        """Do what `ask` does on the event loop; in a thread where no worker is at hand that holds the newest state."""
        deadline = time.monotonic() + seconds
        with self._lock:
            worker = self._idle.pop() if self._idle and self._idle[-1].state == self._state else None
        if worker is None:
            return await run_in_threadpool(self.ask, head, seconds=seconds)
        try:
            reply = await worker.answer(head, deadline=deadline)
        except (TimeoutError, ClosedError):
            await run_in_threadpool(self._end, worker)
            raise
        except asyncio.CancelledError:  # the server ends; the worker does when it wants to answer
            worker.close()
            raise
        self._keep(worker)
        return reply

    def follow(self, change: Change, graphs: Graphs) -> None:
        """Have every question from now on answered from a newer state; raises `KeeperGoneError`."""
        with self._forking:
            try:
                self.keeper.change(change.steps, change.body)
            except ClosedError:
                raise KeeperGoneError from None
            with self._lock:
                self._state += 1
                self._changes.append((self._state, change))
                self.graphs = graphs

    def stop(self) -> None:
        """End every process of the scope."""
        self.retired = True
        with self._lock:
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.close()
        self.keeper.stop()

    def _keep(self, worker: Worker) -> None:
        with self._lock:
            self._idle.append(worker)

    def _end(self, worker: Worker) -> None:
        """End a worker, and tell its end from the end of all."""
        self.keeper.end(worker)
        if not self.keeper.alive:
            raise KeeperGoneError from None

    def _worker(self, deadline: float) -> Worker:
        """Return a worker that holds the newest state: one at hand, brought up to date, or a fresh one."""
        while True:
            with self._lock:
                worker = self._idle.pop() if self._idle else None
                missed = self._missed(worker) if worker else []
                state = self._state
            if worker is None:
                return self._fresh()
            if missed is not None and _told(worker, missed, deadline):
                worker.state = state
                return worker
            self.keeper.end(worker)

    def _missed(self, worker: Worker) -> list[Change] | None:
        """Return the changes that a worker has not heard of, or nothing when some are forgotten."""
        found = [change for state, change in self._changes if state > worker.state]
        return found if len(found) == self._state - worker.state else None

    def _fresh(self) -> Worker:
        with self._forking:
            try:
                return self.keeper.fork(self._state)
            except ClosedError:
                raise KeeperGoneError from None


def _told(worker: Worker, missed: list[Change], deadline: float) -> bool:
    """Tell a worker what it missed; say whether it is still there to hear it."""
    try:
        for change in missed:
            worker.tell({"change": change.steps}, change.body, deadline=deadline)
    except (ClosedError, TimeoutError):
        return False
    return True
