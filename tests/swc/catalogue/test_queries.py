"""Reading products, vendors and central DPIAs, on both databases."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import Session

from swc.catalogue.kinds import CentralOutcome, DataLevel, ProductStatus, Trust
from swc.catalogue.queries import (
    ProductFilter,
    categories,
    central_dpia,
    central_dpias,
    existing_products,
    product_detail,
    product_facts,
    products,
    vendor_detail,
    vendor_groups,
    vendors,
)
from tests.factories.catalogue import make_central, make_product, make_vendor
from tests.personas import TODAY
from tests.query_count import counted

LAS = "c64a7a54f38e487e814801bc3d9c92fd"


@pytest.fixture
def market(session: Session) -> Session:
    make_vendor(session, "moeder", name="Moeder Oyj", country="FI", dpf_certified=None)
    make_vendor(session, "dochter", name="Dochter B.V.", parent_key="moeder", trust=Trust.UNCONFIRMED)
    make_vendor(session, "los", name="Los B.V.", parent_known=False)
    make_product(session, "een", name="Één", vendor_key="dochter", components=(LAS,), standards=("oso", "uwlr"))
    make_product(session, "twee", name="Twee", vendor_key="los", category="ELO", data_level=DataLevel.SPECIAL)
    make_product(session, "drie", name="Drie", vendor_key=None, status=ProductStatus.CONCEPT, trust=Trust.UNKNOWN)
    make_central(session, "dpia-twee", products=("twee",))
    return session


def test_a_group_is_named_after_the_top_of_the_chain_with_the_weakest_trust(market: Session) -> None:
    group = vendor_groups(market, on=TODAY)["dochter"]
    assert (group.key, group.name, group.country, group.known) == ("moeder", "Moeder Oyj", "FI", True)
    assert [link.key for link in group.chain] == ["dochter", "moeder"]
    assert group.trust is Trust.UNCONFIRMED


def test_a_vendor_whose_owner_nobody_knows_is_not_called_independent(market: Session) -> None:
    group = vendor_groups(market, on=TODAY)["los"]
    assert (group.key, group.known, group.trust) == ("los", False, Trust.UNKNOWN)


def test_a_product_without_vendor_has_no_group(market: Session) -> None:
    assert product_facts(market, ["drie"], on=TODAY)["drie"].vendor is None
    assert product_facts(market, ["drie"], on=TODAY)["drie"].parent_country is None
    detail = product_detail(market, "drie", on=TODAY)
    assert detail is not None
    assert detail.vendor is None


def test_product_facts_bundle_what_rules_ask(market: Session) -> None:
    make_central(
        market, products=("een",), versions=(("2021", CentralOutcome.NEGATIVE), ("2024-06", CentralOutcome.CONDITIONAL))
    )
    facts = product_facts(market, ["een", "bestaat-niet"], on=TODAY)
    assert set(facts) == {"een"}
    one = facts["een"]
    assert one.central is not None
    assert (one.central.number, one.central.effective_on) == (2, date(2024, 6, 1))
    assert [each.standard for each in one.standards] == ["oso", "uwlr"]
    assert one.vendor_country == "NL"
    assert one.parent_country == "FI"
    assert one.trust("data_level") is Trust.CONFIRMED
    assert one.trust("hosting") is Trust.UNKNOWN


def test_product_facts_take_the_same_number_of_statements_for_one_and_for_many(market: Session) -> None:
    with counted(market) as few:
        product_facts(market, ["een"], on=TODAY)
    for number in range(30):
        make_product(market, f"p{number}", vendor_key="dochter", components=(LAS,), locations=("NL",))
    with counted(market) as many:
        found = product_facts(market, [f"p{number}" for number in range(30)], on=TODAY)
    assert len(found) == 30
    assert len(few) == len(many) == 9


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (ProductFilter(), ["drie", "een", "twee"]),
        (ProductFilter(search="één"), ["een"]),
        (ProductFilter(search="dochter"), ["een"]),
        (ProductFilter(status=ProductStatus.CONCEPT), ["drie"]),
        (ProductFilter(category="ELO"), ["twee"]),
        (ProductFilter(component=LAS), ["een"]),
        (ProductFilter(level=DataLevel.SPECIAL), ["twee"]),
        (ProductFilter(group="moeder"), ["een"]),
        (ProductFilter(vendor="los"), ["twee"]),
        (ProductFilter(group="moeder", category="ELO"), []),
        (ProductFilter(central="dpia-twee"), ["twee"]),
    ],
)
def test_products_are_narrowed_by_every_filter(market: Session, filters: ProductFilter, expected: list[str]) -> None:
    page = products(market, filters, on=TODAY)
    assert sorted(item.key for item in page.items) == expected
    assert page.total == len(expected)


def test_a_page_of_products_counts_all_and_takes_a_fixed_number_of_statements(market: Session) -> None:
    with counted(market) as statements:
        page = products(market, offset=1, limit=1, on=TODAY)
    assert (page.total, len(page.items)) == (3, 1)
    assert len(statements) == 5


def test_a_product_tells_everything_with_its_source(market: Session) -> None:
    make_central(market, products=("een", "twee"))
    detail = product_detail(market, "een", on=TODAY)
    assert detail is not None
    assert detail.fact("data_level").source_url
    assert detail.fact("hosting").trust is Trust.UNKNOWN
    assert {one.key for one in detail.central_dpias[0].products} == {"een", "twee"}
    assert detail.components[0].component_name == ""
    assert detail.model_dump(by_alias=True)["dataLevel"] == "gewoon"


def test_what_does_not_exist_is_nothing(market: Session) -> None:
    assert product_detail(market, "weg", on=TODAY) is None
    assert vendor_detail(market, "weg", on=TODAY) is None
    assert central_dpia(market, "weg") is None


def test_a_vendor_shows_products_owner_and_what_it_owns(market: Session) -> None:
    mother = vendor_detail(market, "moeder", on=TODAY)
    daughter = vendor_detail(market, "dochter", on=TODAY)
    assert mother is not None
    assert daughter is not None
    assert [one.key for one in mother.owns] == ["dochter"]
    assert [one.key for one in daughter.products] == ["een"]
    assert daughter.fact("parent_key").trust is Trust.UNCONFIRMED


def test_vendors_are_searched_and_paged(market: Session) -> None:
    assert [one.key for one in vendors(market, search="b.v.", on=TODAY).items] == ["dochter", "los"]
    assert vendors(market, limit=1, on=TODAY).total == 3
    assert vendors(market, search="dochter", on=TODAY).items[0].product_count == 1


def test_central_dpias_show_versions_newest_first(market: Session) -> None:
    make_central(
        market, products=("een",), versions=(("2021", CentralOutcome.NEGATIVE), ("2024", CentralOutcome.POSITIVE))
    )
    one = next(each for each in central_dpias(market) if each.key == "dpia-leerspoor")
    assert [version.number for version in one.versions] == [2, 1]
    assert one.latest is not None
    assert one.latest.outcome is CentralOutcome.POSITIVE


def test_categories_and_existing_products_are_listed(market: Session) -> None:
    assert categories(market) == ("ELO", "LAS")
    assert existing_products(market, ["een", "weg"]) == {"een": "Één"}
