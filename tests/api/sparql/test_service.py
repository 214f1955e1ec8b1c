"""Asking: what is let go before a question waits for its answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlmodel import select

from api.commits import Commits
from api.db import Database, open_engine
from api.graph.files import GraphFolder
from api.graph.writer import GraphWriter
from api.sparql.pool import Limits, Question, WorkerPool
from api.sparql.service import Sparql
from swc.errors import NotFoundError
from tests.personas import ANNE, acting
from vocab.iris import Iris


def test_a_question_on_a_page_holds_no_connection_while_it_waits(tmp_path: Path) -> None:
    database = Database(open_engine(f"sqlite:///{tmp_path / 'swc.db'}"))
    folder = GraphFolder(tmp_path)
    pool = WorkerPool(Limits(seconds=1, rows=1, memory_mb=1), folder.difference)
    sparql = Sparql(GraphWriter(database, folder, Iris("http://swc.test")), pool, Commits(database))
    with database.read() as session:
        session.exec(select(1)).one()
        with pytest.raises(NotFoundError):
            sparql.ask(session, Question("ASK {}"), act=acting(ANNE), scope="weg")
        assert database.engine.pool.checkedout() == 0  # type: ignore[attr-defined]
    sparql.close()
    sparql.commits.close()
    database.engine.dispose()
