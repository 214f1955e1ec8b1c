"""The pages on dependency of a board: what they say, to whom, and that they stay readable when there is a lot."""

from __future__ import annotations

import json
import re

import pytest
from pyoxigraph import RdfFormat, parse
from sqlmodel import Session

from tests.api.conftest import Door
from tests.api.exports.reading import in_docx, in_xlsx
from tests.factories.boards import make_board
from tests.factories.catalogue import make_product, make_vendor
from tests.factories.contracts import make_exit
from tests.factories.landscape import make_use
from tests.factories.lens import LensBoard, make_lens_board
from tests.personas import BOARD_A, BRAM, CARLA, CHRIS, NOW, PETRA, VICTOR
from tests.query_count import counted

LENS = f"/besturen/{BOARD_A}/afhankelijkheid"
WHAT_IF = f"/besturen/{BOARD_A}/wat-als"
SANOMA = f"{WHAT_IF}?doel=group:sanoma"


@pytest.fixture
def board(session: Session) -> LensBoard:
    return make_lens_board(session)


def names_of_drawings(page: str) -> list[tuple[str, ...]]:
    """Return title and description of each drawing, by the ids that it names."""
    ids = [tuple(found.split()) for found in re.findall(r'<svg[^>]*role="img" aria-labelledby="([^"]+)"', page)]
    return [tuple(re.findall(rf'id="{one}">([^<]+)<', page)[0] for one in each) for each in ids]


@pytest.mark.usefixtures("board")
def test_the_page_begins_with_what_a_leader_wants_to_know(door: Door) -> None:
    page = door(BRAM).get(LENS).text
    assert "Uw bestuur gebruikt 4 applicaties van 1 bekende leveranciersgroep." in page
    assert "Sanoma levert de meeste: 3 van de 4 (75%)." in page
    assert "Eigendom is informatie, geen oordeel." in page
    assert "Van 1 applicatie is de leverancier onbekend." in page
    assert "Onder 2 applicaties ligt Amazon Web Services als subverwerker" in page


@pytest.mark.usefixtures("board")
@pytest.mark.parametrize(
    ("measure", "told"),
    [
        ("uses", "Geteld: 4 applicaties in gebruik. Van 1 is de leverancier onbekend; die staat apart."),
        ("functions", "Geteld: 1 bedrijfsfuncties van de FORA"),
        ("pupils", "Geteld: 400 leerlingen van de 2 scholen"),
        ("objects", "Geteld: 3 informatieobjecten met persoonsgegevens"),
        ("cost", "Van 2 van de 4 applicaties is geen bedrag bekend; die tellen niet mee."),
    ],
)
def test_each_measure_says_what_it_counts_and_is_drawn_beside_its_table(door: Door, measure: str, told: str) -> None:
    page = door(BRAM).get(LENS, params={"maat": measure}).text
    assert told in " ".join(page.split())
    told_of = [title for title, _ in names_of_drawings(page)]
    assert told_of[0].startswith("Aandeel van leveranciersgroepen: ")
    assert "Van product naar gegevens naar mensen" in told_of


@pytest.mark.usefixtures("board")
def test_no_drawing_has_a_style_or_script_of_its_own(door: Door) -> None:
    page = door(BRAM).get(LENS).text
    assert "style=" not in page
    assert page.count("<script") == 1


@pytest.mark.usefixtures("board")
def test_a_takeover_shows_in_the_course_over_time(door: Door) -> None:
    page = door(BRAM).get(LENS).text
    assert "Verloop" in page
    assert "Gynzy B.V." in page.partition("Veranderingen van eigenaar")[2].partition("</ul>")[0]
    assert "Van 1 applicatie is niet bekend sinds wanneer" in page


@pytest.mark.usefixtures("board")
def test_the_owners_of_another_day_give_another_picture_and_go_along(door: Door) -> None:
    page = door(BRAM).get(LENS, params={"op": "2025-06-30"}).text
    assert "Sanoma levert de meeste: 2 van de 4 (50%)." in page
    assert f"{LENS}.xlsx?op=2025-06-30" in page
    assert "2 (50%)" in in_xlsx(door(BRAM).get(f"{LENS}.xlsx?op=2025-06-30").content)
    assert door(BRAM).get(LENS, params={"op": "", "maat": "cost"}).status_code == 200
    assert door(BRAM).get(LENS, params={"op": "gisteren"}).status_code == 400


def test_what_is_missing_for_an_exit_links_to_where_it_is_filled_in(
    door: Door, session: Session, board: LensBoard
) -> None:
    make_exit(session, board.gynzy.id, alternative_name="Snappet")
    page = door(CARLA).get(LENS).text
    rows = page.partition('id="uitstap"')[2].partition("</section>")[0]
    assert f"/besturen/{BOARD_A}/applicaties/{board.gynzy.id}/uitstap" in rows
    assert "genoemd, niet getest: Snappet" in rows
    assert "Vul aan" in rows
    assert "Bekijk" in door(BRAM).get(LENS).text.partition('id="uitstap"')[2]


@pytest.mark.usefixtures("board")
def test_a_large_landscape_folds_its_tables_and_says_how_much_is_left(door: Door, session: Session) -> None:
    client = door(BRAM)
    client.get(LENS)
    with counted(session) as few:
        client.get(LENS)
    for number in range(40):
        make_vendor(session, f"v{number}", name=f"Leverancier {number}")
        make_product(session, f"p{number}", vendor_key=f"v{number}")
        make_use(session, product=f"p{number}")
    with counted(session) as many:
        page = client.get(LENS).text
    assert "Nog 34 regels" in page.partition('id="groepen"')[2].partition("</section>")[0]
    assert "Nog 34 regels" in page.partition('id="uitstap"')[2].partition("</section>")[0]
    assert "kleine groepen samen; de tabel noemt ze allemaal" in page
    assert all(f"Leverancier {number}<" in page for number in range(40))
    assert len(many) == len(few)


