"""The landscape list as people see it, take it away as a file, and add to it."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from lxml import html
from python_calamine import CalamineWorkbook
from sqlmodel import Session, select

from swc.access.kinds import Actor
from swc.catalogue.kinds import ProductStatus
from swc.catalogue.models import Product
from swc.landscape.models import Placement, Use
from tests.api.conftest import Door
from tests.factories.catalogue import make_product, make_version
from tests.factories.fora import LAS
from tests.factories.landscape import make_agreement, make_landscape, make_use
from tests.personas import ANONYMOUS, BOARD_A, BOARD_B, BRAM, CARLA, CHRIS
from tests.query_count import counted

LIST = f"/besturen/{BOARD_A}/applicaties"


@pytest.fixture(autouse=True)
def surroundings(session: Session) -> None:
    make_landscape(session)


def shown(text: str) -> list[str]:
    """Return the names in the rows of the list."""
    return [link.text_content() for link in html.fromstring(text).xpath("//tbody//th[@scope='row']/a")]


def test_a_reader_sees_every_use_with_what_still_asks_attention(door: Door, session: Session) -> None:
    make_agreement(session, make_use(session, components=(LAS,)))
    make_use(session, own_name="ELO")
    answer = door(BRAM).get(LIST)
    assert answer.status_code == 200
    assert shown(answer.text) == ["ELO", "Magister"]
    rows = html.fromstring(answer.text).xpath("//tbody/tr")
    assert "nog niet geplaatst" in rows[0].text_content()
    assert "Leerlingadministratiesysteem" in rows[1].text_content()
    assert "Sanoma" in rows[1].text_content()
    assert "Applicatie toevoegen" not in answer.text


def test_an_empty_landscape_says_how_to_begin(door: Door) -> None:
    text = door(CARLA).get(LIST).text
    assert "Er staan nog geen applicaties" in text
    assert f"/besturen/{BOARD_A}/import" in text


def test_filters_narrow_the_list_and_stay_filled_in(door: Door, session: Session) -> None:
    make_use(session, components=(LAS,))
    make_use(session, own_name="ELO")
    text = door(BRAM).get(LIST, params={"text": "elo", "status": "", "personalData": "yes", "component": ""}).text
    assert shown(text) == ["ELO"]
    page = html.fromstring(text)
    assert page.xpath("//input[@name='text']/@value") == ["elo"]
    assert page.xpath("//select[@name='personalData']/option[@selected]/@value") == ["yes"]
    assert page.xpath("//a[text()='CSV']/@href")[0].startswith(f"{LIST}.csv?text=elo")


def test_a_filter_without_results_offers_the_way_back(door: Door, session: Session) -> None:
    make_use(session)
    assert "Geen applicatie past bij dit filter" in door(BRAM).get(LIST, params={"text": "zzz"}).text


def test_a_filter_that_cannot_be_is_a_page_with_status_400(door: Door) -> None:
    answer = door(BRAM).get(LIST, params={"status": "kapot"})
    assert answer.status_code == 400
    assert "<strong>Status</strong>: Deze keuze bestaat niet." in answer.text


@pytest.mark.parametrize("path", ["", ".csv", ".xlsx", "/nieuw"])
def test_strangers_are_sent_to_log_in_and_others_find_nothing(door: Door, session: Session, path: str) -> None:
    make_use(session)
    answer = door(ANONYMOUS).get(LIST + path)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/inloggen")
    assert door(CHRIS).get(LIST + path).status_code == 404


def test_the_csv_opens_in_dutch_excel_and_runs_no_formula(door: Door, session: Session) -> None:
    use = make_use(
        session,
        own_name="=1+1",
        components=(LAS,),
        yearly_cost=Decimal("1250.50"),
        users=3,
        start_date=date(2025, 8, 1),
    )
    make_agreement(session, use)
    make_use(session, own_name="weg")
    answer = door(BRAM).get(f"{LIST}.csv", params={"text": "1+1"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith(b"\xef\xbb\xbf")
    heading, row = csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";")
    cells = dict(zip(heading, row, strict=True))
    assert cells["Applicatie"] == "'=1+1"
    assert (cells["Kosten per jaar"], cells["Aantal gebruikers"], cells["Begindatum"]) == ("1250,50", "3", "01-08-2025")
    assert cells["FORA-componenten"] == "Leerlingadministratiesysteem"
    assert cells["Leveranciersgroep"] == "Sanoma"


def test_the_workbook_holds_numbers_dates_and_plain_texts(door: Door, session: Session) -> None:
    make_use(session, own_name="=1+1", yearly_cost=Decimal("12.50"), start_date=date(2025, 8, 1))
    answer = door(BRAM).get(f"{LIST}.xlsx")
    sheet = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0)
    heading, row = sheet.to_python()
    cells = dict(zip(heading, row, strict=True))
    assert (cells["Applicatie"], cells["Kosten per jaar"], cells["Begindatum"]) == ("=1+1", 12.5, date(2025, 8, 1))


def test_a_product_is_found_under_a_part_of_its_name(door: Door) -> None:
    page = html.fromstring(door(CARLA).get(f"{LIST}/nieuw", params={"zoek": "magis"}).text)
    assert page.xpath("//ul[@class='cards']//a/@href") == [f"{LIST}/nieuw?product=magister"]


def test_adding_an_application_places_it_where_the_catalogue_says_it_fits(door: Door, session: Session) -> None:
    make_product(session, "somtoday", name="Somtoday", components=(LAS,))
    client = door(CARLA)
    page = html.fromstring(client.get(f"{LIST}/nieuw", params={"product": "somtoday"}).text)
    assert page.xpath("//input[@name='components']/@value") == [LAS]
    form = {"product_key": "somtoday", "status": "in-productie", "components": LAS, "yearly_cost": "1.250,50"}
    answer = client.post(f"{LIST}/nieuw", data=form | {"whole_board": "true"})
    use = session.exec(select(Use)).one()
    assert (answer.status_code, answer.headers["location"]) == (303, f"{LIST}/{use.id}")
    assert use.yearly_cost == Decimal("1250.50")
    assert session.exec(select(Placement.component_guid)).all() == [LAS]


def test_a_refused_form_keeps_what_was_entered_and_says_what_is_wrong(door: Door, session: Session) -> None:
    form = {"product_key": "magister", "status": "in-productie", "owner_role": "ICT & co", "users": "-5"}
    answer = door(CARLA).post(f"{LIST}/nieuw", data=form | {"whole_board": "true"})
    assert answer.status_code == 400
    page = html.fromstring(answer.text)
    assert page.xpath("//input[@name='owner_role']/@value") == ["ICT & co"]
    assert page.xpath("//input[@name='users']/@aria-invalid") == ["true"]
    assert session.exec(select(Use)).all() == []


def test_a_missing_product_is_proposed_and_used_at_once(door: Door, session: Session) -> None:
    client = door(CARLA)
    answer = client.post(f"{LIST}/nieuw/product", data={"name": "Rekenreis", "vendor": "Kleine Uitgever"})
    assert answer.status_code == 303
    product = session.exec(select(Product).where(Product.name == "Rekenreis")).one()
    assert (product.status, product.proposed_by_board) == (ProductStatus.CONCEPT, BOARD_A)
    assert answer.headers["location"] == f"{LIST}/nieuw?product={product.key}"
    assert "Rekenreis" in client.get(answer.headers["location"]).text


def test_a_new_use_offers_the_versions_of_its_own_product_and_refuses_those_of_another(
    door: Door, session: Session
) -> None:
    make_product(session, "roosterwijs")
    own, other, client = make_version(session), make_version(session, "roosterwijs", "9"), door(CARLA)
    page = html.fromstring(client.get(f"{LIST}/nieuw", params={"product": "magister"}).text)
    assert page.xpath("//select[@name='version_id']/option/@value") == ["", str(own)]
    form = {"product_key": "magister", "status": "in-productie", "whole_board": "true"}
    refused = client.post(f"{LIST}/nieuw", data=form | {"version_id": str(other)})
    assert refused.status_code == 400
    assert "Deze versie hoort niet bij dit product" in refused.text
    assert client.post(f"{LIST}/nieuw", data=form | {"version_id": str(own)}).status_code == 303
    assert session.exec(select(Use.version_id)).one() == own


@pytest.mark.parametrize(("actor", "status"), [(BRAM, 403), (CHRIS, 404), (ANONYMOUS, 401)])
def test_who_may_not_edit_adds_nothing(door: Door, session: Session, actor: Actor, status: int) -> None:
    client = door(actor)
    assert client.post(f"{LIST}/nieuw", data={"product_key": "magister"}).status_code == status
    assert client.post(f"{LIST}/nieuw/product", data={"name": "x"}).status_code == status
    assert session.exec(select(Use)).all() == []


def test_the_list_of_one_board_does_not_show_another(door: Door, session: Session) -> None:
    make_use(session, board=BOARD_B, own_name="Van de buren")
    assert "Van de buren" not in door(BRAM).get(LIST).text


def test_more_uses_do_not_take_more_statements(door: Door, session: Session) -> None:
    client = door(BRAM)
    make_use(session, components=(LAS,))
    client.get(LIST)
    with counted(session) as few:
        client.get(LIST)
    for _ in range(20):
        make_agreement(session, make_use(session, components=(LAS,)))
    with counted(session) as many:
        client.get(LIST)
    assert len(few) == len(many)
