"""The sector as JSON: figures for who holds a role, names for who reads the sector, nothing for a vendor."""

from __future__ import annotations

from io import BytesIO

import pytest
from pyoxigraph import RdfFormat, parse
from python_calamine import CalamineWorkbook
from sqlmodel import Session

from swc.access.kinds import Actor, Door
from swc.access.roles import Right, Role
from swc.boards.kinds import Sharing
from swc.boards.models import Board
from swc.dependency.columns.store import Columns
from swc.dependency.sector import sector_lens
from tests.api.conftest import Door as Doors
from tests.factories.boards import make_board, make_school
from tests.factories.catalogue import make_product, make_vendor
from tests.factories.fora import LAS
from tests.factories.landscape import make_use
from tests.personas import ANONYMOUS, BOARD_A, BRAM, SACHA, SYLVIA, TODAY, VICTOR
from vocab.terms import Property

LENS = "/api/v1/sector/dependency"
WHAT_IF = "/api/v1/sector/what-if?targetKind=product&targetKey=leerspoor&scenario=breach"
ADDRESSES = (
    "/api/v1/sector/concentration",
    LENS,
    f"{LENS}.xlsx",
    f"{LENS}.ttl",
    WHAT_IF,
    "/api/v1/sector/what-if/targets",
)
FEEDS_ONLY = Actor(
    key="key:feed",
    label="lezer",
    boards={BOARD_A: frozenset({Role.READER})},
    door=Door.API,
    limit=frozenset({Right.READ_FEED}),
)


@pytest.fixture(autouse=True)
def _sector(session: Session) -> None:
    make_vendor(session, "groep")
    make_product(session, "leerspoor", vendor_key="groep")
    for number in range(50000, 50005):
        make_board(session, number=str(number), name=f"Bestuur {number}", sharing=Sharing.SECTOR)
        make_school(session, brin=f"{number % 100:02d}ZZ", board_number=str(number), pupils=500)
        make_use(session, board=str(number), product="leerspoor", components=(LAS,))


@pytest.mark.parametrize("address", ADDRESSES)
def test_who_may_see_figures_of_the_sector(door: Doors, address: str) -> None:
    statuses = {actor.key: door(actor).get(address).status_code for actor in (BRAM, SACHA, SYLVIA, VICTOR, FEEDS_ONLY)}
    assert statuses == {"bram": 200, "sacha": 200, "sylvia": 200, "victor": 404, "key:feed": 403}
    assert door(ANONYMOUS).get(address).status_code == 401


def test_who_speaks_for_a_vendor_gets_the_same_answer_for_all(door: Doors) -> None:
    known, unknown = (
        door(VICTOR).get(f"/api/v1/sector/what-if?targetKind=product&targetKey={key}").json()
        for key in ("leerspoor", "bestaat-niet")
    )
    assert {**known, "instance": ""} == {**unknown, "instance": ""}


def test_the_lens_is_what_the_query_says(door: Doors, session: Session) -> None:
    body = door(BRAM).get(LENS).json()
    assert body == sector_lens(Columns(), session, TODAY).model_dump(mode="json", by_alias=True)
    assert [one["key"] for one in body["groups"]] == ["groep"]


def test_names_of_boards_are_for_who_reads_the_sector(door: Doors) -> None:
    without, named = (door(actor).get(WHAT_IF) for actor in (BRAM, SYLVIA))
    assert "Bestuur 50000" not in without.text
    assert without.json()["boardRows"] == []
    assert [one["name"] for one in named.json()["boardRows"]] == [f"Bestuur {number}" for number in range(50000, 50005)]


def test_the_concentration_keeps_its_shape(door: Doors) -> None:
    (found,) = door(BRAM).get("/api/v1/sector/concentration").json()
    assert found == {
        "guid": LAS,
        "name": LAS,
        "boards": 5,
        "uses": 5,
        "vendorUnknown": 0,
        "hhi": 10_000,
        "high": True,
        "groups": [{"key": "groep", "name": "Groep", "uses": 5, "share": 1.0}],
    }


def test_workbooks_hold_the_same_figures(door: Doors) -> None:
    book = CalamineWorkbook.from_filelike(BytesIO(door(BRAM).get(f"{LENS}.xlsx").content))
    assert [
        book.get_sheet_by_name("Leveranciersgroepen").to_python()[1][0],
        *book.get_sheet_by_name("Concentratie per component").to_python()[1][8].split(" (")[1].rstrip(")").split(),
        book.get_sheet_by_name("Leveranciersgroepen").to_python()[1][3],
    ] == ["Groep", "100%", "5 (100%)"]
    address = WHAT_IF.replace("what-if?", "what-if.xlsx?")
    named = CalamineWorkbook.from_filelike(BytesIO(door(SYLVIA).get(address).content))
    assert named.get_sheet_by_name("Besturen").to_python()[1][0] == "Bestuur 50000"
    assert "Besturen" not in CalamineWorkbook.from_filelike(BytesIO(door(BRAM).get(address).content)).sheet_names


def test_rdf_tells_the_same_shares_and_is_about_the_sector(door: Doors) -> None:
    lens, told = door(SYLVIA).get(LENS).json(), door(SYLVIA).get(f"{LENS}.ttl")
    assert told.headers["content-type"].startswith("text/turtle")
    found = {
        (one.subject.value, one.predicate.value, one.object.value) for one in parse(told.content, RdfFormat.TURTLE)
    }
    whole = "http://swc.test/sector"
    parts = {one for subject, predicate, one in found if (subject, predicate) == (whole, Property.DEPENDENCY)}
    assert parts == {f"{whole}/dependency/group/{one['key']}" for one in lens["groups"]}
    for group in lens["groups"]:
        node = f"{whole}/dependency/group/{group['key']}"
        assert (node, Property.DEPENDS_ON, f"http://swc.test/id/vendor/{group['key']}") in found
        assert (node, Property.SHARE_OF_USES, f"{group['uses']['share']:.4f}") in found
    assert (f"{whole}/concentration/{LAS}", Property.ABOUT, f"http://swc.test/id/fora/{LAS}") in found


def test_rdf_of_a_sector_that_shares_too_little_tells_nothing(door: Doors, session: Session) -> None:
    session.get_one(Board, "50000").sharing = Sharing.PRIVATE
    session.flush()
    assert list(parse(door(SYLVIA).get(f"{LENS}.ttl").content, RdfFormat.TURTLE)) == []


def test_an_unknown_parameter_or_target_is_refused(door: Doors) -> None:
    assert door(BRAM).get(f"{LENS}?board=41101").status_code == 400
    assert door(BRAM).get("/api/v1/sector/what-if?targetKind=product&targetKey=niets").status_code == 404
