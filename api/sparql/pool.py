"""Workers by scope: one process per visibility scope, replaced when its graphs change, killed at the time limit."""

from __future__ import annotations

import json
import select
import subprocess
import sys
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import IO, Any

from api.graph.files import GraphFile
from api.refusals import QueryBusyError, QueryRefusedError, QueryTooLargeError, QueryTooSlowError

MAX_WORKERS = 6
"""How many scopes stay loaded; the one used longest ago makes room."""

START_SECONDS = 60.0


_LARGE = frozenset({"te-veel-rijen", "te-groot", "geheugen"})


@dataclass(frozen=True, slots=True)
class Question:
    """A query with the dataset that the request asks for (SPARQL 1.1 Protocol 2.1.4).

    `base` is what relative IRIs in the text are relative to when it has no BASE of its own (RFC 3986, 5.1.4).
    """

    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    base: str | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may cost."""

    seconds: float
    rows: int
    memory_mb: int


@dataclass(frozen=True, slots=True)
class Found:
    """A complete answer: SPARQL JSON results for SELECT and ASK, N-Triples for CONSTRUCT and DESCRIBE."""

    json: str | None = None
    triples: str | None = None


class Worker:
    """One process with one scope."""

    def __init__(self, graphs: dict[str, GraphFile], limits: Limits) -> None:
        self.version = version_of(graphs)
        self.lock = threading.Lock()
        self._buffer = b""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "api.sparql.worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        paths = {name: str(one.path) for name, one in graphs.items()}
        ready = self._exchange({"graphs": paths, "memoryMb": limits.memory_mb}, START_SECONDS)
        self.network_closed = bool(ready["networkClosed"])
        self.triples = int(ready["triples"])

    def ask(self, question: Question, limits: Limits) -> Found:
        """Return the answer; raises the refusals of this module. After a kill the worker is of no more use."""
        reply = self._exchange(
            {
                "query": question.text,
                "defaultGraphs": list(question.default_graphs),
                "namedGraphs": list(question.named_graphs),
                "base": question.base,
                "rows": limits.rows,
            },
            limits.seconds,
        )
        if "refused" in reply:
            kind = QueryTooLargeError if reply["refused"] in _LARGE else QueryRefusedError
            raise kind("%(reason)s", reason=reply["message"])
        return Found(json=reply.get("json"), triples=reply.get("triples"))

    @property
    def alive(self) -> bool:
        """Say whether the process still runs."""
        return self._process.poll() is None

    def stop(self) -> None:
        """Kill the process and wait for its end."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()

    def _exchange(self, message: dict[str, Any], seconds: float) -> dict[str, Any]:
        deadline = time.monotonic() + seconds
        try:
            stdin = self._stream(self._process.stdin)
            stdin.write(json.dumps(message).encode() + b"\n")
            stdin.flush()
            reply: dict[str, Any] = json.loads(self._line(deadline))
        except TimeoutError:
            self.stop()
            raise QueryTooSlowError(
                "De vraag duurde langer dan %(seconds)s seconden en is gestopt.",
                remedy="Maak de vraag kleiner of gebruik LIMIT.",
                seconds=f"{seconds:g}",
            ) from None
        except (EOFError, BrokenPipeError):
            self.stop()
            raise QueryTooLargeError("De vraag vroeg te veel geheugen en is gestopt.") from None
        return reply

    def _line(self, deadline: float) -> bytes:
        """Return the next line of the process, whole, before the deadline."""
        stdout = self._stream(self._process.stdout)
        pieces = [self._buffer]
        while b"\n" not in pieces[-1]:
            ready, _, _ = select.select([stdout], [], [], max(0.0, deadline - time.monotonic()))
            if not ready:
                raise TimeoutError
            piece = stdout.read1(1 << 20)  # type: ignore[attr-defined]
            if not piece:
                raise EOFError
            pieces.append(piece)
        line, _, self._buffer = b"".join(pieces).partition(b"\n")
        return line

    @staticmethod
    def _stream(stream: IO[bytes] | None) -> IO[bytes]:
        if stream is None:
            raise EOFError
        return stream


@dataclass(slots=True)
class WorkerPool:
    """The workers of one application, by scope name."""

    limits: Limits
    _workers: OrderedDict[str, Worker] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _starting: dict[str, threading.Lock] = field(default_factory=dict)

    def ask(self, scope: str, graphs: dict[str, GraphFile], question: Question) -> Found:
        """Return the answer of a scope whose graphs stand in these files."""
        worker = self._worker(scope, graphs)
        if not worker.lock.acquire(timeout=self.limits.seconds):
            raise QueryBusyError(
                "Er lopen te veel vragen tegelijk.", remedy="Probeer het over enkele seconden opnieuw."
            )
        try:
            return worker.ask(question, self.limits)
        finally:
            worker.lock.release()

    @property
    def loaded(self) -> tuple[str, ...]:
        """Return the scopes that are loaded, the one used longest ago first."""
        return tuple(self._workers)

    def close(self) -> None:
        """Stop every worker."""
        with self._lock:
            while self._workers:
                self._workers.popitem()[1].stop()

    def _worker(self, scope: str, graphs: dict[str, GraphFile]) -> Worker:
        """Return the worker of a scope, started anew when there is none, it died or its graphs changed."""
        with self._lock:
            starting = self._starting.setdefault(scope, threading.Lock())
        with starting:
            with self._lock:
                worker = self._workers.get(scope)
                if worker is not None and worker.alive and worker.version == version_of(graphs):
                    self._workers.move_to_end(scope)
                    return worker
            fresh = Worker(graphs, self.limits)
            with self._lock:
                old = self._workers.pop(scope, None)
                self._workers[scope] = fresh
                spare = self._workers.popitem(last=False)[1] if len(self._workers) > MAX_WORKERS else None
        for gone in (old, spare):
            _retire(gone)
        return fresh


def version_of(graphs: dict[str, GraphFile]) -> tuple[tuple[str, str], ...]:
    """Return what tells two states of a scope apart: each graph with its file and the moment it was written."""
    return tuple(sorted((name, f"{one.path}@{one.path.stat().st_mtime_ns}") for name, one in graphs.items()))


def _retire(worker: Worker | None) -> None:
    """Stop a worker once the query it is answering is done."""
    if worker is None:
        return
    with worker.lock:
        worker.stop()
