"""The database and the unit of work: the only place that begins, commits and rolls back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from api.followers import FOLLOWERS
from swc.access.kinds import SYSTEM, Act
from swc.audit.service import touched
from swc.errors import ConflictError

Clock = Callable[[], datetime]

_WRITE = "swc_write"
_READS = "swc_reads"
_GIVEN_UP = ("40001", "40P01")
"""SQLSTATE of a serialization failure and of a deadlock (PostgreSQL, appendix A); one may try again."""


def now() -> datetime:
    """Return this moment, aware."""
    return datetime.now(tz=UTC)


def open_engine(url: str) -> Engine:
    """Return an engine; SQLite gets WAL, full synchronisation, foreign keys and real transactions."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed, pool_pre_ping=True)
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(parsed, connect_args={"check_same_thread": False, "timeout": 30})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own connection
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=30000"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Any) -> None:  # noqa: ANN401 - SQLAlchemy hands in its Connection
    mode = "IMMEDIATE" if connection.get_execution_options().get(_WRITE) else "DEFERRED"
    connection.exec_driver_sql(f"BEGIN {mode}")


class Database:
    """Sessions on one engine; `after_commit` is told which graphs' outbox may have grown."""

    def __init__(self, engine: Engine, *, clock: Clock = now) -> None:
        self.engine = engine
        self.clock = clock
        self.after_commit: Callable[[], None] = lambda: None

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Open a session for reading; nothing it does is kept."""
        with Session(self.engine, info={_READS: True}) as session:
            yield session

    @contextmanager
    def snapshot(self) -> Iterator[Session]:
        """Open a session for reading that sees one moment of the database, however many statements it takes."""
        calm = self.engine
        if calm.dialect.name != "sqlite":  # where every transaction is like this
            calm = calm.execution_options(isolation_level="REPEATABLE READ")
        with Session(calm) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Open a unit of work: one transaction, followed up before it commits, undone on any error.

        Raises `ConflictError` where the database gave it up for another one that wanted the same rows in another order.
        """
        with Session(self.engine.execution_options(**{_WRITE: True})) as session:
            with _crossing(), session.begin():
                yield session
                follow_up(session, now=self.clock())
            if session.info.get("touched"):
                self.after_commit()


def let_go(session: Session) -> None:
    """Give back the connection of a session for reading, which takes another at need; any other session stays as it is.

    For before a wait of seconds: there are fewer connections than threads, and whoever holds one while waiting keeps
    everybody else from the database.
    """
    if session.info.get(_READS):
        session.rollback()


@contextmanager
def _crossing() -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        if getattr(error.orig, "sqlstate", None) not in _GIVEN_UP:
            raise
        raise ConflictError(
            "Iemand anders wijzigde op hetzelfde moment hetzelfde. Van uw wijziging is niets opgeslagen.",
            remedy="Probeer het opnieuw.",
        ) from error


def follow_up(session: Session, *, now: datetime) -> None:
    """Hand what was touched to the followers, in the same transaction."""
    noted = touched(session)
    if not noted:
        return
    session.flush()
    by = Act(actor=SYSTEM, now=now)
    for follow in FOLLOWERS:
        follow(session, noted, by=by)
