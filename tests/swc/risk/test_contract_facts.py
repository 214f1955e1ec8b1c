"""Contracts and ways out as the rules read them: where each stands on the day, and only the board's own."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from sqlmodel import Session, select

from swc.catalogue.kinds import OwnershipRelation
from swc.catalogue.models import OwnershipPeriod, SubProcessor
from swc.landscape.contracts.kinds import ContractStatus, NoticeVerdict
from swc.landscape.kinds import LegalForm, Renewal, SettingAnswer
from swc.landscape.models import Use
from swc.risk.board_facts import board_facts
from swc.risk.contract_facts import contracts, exits
from swc.risk.supply_facts import ExitFact, OwnerFact, SubFact
from tests.factories.boards import make_board
from tests.factories.catalogue import make_product, make_vendor
from tests.factories.contracts import make_contract, make_exit
from tests.factories.landscape import make_use
from tests.personas import BOARD_A, BOARD_B
from tests.query_count import counted

TODAY = date(2026, 3, 2)


@pytest.fixture
def use(session: Session) -> Use:
    """Return a use of a product of a known vendor at board A."""
    make_board(session)
    make_board(session, number=BOARD_B)
    make_vendor(session, "fonds")
    make_vendor(session, "zeil", parent_known=False)
    make_product(session, "leerspoor", vendor_key="zeil", sub_processors=(("Wolk B.V.", "NL"),))
    return make_use(session, product="leerspoor")


TERMS = {"title": "Leren", "legal_form": LegalForm.DIRECT, "renewal": Renewal.AUTOMATIC, "products": ("leerspoor",)}


@pytest.mark.usefixtures("use")
def test_a_contract_is_read_as_it_stands_after_its_renewals(session: Session) -> None:
    make_contract(
        session,
        **TERMS,
        signed_on=date(2022, 6, 1),
        start_date=date(2022, 8, 1),
        end_date=date(2025, 7, 31),
        renewal_months=12,
        notice_months=6,
        data_processing_service=True,
        yearly_price=Decimal(100),
    )
    make_contract(session, board=BOARD_B, products=("leerspoor",))
    (found,) = contracts(session, BOARD_A, TODAY)
    assert (found.term_end, found.last_notice_day) == (date(2026, 7, 31), date(2026, 1, 31))
    assert found.status is ContractStatus.NOTICE_PASSED
    assert found.verdict is NoticeVerdict.NOT_APPLICABLE
    assert found.products == frozenset({"leerspoor"})
    facts = board_facts(session, BOARD_A, TODAY)
    assert facts is not None
    assert [one.title for one in facts.contracts_of("leerspoor")] == ["Leren"]
    assert facts.contracts_of("anders") == ()


@pytest.mark.usefixtures("use")
def test_a_changed_contract_is_read_anew(session: Session) -> None:
    row = make_contract(session, **TERMS, end_date=date(2027, 12, 31))
    assert [one.notice_known for one in contracts(session, BOARD_A, TODAY)] == [False]
    row.notice_days = 30
    session.flush()
    assert [one.notice_known for one in contracts(session, BOARD_A, TODAY)] == [True]


def test_what_is_recorded_on_leaving_stands_with_its_use(session: Session, use: Use) -> None:
    make_exit(session, use.id, exit_plan=SettingAnswer.YES, export_format="CSV")
    assert exits(session, BOARD_A) == {use.id: ExitFact(SettingAnswer.YES, "CSV", None)}
    assert exits(session, BOARD_B) == {}


@pytest.mark.usefixtures("use")
def test_owners_are_read_with_the_day_they_began_and_sub_processors_by_one_name(session: Session) -> None:
    session.add(
        OwnershipPeriod(
            vendor_key="zeil",
            owner_key="fonds",
            relation=OwnershipRelation.OWNED,
            kind="private-equity",
            from_date=date(2025, 6, 1),
        )
    )
    session.add(SubProcessor(product_key="leerspoor", name="WOLK BV"))
    session.flush()
    facts = board_facts(session, BOARD_A, TODAY)
    assert facts is not None
    (told,) = facts.uses
    assert told.vendor.owners == (OwnerFact("Zeil", "Fonds", "fonds", "private-equity", date(2025, 6, 1)),)
    assert {one.key for one in told.product.sub_processors} == {"wolk b v", "wolk bv"}
    assert SubFact("wolk b v", "Wolk B.V.") in told.product.sub_processors


@pytest.mark.usefixtures("use")
def test_what_the_last_owner_is_says_how_it_holds_where_nothing_else_does(session: Session) -> None:
    session.add(OwnershipPeriod(vendor_key="zeil", owner_key="fonds", relation=OwnershipRelation.OWNED))
    alone = session.exec(select(OwnershipPeriod).where(OwnershipPeriod.vendor_key == "fonds")).one()
    alone.kind = "private-equity"
    session.flush()
    facts = board_facts(session, BOARD_A, TODAY)
    assert facts is not None
    assert [one.kind for use in facts.uses for one in use.vendor.owners] == ["private-equity"]


@pytest.mark.usefixtures("use")
def test_more_contracts_take_no_more_statements(session: Session) -> None:
    make_contract(session, **TERMS)
    with counted(session) as few:
        contracts(session, BOARD_A, TODAY)
    for at in range(5):
        make_contract(session, title=f"Contract {at}", products=("leerspoor",))
    with counted(session) as many:
        contracts(session, BOARD_A, TODAY)
    assert len(few) == len(many) == 2
