"""`swc archimate`: a landscape as a file, and a file held against the format."""

from __future__ import annotations

from pathlib import Path

from sqlmodel import Session

from tests.api.cli.conftest import Command
from tests.factories.landscape import make_landscape, make_use
from tests.factories.model_files import AMEFF, FULL_AMEFF
from tests.personas import BOARD_A


def test_a_landscape_is_written_and_has_the_form_that_the_format_asks(
    swc: Command, installation: Session, tmp_path: Path
) -> None:
    make_landscape(installation)
    make_use(installation)
    installation.commit()
    made = swc("archimate", "export", BOARD_A, "--own-views", "--to", str(tmp_path))
    assert made.exit_code == 0
    checked = swc("archimate", "check", made.stdout.strip())
    assert (checked.exit_code, "De vorm klopt." in checked.stdout) == (0, True)


def test_what_is_wrong_with_a_file_is_told_and_ends_with_one(swc: Command, tmp_path: Path) -> None:
    good, bad = tmp_path / "goed.xml", tmp_path / "fout.xml"
    good.write_text(FULL_AMEFF)
    bad.write_text(AMEFF)
    assert swc("archimate", "check", str(good)).exit_code == 0
    told = swc("archimate", "check", str(bad))
    assert told.exit_code == 1
    assert "niet te schrijven: relation id-rel-3" in told.stdout
    assert "target verwijst naar id-weg" in told.stdout
