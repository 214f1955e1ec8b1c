"""The pages for buying: public dossiers and comparisons, what a board adds, and files of the same."""

from __future__ import annotations

import json
from datetime import date
from io import BytesIO

import pytest
from python_calamine import load_workbook
from sqlmodel import Session

from tests.api.conftest import Door
from tests.api.exports.reading import in_docx
from tests.factories.catalogue import make_central, make_product
from tests.factories.fora import LAS
from tests.factories.landscape import make_agreement, make_coupling, make_landscape, make_use
from tests.factories.procurement import make_deal
from tests.personas import BOARD_A, CHRIS, PETRA, VICTOR

OWN = f"/besturen/{BOARD_A}/inkoop/dossier"


def sheets(content: bytes) -> dict[str, list[dict[str, str]]]:
    """Return the rows of every sheet of a workbook, each by its column names."""
    book = load_workbook(BytesIO(content))
    found = {}
    for name in book.sheet_names:
        head, *rows = book.get_sheet_by_name(name).to_python()
        found[name] = [dict(zip(map(str, head), map(str, row), strict=True)) for row in rows]
    return found


@pytest.fixture(autouse=True)
def _catalogue(session: Session) -> None:
    make_landscape(session)
    make_product(
        session,
        "leerspoor",
        vendor_key="schoolmaster",
        components=(LAS,),
        standards=("uwlr", "saml"),
        locations=("CN",),
    )
    make_product(session, "anders", components=(LAS,))
    make_central(session, "centraal", products=("leerspoor",))
    use = make_use(session, components=(LAS,), users=120)
    make_agreement(session, use)
    make_coupling(session, use, standards=("uwlr",))
    make_deal(session, end=date(2027, 7, 31))


@pytest.mark.parametrize(
    ("query", "words"),
    [
        (f"component={LAS}", ("Leerlingadministratiesysteem", "Vergelijk twee tot zes van deze producten")),
        ("product=leerspoor", ("Alle antwoorden van Leerspoor", "centraal")),
    ],
)
def test_anybody_reads_a_dossier_of_a_component_or_a_product(door: Door, query: str, words: tuple[str, ...]) -> None:
    page = door().get(f"/inkoop/dossier?{query}")
    assert page.status_code == 200
    for word in (*words, "Dataverordening art. 25 lid 2 onder d", "2 maanden", "EN 301 549", "Registreren verzuim"):
        assert word in page.text, word


def test_the_public_dossier_says_nothing_of_any_board(door: Door) -> None:
    text = door(PETRA).get(f"/inkoop/dossier?component={LAS}").text
    assert "120" not in text
    assert "31 jul 2027" not in text


def test_a_dossier_reads_in_english(door: Door) -> None:
    text = door().get(f"/inkoop/dossier?component={LAS}", headers={"Accept-Language": "en"}).text
    assert "Data Act art. 25 par. 2 point d" in text
    assert "Longest notice period for a data processing service: 2 months" in text


def test_without_a_question_the_page_asks_what_the_dossier_is_about(door: Door) -> None:
    text = door().get("/inkoop/dossier").text
    assert f'<option value="{LAS}">Leerlingadministratiesysteem</option>' in text
    assert '<option value="leerspoor">Leerspoor</option>' in text


@pytest.mark.parametrize(
    ("query", "status"),
    [(f"component={LAS}&product=leerspoor", 400), ("product=bestaat-niet", 404), (f"component={'0' * 32}", 404)],
)
def test_a_question_that_cannot_be_answered_says_so(door: Door, query: str, status: int) -> None:
    assert door().get(f"/inkoop/dossier?{query}").status_code == status
    assert door().get(f"/inkoop/dossier.xlsx?{query}").status_code == status


def test_a_board_adds_what_it_has_and_of_a_dpia_the_status(door: Door) -> None:
    page = door(PETRA).get(f"{OWN}?component={LAS}")
    assert page.status_code == 200
    for word in ("Wat Stichting De Linde nu heeft", "120", "31 jul 2027", "model 4.0", "ROD", "Niet beoordeeld"):
        assert word in page.text, word


