"""Central DPIAs as JSON."""

from __future__ import annotations

import pytest
from sqlmodel import Session

from swc.catalogue.kinds import CentralOutcome
from tests.api.conftest import Door
from tests.factories.catalogue import make_central, make_central_measure, make_product
from tests.personas import ADMIN, SACHA
from tests.query_count import counted

CENTRALS = "/api/v1/central-dpias"


@pytest.fixture(autouse=True)
def market(session: Session) -> None:
    make_product(session)
    make_central(session, versions=(("2021", CentralOutcome.NEGATIVE), ("2024-05", CentralOutcome.CONDITIONAL)))


def test_everybody_gets_the_central_dpias_with_versions_newest_first(door: Door) -> None:
    body = door().get(CENTRALS).json()
    assert (body["total"], body["page"]) == (1, 1)
    (one,) = body["items"]
    assert [version["number"] for version in one["versions"]] == [2, 1]
    assert one["versions"][0]["effectiveOn"] == "2024-05-01"
    assert one["products"][0]["key"] == "leerspoor"


def test_one_central_dpia_is_read_by_key(door: Door) -> None:
    assert door().get(f"{CENTRALS}/dpia-leerspoor").json()["commissioner"] == "SIVON"
    assert door().get(f"{CENTRALS}/weg").status_code == 404
    assert door().get(f"{CENTRALS}/Weg%00").status_code == 404


def test_a_sector_editor_adds_a_central_dpia_and_its_versions(door: Door) -> None:
    client = door(SACHA)
    made = client.post(CENTRALS, json={"title": "Nieuwe toets", "products": ["leerspoor"]})
    assert (made.status_code, made.headers["Location"]) == (201, f"{CENTRALS}/nieuwe-toets")
    version = client.post(f"{CENTRALS}/nieuwe-toets/versions", json={"dated": "2026-02", "outcome": "positive"})
    assert version.status_code == 201
    assert version.json()["versions"][0]["outcome"] == "positive"


def test_one_version_is_read_on_its_own_with_what_followed(door: Door, session: Session) -> None:
    make_central_measure(session, number=2)
    old = door().get(f"{CENTRALS}/dpia-leerspoor/versions/1").json()
    assert (old["number"], old["supersededBy"], old["centralKey"]) == (1, 2, "dpia-leerspoor")
    new = door().get(f"{CENTRALS}/dpia-leerspoor/versions/2").json()
    assert (new["supersededBy"], [one["code"] for one in new["measures"]]) == (None, ["M1"])
    assert [(one["kind"], one["after"]) for one in new["changes"]] == [
        ("outcome", "conditional"),
        ("measure_added", "Zet het delen van namen uit."),
    ]
    assert door().get(f"{CENTRALS}/dpia-leerspoor/versions/3").status_code == 404
    assert door().get(f"{CENTRALS}/dpia-leerspoor/versions/0").status_code == 400


def test_a_sector_editor_changes_the_head_and_publishes_measures(door: Door) -> None:
    client = door(SACHA)
    changed = client.put(f"{CENTRALS}/dpia-leerspoor", json={"title": "Nieuw", "products": ["leerspoor"]})
    assert (changed.status_code, changed.json()["title"], changed.json()["key"]) == (200, "Nieuw", "dpia-leerspoor")
    measures = [{"text": "Zet uit.", "due": "2026-07-01"}, {"text": "Log korter.", "addressee": "vendor"}]
    body = {"dated": "2026", "measures": measures, "basedOn": 2}
    made = client.post(f"{CENTRALS}/dpia-leerspoor/versions", json=body)
    assert [one["code"] for one in made.json()["versions"][0]["measures"]] == ["M1", "M2"]
    assert client.post(f"{CENTRALS}/dpia-leerspoor/versions", json=body).status_code == 409
    wrong = client.post(f"{CENTRALS}/dpia-leerspoor/versions", json={"dated": "2026", "measures": [{"text": ""}]})
    assert [one["in"] for one in wrong.json()["errors"]] == ["measures.0.text"]
    assert (
        door(ADMIN).put(f"{CENTRALS}/dpia-leerspoor", json={"title": "X", "products": ["leerspoor"]}).status_code == 403
    )


@pytest.mark.parametrize("body", [{"dated": "binnenkort"}, {"dated": "2020"}, {"dated": "2026", "outcome": "x"}, {}])
def test_a_version_that_cannot_be_is_refused(door: Door, body: dict[str, str]) -> None:
    answer = door(SACHA).post(f"{CENTRALS}/dpia-leerspoor/versions", json=body)
    assert answer.status_code == 400
    assert answer.json()["errors"]


def test_a_central_dpia_without_existing_product_is_refused(door: Door) -> None:
    client = door(SACHA)
    assert client.post(CENTRALS, json={"title": "X", "products": ["weg"]}).status_code == 400
    assert client.post(CENTRALS, json={"title": "X", "products": []}).status_code == 400
    assert client.post(f"{CENTRALS}/weg/versions", json={"dated": "2026"}).status_code == 404


def test_a_board_writes_no_central_dpia(door: Door) -> None:
    assert door(ADMIN).post(CENTRALS, json={"title": "X", "products": ["leerspoor"]}).status_code == 403
    assert door().post(f"{CENTRALS}/dpia-leerspoor/versions", json={"dated": "2026"}).status_code == 403


def test_the_list_takes_a_fixed_number_of_statements(door: Door, session: Session) -> None:
    client = door()
    with counted(session) as few:
        client.get(CENTRALS)
    for number in range(20):
        make_central(session, f"c{number}")
    with counted(session) as many:
        client.get(CENTRALS)
    assert len(few) == len(many) == 4
