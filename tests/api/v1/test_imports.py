"""Reading in a list over JSON gives what the pages give."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session, select
from starlette.testclient import TestClient

from swc.landscape.models import Use
from tests.api.conftest import Door
from tests.factories.landscape import make_landscape
from tests.factories.lists import make_xlsx
from tests.personas import BOARD_A, BRAM, CARLA, CHRIS

HERE = f"/api/v1/boards/{BOARD_A}/imports"


def handed_in(client: TestClient, *rows: tuple[object, ...]) -> dict[str, Any]:
    content = make_xlsx(rows, headers=("Applicatie", "Einddatum"))
    answer = client.post(HERE, files={"file": ("lijst.xlsx", content)})
    assert answer.status_code == 201, answer.text
    body: dict[str, Any] = answer.json()
    assert answer.headers["location"] == f"{HERE}/{body['id']}"
    return body


def test_a_machine_hands_in_a_list_chooses_and_commits(door: Door, session: Session) -> None:
    make_landscape(session)
    client = door(CARLA)
    batch = handed_in(client, ("Magister Portaal",), ("Thee", "zomer"))
    path = f"{HERE}/{batch['id']}"

    assert {row["number"]: row["state"] for row in batch["rows"]} == {2: "choose", 3: "error"}
    assert batch["mayCommit"] is False
    assert batch["rows"][0]["problems"][0]["column"] == "B"
    assert client.post(f"{path}/commit").status_code == 409

    choices = {"rows": [{"row": 2, "kind": "product", "productKey": "magister"}, {"row": 3, "kind": "skip"}]}
    seen = client.patch(path, json=choices)
    done = client.post(f"{path}/commit")

    assert seen.json()["mayCommit"] is True
    assert (done.json()["created"], done.json()["skipped"]) == (1, 1)
    assert len(session.exec(select(Use)).all()) == 1
    assert client.get(HERE).json()[0]["result"]["created"] == 1


def test_rows_can_be_asked_by_state_and_page(door: Door, session: Session) -> None:
    make_landscape(session)
    client = door(CARLA)
    batch = handed_in(client, *((f"Pakket {number}", "zomer" if number < 3 else "") for number in range(12)))

    found = client.get(f"{HERE}/{batch['id']}", params={"state": "error", "pageSize": 2, "page": 2}).json()

    assert (found["shown"], len(found["rows"])) == (3, 1)


def test_a_column_can_be_mapped(door: Door, session: Session) -> None:
    make_landscape(session)
    client = door(CARLA)
    batch = handed_in(client, ("Magister", "x"))

    seen = client.patch(f"{HERE}/{batch['id']}", json={"columns": [{"index": 1, "meaning": "drop"}]}).json()

    assert seen["mayCommit"] is True


def test_a_broken_file_is_a_problem_with_where_and_remedy(door: Door, session: Session) -> None:
    make_landscape(session)

    answer = door(CARLA).post(HERE, files={"file": ("lijst.xlsx", b"PK\x03\x04")})

    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["errors"][0]["in"] == "lijst.xlsx"
    assert answer.json()["errors"][0]["remedy"]


def test_a_file_over_the_limit_is_refused_before_it_is_read(door: Door, session: Session) -> None:
    make_landscape(session)

    answer = door(CARLA).post(HERE, content=b"", headers={"Content-Length": "999999999", "Content-Type": "text/csv"})

    assert answer.status_code == 400
    assert "50 MB" in answer.json()["detail"]


def test_an_unknown_choice_is_a_bad_request(door: Door, session: Session) -> None:
    make_landscape(session)
    client = door(CARLA)
    batch = handed_in(client, ("Magister",))

    assert client.patch(f"{HERE}/{batch['id']}", json={"rows": [{"row": 2, "kind": "raad"}]}).status_code == 400
    assert client.patch(f"{HERE}/{batch['id']}", json={"rows": [{"row": 77, "kind": "skip"}]}).status_code == 400


def test_a_name_that_no_database_keeps_or_that_is_too_long_does_no_harm(door: Door, session: Session) -> None:
    make_landscape(session)
    client = door(CARLA)
    batch = handed_in(client, ("Koffieapp",))
    odd = client.patch(f"{HERE}/{batch['id']}", json={"rows": [{"row": 2, "kind": "concept", "name": "Thee\x00app"}]})
    long = client.patch(f"{HERE}/{batch['id']}", json={"rows": [{"row": 2, "kind": "concept", "name": "x" * 300}]})

    assert (odd.status_code, long.status_code) == (400, 400)


def test_rights_hold(door: Door, session: Session) -> None:
    make_landscape(session)
    batch = handed_in(door(CARLA), ("Magister",))
    path = f"{HERE}/{batch['id']}"

    assert door(BRAM).get(path).status_code == 403
    for stranger in (CHRIS,):
        assert door(stranger).get(path).status_code == 404
        assert door(stranger).post(f"{path}/commit").status_code == 404
        assert door(stranger).delete(path).status_code == 404
    assert door(CARLA).delete(path).status_code == 204
    assert door(CARLA).get(path).status_code == 404
