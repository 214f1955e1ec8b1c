"""`swc flags evaluate`: the rules applied from the command line."""

from __future__ import annotations

from sqlmodel import Session

from tests.api.cli.conftest import Command
from tests.factories.boards import make_board


def test_every_board_is_evaluated_and_a_second_time_changes_nothing(swc: Command, installation: Session) -> None:
    make_board(installation)
    installation.commit()
    first, second = swc("flags", "evaluate"), swc("flags", "evaluate")
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "gewijzigde signalen: 1" in first.stdout
    assert "gewijzigde signalen: 0" in second.stdout
