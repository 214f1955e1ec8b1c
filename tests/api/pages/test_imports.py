"""Reading in a list as a coordinator does it in a browser, without JavaScript."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from sqlmodel import Session, select
from starlette.testclient import TestClient

from swc.landscape.kinds import AgreementPresence
from swc.landscape.models import ImportBatch, Use
from tests.api.conftest import Door
from tests.factories.catalogue import make_product
from tests.factories.fora import LAS
from tests.factories.landscape import make_agreement, make_codes, make_landscape, make_use
from tests.factories.lists import make_xlsx
from tests.personas import BOARD_A, BOARD_B, BRAM, CARLA, CHRIS

HERE = f"/besturen/{BOARD_A}/import"


def handed_in(
    client: TestClient, *rows: tuple[object, ...], headers: tuple[str, ...] = ("Applicatie", "Einddatum")
) -> str:
    content = make_xlsx(rows, headers=headers)
    answer = client.post(HERE, files={"bestand": ("lijst.xlsx", content)})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def page_of(client: TestClient, path: str) -> BeautifulSoup:
    answer = client.get(path)
    assert answer.status_code == 200
    return BeautifulSoup(answer.text, "html.parser")


def test_a_coordinator_reads_a_list_in_chooses_and_processes_it(door: Door, session: Session) -> None:
    make_landscape(session)
    client = door(CARLA)
    assert page_of(client, HERE).find("input", {"type": "file"})

    address = handed_in(client, ("Magister",), ("Magister Portaal",), ("Thee", "zomer"))
    page = page_of(client, address)
    assert session.exec(select(Use)).all() == []
    assert page.find("input", {"name": "rij-3", "value": "product:magister"})
    assert "Kolom B (Einddatum)" in page.get_text()

    choices = {"rij-3": "product:magister", "rij-4": "overslaan"}
    done = client.post(f"{address}/verwerken", data=choices)

    assert done.status_code == 303
    assert len(session.exec(select(Use)).all()) == 2
    assert "2" in page_of(client, address).find("div", class_="tiles").get_text()


def test_choices_are_kept_per_page_and_stay_ticked(door: Door, session: Session) -> None:
    make_landscape(session)
    make_product(session, "zermelo", name="Zermelo")
    client = door(CARLA)
    address = handed_in(client, ("Roosterding",), ("Magister",))

    kept = client.post(f"{address}?page=1", data={"rij-2": "ander", "ander-2": "Zermelo", "rij-3": "overslaan"})

    assert kept.headers["location"] == f"{address}?page=1"
    page = page_of(client, address)
    assert page.find("input", {"name": "rij-2", "value": "ander"}).has_attr("checked")
    assert page.find("input", {"name": "ander-2"})["value"] == "Zermelo"
    assert page.find("input", {"name": "rij-3", "value": "overslaan"}).has_attr("checked")


def test_a_product_that_is_not_named_is_asked_for_beside_its_row_and_nothing_typed_is_lost(
    door: Door, session: Session
) -> None:
    make_landscape(session)
    client = door(CARLA)
    address = handed_in(client, ("Magister Portaal",), ("Thee",))

    answer = client.post(address, data={"rij-2": "ander", "ander-2": " ", "rij-3": "nieuw", "nieuw-3": "Theeapp"})

    page = BeautifulSoup(answer.text, "html.parser")
    assert answer.status_code == 400
    assert page.find("input", {"name": "nieuw-3"})["value"] == "Theeapp"
    assert "Noem het product." in page.find(id="rij-2").get_text()


def test_a_list_that_still_asks_a_choice_is_not_processed_and_says_which_row(door: Door, session: Session) -> None:
    make_landscape(session)
    client = door(CARLA)
    address = handed_in(client, ("Magister",), ("Magister Portaal",))

    answer = client.post(f"{address}/verwerken", data={})

    assert answer.status_code == 400
    assert "3" in BeautifulSoup(answer.text, "html.parser").find(class_="refusal").get_text()
    assert session.exec(select(Use)).all() == []


def test_rows_with_an_error_are_skipped_all_at_once(door: Door, session: Session) -> None:
    make_landscape(session)
    client = door(CARLA)
    address = handed_in(client, ("Magister", ""), ("Thee", "zomer"), ("Koffie", "winter"))

    assert "(2)" in page_of(client, address).find("input", {"name": "alles-error"}).parent.get_text()

    done = client.post(f"{address}/verwerken", data={"alles-error": "ja"})

    assert done.status_code == 303
    assert len(session.exec(select(Use)).all()) == 1


def test_another_meaning_can_be_given_to_a_column(door: Door, session: Session) -> None:
    make_landscape(session)
    client = door(CARLA)
    address = handed_in(client, ("Magister",), headers=("Dingen",))

    assert client.post(address, data={"kolom-0": "name"}).status_code == 303
    assert client.post(f"{address}/verwerken", data={}).status_code == 303


def test_a_thousand_rows_come_in_pages(door: Door, session: Session) -> None:
    make_landscape(session)
    client = door(CARLA)
    address = handed_in(client, *((f"Pakket {number}", "") for number in range(120)))

    first, last = page_of(client, address), page_of(client, f"{address}?page=3")

    assert len(first.select("li.card")) == 50
    assert len(last.select("li.card")) == 20
    assert first.find("a", rel="next")


def test_saving_choices_on_a_later_page_comes_back_to_that_page(door: Door, session: Session) -> None:
    make_landscape(session)
    client = door(CARLA)
    address = handed_in(client, *((f"Pakket {number}", "") for number in range(120)))

    forms = {number: page_of(client, f"{address}?page={number}").find("ol", class_="stack").parent for number in (1, 3)}
    assert forms[1]["action"] == address
    kept = client.post(forms[3]["action"], data={"rij-110": "overslaan"})

    assert forms[3]["action"] == kept.headers["location"] == f"{address}?page=3"
    assert len(page_of(client, kept.headers["location"]).select("li.card")) == 20


def test_a_broken_file_is_refused_on_the_form_with_a_remedy(door: Door, session: Session) -> None:
    make_landscape(session)

    answer = door(CARLA).post(HERE, files={"bestand": ("lijst.xlsx", b"PK\x03\x04kapot")})

    text = BeautifulSoup(answer.text, "html.parser").find(class_="refusal").get_text()
    assert answer.status_code == 400
    assert "bewaar het opnieuw als XLSX" in text


def test_no_file_is_refused_on_the_form(door: Door, session: Session) -> None:
    make_landscape(session)

    answer = door(CARLA).post(HERE, data={"x": "y"})

    assert answer.status_code == 400
    assert "Kies een bestand" in answer.text


def test_what_a_list_says_is_shown_as_text_and_never_as_markup(door: Door, session: Session) -> None:
    make_landscape(session)
    client = door(CARLA)

    address = handed_in(client, ("<script>alert(1)</script>", "%(name)s %s"))

    answer = client.get(address)
    assert "<script>alert" not in answer.text
    assert "%(name)s %s" in answer.text


def test_the_empty_template_can_be_downloaded_and_is_read_back(door: Door, session: Session) -> None:
    make_landscape(session)
    client = door(CARLA)

    answer = client.get(f"{HERE}/sjabloon.xlsx")

    assert answer.status_code == 200
    assert "attachment" in answer.headers["content-disposition"]
    back = client.post(HERE, files={"bestand": ("sjabloon.xlsx", answer.content)})
    assert "geen rijen" in back.text


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_what_the_landscape_exports_is_read_back_without_a_change(door: Door, session: Session, kind: str) -> None:
    make_landscape(session)
    make_product(session, "zermelo", name="Zermelo")
    make_codes(session, "agreement-models", "model-4.0")
    use = make_use(
        session, components=(LAS,), users=1250, yearly_cost=Decimal("1234.50"), owner_role="ICT", hosting="saas"
    )
    make_agreement(
        session, use, presence=AgreementPresence.PRESENT, model_version="model-4.0", signed_on=date(2024, 2, 1)
    )
    make_use(session, product="zermelo", own_name="Het rooster", schools=("11AA",), start_date=date(2020, 8, 1))
    client = door(CARLA)
    exported = client.get(f"/besturen/{BOARD_A}/applicaties.{kind}")
    assert exported.status_code == 200

    answer = client.post(HERE, files={"bestand": (f"applicaties.{kind}", exported.content)})

    page = page_of(client, answer.headers["location"])
    assert [badge.get_text() for badge in page.select("h3 .badge")] == ["Ongewijzigd", "Ongewijzigd"]
    assert page.select("p.field-error") == []


def test_a_list_can_be_thrown_away(door: Door, session: Session) -> None:
    make_landscape(session)
    client = door(CARLA)
    address = handed_in(client, ("Magister",))

    assert client.post(f"{address}/weggooien").headers["location"] == HERE
    assert session.exec(select(ImportBatch)).all() == []


def test_a_reader_may_not_and_another_board_learns_nothing(door: Door, session: Session) -> None:
    make_landscape(session)
    address = handed_in(door(CARLA), ("Magister",))

    assert door(BRAM).get(HERE).status_code == 403
    assert door(CHRIS).get(HERE).status_code == 404
    assert door(CHRIS).get(address).status_code == 404
    assert door(CHRIS).get(address.replace(BOARD_A, BOARD_B)).status_code == 404
    assert door(CHRIS).post(f"{address}/verwerken").status_code == 404
    assert door().get(HERE).headers["location"].startswith("/inloggen")


def test_the_pages_speak_english_too(door: Door, session: Session) -> None:
    make_landscape(session)
    client = door(CARLA)
    address = handed_in(client, ("Magister Portaal",), ("Thee", "zomer"))
    client.headers["Accept-Language"] = "en"

    assert "Import application list" in client.get(HERE).text
    assert "Skip this row" in client.get(address).text
    assert "is not a date" in client.get(address).text
