"""A commit by anybody shows, where the database is a file that tells."""

from __future__ import annotations

from pathlib import Path

from sqlmodel import Session

from api.commits import Commits
from api.db import Database, open_engine
from tests.api.conftest import OneTransaction


def test_the_number_changes_with_a_commit_and_with_nothing_else(tmp_path: Path) -> None:
    database = Database(open_engine(f"sqlite:///{tmp_path / 'swc.db'}"))
    commits = Commits(database)
    before = commits.version()
    assert commits.version() == before
    with database.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE t (x)")
    assert commits.version() != before
    commits.close()
    database.engine.dispose()


def test_where_there_is_no_file_with_commits_there_is_nothing_to_tell(session: Session) -> None:
    assert Commits(OneTransaction(session)).version() is None
    assert Commits(Database(open_engine("sqlite://"))).version() is None
