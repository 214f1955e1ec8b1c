"""The columns of a process: loaded late, in step with the log, and made anew when the log is another one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from sqlmodel import Session, delete, func, select

from api.db import Database, open_engine
from api.schema import metadata
from swc.audit.kinds import SubjectKind
from swc.audit.models import Event
from swc.audit.service import record
from swc.boards.kinds import Sharing
from swc.boards.models import Board, School
from swc.dependency.columns import store
from swc.dependency.columns.store import Columns
from swc.landscape.kinds import DerivedKind
from tests.factories.boards import make_board, make_school
from tests.factories.fora import LAS
from tests.factories.landscape import make_use, make_verdict
from tests.factories.sector import make_market, make_random_board, tell
from tests.personas import SYSTEM_ACT
from tests.query_count import counted


def ask(columns: Columns, sql: str) -> list[tuple[object, ...]]:
    with columns.reading() as reader:
        return reader.cursor.execute(sql).fetchall()


def test_nothing_is_loaded_before_the_first_question() -> None:
    check = "import sys, swc.dependency.sector_whatif; sys.exit('duckdb' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0
    assert not Columns().loaded
    with pytest.raises(ValueError, match="refresh"), Columns().reading():
        pass


def test_when_nothing_happened_one_statement_is_enough(session: Session) -> None:
    make_market(session)
    make_random_board(session, Random(1))  # noqa: S311 - made up landscapes
    columns = Columns()
    columns.refresh(session)
    with counted(session) as statements:
        columns.refresh(session)
    assert len(statements) == 1


def test_a_view_stays_the_same_while_others_write(session: Session) -> None:
    make_market(session)
    columns = Columns()
    columns.refresh(session)
    with columns.reading() as reader:
        make_random_board(session, Random(2))  # noqa: S311 - made up landscapes
        columns.refresh(session)
        assert reader.cursor.execute("SELECT count(*) FROM board").fetchall() == [(0,)]
    assert ask(columns, "SELECT count(*) FROM board") == [(1,)]


def test_a_log_that_was_put_back_makes_everything_anew(session: Session) -> None:
    make_market(session)
    number = make_random_board(session, Random(3))  # noqa: S311 - made up landscapes
    columns = Columns()
    columns.refresh(session)
    session.execute(delete(Event))
    make_use(session, board=number, product="zes", own_name="onverteld")
    columns.refresh(session)
    assert ask(columns, "SELECT count(*) > 0 FROM use JOIN product USING (product) WHERE key = 'zes'") == [(True,)]


def test_another_release_makes_everything_anew(session: Session) -> None:
    make_market(session)
    columns = Columns()
    columns.refresh(session)
    assert len(ask(columns, "SELECT * FROM reach")) == 2
    record(session, by=SYSTEM_ACT, kind="release.published", subject=SubjectKind.RELEASE, key="nieuw")
    before = columns._image
    columns.refresh(session)
    assert columns._image is not before


def test_a_school_that_moves_is_counted_once(session: Session) -> None:
    make_market(session)
    for number in ("50001", "50002"):
        make_board(session, number=number, sharing=Sharing.SECTOR)
    make_school(session, brin="11AA", board_number="50001", pupils=100)
    columns = Columns()
    columns.refresh(session)
    session.get_one(School, "11AA").board_number = "50002"
    session.flush()
    tell(session, "50002")
    columns.refresh(session)
    assert ask(columns, "SELECT number, pupils FROM school JOIN board USING (board)") == [("50002", 100)]


def test_what_people_added_gets_a_place_also_when_the_words_are_full(session: Session) -> None:
    make_market(session)
    make_board(session, number="50001", sharing=Sharing.SECTOR)
    use = make_use(session, board="50001", product="een", components=(LAS,))
    columns = Columns()
    columns.refresh(session)
    for number in range(140):
        make_verdict(session, use.id, f"{number:032x}", kind=DerivedKind.FUNCTION, name=f"Eigen functie {number}")
    tell(session, "50001")
    columns.refresh(session)
    with columns.reading() as reader:
        bits = " + ".join(f"bit_count({one})::INTEGER" for one in reader.words("function"))
        assert reader.cursor.execute(f"SELECT {bits} FROM supply").fetchall() == [(141,)]  # noqa: S608 - our own names


def test_notes_reasons_and_names_of_people_are_not_read(session: Session) -> None:
    make_market(session)
    make_board(session, number="50001", sharing=Sharing.SECTOR)
    use = make_use(
        session, board="50001", product="een", components=(LAS,), notes="geheim", owner_role="mevrouw Jansen"
    )
    make_verdict(session, use.id, "ab" * 16, reason="geheim", name="Eigen object")
    columns = Columns()
    columns.refresh(session)
    tables = [table for (table,) in ask(columns, "SHOW TABLES")]
    held = str([ask(columns, f"FROM {table}") for table in tables])
    assert "Eigen object" in held
    assert "geheim" not in held
    assert "Jansen" not in held
    assert "carla" not in held


def test_what_a_failed_refresh_did_not_read_is_read_the_next_time(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_market(session)
    number = make_random_board(session, Random(4))  # noqa: S311 - made up landscapes
    columns = Columns()
    columns.refresh(session)
    session.get_one(Board, number).sharing = Sharing.PRIVATE
    tell(session, number)
    with monkeypatch.context() as broken:
        broken.setattr(store, "put_signing", fail)
        with pytest.raises(RuntimeError):
            columns.refresh(session)
    columns.refresh(session)
    assert ask(columns, "SELECT count(*) FROM board") == [(0,)]


def fail(*_: object) -> None:
    raise RuntimeError("te weinig geheugen")


def test_a_request_that_began_earlier_does_not_take_the_columns_back(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'swc.db'}")
    metadata().create_all(engine)
    database, columns = Database(engine), Columns()
    with database.write() as session:
        make_market(session)
        tell(session, make_random_board(session, Random(5)))  # noqa: S311 - made up landscapes
    with database.read() as earlier, database.read() as later:
        session_view = earlier.execute(select(func.max(Event.seq))).scalar_one()
        with database.write() as session:
            tell(session, make_random_board(session, Random(6)))  # noqa: S311 - made up landscapes
        columns.refresh(later)
        columns.refresh(earlier)
        assert session_view < columns._image.seen[0]  # type: ignore[union-attr]
    assert ask(columns, "SELECT count(*) FROM board") == [(2,)]
    engine.dispose()
