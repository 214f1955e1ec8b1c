"""An editor takes the landscape to a modelling tool and brings it back; others see only what they may."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from sqlmodel import Session, select

from fora.readers import read_bytes
from fora.readers.model import RawElement, RawModel, RawPair, RawRelation
from fora.writers.ameff import write
from swc.access.roles import Right
from swc.landscape import releases
from swc.landscape.exchange import encoding as e
from swc.landscape.models import Placement, Use
from tests.api.conftest import Door
from tests.factories.catalogue import make_product
from tests.factories.fora import LAS
from tests.factories.landscape import make_landscape, make_use
from tests.factories.model_files import FULL_AMEFF
from tests.personas import ANNE, ANONYMOUS, BRAM, CARLA, CHRIS, SACHA, VICTOR, acting

HERE = "/besturen/41101/archimate"

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
"""What the doors ask of the database is tested with the landscape, on both."""


@pytest.fixture(autouse=True)
def _landscape(session: Session) -> None:
    make_landscape(session)
    make_product(session, "zermelo", name="Zermelo", vendor_key="schoolmaster", category="")
    make_use(session, components=(LAS,), own_name="Ons LAS")


def taken(door: Door) -> RawModel:
    return read_bytes(door(CARLA).get(f"{HERE}.xml").content, "m.xml").model


def handed_in(door: Door, content: bytes, name: str = "landschap.xml") -> str:
    done = door(CARLA).post(f"{HERE}/inlezen", files={"bestand": (name, content, "text/xml")})
    assert done.status_code == 303, done.text
    return str(done.headers["location"])


def test_a_changed_model_is_weighed_carried_out_and_taken_back(door: Door, session: Session) -> None:
    model = taken(door)
    model.organizations = []
    model.elements.append(RawElement("id-nieuw", "ApplicationComponent", "Qwxz Planbord"))
    model.relations.append(RawRelation("id-r", "Specialization", "id-nieuw", f"id-{LAS}"))
    where = handed_in(door, write(model).content)
    client = door(CARLA)
    page = client.get(where).text
    assert "Er is nog niets veranderd." in page
    assert "Qwxz Planbord" in page
    assert "id in het bestand: id-nieuw" in page
    refused = client.post(f"{where}/verwerken")
    assert refused.status_code == 400
    (name,) = set(re.findall(r'name="(rij-\d+)" value="concept:"', page))
    done = client.post(f"{where}/verwerken", data={name: "concept:"})
    assert done.status_code == 303, done.text
    added = session.exec(select(Placement).where(Placement.component_guid == LAS)).all()
    assert len(added) == 2
    assert "Hele lijst terugdraaien" in client.get(where).text
    client.post(f"{where}/terugdraaien")
    assert len(session.exec(select(Use)).all()) == 1
    assert "Teruggedraaid op" in client.get(where).text


def test_the_page_says_what_the_file_holds_and_only_an_editor_can_hand_one_in(door: Door) -> None:
    page = door(CARLA).get(HERE).text
    assert 'href="/besturen/41101/archimate.xml"' in page
    assert 'name="bestand"' in page
    assert 'name="bestand"' not in door(BRAM).get(HERE).text
    assert door(BRAM).post(f"{HERE}/inlezen", files={"bestand": ("m.xml", b"x")}).status_code == 403
    assert door(CHRIS).get(HERE).status_code == 404
    assert door(CHRIS).get(f"{HERE}.xml").status_code == 404
    assert door(ANONYMOUS).get(f"{HERE}.xml").status_code in (303, 401)
    assert "/besturen/41101/archimate" in door(BRAM).get("/besturen/41101/applicaties").text


def test_a_file_that_cannot_be_read_says_why_above_the_form(door: Door) -> None:
    evil = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><model/>'
    answer = door(CARLA).post(f"{HERE}/inlezen", files={"bestand": ("m.xml", evil, "text/xml")})
    assert answer.status_code == 400
    assert "DOCTYPE" in answer.text
    assert "AMEFF 3.x (xml) en coArchi" in door(CARLA).post(f"{HERE}/inlezen", data={"x": "y"}).text


def test_how_dpias_stand_is_only_in_the_file_of_who_may_see_it(door: Door) -> None:
    keyed = replace(BRAM, limit=frozenset({Right.READ_BOARD}))
    for person, there in ((ANNE, True), (keyed, False)):
        model = read_bytes(door(person).get("/api/v1/boards/41101/archimate.xml").content, "m.xml").model
        use = next(one for one in model.elements if RawPair(e.SWC_TYPE, e.USE) in one.properties)
        assert any(pair.key == "DPIA stand" for pair in use.properties) is there


def test_the_same_goes_over_json(door: Door) -> None:
    client = door(CARLA)
    content = client.get("/api/v1/boards/41101/archimate.xml?views=own").content
    seen = client.post("/api/v1/boards/41101/archimate-imports", files={"file": ("m.xml", content, "text/xml")})
    assert seen.status_code == 201
    where = seen.headers["location"]
    assert [one["state"] for one in seen.json()["counts"]] == ["unchanged"]
    assert client.patch(where, json={"rows": []}).json()["mayCommit"] is True
    assert client.post(f"{where}/commit").json()["unchanged"] == 1
    assert client.get("/api/v1/boards/41101/archimate-imports").json()[0]["result"]["unchanged"] == 1
    assert client.delete(where).status_code == 409
    assert client.post(f"{where}/undo").json()["takenBack"] == 0


def test_a_release_goes_as_a_file_to_who_logged_in_and_to_nobody_else(door: Door, session: Session) -> None:
    staged = releases.stage_release(session, read_bytes(FULL_AMEFF.encode(), "heel.xml"), by=acting(SACHA))
    where = f"/fora/releases/{staged.version}/model.xml"
    assert door(SACHA).get(where).content == write(read_bytes(FULL_AMEFF.encode(), "heel.xml").model).content
    assert door(BRAM).get(where).status_code == 404
    releases.publish_release(session, staged.version, by=acting(SACHA))
    assert door(BRAM).get(where).status_code == 200
    assert door(ANONYMOUS).get(where).status_code in (303, 401)
    assert door(VICTOR).get(where).status_code == 404, "FORA states no licence: a vendor does not get the model"
