"""Pages of vendors: the group in neutral words, and the forms of a sector editor."""

from __future__ import annotations

import pytest
from sqlmodel import Session

from swc.access.kinds import Actor
from tests.api.conftest import Door
from tests.factories.catalogue import make_product, make_vendor
from tests.personas import ADMIN, ANONYMOUS, BRAM, CARLA, SACHA
from tests.query_count import counted


@pytest.fixture(autouse=True)
def market(session: Session) -> None:
    make_vendor(session, "oma", name="Oma Capital", country="US")
    make_vendor(session, "moeder", name="Moeder Oyj", country="FI", parent_key="oma")
    make_vendor(session, "dochter", name="Dóchter B.V.", parent_key="moeder")
    make_vendor(session, "los", name="Los B.V.", country=None, parent_known=False)
    make_product(session, "een", name="Één", vendor_key="dochter")


@pytest.mark.parametrize("actor", [ANONYMOUS, BRAM])
def test_everybody_reads_the_vendors_with_their_group(door: Door, actor: Actor) -> None:
    text = door(actor).get("/leveranciers").text
    assert "4 leveranciers" in text
    by_name = ("dochter", "los", "moeder", "oma")
    rows = [text.index(f'<th scope="row"><a href="/leveranciers/{key}">') for key in by_name]
    assert rows == sorted(rows)
    assert "geen oordeel" in text
    assert "Leverancier toevoegen" not in text


def test_vendors_are_found_without_accents(door: Door) -> None:
    text = door().get("/leveranciers", params={"zoek": "dochter"}).text
    assert 'href="/leveranciers/dochter"' in text
    assert 'href="/leveranciers/los"' not in text
    assert "Geen leverancier gevonden" in door().get("/leveranciers", params={"zoek": "zzqq"}).text


def test_a_vendor_shows_the_chain_to_the_ultimate_parent_with_countries_and_products(door: Door) -> None:
    text = door().get("/leveranciers/dochter").text
    chain = text[text.index('class="chain"') :]
    assert chain.index("Dóchter B.V.") < chain.index("Moeder Oyj") < chain.index("Oma Capital")
    assert "Verenigde Staten (US)" in text
    assert "Hoogste bekende eigenaar: Oma Capital" in text
    assert 'href="/producten/een"' in text
    assert "Eigenaar van" in door().get("/leveranciers/moeder").text


def test_an_unknown_owner_or_country_is_called_unknown(door: Door) -> None:
    text = door().get("/leveranciers/los").text
    assert "Wie er boven Los B.V. staat is onbekend" in text
    assert "Voor zover bekend heeft deze organisatie geen eigenaar" not in text
    assert "onbekend" in text


def test_pages_of_vendors_take_a_fixed_number_of_statements(door: Door, session: Session) -> None:
    client = door()
    with counted(session) as few:
        client.get("/leveranciers")
        client.get("/leveranciers/dochter")
    for number in range(30):
        make_vendor(session, f"v{number}", parent_key="moeder")
        make_product(session, f"p{number}", vendor_key="dochter")
    with counted(session) as many:
        client.get("/leveranciers")
        client.get("/leveranciers/dochter")
    assert len(few) == len(many) <= 11


@pytest.mark.parametrize("key", ["weg", "Dochter", "a%00"])
def test_a_vendor_that_does_not_exist_is_not_found(door: Door, key: str) -> None:
    assert door().get(f"/leveranciers/{key}").status_code == 404


@pytest.mark.parametrize("actor", [CARLA, ADMIN])
def test_a_board_changes_no_vendor(door: Door, actor: Actor) -> None:
    client = door(actor)
    assert client.get("/leveranciers/nieuw").status_code == 403
    assert client.post("/leveranciers/nieuw", data={"name": "X"}).status_code == 403
    assert client.get("/leveranciers/los/wijzigen").status_code == 403
    assert client.post("/leveranciers/los/wijzigen", data={"name": "X"}).status_code == 403


def test_a_sector_editor_adds_a_vendor_and_links_its_owner(door: Door) -> None:
    client = door(SACHA)
    assert 'id="veld-parent_key"' in client.get("/leveranciers/nieuw").text
    answer = client.post(
        "/leveranciers/nieuw",
        data={
            "name": "Vers B.V.",
            "country": "nl",
            "parent_key": "moeder",
            "dpf_certified": "",
            "parent_known": "false",
        },
    )
    assert answer.headers["location"] == "/leveranciers/vers-b-v"
    text = client.get("/leveranciers/vers-b-v").text
    assert "Hoogste bekende eigenaar: Oma Capital" in text
    assert 'name="row_version" value="1"' in client.get("/leveranciers/vers-b-v/wijzigen").text


def test_an_owner_that_makes_a_circle_is_refused_beside_the_field(door: Door) -> None:
    answer = door(SACHA).post("/leveranciers/oma/wijzigen", data={"name": "Oma Capital", "parent_key": "dochter"})
    assert answer.status_code == 400
    assert "eigenaar van zichzelf" in answer.text
    assert 'id="fout-parent_key-1"' in answer.text


def test_an_old_form_does_not_overwrite_a_newer_change(door: Door) -> None:
    client = door(SACHA)
    data = {"name": "Los", "row_version": "1"}
    assert client.post("/leveranciers/los/wijzigen", data=data).status_code == 303
    answer = client.post("/leveranciers/los/wijzigen", data=data | {"name": "Anders"})
    assert answer.status_code == 400
    assert "intussen gewijzigd" in answer.text
