"""`swc register`: the register as a file, and checking a package that somebody hands in."""

from __future__ import annotations

from pathlib import Path

from sqlmodel import Session

from swc.errors import InvalidInputError
from tests.api.cli.conftest import Command
from tests.factories.register import make_established, make_register_landscape
from tests.personas import BOARD_A


def test_the_register_is_written_and_its_proof_holds(swc: Command, installation: Session, tmp_path: Path) -> None:
    make_register_landscape(installation)
    make_established(installation)
    installation.commit()
    folder = tmp_path / "uit"
    assert swc("register", "export", BOARD_A, "--to", str(folder)).exit_code == 0
    made = swc("register", "export", BOARD_A, "--format", "zip", "--to", str(folder))
    assert made.exit_code == 0
    package = Path(made.stdout.strip())
    assert {one.suffix for one in folder.iterdir()} == {".xlsx", ".zip"}
    checked = swc("register", "verify", str(package), "--history")
    assert (checked.exit_code, "Alles klopt." in checked.stdout) == (0, True)
    package.write_bytes(package.read_bytes()[:-400])
    assert isinstance(swc("register", "verify", str(package)).exception, InvalidInputError)


def test_an_unknown_format_and_a_day_without_proof_are_refused(swc: Command) -> None:
    for words in (("--format", "odt"), ("--as-of", "2026-01-01")):
        assert isinstance(swc("register", "export", BOARD_A, *words).exception, InvalidInputError)
