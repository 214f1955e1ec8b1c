"""Claims from the vendor's hand to a fact of the catalogue, and everything that stands in between."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlmodel import Session, select

from swc.access.kinds import SYSTEM, Act
from swc.audit.models import Event
from swc.catalogue.claims.kinds import ClaimNoun
from swc.catalogue.claims.models import VendorClaim
from swc.catalogue.claims.queries import claim
from swc.catalogue.claims.schemas import ClaimDetail, Confirmation, Rejection
from swc.catalogue.claims.service import confirm_claim, confirm_claims, reject_claim, reject_claims, withdraw_claim
from swc.catalogue.inputs import StandardInput
from swc.catalogue.kinds import ClaimAction, ClaimOrigin, ClaimState, ProductStatus, Trust
from swc.catalogue.models import (
    ComponentClaim,
    FactSource,
    Product,
    ProductAlias,
    ProductLocation,
    ProductStandard,
    ProductVersion,
    Vendor,
)
from swc.catalogue.queries import vendor_detail
from swc.catalogue.service import add_fact
from swc.errors import (
    ConflictError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    RuleRefusedError,
)
from tests.factories.catalogue import make_product, make_vendor, make_version
from tests.factories.claims import DATED, EVIDENCE, make_claim, make_codes
from tests.personas import NOW, SACHA, VICTOR, acting
from tests.query_count import counted

GUID = "0" * 31 + "1"
BOTH = replace(SACHA, vendors=frozenset({"meerschool"}))
"""Somebody of the sector's editors who speaks for the vendor too."""


@pytest.fixture(autouse=True)
def product(session: Session) -> Product:
    """Return a product of the vendor that Victor speaks for, and another vendor with one of its own."""
    make_codes(session)
    make_vendor(session)
    make_vendor(session, "ander")
    make_product(session, "anderwijs", vendor_key="ander")
    return make_product(session, vendor_key="meerschool", hosting="saas", components=(GUID,), standards=("uwlr",))


def stands(session: Session, claim_id: UUID) -> ClaimDetail:
    """Return a claim as an editor sees it."""
    return claim(session, claim_id, by=acting(SACHA))


def confirm(session: Session, claim_id: UUID, *, mark: str = "", by: Act | None = None) -> None:
    """Confirm a claim as the sector editor."""
    confirm_claim(session, claim_id, Confirmation(present=mark), by=by or acting(SACHA))
    session.expire_all()


def kinds(session: Session) -> list[str]:
    """Return the kinds of the events about claims."""
    return list(session.exec(select(Event.kind).where(Event.subject_kind == "claim").order_by(Event.seq)))  # type: ignore[arg-type]


def test_a_confirmed_standard_is_a_fact_with_the_evidence_as_source(session: Session) -> None:
    found = make_claim(session)
    confirm(session, found)
    row = session.get_one(ProductStandard, ("leerspoor", "oso"))
    assert (row.trust, row.source_url, row.checked_on) == (Trust.CONFIRMED, EVIDENCE, DATED)
    assert stands(session, found).state is ClaimState.CONFIRMED
    assert kinds(session) == ["claim.submitted", "claim.confirmed"]
    told = session.exec(select(Event).where(Event.kind == "product.standard_set")).one()
    assert told.actor_key == "sacha"


def test_that_a_product_suits_a_component_is_said_by_the_vendor(session: Session) -> None:
    other = "0" * 31 + "2"
    confirm(session, make_claim(session, ClaimNoun.CLAIM, {"component_guid": other}))
    row = session.exec(select(ComponentClaim).where(ComponentClaim.component_guid == other)).one()
    assert (row.origin, row.trust) == (ClaimOrigin.VENDOR, Trust.CONFIRMED)


def test_taking_away_that_a_product_suits_a_component_takes_every_saying_away(session: Session) -> None:
    confirm(session, make_claim(session, ClaimNoun.CLAIM, {"component_guid": GUID}))
    assert len(session.exec(select(ComponentClaim)).all()) == 2
    confirm(session, make_claim(session, ClaimNoun.CLAIM, {"component_guid": GUID}, action=ClaimAction.REMOVE))
    assert session.exec(select(ComponentClaim)).all() == []


def test_a_confirmed_field_leaves_the_other_fields_with_their_own_source(session: Session) -> None:
    confirm(session, make_claim(session, ClaimNoun.AI_USE, {"ai_use": "none"}))
    found = session.get_one(Product, "leerspoor")
    assert (found.ai_use, found.hosting, found.name) == ("none", "saas", "Leerspoor")
    sources = {row.field: row.source_url for row in session.exec(select(FactSource)) if row.subject_key == "leerspoor"}
    assert sources["ai_use"] == EVIDENCE
    assert sources["data_level"] != EVIDENCE


