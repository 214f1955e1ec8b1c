"""`swc fora`: a model read, compared, published and rolled back from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlmodel import Session, select

from fora import queries
from swc.audit.models import Event
from swc.errors import InvalidInputError, NotFoundError
from tests.api.cli.conftest import Command
from tests.factories.model_files import AMEFF, COARCHI, zipped
from tests.shared_data import shared


@pytest.fixture
def ameff(tmp_path: Path) -> Path:
    path = tmp_path / "proef.xml"
    path.write_text(AMEFF, encoding="utf-8")
    return path


def test_an_import_reads_reports_and_publishes(swc: Command, installation: Session, ameff: Path) -> None:
    result = swc("fora", "import", str(ameff))
    assert result.exit_code == 0, result.output
    assert "3 elementen, 2 relaties, 1 platen" in result.output
    assert "Cijfer · Persoonsgegevens: 'ja' → 'Ja'" in result.output
    assert "niet gebruikt" in result.output
    found = queries.published(installation)
    assert found is not None
    assert found.source_name == "proef.xml"


def test_stage_only_leaves_publishing_to_a_person(swc: Command, installation: Session, ameff: Path) -> None:
    staged = swc("fora", "import", str(ameff), "--stage-only", "--version", "2026-1", "--details")
    assert "2026-1 is klaargezet" in staged.output
    assert "nieuw: Leerlingsysteem (Referentiecomponent)" in staged.output
    assert queries.published(installation) is None
    assert "3 elementen" in swc("fora", "diff", "2026-1").output
    assert "2026-1 is gepubliceerd" in swc("fora", "publish", "2026-1").output


def test_the_same_file_again_changes_nothing(swc: Command, installation: Session, ameff: Path) -> None:
    for _ in range(2):
        assert swc("fora", "import", str(ameff)).exit_code == 0
    kinds = installation.exec(select(Event.kind).where(Event.subject_kind == "release")).all()
    assert sorted(kinds) == ["release.published", "release.staged"]


def test_a_rollback_returns_to_the_release_before(swc: Command, tmp_path: Path, ameff: Path) -> None:
    other = tmp_path / "model.zip"
    other.write_bytes(zipped())
    swc("fora", "import", str(ameff), "--version", "een")
    swc("fora", "import", str(other), "--version", "twee")
    assert "een is weer gepubliceerd" in swc("fora", "rollback").output
    assert "twee is weggegooid" in swc("fora", "discard", "twee").output
    assert "twee" not in swc("fora", "list").output


def test_a_folder_is_read_too(swc: Command, tmp_path: Path) -> None:
    for path, text in COARCHI.items():
        target = tmp_path / "map" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    assert "2 elementen, 1 relaties, 1 platen" in swc("fora", "import", str(tmp_path / "map")).output


def test_a_bad_file_says_why_and_changes_nothing(swc: Command, installation: Session, tmp_path: Path) -> None:
    path = tmp_path / "pagina.html"
    path.write_text("<html/>", encoding="utf-8")
    assert isinstance(swc("fora", "import", str(path)).exception, InvalidInputError)
    assert isinstance(swc("fora", "import", str(tmp_path / "weg.xml")).exception, InvalidInputError)
    assert queries.releases(installation) == ()


def test_an_unknown_release_is_named(swc: Command) -> None:
    assert isinstance(swc("fora", "publish", "bestaat-niet").exception, NotFoundError)
    assert isinstance(swc("fora", "list").exception, NotFoundError)


def test_the_real_model_is_imported_whole(swc: Command) -> None:
    result = swc("fora", "import", str(shared("fora", "fora-d7b23252-coarchi.tar.xz")))
    assert "2143 elementen, 5186 relaties, 268 platen" in result.output
