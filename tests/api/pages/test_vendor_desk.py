"""The desk of a vendor: own products, forms for every kind of fact, and own claims; nobody else's."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlmodel import Session, select

from swc.catalogue.claims.kinds import FACTS, PRODUCT_FIELDS, VENDOR_FIELDS, ClaimNoun
from swc.catalogue.claims.models import VendorClaim
from swc.catalogue.claims.schemas import Rejection
from swc.catalogue.claims.service import reject_claim
from swc.catalogue.kinds import ClaimAction, ClaimState
from tests.api.conftest import Door
from tests.factories.catalogue import make_product, make_vendor, make_version
from tests.factories.claims import EVIDENCE, make_claim, make_codes
from tests.personas import ANNE, SACHA, VICTOR, acting

BOTH = replace(VICTOR, vendors=frozenset({"meerschool", "ander"}))
PROOF = {"evidence_url": EVIDENCE, "dated": "2026-02-20"}


@pytest.fixture(autouse=True)
def catalogue(session: Session) -> None:
    """Let Victor's vendor and another have a product each."""
    make_codes(session)
    make_vendor(session)
    make_vendor(session, "ander")
    make_product(session, "anderwijs", vendor_key="ander")
    make_product(session, vendor_key="meerschool", hosting="saas", standards=("uwlr",), components=("0" * 32,))
    make_version(session, "leerspoor", "4.2")


def test_the_desk_shows_own_products_and_what_is_missing(door: Door, session: Session) -> None:
    make_claim(session)
    page = door(VICTOR).get("/leverancier")
    assert page.status_code == 200
    assert "/leverancier/producten/leerspoor" in page.text
    assert "Gebruik van AI in het product" in page.text
    assert "anderwijs" not in page.text


def test_who_speaks_for_two_vendors_chooses(door: Door) -> None:
    assert "Anderwijs" in door(BOTH).get("/leverancier?leverancier=ander").text
    assert door(VICTOR).get("/leverancier?leverancier=ander").status_code == 403


@pytest.mark.parametrize("address", ["", "/opgeven?soort=website", "/producten/leerspoor"])
def test_whoever_speaks_for_no_vendor_has_no_desk(door: Door, address: str) -> None:
    assert door(ANNE).get(f"/leverancier{address}").status_code == 403
    assert door(SACHA).get(f"/leverancier{address}").status_code == 403
    assert door().get(f"/leverancier{address}").headers["location"].startswith("/inloggen")


def test_another_vendors_product_is_as_unknown_as_none(door: Door) -> None:
    answers = [door(VICTOR).get(f"/leverancier/producten/{key}") for key in ("anderwijs", "bestaat-niet")]
    assert {one.status_code for one in answers} == {404}
    assert answers[0].text.replace("anderwijs", "") == answers[1].text.replace("bestaat-niet", "")


def test_an_own_product_leads_to_a_form_for_each_fact(door: Door) -> None:
    page = door(VICTOR).get("/leverancier/producten/leerspoor").text
    assert all(f"soort={noun.value}&amp;product=leerspoor" in page for noun in (*FACTS, *PRODUCT_FIELDS))
    assert "soort=standard&amp;product=leerspoor&amp;leverancier=meerschool&amp;weg=true&amp;standard=uwlr" in page
    assert "name=4.2" in page


def test_every_kind_of_fact_has_a_form(door: Door) -> None:
    client = door(VICTOR)
    for noun in ClaimNoun:
        product = "" if noun in VENDOR_FIELDS else "leerspoor"
        page = client.get(f"/leverancier/opgeven?soort={noun.value}&product={product}")
        assert page.status_code == 200, noun
        assert page.text.count('name="evidence_url"') == 1, noun


def test_a_claim_is_handed_in_and_shown(door: Door, session: Session) -> None:
    client = door(VICTOR)
    form = {"certificate": "certificeringsschema", "availability": "hoog", "integrity": "", **PROOF}
    answer = client.post("/leverancier/opgeven?soort=certificate&product=leerspoor", data=form)
    assert answer.status_code == 303
    row = session.exec(select(VendorClaim)).one()
    assert (row.payload["availability"], row.payload["integrity"]) == ("hoog", None)
    page = client.get(answer.headers["location"]).text
    assert EVIDENCE in page
    assert "Opgave intrekken" in page


def test_a_refused_claim_comes_back_with_what_was_typed(door: Door, session: Session) -> None:
    form = {"name": "Wolk B.V.", "country": "Nederland", "task": "opslag", **PROOF}
    answer = door(VICTOR).post("/leverancier/opgeven?soort=sub_processor&product=leerspoor", data=form)
    assert answer.status_code == 400
    assert 'value="Wolk B.V."' in answer.text
    assert 'id="fout-country-1"' in answer.text
    bare = {"name": "Wolk B.V.", "evidence_url": "geen adres", "dated": "2026-02-20"}
    answer = door(VICTOR).post("/leverancier/opgeven?soort=sub_processor&product=leerspoor", data=bare)
    assert 'id="fout-evidence_url-1"' in answer.text
    assert session.exec(select(VendorClaim)).all() == []


def test_a_fact_is_asked_to_be_taken_away(door: Door, session: Session) -> None:
    address = "/leverancier/opgeven?soort=version&product=leerspoor&weg=true"
    page = door(VICTOR).get(f"{address}&name=4.2&status=in-gebruik").text
    assert 'name="name" value="4.2"' in page
    assert door(VICTOR).post(address, data=PROOF).status_code == 400
    assert door(VICTOR).post(address, data={"name": "4.2", **PROOF}).status_code == 303
    row = session.exec(select(VendorClaim)).one()
    assert (row.action, row.payload["name"]) == (ClaimAction.REMOVE, "4.2")


def test_a_vendor_withdraws_and_reads_why_it_was_refused(door: Door, session: Session) -> None:
    gone, refused = make_claim(session), make_claim(session, ClaimNoun.AI_USE, {"ai_use": "none"})
    reject_claim(session, refused, Rejection(reason="Het bewijs zegt iets anders."), by=acting(SACHA))
    client = door(VICTOR)
    assert "Het bewijs zegt iets anders." in client.get(f"/leverancier/opgaven/{refused}").text
    assert client.post(f"/leverancier/opgaven/{gone}/intrekken", data={"row_version": "1"}).status_code == 303
    session.expire_all()
    assert session.get_one(VendorClaim, gone).state is ClaimState.WITHDRAWN
    other = replace(VICTOR, vendors=frozenset({"ander"}))
    assert door(other).get(f"/leverancier/opgaven/{gone}").status_code == 404


def test_the_public_sees_what_waits_apart_and_without_anybodys_name(door: Door, session: Session) -> None:
    make_claim(session, note="Bel Victor")
    make_claim(session, ClaimNoun.WEBSITE, {"website": "https://meerschool.example"})
    page, vendor = door().get("/producten/leerspoor").text, door().get("/leveranciers/meerschool").text
    assert "Door de leverancier opgegeven, nog niet bevestigd" in page
    assert EVIDENCE in page
    assert "Victor" not in page
    assert "https://meerschool.example" in vendor
    assert "Uw product bijwerken" not in page
    assert "Uw product bijwerken" in door(VICTOR).get("/producten/leerspoor").text
