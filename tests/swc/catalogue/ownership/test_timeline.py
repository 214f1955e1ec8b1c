"""One organisation over time: what a picture of a day shows, and that reading it takes a fixed number of statements."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlmodel import Session

from swc.catalogue.ownership.inputs import NameInput, RenameInput
from swc.catalogue.ownership.names import add_name, rename
from swc.catalogue.ownership.schemas import When
from swc.catalogue.ownership.timeline import ownership
from tests.factories.catalogue import drop_periods, make_period, make_vendor
from tests.personas import SACHA, TODAY, acting
from tests.query_count import counted

THEN = TODAY - timedelta(days=500)
BEFORE = THEN - timedelta(days=1)


@pytest.fixture
def market(session: Session) -> Session:
    for key in ("oud", "nieuw", "deel"):
        make_vendor(session, key)
    make_vendor(session, "moeder", parent_known=False)
    make_vendor(session, "maker", parent_key="moeder")
    make_vendor(session, "dochter", parent_key="maker")
    drop_periods(session, "moeder")
    make_period(session, "moeder", "oud", until=THEN, share=Decimal(100))
    make_period(session, "moeder", "nieuw", from_date=THEN, share=Decimal("81.1"))
    make_period(session, "moeder", "deel", share=Decimal("18.9"), from_date=THEN, control=False)
    return session


def test_a_picture_of_before_a_takeover_keeps_the_owner_of_then(market: Session) -> None:
    now, then = (ownership(market, "dochter", on=day) for day in (TODAY, BEFORE))
    assert now is not None
    assert then is not None
    assert [link.key for link in now.group.chain] == ["dochter", "maker", "moeder", "nieuw"]
    assert [link.key for link in then.group.chain] == ["dochter", "maker", "moeder", "oud"]
    assert now.moments == then.moments == (THEN,)


def test_a_tree_runs_from_the_top_down_with_owners_without_control_below_what_they_hold(market: Session) -> None:
    found = ownership(market, "maker", on=TODAY)
    assert found is not None
    assert [(one.key, one.depth, one.above, one.holder) for one in found.tree] == [
        ("nieuw", 0, None, False),
        ("moeder", 1, "nieuw", False),
        ("deel", 2, "moeder", True),
        ("maker", 2, "moeder", False),
        ("dochter", 3, "maker", False),
    ]


def test_periods_say_where_they_stand_and_which_one_decides(market: Session) -> None:
    found = ownership(market, "moeder", on=TODAY)
    assert found is not None
    assert found.periods[0].owner_key == "oud"
    assert {(one.owner_key, one.when, one.decides) for one in found.periods} == {
        ("oud", When.PAST, False),
        ("deel", When.PRESENT, False),
        ("nieuw", When.PRESENT, True),
    }
    assert [one.vendor_key for one in found.holds] == ["maker"]


def test_a_name_of_before_is_shown_on_its_days(market: Session) -> None:
    by = acting(SACHA)
    rename(market, "moeder", RenameInput(name="Moeder Groep", on=THEN), by=by)
    add_name(market, "moeder", NameInput(name="Oermoeder", until=THEN - timedelta(days=900)), by=by)
    now, then = (ownership(market, "maker", on=day) for day in (TODAY, BEFORE))
    assert now is not None
    assert then is not None
    assert [one.name for one in now.tree if one.key == "moeder"] == ["Moeder Groep"]
    assert [one.name for one in then.tree if one.key == "moeder"] == ["Moeder"]


def test_reading_takes_the_same_number_of_statements_for_many(market: Session) -> None:
    with counted(market) as few:
        ownership(market, "maker", on=TODAY)
    for number in range(25):
        make_vendor(market, f"v{number}", parent_key="maker")
    with counted(market) as many:
        ownership(market, "maker", on=TODAY)
    assert (len(few), len(many)) == (4, 4)


def test_what_does_not_exist_has_no_owners(session: Session) -> None:
    assert ownership(session, "weg", on=TODAY) is None
