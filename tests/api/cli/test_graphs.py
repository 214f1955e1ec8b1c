"""`swc graph …` makes graphs anew, finds what is not right, and says what is needed to send them elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlmodel import Session

from api.graph.content import GRAPHS
from api.graph.files import GraphFolder
from swc.boards.kinds import Sharing
from tests.api.cli.conftest import Command
from tests.factories.boards import make_board


@pytest.fixture
def board(installation: Session, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the number of a board that shares; the large public graphs are empty here."""
    for kind in ("vocabulary", "catalogue"):
        monkeypatch.setitem(GRAPHS, kind, ())
    make_board(installation, sharing=Sharing.SECTOR)
    installation.commit()
    return "41101"


def test_a_graph_that_was_tampered_with_is_found_and_mended(swc: Command, board: str, tmp_path: Path) -> None:
    assert "4 grafen geschreven" in swc("graph", "rebuild").stdout
    assert swc("graph", "check").exit_code == 0
    shared = GraphFolder(tmp_path / "graphs").newest(f"board/{board}/sector")
    assert shared is not None
    shared.path.write_text("<http://a> <http://b> <http://c> .\n")
    found = swc("graph", "check")
    assert found.exit_code == 1
    assert f"board/{board}/sector is niet wat de database geeft" in found.stdout
    assert "3 grafen geschreven" in swc("graph", "rebuild", "--scope", "sector").stdout
    assert swc("graph", "check").exit_code == 0


def test_doctor_tells_of_graphs_that_should_not_be_there_or_come_from_elsewhere(
    swc: Command, board: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    swc("graph", "rebuild")
    GraphFolder(tmp_path / "graphs").put("board/40404/sector", 1, b"")
    assert "Grafen en database verschillen (1: board/40404/sector)" in swc("doctor").stdout
    monkeypatch.setenv("SWC_PUBLIC_BASE_URL", "https://elders.example")
    assert "voor een ander adres" in swc("doctor").stdout
    assert board


def test_sending_elsewhere_needs_a_server_that_answers(
    swc: Command, board: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Er is geen SPARQL-server ingesteld" in str(swc("graph", "push").exception)
    monkeypatch.setenv("SWC_SPARQL_STORE", "http://127.0.0.1:9")
    assert "antwoordt niet zoals verwacht" in str(swc("graph", "push").exception)
    assert "De SPARQL-server van SWC_SPARQL_STORE is niet te gebruiken" in swc("doctor").stdout
    assert "Deze zichtbaarheid is er niet" in str(swc("graph", "rebuild", "--scope", "iedereen").exception)
    assert board
