"""The schema's history: one line, up and down on both databases, and equal to the tables of the code."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, inspect, text

from api.db import open_engine
from api.schema import downgrade, history, is_current, metadata, newest, upgrade

EARLIER = Path(__file__).parents[1] / "data" / "rows_before_registers.sql"


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """Return an empty database of each kind."""
    if request.param == "sqlite":
        engine = open_engine(f"sqlite:///{tmp_path / 'empty.db'}")
        yield engine
        engine.dispose()
        return
    url = request.getfixturevalue("postgres_url")
    server = create_engine(url, isolation_level="AUTOCOMMIT")
    name = f"empty_{tmp_path.name}".replace("-", "_").lower()[:60]
    with server.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    engine = create_engine(url.replace("/postgres?", f"/{name}?"))
    yield engine
    engine.dispose()
    with server.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{name}"'))
    server.dispose()


def test_the_history_is_one_line_and_its_end_is_found_without_running_it() -> None:
    heads = ScriptDirectory.from_config(history()).get_heads()
    assert len(heads) == 1
    assert newest() == set(heads)


def test_upgrading_an_empty_database_gives_the_tables_of_the_code(empty: Engine) -> None:
    assert not is_current(empty)
    upgrade(empty)
    assert is_current(empty)
    with empty.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found = [one for one in compare_metadata(context, metadata()) if "search_name_fts" not in str(one)]
    assert found == []


def test_every_revision_can_be_taken_back_and_done_again(empty: Engine) -> None:
    upgrade(empty)
    downgrade(empty, "base")
    left = set(inspect(empty).get_table_names()) - {"alembic_version"}
    assert left == set()
    upgrade(empty)
    assert is_current(empty)


def test_altering_a_table_keeps_the_rows_that_refer_to_it(empty: Engine) -> None:
    upgrade(empty, "create_flags")
    with empty.begin() as connection:
        for statement in EARLIER.read_text("utf-8").split(";\n"):
            if statement.strip():
                connection.exec_driver_sql(statement)
    upgrade(empty)
    downgrade(empty, "create_flags")
    with empty.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM assessment_step").scalar() == 1


OWNERS = """
INSERT INTO vendor (key, name, website, parent_known, note, row_version, ownership_kind)
VALUES ('top', 'Top', '', true, '', 1, 'beursgenoteerd');
INSERT INTO vendor (key, name, website, parent_known, note, row_version, parent_key)
VALUES ('deel', 'Deel', '', true, '', 1, 'top');
INSERT INTO vendor (key, name, website, parent_known, note, row_version, ownership_kind)
VALUES ('half', 'Half', '', false, '', 1, 'private-equity');
INSERT INTO vendor (key, name, website, parent_known, note, row_version) VALUES ('los', 'Los', '', false, '', 1);
INSERT INTO fact_source (subject_kind, subject_key, field, source_url, checked_on, trust, note)
VALUES ('vendor', 'deel', 'parent_key', 'https://example.test/x', '2026-01-15', 'confirmed', 'Jaarverslag.');
INSERT INTO fact_source (subject_kind, subject_key, field, source_url, checked_on, trust, note)
VALUES ('vendor', 'deel', 'name', 'https://example.test/y', '2026-01-15', 'confirmed', '')
"""


def test_the_owner_of_a_vendor_becomes_a_period_with_its_source_and_comes_back(empty: Engine) -> None:
    columns = "SELECT key, parent_key, parent_known, ownership_kind FROM vendor ORDER BY key"
    facts = "SELECT subject_key, field, source_url, trust FROM fact_source WHERE subject_key = 'deel' ORDER BY field"
    upgrade(empty, "create_feeds")
    with empty.begin() as connection:
        for statement in OWNERS.split(";\n"):
            connection.exec_driver_sql(statement)
        before = [tuple(row) for query in (columns, facts) for row in connection.exec_driver_sql(query)]
    upgrade(empty)
    with empty.connect() as connection:
        found = connection.exec_driver_sql(
            "SELECT vendor_key, owner_key, relation, kind, source_url, trust, note, from_date FROM ownership_period"
        )
        assert sorted(map(tuple, found)) == [
            ("deel", "top", "owned", None, "https://example.test/x", "confirmed", "Jaarverslag.", None),
            ("half", None, "unknown", "private-equity", "", "unknown", "", None),
            ("top", None, "independent", "beursgenoteerd", "", "unknown", "", None),
        ]
    downgrade(empty, "create_feeds")
    with empty.connect() as connection:
        after = [tuple(row) for query in (columns, facts) for row in connection.exec_driver_sql(query)]
    assert after == before
