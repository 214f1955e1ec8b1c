"""The countries of a product kept apart: vendor, ultimate parent, data and sub-processors, each with its own source."""

from __future__ import annotations

from datetime import date, timedelta

from sqlmodel import Session

from swc.catalogue.kinds import Trust
from swc.catalogue.models import SubProcessor
from swc.catalogue.ownership.jurisdictions import jurisdictions
from swc.catalogue.ownership.schemas import Jurisdictions
from swc.catalogue.queries import product_detail
from tests.factories.catalogue import drop_periods, make_period, make_product, make_vendor
from tests.personas import TODAY

THEN = TODAY - timedelta(days=100)


def around(session: Session, key: str, day: date = TODAY) -> Jurisdictions:
    product = product_detail(session, key, on=day)
    assert product is not None
    return jurisdictions(session, product, on=day)


def test_each_country_stands_apart_and_the_parent_is_that_of_the_day(session: Session) -> None:
    make_vendor(session, "oud", country="FI")
    make_vendor(session, "nieuw", country="US", parent_known=False)
    make_vendor(session, "maker", country="NL")
    drop_periods(session, "maker")
    make_period(session, "maker", "oud", until=THEN)
    make_period(session, "maker", "nieuw", from_date=THEN)
    make_product(session, "app", vendor_key="maker", locations=("IE",))
    now, then = around(session, "app"), around(session, "app", THEN - timedelta(days=1))
    assert (now.vendor and now.vendor.country, [one.country for one in now.locations]) == ("NL", ["IE"])
    assert now.parent is not None
    assert then.parent is not None
    assert (now.parent.country, now.parent.chain_known) == ("US", False)
    assert (then.parent.country, then.parent.chain_known) == ("FI", True)


def test_a_sub_processor_has_its_own_country_and_that_of_its_parent(session: Session) -> None:
    make_vendor(session, "reus", country="US")
    make_vendor(session, "wolk", country="IE", parent_key="reus")
    make_product(session, "app", vendor_key=None, sub_processors=(("Gok", None),))
    said = {"product_key": "app", "trust": Trust.CONFIRMED}
    session.add(SubProcessor(name="Wolk", vendor_key="wolk", **said))
    session.flush()
    found = around(session, "app")
    assert (found.vendor, found.parent, found.locations) == (None, None, ())
    assert {(one.name, one.country) for one in found.sub_processors} == {("Gok", None), ("Wolk", "IE")}
    assert [(one.key, one.country) for one in found.sub_parents] == [("reus", "US")]
    assert len(found.rows) == 3
