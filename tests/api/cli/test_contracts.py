"""`swc contracts import` from the command line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session, select
from typer.testing import CliRunner

from api.cli import contracts
from swc.landscape.models import Contract, ContractBatch
from tests.api.conftest import OneTransaction
from tests.factories.landscape import make_landscape
from tests.factories.lists import make_xlsx
from tests.personas import BOARD_A


def test_a_list_is_shown_and_only_processed_when_told_yes(
    session: Session, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    make_landscape(session)
    monkeypatch.setenv("SWC_DATA_DIR", str(tmp_path))
    monkeypatch.setattr(contracts, "open_database", lambda _settings: OneTransaction(session))
    file = tmp_path / "lijst.xlsx"
    rows = (("Magister", date(2027, 7, 31)), ("Rekenwonder", None), ("Magister", "zomer"))
    file.write_bytes(make_xlsx(rows, headers=("Product", "Einddatum")))

    def run(*options: str) -> tuple[int, str]:
        result = CliRunner().invoke(contracts.app, ["import", BOARD_A, str(file), *options])
        return result.exit_code, " ".join(result.output.split())

    code, output = run("--dry-run")
    assert code == 0
    assert "rij 4, kolom B (Einddatum): “zomer” is geen datum." in output
    assert "wat is “Rekenwonder”? Kandidaten: geen" in output
    assert session.exec(select(ContractBatch)).all() == []
    assert run("--yes")[0] == 1
    code, output = run("--yes", "--skip-open", "--skip-errors")
    assert (code, "1 nieuw" in output, "2 overgeslagen" in output) == (0, True, True)
    assert len(session.exec(select(Contract)).all()) == 1
