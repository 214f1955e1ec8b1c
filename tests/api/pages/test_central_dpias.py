"""The pages of central DPIAs: list, versions with what changed, and the sector editor's forms."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import Session

from api.i18n import catalogue
from swc.catalogue.central_changes import CHANGE_SENTENCES
from swc.catalogue.kinds import Addressee, CentralOutcome
from swc.catalogue.queries import central_dpia
from tests.api.conftest import Door
from tests.factories.catalogue import make_central, make_central_measure, make_product
from tests.personas import ADMIN, SACHA
from tests.query_count import counted

BASE = "/centrale-dpias"
ONE = f"{BASE}/dpia-leerspoor"
NEXT = f"{ONE}/nieuwe-versie"


@pytest.fixture(autouse=True)
def market(session: Session) -> None:
    make_product(session, name="Leer & spoor")
    make_product(session, "leergang", name="Leergang")
    make_central(
        session, title="DPIA <Leer>", versions=(("2024", CentralOutcome.NEGATIVE), ("2025", CentralOutcome.POSITIVE))
    )
    make_central_measure(session, "M1", text="Zet namen uit.", number=1)
    make_central_measure(session, "M1", text="Zet namen en foto's uit.", number=2, due=date(2026, 7, 1))
    make_central_measure(session, "M2", text="Bewaar logs korter.", number=2, addressee=Addressee.VENDOR, position=2)


def form(**more: str) -> dict[str, str]:
    """Return the form of a next version with the measures that stand, and what differs."""
    return {
        "dated": "2026-01",
        "outcome": "conditional",
        "based_on": "2",
        "measures.0.code": "M1",
        "measures.0.text": "Zet namen en foto's uit.",
        "measures.0.addressee": "board",
        "measures.0.due": "2026-07-01",
        "measures.1.code": "M2",
        "measures.1.text": "Bewaar logs korter.",
        "measures.1.addressee": "vendor",
        **more,
    }


def test_anybody_sees_the_list_with_outcome_date_source_and_number_of_versions(door: Door, session: Session) -> None:
    make_central(session, "leeg", title="Nog leeg", versions=())
    text = door().get(BASE).text
    for expected in ("DPIA &lt;Leer&gt;", "Leer &amp; spoor", "Gunstig", "2025", "example.test/source", "<td>2</td>"):
        assert expected in text
    assert "nog geen versie" in text
    assert "/nieuw" not in text


def test_the_list_takes_a_fixed_number_of_statements(door: Door, session: Session) -> None:
    client = door()
    with counted(session) as few:
        client.get(BASE)
    for number in range(10):
        make_central(session, f"c{number}")
    with counted(session) as many:
        client.get(BASE)
    assert len(few) == len(many)


def test_one_shows_its_versions_and_what_each_changed(door: Door) -> None:
    text = door().get(ONE).text
    assert text.index("Versie 2 van 2025") < text.index("Versie 1 van 2024")
    assert "De uitkomst is nu ‘Gunstig’; die was ‘Ongunstig’." in text
    assert "wijzigen" not in text


def test_a_version_says_what_it_asks_of_whom_and_what_it_changed(door: Door) -> None:
    text = door().get(f"{ONE}/2").text
    for expected in (
        "Zet namen en foto&#39;s uit.",
        "uiterlijk 1 jul 2026",
        "Nieuwe maatregel voor de leverancier (M2): Bewaar logs korter.",
        "1 jul 2026; die was geen",
        "verandert niet meer",
    ):
        assert expected in text, expected
    assert "opgevolgd" not in text


def test_an_older_version_keeps_its_address_and_points_on(door: Door) -> None:
    text = door().get(f"{ONE}/1").text
    assert "Zet namen uit." in text
    assert f'href="{ONE}/2"' in text
    assert "ten opzichte van" not in text


def test_changes_are_told_in_english_too(door: Door) -> None:
    text = door().get(f"{ONE}/2", headers={"Cookie": "taal=en"}).text
    assert "The outcome is now ‘Positive’; it was ‘Negative’." in text
    assert "New measure for the vendor (M2): Bewaar logs korter." in text


def test_every_kind_of_change_has_an_english_twin() -> None:
    assert set(CHANGE_SENTENCES.values()) <= set(catalogue("en"))


@pytest.mark.parametrize("path", ["/weg", "/weg/1", "/dpia-leerspoor/3", "/Weg%00"])
def test_what_is_not_there_is_not_found(door: Door, path: str) -> None:
    assert door().get(BASE + path).status_code == 404


@pytest.mark.parametrize("path", ["/nieuw", "/dpia-leerspoor/wijzigen", "/dpia-leerspoor/nieuwe-versie"])
def test_only_a_sector_editor_opens_and_sends_a_form(door: Door, path: str) -> None:
    for actor in (ADMIN,):
        assert door(actor).get(BASE + path).status_code == 403
        assert door(actor).post(BASE + path, data=form(title="X", products="leerspoor")).status_code == 403
    assert door(SACHA).get(BASE + path).status_code == 200


def test_a_sector_editor_adds_one_from_a_product_and_goes_on_to_its_first_version(door: Door) -> None:
    client = door(SACHA)
    assert '<option value="leergang" selected>' in client.get(f"{BASE}/nieuw?product=leergang").text
    made = client.post(f"{BASE}/nieuw", data={"title": "DPIA Leergang", "products": ["leergang", "leerspoor"]})
    assert (made.status_code, made.headers["location"]) == (303, f"{BASE}/dpia-leergang/nieuwe-versie")
    first = client.post(
        made.headers["location"], data={"dated": "2026", "based_on": "0", "measures.2.text": "Doe iets."}
    )
    assert first.headers["location"] == f"{BASE}/dpia-leergang/1"
    assert "Doe iets." in client.get(first.headers["location"]).text


def test_a_refused_head_shows_what_was_typed(door: Door) -> None:
    answer = door(SACHA).post(f"{BASE}/nieuw", data={"title": "Mijn titel", "products": "weg"})
    assert answer.status_code == 400
    assert "Mijn titel" in answer.text
    assert "Onbekend product: weg." in answer.text
    again = door(SACHA).post(f"{BASE}/nieuw", data={"title": "dpia leerspoor", "products": "leerspoor"})
    assert again.status_code == 409


def test_a_sector_editor_changes_the_head(door: Door) -> None:
    client = door(SACHA)
    assert '<option value="leerspoor" selected>' in client.get(f"{ONE}/wijzigen").text
    data = {"title": "Andere titel", "scope": "Alles", "products": "leergang"}
    assert client.post(f"{ONE}/wijzigen", data=data).status_code == 303
    text = client.get(ONE).text
    assert "Andere titel" in text
    assert "Leergang" in text
    assert client.post(f"{ONE}/wijzigen", data={"title": "X"}).status_code == 400


def test_the_form_of_a_next_version_holds_the_measures_of_the_last(door: Door) -> None:
    text = door(SACHA).get(NEXT).text
    assert 'name="measures.0.code" value="M1"' in text
    assert "Bewaar logs korter." in text
    assert text.count('name="measures.') == 5 * 4 + 2
    assert "wordt hersteld met een volgende versie" in text


def test_a_next_version_changes_drops_and_adds_measures(door: Door, session: Session) -> None:
    more = {
        "measures.0.text": "Zet alles uit.",
        "measures.1.dropped": "true",
        "measures.4.text": "Informeer ouders.",
        "measures.4.addressee": "board",
    }
    made = door(SACHA).post(NEXT, data=form(**more))
    assert made.headers["location"] == f"{ONE}/3"
    found = central_dpia(session, "dpia-leerspoor")
    assert found is not None
    assert found.latest is not None
    assert [(one.code, one.text) for one in found.latest.measures] == [
        ("M1", "Zet alles uit."),
        ("M3", "Informeer ouders."),
    ]


def test_a_refused_version_loses_nothing_and_tells_what_is_wrong_beside_its_measure(door: Door) -> None:
    more = {"measures.0.dropped": "true", "measures.3.text": "Nieuw.", "measures.3.due": "morgen"}
    answer = door(SACHA).post(NEXT, data=form(**more))
    assert answer.status_code == 400
    text = answer.text
    assert 'id="fout-measures.1.due-1"' in text
    assert 'value="morgen"' in text
    assert 'name="measures.2.dropped" value="true" checked' in text
    assert "Zet namen en foto&#39;s uit." in text


def test_more_room_can_be_asked_without_losing_what_was_typed(door: Door, session: Session) -> None:
    answer = door(SACHA).post(NEXT, data=form(**{"more": "1", "measures.2.text": "Derde.", "dated": ""}))
    assert answer.status_code == 200
    assert "Derde." in answer.text
    assert 'name="measures.5.text"' in answer.text
    found = central_dpia(session, "dpia-leerspoor")
    assert found is not None
    assert len(found.versions) == 2


def test_a_version_that_came_in_between_is_told_and_the_form_stays(door: Door) -> None:
    client = door(SACHA)
    assert client.post(NEXT, data=form()).status_code == 303
    late = client.post(NEXT, data=form(summary="Mijn tekst"))
    assert late.status_code == 409
    assert "intussen een andere versie" in late.text
    assert "Mijn tekst" in late.text
    assert 'name="based_on" value="3"' in late.text


def test_the_page_of_a_product_leads_to_its_central_dpia(door: Door) -> None:
    text = door(SACHA).get("/producten/leerspoor").text
    for href in (ONE, NEXT, f"{ONE}/2", f"{BASE}/nieuw?product=leerspoor"):
        assert f'href="{href}"' in text, href


@pytest.mark.parametrize(
    ("key", "page"),
    [
        ("dpia-leerspoor", ONE),
        ("dpia-leerspoor/2", f"{ONE}/2"),
        ("dpia-leerspoor/2/measure/M1", f"{ONE}/2#measure-M1"),
    ],
)
def test_the_address_of_each_thing_leads_to_its_page(door: Door, key: str, page: str) -> None:
    client = door()
    named = client.get(f"/id/central-dpia/{key}", headers={"Accept": "text/html"})
    assert named.status_code == 303
    told = client.get(named.headers["location"])
    assert (told.status_code, told.headers["location"]) == (303, page)
