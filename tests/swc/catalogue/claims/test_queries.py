"""Who sees which claims, beside what, and in how many statements."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlmodel import Session

from swc.catalogue.claims.kinds import ClaimNoun
from swc.catalogue.claims.queries import claim, claims, desk, open_claims, open_vendor_claims
from swc.catalogue.claims.schemas import ClaimFilter, Confirmation
from swc.catalogue.claims.service import confirm_claim, withdraw_claim
from swc.catalogue.kinds import ClaimState, ProductStatus
from swc.errors import NotAllowedError, NotFoundError
from tests.factories.catalogue import make_product, make_vendor, make_version
from tests.factories.claims import DATED, EVIDENCE, make_claim, make_codes
from tests.personas import ANNE, ANONYMOUS, SACHA, VICTOR, acting
from tests.query_count import counted

OTHER = replace(VICTOR, vendors=frozenset({"ander"}))
ALL = ClaimFilter()


@pytest.fixture(autouse=True)
def catalogue(session: Session) -> None:
    """Let two vendors have a product each."""
    make_codes(session)
    make_vendor(session)
    make_vendor(session, "ander")
    make_product(session, vendor_key="meerschool", hosting="saas", standards=("uwlr",), locations=("NL",))
    make_product(session, "anderwijs", vendor_key="ander")


def test_a_vendor_sees_its_own_claims_and_an_editor_all(session: Session) -> None:
    own = make_claim(session)
    make_claim(session, vendor="ander", product="anderwijs", by=acting(OTHER))
    assert [one.id for one in claims(session, ALL, by=acting(VICTOR)).items] == [own]
    assert claims(session, ALL, by=acting(SACHA)).total == 2
    assert claims(session, ClaimFilter(vendor="ander"), by=acting(VICTOR)).total == 0
    with pytest.raises(NotFoundError):
        claim(session, own, by=acting(OTHER))


@pytest.mark.parametrize("actor", [ANNE, ANONYMOUS])
def test_others_see_no_list_of_claims(session: Session, actor: object) -> None:
    with pytest.raises(NotAllowedError):
        claims(session, ALL, by=acting(actor))  # type: ignore[arg-type]


def test_the_list_is_narrowed_and_what_waits_comes_first(session: Session) -> None:
    settled = make_claim(session)
    withdraw_claim(session, settled, by=acting(VICTOR))
    waits = make_claim(session, ClaimNoun.AI_USE, {"ai_use": "none"})
    by = acting(SACHA)
    assert [one.id for one in claims(session, ALL, by=by).items] == [waits, settled]
    assert claims(session, ClaimFilter(state=ClaimState.WITHDRAWN), by=by).total == 1
    assert claims(session, ClaimFilter(noun=ClaimNoun.AI_USE), by=by).items[0].id == waits
    assert claims(session, ClaimFilter(product="anderwijs"), by=by).total == 0


def test_the_public_sees_what_waits_without_who_and_without_remarks(session: Session) -> None:
    found = make_claim(session, note="Vraag het aan Victor")
    (shown,) = open_claims(session, "leerspoor")
    assert (shown.evidence_url, shown.dated, shown.payload["standard"]) == (EVIDENCE, DATED, "oso")
    assert "ictor" not in shown.model_dump_json()
    confirm_claim(session, found, Confirmation(), by=acting(SACHA))
    assert open_claims(session, "leerspoor") == ()
    make_claim(session, ClaimNoun.COUNTRY, {"country": "be"})
    assert [one.payload for one in open_vendor_claims(session, "meerschool")] == [{"country": "BE"}]


def test_the_desk_shows_own_products_with_what_is_missing(session: Session) -> None:
    make_version(session, "leerspoor", "4.2")
    make_product(session, "leerspoor-oud", vendor_key="meerschool", status=ProductStatus.MERGED)
    make_claim(session)
    found = desk(session, "meerschool", by=acting(VICTOR))
    (product,) = found.products
    assert (product.key, product.waiting, found.counts[ClaimState.SUBMITTED]) == ("leerspoor", 1, 1)
    assert {ClaimNoun.HOSTING, ClaimNoun.VERSION, ClaimNoun.LOCATION} <= set(product.known)
    assert {ClaimNoun.AI_USE, ClaimNoun.CERTIFICATE} <= set(product.missing)
    with pytest.raises(NotAllowedError):
        desk(session, "meerschool", by=acting(OTHER))


def test_more_claims_and_products_take_no_more_statements(session: Session) -> None:
    make_claim(session)
    with counted(session) as few:
        claims(session, ALL, by=acting(SACHA))
        desk(session, "meerschool", by=acting(VICTOR))
    for number in range(4):
        make_product(session, f"deel-{number}", vendor_key="meerschool", standards=("uwlr",))
        make_claim(session, product=f"deel-{number}")
    with counted(session) as many:
        claims(session, ALL, by=acting(SACHA))
        desk(session, "meerschool", by=acting(VICTOR))
    assert len(many) == len(few)