def test_an_outsider_finds_no_board_dossier(door: Door) -> None:
    for actor in (CHRIS, VICTOR):
        assert door(actor).get(f"{OWN}?component={LAS}").status_code == 404
        assert door(actor).get(f"{OWN}.xlsx?component={LAS}").status_code == 404
    assert door().get(OWN).status_code == 303


def test_the_workbook_says_what_the_page_says(door: Door) -> None:
    answer = door(PETRA).get(f"{OWN}.xlsx?component={LAS}")
    assert answer.headers["content-disposition"].endswith('-2026-03-02.xlsx"')
    found = sheets(answer.content)
    asked = {row["Nummer"]: row for row in found["Eisen"]}
    assert asked["exit-notice"]["Soort"] == "verplicht"
    assert "2 maanden" in asked["exit-notice"]["Norm"]
    assert [row["Applicatie"] for row in found["Nu in gebruik"]] == ["Magister"]
    said = {(row["Nummer"], row["Product"]): row["Antwoord"] for row in found["Antwoorden"]}
    assert said["locations", "Leerspoor"] == "nee"
    assert said["locations", "Anders"] == "onbekend"


def test_the_document_for_word_holds_every_requirement(door: Door) -> None:
    answer = door().get("/inkoop/dossier.docx?product=leerspoor")
    assert answer.status_code == 200
    text = "\n".join(in_docx(answer.content))
    for word in ("Aanbestedingsdossier Leerspoor", "Langste opzegtermijn", "WCAG 2.2"):
        assert word in text, word


def test_the_file_for_machines_is_an_ocds_package(door: Door) -> None:
    found = json.loads(door().get(f"/inkoop/dossier.json?component={LAS}").content)
    assert found["uri"] == f"http://swc.test/api/v1/tender-dossiers?component={LAS}"
    assert found["releases"][0]["tender"]["documents"][1]["url"].startswith("http://swc.test/inkoop/dossier.xlsx?")


def test_another_format_is_not_handed_out(door: Door) -> None:
    assert door().get(f"/inkoop/dossier.odt?component={LAS}").status_code == 404


def test_a_comparison_tells_unknown_first_and_keeps_the_order_asked(door: Door) -> None:
    text = door().get("/inkoop/vergelijken?product=leerspoor&product=anders").text
    assert text.index('class="number">Onbekend') < text.index('class="number">Nee') < text.index('class="number">Ja')
    assert "er is geen rangorde" in text
    rows = text.split('id="eisen-privacy"')[1].split("Plaats van de gegevens")[1].split("</tr>")[0]
    assert rows.index("nee") < rows.index("onbekend")


@pytest.mark.parametrize("query", ["", "?product=leerspoor", "?product=leerspoor&product=leerspoor"])
def test_with_fewer_than_two_products_the_page_asks_which(door: Door, query: str) -> None:
    page = door().get(f"/inkoop/vergelijken{query}")
    assert page.status_code == 200
    assert ('<option value="leerspoor" selected>' in page.text) == bool(query)


def test_too_many_products_say_so(door: Door) -> None:
    query = "&".join(f"product=p{at}" for at in range(7))
    page = door().get(f"/inkoop/vergelijken?{query}")
    assert "Ten hoogste zes" in page.text


def test_a_comparison_as_workbook_has_a_column_for_each_product(door: Door) -> None:
    found = sheets(door().get("/inkoop/vergelijken.xlsx?product=leerspoor&product=anders").content)
    row = next(one for one in found["Vergelijking"] if one["Eis"] == "Plaats van de gegevens")
    assert (row["Leerspoor"], row["Anders"]) == ("nee", "onbekend")
    assert (
        door().get("/inkoop/vergelijken.json?product=leerspoor&product=anders").json()["products"][1]["key"] == "anders"
    )


def test_a_product_and_a_component_lead_to_dossier_and_comparison(door: Door) -> None:
    product = door().get("/producten/leerspoor").text
    assert 'href="/inkoop/dossier?product=leerspoor"' in product
    assert 'href="/inkoop/vergelijken?product=leerspoor"' in product
    assert f'href="/inkoop/dossier?component={LAS}#producten"' in product
    assert f'href="/inkoop/dossier?component={LAS}"' in door().get(f"/fora/elementen/{LAS}").text
