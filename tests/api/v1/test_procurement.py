"""Buying as JSON: OCDS packages, comparisons and joint buying, each by the doors that the pages have."""

from __future__ import annotations

import pytest
from sqlmodel import Session

from swc.boards.kinds import Sharing
from swc.boards.models import Board
from tests.api.conftest import Door
from tests.factories.catalogue import make_product
from tests.factories.fora import LAS
from tests.factories.landscape import make_landscape, make_use
from tests.factories.procurement import make_buyer, make_deal
from tests.personas import ADMIN, BOARD_A, BRAM, CHRIS, PETRA, SACHA, SYLVIA, VICTOR

OWN = f"/api/v1/boards/{BOARD_A}"


@pytest.fixture(autouse=True)
def _catalogue(session: Session) -> None:
    make_landscape(session)
    make_product(session, "leerspoor", components=(LAS,))
    make_product(session, "anders")
    make_use(session, components=(LAS,))
    make_deal(session)


def test_a_public_dossier_is_a_release_package(door: Door) -> None:
    found = door().get(f"/api/v1/tender-dossiers?component={LAS}").json()
    assert (found["version"], found["releases"][0]["tag"]) == ("1.1", ["planning"])
    assert "parties" not in found["releases"][0]


def test_the_dossier_of_a_board_names_it_as_buyer(door: Door) -> None:
    found = door(PETRA).get(f"{OWN}/tender-dossiers?product=leerspoor").json()
    assert found["releases"][0]["buyer"]["id"] == f"DUO-{BOARD_A}"
    for actor in (CHRIS, VICTOR):
        assert door(actor).get(f"{OWN}/tender-dossiers?product=leerspoor").status_code == 404
    assert door().get(f"{OWN}/tender-dossiers?product=leerspoor").status_code == 401


def test_a_dossier_of_both_or_of_nothing_is_refused(door: Door) -> None:
    assert door().get("/api/v1/tender-dossiers").status_code == 400
    assert door().get(f"/api/v1/tender-dossiers?component={LAS}&product=leerspoor").status_code == 400
    assert door().get("/api/v1/tender-dossiers?component=geen-guid").status_code == 400


def test_products_are_compared_with_unknown_apart(door: Door) -> None:
    found = door().get("/api/v1/product-comparison?product=leerspoor&product=anders").json()
    assert [one["key"] for one in found["products"]] == ["leerspoor", "anders"]
    assert found["products"][1]["unknown"] == len(found["requirements"])
    assert {one["answer"] for one in found["products"][1]["answers"]} == {"unknown"}
    assert door().get("/api/v1/product-comparison?product=leerspoor").status_code == 400
    assert door().get("/api/v1/product-comparison?product=leerspoor&product=bestaat-niet").status_code == 404


def test_joint_buying_of_a_board_and_of_the_sector(session: Session, door: Door) -> None:
    own = session.get(Board, BOARD_A)
    assert own
    own.sharing = Sharing.SECTOR
    session.flush()
    for number in range(50_001, 50_006):
        make_buyer(session, str(number))
    found = door(BRAM).get(f"{OWN}/joint-buying").json()
    assert found["groups"][0]["boards"] == 6
    assert found["contracts"][0]["group"] == 0
    (group,) = door(SYLVIA).get("/api/v1/sector/joint-buying").json()["groups"]
    assert (group["boards"], group["named"]) == (6, [])
    for actor, status in ((BRAM, 403), (SACHA, 403), (VICTOR, 404)):
        assert door(actor).get("/api/v1/sector/joint-buying").status_code == status
    assert door().get("/api/v1/sector/joint-buying").status_code == 401
    assert door(VICTOR).get(f"{OWN}/joint-buying").status_code == 404


def test_an_administrator_chooses_to_be_named(door: Door) -> None:
    body = {"jointBuying": True}
    stands = {"If-Match": door(BRAM).get(f"{OWN}/joint-buying").headers["etag"]}
    assert door(ADMIN).put(f"{OWN}/joint-buying", json=body).status_code == 428
    assert door(BRAM).put(f"{OWN}/joint-buying", json=body, headers=stands).status_code == 403
    assert door(ADMIN).put(f"{OWN}/joint-buying", json=body, headers=stands).json()["jointBuying"] is True
    assert door(ADMIN).put(f"{OWN}/joint-buying", json=body, headers=stands).status_code in {409, 412}
