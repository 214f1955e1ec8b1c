"""`swc landscape import` from the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from sqlmodel import Session, select
from typer.testing import CliRunner

from api.cli import landscape
from swc.landscape.models import ImportBatch, Use
from tests.api.conftest import OneTransaction
from tests.factories.landscape import make_landscape
from tests.factories.lists import make_xlsx
from tests.personas import BOARD_A

Run = Callable[..., Result]


@pytest.fixture
def run(session: Session, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Return a way to run the import of some rows with some options."""
    make_landscape(session)
    monkeypatch.setenv("SWC_DATA_DIR", str(tmp_path))
    monkeypatch.setattr(landscape, "open_database", lambda _settings: OneTransaction(session))

    def run_import(*rows: tuple[object, ...], options: tuple[str, ...] = ()) -> Result:
        file = tmp_path / "lijst.xlsx"
        file.write_bytes(make_xlsx(rows, headers=("Applicatie", "Einddatum")))
        return CliRunner().invoke(landscape.app, ["import", BOARD_A, str(file), *options])

    return run_import


def test_a_list_is_processed_when_told_yes(run: Run, session: Session) -> None:
    result = run(("Magister",), ("Theeapp",), options=("--yes",))

    assert result.exit_code == 0, result.output
    assert "2 nieuw" in result.output
    assert len(session.exec(select(Use)).all()) == 2


def test_a_dry_run_shows_what_would_happen_and_keeps_nothing(run: Run, session: Session) -> None:
    result = run(("Magistr",), options=("--dry-run", "--yes"))

    assert "gelezen als Magister" in result.output.replace("\n", " ")
    assert session.exec(select(Use)).all() == []
    assert session.exec(select(ImportBatch)).all() == []


def test_without_yes_nothing_happens_where_nobody_can_confirm(run: Run, session: Session) -> None:
    result = run(("Magister",))

    assert result.exit_code == 0
    assert "niets veranderd" in result.output
    assert session.exec(select(Use)).all() == []


def test_rows_that_ask_a_choice_or_have_an_error_stop_it_until_they_are_skipped(run: Run) -> None:
    rows = (("Magister",), ("Magister Portaal",), ("Thee", "zomer"))

    stopped, done = run(*rows, options=("--yes",)), run(*rows, options=("--yes", "--skip-errors", "--skip-open"))

    assert stopped.exit_code == 1
    assert "rij 4, kolom B (Einddatum)" in stopped.output
    assert done.exit_code == 0
    assert "1 nieuw" in done.output
    assert "2 overgeslagen" in done.output
