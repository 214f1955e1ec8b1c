"""The demo in a database, made as the command makes it."""

from __future__ import annotations

import fcntl
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from api.db import Database, open_engine
from api.demo.builder import build_demo
from api.installation import install
from api.schema import metadata
from swc.access.kinds import SYSTEM, Act

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def built_on(engine: Engine) -> Database:
    """Return a database with the fixed content and the demo."""
    metadata().create_all(engine)
    database = Database(engine, clock=lambda: NOW)
    for make in (install, build_demo):
        with database.write() as session:
            make(session, by=Act(SYSTEM, NOW))
    return database


def made_once(factory: pytest.TempPathFactory) -> Path:
    """Return a file with the demo to copy from; the first of the test processes makes it, the others wait for that."""
    own = factory.getbasetemp()
    root = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    path = root / "demo.db"
    with (root / "demo.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not path.exists():
            part = root / "demo.part"
            built_on(open_engine(f"sqlite:///{part}")).engine.dispose()
            part.rename(path)
    return path
