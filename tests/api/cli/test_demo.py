"""`swc demo` puts fiction in a database of its own, at the address asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlmodel import Session

from api.cli.demo import prepare, served_at, show
from api.db import Database, open_engine
from api.demo.people import logins
from api.schema import upgrade
from api.settings import Settings
from swc.errors import ConflictError
from tests.factories.boards import make_board


def test_real_boards_get_no_fiction_among_them(tmp_path: Path) -> None:
    database = Database(open_engine(f"sqlite:///{tmp_path / 'echt.db'}"))
    upgrade(database.engine)
    with Session(database.engine) as session, session.begin():
        make_board(session, number="41101", name="Een echt bestuur")
    with pytest.raises(ConflictError, match="echte besturen"):
        prepare(database)
    database.engine.dispose()


def test_another_port_gives_addresses_on_that_port_unless_somebody_chose_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SWC_PUBLIC_BASE_URL", raising=False)
    assert served_at(Settings(), 8123).public_base_url == "http://127.0.0.1:8123"
    chosen = Settings(public_base_url="https://demo.example")
    assert served_at(chosen, 8123).public_base_url == "https://demo.example"


def test_every_login_is_printed_once_with_its_password_and_boards(capsys: pytest.CaptureFixture[str]) -> None:
    show(Settings(), logins())
    lines = [line for line in capsys.readouterr().out.splitlines() if "@" in line]
    addresses = [line.split()[0] for line in lines]
    assert len(addresses) == len(set(addresses)) >= 10
    assert all(line.split()[1] == logins()[0].password for line in lines)
