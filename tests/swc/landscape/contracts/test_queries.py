"""What boards read of their contracts: judged on a day, in a fixed number of statements."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlmodel import Session

from swc.landscape.contracts import queries
from swc.landscape.contracts.inputs import ContractFilter
from swc.landscape.contracts.kinds import CalendarKind, ContractStatus, CostBasis, LifecycleKind, Uncovered, Unused
from swc.landscape.kinds import LegalForm, PartyRole, Renewal, UsageStatus
from tests.factories.catalogue import make_product, make_version
from tests.factories.contracts import make_contract, make_exit
from tests.factories.fora import LAS
from tests.factories.landscape import make_landscape, make_use
from tests.personas import BOARD_A, BOARD_B, TODAY
from tests.query_count import counted

YEARLY = {"renewal": Renewal.AUTOMATIC, "renewal_months": 12}
ELSEWHERE = "9e" * 16


@pytest.fixture(autouse=True)
def board_with_landscape(session: Session) -> None:
    make_landscape(session)
    for key in ("somtoday", "zermelo"):
        make_product(session, key, vendor_key=None)


def holding(session: Session, **fields: Any) -> None:  # noqa: ANN401 - columns of a contract
    make_contract(session, **{"end_date": date(2027, 7, 31), **YEARLY, **fields})


def test_a_contract_is_judged_by_the_term_that_runs_today(session: Session) -> None:
    make_contract(session, end_date=date(2025, 6, 30), notice_months=1, signed_on=date(2023, 1, 1), **YEARLY)
    (found,) = queries.contracts(session, BOARD_A, TODAY)
    assert (found.status, found.term_end, found.last_notice_day) == (
        ContractStatus.NOTICE_WINDOW,
        date(2026, 6, 30),
        date(2026, 5, 30),
    )
    assert (found.notice_days_left, found.notice_check.limit_months) == (89, 2)


def test_two_contracts_on_one_product_overlap_and_say_so_of_each_other(session: Session) -> None:
    holding(session, title="Oud")
    holding(session, title="Nieuw", start_date=date(2026, 8, 1), end_date=date(2029, 7, 31))
    holding(session, title="Elders", board=BOARD_B)
    make_contract(session, title="Onbekend")
    found = {
        one.title: {each.other.title: each.certain for each in one.overlaps}
        for one in queries.contracts(session, BOARD_A, TODAY)
    }
    assert found["Oud"] == {"Nieuw": True, "Onbekend": False}
    assert found["Nieuw"] == {"Oud": True, "Onbekend": False}


def test_the_number_of_statements_does_not_grow_with_the_contracts(session: Session) -> None:
    def statements() -> list[int]:
        session.expire_all()
        found = []
        for read in (
            queries.contracts,
            queries.calendar,
            queries.component_costs,
            queries.coverage,
            queries.lifecycle,
            lambda one, board, _: queries.exits(one, board),
        ):
            with counted(session) as ran:
                read(session, BOARD_A, TODAY)
            found.append(len(ran))
        return found

    holding(session, parties=((PartyRole.SUPPLIER, "X", None),), documents=("https://x.example/1",))
    few = make_use(session, components=(LAS,))
    make_exit(session, few.id)
    statements()
    before = statements()
    for count in range(6):
        holding(session, title=f"Contract {count}", parties=((PartyRole.SUPPLIER, "X", None),))
        make_exit(session, make_use(session, own_name=f"{count}", components=(LAS,), yearly_cost=Decimal(5)).id)
    assert statements() == before
    assert max(before) <= 7


def test_a_filter_keeps_what_it_asks_for(session: Session) -> None:
    holding(session, title="Magister", parties=((PartyRole.SUPPLIER, "SchoolMaster", "schoolmaster"),))
    holding(session, title="Rooster", products=("zermelo",), legal_form=LegalForm.DIRECT, yearly_price=Decimal(10))
    make_contract(session, title="Oud", end_date=date(2020, 1, 1), renewal=Renewal.ENDS, products=())
    found = queries.contracts(session, BOARD_A, TODAY)

    def titles(**asked: Any) -> list[str]:  # noqa: ANN401 - fields of the filter
        return [one.title for one in queries.filtered(found, ContractFilter(**asked))]

    assert titles() == ["Magister", "Oud", "Rooster"]
    assert titles(text="schoolmaster magi") == ["Magister"]
    assert titles(status=(ContractStatus.ENDED,)) == ["Oud"]
    assert titles(legal_form=(LegalForm.DIRECT,)) == ["Rooster"]
    assert titles(vendor="schoolmaster") == ["Magister"]
    assert titles(product="zermelo") == ["Rooster"]
    assert titles(unpriced=True) == ["Magister", "Oud"]
    assert titles(overlapping=True) == []


def test_the_calendar_tells_notice_days_renewals_and_ends_in_order(session: Session) -> None:
    holding(session, title="Loopt door", notice_months=3)
    make_contract(session, title="Eindigt", end_date=date(2026, 6, 30), renewal=Renewal.ENDS)
    make_contract(session, title="Voorbij", end_date=date(2025, 6, 30), renewal=Renewal.ENDS)
    assert [(one.title, one.kind, one.on) for one in queries.calendar(session, BOARD_A, TODAY)] == [
        ("Eindigt", CalendarKind.END, date(2026, 6, 30)),
        ("Loopt door", CalendarKind.LAST_NOTICE, date(2027, 4, 30)),
        ("Loopt door", CalendarKind.RENEWAL, date(2027, 7, 31)),
    ]


def test_every_euro_is_counted_once_and_the_unknown_is_counted_too(session: Session) -> None:
    make_use(session, own_name="Noord", components=(LAS, ELSEWHERE), yearly_cost=Decimal(999))
    make_use(session, own_name="Zuid", components=(LAS,))
    make_use(session, product="somtoday", components=(LAS,), yearly_cost=Decimal("80.01"))
    make_use(session, product="somtoday", own_name="Duister")
    make_use(session, product="somtoday", own_name="Weg", status=UsageStatus.PHASED_OUT, yearly_cost=Decimal(7))
    holding(session, products=("magister", "zermelo"), yearly_price=Decimal("100.01"))
    make_contract(session, title="Voorbij", yearly_price=Decimal(500), end_date=date(2020, 1, 1), renewal=Renewal.ENDS)
    holding(session, title="Zonder prijs", products=())
    make_contract(session, title="Misschien", yearly_price=Decimal(300), end_date=None)
    found = queries.cost_overview(session, BOARD_A, TODAY)
    named = {one.component.guid if one.component else "": one for one in found.components}
    noord = next(one for one in named[LAS].uses if one.name == "Noord")
    assert (noord.contract_share, noord.own_cost, noord.counted) == (Decimal("25.01"), Decimal(999), Decimal("25.01"))
    assert (noord.share, noord.basis, noord.components) == (Decimal("12.51"), CostBasis.CONTRACT, 2)
    assert (named[LAS].products, named[LAS].overlap, named[LAS].unknown) == (2, True, 0)
    assert (named[""].unknown, named[""].overlap) == (1, False)
    assert found.total == Decimal("100.01") + Decimal("80.01")
    assert found.total == sum(one.cost for one in found.components) + found.unused
    assert (found.unused, found.unknown, found.unpriced) == (Decimal("50.00"), 1, 1)
    assert found.uncertain == 1


def test_what_is_free_without_contract_costs_nothing(session: Session) -> None:
    make_use(session, components=(LAS,))
    make_contract(session, legal_form=LegalForm.FREE_WITHOUT_CONTRACT)
    found = queries.cost_overview(session, BOARD_A, TODAY)
    assert (found.total, found.unknown) == (Decimal(0), 0)


def test_uses_without_contract_and_contracts_without_use_are_told_apart_by_why(session: Session) -> None:
    make_use(session)
    make_use(session, product="somtoday")
    make_use(session, product="zermelo", status=UsageStatus.PHASED_OUT)
    make_contract(session, legal_form=LegalForm.FREE_WITHOUT_CONTRACT)
    make_contract(session, title="Somtoday", products=("somtoday",), end_date=date(2020, 1, 1), renewal=Renewal.ENDS)
    holding(session, title="Zermelo", products=("zermelo",))
    holding(session, title="Niets", products=())
    found = queries.coverage(session, BOARD_A, TODAY)
    assert (found.covered, found.free) == (1, 1)
    assert [(one.product_key, one.why) for one in found.without_contract] == [("somtoday", Uncovered.ENDED)]
    assert {one.contract.title: one.why for one in found.without_use} == {
        "Zermelo": Unused.USE_ENDED,
        "Niets": Unused.NO_PRODUCT,
    }


def test_announced_ends_of_products_and_versions_in_use_are_told(session: Session) -> None:
    make_product(session, "oud", vendor_key=None, end_of_life=date(2026, 9, 1))
    version = make_version(session, product="somtoday", name="5", end_of_support=date(2027, 9, 1))
    make_use(session, product="oud")
    make_use(session, product="somtoday", version_id=version)
    make_use(session, product="oud", own_name="Weg", status=UsageStatus.PHASED_OUT)
    found = queries.lifecycle(session, BOARD_A, TODAY)
    assert [(one.kind, one.product_key, one.version_name, one.within_warning) for one in found] == [
        (LifecycleKind.PRODUCT_END, "oud", None, True),
        (LifecycleKind.VERSION_SUPPORT_END, "somtoday", "5", False),
    ]
