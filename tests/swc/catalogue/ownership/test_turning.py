"""The day on which a period begins or ends that was recorded before is noticed once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from swc.access.kinds import SYSTEM, Act
from swc.audit.models import Event
from swc.audit.service import touched
from swc.catalogue.ownership.inputs import TakeoverInput
from swc.catalogue.ownership.service import take_over
from swc.catalogue.ownership.turning import turn_owners
from tests.factories.catalogue import make_product, make_vendor
from tests.personas import NOW, SACHA, TODAY, acting


@pytest.fixture
def planned(session: Session) -> Session:
    make_vendor(session, "koper")
    make_vendor(session, "maker")
    make_product(session, "leerspoor", vendor_key="maker")
    take_over(session, "maker", TakeoverInput(owner_key="koper", on=TODAY + timedelta(days=3)), by=acting(SACHA))
    session.info.pop("touched", None)
    return session


@pytest.mark.parametrize(("later", "told"), [(0, ()), (2, ()), (3, ("maker",)), (9, ("maker",))])
def test_a_planned_takeover_is_told_on_its_day_or_when_the_product_runs_again(
    planned: Session, later: int, told: tuple[str, ...]
) -> None:
    by = Act(SYSTEM, NOW + timedelta(days=later))
    assert turn_owners(planned, by=by) == told
    assert touched(planned).products == ({"leerspoor"} if told else set())
    assert turn_owners(planned, by=by) == ()


def test_what_was_told_on_the_day_itself_needs_no_turn(session: Session) -> None:
    make_vendor(session, "koper")
    make_vendor(session, "maker")
    take_over(session, "maker", TakeoverInput(owner_key="koper", on=TODAY), by=acting(SACHA))
    assert turn_owners(session, by=Act(SYSTEM, NOW)) == ()
    assert "vendor.owner_turned" not in session.exec(select(Event.kind)).all()
