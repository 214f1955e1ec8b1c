"""What the folder was made from: which database, up to which event, under which addresses and by which version.

Where that no longer holds (a database that was put back, another public address, a new version of the product) every
graph has to be made again.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path

from sqlmodel import Session, col, select

from swc.audit.models import Event

NAME = ".origin"


@cache
def _product() -> str:
    """Return the version of the product."""
    return version("fora-swc")


@dataclass(frozen=True, slots=True)
class Origin:
    """The note in a folder of graphs; `base` is the public address under which they are made now."""

    root: Path
    base: str

    def holds(self, session: Session) -> bool:
        """Say whether the folder was made from this database as it is or was, by this version, for this address."""
        try:
            noted = json.loads((self.root / NAME).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return False
        if noted.get("base") != self.base or noted.get("version") != _product():
            return False
        seq = noted.get("event")
        found = session.exec(select(Event.hash).where(col(Event.seq) == seq)).first() or ""
        return bool(found == noted.get("hash"))

    def state(self, session: Session, today: date) -> str:
        """Return in a word the state of the database on a day: its last event, and a seal that only this one gives."""
        row = session.exec(select(Event.seq, Event.hash).order_by(col(Event.seq).desc()).limit(1)).first()
        return "" if row is None else f"{row[0]}.{self._seal(row[1], today)}"

    def since(self, session: Session, state: str, today: date) -> int | None:
        """Return the event after which a state has to be followed; nothing for another database, day or version."""
        seq, _, seal = state.partition(".")
        if not seal:
            return None
        found = session.exec(select(Event.hash).where(col(Event.seq) == int(seq))).first()
        return int(seq) if found is not None and self._seal(found, today) == seal else None

    def _seal(self, digest: str, today: date) -> str:
        told = f"{digest} {today} {_product()} {self.base}"
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    def note(self, session: Session) -> None:
        """Write down what the folder is made from as of now; called after every write, with the folder locked."""
        row = session.exec(select(Event.seq, Event.hash).order_by(col(Event.seq).desc()).limit(1)).first()
        seq, digest = row or (0, "")
        told = {"base": self.base, "version": _product(), "event": seq, "hash": digest}
        part = self.root / f"{NAME}.part"
        part.write_text(json.dumps(told), encoding="utf-8")
        part.replace(self.root / NAME)
