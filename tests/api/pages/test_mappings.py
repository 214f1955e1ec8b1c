"""People map concepts of two lists on each other: side by side, from suggestions, and judged by an editor."""

from __future__ import annotations

import re

import pytest
from sqlmodel import Session, select

from swc.catalogue.mappings.kinds import MappingState
from swc.catalogue.mappings.models import Mapping
from tests.api.conftest import Door
from tests.factories.skos import make_turtle, store_scheme
from tests.personas import ANNE, ANONYMOUS, CARLA, SACHA, VICTOR

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
HOME = "/begrippen/mappings"
PAIR = {"van": "data-subjects", "naar": "import/vakken"}


def form(left: str, right: str, predicate: str = "exactMatch", **more: str) -> dict[str, str]:
    """Return what the form for a mapping hands in."""
    return {
        "subject_scheme": "data-subjects",
        "subject_code": left,
        "predicate": predicate,
        "object_scheme": "import/vakken",
        "object_code": f"http://voorbeeld.test/vakken/{right}",
        **more,
    }


@pytest.fixture(autouse=True)
def _scheme(session: Session) -> None:
    store_scheme(session, make_turtle({"leerling": "Leerling", "kracht": "Medewerkers", "taal": "Taal"}))


def test_a_proposal_waits_for_the_editor_who_confirms_it(door: Door, session: Session) -> None:
    found = door(CARLA).get(
        f"{HOME}/nieuw", params={"van": "data-subjects", "begrip": "leerlingen", "naar": "import/vakken"}
    )
    assert "http://voorbeeld.test/vakken/leerling" in found.text
    made = door(CARLA).post(f"{HOME}/nieuw", data=form("leerlingen", "leerling", source="https://voorbeeld.test/bron"))
    assert made.status_code == 303, made.text
    place = made.headers["location"]
    assert "voorgesteld" in door(CARLA).get(place).text
    assert door().get(place).status_code == 404
    assert door().get("/api/v1/mappings", params={"state": "proposed"}).json()["items"] == []
    assert place in door(SACHA).get(HOME).text
    assert place not in door(CARLA).get(HOME).text
    assert door(CARLA).post(f"{place}/bevestigen", data={"row_version": "1"}).status_code == 403
    assert door(SACHA).post(f"{place}/bevestigen", data={"row_version": "1"}).status_code == 303
    shown = door().get(place).text
    assert "bevestigd" in shown
    assert "Carla" not in shown
    assert "Carla" in door(SACHA).get(place).text
    stale = door(SACHA).post(f"{place}/wijzigen", data={"row_version": "1", "trust": "confirmed"})
    assert stale.status_code == 400
    assert "intussen gewijzigd" in stale.text
    assert door(SACHA).post(f"{place}/intrekken", data={"row_version": "2"}).status_code == 400
    done = door(SACHA).post(f"{place}/intrekken", data={"row_version": "2", "reason": "toch niet"})
    assert done.status_code == 303
    assert "toch niet" in door().get(place).text
    assert place not in door(CARLA).get(HOME, params=PAIR).text
    assert place in door(CARLA).get(HOME, params=PAIR | {"toon": "ingetrokken"}).text
    assert session.exec(select(Mapping.state)).one() is MappingState.WITHDRAWN


def test_two_lists_stand_side_by_side_with_counts_and_what_is_shipped(door: Door) -> None:
    door(SACHA).post(f"{HOME}/nieuw", data=form("leerlingen", "leerling"))
    page = door(CARLA).get(HOME, params=PAIR).text
    assert "komt overeen met" in page
    mapped = door(CARLA).get(HOME, params=PAIR | {"toon": "afgebeeld"}).text
    assert mapped.count('<th scope="row">') == 1
    dpv = door().get(HOME, params={"van": "data-subjects", "naar": "dpv", "zoek": "leerling"}).text
    assert "meegeleverd" in dpv
    assert door().get(HOME, params=PAIR).status_code == 404
    assert "Kies twee verschillende lijsten." in door().get(HOME, params={"van": "fora", "naar": "fora"}).text


def test_a_clash_names_the_mapping_in_the_way(door: Door) -> None:
    door(SACHA).post(f"{HOME}/nieuw", data=form("leerlingen", "leerling"))
    clash = door(SACHA).post(f"{HOME}/nieuw", data=form("leerlingen", "leerling", "broadMatch"))
    assert clash.status_code == 400
    assert "dit botst met:" in clash.text
    doubt = door(SACHA).post(f"{HOME}/nieuw", data=form("leerlingen", "taal"))
    assert "Dit is zo bedoeld" in doubt.text
    assert door(SACHA).post(f"{HOME}/nieuw", data=form("leerlingen", "taal", certain="true")).status_code == 303


