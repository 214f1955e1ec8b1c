"""Agreements as JSON."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session

from tests.api.conftest import Door
from tests.factories.agreements import make_deal
from tests.factories.landscape import make_landscape, make_use
from tests.factories.lists import make_xlsx
from tests.personas import BOARD_A, BRAM, CARLA, CHRIS

HERE = f"/api/v1/boards/{BOARD_A}"
DEAL = {
    "presence": "present",
    "vendorKey": "schoolmaster",
    "signedOn": "2025-01-01",
    "categories": ["P01"],
    "subProcessors": [{"name": "Hosting BV", "country": "NL"}],
    "locations": ["NL"],
}


def test_an_agreement_is_added_replaced_and_removed_with_its_version(door: Door, session: Session) -> None:
    make_landscape(session)
    make_use(session)
    client = door(CARLA)
    added = client.post(f"{HERE}/agreements", json=DEAL)
    assert added.status_code == 201
    address = added.headers["location"]
    assert (added.json()["name"], added.json()["covered"][0]["name"]) == ("SchoolMaster B.V.", "Magister")
    assert client.put(address, json=DEAL).status_code == 428
    bare = {"presence": "present", "vendorKey": "schoolmaster"}
    replaced = client.put(address, json=bare, headers={"If-Match": added.headers["etag"]})
    assert (replaced.status_code, replaced.json()["categories"], replaced.json()["signedOn"]) == (200, [], None)
    assert client.put(address, json=DEAL, headers={"If-Match": added.headers["etag"]}).status_code in (409, 412)
    assert client.get(f"{HERE}/agreements").json()["total"] == 1
    gone = client.delete(f"{address}?reason=dubbel", headers={"If-Match": replaced.headers["etag"]})
    assert gone.status_code == 204
    assert client.get(address).status_code == 404


def test_the_lists_tell_counts_and_entries(door: Door, session: Session) -> None:
    make_landscape(session)
    make_use(session, categories=("P01",))
    make_deal(session, vendor="sanoma")
    client = door(BRAM)
    counts = {one["code"]: one["total"] for one in client.get(f"{HERE}/agreement-lists").json()["items"]}
    assert (counts["without-agreement"], counts["without-use"], counts["signer"]) == (1, 1, 1)
    listed = client.get(f"{HERE}/agreement-lists/without-use").json()
    assert [(one["why"], one["agreement"]["name"]) for one in listed["entries"]] == [("not-used", "Sanoma")]
    assert listed["entries"][0]["certain"] is True
    assert door(CHRIS).get(f"{HERE}/agreement-lists").status_code == 404
    assert client.post(f"{HERE}/agreements", json=DEAL).status_code == 403


def test_a_use_is_still_told_what_its_agreement_is_with_the_old_body(door: Door, session: Session) -> None:
    make_landscape(session)
    use = make_use(session)
    own = make_deal(session, use=use, annex=("P01",))
    client = door(CARLA)
    body = {"presence": "present", "modelVersion": "4.0", "signedOn": None, "validUntil": None, "note": "oud"}
    answer = client.put(f"{HERE}/uses/{use.id}/agreement", json=body, headers={"If-Match": '"1"'})
    assert answer.status_code == 200
    told = answer.json()
    assert told["summary"]["agreement"]["agreementId"] == str(own.id)
    assert told["summary"]["agreement"]["annexCategories"] == ["P01"]
    assert told["ownAgreement"]["note"] == "oud"


def test_a_list_is_read_chosen_committed_and_taken_back(door: Door, session: Session) -> None:
    make_landscape(session)
    client = door(CARLA)
    content = make_xlsx([("Sanoma", date(2025, 1, 1)), ("x", "zomer")], headers=("Leverancier", "Getekend op"))
    read = client.post(f"{HERE}/agreement-imports", files={"file": ("lijst.xlsx", content)})
    assert read.status_code == 201
    address = read.headers["location"]
    assert read.json()["mayCommit"] is False
    chosen = client.patch(address, json={"rows": [{"row": 3, "kind": "skip"}]})
    assert chosen.json()["mayCommit"] is True
    assert client.post(f"{address}/commit").json()["created"] == 1
    assert client.post(f"{address}/undo").json()["takenBack"] == 1
    assert client.get(f"{HERE}/agreement-imports").json()[0]["result"]["undoneAt"]
    assert client.delete(address).status_code == 409
