"""Who asks is known for a second, and not a moment longer than nobody commits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from fastapi import Request
from sqlmodel import Session

from api.commits import Commits
from api.db import Database, open_engine
from api.security.visitors import Visitors
from swc.access.kinds import Act
from tests.api.conftest import OneTransaction
from tests.personas import ANNE, ANONYMOUS, BRAM, NOW


@dataclass
class Hall:
    """A database with a clock that stands, and how often somebody was looked up."""

    database: Database
    visitors: Visitors
    now: datetime = NOW
    looked_up: list[str] = field(default_factory=list)

    def come(self, *cookies: str, **headers: str) -> str:
        """Have a request come in, with each cookie in a header of its own; return the key of who acts."""
        raw = [(name.encode(), value.encode()) for name, value in headers.items()]
        raw += [(b"cookie", one.encode()) for one in cookies]
        request = Request({"type": "http", "headers": raw, "state": {}, "path": "/sparql", "method": "GET"})
        act = self.visitors.act(request, self.database, self._identify)
        assert act.now == self.now
        assert (request.state.actor if raw else act.actor) == act.actor
        return act.actor.key

    def _identify(self, request: Request, _session: Session, now: datetime) -> Act:
        cookie = ", ".join(request.headers.getlist("cookie"))
        self.looked_up.append(cookie)
        actor = {"anne": ANNE, "bram": BRAM, "taal=nl, anne": ANNE}.get(cookie, ANONYMOUS)
        request.state.actor = actor
        return Act(actor=actor, now=now)


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    database = Database(open_engine(f"sqlite:///{tmp_path / 'swc.db'}"))
    with database.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE t (x)")
    commits = Commits(database)
    found = Hall(database, Visitors(commits))
    database.clock = lambda: found.now
    yield found
    commits.close()
    database.engine.dispose()


def test_each_is_looked_up_once_and_nobody_is_taken_for_another(hall: Hall) -> None:
    assert [hall.come(cookie=who) for who in ("anne", "bram", "anne", "bram")] == ["anne", "bram", "anne", "bram"]
    assert hall.come(cookie="anne", authorization="Bearer x") == "anne"
    assert hall.looked_up == ["anne", "bram", "anne"]
    assert hall.come() == ""


def test_who_shares_one_of_several_cookies_with_somebody_is_not_taken_for_them(hall: Hall) -> None:
    assert hall.come("taal=nl", "anne") == "anne"
    assert hall.come("taal=nl") == ""


def test_after_a_second_or_a_commit_everybody_is_looked_up_again(hall: Hall) -> None:
    hall.come(cookie="anne")
    hall.now += timedelta(seconds=1)
    hall.come(cookie="anne")
    assert len(hall.looked_up) == 2
    with hall.database.engine.execution_options(swc_write=True).begin() as connection:
        connection.exec_driver_sql("INSERT INTO t VALUES (1)")
    hall.come(cookie="anne")
    hall.now -= timedelta(seconds=1)
    hall.come(cookie="anne")
    assert len(hall.looked_up) == 4


def test_who_came_just_before_is_known_without_the_database_and_so_is_nobody(hall: Hall) -> None:
    def known(*cookies: str) -> str | None:
        raw = [(b"cookie", one.encode()) for one in cookies]
        request = Request({"type": "http", "headers": raw, "state": {}, "path": "/sparql", "method": "GET"})
        act = hall.visitors.known(request, hall.database)
        return act.actor.key if act else None

    assert (known("anne"), known()) == (None, "")
    hall.come("anne")
    assert known("anne") == "anne"
    hall.now += timedelta(seconds=1)
    assert known("anne") is None
    assert hall.looked_up == ["anne"]


def test_within_a_transaction_of_a_test_nobody_is_kept(session: Session, hall: Hall) -> None:
    hall.visitors = Visitors(Commits(OneTransaction(session)))
    hall.come(cookie="anne")
    hall.come(cookie="anne")
    assert len(hall.looked_up) == 2