def test_suggestions_are_taken_over_one_by_one(door: Door, session: Session) -> None:
    page = door(CARLA).get(f"{HOME}/voorstellen", params=PAIR)
    keys = re.findall(r'name="suggestions" value="([^"]+)"', page.text)
    assert any("vakken/kracht" in key for key in keys), page.text
    done = door(CARLA).post(f"{HOME}/voorstellen", params=PAIR, data={"suggestions": keys})
    assert f"{len(keys)} voorstel" in done.text
    assert {one.state for one in session.exec(select(Mapping)).all()} == {MappingState.PROPOSED}
    assert not re.findall(r'name="suggestions"', door(CARLA).get(f"{HOME}/voorstellen", params=PAIR).text)
    assert door(CARLA).post(f"{HOME}/voorstellen", params=PAIR, data={}).status_code == 400


def test_whoever_may_not_propose_is_refused(door: Door) -> None:
    assert door(VICTOR).post(f"{HOME}/nieuw", data=form("leerlingen", "leerling")).status_code == 403
    assert door(ANNE).post(f"{HOME}/nieuw", data=form("leerlingen", "leerling")).status_code == 303


def test_a_set_goes_out_and_comes_in_after_a_dry_run(door: Door, session: Session) -> None:
    door(SACHA).post(f"{HOME}/nieuw", data=form("leerlingen", "leerling"))
    for ending, sign in (("tsv", "subject_id\t"), ("csv", "subject_id,"), ("ttl", "skos:exactMatch")):
        assert sign in door(CARLA).get(f"{HOME}/bestand.{ending}", params=PAIR).text
    text = door(CARLA).get(f"{HOME}/bestand.tsv", params=PAIR).text
    session.delete(session.exec(select(Mapping)).one())
    session.flush()
    seen = door(SACHA).post(f"{HOME}/uitwisselen", files={"bestand": ("set.tsv", text.encode())})
    assert "Er is nog niets veranderd." in seen.text
    assert session.exec(select(Mapping)).all() == []
    done = door(SACHA).post(f"{HOME}/uitwisselen", data={"tekst": text, "deed": "verwerken"})
    assert "Verwerkt." in done.text
    assert len(session.exec(select(Mapping)).all()) == 1


def test_json_proposes_confirms_and_lists(door: Door) -> None:
    data = {
        "subjectScheme": "data-subjects",
        "subjectCode": "leerlingen",
        "predicate": "closeMatch",
        "objectScheme": "import/vakken",
        "objectCode": "http://voorbeeld.test/vakken/leerling",
    }
    made = door(CARLA).post("/api/v1/mappings", json=data)
    assert (made.status_code, made.json()["state"]) == (201, "proposed")
    place = made.headers["location"]
    assert door(SACHA).post(f"{place}/confirmation", json={}).status_code == 428
    sure = door(SACHA).post(f"{place}/confirmation", json={}, headers={"If-Match": made.headers["etag"]})
    assert sure.json()["state"] == "confirmed"
    pair = {"left": "data-subjects", "right": "import/vakken"}
    for who, name in (
        (CARLA, "Leerling"),
        (ANONYMOUS, data["objectCode"]),
    ):  # a list without a licence is not told to all
        listed = door(who).get("/api/v1/mappings", params=pair).json()
        assert [one["object"]["labelNl"] for one in listed["items"]] == [name]
    for address in (place.removeprefix("/api/v1"), "/data-subjects/leerlingen", "/mappings/bestand.tsv"):
        assert "Leerling\t" not in (told := door().get(f"/begrippen{address}").text)
        assert "Leerling</" not in told
    assert (
        door(CARLA)
        .get("/api/v1/mapping-suggestions", params={"left": "data-subjects", "right": "import/vakken"})
        .json()["total"]
        >= 1
    )
    assert "import/vakken" not in {one["key"] for one in door().get("/api/v1/mapped-schemes").json()["items"]}
    said = {"note": "Ook oud-leerlingen", "source": "Eigen inzicht", "trust": "unconfirmed"}
    changed = door(SACHA).patch(place, json=said, headers={"If-Match": sure.headers["etag"]})
    assert changed.json()["note"] == "Ook oud-leerlingen"
    gone = {"reason": "Te ruim"}
    late = door(SACHA).post(f"{place}/withdrawal", json=gone, headers={"If-Match": sure.headers["etag"]})
    assert late.status_code in (409, 412)
    back = door(SACHA).post(f"{place}/withdrawal", json=gone, headers={"If-Match": changed.headers["etag"]})
    assert back.json()["state"] == "withdrawn"
