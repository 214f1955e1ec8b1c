"""The front page of a board: one glance, numbers that lead to their lists, drawings with a table twin."""

from __future__ import annotations

import re
from datetime import date

import pytest
from sqlmodel import Session

from swc.landscape.contracts.exit_service import set_exit
from swc.landscape.contracts.inputs import ContractInput, ExitInput
from swc.landscape.contracts.service import add_contract
from swc.risk.overview import board_overview
from swc.risk.service import evaluate_board
from tests.api.conftest import Door
from tests.factories.boards import make_board, make_school
from tests.factories.catalogue import make_product, make_vendor
from tests.factories.fora import LAS, make_reference
from tests.factories.landscape import make_agreement, make_use
from tests.personas import ANNE, ANONYMOUS, BOARD_A, BOARD_B, BRAM, CARLA, CHRIS, PETRA, SYSTEM_ACT, acting
from tests.query_count import counted

HOME = f"/besturen/{BOARD_A}"
TODAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _board(session: Session) -> None:
    make_reference(session)
    make_board(session, name="De Linde")
    make_board(session, number=BOARD_B, name="Lyceum Zuid")
    make_school(session)
    make_vendor(session, "groep", name="Groep <BV>")
    make_product(session, "leerspoor", vendor_key="groep", categories=("P08",))


def test_changes_are_told_in_the_sentences_of_the_history(session: Session, door: Door) -> None:
    use = make_use(session, product="leerspoor", own_name="Spoor <1>")
    set_exit(session, BOARD_A, use.id, ExitInput(export_format="CSV"), by=acting(CARLA))
    add_contract(session, BOARD_A, ContractInput(title="Licentie & meer"), by=acting(PETRA))
    text = door(BRAM).get(HOME).text
    link = f'<a href="{HOME}/applicaties/{use.id}">Spoor &lt;1&gt;</a>'
    assert f"Carla heeft vastgelegd hoe het bestuur van {link} af kan." in text
    assert "Petra heeft het contract Licentie &amp; meer toegevoegd." in text


def fill(session: Session, count: int) -> None:
    """Add uses with and without agreement, and evaluate."""
    for number in range(count):
        use = make_use(session, product="leerspoor", components=(LAS,), own_name=f"Applicatie {number}")
        if number % 2:
            make_agreement(session, use, model_version="model-4.0")
    evaluate_board(session, BOARD_A, by=SYSTEM_ACT)


def test_an_empty_board_is_invited_to_begin(door: Door) -> None:
    text = door(BRAM).get(HOME).text
    assert f'href="{HOME}/import"' in text
    assert "<h1>De Linde</h1>" in text


def test_the_numbers_are_those_of_the_read_model_and_lead_to_their_lists(door: Door, session: Session) -> None:
    fill(session, 4)
    text = door(BRAM).get(HOME).text
    view = board_overview(session, BOARD_A, TODAY)
    assert view is not None
    tiles = re.findall(r'href="([^"]+)"><span class="tile-number">(\d+)</span>', text)
    numbers = {address.split("signalen?")[1]: int(number) for address, number in tiles}
    assert numbers == {
        "severity=red": view.flags.red,
        "severity=orange": view.flags.orange,
        "severity=grey": view.flags.grey,
        "certainty=unknown": view.flags.unknown,
        "status=accepted": view.accepted_flags,
    }


def test_drawings_have_a_name_and_a_table_with_the_same_numbers(door: Door, session: Session) -> None:
    fill(session, 4)
    text = door(BRAM).get(HOME).text
    drawings = re.findall(r'<svg [^>]*role="img" aria-label="([^"]+)"', text)
    assert len(drawings) == 2
    assert all("tabel" in name for name in drawings)
    assert text.count("<table>") >= 5


def test_names_from_the_catalogue_are_shown_as_text(door: Door, session: Session) -> None:
    fill(session, 1)
    text = door(BRAM).get(HOME).text
    assert "Groep &lt;BV&gt;" in text
    assert "Groep <BV>" not in text


def test_json_and_page_come_from_one_read_model(door: Door, session: Session) -> None:
    fill(session, 3)
    view = board_overview(session, BOARD_A, TODAY)
    assert view is not None
    answer = door(BRAM).get(f"/api/v1/boards/{BOARD_A}/overview")
    assert answer.json() == view.model_dump(mode="json", by_alias=True)


@pytest.mark.parametrize("path", [HOME, f"/api/v1/boards/{BOARD_A}/overview"])
def test_another_board_does_not_exist_and_the_anonymous_log_in_first(door: Door, path: str) -> None:
    assert door(CHRIS).get(path).status_code == 404
    answer = door(ANONYMOUS).get(path)
    assert answer.status_code == (401 if path.startswith("/api") else 303)


def test_the_overview_takes_the_same_number_of_statements_for_more_uses(door: Door, session: Session) -> None:
    client = door(ANNE)
    fill(session, 2)
    client.get(HOME)
    with counted(session) as few:
        client.get(HOME)
    fill(session, 12)
    with counted(session) as many:
        client.get(HOME)
    assert len(many) == len(few)


def test_the_page_speaks_english_when_asked(door: Door, session: Session) -> None:
    fill(session, 2)
    text = door(BRAM).get(HOME, headers={"Accept-Language": "en"}).text
    assert "What needs attention" in text
    assert "Wat vraagt aandacht" not in text
