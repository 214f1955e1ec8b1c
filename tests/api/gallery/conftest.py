"""One demo installation for the tests of the gallery, with the real engine behind it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from fastapi import FastAPI
from sqlmodel import Session
from starlette.requests import Request
from starlette.testclient import TestClient

from api.app import create_app
from api.db import Database, open_engine
from api.quick import who_acts
from api.settings import Settings
from swc.access.kinds import Act, Actor
from swc.access.roles import Role
from tests.factories.demo import NOW
from tests.personas import ANONYMOUS

BOARD = "99001"
WHO = "X-Acting"

ANNE = Actor(key="anne", label="Anne", boards={BOARD: frozenset({Role.EDITOR})})
SYLVIA = Actor(key="sylvia", label="Sylvia", sector=frozenset({Role.SECTOR_READER}))

Client = Callable[..., TestClient]


@pytest.fixture(scope="session")
def demo(demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    """Return an application over the demo that believes a header on who acts."""
    folder: Path = tmp_path_factory.mktemp("gallery")
    engine = open_engine(f"sqlite:///{shutil.copy(demo_file, folder)}")
    database = Database(engine, clock=lambda: NOW)
    settings = Settings(data_dir=folder, database_url="sqlite://", public_base_url="http://swc.test")
    app = create_app(settings, database=database, clock=lambda: NOW)
    app.state.people = {}

    def identify(request: Request, session: Session, now: datetime) -> Act:
        persona = request.app.state.people.get(request.headers.get(WHO))
        request.state.actor = persona or ANONYMOUS
        return Act(persona, now) if persona else who_acts(request, session, now)

    app.state.identify = identify
    yield app
    app.state.sparql.pool.close()
    engine.dispose()


@pytest.fixture
def client(demo: FastAPI) -> Client:
    """Return a way in as somebody: `client(ANNE)`; `client()` is anonymous."""

    def opened(actor: Actor | None = None) -> TestClient:
        headers = {"Sec-Fetch-Site": "same-origin"}
        if actor is not None:
            demo.state.people[actor.key] = actor
            headers[WHO] = actor.key
        return TestClient(demo, base_url="http://swc.test", headers=headers, follow_redirects=False)

    return opened
