"""Whether anybody committed since the last look, for whatever is kept as long as nobody did.

On SQLite the database itself tells in microseconds whether any other connection, of whatever process, committed
(`PRAGMA data_version`, https://www.sqlite.org/pragma.html#pragma_data_version). Elsewhere nothing tells, and who keeps
something looks it up anew.
"""

from __future__ import annotations

import sqlite3
import threading

from sqlalchemy import Engine

from api.db import Database


class Commits:
    """Tells one state of an SQLite file from another, over a connection that does nothing else."""

    def __init__(self, database: Database) -> None:
        self._path = _file_of(database)
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None

    def version(self) -> int | None:
        """Return a number that changes with every commit by anybody else; nothing where there is none."""
        if self._path is None:
            return None
        with self._lock:
            if self._connection is None:
                self._connection = sqlite3.connect(self._path, check_same_thread=False, isolation_level=None)
            found: int = self._connection.execute("PRAGMA data_version").fetchone()[0]
            return found

    def close(self) -> None:
        """Let the connection go."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None


def _file_of(database: Database) -> str | None:
    """Return the file of an SQLite database on disk; a database within one transaction has no commits to look at."""
    engine = database.engine
    if not isinstance(engine, Engine) or engine.dialect.name != "sqlite":
        return None
    path = engine.url.database
    return None if path in (None, "", ":memory:") else path
