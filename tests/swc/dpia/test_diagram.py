"""The page on DPIA states says what the table says, to the letter."""

from __future__ import annotations

from swc.access.roles import Role
from swc.dpia.diagram import ROLE_NAMES, document
from swc.dpia.kinds import DpiaState
from swc.dpia.rules import TRANSITIONS
from tests.shared_data import ROOT

PAGE = ROOT / "docs" / "dpia-states.md"


def test_the_page_is_what_the_table_gives() -> None:
    assert PAGE.read_text(encoding="utf-8") == document(), "run: python -m swc.dpia.diagram > docs/dpia-states.md"


def test_the_diagram_draws_every_state_and_every_step_once() -> None:
    lines = document().splitlines()
    arrows = [line for line in lines if "-->" in line and "[*]" not in line]
    assert len(arrows) == len(TRANSITIONS)
    assert all(any(line.strip().startswith(f"{state.value} :") for line in lines) for state in DpiaState)


def test_every_role_has_a_dutch_name() -> None:
    assert set(ROLE_NAMES) == set(Role)
