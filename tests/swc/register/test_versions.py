"""Versions as they were established: never changed, superseded by the next, and the register as of a day."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlmodel import Session

from swc.errors import NotFoundError
from swc.register import queries, service
from swc.register.schemas import ActivityChange, ActivityEnding
from tests.factories.register import ADMIN_ACTIVITY, make_established, make_register_landscape
from tests.personas import BOARD_A, BOARD_B, CARLA, NOW, acting
from tests.query_count import counted

TODAY = NOW.date()
LATER = NOW + timedelta(days=10)


def rename(session: Session) -> None:
    """Make version 2, ten days later."""
    change = ActivityChange(name="Administratie", reason="Duidelijker")
    service.change(session, BOARD_A, ADMIN_ACTIVITY, change, by=acting(CARLA, now=LATER))


def test_an_older_version_stays_as_it_was_and_names_the_next(session: Session) -> None:
    make_register_landscape(session)
    make_established(session)
    first = queries.version(session, ADMIN_ACTIVITY, 1)
    assert first is not None
    assert (first.superseded_by, first.content.name, first.board_number) == (None, "Leerlingadministratie", BOARD_A)
    rename(session)
    again = queries.version(session, ADMIN_ACTIVITY, 1)
    assert again == first.model_copy(update={"superseded_by": 2})
    second = queries.version(session, ADMIN_ACTIVITY, 2)
    assert second is not None
    assert (second.superseded_by, second.content.name, second.reason) == (None, "Administratie", "Duidelijker")


def test_what_was_never_established_has_no_version(session: Session) -> None:
    make_register_landscape(session)
    assert queries.version(session, ADMIN_ACTIVITY, 1) is None
    assert queries.version(session, uuid4(), 1) is None
    assert queries.version_refs(session, ADMIN_ACTIVITY) == ()


def test_the_register_of_a_day_holds_what_had_been_established_by_then(session: Session) -> None:
    make_register_landscape(session)
    make_established(session)
    rename(session)
    days = (TODAY - timedelta(days=1), TODAY, LATER.date())
    found = [queries.register_as_of(session, BOARD_A, day) for day in days]
    assert [[one.name for one in register.activities] for register in found] == [
        [],
        ["Leerlingadministratie"],
        ["Administratie"],
    ]
    assert [register.coverage.established for register in found] == [0, 1, 1]
    assert queries.register_as_of(session, BOARD_B, TODAY).activities == ()


def test_what_had_ended_is_not_in_it_any_more(session: Session) -> None:
    make_register_landscape(session)
    make_established(session)
    end = ActivityEnding(reason="Gestopt", on=LATER.date())
    service.end(session, BOARD_A, ADMIN_ACTIVITY, end, by=acting(CARLA, now=LATER))
    assert len(queries.register_as_of(session, BOARD_A, TODAY).activities) == 1
    assert queries.register_as_of(session, BOARD_A, LATER.date()).activities == ()


def test_an_ending_that_is_told_later_changes_no_earlier_register(session: Session) -> None:
    make_register_landscape(session)
    make_established(session)
    before = queries.register_as_of(session, BOARD_A, TODAY)
    service.end(
        session, BOARD_A, ADMIN_ACTIVITY, ActivityEnding(reason="Was al gestopt", on=TODAY), by=acting(CARLA, now=LATER)
    )
    assert queries.register_as_of(session, BOARD_A, TODAY) == before
    assert queries.register_as_of(session, BOARD_A, LATER.date()).activities == ()


def test_it_is_read_in_two_statements_and_an_unknown_board_is_refused(session: Session) -> None:
    make_register_landscape(session)
    make_established(session)
    rename(session)
    with counted(session) as statements:
        queries.register_as_of(session, BOARD_A, LATER.date())
    assert len(statements) == 2
    with pytest.raises(NotFoundError, match="99999"):
        queries.register_as_of(session, "99999", TODAY)
