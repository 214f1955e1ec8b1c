"""The graphs follow the database: what changed is written, what is lost is made again, and the outbox empties."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse
from sqlmodel import Session, select

from api.graph.files import GraphFolder
from api.graph.follower import Follower
from api.graph.scopes import ALL
from api.graph.writer import GraphWriter
from swc.audit.kinds import SubjectKind
from swc.audit.models import Outbox
from swc.audit.service import record
from swc.boards.models import Board
from tests.api.conftest import OneTransaction
from tests.factories.boards import make_board
from tests.personas import BOARD_A, BOARD_B, CARLA, NOW, acting
from vocab.graph import known_terms
from vocab.iris import Iris

GRAPH = f"board/{BOARD_A}"


@pytest.fixture
def writer(session: Session, tmp_path: Path) -> GraphWriter:
    make_board(session, number=BOARD_A, name="Bestuur A")
    found = GraphWriter(OneTransaction(session), GraphFolder(tmp_path), Iris("http://swc.test"))
    found.bring(ALL)
    return found


@pytest.fixture
def change(session: Session) -> Callable[[], None]:
    def happen() -> None:
        record(
            session,
            by=acting(CARLA),
            kind="board.changed",
            subject=SubjectKind.BOARD,
            key=BOARD_A,
            board_number=BOARD_A,
        )

    return happen


def test_a_change_at_a_board_rewrites_its_graph_and_empties_the_outbox(
    writer: GraphWriter, session: Session, change: Callable[[], None]
) -> None:
    change()
    assert GRAPH in writer.bring(ALL)
    assert session.exec(select(Outbox)).all() == []
    assert writer.bring(ALL) == ()


def test_a_graph_that_is_needed_and_lost_is_written_again(writer: GraphWriter) -> None:
    writer.folder.remove(GRAPH)
    assert writer.folder.newest(GRAPH) is None
    assert writer.bring(ALL, [GRAPH]) == (GRAPH,)


def test_a_rebuild_writes_everything_and_removes_what_no_longer_exists(writer: GraphWriter) -> None:
    writer.folder.write(f"board/{BOARD_B}", 1, [])
    told: list[tuple[str, int, int]] = []
    written = writer.rebuild(lambda *step: told.append(step))
    assert {"vocabulary", "catalogue", GRAPH} <= set(written)
    assert writer.folder.newest(f"board/{BOARD_B}") is None
    assert told[-1] == ("", len(written), len(written))
    assert set(writer.folder.graphs()) == set(writer.wanted())


def test_every_term_in_the_graphs_is_declared(writer: GraphWriter) -> None:
    used = set()
    for graph in writer.rebuild():
        found = writer.folder.newest(graph)
        assert found is not None
        used |= {quad.predicate.value for quad in parse(path=found.path, format=RdfFormat.N_TRIPLES)}
    assert {term for term in used if term not in known_terms()} == set()


def test_the_follower_writes_after_a_wake_up_and_ends(writer: GraphWriter, session: Session) -> None:
    before = writer.folder.newest(GRAPH)
    assert before is not None
    session.get_one(Board, BOARD_A).name = "Bestuur met een andere naam"
    session.add(Outbox(graph=GRAPH, created_at=NOW))
    session.flush()
    follower = Follower(writer)
    follower.start()
    follower.wake()
    for _ in range(200):
        if writer.folder.newest(GRAPH) != before:
            break
        follower.join(timeout=0.02)
    follower.end()
    assert not follower.is_alive()
    assert writer.folder.newest(GRAPH) != before


def test_the_own_graph_of_a_board_is_first_made_when_somebody_asks_and_then_kept_in_step(
    writer: GraphWriter, session: Session, change: Callable[[], None]
) -> None:
    writer.folder.remove(GRAPH)
    change()
    assert GRAPH not in writer.follow()
    assert writer.folder.newest(GRAPH) is None
    assert session.exec(select(Outbox)).all() == []
    assert writer.unasked(GRAPH)
    assert list(writer.differing()) == []
    (asked,) = (one for address, one in writer.files(GRAPH).items() if address.endswith(GRAPH))
    session.get_one(Board, BOARD_A).name = "Bestuur met een andere naam"
    change()
    assert GRAPH in writer.follow()
    newest = writer.folder.newest(GRAPH)
    assert newest is not None
    assert newest.version > asked.version
    assert writer.follow() == ()
