"""Owners of a day and of all days are the same owners, each read in one statement."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlmodel import Session

from swc.catalogue.ownership.queries import deciding, owned, ownerships
from tests.factories.catalogue import drop_periods, make_period, make_vendor
from tests.personas import TODAY
from tests.query_count import counted

THEN = TODAY - timedelta(days=30)
LATER = TODAY + timedelta(days=30)


@pytest.fixture
def market(session: Session) -> Session:
    make_vendor(session, "oud")
    make_vendor(session, "nieuw", ownership_kind="private-equity")
    make_vendor(session, "los", parent_known=False)
    make_vendor(session, "maker")
    drop_periods(session, "maker")
    make_period(session, "maker", "oud", until=THEN, share=Decimal("60.5"))
    make_period(session, "maker", "nieuw", from_date=THEN, until=LATER, control=True)
    make_period(session, "maker", "los", from_date=THEN, share=Decimal(5))
    return session


def test_owners_of_a_day_are_those_of_all_days_asked_for_that_day(market: Session) -> None:
    everything = ownerships(market)
    assert everything.boundaries() == (THEN, LATER)
    for day in (THEN - timedelta(days=1), THEN, TODAY, LATER - timedelta(days=1), LATER):
        assert owned(market, on=day) == everything.on(day)


def test_what_decides_on_a_day_is_found_with_the_day_it_began(market: Session) -> None:
    now = owned(market, on=TODAY)["maker"]
    assert (now.parent_key, now.parent_known, now.parent_since) == ("nieuw", True, THEN)
    found = [deciding(market, "maker", day) for day in (THEN - timedelta(days=1), TODAY, LATER)]
    assert [one.owner_key if one else None for one in found] == ["oud", "nieuw", None]
    told = deciding(market, "los", TODAY)
    assert told is not None
    assert told.relation == "unknown"


def test_each_takes_one_statement_and_a_change_shows_at_once(market: Session) -> None:
    owned(market, on=TODAY)
    with counted(market) as statements:
        owned(market, on=TODAY)
        ownerships(market)
    assert len(statements) == 2
    drop_periods(market, "maker")
    assert owned(market, on=TODAY)["maker"].parent_known is False


def test_what_is_read_can_be_changed_without_changing_what_others_read(market: Session) -> None:
    owned(market, on=TODAY).pop("maker")
    assert "maker" in owned(market, on=TODAY)
