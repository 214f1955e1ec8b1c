"""`swc vocab import` from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlmodel import Session, select
from typer.testing import CliRunner

from api.cli import vocab
from swc.catalogue.imported.models import ImportedScheme, SchemeFile
from tests.api.conftest import OneTransaction
from tests.factories.skos import make_turtle

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


def test_a_scheme_is_reported_on_and_only_stored_without_a_dry_run(
    session: Session, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SWC_DATA_DIR", str(tmp_path))
    monkeypatch.setattr(vocab, "open_database", lambda _settings: OneTransaction(session))
    file = tmp_path / "vakken.ttl"
    file.write_bytes(make_turtle(extra="vak:taal skos:related vak:weg ."))

    def run(*options: str) -> tuple[int, str]:
        result = CliRunner().invoke(vocab.app, ["import", str(file), *options])
        return result.exit_code, " ".join(result.output.split())

    code, output = run("--dry-run")
    assert (code, "3 begrippen" in output, "let op:" in output, "nieuw: 3" in output) == (0, True, True, True)
    assert session.exec(select(SchemeFile)).all() == []
    assert run("--source-url", "geen adres")[0] == 2
    code, output = run("--licence", "CC0", "--public")
    assert (code, output.endswith("Opgeslagen als vakken.")) == (0, True)
    assert session.exec(select(ImportedScheme.key)).one() == "vakken"
