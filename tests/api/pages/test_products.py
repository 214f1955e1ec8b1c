"""Pages of the product catalogue: what everybody reads, what a sector editor changes, what a board proposes."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import Session

from swc.access.kinds import Actor
from swc.catalogue.kinds import CentralOutcome, DataLevel, ProductStatus, Trust
from swc.catalogue.models import Concept, ProductReference
from swc.catalogue.queries import product_detail
from tests.api.conftest import Door
from tests.factories.catalogue import make_central, make_product, make_vendor
from tests.factories.fora import LAS, make_reference
from tests.personas import ADMIN, ANNE, ANONYMOUS, BOARD_A, BOARD_B, BRAM, CARLA, SACHA, TODAY
from tests.query_count import counted

HTML_ID = 'id="veld-'


@pytest.fixture(autouse=True)
def market(session: Session) -> None:
    make_reference(session)
    make_vendor(session, "moeder", name="Moeder Oyj", country="FI")
    make_vendor(session, "dochter", name="Dochter B.V.", parent_key="moeder")
    make_vendor(session, "los", name="Los B.V.", parent_known=False)
    make_product(
        session,
        "een",
        name="Één",
        vendor_key="dochter",
        data_level=DataLevel.SPECIAL,
        components=(LAS,),
        standards=("oso",),
        locations=("IE",),
        sub_processors=(("Wolk", "US"),),
        categories=("P07",),
        aliases=("Eentje",),
    )
    make_product(session, "twee", name="Twee", vendor_key="los", category="timetabling (vo)")
    make_product(
        session, "drie", status=ProductStatus.CONCEPT, data_level=DataLevel.UNKNOWN, category="", trust=Trust.UNKNOWN
    )
    make_central(session, products=("een",), title="DPIA op Één", versions=(("2024-05", CentralOutcome.CONDITIONAL),))


@pytest.mark.parametrize("actor", [ANONYMOUS, BRAM, CARLA, SACHA])
def test_everybody_reads_the_catalogue(door: Door, actor: Actor) -> None:
    text = door(actor).get("/producten").text
    assert 'href="/producten/een"' in text
    assert "Dochter B.V." in text
    assert "Moeder Oyj" in text
    assert "3 producten" in text
    assert "Roosteren (vo)" in text


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ({"zoek": "een"}, "een", "twee"),
        ({"zoek": "eentje"}, "een", "twee"),
        ({"status": "concept"}, "drie", "een"),
        ({"niveau": "bijzonder"}, "een", "twee"),
        ({"component": LAS}, "een", "twee"),
        ({"groep": "moeder"}, "een", "twee"),
        ({"leverancier": "los"}, "twee", "een"),
        ({"categorie": "timetabling (vo)"}, "twee", "een"),
        ({"centraal": "dpia-leerspoor"}, "een", "twee"),
    ],
)
def test_the_list_is_narrowed_from_the_address(door: Door, query: dict[str, str], shown: str, hidden: str) -> None:
    text = door().get("/producten", params=query).text
    assert f'href="/producten/{shown}"' in text
    assert f'href="/producten/{hidden}"' not in text


@pytest.mark.parametrize("query", [{"status": "verzonnen"}, {"niveau": "x"}, {"page": "0"}])
def test_a_filter_that_cannot_be_is_a_clear_400(door: Door, query: dict[str, str]) -> None:
    answer = door().get("/producten", params=query)
    assert answer.status_code == 400
    assert "<h1>" in answer.text


def test_nothing_found_says_how_to_go_on_and_what_was_typed_comes_back_harmless(door: Door) -> None:
    text = door().get("/producten", params={"zoek": '"><script>alert(1)</script>', "categorie": "a b"}).text
    assert "Geen product gevonden" in text
    assert "<script>alert" not in text


def test_the_list_takes_the_same_number_of_statements_for_many_products(door: Door, session: Session) -> None:
    client = door()
    with counted(session) as few:
        client.get("/producten")
    for number in range(40):
        make_product(session, f"p{number}", vendor_key="dochter", components=(LAS,))
    with counted(session) as many:
        client.get("/producten")
    assert len(few) == len(many) <= 8


def test_a_product_shows_each_fact_with_source_date_and_trust(door: Door) -> None:
    text = door().get("/producten/een").text
    assert "Gevoelig en bijzonder" in text or "ijzonder" in text
    assert 'href="https://example.test/source"' in text
    assert "nagekeken 15 jan 2026" in text
    assert "bevestigd" in text
    assert 'href="/fora/elementen/' + LAS in text
    assert "Ierland (IE)" in text
    assert "Verenigde Staten (US)" in text
    assert "Eentje" in text
    assert "P07" in text
    assert "DPIA op Één" in text
    assert "Versie 1 van mei 2024" in text
    assert "Finland (FI)" in text


def test_what_is_unknown_is_shown_as_unknown(door: Door) -> None:
    text = door().get("/producten/drie").text
    for sentence in (
        "Waar de gegevens staan is onbekend",
        "Welke subverwerkers er zijn is onbekend",
        "Of er een centrale DPIA is, is onbekend",
        "Niemand heeft nog gezegd voor welk component",
    ):
        assert sentence in text
    assert "concept" in text
    assert '<span class="unknown">onbekend</span>' in text
    assert "of daarboven nog een eigenaar staat is onbekend" in door().get("/producten/twee").text


def test_searched_without_result_differs_from_never_searched(door: Door, session: Session) -> None:
    make_product(session, "vier", no_central_dpia_found_on=date(2026, 6, 30))
    session.add(
        ProductReference(
            product_key="vier",
            subject="Vier",
            instrument="DTIA",
            dated="2024-06",
            outcome_text="goed",
            trust=Trust.CONFIRMED,
        )
    )
    session.flush()
    text = door().get("/producten/vier").text
    assert "Geen gepubliceerde uitkomst bekend; gezocht op 30 jun 2026" in text
    assert "DTIA" in text
    assert "geen gevonden" in door().get("/producten").text


@pytest.mark.parametrize("key", ["weg", "A", "..%2f", "a%00b", "x" * 200])
def test_a_product_that_cannot_exist_is_not_found(door: Door, key: str) -> None:
    answer = door().get(f"/producten/{key}")
    assert answer.status_code == 404
    assert "Niet gevonden" in answer.text


def test_the_page_speaks_english_by_choice(door: Door) -> None:
    client = door()
    client.headers["Accept-Language"] = "en"
    text = client.get("/producten/een").text
    assert "Central DPIAs" in text
    assert "Ireland (IE)" in text


@pytest.mark.parametrize("path", ["nieuw", "een/wijzigen", "een/feiten"])
@pytest.mark.parametrize("actor", [ANNE, CARLA, ADMIN])
def test_forms_of_the_sector_stay_shut_for_boards(door: Door, path: str, actor: Actor) -> None:
    assert door(actor).get(f"/producten/{path}").status_code == 403


def test_somebody_anonymous_is_sent_to_log_in_before_a_form(door: Door) -> None:
    answer = door().get("/producten/nieuw")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/inloggen")


def test_a_sector_editor_adds_a_product_and_finds_it_in_the_list(door: Door) -> None:
    client = door(SACHA)
    form = client.get("/producten/nieuw").text
    assert HTML_ID + "vendor_key" in form
    answer = client.post(
        "/producten/nieuw",
        data={
            "name": "Nieuwkomer",
            "vendor_key": "dochter",
            "data_level": "gevoelig",
            "aliases": "NK\nNieuw komer",
            "source_url": "https://example.test/nk",
            "trust": "confirmed",
        },
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/producten/nieuwkomer")
    text = client.get("/producten/nieuwkomer").text
    assert "NK, Nieuw komer" in text
    assert "nagekeken 2 mrt 2026" in text
    assert "nieuwkomer" in client.get("/producten", params={"zoek": "nk"}).text


def test_a_refused_form_keeps_what_was_typed_and_says_what_is_wrong_beside_the_field(door: Door) -> None:
    answer = door(SACHA).post(
        "/producten/nieuw", data={"name": "een", "note": "veel werk", "end_of_life": "gisteren", "trust": "confirmed"}
    )
    assert answer.status_code == 400
    assert "veel werk" in answer.text
    assert "Dit is geen datum" in answer.text
    again = door(SACHA).post("/producten/nieuw", data={"name": "een", "note": "veel werk"})
    assert again.status_code == 400
    assert "Deze naam bestaat al" in again.text
    assert "veel werk" in again.text


def test_a_product_is_changed_from_the_version_that_was_read(door: Door, session: Session) -> None:
    client = door(SACHA)
    assert 'name="row_version" value="1"' in client.get("/producten/een/wijzigen").text
    data = {"name": "Één", "data_level": "gewoon", "row_version": "1"}
    assert client.post("/producten/een/wijzigen", data=data).status_code == 303
    answer = client.post("/producten/een/wijzigen", data=data | {"note": "mijn wijziging"})
    assert answer.status_code == 400
    assert "Iemand anders heeft dit intussen gewijzigd" in answer.text
    assert "mijn wijziging" in answer.text
    odd = client.post("/producten/een/wijzigen", data=data | {"row_version": "x"})
    assert odd.status_code == 400
    detail = product_detail(session, "een", on=TODAY)
    assert detail is not None
    assert detail.data_level is DataLevel.ORDINARY


def test_a_board_proposes_what_it_misses_and_a_sector_editor_confirms(door: Door) -> None:
    carla = door(CARLA)
    assert "Stel het voor namens bestuur 41101" in carla.get("/producten").text
    assert (
        'value="Klasmaatje"'
        in carla.get("/producten/voorstellen", params={"bestuur": BOARD_A, "naam": "Klasmaatje"}).text
    )
    answer = carla.post(
        "/producten/voorstellen", params={"bestuur": BOARD_A}, data={"name": "Klasmaatje", "vendor": "KM"}
    )
    assert answer.headers["location"] == "/producten/klasmaatje"
    text = door().get("/producten/klasmaatje").text
    assert "Dit is een concept" in text
    assert BOARD_A not in text
    sacha = door(SACHA)
    assert "Product bevestigen" in sacha.get("/producten/klasmaatje").text
    confirmed = sacha.post("/producten/klasmaatje/bevestigen", data={"source_url": "https://example.test/km"})
    assert confirmed.status_code == 303
    assert "Dit is een concept" not in door().get("/producten/klasmaatje").text


def test_a_proposal_is_refused_with_reason_and_only_for_the_own_board(door: Door) -> None:
    carla = door(CARLA)
    refused = carla.post("/producten/voorstellen", params={"bestuur": BOARD_A}, data={"name": "EEN!"})
    assert refused.status_code == 400
    assert "Deze naam bestaat al" in refused.text
    assert carla.get("/producten/voorstellen", params={"bestuur": BOARD_B}).status_code == 404
    assert door(BRAM).get("/producten/voorstellen", params={"bestuur": BOARD_A}).status_code == 403
    assert door().get("/producten/voorstellen", params={"bestuur": BOARD_A}).status_code == 303


def test_facts_are_added_and_removed_with_their_source(door: Door, session: Session) -> None:
    session.add(Concept(scheme="standards", code="lti", iri="https://example.test/lti", label_nl="LTI", label_en="LTI"))
    session.flush()
    client = door(SACHA)
    assert HTML_ID + "component_guid" in client.get("/producten/twee/feiten").text
    for noun, data in (
        ("claim", {"component_guid": LAS}),
        ("standard", {"standard": "lti", "version": "1.3"}),
        ("location", {"country": "nl", "kind": "support"}),
        ("sub_processor", {"name": "Wolk & Zn", "country": "us"}),
    ):
        assert client.post(f"/producten/twee/feiten/{noun}", data=data).status_code == 303, noun
    text = client.get("/producten/twee").text
    assert "Nederland (NL)" in text
    assert "Wolk &amp; Zn" in text
    gone = client.post("/producten/twee/feiten/sub_processor/verwijderen", data={"key": "Wolk & Zn"})
    assert gone.status_code == 303
    assert "Wolk &amp; Zn" not in client.get("/producten/twee").text


def test_a_refused_fact_opens_its_own_form_again(door: Door) -> None:
    client = door(SACHA)
    answer = client.post("/producten/een/feiten/location", data={"country": "Nederland", "source_url": "mijn bron"})
    assert answer.status_code == 400
    assert "mijn bron" in answer.text
    assert "<details open>" in answer.text
    assert client.post("/producten/een/feiten/geheim", data={}).status_code == 404
    assert client.post("/producten/een/feiten/claim/verwijderen", data={"key": [LAS, "vendor"]}).status_code == 404
