"""Servers and callers for measurements over HTTP: `swc serve` as it is, and connections that ask one after another.

The callers run on the same two cores as the server, so what is measured is less than the server can.
"""

from __future__ import annotations

import asyncio
import os
import secrets
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from http.client import HTTPConnection
from pathlib import Path

from sqlmodel import Session

from api.db import now
from swc.access.roles import Role
from swc.boards.login.sessions import SessionLimits, open_session
from swc.boards.models import Person, RoleGrant

_SECOND = 1.0
_PATIENCE = 120.0


@dataclass(frozen=True, slots=True)
class Load:
    """What some connections got: answers per second, of the clock and of the server's processor, and waits in ms."""

    per_second: float
    per_processor_second: float
    median: float
    p95: float
    p99: float
    wrong: int


def sector_reader(session: Session) -> str:
    """Make somebody who reads the sector; return the cookie of a session of theirs."""
    return somebody(session, Role.SECTOR_READER)


def somebody(session: Session, role: Role, board_number: str = "") -> str:
    """Make somebody with a role at a board or in the sector; return the cookie of a session of theirs."""
    person = Person(
        email=f"meting-{secrets.token_hex(4)}@example.org", name="Meting", password_hash="", created_at=now()
    )
    session.add(person)
    session.flush()
    session.add(RoleGrant(person_id=person.id, board_number=board_number, role=role))
    limits = SessionLimits(idle=timedelta(hours=12), absolute=timedelta(hours=12))
    return f"swc={open_session(session, person.id, limits=limits, agent='meting', now=now())}"


def free_port() -> int:
    """Return a port of this machine on which nobody listens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def served(
    address: str, folder: Path, *, module: Sequence[str] = ("-m", "api.cli", "serve"), many: int = 1
) -> Iterator[list[int]]:
    """Start servers on one database, at once, and stop them afterwards; return their ports."""
    ports = [free_port() for _ in range(many)]
    started = [_start(address, folder, module, port) for port in ports]
    try:
        until = time.monotonic() + _PATIENCE
        for port, process in zip(ports, started, strict=True):
            while not _listens(port) and process.poll() is None and time.monotonic() < until:
                time.sleep(0.02)
        yield ports
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.wait(timeout=30)


def _start(address: str, folder: Path, module: Sequence[str], port: int) -> subprocess.Popen[bytes]:
    environment = os.environ | {
        "SWC_DATABASE_URL": address,
        "SWC_DATA_DIR": str(folder),
        "SWC_PORT": str(port),
        "SWC_PUBLIC_BASE_URL": "http://127.0.0.1:8000",
    }
    return subprocess.Popen([sys.executable, *module], env=environment, stdout=subprocess.DEVNULL)


def _listens(port: int) -> bool:
    with socket.socket() as knock:
        return knock.connect_ex(("127.0.0.1", port)) == 0


def memory_at(port: int) -> float:
    """Return the most memory that the server behind a port held so far, in MB; where the system tells."""
    told = _told_of(port, "status")
    return int(told.partition("VmHWM:")[2].split()[0]) / 1024 if told else float("nan")


def processor_at(port: int) -> float:
    """Return the processor time that the server behind a port took so far, in seconds; where the system tells."""
    told = _told_of(port, "stat")
    return sum(map(int, told.rpartition(")")[2].split()[11:13])) / os.sysconf("SC_CLK_TCK") if told else float("nan")


def _told_of(port: int, name: str) -> str:
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if f"SWC_PORT={port}".encode() in (folder / "environ").read_bytes().split(b"\0"):
                return (folder / name).read_text()
        except OSError:
            continue
    return ""


def visit(port: int, paths: Sequence[str], *, headers: Mapping[str, str]) -> float:
    """Ask each path once, one after another; return how long one took in the mean, in milliseconds."""
    door = HTTPConnection("127.0.0.1", port, timeout=90)
    started = time.perf_counter()
    for path in paths:
        door.request("GET", path, headers=dict(headers))
        door.getresponse().read()
    took = time.perf_counter() - started
    door.close()
    return 1000 * took / len(paths)


def load(port: int, paths: Sequence[str], *, headers: Mapping[str, str], connections: int, seconds: float) -> Load:
    """Let connections ask the paths in turn, each as soon as it has its answer, and say what they got."""
    return asyncio.run(_load(port, [_request(one, headers) for one in paths], connections, seconds))


def _request(path: str, headers: Mapping[str, str]) -> bytes:
    told = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{told}\r\n".encode()


async def _load(port: int, requests: Sequence[bytes], connections: int, seconds: float) -> Load:
    loop = asyncio.get_running_loop()
    callers = [_Caller(requests, at) for at in range(connections)]
    opened = [await loop.create_connection(lambda one=one: one, "127.0.0.1", port) for one in callers]  # type: ignore[misc]
    await asyncio.sleep(min(_SECOND, seconds / 4))
    for one in callers:
        one.waited.clear()
        one.wrong = 0
    started, worked = time.perf_counter(), processor_at(port)
    await asyncio.sleep(seconds)
    took, worked = time.perf_counter() - started, processor_at(port) - worked
    waited = sorted(1000 * one for caller in callers for one in caller.waited)
    for transport, _caller in opened:
        transport.abort()
    return Load(
        per_second=len(waited) / took,
        per_processor_second=len(waited) / worked if worked else float("nan"),
        median=statistics.median(waited) if waited else float("nan"),
        p95=waited[len(waited) * 95 // 100] if waited else float("nan"),
        p99=waited[len(waited) * 99 // 100] if waited else float("nan"),
        wrong=sum(one.wrong for one in callers),
    )


class _Caller(asyncio.Protocol):
    """One connection that asks, waits for the whole answer, and asks the next."""

    def __init__(self, requests: Sequence[bytes], at: int) -> None:
        self._requests, self._at = requests, at * 97
        self._missing, self._head, self._asked = 0, b"", 0.0
        self.waited: list[float] = []
        self.wrong = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask the first."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._ask()

    def _ask(self) -> None:
        self._at += 1
        self._asked = time.perf_counter()
        self._transport.write(self._requests[self._at % len(self._requests)])

    def data_received(self, data: bytes) -> None:
        """Take part of an answer; ask the next when it is whole."""
        if self._missing:
            self._missing -= len(data)
        else:
            self._head += data
            end = self._head.find(b"\r\n\r\n")
            if end < 0:
                return
            head = self._head[:end].lower()
            length = int(head.partition(b"content-length:")[2].split(b"\r\n", 1)[0])
            self.wrong += not head.startswith(b"http/1.1 200")
            self._missing = length - (len(self._head) - end - 4)
            self._head = b""
        if self._missing <= 0:
            self.waited.append(time.perf_counter() - self._asked)
            self._ask()
