"""In which activities a use takes part: those that people established with it, read in one statement."""

from __future__ import annotations

from sqlmodel import Session

from swc.register import service
from swc.register.kinds import ActivityState, Decision, RegisterField
from swc.register.schemas import ActivityChange, ActivityEnding, ValueDecision
from swc.register.taking_part import activities_of
from tests.factories.register import ADMIN_ACTIVITY, make_established, make_register_landscape
from tests.personas import BOARD_A, BOARD_B, CARLA, acting
from tests.query_count import counted

BY = acting(CARLA)


def test_a_use_takes_part_in_what_was_established_with_it(session: Session) -> None:
    use = make_register_landscape(session)
    assert activities_of(session, BOARD_A, use.id) == ()
    make_established(session)
    with counted(session) as statements:
        (found,) = activities_of(session, BOARD_A, use.id)
    assert (found.id, found.name, found.version) == (ADMIN_ACTIVITY, "Leerlingadministratie", 1)
    assert len(statements) == 1
    assert activities_of(session, BOARD_B, use.id) == ()


def test_an_ended_activity_is_still_named_and_a_rejected_application_is_not(session: Session) -> None:
    use = make_register_landscape(session)
    make_established(session)
    service.end(session, BOARD_A, ADMIN_ACTIVITY, ActivityEnding(reason="Klaar"), by=BY)
    assert [one.state for one in activities_of(session, BOARD_A, use.id)] == [ActivityState.ENDED]
    service.reopen(session, BOARD_A, ADMIN_ACTIVITY, ActivityEnding(reason="Toch niet"), by=BY)
    no = ValueDecision(
        field=RegisterField.APPLICATION, key=str(use.id), decision=Decision.REJECT, reason="Niet hiermee"
    )
    service.change(session, BOARD_A, ADMIN_ACTIVITY, ActivityChange(decisions=(no,)), by=BY)
    assert activities_of(session, BOARD_A, use.id) == ()
