"""Couplings of a board as JSON."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlmodel import Session

from swc.access.kinds import Actor
from tests.api.conftest import Door
from tests.factories.landscape import make_coupling, make_landscape, make_use
from tests.personas import ANONYMOUS, BOARD_A, BRAM, CARLA, CHRIS
from tests.query_count import counted

COUPLINGS = f"/api/v1/boards/{BOARD_A}/couplings"


@pytest.fixture(autouse=True)
def surroundings(session: Session) -> None:
    make_landscape(session)


def test_a_reader_gets_the_couplings_by_the_names_of_their_ends(door: Door, session: Session) -> None:
    las = make_use(session)
    make_coupling(session, las, target_name="ROD", standards=("oso",))
    make_coupling(session, make_use(session, own_name="ELO"), target=las)
    body = door(BRAM).get(COUPLINGS).json()
    assert [(one["sourceName"], one["targetName"], one["standards"]) for one in body["items"]] == [
        ("ELO", "Magister", []),
        ("Magister", "ROD", ["oso"]),
    ]
    assert body["total"] == 2


def test_a_coupling_is_added_changed_and_removed_with_its_version(door: Door, session: Session) -> None:
    use = make_use(session)
    client = door(CARLA)
    body = {"sourceUseId": str(use.id), "targetName": "ROD", "direction": "uit"}
    added = client.post(COUPLINGS, json=body)
    assert added.status_code == 201
    address = added.headers["location"]
    assert client.get(address).headers["etag"] == '"1"'
    assert client.put(address, json=body).status_code == 428
    changed = client.put(address, json=body | {"standards": ["oso"]}, headers={"If-Match": '"1"'})
    assert (changed.json()["standards"], changed.headers["etag"]) == (["oso"], '"2"')
    assert client.delete(address, headers={"If-Match": '"1"'}).status_code == 412
    assert client.delete(address, headers={"If-Match": '"2"'}).status_code == 204
    assert client.get(address).status_code == 404


def test_a_coupling_without_another_end_is_refused(door: Door, session: Session) -> None:
    use = make_use(session)
    answer = door(CARLA).post(COUPLINGS, json={"sourceUseId": str(use.id)})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["in"] == "targetName"


@pytest.mark.parametrize(("actor", "status"), [(ANONYMOUS, 401), (CHRIS, 404)])
def test_nobody_and_outsiders_learn_nothing(door: Door, session: Session, actor: Actor, status: int) -> None:
    coupling = make_coupling(session, make_use(session))
    for address in (COUPLINGS, f"{COUPLINGS}/{coupling.id}"):
        assert door(actor).get(address).status_code == status
    assert door(BRAM).get(f"{COUPLINGS}/{uuid4()}").status_code == 404


def test_more_couplings_do_not_take_more_statements(door: Door, session: Session) -> None:
    use, client = make_use(session), door(BRAM)
    make_coupling(session, use)
    with counted(session) as few:
        client.get(COUPLINGS)
    for _ in range(20):
        make_coupling(session, use, standards=("oso",))
    with counted(session) as many:
        client.get(COUPLINGS)
    assert len(few) == len(many)
