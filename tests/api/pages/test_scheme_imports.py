"""The sector editor reads a scheme of others, sees the report first, stores it, and takes it back."""

from __future__ import annotations

import pytest
from sqlmodel import Session, func, select

from swc.catalogue.imported.kinds import Publication
from swc.catalogue.imported.models import ImportedConcept, SchemeFile
from tests.api.conftest import Door
from tests.factories.skos import SCHEME, make_turtle, store_scheme
from tests.personas import CARLA, SACHA

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
"""How pages are made does not depend on the database; what is stored is tested on both in the service's own tests."""
HOME = "/begrippen/import"


def upload(door: Door, content: bytes, name: str = "vakken.ttl") -> str:
    """Hand a file in and return where its report is."""
    answer = door(SACHA).post(HOME, files={"bestand": (name, content)})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def test_a_file_is_reported_on_stored_browsed_and_taken_back(door: Door, session: Session) -> None:
    report = upload(door, make_turtle())
    text = door(SACHA).get(report).text
    assert "Er is nog niets opgeslagen." in text
    assert "Geen: de lijst voldoet aan SKOS en NL-SBB" in text
    assert session.exec(select(func.count()).select_from(ImportedConcept)).one() == 0
    stored = door(SACHA).post(report, data={"licence": "CC BY 4.0", "publication": "open"})
    assert stored.headers["location"] == f"{HOME}/vakken"
    assert "Bewegingsonderwijs" in door().get(f"{HOME}/vakken", params={"zoek": "bewégings"}).text
    concept = session.exec(select(ImportedConcept).where(ImportedConcept.label_nl == "Taal")).one()
    assert "Het vak Taal." in door().get(f"{HOME}/vakken/{concept.code}").text
    assert door(SACHA).post(f"{HOME}/vakken/terugdraaien", data={"row_version": "1"}).status_code == 303
    assert door().get(f"{HOME}/vakken").status_code == 404


def test_what_a_hard_rule_forbids_shows_where_and_cannot_be_stored(door: Door, session: Session) -> None:
    bad = make_turtle(extra='vak:taal skos:prefLabel "Taalkunde"@nl . vak:taal skos:related vak:weg .')
    report = upload(door, bad)
    text = door(SACHA).get(report).text
    assert "Er is meer dan één voorkeursterm in dezelfde taal." in text
    assert "die verwijzing blijft weg" in text
    assert "http://voorbeeld.test/vakken/taal" in text
    assert "Opslaan als nieuwe versie" not in text
    assert door(SACHA).post(report, data={}).status_code == 400
    assert door(SACHA).post(f"{report}/weggooien").status_code == 303
    assert session.exec(select(func.count()).select_from(SchemeFile)).one() == 0


def test_a_file_that_cannot_be_read_says_so_above_the_form(door: Door, session: Session) -> None:
    answer = door(SACHA).post(HOME, files={"bestand": ("a.rdf", b"<?xml version='1.0'?><!DOCTYPE r><r/>")})
    assert answer.status_code == 400
    assert "DOCTYPE" in answer.text
    assert session.exec(select(func.count()).select_from(SchemeFile)).one() == 0


def test_a_file_with_two_schemes_asks_which_is_meant(door: Door) -> None:
    other = (
        '<http://voorbeeld.test/b> a skos:ConceptScheme ; dct:title "Niveaus"@nl . vak:po skos:definition "P."@nl . '
    )
    other += 'vak:po a skos:Concept ; skos:inScheme <http://voorbeeld.test/b> ; skos:prefLabel "PO"@nl .'
    report = upload(door, make_turtle(extra=other))
    assert "welke bedoelt u?" in door(SACHA).get(report).text
    assert door(SACHA).post(f"{report}/lijst", data={"scheme_iri": "http://voorbeeld.test/b"}).status_code == 303
    text = door(SACHA).get(report).text
    assert "Verslag: Niveaus" in text
    assert "Begrippen van een andere lijst. (3)" in text


def test_openness_asks_for_a_licence(door: Door) -> None:
    report = upload(door, make_turtle())
    refused = door(SACHA).post(report, data={"publication": "open"})
    assert refused.status_code == 400
    assert "Noem de licentie die publicatie toestaat." in refused.text


def test_a_list_of_unknown_licence_is_not_shown_to_whoever_did_not_sign_in(door: Door, session: Session) -> None:
    store_scheme(session)
    assert "Vakken" not in door().get(HOME).text
    assert door().get(f"{HOME}/vakken").status_code == 404
    assert door().get("/api/v1/imported-schemes/vakken/concepts").status_code == 404
    assert "Vakken" in door(CARLA).get(HOME).text


def test_only_an_editor_reads_a_file(door: Door) -> None:
    assert door(CARLA).post(HOME, files={"bestand": ("a.ttl", make_turtle())}).status_code == 403
    assert door().post("/api/v1/imported-schemes/files", files={"file": ("a.ttl", make_turtle())}).status_code == 403


def test_json_reads_reports_stores_and_takes_back(door: Door, session: Session) -> None:
    client = door(SACHA)
    report = client.post("/api/v1/imported-schemes/files", files={"file": ("a.ttl", make_turtle())})
    assert (report.status_code, report.json()["report"]["schemeIri"]) == (201, SCHEME)
    stored = client.post(f"{report.headers['location']}/versions", json={"licence": "CC0", "publication": "open"})
    assert (stored.status_code, stored.json()["number"], stored.json()["concepts"]) == (201, 1, 3)
    listed = door().get("/api/v1/imported-schemes/vakken/concepts", params={"search": "reken"}).json()
    assert [one["labelNl"] for one in listed["items"]] == ["Rekenen"]
    latest = "/api/v1/imported-schemes/vakken/versions/latest"
    assert client.delete(latest, headers={"If-Match": '"7"'}).status_code in (409, 412)
    assert client.delete(latest, headers={"If-Match": '"1"'}).status_code == 204
    assert session.exec(select(func.count()).select_from(ImportedConcept)).one() == 0


def test_a_public_list_is_linked_data(door: Door, session: Session) -> None:
    store_scheme(session, publication=Publication.OPEN, licence="https://creativecommons.org/licenses/by/4.0/")
    assert door().get("/api/v1/imported-schemes").json()["items"][0]["licence"].startswith("https://")
