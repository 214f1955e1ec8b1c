"""Handing in a claim: by whom, about what, and what the catalogue could not hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import Session, select

from swc.access.kinds import Actor
from swc.audit.models import Event
from swc.catalogue.claims.kinds import ClaimNoun
from swc.catalogue.claims.queries import claim
from swc.catalogue.claims.schemas import ClaimDetail
from swc.catalogue.claims.service import withdraw_claim
from swc.catalogue.kinds import ClaimState
from swc.catalogue.models import (
    Product,
    ProductStandard,
)
from swc.errors import (
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    RuleRefusedError,
)
from tests.factories.catalogue import make_product, make_vendor
from tests.factories.claims import make_claim, make_codes
from tests.personas import ANNE, ANONYMOUS, NOW, SACHA, VICTOR, acting

GUID = "0" * 31 + "1"


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


def test_a_claim_waits_and_changes_no_fact(session: Session, product: Product) -> None:
    version = product.row_version
    found = stands(session, make_claim(session))
    session.refresh(product)
    assert (found.state, found.present, found.changed, found.rivals) == (ClaimState.SUBMITTED, None, False, ())
    assert session.get(ProductStandard, ("leerspoor", "oso")) is None
    assert product.row_version == version
    told = session.exec(select(Event).where(Event.kind == "claim.submitted")).one()
    assert (told.board_number, told.actor_key) == (None, "victor")


@pytest.mark.parametrize("actor", [ANONYMOUS, ANNE, SACHA, replace(VICTOR, vendors=frozenset({"ander"}))])
def test_nobody_claims_who_does_not_speak_for_the_vendor(session: Session, actor: Actor) -> None:
    with pytest.raises(NotAllowedError):
        make_claim(session, by=acting(actor))


def test_a_key_never_speaks_for_a_vendor(session: Session) -> None:
    with pytest.raises(NotAllowedError):
        make_claim(session, by=acting(replace(VICTOR, limit=frozenset())))


def test_a_vendor_claims_for_its_own_products_only(session: Session) -> None:
    refusals = []
    for key in ("anderwijs", "bestaat-niet"):
        with pytest.raises(NotFoundError) as refused:
            make_claim(session, product=key)
        refusals.append(refused.value.message)
    assert len(set(refusals)) == 1


@pytest.mark.parametrize(
    ("noun", "payload"),
    [
        (ClaimNoun.STANDARD, {"standard": "bestaat-niet"}),
        (ClaimNoun.HOSTING, {"hosting": "bestaat-niet"}),
        (ClaimNoun.HOSTING, {"hosting": None}),
        (ClaimNoun.DATA_CATEGORY, {"category": "P99"}),
        (ClaimNoun.CERTIFICATE, {"certificate": "certificeringsschema", "integrity": "reuze"}),
        (ClaimNoun.SUB_PROCESSOR, {"name": "Wolk", "vendor_key": "bestaat-niet"}),
        (ClaimNoun.VERSION, {"name": "4", "status": "bestaat-niet"}),
        (
            ClaimNoun.VERSION,
            {"name": "4", "status": "in-gebruik", "from_date": "2026-01-02", "end_of_support": "2026-01-01"},
        ),
        (ClaimNoun.WEBSITE, {"website": ""}),
    ],
)
def test_what_the_catalogue_would_refuse_cannot_be_claimed(
    session: Session, noun: ClaimNoun, payload: dict[str, Any]
) -> None:
    with pytest.raises(InvalidInputError):
        make_claim(session, noun, payload)


def test_a_day_to_come_proves_nothing(session: Session) -> None:
    with pytest.raises(InvalidInputError):
        make_claim(session, dated=NOW.date() + timedelta(days=1))


def test_what_waits_already_is_not_claimed_twice_and_there_is_an_end_to_it(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    withdrawn = make_claim(session)
    with pytest.raises(RuleRefusedError):
        make_claim(session)
    withdraw_claim(session, withdrawn, by=acting(VICTOR))
    make_claim(session)
    monkeypatch.setattr("swc.catalogue.claims.submitting.MOST_OPEN", 1)
    with pytest.raises(RuleRefusedError):
        make_claim(session, ClaimNoun.AI_USE, {"ai_use": "none"})
