"""The owner in the form of a vendor: it writes or corrects the period of today and loses nothing that was entered."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlmodel import Session, select

from swc.audit.models import Event
from swc.catalogue.inputs import VendorInput
from swc.catalogue.kinds import OwnershipRelation, Trust
from swc.catalogue.models import OwnershipPeriod
from swc.catalogue.service.vendors import add_vendor, change_vendor
from swc.catalogue.vendor_queries import vendor_detail
from swc.errors import InvalidInputError
from tests.factories.catalogue import drop_periods, make_period, make_vendor
from tests.personas import SACHA, TODAY, acting

BY = acting(SACHA)
SOURCE = "https://example.test/eigenaar"


def periods(session: Session, key: str = "maker") -> list[OwnershipPeriod]:
    return list(session.exec(select(OwnershipPeriod).where(OwnershipPeriod.vendor_key == key)).all())


def test_a_new_vendor_gets_a_period_without_days_with_the_source_of_the_form(session: Session) -> None:
    make_vendor(session, "fonds")
    data = VendorInput(name="Maker", parent_key="fonds", source_url=SOURCE, trust=Trust.CONFIRMED)
    (row,) = periods(session, add_vendor(session, data, by=BY))
    assert (row.owner_key, row.from_date, row.until, row.source_url, row.trust) == (
        "fonds",
        None,
        None,
        SOURCE,
        Trust.CONFIRMED,
    )
    found = vendor_detail(session, "maker", on=TODAY)
    assert found is not None
    assert (found.parent_key, found.fact("parent_key").source_url) == ("fonds", SOURCE)


def test_a_vendor_of_which_no_owner_is_said_gets_no_period(session: Session) -> None:
    add_vendor(session, VendorInput(name="Maker"), by=BY)
    assert periods(session) == []


def test_a_change_that_says_nothing_of_the_owner_leaves_it(session: Session) -> None:
    make_vendor(session, "fonds")
    make_vendor(session, "maker", parent_key="fonds", ownership_kind=None)
    change_vendor(session, "maker", VendorInput(name="Maker", note="Anders"), by=BY)
    (row,) = periods(session)
    assert (row.owner_key, row.row_version) == ("fonds", 1)


def test_a_correction_changes_the_period_and_is_told_with_what_it_was(session: Session) -> None:
    make_vendor(session, "fonds")
    make_vendor(session, "maker")
    change_vendor(session, "maker", VendorInput(name="Maker", parent_key="fonds"), by=BY)
    (row,) = periods(session)
    assert (row.owner_key, row.relation, row.row_version) == ("fonds", OwnershipRelation.OWNED, 2)
    told = session.exec(select(Event).where(Event.kind == "vendor.changed")).one()
    assert told.before is not None
    assert told.after is not None
    assert (told.before["parent_key"], told.after["parent_key"]) == (None, "fonds")


def test_an_owner_of_whom_days_or_a_share_are_known_is_not_replaced_in_the_form(session: Session) -> None:
    make_vendor(session, "fonds")
    make_vendor(session, "koper")
    make_vendor(session, "maker")
    drop_periods(session, "maker")
    make_period(session, "maker", "fonds", from_date=TODAY - timedelta(days=9), share=Decimal(80))
    with pytest.raises(InvalidInputError) as refused:
        change_vendor(session, "maker", VendorInput(name="Maker", parent_key="koper"), by=BY)
    assert [one.where for one in refused.value.problems] == ["parent_key"]
    same = VendorInput(name="Maker", parent_key="fonds", note="Anders")
    change_vendor(session, "maker", same, by=BY)
    (row,) = periods(session)
    assert (row.owner_key, row.share, row.row_version) == ("fonds", Decimal(80), 1)


def test_what_went_up_in_another_stays_so_when_its_vendor_is_changed(session: Session) -> None:
    make_vendor(session, "fonds")
    make_vendor(session, "maker")
    drop_periods(session, "maker")
    make_period(session, "maker", "fonds", relation=OwnershipRelation.MERGED)
    change_vendor(session, "maker", VendorInput(name="Maker", parent_key="fonds", note="Anders"), by=BY)
    assert [one.relation for one in periods(session)] == [OwnershipRelation.MERGED]


def test_saying_that_the_owner_is_not_known_keeps_that_somebody_looked(session: Session) -> None:
    make_vendor(session, "fonds")
    make_vendor(session, "maker", parent_key="fonds")
    data = VendorInput(name="Maker", parent_known=False, source_url=SOURCE)
    change_vendor(session, "maker", data, by=BY)
    (row,) = periods(session)
    assert (row.relation, row.owner_key, row.source_url) == (OwnershipRelation.UNKNOWN, None, SOURCE)
