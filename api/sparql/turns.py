"""Turns: a few may be busy at once, and who waits comes in the order of what each used so far, not of who asks most."""

from __future__ import annotations

import asyncio
import itertools
import threading
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from functools import partial


class NoTurnError(Exception):
    """There was no turn: too many wait already, or it took too long."""


@dataclass(slots=True)
class _Waiting:
    caller: str
    number: int
    wake: Callable[[], object]
    came: bool = False


class Turns:
    """So many places; `used` tells what a caller took up lately, in any unit."""

    def __init__(self, places: int, used: Callable[[str], float] = lambda _: 0.0) -> None:
        self._free = places
        self._used = used
        self._busy: Counter[str] = Counter()
        self._waiting: list[_Waiting] = []
        self._numbers = itertools.count()
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, caller: str, *, seconds: float) -> Iterator[None]:
        """Wait for a turn and hold it; raises `NoTurnError` after so many seconds."""
        come = threading.Event()
        ticket = self._enter(caller, come.set)
        if ticket is not None and not come.wait(seconds):
            self._withdraw(ticket)
        try:
            yield
        finally:
            self._leave(caller)

    @asynccontextmanager
    async def awaited(self, caller: str, *, seconds: float) -> AsyncIterator[None]:
        """Do what `turn` does on the event loop, in the same queue."""
        loop, come = asyncio.get_running_loop(), asyncio.Event()
        ticket = self._enter(caller, partial(loop.call_soon_threadsafe, come.set))
        if ticket is not None:
            await self._await(ticket, come, seconds)
        try:
            yield
        finally:
            self._leave(caller)

    async def _await(self, ticket: _Waiting, come: asyncio.Event, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await come.wait()
        except TimeoutError:
            self._withdraw(ticket)
        except asyncio.CancelledError:
            with suppress(NoTurnError):
                self._withdraw(ticket)
                self._leave(ticket.caller)
            raise

    def _enter(self, caller: str, wake: Callable[[], object]) -> _Waiting | None:
        """Take a free place, or stand in the queue."""
        with self._lock:
            if self._free:
                self._free -= 1
                self._busy[caller] += 1
                return None
            ticket = _Waiting(caller, next(self._numbers), wake)
            self._waiting.append(ticket)
            return ticket

    def _withdraw(self, ticket: _Waiting) -> None:
        """Leave the queue; raises `NoTurnError`, unless the turn came at that very moment after all."""
        with self._lock:
            if not ticket.came:
                self._waiting.remove(ticket)
                raise NoTurnError

    def _leave(self, caller: str) -> None:
        """Hand the place to whoever holds the fewest now, then used the least, then waits longest."""
        with self._lock:
            self._busy[caller] -= 1
            if not self._busy[caller]:
                del self._busy[caller]
            if not self._waiting:
                self._free += 1
                return
            first = min(self._waiting, key=lambda one: (self._busy[one.caller], self._used(one.caller), one.number))
            self._waiting.remove(first)
            self._busy[first.caller] += 1
            first.came = True
            first.wake()


class Hall:
    """How many may be asking or waiting at once, in all and for each caller: a thread of the server each.

    Strangers (who did not sign in) count together as one caller as well: who has many addresses keeps nobody else out.
    """

    def __init__(self, most: int, most_of_one: int) -> None:
        self._most = most
        self._most_of_one = most_of_one
        self._inside: Counter[str] = Counter()
        self._strangers = 0
        self._lock = threading.Lock()

    @contextmanager
    def inside(self, caller: str, *, stranger: bool = False) -> Iterator[None]:
        """Be inside; raises `NoTurnError` when it is full."""
        with self._lock:
            alike = max(self._inside[caller], self._strangers if stranger else 0)
            if self._inside.total() >= self._most or alike >= self._most_of_one:
                raise NoTurnError
            self._inside[caller] += 1
            self._strangers += stranger
        try:
            yield
        finally:
            with self._lock:
                self._strangers -= stranger
                self._inside[caller] -= 1
                if not self._inside[caller]:
                    del self._inside[caller]
