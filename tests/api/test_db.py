"""The unit of work: everything or nothing, also when a follower fails or the process is killed in the middle."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from uuid import UUID

import pytest
from sqlalchemy import Engine, func
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, select

from api.db import Database, let_go, open_engine
from api.schema import upgrade
from swc.audit.models import Event
from swc.dpia.kinds import AssessmentKind, DpiaEvent, DpiaState
from swc.dpia.models import Assessment, AssessmentStep
from swc.dpia.schemas import StepInput
from swc.dpia.service import step
from swc.errors import ConflictError
from tests.factories.boards import make_board
from tests.factories.catalogue import make_product
from tests.factories.landscape import make_use
from tests.personas import ANNE, BOARD_A, NOW, acting
from tests.shared_data import ROOT

KILLED_AFTER_ONE_STEP = """
    import os, signal, sys
    from uuid import UUID
    from api.db import Database, open_engine
    from swc.dpia.kinds import AssessmentKind, DpiaEvent
    from swc.dpia.schemas import StepInput
    from swc.dpia.service import step
    from tests.personas import ANNE, BOARD_A, acting

    with Database(open_engine(sys.argv[1])).write() as session:
        for event in (DpiaEvent.SCREEN, DpiaEvent.CONCLUDE_REQUIRED):
            if event is DpiaEvent.CONCLUDE_REQUIRED:
                os.kill(os.getpid(), signal.SIGKILL)
            step(session, BOARD_A, UUID(sys.argv[2]), AssessmentKind.DPIA, StepInput(event=event), by=acting(ANNE))
"""


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """Return a database on disk with a use at board A."""
    found = Database(open_engine(f"sqlite:///{tmp_path / 'swc.db'}"), clock=lambda: NOW)
    upgrade(found.engine)
    with found.write() as session:
        make_board(session)
        make_product(session, "leerspoor", categories=("P05",))
        make_use(session, product="leerspoor")
    return found


def untouched(session: Session) -> bool:
    """Say whether no trace of a step is there: no state, no history, no event."""
    return not [*session.exec(select(Assessment)), *session.exec(select(AssessmentStep)), *session.exec(select(Event))]


def use_id_of(session: Session) -> str:
    """Return the id of the one use."""
    return str(session.connection().exec_driver_sql("SELECT id FROM use").scalar_one())


def test_a_follower_that_fails_undoes_the_step(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("halverwege")

    monkeypatch.setattr("api.db.FOLLOWERS", (fail,))
    with database.read() as session:
        use = use_id_of(session)
    with pytest.raises(RuntimeError, match="halverwege"), database.write() as session:
        step(session, BOARD_A, UUID(use), AssessmentKind.DPIA, StepInput(event=DpiaEvent.SCREEN), by=acting(ANNE))
    with database.read() as session:
        assert untouched(session)


def test_a_process_that_is_killed_between_two_steps_leaves_a_valid_state(database: Database) -> None:
    with database.read() as session:
        use = use_id_of(session)
    url = str(database.engine.url)
    command = [sys.executable, "-c", textwrap.dedent(KILLED_AFTER_ONE_STEP), url, use]
    killed = subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False, timeout=60)
    assert killed.returncode == -signal.SIGKILL
    with database.read() as session:
        assert untouched(session)
    with database.write() as session:
        step(session, BOARD_A, UUID(use), AssessmentKind.DPIA, StepInput(event=DpiaEvent.SCREEN), by=acting(ANNE))
    with database.read() as session:
        assert session.exec(select(Assessment.state)).one() is DpiaState.SCREENING


def test_of_two_that_want_the_same_the_other_way_round_one_hears_that_nothing_was_kept(postgres_engine: Engine) -> None:
    database, both_hold_one = Database(postgres_engine, clock=lambda: NOW), Barrier(2, timeout=20)

    def lock(first: int, then: int) -> str:
        try:
            with database.write() as session:
                session.execute(select(func.pg_advisory_xact_lock(first)))
                both_hold_one.wait()
                session.execute(select(func.pg_advisory_xact_lock(then)))
        except ConflictError as refused:
            return refused.remedy
        return "gelukt"

    with ThreadPoolExecutor(2) as pool:
        ends = [pool.submit(lock, 4001, 4002), pool.submit(lock, 4002, 4001)]
        assert sorted(one.result(timeout=30) for one in ends) == ["Probeer het opnieuw.", "gelukt"]


def test_a_database_that_fails_otherwise_is_no_conflict(database: Database) -> None:
    with pytest.raises(OperationalError), database.write() as session:
        session.connection().exec_driver_sql("SELECT 1 FROM bestaat_niet")


def test_who_waits_for_something_else_keeps_nobody_from_the_database(database: Database) -> None:
    taken = database.engine.pool.checkedout  # type: ignore[attr-defined]
    with database.read() as session:
        use = use_id_of(session)
        assert taken() == 1
        let_go(session)
        assert taken() == 0
        assert use_id_of(session) == use
    with database.write() as session:
        make_product(session, "rekenmaat")
        let_go(session)
    with database.read() as session:
        assert session.connection().exec_driver_sql("SELECT count(*) FROM product").scalar_one() == 2
