"""Contracts and exits as JSON."""

from __future__ import annotations

from decimal import Decimal

from sqlmodel import Session

from tests.api.conftest import Door
from tests.factories.contracts import make_contract
from tests.factories.fora import LAS
from tests.factories.landscape import make_landscape, make_use
from tests.personas import ANONYMOUS, BOARD_A, BOARD_B, BRAM, CARLA, CHRIS, PETRA, VICTOR

HERE = f"/api/v1/boards/{BOARD_A}"
CONTRACT = {
    "title": "Magister",
    "legalForm": "eigen-aanbesteding",
    "signedOn": "2026-01-01",
    "startDate": "2026-02-01",
    "endDate": "2026-07-31",
    "noticeMonths": 3,
    "renewal": "stilzwijgend",
    "renewalMonths": 12,
    "yearlyPrice": "€ 1.200,50",
    "dataProcessingService": True,
    "parties": [{"role": "leverancier", "vendorKey": "schoolmaster"}],
    "products": ["magister"],
    "documents": [{"title": "Contract", "url": "https://archief.example/c.pdf"}],
}


def test_a_contract_is_added_replaced_and_removed_with_its_version(door: Door, session: Session) -> None:
    make_landscape(session)
    client = door(PETRA)
    added = client.post(f"{HERE}/contracts", json=CONTRACT)
    assert added.status_code == 201
    address, told = added.headers["location"], added.json()["summary"]
    assert (told["yearlyPrice"], told["status"], told["noticeCheck"]["verdict"]) == (
        "1200.50",
        "notice-window",
        "conflict",
    )
    assert told["parties"] == [{"role": "leverancier", "name": "SchoolMaster B.V.", "vendorKey": "schoolmaster"}]
    assert client.put(address, json=CONTRACT).status_code == 428
    bare = {"title": "Magister", "noticeDays": 30}
    replaced = client.put(address, json=bare, headers={"If-Match": added.headers["etag"]})
    assert (replaced.status_code, replaced.json()["documents"]) == (200, [])
    assert client.put(address, json=CONTRACT, headers={"If-Match": added.headers["etag"]}).status_code in (409, 412)
    gone = client.delete(f"{address}?reason=dubbel", headers={"If-Match": replaced.headers["etag"]})
    assert gone.status_code == 204
    assert client.get(address).status_code == 404


def test_the_list_is_filtered_and_cut_in_pages(door: Door, session: Session) -> None:
    make_landscape(session)
    for count in range(3):
        make_contract(session, title=f"Contract {count}")
    make_contract(session, title="Elders", board=BOARD_B)
    client = door(BRAM)
    page = client.get(f"{HERE}/contracts?pageSize=2")
    assert ([one["title"] for one in page.json()["items"]], page.json()["total"]) == (["Contract 0", "Contract 1"], 3)
    assert 'rel="next"' in page.headers["link"]
    assert client.get(f"{HERE}/contracts?text=2&status=unknown").json()["total"] == 1
    assert client.get(f"{HERE}/contracts?status=nooit").status_code == 400
    assert client.post(f"{HERE}/contracts", json=CONTRACT).status_code == 403


def test_calendar_costs_coverage_and_lifecycle_are_told(door: Door, session: Session) -> None:
    make_landscape(session)
    make_use(session, components=(LAS,))
    client = door(PETRA)
    client.post(f"{HERE}/contracts", json=CONTRACT)
    days = client.get(f"{HERE}/contracts/calendar").json()["items"]
    assert [(one["kind"], one["on"]) for one in days] == [("last-notice", "2026-04-30"), ("renewal", "2026-07-31")]
    told = client.get(f"{HERE}/contracts/calendar.ics")
    assert told.headers["content-type"].startswith("text/calendar")
    assert "DTSTART;VALUE=DATE:20260430" in told.text
    costs = client.get(f"{HERE}/contracts/costs").json()
    assert Decimal(costs["total"]) == Decimal(costs["components"][0]["cost"]) == Decimal("1200.50")
    assert client.get(f"{HERE}/contracts/coverage").json()["covered"] == 1
    assert client.get(f"{HERE}/contracts/lifecycle").json()["items"] == []


def test_an_exit_is_read_and_replaced_with_its_version(door: Door, session: Session) -> None:
    make_landscape(session)
    use = make_use(session)
    address = f"{HERE}/uses/{use.id}/exit"
    before = door(BRAM).get(address)
    assert (before.json()["exitPlan"], before.headers["etag"]) == (None, '"0"')
    client = door(CARLA)
    after = client.put(address, json={"exitPlan": "yes", "exportFormat": "CSV"}, headers={"If-Match": '"0"'})
    assert (after.status_code, after.json()["exportFormat"], after.headers["etag"]) == (200, "CSV", '"1"')
    assert client.put(address, json={}, headers={"If-Match": '"0"'}).status_code in (409, 412)
    assert door(PETRA).put(address, json={}, headers={"If-Match": '"1"'}).status_code == 403


def test_outsiders_learn_nothing_of_contracts(door: Door, session: Session) -> None:
    make_landscape(session)
    mine = make_contract(session)
    for path in ("contracts", "contracts/calendar", "contracts/costs", f"contracts/{mine.id}"):
        assert door(CHRIS).get(f"{HERE}/{path}").status_code == 404
        assert door(VICTOR).get(f"{HERE}/{path}").status_code == 404
        assert door(ANONYMOUS).get(f"{HERE}/{path}").status_code == 401
    assert door(CHRIS).get(f"/api/v1/boards/{BOARD_B}/contracts/{mine.id}").status_code == 404
