"""Brings the graphs of the sector to a SPARQL server elsewhere, and remembers in the folder what it has.

What stands in `.delivered` is only a memory: at the start and after every failure it is held against what the server
says it holds, so that a server that lost its data, or that was put back, is made right by itself.
"""

from __future__ import annotations

import fcntl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from api.graph.files import GraphFile
from api.graph.scopes import SECTOR
from api.graph.store import StoreAddress
from api.graph.writer import GraphWriter

if TYPE_CHECKING:
    from api.graph.protocol import GraphStore

NAME = ".delivered"
UNKNOWN = -1
"""The version of a graph of which only the server says that it holds it."""


def _silent(_graph: str, _done: int, _total: int) -> None:
    """Tell nobody."""


def delivery_for(writer: GraphWriter, setting: str) -> StoreDelivery | None:
    """Return the delivery to the server of a setting, nothing when there is none."""
    address = StoreAddress.of(setting)
    if address is None:
        return None
    from api.graph.protocol import GraphStore  # noqa: PLC0415 - an HTTP client that few installations need

    return StoreDelivery(writer, GraphStore(address))


@dataclass(slots=True)
class StoreDelivery:
    """The delivery of one installation to one server; only one process delivers at a time."""

    writer: GraphWriter
    store: GraphStore
    _held: dict[str, int] | None = None
    _stamp: tuple[int, int] = (0, 0)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def deliver(
        self, progress: Callable[[str, int, int], None] = _silent, *, everything: bool = False
    ) -> tuple[str, ...]:
        """Send what changed (or everything), remove what is no longer shared; return the addresses.

        Raises `StoreError` where the server fails; what was sent before stays known. While another process delivers
        nothing is done.
        """
        with self._alone() as mine:
            if not mine:
                return ()
            done: list[str] = []
            self.withdraw()
            owed = self._owed(self.writer.files(SECTOR), everything=everything)
            for number, (address, file) in enumerate(owed.items()):
                progress(file.graph, number, len(owed))
                done += self._put(address, file)
            progress("", len(owed), len(owed))
            return tuple(done)

    def withdraw(self) -> None:
        """Remove from the server what is no longer shared; nothing is asked of the server when all is well.

        Raises `StoreError`: then nobody may be answered from it.
        """
        shared = self.writer.files(SECTOR)
        for address in [one for one in self._known() if one not in shared]:
            self._trying(lambda gone=address: self.store.delete(gone))  # type: ignore[misc]
            self._note(address, 0)

    def owed(self) -> int:
        """Return how many graphs the server does not have as they are now; raises `StoreError`."""
        shared = self.writer.files(SECTOR)
        return len(self._owed(shared)) + len(self._known().keys() - shared.keys())

    def doubt(self) -> None:
        """Hold the memory against the server before it is trusted again."""
        with self._lock:
            self._held = None

    def _owed(self, shared: Mapping[str, GraphFile], *, everything: bool = False) -> dict[str, GraphFile]:
        known = {} if everything else self._known()
        return {address: file for address, file in shared.items() if known.get(address) != file.version}

    def _put(self, address: str, file: GraphFile) -> list[str]:
        try:
            self._trying(lambda: self.store.put(address, file.path))
        except FileNotFoundError:  # a newer version took its place meanwhile, and is sent at the next turn
            return []
        self._note(address, file.version)
        return [address]

    def _trying(self, work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException:
            self.doubt()
            raise

    def _known(self) -> dict[str, int]:
        """Return which versions the server has, by address."""
        with self._lock:
            if self._held is None:
                self._held = self._checked()
            elif self._stamp != self._look():
                self._held, self._stamp = self._remembered(), self._look()
            return self._held

    def _checked(self) -> dict[str, int]:
        """Return what is remembered as far as the server confirms it; a graph of ours that it has beside it is owed."""
        there = self.store.graphs()
        ours = self.writer.iris.graph("")
        self._stamp = self._look()
        remembered = self._remembered()
        found = {one: remembered.get(one, UNKNOWN) for one in there if one.startswith(ours)}
        if found != remembered:
            lines = [self.store.address.graphs, *(f"{version} {address}" for address, version in found.items())]
            part = self._path.with_suffix(".part")
            part.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
            part.replace(self._path)
            self._stamp = self._look()
        return found

    def _remembered(self) -> dict[str, int]:
        """Return what the memory says of this server; the last line about a graph counts."""
        try:
            whose, *lines = self._path.read_text(encoding="utf-8").splitlines()
        except (OSError, ValueError):
            return {}
        found: dict[str, int] = {}
        for line in lines if whose == self.store.address.graphs else ():
            version, _, address = line.partition(" ")
            if not version.lstrip("-").isdigit():
                continue
            if version == "0":
                found.pop(address, None)
            else:
                found[address] = int(version)
        return found

    def _note(self, address: str, version: int) -> None:
        """Add a line to the memory: the server has a version, or with zero nothing any more."""
        with self._lock, self._path.open("a", encoding="utf-8") as memory:
            if not memory.tell():
                memory.write(f"{self.store.address.graphs}\n")
            memory.write(f"{version} {address}\n")
            memory.flush()
            held = dict(self._held or {})
            held.pop(address, None)
            self._held = held | ({address: version} if version else {})
            self._stamp = self._look()

    def _look(self) -> tuple[int, int]:
        try:
            found = self._path.stat()
        except FileNotFoundError:
            return 0, 0
        return found.st_ino, found.st_size

    @property
    def _path(self) -> Path:
        return self.writer.folder.root / NAME

    @contextmanager
    def _alone(self) -> Iterator[bool]:
        """Hold the right to deliver, over processes; false when another has it."""
        self.writer.folder.root.mkdir(parents=True, exist_ok=True)
        with (self.writer.folder.root / f"{NAME}.lock").open("w") as handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
                return
            yield True
