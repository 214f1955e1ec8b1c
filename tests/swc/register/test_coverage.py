"""Coverage of a register: fields filled with and without typing, and uses that nobody put in it."""

from __future__ import annotations

from uuid import UUID

from swc.register import rules
from swc.register.coverage import counting_uses, coverage
from swc.register.kinds import ART_30, ActivityState, AnchorKind, BoardRole, RegisterField, ValueState
from swc.register.rules import Decided, Draft, Kept
from swc.register.schemas import Anchor, RegisterValue, UseRef
from tests.factories.register_facts import value
from tests.personas import BOARD_A, NOW

F, S = RegisterField, ValueState
ID = UUID("00000000-0000-0000-0000-000000000001")
USE = UUID("00000000-0000-0000-0000-0000000000aa")
OTHER_USE = UUID("00000000-0000-0000-0000-0000000000bb")
ANCHOR = Anchor(kind=AnchorKind.FUNCTION, key="f", name="Toetsafname")
FULL = tuple(value(field, "x") for field in ART_30)


def said(
    state: ValueState, *, key: str = "toetsen", label: str = "Toetsen", text: str = "", at: F = F.PURPOSE
) -> Decided:
    """Return a decision on a value."""
    return Decided(at=at, key=key, label=label, state=state, text=text, decided_at=NOW, decided_by="carla")


def kept(state: ActivityState = ActivityState.ESTABLISHED) -> Kept:
    """Return an activity as it is stored."""
    return Kept(ID, ANCHOR, "Toetsen", BoardRole.CONTROLLER, "", state, "", None, 1, NOW, 2)


def draft(*values: RegisterValue, uses: tuple[UseRef, ...] = ()) -> Draft:
    """Return a derived activity."""
    return Draft(anchor=ANCHOR, name="Toetsafname", values=values, uses=uses)


def test_coverage_counts_fields_and_the_uses_outside() -> None:
    refs = (UseRef(id=USE, name="Leerspoor"), UseRef(id=OTHER_USE, name="Ander"))
    application = value(F.APPLICATION, str(USE), "Leerspoor")
    established = rules.compose(
        BOARD_A,
        draft(application, uses=refs[:1]),
        kept(),
        [said(S.ACCEPTED, key=str(USE), label="Leerspoor", at=F.APPLICATION), said(S.ADDED, text="Zelf")],
    )
    suggested = rules.compose(BOARD_A, draft(*FULL, value(F.APPLICATION, str(OTHER_USE), "Ander"), uses=refs[1:]), None)
    rejected = rules.compose(BOARD_A, draft(application), kept(ActivityState.REJECTED))
    found = coverage((established, suggested, rejected), refs)
    assert (found.established, found.suggested, found.rejected, found.ended) == (1, 1, 1, 0)
    assert (found.fields_asked, found.fields_filled, found.fields_derived) == (18, 11, 10)
    assert (found.uses_with_personal_data, found.uses_outside) == (2, refs[1:])


def test_an_application_that_lapsed_still_counts_as_named() -> None:
    found = rules.compose(BOARD_A, None, kept(), [said(S.ACCEPTED, key=str(USE), label="Leerspoor", at=F.APPLICATION)])
    assert counting_uses(found) == (UseRef(id=USE, name="Leerspoor"),)
