"""Lists of contracts as JSON."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session

from tests.api.conftest import Door
from tests.factories.landscape import make_landscape
from tests.factories.lists import make_xlsx
from tests.personas import BOARD_A, BRAM, CHRIS, PETRA

HERE = f"/api/v1/boards/{BOARD_A}"


def test_a_list_is_read_chosen_committed_and_taken_back(door: Door, session: Session) -> None:
    make_landscape(session)
    client = door(PETRA)
    content = make_xlsx([("Magister", date(2027, 7, 31)), ("Rekenwonder", None)], headers=("Product", "Einddatum"))
    read = client.post(f"{HERE}/contract-imports", files={"file": ("lijst.xlsx", content)})
    assert read.status_code == 201
    address = read.headers["location"]
    assert read.json()["mayCommit"] is False
    assert client.post(f"{address}/commit").status_code == 409
    chosen = client.patch(address, json={"rows": [{"row": 3, "kind": "skip"}]})
    assert chosen.json()["mayCommit"] is True
    assert client.post(f"{address}/commit").json()["created"] == 1
    assert client.get(f"{HERE}/contracts.csv").content.startswith(b"\xef\xbb\xbfContract;")
    again = client.post(
        f"{HERE}/contract-imports", files={"file": ("c.xlsx", client.get(f"{HERE}/contracts.xlsx").content)}
    )
    assert [one["state"] for one in again.json()["rows"]] == ["unchanged"]
    assert client.delete(again.headers["location"]).status_code == 204
    assert client.post(f"{address}/undo").json()["takenBack"] == 1
    assert [one["fileName"] for one in client.get(f"{HERE}/contract-imports").json()] == ["lijst.xlsx"]
    assert client.get(f"{HERE}/contract-imports/template.xlsx").status_code == 200


def test_only_who_edits_contracts_reads_lists(door: Door, session: Session) -> None:
    make_landscape(session)
    files = {"file": ("lijst.xlsx", make_xlsx([("Magister", None)], headers=("Product", "Einddatum")))}
    assert door(BRAM).post(f"{HERE}/contract-imports", files=files).status_code == 403
    assert door(CHRIS).post(f"{HERE}/contract-imports", files=files).status_code == 404
    assert door(CHRIS).get(f"{HERE}/contracts.xlsx").status_code == 404
