"""The processes of a scope as the server holds them: a seed, a keeper per scope, its workers; each behind a socket."""

from __future__ import annotations

import select
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import suppress

from api.graph.files import GraphFile
from api.sparql.frames import ClosedError, Head, exchange, receive, send
from swc import environment

START_SECONDS = 180.0
"""The longest that loading a scope may take; 8.6 million triples take half a minute."""

CONTROL_SECONDS = 30.0
"""The longest that forking, ending or a change may take: milliseconds, unless the machine stands still."""


class Seed:
    """The process that keepers are forked from, so that a scope starts without loading libraries; started at need."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._link: socket.socket | None = None
        self._closed = False

    def fork(self) -> tuple[int, socket.socket]:
        """Return a fresh keeper: its process id, and the socket to speak with it."""
        mine, theirs = socket.socketpair()
        with theirs:
            try:
                return self._exchange({"fork": True}, theirs.fileno())["pid"], mine
            except BaseException:
                mine.close()
                raise

    def end(self, pid: int) -> None:
        """End a keeper and wait for it."""
        with suppress(ClosedError, TimeoutError):
            self._exchange({"end": pid})

    def close(self) -> None:
        """End the seed and every keeper with it, for good."""
        with self._lock:
            self._closed = True
            self._drop()

    def _exchange(self, head: Head, handle: int | None = None) -> Head:
        with self._lock:
            if self._closed:
                raise ClosedError
            if self._process is not None and self._process.poll() is not None:
                self._drop()
            link = self._link or self._start()
            deadline = time.monotonic() + CONTROL_SECONDS
            try:
                send(link, head, handle=handle, deadline=deadline)
                return receive(link, deadline=deadline)[0]
            except (ClosedError, TimeoutError):
                self._drop()
                raise

    def _start(self) -> socket.socket:
        mine, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - this very interpreter, with a module of our own
                [sys.executable, "-m", "api.sparql.keeper", str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                env=environment.harmless(),
                pass_fds=(theirs.fileno(),),
                start_new_session=True,
            )
        self._link = mine
        return mine

    def _drop(self) -> None:
        if self._link is not None:
            self._link.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._link = self._process = None


class Worker:
    """One forked process: answers one question at a time. `state` is how far it has followed the scope."""

    def __init__(self, pid: int, link: socket.socket, state: int) -> None:
        self.pid = pid
        self.state = state
        self._link = link

    def tell(self, head: Head, body: bytes, *, deadline: float) -> None:
        """Send what needs no answer; raises `ClosedError` or `TimeoutError`, after which the worker is of no use."""
        send(self._link, head, body, deadline=deadline)

    def ask(self, head: Head, *, deadline: float) -> tuple[Head, bytes]:
        """Return the whole answer; raises as `tell` does."""
        send(self._link, head, deadline=deadline)
        return receive(self._link, deadline=deadline)

    async def answer(self, head: Head, *, deadline: float) -> tuple[Head, bytes]:
        """Do what `ask` does on the event loop."""
        return await exchange(self._link, head, deadline=deadline)

    def close(self) -> None:
        """Close the socket; the process ends by itself when it waits for a question."""
        self._link.close()


class Keeper:
    """The process that holds one scope; raises `ClosedError` when it cannot be started or is gone."""

    def __init__(self, seed: Seed, graphs: Mapping[str, GraphFile], *, memory_mb: int) -> None:
        self._seed = seed
        self._lock = threading.Lock()
        self.pid, self._link = seed.fork()
        paths = {name: str(one.path) for name, one in graphs.items()}
        deadline = time.monotonic() + START_SECONDS
        try:
            send(self._link, {"graphs": paths, "memoryMb": memory_mb}, deadline=deadline)
            ready = receive(self._link, deadline=deadline)[0]
        except (ClosedError, TimeoutError):
            self.stop()
            raise
        if "failed" in ready:
            self.stop()
            raise ClosedError(ready["failed"])
        self.network_closed = bool(ready["networkClosed"])

    def fork(self, state: int) -> Worker:
        """Return a fresh worker on what the scope holds now."""
        mine, theirs = socket.socketpair()
        with theirs:
            try:
                return Worker(self._exchange({"fork": True}, handle=theirs.fileno())["pid"], mine, state)
            except BaseException:
                mine.close()
                raise

    def end(self, worker: Worker) -> None:
        """End a worker, whatever it is doing."""
        worker.close()
        with suppress(ClosedError):
            self._exchange({"end": worker.pid})

    def change(self, steps: list[Head], body: bytes) -> None:
        """Apply a difference to what later workers are forked from."""
        self._exchange({"change": steps}, body)

    @property
    def alive(self) -> bool:
        """Say whether the process is there: the kernel tells when the other side of a socket is gone."""
        if self._link.fileno() < 0:
            return False
        look = select.poll()
        look.register(self._link, 0)  # a side that hung up is always told
        return not look.poll(0)

    def stop(self) -> None:
        """End the process and its workers."""
        self._link.close()
        self._seed.end(self.pid)

    def _exchange(self, head: Head, body: bytes = b"", *, handle: int | None = None) -> Head:
        with self._lock:
            deadline = time.monotonic() + CONTROL_SECONDS
            try:
                send(self._link, head, body, handle=handle, deadline=deadline)
                return receive(self._link, deadline=deadline)[0]
            except TimeoutError:
                self._link.close()
                raise ClosedError from None
