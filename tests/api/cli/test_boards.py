"""`swc boards import`: DUO's files from the command line."""

from __future__ import annotations

from pathlib import Path

from sqlmodel import Session, select

from swc.audit.models import Event
from swc.boards.models import Board
from tests.api.cli.conftest import Command

TEXT = "BEVOEGD GEZAG NUMMER;BEVOEGD GEZAG NAAM\n41101;De Linde\n502;Zuid\n"


def test_a_file_is_taken_in_and_reported(swc: Command, installation: Session, tmp_path: Path) -> None:
    file = tmp_path / "besturen.csv"
    file.write_text(TEXT)
    first, second = swc("boards", "import", str(file)), swc("boards", "import", str(file))
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "besturen.csv: besturen, 2 rijen" in first.stdout
    assert "besturen: 2 nieuw, 0 gewijzigd, 0 ongewijzigd" in first.stdout
    assert "besturen: 0 nieuw, 0 gewijzigd, 2 ongewijzigd" in second.stdout
    assert installation.exec(select(Board.number)).all() == ["00502", "41101"]
    doors = installation.exec(select(Event.door).where(Event.kind == "board.imported")).all()
    assert doors == ["cli", "cli"]


def test_a_wrong_file_changes_nothing_and_says_why(swc: Command, installation: Session, tmp_path: Path) -> None:
    file = tmp_path / "besturen.csv"
    file.write_text(TEXT + "x;Fout\n")
    result = swc("boards", "import", str(file))
    assert result.exit_code == 1
    assert "besturen.csv, regel 4, kolom BEVOEGD GEZAG NUMMER" in str(result.exception)
    assert installation.exec(select(Board)).all() == []


def test_a_file_that_is_not_there_is_told_by_name(swc: Command, tmp_path: Path) -> None:
    result = swc("boards", "import", str(tmp_path / "weg.csv"))
    assert result.exit_code == 1
    assert "weg.csv: Dit bestand bestaat niet. Controleer het pad." in str(result.exception)


def test_a_folder_is_not_taken_for_a_file(swc: Command, tmp_path: Path) -> None:
    result = swc("boards", "import", str(tmp_path))
    assert result.exit_code == 1
    assert "Dit is een map. Noem de bestanden zelf." in str(result.exception)
