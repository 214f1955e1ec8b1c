"""`swc agreements import` from the command line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session, select
from typer.testing import CliRunner

from api.cli import agreements
from swc.landscape.models import Agreement, AgreementBatch
from tests.api.conftest import OneTransaction
from tests.factories.landscape import make_landscape
from tests.factories.lists import make_xlsx
from tests.personas import BOARD_A


def test_a_list_is_shown_and_only_processed_when_told_yes(
    session: Session, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    make_landscape(session)
    monkeypatch.setenv("SWC_DATA_DIR", str(tmp_path))
    monkeypatch.setattr(agreements, "open_database", lambda _settings: OneTransaction(session))
    file = tmp_path / "lijst.xlsx"
    rows = (("Sanoma", date(2025, 1, 1)), ("SchoolMaster", "zomer"))
    file.write_bytes(make_xlsx(rows, headers=("Verwerker", "Datum overeenkomst")))

    def run(*options: str) -> tuple[int, str]:
        result = CliRunner().invoke(agreements.app, ["import", BOARD_A, str(file), *options])
        return result.exit_code, " ".join(result.output.split())

    code, output = run("--dry-run")
    assert code == 0
    assert "rij 3, kolom B (Datum overeenkomst): “zomer” is geen datum." in output
    assert session.exec(select(AgreementBatch)).all() == []
    assert run("--yes")[0] == 1
    assert session.exec(select(Agreement)).all() == []
    code, output = run("--yes", "--skip-errors")
    assert (code, "1 nieuw" in output, "1 overgeslagen" in output) == (0, True, True)
    assert len(session.exec(select(Agreement)).all()) == 1
