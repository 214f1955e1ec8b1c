"""Contracts: added, changed, ended and removed with nothing lost, by who may, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import Session, select

from swc.audit.models import Event
from swc.errors import ConflictError, InvalidInputError, NotAllowedError, NotFoundError
from swc.landscape.contracts import queries, service
from swc.landscape.contracts.inputs import ContractInput, EndInput
from swc.landscape.kinds import LegalForm, PartyRole, Renewal
from swc.landscape.models import Contract
from tests.factories.contracts import make_contract
from tests.factories.landscape import make_landscape
from tests.personas import BOARD_A, BOARD_B, BRAM, CARLA, CHRIS, PETRA, TODAY, acting

BY_PETRA = acting(PETRA)
CONTRACT = ContractInput(
    title="Magister en modules",
    reference="2024-17",
    legal_form=LegalForm.OWN_TENDER,
    signed_on=date(2024, 5, 1),
    start_date=date(2024, 8, 1),
    end_date=date(2027, 7, 31),
    notice_months=3,
    renewal=Renewal.AUTOMATIC,
    renewal_months=12,
    yearly_price="€ 12.500,50",  # type: ignore[arg-type]
    price_index="CBS-index diensten",
    data_processing_service=True,
    parties=["schoolmaster bv", "afnemer: Stichting De Eik"],  # type: ignore[arg-type]
    products=("magister",),
    documents=["Contract | https://archief.example/c.pdf | 2024-05-01"],  # type: ignore[arg-type]
)


@pytest.fixture(autouse=True)
def board_with_landscape(session: Session) -> None:
    make_landscape(session)


def events(session: Session) -> list[Event]:
    return list(session.exec(select(Event).where(Event.subject_kind == "contract").order_by(Event.seq)))


def problems_of(session: Session, **fields: Any) -> set[str]:  # noqa: ANN401 - fields of the input
    wrong = ContractInput.model_validate({**CONTRACT.model_dump(), **fields})
    with pytest.raises(InvalidInputError) as refused:
        service.add_contract(session, BOARD_A, wrong, by=BY_PETRA)
    return {one.where for one in refused.value.problems}


def test_a_contract_is_kept_whole_and_its_supplier_is_found_in_the_catalogue(session: Session) -> None:
    added = service.add_contract(session, BOARD_A, CONTRACT, by=BY_PETRA)
    found = queries.contract(session, BOARD_A, added, TODAY)
    assert found is not None
    summary = found.summary
    assert [(one.role, one.name, one.vendor_key) for one in summary.parties] == [
        (PartyRole.SUPPLIER, "SchoolMaster B.V.", "schoolmaster"),
        (PartyRole.CUSTOMER, "Stichting De Eik", None),
    ]
    assert (summary.yearly_price, summary.row_version) == (Decimal("12500.50"), 1)
    assert [one.text for one in found.documents] == ["Contract | https://archief.example/c.pdf | 2024-05-01"]
    (event,) = events(session)
    assert event.kind == "contract.added"
    assert event.after["parties"] == ["leverancier: SchoolMaster B.V. (schoolmaster)", "afnemer: Stichting De Eik"]


def test_a_change_tells_only_what_differs_and_saying_it_again_changes_nothing(session: Session) -> None:
    added = service.add_contract(session, BOARD_A, CONTRACT, by=BY_PETRA)
    longer = CONTRACT.model_copy(update={"notice_months": 2})
    for _ in range(2):
        service.change_contract(session, BOARD_A, added, longer, by=BY_PETRA)
    _, changed = events(session)
    assert (changed.kind, changed.before, changed.after) == (
        "contract.changed",
        {"notice_months": 3, "name": "Magister en modules"},
        {"notice_months": 2, "name": "Magister en modules"},
    )
    assert session.get_one(Contract, added).row_version == 2


def test_ending_a_contract_keeps_it_readable(session: Session) -> None:
    added = service.add_contract(session, BOARD_A, CONTRACT, by=BY_PETRA)
    service.end_contract(session, BOARD_A, added, EndInput(ended_on=date(2026, 7, 31)), by=BY_PETRA, expected_version=1)
    assert events(session)[-1].kind == "contract.ended"
    found = queries.contract(session, BOARD_A, added, date(2026, 8, 1))
    assert found is not None
    assert (found.summary.status, found.summary.term_end) == ("ended", date(2026, 7, 31))
    with pytest.raises(InvalidInputError):
        service.end_contract(session, BOARD_A, added, EndInput(ended_on=date(2024, 7, 31)), by=BY_PETRA)


def test_removing_asks_a_reason_and_the_event_holds_the_whole_contract(session: Session) -> None:
    added = service.add_contract(session, BOARD_A, CONTRACT, by=BY_PETRA)
    with pytest.raises(InvalidInputError):
        service.remove_contract(session, BOARD_A, added, by=BY_PETRA)
    service.remove_contract(session, BOARD_A, added, by=replace(BY_PETRA, reason="dubbel"), expected_version=1)
    removed = events(session)[-1]
    assert (removed.kind, removed.reason, removed.after) == ("contract.removed", "dubbel", None)
    assert set(ContractInput.model_fields) <= set(removed.before or {})
    assert (removed.before or {})["documents"] == ["Contract | https://archief.example/c.pdf | 2024-05-01"]
    assert queries.contracts(session, BOARD_A, TODAY) == ()


def test_another_board_s_contract_does_not_exist(session: Session) -> None:
    other = make_contract(session, board=BOARD_B).id
    for deed in (
        lambda: service.change_contract(session, BOARD_A, other, CONTRACT, by=BY_PETRA),
        lambda: service.change_contract(session, BOARD_B, other, CONTRACT, by=BY_PETRA),
        lambda: service.remove_contract(session, BOARD_A, other, by=BY_PETRA),
        lambda: service.add_contract(session, BOARD_A, CONTRACT, by=acting(CHRIS)),
    ):
        with pytest.raises(NotFoundError):
            deed()
    assert queries.contract(session, BOARD_A, other, TODAY) is None


def test_a_reader_changes_nothing_and_an_editor_may(session: Session) -> None:
    with pytest.raises(NotAllowedError):
        service.add_contract(session, BOARD_A, CONTRACT, by=acting(BRAM))
    assert isinstance(service.add_contract(session, BOARD_A, CONTRACT, by=acting(CARLA)), UUID)


def test_somebody_who_was_first_is_not_overwritten(session: Session) -> None:
    added = service.add_contract(session, BOARD_A, CONTRACT, by=BY_PETRA)
    longer = CONTRACT.model_copy(update={"notice_months": 2})
    service.change_contract(session, BOARD_A, added, longer, by=BY_PETRA, expected_version=1)
    with pytest.raises(ConflictError):
        service.change_contract(session, BOARD_A, added, CONTRACT, by=BY_PETRA, expected_version=1)


def test_the_very_same_contract_is_not_added_twice(session: Session) -> None:
    service.add_contract(session, BOARD_A, CONTRACT, by=BY_PETRA)
    assert problems_of(session) == {"title"}


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"end_date": date(2024, 7, 31)}, "end_date"),
        ({"ended_on": date(2024, 7, 31)}, "ended_on"),
        ({"signed_on": date(204, 5, 1)}, "signed_on"),
        ({"end_date": date(9999, 12, 31)}, "end_date"),
        ({"notice_days": 90}, "notice_months"),
        ({"renewal": Renewal.ENDS}, "renewal_months"),
        ({"legal_form": LegalForm.FREE_WITHOUT_CONTRACT}, "yearly_price"),
        ({"parties": ("leverancier: jan@example.nl",)}, "parties"),
        ({"parties": ({"role": "leverancier"},)}, "parties"),
        ({"parties": ({"vendor_key": "niemand"},)}, "parties"),
        ({"products": ("bestaat-niet",)}, "products"),
        ({"documents": ("Map | file:///c.pdf",)}, "documents"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(session: Session, fields: dict[str, Any], where: str) -> None:
    assert problems_of(session, **fields) == {where}
