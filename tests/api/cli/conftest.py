"""An installation of its own per test, and the `swc` command on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result
from sqlmodel import Session
from typer.testing import CliRunner

from api.cli.main import app
from api.db import open_engine
from api.schema import upgrade
from api.settings import Settings

Command = Callable[..., Result]


@pytest.fixture
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """Return a session on a fresh installation that the command will find."""
    monkeypatch.setenv("SWC_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("SWC_DATABASE_URL", raising=False)
    engine = open_engine(Settings().database)
    upgrade(engine)
    with Session(engine) as session:
        yield session
    engine.dispose()


@pytest.fixture
def swc(installation: Session) -> Command:
    """Return the command: `swc("user", "add", ...)`."""
    assert installation

    def run(*words: str, typed: str = "") -> Result:
        return CliRunner().invoke(app, list(words), input=typed)

    return run
