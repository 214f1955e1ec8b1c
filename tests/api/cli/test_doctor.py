"""`swc doctor` says what is sound, what is not, and what to do about it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlmodel import Session, select

from api.cli.doctor import examine
from api.db import Database, open_engine
from api.schema import upgrade
from api.settings import Settings
from swc.audit.models import Event
from tests.api.cli.conftest import Command


def test_an_empty_database_is_told_to_migrate(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    database = Database(open_engine(settings.database))
    assert list(examine(database, settings)) == [
        (False, "De database is niet bij deze versie: voer `swc migrate` uit.")
    ]
    upgrade(database.engine)
    assert (False, "Er is geen referentiearchitectuur gepubliceerd") in [
        (sound, sentence.split(":")[0]) for sound, sentence in examine(database, settings)
    ]
    database.engine.dispose()


def test_a_fresh_installation_is_sound(swc: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SWC_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("SWC_DATABASE_URL", raising=False)
    assert swc("migrate").exit_code == 0
    result = swc("doctor")
    assert result.exit_code == 0, result.stdout
    assert "FOUT" not in result.stdout
    assert result.stdout.count("goed") == len(result.stdout.splitlines())


def test_graphs_that_wait_for_the_server_are_no_fault(
    swc: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SWC_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("SWC_DATABASE_URL", raising=False)
    swc("migrate")
    file = tmp_path / "besturen.csv"
    file.write_text("BEVOEGD GEZAG NUMMER;BEVOEGD GEZAG NAAM\n41101;De Linde\n")
    assert swc("boards", "import", str(file)).exit_code == 0

    result = swc("doctor")

    assert result.exit_code == 0, result.stdout
    assert "Nog te schrijven grafen: " in result.stdout


def test_an_event_edited_afterwards_and_lost_graphs_are_found(
    swc: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SWC_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("SWC_DATABASE_URL", raising=False)
    swc("migrate")
    engine = open_engine(Settings().database)
    with Session(engine) as session, session.begin():
        event = session.exec(select(Event)).first()
        assert event is not None
        event.reason = "achteraf"
    engine.dispose()
    shutil.rmtree(tmp_path / "graphs")
    result = swc("doctor")
    assert result.exit_code == 1
    assert "De keten van gebeurtenissen breekt bij nummer" in result.stdout
    assert "`swc graph rebuild`" in result.stdout
    assert swc("graph", "rebuild").exit_code == 0
    assert "Alle grafen staan klaar." in swc("doctor").stdout


def test_settings_of_a_demo_are_refused_on_a_public_address(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, public_base_url="https://catalogus.example", login_hashing="low")
    database = Database(open_engine(settings.database))
    upgrade(database.engine)
    wrong = [sentence for sound, sentence in examine(database, settings) if not sound]
    assert any("SWC_CONTACT_EMAIL" in sentence for sentence in wrong)
    assert any("SWC_LOGIN_HASHING" in sentence for sentence in wrong)
    database.engine.dispose()
