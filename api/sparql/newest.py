"""The files of a scope at this moment, looked up again only after somebody committed or wrote a graph.

On SQLite the database itself tells in microseconds whether any other connection, of whatever process, committed since
the last look (`PRAGMA data_version`, https://www.sqlite.org/pragma.html#pragma_data_version). Elsewhere the writer is
asked every time.
"""

from __future__ import annotations

import sqlite3
import threading
from dataclasses import dataclass

from sqlalchemy import Engine

from api.db import Database
from api.graph.writer import GraphWriter
from api.sparql.changes import Graphs


@dataclass(frozen=True, slots=True)
class _Seen:
    """How database and folder stood just before the files of a scope were looked up, and those files."""

    version: int
    scans: int
    indexed: Graphs
    files: Graphs


class Newest:
    """Remembers at which state of the database and the folder the files of a scope were newest."""

    def __init__(self, writer: GraphWriter, commits: Commits) -> None:
        self._writer = writer
        self._commits = commits
        self._seen: dict[str, _Seen] = {}

    def files(self, scope: str) -> Graphs:
        """Return what `GraphWriter.files` returns; everything that was committed before is in it."""
        version = self._commits.version()
        if version is None:
            return self._writer.files(scope)
        known = self._as_of(version, scope)
        if known is not None:
            return known
        scans, indexed = self._writer.index.refresh(), self._writer.index.of(scope)
        files = self._writer.files(scope)  # what happens meanwhile makes the next look a full one again
        self._seen[scope] = _Seen(version, scans, indexed, files)
        return files

    def known(self, scope: str) -> Graphs | None:
        """Return the same in microseconds as long as nothing happened; nothing where there is more to look at."""
        version = self._commits.version()
        return None if version is None else self._as_of(version, scope)

    def _as_of(self, version: int, scope: str) -> Graphs | None:
        scans, indexed = self._writer.index.refresh(), self._writer.index.of(scope)
        seen = self._seen.get(scope)
        holds = seen is not None and seen.version == version and seen.scans == scans and seen.indexed is indexed
        return seen.files if seen is not None and holds else None


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
