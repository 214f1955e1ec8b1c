"""Changing owners over time: what is written, what is refused, and that a later day counts only from that day."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlmodel import Session, select

from swc.access.kinds import Actor
from swc.audit.models import Event
from swc.audit.service import touched
from swc.catalogue.kinds import Trust
from swc.catalogue.models import OwnershipPeriod
from swc.catalogue.ownership import service
from swc.catalogue.ownership.inputs import EndInput, MergerInput, PeriodInput, TakeoverInput
from swc.catalogue.ownership.queries import owned
from swc.catalogue.vendor_queries import vendor_groups
from swc.errors import ConflictError, InvalidInputError, NotAllowedError, NotFoundError
from tests.factories.catalogue import make_period, make_product, make_vendor
from tests.personas import ADMIN, ANNE, ANONYMOUS, CARLA, SACHA, TODAY, acting

BY = acting(SACHA)
SOURCE = "https://example.test/overname"
TOMORROW = TODAY + timedelta(days=1)
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def market(session: Session) -> Session:
    make_vendor(session, "fonds")
    make_vendor(session, "koper")
    make_vendor(session, "maker", parent_key="fonds")
    make_vendor(session, "dochter", parent_key="maker")
    make_product(session, "leerspoor", vendor_key="dochter")
    return session


def kinds(session: Session) -> list[str]:
    return list(session.exec(select(Event.kind).order_by(Event.seq)).all())  # type: ignore[arg-type]


def refused(session: Session, data: PeriodInput, vendor: str = "maker") -> list[str]:
    with pytest.raises(InvalidInputError) as caught:
        service.add_period(session, vendor, data, by=BY)
    return [problem.where for problem in caught.value.problems]


def test_a_takeover_ends_the_present_owner_and_counts_from_its_day(market: Session) -> None:
    data = TakeoverInput(owner_key="koper", on=TODAY, source_url=SOURCE, trust=Trust.CONFIRMED)
    service.take_over(market, "maker", data, by=BY)
    assert vendor_groups(market, on=YESTERDAY)["dochter"].key == "fonds"
    assert vendor_groups(market, on=TODAY)["dochter"].key == "koper"
    assert kinds(market) == ["vendor.owner_ended", "vendor.taken_over"]
    assert touched(market).products == {"leerspoor"}
    begun = market.exec(select(OwnershipPeriod).where(OwnershipPeriod.owner_key == "koper")).one()
    assert (begun.source_url, begun.checked_on, begun.trust) == (SOURCE, TODAY, Trust.CONFIRMED)


def test_a_takeover_of_later_leaves_the_picture_of_today(market: Session) -> None:
    service.take_over(market, "maker", TakeoverInput(owner_key="koper", on=TOMORROW), by=BY)
    assert vendor_groups(market, on=TODAY)["maker"].key == "fonds"
    assert vendor_groups(market, on=TOMORROW)["maker"].key == "koper"


def test_a_takeover_leaves_others_with_a_part_and_takes_the_part_of_the_buyer_along(market: Session) -> None:
    make_vendor(market, "derde")
    make_period(market, "maker", "koper", share=Decimal(20), control=False)
    make_period(market, "maker", "derde", share=Decimal(10), control=False)
    service.take_over(market, "maker", TakeoverInput(owner_key="koper", on=TODAY, share=Decimal(90)), by=BY)
    assert owned(market, on=TODAY)["maker"].parent_key == "koper"
    still = market.exec(select(OwnershipPeriod).where(OwnershipPeriod.vendor_key == "maker")).all()
    assert {one.owner_key for one in still if one.until is None} == {"koper", "derde"}


def test_a_takeover_before_a_planned_one_runs_until_that(market: Session) -> None:
    make_vendor(market, "derde")
    service.take_over(market, "maker", TakeoverInput(owner_key="derde", on=TOMORROW), by=BY)
    service.take_over(market, "maker", TakeoverInput(owner_key="koper", on=YESTERDAY), by=BY)
    found = [owned(market, on=day)["maker"].parent_key for day in (YESTERDAY - timedelta(days=1), TODAY, TOMORROW)]
    assert found == ["fonds", "koper", "derde"]


def test_a_vendor_can_come_to_stand_on_its_own(market: Session) -> None:
    service.take_over(market, "maker", TakeoverInput(on=TODAY), by=BY)
    assert (owned(market, on=TODAY)["maker"].parent_key, owned(market, on=TODAY)["maker"].parent_known) == (None, True)


def test_two_takeovers_on_one_day_are_refused(market: Session) -> None:
    service.take_over(market, "maker", TakeoverInput(owner_key="koper", on=TODAY), by=BY)
    with pytest.raises(InvalidInputError) as caught:
        service.take_over(market, "maker", TakeoverInput(owner_key="fonds", on=TODAY), by=BY)
    assert [one.where for one in caught.value.problems] == ["on"]


def test_what_went_up_in_another_takes_what_it_owned_along(market: Session) -> None:
    service.record_merger(market, "maker", MergerInput(into_key="koper", on=TODAY), by=BY)
    assert [link.key for link in vendor_groups(market, on=TODAY)["dochter"].chain] == ["dochter", "maker", "koper"]
    assert kinds(market)[-1] == "vendor.merged"
    with pytest.raises(InvalidInputError) as caught:
        service.record_merger(market, "koper", MergerInput(into_key="dochter", on=TODAY), by=BY)
    assert [one.where for one in caught.value.problems] == ["into_key"]


def test_a_circle_is_refused_also_when_it_closes_years_later(market: Session) -> None:
    later = TODAY + timedelta(days=700)
    service.take_over(market, "fonds", TakeoverInput(owner_key="koper", on=later), by=BY)
    with pytest.raises(InvalidInputError) as caught:
        service.take_over(market, "koper", TakeoverInput(owner_key="dochter", on=TODAY), by=BY)
    assert [one.where for one in caught.value.problems] == ["owner_key"]


@pytest.mark.parametrize(
    ("data", "where"),
    [
        ({}, ["owner_key"]),
        ({"owner_key": "weg"}, ["owner_key"]),
        ({"owner_key": "koper", "relation": "independent"}, ["owner_key"]),
        ({"relation": "unknown", "share": 10}, ["share"]),
        ({"owner_key": "koper", "from_date": TODAY, "until": TODAY}, ["until"]),
        ({"owner_key": "koper", "control": True}, ["owner_key"]),
        ({"owner_key": "fonds"}, ["owner_key"]),
        ({"owner_key": "koper", "kind": "maatschap"}, ["kind"]),
    ],
)
def test_a_period_that_cannot_be_is_refused_at_its_field(
    market: Session, data: dict[str, object], where: list[str]
) -> None:
    assert refused(market, PeriodInput.model_validate(data)) == where


def test_more_than_all_shares_are_refused(market: Session) -> None:
    make_vendor(market, "los", parent_known=False)
    service.add_period(market, "koper", PeriodInput(owner_key="los", share=Decimal(40), control=False), by=BY)
    assert refused(market, PeriodInput(owner_key="fonds", share=Decimal("60.01"), control=False), "koper") == ["share"]


def test_a_period_is_changed_ended_and_removed_with_its_version(market: Session) -> None:
    (row,) = market.exec(select(OwnershipPeriod).where(OwnershipPeriod.vendor_key == "maker")).all()
    wanted = PeriodInput(owner_key="fonds", share=Decimal("75.5"), from_date=YESTERDAY, source_url=SOURCE)
    service.change_period(market, "maker", row.id, wanted, by=BY, expected_version=1)
    with pytest.raises(ConflictError):
        service.end_period(market, "maker", row.id, EndInput(until=TOMORROW), by=BY, expected_version=1)
    service.end_period(market, "maker", row.id, EndInput(until=TOMORROW), by=BY, expected_version=2)
    assert owned(market, on=TOMORROW)["maker"].parent_known is False
    service.remove_period(market, "maker", row.id, by=BY)
    assert owned(market, on=TODAY)["maker"].parent_key is None
    assert kinds(market) == ["vendor.owner_changed", "vendor.owner_ended", "vendor.owner_removed"]
    with pytest.raises(NotFoundError):
        service.remove_period(market, "maker", row.id, by=BY)


def test_a_change_that_changes_nothing_is_not_told(market: Session) -> None:
    (row,) = market.exec(select(OwnershipPeriod).where(OwnershipPeriod.vendor_key == "maker")).all()
    same = {"source_url": row.source_url, "checked_on": row.checked_on, "trust": row.trust}
    service.change_period(market, "maker", row.id, PeriodInput(owner_key="fonds", **same), by=BY)
    assert kinds(market) == []


@pytest.mark.parametrize("actor", [ANNE, CARLA, ADMIN, ANONYMOUS])
def test_only_a_sector_editor_changes_owners(market: Session, actor: Actor) -> None:
    by = acting(actor)
    with pytest.raises(NotAllowedError):
        service.take_over(market, "maker", TakeoverInput(owner_key="koper", on=TODAY), by=by)
    with pytest.raises(NotAllowedError):
        service.add_period(market, "maker", PeriodInput(owner_key="koper"), by=by)
    with pytest.raises(NotAllowedError):
        service.record_merger(market, "maker", MergerInput(into_key="koper"), by=by)
