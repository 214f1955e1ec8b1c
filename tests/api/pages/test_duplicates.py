"""The sector editor looks at entries that may be one product, merges them and takes that back."""

from __future__ import annotations

import re

import pytest
from sqlmodel import Session, select

from swc.catalogue.kinds import ProductStatus
from swc.landscape.models import Use
from tests.api.conftest import Door
from tests.factories.boards import make_board
from tests.factories.catalogue import make_product, make_vendor
from tests.factories.landscape import make_use
from tests.personas import CARLA, SACHA


@pytest.fixture(autouse=True)
def _two(session: Session) -> None:
    make_board(session)
    make_vendor(session, "zeil")
    make_product(session, "leerspoor", vendor_key="zeil")
    make_product(session, "leer-spoor", name="Leer-spoor", status=ProductStatus.CONCEPT)
    make_use(session, product="leer-spoor")


def test_the_list_says_why_two_entries_may_be_one(door: Door) -> None:
    text = door(SACHA).get("/producten/dubbel").text
    assert "namen verschillen een letter of twee" in text
    assert "/producten/leer-spoor/samenvoegen?in=leerspoor" in text


def test_the_editor_compares_merges_and_takes_it_back(door: Door, session: Session) -> None:
    client = door(SACHA)
    beside = client.get("/producten/leer-spoor/samenvoegen", params={"in": "leerspoor"})
    assert "De twee vermeldingen naast elkaar" in beside.text
    done = client.post("/producten/leer-spoor/samenvoegen", data={"into": "leerspoor", "reason": "zelfde product"})
    assert (done.status_code, done.headers["location"]) == (303, "/producten/leerspoor")
    old = client.get("/producten/leer-spoor")
    assert (old.status_code, old.headers["location"]) == (307, "/producten/leerspoor")
    listed = client.get("/producten/samenvoegingen").text
    assert "zelfde product" in listed
    back = re.search(r"/producten/samenvoegingen/[0-9a-f-]+/ongedaan", listed)
    assert back is not None
    assert client.post(back.group()).status_code == 303
    assert client.get("/producten/leer-spoor").status_code == 200
    assert session.exec(select(Use.product_key)).all() == ["leer-spoor"]


def test_the_editor_searches_for_the_entry_that_stays(door: Door) -> None:
    found = door(SACHA).get("/producten/leer-spoor/samenvoegen", params={"zoek": "leerspoor"}).text
    assert 'href="?in=leerspoor"' in found
    nothing = door(SACHA).get("/producten/leer-spoor/samenvoegen", params={"zoek": "qqqq"}).text
    assert "Niets gevonden onder deze naam." in nothing


def test_a_refused_merge_says_what_to_mend_and_keeps_the_reason(door: Door) -> None:
    page = door(SACHA).post("/producten/leer-spoor/samenvoegen", data={"into": "leer-spoor", "reason": "omdat"})
    assert page.status_code == 400
    assert "Een product gaat niet in zichzelf op." in page.text
    assert "omdat" in page.text


def test_entries_told_apart_leave_the_list(door: Door) -> None:
    client = door(SACHA)
    assert client.post("/producten/leerspoor/verschillend", data={"other": "leer-spoor"}).status_code == 303
    assert "Er zijn geen vermeldingen die op elkaar lijken." in client.get("/producten/dubbel").text


def test_a_board_does_not_come_here(door: Door) -> None:
    for path in ("/producten/dubbel", "/producten/samenvoegingen", "/producten/leer-spoor/samenvoegen"):
        assert door(CARLA).get(path).status_code == 403
