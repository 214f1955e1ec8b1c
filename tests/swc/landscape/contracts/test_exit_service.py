"""Leaving an application: what a board says of it, by who may edit the landscape."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, select

from swc.audit.models import Event
from swc.errors import ConflictError, InvalidInputError, NotAllowedError, NotFoundError
from swc.landscape.contracts import queries
from swc.landscape.contracts.exit_service import set_exit
from swc.landscape.contracts.inputs import ExitInput
from swc.landscape.kinds import SettingAnswer
from swc.landscape.models import Use
from tests.factories.catalogue import make_product
from tests.factories.landscape import make_landscape, make_use
from tests.personas import BOARD_A, BOARD_B, CARLA, CHRIS, PETRA, acting

EXIT = ExitInput(
    exit_plan=SettingAnswer.YES,
    exit_plan_url="https://archief.example/uitstap.pdf",
    export_format="EDEXML",
    export_tested_on=date(2026, 1, 15),
    alternative_product_key="somtoday",
    alternative_tested_on=date(2025, 11, 3),
)


@pytest.fixture
def use(session: Session) -> Use:
    make_landscape(session)
    make_product(session, "somtoday", vendor_key=None)
    return make_use(session)


def test_an_exit_is_told_once_and_read_for_the_whole_board(session: Session, use: Use) -> None:
    for _ in range(2):
        set_exit(session, BOARD_A, use.id, EXIT, by=acting(CARLA))
    found = queries.exits(session, BOARD_A)[use.id]
    assert (found.exit_plan, found.alternative_tested, found.row_version) == (SettingAnswer.YES, True, 1)
    assert queries.use_exit(session, BOARD_A, use.id) == found
    kinds = [(one.kind, one.before) for one in session.exec(select(Event).where(Event.kind == "use.exit_set"))]
    assert kinds == [("use.exit_set", None)]


@pytest.mark.parametrize("field", ["export_tested_on", "alternative_tested_on"])
@pytest.mark.parametrize("day", [date(2030, 1, 1), date(202, 1, 1)])
def test_a_trial_lies_in_the_past(session: Session, use: Use, field: str, day: date) -> None:
    with pytest.raises(InvalidInputError) as refused:
        set_exit(session, BOARD_A, use.id, EXIT.model_copy(update={field: day}), by=acting(CARLA))
    assert [one.where for one in refused.value.problems] == [field]


def test_nothing_said_is_unknown_and_not_no(session: Session, use: Use) -> None:
    found = queries.use_exit(session, BOARD_A, use.id)
    assert found is not None
    assert (found.exit_plan, found.escrow, found.has_alternative, found.row_version) == (None, None, False, 0)
    assert queries.exits(session, BOARD_A) == {}


def test_a_later_word_replaces_the_whole_and_tells_what_was(session: Session, use: Use) -> None:
    set_exit(session, BOARD_A, use.id, EXIT, by=acting(CARLA), expected_version=0)
    set_exit(session, BOARD_A, use.id, ExitInput(exit_plan=SettingAnswer.NO), by=acting(CARLA), expected_version=1)
    last = session.exec(select(Event).where(Event.kind == "use.exit_set").order_by(Event.seq.desc())).first()
    assert last is not None
    assert (last.before or {})["export_format"] == "EDEXML"
    with pytest.raises(ConflictError):
        set_exit(session, BOARD_A, use.id, EXIT, by=acting(CARLA), expected_version=1)


def test_only_who_edits_the_landscape_says_it(session: Session, use: Use) -> None:
    with pytest.raises(NotAllowedError):
        set_exit(session, BOARD_A, use.id, EXIT, by=acting(PETRA))
    with pytest.raises(NotFoundError):
        set_exit(session, BOARD_B, use.id, EXIT, by=acting(CHRIS))
    assert queries.use_exit(session, BOARD_B, use.id) is None


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"exit_plan_url": "//zonder"}, "exit_plan_url"),
        ({"alternative_product_key": "magister"}, "alternative_product_key"),
        ({"alternative_product_key": "bestaat-niet"}, "alternative_product_key"),
        ({"alternative_product_key": None}, "alternative_tested_on"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(session: Session, use: Use, fields: dict[str, Any], where: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        set_exit(session, BOARD_A, use.id, EXIT.model_copy(update=fields), by=acting(CARLA))
    assert [one.where for one in refused.value.problems] == [where]
