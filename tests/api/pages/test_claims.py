"""The work list of the sector editor: side by side, one by one and many at once."""

from __future__ import annotations

import pytest
from sqlmodel import Session

from swc.catalogue.claims.kinds import ClaimNoun
from swc.catalogue.claims.models import VendorClaim
from swc.catalogue.inputs import StandardInput
from swc.catalogue.kinds import ClaimAction, ClaimState
from swc.catalogue.models import (
    ProductStandard,
)
from swc.catalogue.service import add_fact
from tests.api.conftest import Door
from tests.factories.catalogue import make_product, make_vendor
from tests.factories.claims import make_claim, make_codes
from tests.personas import ANNE, SACHA, VICTOR, acting


@pytest.fixture(autouse=True)
def catalogue(session: Session) -> None:
    """Let Victor's vendor have a product."""
    make_codes(session)
    make_vendor(session)
    make_product(session, vendor_key="meerschool", hosting="saas", standards=("uwlr",))


def test_the_list_is_for_editors_only(door: Door, session: Session) -> None:
    found = make_claim(session)
    for address in ("/claims", f"/claims/{found}"):
        assert door(SACHA).get(address).status_code == 200
        assert [door(one).get(address).status_code for one in (VICTOR, ANNE)] == [403, 403]
        assert door().get(address).headers["location"].startswith("/inloggen")


def test_the_list_lays_present_and_claimed_side_by_side_and_is_narrowed(door: Door, session: Session) -> None:
    make_claim(session, ClaimNoun.STANDARD, {"standard": "uwlr", "version": "2.3"})
    make_claim(session, ClaimNoun.AI_USE, {"ai_use": "none"})
    page = door(SACHA).get("/claims?soort=standard&stand=submitted").text
    assert "versie: 2.3" in page
    assert page.count('name="claim"') == 1
    assert door(SACHA).get("/claims?soort=onzin").status_code == 400


def test_an_editor_confirms_and_rejects(door: Door, session: Session) -> None:
    good, bad = make_claim(session), make_claim(session, ClaimNoun.AI_USE, {"ai_use": "none"})
    client = door(SACHA)
    assert client.post(f"/claims/{good}/bevestigen", data={"row_version": "1"}).status_code == 303
    refused = client.post(f"/claims/{bad}/afwijzen", data={"row_version": "1"})
    assert refused.status_code == 400
    assert 'id="fout-reason-1"' in refused.text
    assert client.post(f"/claims/{bad}/afwijzen", data={"reason": "Klopt niet."}).status_code == 303
    session.expire_all()
    assert session.get(ProductStandard, ("leerspoor", "oso")) is not None
    assert session.get_one(VendorClaim, bad).state is ClaimState.REJECTED
    assert door(VICTOR).post(f"/claims/{bad}/bevestigen").status_code == 403


def test_a_fact_that_changed_is_shown_in_all_its_states_before_it_is_confirmed(door: Door, session: Session) -> None:
    found = make_claim(session, ClaimNoun.STANDARD, {"standard": "uwlr", "version": "2.3"})
    add_fact(session, "leerspoor", StandardInput(standard="uwlr", version="2.2"), by=acting(SACHA))
    client = door(SACHA)
    page = client.get(f"/claims/{found}").text
    assert "Stond er bij de opgave" in page
    assert "gewijzigd sinds de opgave" in client.get("/claims").text
    assert client.post(f"/claims/{found}/bevestigen").status_code == 409
    mark = page.split('name="present" value="')[1].split('"')[0]
    assert client.post(f"/claims/{found}/bevestigen", data={"present": mark}).status_code == 303


def test_many_are_judged_at_once(door: Door, session: Session) -> None:
    sound, changed = make_claim(session), make_claim(session, ClaimNoun.STANDARD, {"standard": "uwlr", "version": "2"})
    add_fact(session, "leerspoor", StandardInput(standard="uwlr", version="2.2"), by=acting(SACHA))
    client = door(SACHA)
    assert client.post("/claims", data={"deed": "confirm"}).status_code == 400
    page = client.post("/claims", data={"deed": "confirm", "claim": [str(sound), str(changed)]}).text
    assert "1 opgave is beoordeeld." in page
    assert f"/claims/{changed}" in page
    assert client.post("/claims", data={"deed": "reject", "claim": str(changed)}).status_code == 400
    client.post("/claims", data={"deed": "reject", "claim": str(changed), "reason": "Verouderd."})
    session.expire_all()
    assert session.get_one(VendorClaim, changed).decision_reason == "Verouderd."


def test_open_claims_on_one_fact_show_each_other(door: Door, session: Session) -> None:
    one = make_claim(session, ClaimNoun.HOSTING, {"hosting": "saas"})
    other = make_claim(session)
    rival = make_claim(session, ClaimNoun.HOSTING, {}, action=ClaimAction.REMOVE)
    page = door(SACHA).get(f"/claims/{one}").text
    assert f"/claims/{rival}" in page
    assert f"/claims/{other}" not in page