def test_confirming_what_stood_there_already_gives_it_source_and_trust(session: Session) -> None:
    confirm(session, make_claim(session, ClaimNoun.HOSTING, {"hosting": "saas"}))
    row = session.get_one(FactSource, ("product", "leerspoor", "hosting"))
    assert (row.trust, row.source_url) == (Trust.CONFIRMED, EVIDENCE)


def test_a_field_taken_away_is_unknown_again_and_a_name_stays(session: Session) -> None:
    confirm(session, make_claim(session, ClaimNoun.HOSTING, {}, action=ClaimAction.REMOVE))
    assert session.get_one(Product, "leerspoor").hosting is None
    with pytest.raises(RuleRefusedError):
        make_claim(session, ClaimNoun.NAME, {}, action=ClaimAction.REMOVE)


def test_under_its_old_name_a_product_is_still_found(session: Session) -> None:
    confirm(session, make_claim(session, ClaimNoun.NAME, {"name": "Leerspoor Plus"}))
    assert session.get_one(Product, "leerspoor").name == "Leerspoor Plus"
    assert session.exec(select(ProductAlias.name)).all() == ["Leerspoor"]


def test_a_vendor_speaks_of_itself_too(session: Session) -> None:
    confirm(session, make_claim(session, ClaimNoun.WEBSITE, {"website": "https://meerschool.example"}))
    assert session.get_one(Vendor, "meerschool").website == "https://meerschool.example"
    with pytest.raises(InvalidInputError):
        make_claim(session, ClaimNoun.STANDARD, {"standard": "oso"}, product=None)


def test_what_a_vendor_says_of_itself_leaves_its_owner_as_it_is(session: Session) -> None:
    make_vendor(session, "dochter", parent_key="ander")
    by = acting(replace(VICTOR, vendors=frozenset({"dochter"})))
    before = vendor_detail(session, "dochter", on=NOW.date())
    confirm(session, make_claim(session, ClaimNoun.COUNTRY, {"country": "be"}, vendor="dochter", by=by))
    after = vendor_detail(session, "dochter", on=NOW.date())
    assert before is not None
    assert after is not None
    assert (before.group.key, after.group.key, after.country) == ("ander", "ander", "BE")
    assert after.group.chain[1:] == before.group.chain[1:]


def test_a_version_is_added_changed_and_taken_away(session: Session) -> None:
    told = {"name": "4.2", "status": "in-gebruik", "from_date": "2026-01-01"}
    confirm(session, make_claim(session, ClaimNoun.VERSION, told))
    ended = {**told, "name": "v4.2", "status": "einde-ondersteuning"}
    confirm(session, make_claim(session, ClaimNoun.VERSION, ended))
    row = session.exec(select(ProductVersion)).one()
    assert (row.status, row.from_date) == ("einde-ondersteuning", date(2026, 1, 1))
    confirm(session, make_claim(session, ClaimNoun.VERSION, {"name": "4.2"}, action=ClaimAction.REMOVE))
    assert session.exec(select(ProductVersion)).all() == []


def test_other_facts_are_set_and_taken_away(session: Session) -> None:
    confirm(session, make_claim(session, ClaimNoun.LOCATION, {"country": "nl", "kind": "support"}))
    assert session.exec(select(ProductLocation.country)).one() == "NL"
    place = {"country": "NL", "kind": "support"}
    confirm(session, make_claim(session, ClaimNoun.LOCATION, place, action=ClaimAction.REMOVE))
    assert session.exec(select(ProductLocation)).all() == []
    with pytest.raises(NotFoundError):
        make_claim(session, ClaimNoun.LOCATION, place, action=ClaimAction.REMOVE)


def test_a_fact_that_changed_meanwhile_needs_a_fresh_look(session: Session) -> None:
    found = make_claim(session, ClaimNoun.STANDARD, {"standard": "uwlr", "version": "2.3"})
    add_fact(session, "leerspoor", StandardInput(standard="uwlr", version="2.2"), by=acting(SACHA))
    shown = stands(session, found)
    assert (shown.changed, shown.seen, shown.present) == (
        True,
        {"standard": "uwlr", "version": ""},
        {"standard": "uwlr", "version": "2.2"},
    )
    with pytest.raises(ConflictError):
        confirm(session, found)
    with pytest.raises(ConflictError):
        confirm(session, found, mark="iets anders")
    confirm(session, found, mark=shown.mark)
    assert session.get_one(ProductStandard, ("leerspoor", "uwlr")).version == "2.3"


