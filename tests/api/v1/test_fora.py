"""The reference architecture as JSON: the same facts as the pages, and the life cycle of releases."""

from __future__ import annotations

import pytest
from sqlmodel import Session
from starlette.testclient import TestClient

from swc.access.kinds import Actor
from swc.landscape import releases
from tests.api.conftest import Door
from tests.factories.fora import ABSENCE, DOMAIN, LAS, make_reference
from tests.factories.model_files import AMEFF
from tests.personas import ANNE, ANONYMOUS, SACHA, acting

BASE = "/api/v1/fora"
FILE = {"file": ("proef.xml", AMEFF.encode(), "text/xml")}


def stage(client: TestClient) -> str:
    """Stage a file and return its version."""
    answer = client.post(f"{BASE}/releases", files=FILE)
    assert answer.status_code == 201, answer.text
    version = answer.json()["version"]
    assert answer.headers["Location"].endswith(version)
    return str(version)


def test_elements_are_listed_with_filters_and_paging(door: Door, session: Session) -> None:
    make_reference(session)
    body = door().get(f"{BASE}/elements", params={"foraType": "Informatieobject", "pageSize": 2}).json()
    assert (body["total"], len(body["items"])) == (3, 2)
    assert body["items"][0]["personalData"] == "yes"
    assert door().get(f"{BASE}/elements", params={"domain": DOMAIN}).json()["items"][0]["guid"] == LAS


def test_an_element_carries_relations_and_derivation_with_paths(door: Door, session: Session) -> None:
    make_reference(session)
    body = door().get(f"{BASE}/elements/{LAS}").json()
    reached = {one["guid"]: one for one in body["derived"]}
    assert reached[ABSENCE]["pathKind"] == "process"
    assert [step["relation"] for step in reached[ABSENCE]["path"]][1:] == [
        "Assignment",
        "Serving",
        "Aggregation",
        "Access",
    ]
    assert {one["type"] for one in body["relations"]} >= {"Access", "Assignment", "Realization"}


@pytest.mark.parametrize("path", ["elements/onbekend", "views/onbekend", "releases/onbekend"])
def test_what_is_not_there_is_a_problem_with_status_404(door: Door, path: str) -> None:
    answer = door().get(f"{BASE}/{path}")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_release_is_staged_weighed_published_and_rolled_back(door: Door, session: Session) -> None:
    releases.install_starter(session, by=acting(SACHA))
    client = door(SACHA)
    version = stage(client)
    changes = client.get(f"{BASE}/releases/{version}/changes", params={"pageSize": 500}).json()
    assert {one["change"] for one in changes["items"]} == {"new", "retired"}
    assert changes["items"][0]["impact"] == {"placements": 0, "verdicts": 0}
    cleanings = client.get(f"{BASE}/releases/{version}/cleanings").json()
    assert {one["reason"] for one in cleanings["items"]} >= {"hoofdletters gelijkgetrokken"}
    assert client.post(f"{BASE}/releases/{version}/publication").json()["status"] == "published"
    assert client.post(f"{BASE}/rollback").json()["sourceFormat"] == "starter"
    assert client.delete(f"{BASE}/releases/{version}").status_code == 204


def test_staging_the_same_file_again_gives_the_same_release(door: Door) -> None:
    client = door(SACHA)
    assert stage(client) == stage(client)
    assert len(client.get(f"{BASE}/releases").json()["items"]) == 1


def test_a_bad_file_is_a_problem_with_its_place(door: Door) -> None:
    answer = door(SACHA).post(f"{BASE}/releases", files={"file": ("pagina.html", b"<html/>", "text/html")})
    assert answer.status_code == 400
    assert "pagina.html" in answer.text


@pytest.mark.parametrize("actor", [ANONYMOUS, ANNE], ids=lambda actor: actor.label)
def test_who_does_not_manage_releases_sees_only_published_ones(door: Door, session: Session, actor: Actor) -> None:
    releases.install_starter(session, by=acting(SACHA))
    version = stage(door(SACHA))
    client = door(actor)
    assert len(client.get(f"{BASE}/releases").json()["items"]) == 1
    assert client.get(f"{BASE}/releases/{version}/changes").status_code == 404
    for answer in (
        client.post(f"{BASE}/releases", files=FILE),
        client.post(f"{BASE}/releases/{version}/publication"),
        client.post(f"{BASE}/rollback"),
        client.delete(f"{BASE}/releases/{version}"),
    ):
        assert answer.status_code in {401, 403}
