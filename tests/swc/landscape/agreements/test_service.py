"""Agreements with vendors: added, changed and removed with nothing lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, select

from swc.audit.models import Event
from swc.errors import ConflictError, InvalidInputError, NotAllowedError, NotFoundError
from swc.landscape import service as landscape
from swc.landscape.agreements import queries, service
from swc.landscape.kinds import AgreementPresence
from swc.landscape.models import Agreement
from swc.landscape.schemas import AgreementInput, SubProcessorInput, VendorAgreementInput
from tests.factories.agreements import make_deal
from tests.factories.landscape import make_landscape, make_use
from tests.personas import BOARD_A, BOARD_B, BRAM, CARLA, CHRIS, NOW, acting

BY_CARLA = acting(CARLA)
DEAL = VendorAgreementInput(
    presence=AgreementPresence.PRESENT,
    vendor_key="schoolmaster",
    products=("magister",),
    model_version="4.0",
    signed_on=date(2025, 9, 1),
    valid_until=date(2028, 9, 1),
    signer_role="voorzitter college van bestuur",
    signer_authorised=True,
    document_url="https://archief.example/vo.pdf",
    annex_retention="twee jaar na vertrek",
    categories=("P03", "P01"),
    sub_processors=(SubProcessorInput(name="Hosting BV", country="NL"),),
    locations=("NL", "IE"),
)


@pytest.fixture(autouse=True)
def board_with_landscape(session: Session) -> None:
    make_landscape(session)


def events(session: Session) -> list[Event]:
    return list(session.exec(select(Event).where(Event.subject_kind == "agreement")))


def test_an_agreement_with_a_vendor_is_kept_whole(session: Session) -> None:
    added = service.add_agreement(session, BOARD_A, DEAL, by=BY_CARLA)
    found = queries.agreement(session, BOARD_A, added, NOW.date())
    assert (found.vendor_name, found.name) == ("SchoolMaster B.V.", "SchoolMaster B.V.: Magister")
    assert found.categories == ("P01", "P03")
    assert [one.text for one in found.sub_processors] == ["Hosting BV (NL)"]
    assert found.locations == ("IE", "NL")
    assert (found.annex_recorded, found.signer_authorised, found.row_version) == (True, True, 1)
    assert events(session)[0].after["sub_processors"] == ["Hosting BV (NL)"]


def test_a_change_tells_only_what_differs_and_saying_it_again_changes_nothing(session: Session) -> None:
    added = service.add_agreement(session, BOARD_A, DEAL, by=BY_CARLA)
    longer = DEAL.model_copy(update={"valid_until": date(2030, 1, 1)})
    for _ in range(2):
        service.change_agreement(session, BOARD_A, added, longer.whole(), by=BY_CARLA)
    _, changed = events(session)
    assert changed.after == {"valid_until": "2030-01-01", "name": "SchoolMaster B.V."}
    assert session.get_one(Agreement, added).row_version == 2


def test_who_knows_only_the_old_fields_takes_nothing_of_the_annex_away(session: Session) -> None:
    added = service.add_agreement(session, BOARD_A, DEAL, by=BY_CARLA)
    bare = AgreementInput(presence=AgreementPresence.PRESENT, model_version="3.0")
    service.change_agreement(session, BOARD_A, added, bare, by=BY_CARLA)
    found = queries.agreement(session, BOARD_A, added, NOW.date())
    assert (found.model_version, found.signed_on) == ("3.0", None)
    assert (found.categories, found.vendor_key, found.signer_authorised) == (("P01", "P03"), "schoolmaster", True)


def test_somebody_who_was_first_is_not_overwritten(session: Session) -> None:
    added = service.add_agreement(session, BOARD_A, DEAL, by=BY_CARLA)
    later = DEAL.model_copy(update={"note": "nieuw"})
    service.change_agreement(session, BOARD_A, added, later, by=BY_CARLA, expected_version=1)
    with pytest.raises(ConflictError):
        service.change_agreement(session, BOARD_A, added, DEAL, by=BY_CARLA, expected_version=1)


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"valid_until": date(2020, 1, 1)}, ["valid_until"]),
        ({"model_version": "9.9"}, ["model_version"]),
        ({"categories": ("P99",)}, ["categories"]),
        ({"document_url": "javascript:alert(1)"}, ["document_url"]),
        ({"document_url": "file:///vo.pdf"}, ["document_url"]),
        ({"document_url": "https://"}, ["document_url"]),
        ({"signer_role": "a.jansen@school.nl"}, ["signer_role"]),
        ({"presence": AgreementPresence.ABSENT}, ["presence"]),
        ({"vendor_key": "niemand"}, ["vendor_key"]),
        ({"vendor_key": None, "products": ()}, ["vendor_name"]),
        ({"products": ("bestaat-niet",)}, ["products"]),
        ({"locations": ("EU",)}, ["locations"]),
        ({"sub_processors": (SubProcessorInput(name="X", country="QQ"),)}, ["sub_processors"]),
    ],
)
def test_what_is_wrong_is_told_at_its_field(session: Session, fields: dict[str, Any], where: list[str]) -> None:
    with pytest.raises(InvalidInputError) as caught:
        service.add_agreement(session, BOARD_A, DEAL.model_copy(update=fields), by=BY_CARLA)
    assert [problem.where for problem in caught.value.problems] == where
    assert session.exec(select(Agreement)).all() == []


def test_a_name_finds_its_vendor_and_one_that_the_catalogue_lacks_is_kept(session: Session) -> None:
    named = VendorAgreementInput(presence=AgreementPresence.PRESENT, vendor_name="schoolmaster bv")
    found = session.get_one(Agreement, service.add_agreement(session, BOARD_A, named, by=BY_CARLA))
    assert (found.vendor_key, found.vendor_name) == ("schoolmaster", "")
    other = VendorAgreementInput(presence=AgreementPresence.PRESENT, vendor_name="Drukkerij Jansen")
    found = session.get_one(Agreement, service.add_agreement(session, BOARD_A, other, by=BY_CARLA))
    assert (found.vendor_key, found.vendor_name) == (None, "Drukkerij Jansen")


def test_the_same_agreement_is_not_added_twice_by_a_second_click(session: Session) -> None:
    service.add_agreement(session, BOARD_A, DEAL, by=BY_CARLA)
    with pytest.raises(InvalidInputError):
        service.add_agreement(session, BOARD_A, DEAL, by=BY_CARLA)
    assert len(session.exec(select(Agreement)).all()) == 1


def test_removing_asks_a_reason_and_the_event_holds_all_that_stood_there(session: Session) -> None:
    added = service.add_agreement(session, BOARD_A, DEAL, by=BY_CARLA)
    with pytest.raises(InvalidInputError):
        service.remove_agreement(session, BOARD_A, added, by=BY_CARLA)
    service.remove_agreement(session, BOARD_A, added, by=replace(BY_CARLA, reason="dubbel"))
    removed = events(session)[-1]
    assert (removed.kind, removed.reason) == ("agreement.removed", "dubbel")
    assert removed.before is not None
    assert removed.before["categories"] == ["P01", "P03"]
    assert removed.before["products"] == ["magister"]
    with pytest.raises(NotFoundError):
        queries.agreement(session, BOARD_A, added, NOW.date())


def test_an_agreement_of_one_use_is_changed_by_its_own_address_and_has_no_vendor(session: Session) -> None:
    use = make_use(session)
    deal = make_deal(session, use=use)
    service.change_agreement(session, BOARD_A, deal.id, AgreementInput(presence=AgreementPresence.ABSENT), by=BY_CARLA)
    assert session.get_one(Agreement, deal.id).presence is AgreementPresence.ABSENT
    with pytest.raises(InvalidInputError):
        service.change_agreement(session, BOARD_A, deal.id, DEAL, by=BY_CARLA)


def test_the_annexes_of_the_agreement_of_a_use_are_kept_with_it(session: Session) -> None:
    use = make_use(session)
    told = AgreementInput(
        presence=AgreementPresence.PRESENT, signer_authorised=False, categories=("P01",), locations=("US",)
    )
    landscape.set_agreement(session, BOARD_A, use.id, told, by=BY_CARLA)
    (found,) = queries.agreements(session, BOARD_A, NOW.date())
    assert (found.use_id, found.signer_authorised, found.locations) == (use.id, False, ("US",))


def test_a_reader_may_not_and_another_board_finds_nothing(session: Session) -> None:
    deal = make_deal(session)
    with pytest.raises(NotAllowedError):
        service.add_agreement(session, BOARD_A, DEAL, by=acting(BRAM))
    with pytest.raises(NotFoundError):
        service.change_agreement(session, BOARD_B, deal.id, DEAL, by=acting(CHRIS))
    with pytest.raises(NotFoundError):
        queries.agreement(session, BOARD_B, deal.id, NOW.date())


def test_lines_and_lists_are_read_as_people_write_them() -> None:
    read = AgreementInput.model_validate(
        {
            "presence": "present",
            "sub_processors": ["Hosting BV (nl)\nMailer\n\n"],
            "locations": ["nl, IE; us"],
        }
    )
    assert [(one.name, one.country) for one in read.sub_processors] == [("Hosting BV", "NL"), ("Mailer", None)]
    assert read.locations == ("NL", "IE", "US")
