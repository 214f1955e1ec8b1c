"""Claims as JSON: own ones for a vendor, all for the editor, and a board's use that stays as it is."""

from __future__ import annotations

from typing import Any

import pytest
from sqlmodel import Session, select

from swc.catalogue.claims.kinds import ClaimNoun
from swc.catalogue.kinds import ClaimAction
from swc.catalogue.models import ProductVersion
from swc.landscape.models import Placement, Use
from swc.register.kinds import RegisterField
from swc.register.models import ProcessingActivity, ProcessingValue
from tests.api.conftest import Door
from tests.factories.boards import make_board
from tests.factories.catalogue import make_product, make_vendor, make_version
from tests.factories.claims import DATED, EVIDENCE, make_claim, make_codes
from tests.factories.dpia import make_activity
from tests.factories.landscape import make_use
from tests.personas import ANNE, SACHA, VICTOR

HERE = "/api/v1/vendor-claims"
CLAIM: dict[str, Any] = {
    "vendorKey": "meerschool",
    "productKey": "leerspoor",
    "noun": "certificate",
    "payload": {"certificate": "certificeringsschema", "validUntil": "2027-01-01"},
    "evidenceUrl": EVIDENCE,
    "dated": DATED.isoformat(),
}


@pytest.fixture(autouse=True)
def catalogue(session: Session) -> None:
    """Let Victor's vendor have a product."""
    make_codes(session)
    make_vendor(session)
    make_product(session, vendor_key="meerschool", hosting="saas", categories=("P01",))


def test_a_vendor_hands_in_a_claim_and_the_editor_confirms_it(door: Door) -> None:
    made = door(VICTOR).post(HERE, json=CLAIM)
    assert made.status_code == 201
    assert made.json()["payload"]["validUntil"] == "2027-01-01"
    place = made.headers["location"]
    assert door(VICTOR).get(HERE).json()["total"] == 1
    assert door(SACHA).post(f"{place}/confirmation", json={}).status_code == 428
    done = door(SACHA).post(f"{place}/confirmation", json={}, headers={"If-Match": made.headers["etag"]})
    assert done.json()["state"] == "confirmed"
    again = door(SACHA).post(f"{place}/rejection", json={"reason": "Nee."}, headers={"If-Match": done.headers["etag"]})
    assert again.status_code in (409, 412)
    (fact,) = door().get("/api/v1/products/leerspoor").json()["certificates"]
    assert fact["provenance"] == {"sourceUrl": EVIDENCE, "checkedOn": "2026-02-20", "trust": "confirmed", "note": ""}


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"payload": {"certificate": "x" * 61}}, "certificate"),
        ({"payload": {"certificate": "certificeringsschema", "trust": "confirmed"}}, "trust"),
        ({"payload": {"certificate": "certificeringsschema", "validUntil": "gisteren"}}, "validUntil"),
        ({"evidenceUrl": "mijn woord erop"}, "evidenceUrl"),
        ({"dated": "2026-03-09"}, "dated"),
        ({"productKey": None}, "productKey"),
    ],
)
def test_what_is_wrong_is_told_by_field(door: Door, change: dict[str, Any], place: str) -> None:
    answer = door(VICTOR).post(HERE, json=CLAIM | change)
    assert answer.status_code in (400, 422)
    assert [one["in"] for one in answer.json()["errors"]] == [place]


def test_claims_are_closed_to_others_and_what_waits_is_public(door: Door, session: Session) -> None:
    found = make_claim(session, note="Bel Victor")
    for client in (door(), door(ANNE)):
        assert client.get(HERE).status_code == 403
        assert client.post(HERE, json=CLAIM).status_code == 403
        assert client.get(f"{HERE}/{found}").status_code == 403
    public = door().get("/api/v1/products/leerspoor/vendor-claims")
    assert [one["payload"] for one in public.json()["items"]] == [{"standard": "oso", "version": ""}]
    assert "Victor" not in public.text
    assert door().get("/api/v1/products/bestaat-niet/vendor-claims").status_code == 404


def test_a_vendor_takes_its_claim_back(door: Door, session: Session) -> None:
    found = make_claim(session)
    taken = door(VICTOR).post(f"{HERE}/{found}/withdrawal", headers={"If-Match": '"1"'})
    assert taken.json()["state"] == "withdrawn"
    assert door(VICTOR).get(HERE, params={"state": "submitted"}).json()["total"] == 0


def landscape(session: Session) -> list[object]:
    """Return all that a board itself recorded of its uses."""
    session.expire_all()
    placed = session.exec(select(Placement).order_by(Placement.component_guid)).all()  # type: ignore[arg-type]
    uses = session.exec(select(Use)).all()
    decided = session.exec(select(ProcessingActivity)).all()
    values = session.exec(select(ProcessingValue)).all()
    return [one.model_dump() for one in (*uses, *placed, *decided, *values)]


def test_a_confirmed_claim_leaves_a_boards_use_as_it_is(door: Door, session: Session) -> None:
    make_board(session)
    version = make_version(session, "leerspoor", "4.2")
    use = make_use(session, product="leerspoor", components=("0" * 32,), version_id=version)
    make_activity(session, uses=(use.id,), values={RegisterField.DATA_CATEGORY: (("P01", "Identiteit"),)})
    before = landscape(session)
    wanted = [
        make_claim(session, ClaimNoun.NAME, {"name": "Leerspoor Plus"}),
        make_claim(session, ClaimNoun.HOSTING, {"hosting": "saas"}),
        make_claim(session, ClaimNoun.CLAIM, {"component_guid": "0" * 31 + "1"}),
        make_claim(session, ClaimNoun.DATA_CATEGORY, {"category": "P01"}, action=ClaimAction.REMOVE),
        make_claim(session, ClaimNoun.VERSION, {"name": "4.2", "status": "einde-ondersteuning"}),
    ]
    for one in wanted:
        answer = door(SACHA).post(f"{HERE}/{one}/confirmation", json={}, headers={"If-Match": '"1"'})
        assert answer.status_code == 200
    assert landscape(session) == before


def test_a_version_in_use_stays_and_its_vendor_is_not_told_why(door: Door, session: Session) -> None:
    make_board(session)
    version = make_version(session, "leerspoor", "4.2")
    make_use(session, product="leerspoor", version_id=version)
    found = make_claim(session, ClaimNoun.VERSION, {"name": "4.2"}, action=ClaimAction.REMOVE)
    answer = door(SACHA).post(f"{HERE}/{found}/confirmation", json={}, headers={"If-Match": '"1"'})
    assert answer.status_code == 409
    session.expire_all()
    assert session.get(ProductVersion, version) is not None
    shown = door(VICTOR).get(f"{HERE}/{found}")
    assert (shown.json()["state"], shown.json()["decisionReason"]) == ("submitted", "")
    assert "gebruik bij" not in shown.text
