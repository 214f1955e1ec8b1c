"""Whatever happens in the middle, SQL and graphs agree again by themselves: at the next question or the next start."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlmodel import select

from api.db import Database, open_engine
from api.graph import writer as graph_writer
from api.graph.content import GRAPHS
from api.graph.files import GraphFolder
from api.graph.scopes import ALL
from api.graph.writer import GraphWriter
from api.schema import metadata
from swc.access.kinds import SYSTEM, Act
from swc.audit.models import Outbox
from swc.audit.service import mark_stale
from swc.boards.kinds import Sharing
from swc.boards.models import Board
from swc.boards.schemas import SharingChange
from swc.boards.service import change_sharing
from tests.factories.boards import make_board
from tests.factories.catalogue import make_product
from tests.factories.landscape import make_use
from tests.personas import BOARD_A, BOARD_B, NOW
from tests.shared_data import ROOT
from vocab.iris import Iris

OWN, SHARED = f"board/{BOARD_A}", f"board/{BOARD_A}/sector"

WORKERS = """
    import json, os, signal, sys
    from pathlib import Path
    from api.db import Database, open_engine
    from api.graph import files, writer
    from api.graph.files import GraphFolder
    from api.graph.writer import GraphWriter
    from swc.audit.kinds import SubjectKind
    from swc.audit.service import record
    from swc.boards.models import Board
    from tests.personas import CARLA, acting
    from vocab.iris import Iris

    def die(*_args, **_more):
        os.kill(os.getpid(), signal.SIGKILL)

    def change(database, number, name):
        with database.write() as session:
            session.get(Board, number).name = name
            record(session, by=acting(CARLA), kind="board.changed", subject=SubjectKind.BOARD, key=number,
                   board_number=number)

    def dying(database, mine, number, step):
        change(database, number, step)
        if step == "before the write":
            die()
        if step == "half written":
            files.os.fsync = die
        if step == "after the difference":
            GraphFolder._place = die
        if step == "after the file":
            GraphFolder.tell = die
        if step == "before it is struck off":
            writer.delete = die
        mine.follow()

    def busy(database, mine, number, _step):
        for turn in range(5):
            change(database, number, f"{number} {turn}")
            file = mine.files(f"board/{number}")[mine.iris.graph(f"board/{number}")]
            assert f'"{number} {turn}"@nl' in file.path.read_text(), turn

    for line in sys.stdin:
        asked = json.loads(line)
        children = []
        for number in asked["boards"]:
            child = os.fork()
            if not child:
                database = Database(open_engine(asked["url"]))
                mine = GraphWriter(database, GraphFolder(Path(asked["folder"])), Iris("http://swc.test"))
                (dying if asked["step"] else busy)(database, mine, number, asked["step"])
                os._exit(0)
            children.append(child)
        print(json.dumps([os.waitstatus_to_exitcode(os.waitpid(one, 0)[1]) for one in children]), flush=True)
