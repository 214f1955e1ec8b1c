"""Doors: a client that comes in as one of the personas, on the test's own transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest
from fastapi import FastAPI
from sqlmodel import Session
from starlette.requests import Request
from starlette.testclient import TestClient

from api.app import create_app, furnish
from api.db import Database, follow_up
from api.quick import Identify, who_acts
from api.settings import Settings
from api.sparql.processes import Seed
from swc.access.kinds import Act, Actor
from tests.factories.demo import made_once
from tests.personas import ANONYMOUS, NOW, acting

Door = Callable[..., TestClient]

ACTING = "X-Acting"
"""The header by which a test says who acts; only the application of the tests knows it."""


class OneTransaction(Database):
    """A database whose units of work are savepoints in the test's transaction."""

    def __init__(self, session: Session) -> None:
        super().__init__(session.get_bind(), clock=lambda: NOW)  # type: ignore[arg-type]
        self.outer = session

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Open a session whose work is undone."""
        self.outer.flush()
        with Session(bind=self.outer.connection(), join_transaction_mode="create_savepoint") as session:
            yield session

    snapshot = read

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Open a unit of work that ends as the real one does."""
        self.outer.flush()
        fresh = Session(bind=self.outer.connection(), join_transaction_mode="create_savepoint")
        with fresh as session, session.begin():
            yield session
            follow_up(session, now=self.clock())
        self.outer.expire_all()
        self.after_commit()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Return the settings of a test installation."""
    return Settings(data_dir=tmp_path, database_url="sqlite://", login_hashing="low", public_base_url="http://swc.test")


@pytest.fixture(scope="session")
def application(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    """Return the application that tests share: building its routes anew for each test would take most of their time."""
    return create_app(Settings(data_dir=tmp_path_factory.mktemp("application"), database_url="sqlite://"))


def by_header(personas: dict[str, Act]) -> Identify:
    """Return how it is told who acts: whoever comes in by a header is that persona, else cookie or key decides."""

    def identify(request: Request, session: Session, now: datetime) -> Act:
        persona = personas.get(request.headers.get(ACTING, ""))
        if persona is None:
            return who_acts(request, session, now)
        request.state.actor = persona.actor
        return persona

    return identify


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database file with the demo in it, to copy and never to open."""
    return made_once(tmp_path_factory)


@pytest.fixture(scope="session")
def seed() -> Iterator[Seed]:
    """Return one seed for every pool of a run: a scope starts in milliseconds from it."""
    found = Seed()
    yield found
    found.close()


@pytest.fixture
def door(session: Session, settings: Settings, application: FastAPI, seed: Seed) -> Iterator[Door]:
    """Return a way in: `door(ANNE)` is a client that acts as Anne; `door()` is anonymous.

    With `real=True` nobody is put in place: the cookie or key of the request decides, as in production.
    """
    furnish(application, settings, OneTransaction(session))
    application.state.sparql.pool.shelf.seed = seed
    personas: dict[str, Act] = {}
    application.state.identify = by_header(personas)

    def open_door(actor: Actor = ANONYMOUS, *, real: bool = False, now: datetime = NOW) -> TestClient:
        headers = {"Sec-Fetch-Site": "same-origin"}
        if not real:
            headers[ACTING] = str(len(personas))
            personas[headers[ACTING]] = acting(actor, now=now)
        return TestClient(application, base_url="http://swc.test", headers=headers, follow_redirects=False)

    yield open_door
    application.state.sparql.pool.shelf.forget()