def test_an_empty_board_is_told_what_to_do(door: Door, session: Session) -> None:
    make_board(session, number="41102", name="De Beuk")
    assert "Er is nog geen applicatie in gebruik" in door(CHRIS).get("/besturen/41102/afhankelijkheid").text
    asked = door(CHRIS).get("/besturen/41102/wat-als").text
    assert "Er is nog niets in gebruik waarover hier iets te zeggen is." in asked
    assert "Laat zien" not in asked
    assert "Niets gevonden met deze naam." in door(CHRIS).get("/besturen/41102/wat-als?zoek=pad").text


def test_without_a_release_functions_are_unknown_and_not_none(door: Door, session: Session) -> None:
    make_lens_board(session, release=False)
    page = door(BRAM).get(LENS, params={"maat": "functions"}).text
    assert "Er is nog geen release van de FORA gepubliceerd." in page
    assert "Hierover is nog niets bekend, dus er valt niets te tekenen." in page


@pytest.mark.usefixtures("board")
def test_nobody_from_outside_sees_any_of_it(door: Door) -> None:
    for path in (LENS, f"{LENS}.xlsx", WHAT_IF, f"{SANOMA}&scenario=breach"):
        assert door(CHRIS).get(path).status_code == 404
        assert door(VICTOR).get(path).status_code == 404
        assert door().get(path).status_code in (303, 401)
        assert door(PETRA).get(path).status_code == 200


@pytest.mark.usefixtures("board")
def test_a_question_is_searched_then_asked(door: Door) -> None:
    page = door(BRAM).get(WHAT_IF).text
    assert 'value="group:sanoma"' in page
    assert "product:gynzy" not in page
    found = door(BRAM).get(WHAT_IF, params={"zoek": "gyn"}).text
    assert 'value="product:gynzy"' in found
    assert "group:sanoma" not in found


@pytest.mark.usefixtures("board")
def test_when_something_stops_the_page_tells_what_hangs_on_it(door: Door) -> None:
    page = door(BRAM).get(SANOMA).text
    assert "Als Sanoma stopt" in page
    assert "3 applicaties in gebruik hangen hiervan af (75%)" in page
    assert 'id="functies"' in page
    assert 'id="melding"' not in page


@pytest.mark.usefixtures("board")
def test_a_breach_gives_the_list_for_the_report(door: Door) -> None:
    page = door(BRAM).get(f"{SANOMA}&scenario=breach").text
    assert "Voor de melding van het datalek" in page
    assert "72 uur" in page
    assert "Inbreuk op de beveiliging van persoonsgegevens bij Sanoma" in page


@pytest.mark.usefixtures("board")
def test_a_takeover_asks_by_whom_and_shows_before_and_after(door: Door) -> None:
    asked = door(BRAM).get(f"{SANOMA}&scenario=taken_over")
    assert asked.status_code == 200
    assert "Kies wie overneemt." in asked.text
    page = door(BRAM).get(f"{SANOMA}&scenario=taken_over&overnemer=amazon").text
    assert "Als Sanoma wordt overgenomen door Amazon" in page
    assert "Verdeling voor en na de overname" in page


@pytest.mark.usefixtures("board")
def test_a_question_about_nothing_is_refused_in_words(door: Door) -> None:
    client = door(BRAM)
    for query, status in (
        ("doel=group:nobody", 404),
        ("doel=nonsense", 400),
        ("doel=group:", 400),
        ("doel=group:sanoma&scenario=taken_over&overnemer=nobody", 400),
        ("scenario=explodes", 400),
    ):
        assert client.get(f"{WHAT_IF}?{query}").status_code == status, query


@pytest.mark.usefixtures("board")
@pytest.mark.parametrize("extension", ["xlsx", "docx", "json", "ttl"])
def test_who_reads_the_board_takes_the_dependency_along(door: Door, extension: str) -> None:
    answer = door(PETRA).get(f"{LENS}.{extension}")
    assert answer.status_code == 200
    name = f"afhankelijkheid-{BOARD_A}-{NOW.date()}.{extension}"
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    if extension == "xlsx":
        assert {"Sanoma", "leverancier onbekend", "Amazon Web Services", "3 (75%)"} <= in_xlsx(answer.content)
    elif extension == "docx":
        assert "Sanoma" in in_docx(answer.content)
    elif extension == "json":
        assert json.loads(answer.content) == door(PETRA).get(f"/api/v1/boards/{BOARD_A}/dependency").json()
    else:
        assert len(list(parse(answer.content, format=RdfFormat.TURTLE))) > 10


@pytest.mark.usefixtures("board")
def test_an_answer_is_taken_along_as_it_was_asked(door: Door) -> None:
    client = door(BRAM)
    page = client.get(f"{SANOMA}&scenario=breach").text
    links = re.findall(r'href="([^"]*/wat-als\.[^"]*)"', page)
    assert len(links) == 3
    for link in links:
        answer = client.get(link.replace("&amp;", "&"))
        assert answer.status_code == 200
        if ".xlsx" in link:
            assert "Termijn in uren" in in_xlsx(answer.content)
        if ".json" in link:
            assert answer.json()["incident"]["hours"] == 72
    assert client.get(f"{WHAT_IF}.xlsx").status_code == 404
    assert client.get(f"{WHAT_IF}.exe?doel=group:sanoma").status_code == 404
    taken = client.get(f"{WHAT_IF}.xlsx?doel=group:sanoma&scenario=taken_over&overnemer=amazon")
    assert "Als Sanoma wordt overgenomen door Amazon" in " ".join(in_xlsx(taken.content))