"""
STEPS = ("before the write", "half written", "after the difference", "after the file", "before it is struck off")


Work = Callable[..., list[int]]


@pytest.fixture(scope="module")
def work() -> Iterator[Work]:
    """Return a way to have others write: a process that forks one for each board and tells how these ended."""
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(WORKERS)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    stdin, stdout = process.stdin, process.stdout

    def ask(writer: GraphWriter, *boards: str, step: str = "") -> list[int]:
        url, folder = str(writer.database.engine.url), str(writer.folder.root)
        stdin.write(json.dumps({"url": url, "folder": folder, "boards": boards, "step": step}) + "\n")
        stdin.flush()
        ends: list[int] = json.loads(stdout.readline())
        return ends

    yield ask
    stdin.close()
    process.wait(timeout=20)
    stdout.close()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """Return a database with two boards, the first of which shares."""
    found = Database(open_engine(f"sqlite:///{tmp_path / 'swc.db'}"), clock=lambda: NOW)
    metadata().create_all(found.engine)
    with found.write() as session:
        make_board(session, sharing=Sharing.SECTOR)
        make_board(session, number=BOARD_B)
        make_product(session, "las", vendor_key=None)
        make_use(session, product="las")
    yield found
    found.engine.dispose()


@pytest.fixture
def writer(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GraphWriter:
    """Return a writer whose folder holds every graph; the large public ones are empty here."""
    for kind in ("vocabulary", "catalogue"):
        monkeypatch.setitem(GRAPHS, kind, ())
    found = GraphWriter(database, GraphFolder(tmp_path / "graphs"), Iris("http://swc.test"))
    found.bring(ALL)
    return found


def _disagreeing(writer: GraphWriter) -> list[str]:
    assert not writer.waiting()
    assert not list(writer.folder.root.glob("**/*.part"))
    return list(writer.differing())


def _text(writer: GraphWriter, scope: str, graph: str) -> str:
    return writer.files(scope)[writer.iris.graph(graph)].path.read_text()


def _withdraw(writer: GraphWriter) -> None:
    with writer.database.write() as session:
        data = SharingChange(sharing=Sharing.PRIVATE, expected_version=1)
        change_sharing(session, BOARD_A, data, by=Act(SYSTEM, NOW))


@pytest.mark.parametrize("step", STEPS)
def test_a_writer_that_is_killed_costs_nothing(writer: GraphWriter, work: Work, step: str) -> None:
    before = writer.files("sector")[writer.iris.graph(SHARED)].version
    assert work(writer, BOARD_A, step=step) == [-signal.SIGKILL]
    assert step in _text(writer, "sector", SHARED)
    assert step in _text(writer, OWN, OWN)
    assert writer.files("sector")[writer.iris.graph(SHARED)].version > before
    difference = writer.folder.difference(SHARED, before)
    assert difference is not None
    assert step.encode() in difference.added
    fresh = GraphWriter(writer.database, writer.folder, writer.iris)
    fresh.follow()
    assert _disagreeing(fresh) == []


def test_a_folder_that_is_lost_while_it_is_used_comes_back_with_higher_versions(writer: GraphWriter) -> None:
    before = writer.files("sector")
    shutil.rmtree(writer.folder.root)
    after = writer.files("sector")
    assert {name for name, one in after.items() if one.version > before[name].version} == set(before)
    writer.follow()
    assert _disagreeing(writer) == []


def test_graphs_of_a_later_state_than_a_database_that_was_put_back_are_made_anew(
    writer: GraphWriter, tmp_path: Path
) -> None:
    writer.database.engine.dispose()
    shutil.copy(tmp_path / "swc.db", tmp_path / "kopie.db")
    with writer.database.write() as session:
        change_sharing(session, BOARD_B, SharingChange(sharing=Sharing.SECTOR, expected_version=1), by=Act(SYSTEM, NOW))
    writer.follow()
    assert f"board/{BOARD_B}/sector" in writer.folder.graphs()
    writer.database.engine.dispose()
    for leftover in ("swc.db-wal", "swc.db-shm"):
        (tmp_path / leftover).unlink(missing_ok=True)
    shutil.copy(tmp_path / "kopie.db", tmp_path / "swc.db")
    restarted = GraphWriter(writer.database, writer.folder, writer.iris)
    assert restarted.strange()
    assert writer.iris.graph(f"board/{BOARD_B}/sector") not in restarted.files("sector")
    restarted.follow()
    assert not restarted.strange()
    assert _disagreeing(restarted) == []


def test_another_public_address_makes_every_graph_anew(writer: GraphWriter) -> None:
    moved = GraphWriter(writer.database, writer.folder, Iris("https://elders.test"))
    assert "https://elders.test/id/board" in _text(moved, "sector", SHARED)
    moved.follow()
    assert _disagreeing(moved) == []


def test_who_stops_sharing_is_gone_from_the_next_answer_also_in_another_process(writer: GraphWriter) -> None:
    other = GraphWriter(writer.database, GraphFolder(writer.folder.root), writer.iris)
    assert writer.iris.graph(SHARED) in other.files("sector")
    _withdraw(writer)
    assert writer.iris.graph(SHARED) not in writer.files("sector")
    assert writer.iris.graph(SHARED) not in other.files("sector")
    assert not list((writer.folder.root / SHARED).glob("*.*"))
    assert writer.iris.graph(OWN) in other.files(OWN)


def test_a_question_does_not_wait_for_a_change_that_a_thousand_boards_feel(
    writer: GraphWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = writer.files("sector")
    with writer.database.write() as session:
        session.add_all(Outbox(graph=f"fora/{number}", created_at=NOW) for number in range(20))
        make_use(session, product="las")
        mark_stale(session, [BOARD_A], by=Act(SYSTEM, NOW))
    monkeypatch.setattr(graph_writer, "PATIENCE", 0.0)
    assert writer.files("sector") is before
    fresh = GraphWriter(writer.database, writer.folder, writer.iris)
    assert fresh.files("sector")[writer.iris.graph(SHARED)].version > before[writer.iris.graph(SHARED)].version


def test_who_stops_sharing_goes_before_all_that_waits(writer: GraphWriter, monkeypatch: pytest.MonkeyPatch) -> None:
    writer.files("sector")
    with writer.database.write() as session:
        session.add_all(Outbox(graph=f"fora/{number}", created_at=NOW) for number in range(20))
    _withdraw(writer)
    monkeypatch.setattr(graph_writer, "PATIENCE", 0.0)
    assert writer.iris.graph(SHARED) not in writer.files("sector")
    assert writer.waiting()


def test_nothing_new_is_the_same_object(writer: GraphWriter) -> None:
    other = GraphWriter(writer.database, GraphFolder(writer.folder.root), writer.iris)
    for one in (writer, other):
        for scope in ("public", OWN, "sector"):
            assert one.files(scope) is one.files(scope)
    assert set(writer.files("public")) < set(writer.files(OWN))
    assert not [name for name in writer.files("sector") if name.endswith(OWN)]


def test_two_processes_on_one_folder_lose_and_tear_nothing(writer: GraphWriter, work: Work) -> None:
    assert work(writer, BOARD_A, BOARD_B) == [0, 0]
    for number in (BOARD_A, BOARD_B):
        assert f"{number} 4" in _text(writer, f"board/{number}", f"board/{number}")
    writer.follow()
    with writer.database.read() as session:
        assert session.exec(select(Outbox)).all() == []
        assert session.get(Board, BOARD_A) is not None
    assert _disagreeing(writer) == []