def test_open_claims_on_one_fact_show_each_other(session: Session) -> None:
    one = make_claim(session, ClaimNoun.HOSTING, {"hosting": "saas"})
    other = make_claim(session, ClaimNoun.HOSTING, {}, action=ClaimAction.REMOVE)
    make_claim(session, ClaimNoun.STANDARD, {"standard": "oso"})
    assert (stands(session, one).rivals, stands(session, other).rivals) == ((other,), (one,))
    confirm(session, one)
    assert stands(session, other).rivals == ()


def test_who_speaks_for_a_vendor_does_not_judge_its_claims(session: Session) -> None:
    found = make_claim(session)
    with pytest.raises(RuleRefusedError):
        confirm(session, found, by=acting(BOTH))
    with pytest.raises(NotAllowedError):
        confirm(session, found, by=acting(VICTOR))
    with pytest.raises(RuleRefusedError):
        reject_claim(session, found, Rejection(reason="Nee."), by=acting(BOTH))


def test_a_rejection_has_a_reason_that_the_vendor_reads(session: Session) -> None:
    found = make_claim(session)
    reject_claim(session, found, Rejection(reason="De verklaring noemt een andere standaard."), by=acting(SACHA))
    shown = claim(session, found, by=acting(VICTOR))
    assert (shown.state, shown.decision_reason) == (
        ClaimState.REJECTED,
        "De verklaring noemt een andere standaard.",
    )
    with pytest.raises(RuleRefusedError):
        confirm(session, found)
    assert kinds(session) == ["claim.submitted", "claim.rejected"]


def test_a_vendor_takes_back_its_own_claim_and_no_other(session: Session) -> None:
    found = make_claim(session)
    with pytest.raises(NotFoundError):
        withdraw_claim(session, found, by=acting(replace(VICTOR, vendors=frozenset({"ander"}))))
    with pytest.raises(NotFoundError):
        withdraw_claim(session, uuid4(), by=acting(VICTOR))
    with pytest.raises(ConflictError):
        withdraw_claim(session, found, by=acting(VICTOR), expected_version=7)
    withdraw_claim(session, found, by=acting(VICTOR), expected_version=1)
    assert stands(session, found).state is ClaimState.WITHDRAWN


@pytest.mark.parametrize("change", [{"vendor_key": "ander"}, {"status": ProductStatus.MERGED}])
def test_a_claim_on_a_product_that_went_elsewhere_is_not_confirmed(
    session: Session, product: Product, change: dict[str, Any]
) -> None:
    found = make_claim(session)
    for field, value in change.items():
        setattr(product, field, value)
    session.add(product)
    session.flush()
    assert stands(session, found).own is False
    with pytest.raises(RuleRefusedError):
        confirm(session, found)


def test_many_are_judged_at_once_and_those_that_need_a_look_are_left(session: Session) -> None:
    sound = make_claim(session)
    changed = make_claim(session, ClaimNoun.STANDARD, {"standard": "uwlr", "version": "2.3"})
    add_fact(session, "leerspoor", StandardInput(standard="uwlr", version="2.2"), by=acting(SACHA))
    outcome = confirm_claims(session, [sound, changed, sound, uuid4()], by=acting(SACHA))
    assert (outcome.done, len(outcome.left)) == (1, 2)
    assert (stands(session, sound).state, stands(session, changed).state) == (
        ClaimState.CONFIRMED,
        ClaimState.SUBMITTED,
    )
    assert reject_claims(session, [changed], Rejection(reason="Verouderd."), by=acting(SACHA)).done == 1
    with pytest.raises(NotAllowedError):
        confirm_claims(session, [sound], by=acting(VICTOR))


def test_a_version_to_take_away_is_told_as_it_stands(session: Session) -> None:
    make_version(session, "leerspoor", "4.2")
    gone = make_claim(session, ClaimNoun.VERSION, {"name": "versie 4.2"}, action=ClaimAction.REMOVE)
    assert session.get_one(VendorClaim, gone).payload["status"] == "in-gebruik"
    confirm(session, gone, by=Act(SYSTEM, NOW))
    assert session.exec(select(ProductVersion)).all() == []


def test_rivals_are_confirmed_one_after_the_other(session: Session) -> None:
    claim_id = make_claim(session)
    session.expire_all()
    with counted(session) as statements:
        confirm_claim(session, claim_id, Confirmation(), by=acting(SACHA))
    first = next(one for one in statements if "FROM product " in one or "FROM product\n" in one)
    assert first.endswith("FOR UPDATE") is (session.get_bind().dialect.name == "postgresql")
