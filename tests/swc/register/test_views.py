"""The register opened by process, application, category and people, and narrowed to what somebody looks for."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from swc.register import rules
from swc.register.kinds import ActivityState, AnchorKind, BoardRole, RegisterField, View
from swc.register.rules import Draft
from swc.register.schemas import Activity, Anchor, Register, RegisterFilter, UseRef
from swc.register.views import grouped, narrowed
from tests.factories.register_facts import value

F = RegisterField
USE = UUID("00000000-0000-0000-0000-0000000000aa")


def made(name: str, *, group: str = "", categories: tuple[str, ...] = (), used: bool = True) -> Activity:
    """Return a suggested activity."""
    anchor = Anchor(kind=AnchorKind.FUNCTION, key=name, name=name, group_key=group.lower(), group_name=group)
    values = [value(F.DATA_CATEGORY, code, f"Categorie {code}") for code in categories]
    uses = (UseRef(id=USE, name="Leerspoor"),) if used else ()
    return rules.compose("41101", Draft(anchor=anchor, name=name, values=tuple(values), uses=uses), None)


REGISTER = Register(
    board_number="41101",
    board_name="A",
    as_of=date(2026, 3, 2),
    activities=(
        made("Verzuim", group="Begeleiding", categories=("P07", "P01")),
        made("Inschrijving", group="Instroom", categories=("P01",)),
        made("Zonder alles", used=False),
    ),
)


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        (
            View.PROCESS,
            [("Begeleiding", ["Verzuim"]), ("Instroom", ["Inschrijving"]), ("Zonder hoofdfunctie", ["Zonder alles"])],
        ),
        (
            View.CATEGORY,
            [
                ("Categorie P01", ["Verzuim", "Inschrijving"]),
                ("Categorie P07", ["Verzuim"]),
                ("Categorie onbekend", ["Zonder alles"]),
            ],
        ),
        (View.SUBJECT, [("Betrokkenen onbekend", ["Verzuim", "Inschrijving", "Zonder alles"])]),
        (View.APPLICATION, [("Leerspoor", ["Verzuim", "Inschrijving"]), ("Zonder applicatie", ["Zonder alles"])]),
    ],
)
def test_the_headings_of_a_view(view: View, expected: list[tuple[str, list[str]]]) -> None:
    found = grouped(REGISTER, view)
    assert [(one.name, [each.name for each in one.activities]) for one in found] == expected
    assert [one.key for one in found if one.name == expected[-1][0]] == [""]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (RegisterFilter(), 3),
        (RegisterFilter(text="verZUIM"), 1),
        (RegisterFilter(text="categorie p01"), 2),
        (RegisterFilter(text="bestaat niet"), 0),
        (RegisterFilter(state=(ActivityState.SUGGESTED,)), 3),
        (RegisterFilter(state=(ActivityState.ESTABLISHED,)), 0),
        (RegisterFilter(role=(BoardRole.PROCESSOR,)), 0),
        (RegisterFilter(missing=True), 3),
        (RegisterFilter(open=True), 2),
    ],
)
def test_the_register_narrowed(wanted: RegisterFilter, expected: int) -> None:
    assert len(narrowed(REGISTER, wanted).activities) == expected
