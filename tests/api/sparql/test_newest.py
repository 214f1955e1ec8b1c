"""What was committed is in the next answer, and as long as nothing was nobody asks the database for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlmodel import Session, SQLModel

from api.commits import Commits
from api.db import Database, open_engine
from api.graph.content import GRAPHS
from api.graph.files import GraphFolder
from api.graph.writer import GraphWriter
from api.sparql.newest import Newest
from swc.audit.kinds import SubjectKind
from swc.audit.service import record
from tests.factories.boards import make_board
from tests.personas import BOARD_A, CARLA, NOW, acting
from tests.triples import triple
from vocab.iris import Iris

GRAPH = f"board/{BOARD_A}"


@pytest.fixture
def writer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[GraphWriter]:
    for kind in ("vocabulary", "catalogue"):
        monkeypatch.setitem(GRAPHS, kind, ())
    database = Database(open_engine(f"sqlite:///{tmp_path / 'swc.db'}"), clock=lambda: NOW)
    SQLModel.metadata.create_all(database.engine)
    with Session(database.engine) as session, session.begin():
        make_board(session, number=BOARD_A, name="Bestuur A")
    yield GraphWriter(database, GraphFolder(tmp_path / "graphs"), Iris("http://swc.test"))
    database.engine.dispose()


def change(writer: GraphWriter) -> None:
    """Commit something about the board, as another connection does."""
    with writer.database.write() as session:
        make_board(session, number="41109", name="Bestuur Negen")
        record(
            session,
            by=acting(CARLA),
            kind="board.changed",
            subject=SubjectKind.BOARD,
            key=BOARD_A,
            board_number=BOARD_A,
        )


def test_nobody_asks_the_database_until_somebody_commits_or_writes_a_graph(writer: GraphWriter) -> None:
    commits = Commits(writer.database)
    newest = Newest(writer, commits)
    newest.files(GRAPH)
    first = newest.files(GRAPH)
    statements: list[str] = []
    event.listen(writer.database.engine, "before_cursor_execute", lambda *rest: statements.append(rest[2]))

    assert newest.files(GRAPH) is first
    assert statements == []
    change(writer)
    statements.clear()
    newest.files(GRAPH)
    assert statements
    written = writer.folder.write(GRAPH, 1, [triple("s", "p", "o")])
    assert newest.files(GRAPH)[writer.iris.graph(GRAPH)] == written
    commits.close()
