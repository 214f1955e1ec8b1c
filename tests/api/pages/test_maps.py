"""The map of a board: products in the boxes, a table beside it, and only for who may read the board."""

from __future__ import annotations

import pytest
from lxml import html
from sqlmodel import Session, select

from fora.models import Release, View, ViewElement
from swc.access.kinds import Actor
from swc.landscape.kinds import UsageStatus
from tests.api.conftest import Door
from tests.factories.fora import LAS
from tests.factories.landscape import make_landscape, make_use
from tests.personas import ANONYMOUS, BOARD_A, BRAM, CHRIS, SACHA

ADDRESS = f"/besturen/{BOARD_A}/kaart"
VIEW = "f0" * 16


@pytest.fixture(autouse=True)
def _landscape(session: Session) -> None:
    make_landscape(session)
    make_use(session, components=(LAS,), own_name="Ons LAS")
    make_use(session, own_name="Nog nergens")
    make_use(session, components=("e" * 32,), own_name="Elders")
    make_use(session, components=(LAS,), own_name="Voorbij", status=UsageStatus.PHASED_OUT)


def make_view(session: Session) -> None:
    """Store a drawing of the component."""
    release_id = session.exec(select(Release.id)).one()
    box = {"id": "a", "kind": "element", "x": 0, "y": 0, "w": 120, "h": 55, "label": "", "element": LAS}
    session.add(View(release_id=release_id, guid=VIEW, source_id=VIEW, name="Componenten", nodes=[box], connections=[]))
    session.flush()
    session.add(ViewElement(release_id=release_id, view_guid=VIEW, element_guid=LAS))
    session.flush()


def texts(found: html.HtmlElement, path: str) -> list[str]:
    """Return the texts at a path."""
    return [" ".join(one.text_content().split()) for one in found.xpath(path)]


def test_products_stand_in_the_box_and_in_the_table(door: Door) -> None:
    found = html.fromstring(door(BRAM).get(ADDRESS).text)
    assert texts(found, "//svg//g[@class='badge']/text") == ["Ons LAS"]
    rows = {row.xpath("./th")[0].text_content().strip(): texts(row, "./td")[-1] for row in found.xpath("//tbody/tr")}
    assert rows["Leerlingadministratiesysteem"] == "Ons LAS"
    assert any(f"{BOARD_A}/applicaties/" in one for one in found.xpath("//svg//a/@href"))


def test_what_is_not_on_the_drawing_is_named(door: Door) -> None:
    found = html.fromstring(door(BRAM).get(ADDRESS).text)
    assert texts(found, "//h2[contains(., 'geen component')]/following-sibling::ul[1]/li") == ["Nog nergens"]
    assert texts(found, "//h2[contains(., 'niet op deze plaat')]/following-sibling::ul[1]/li") == ["Elders"]


def test_a_stored_drawing_is_preferred_and_another_can_be_chosen(door: Door, session: Session) -> None:
    make_view(session)
    client = door(BRAM)
    chosen = html.fromstring(client.get(ADDRESS).text).xpath("//option[@selected]/@value")
    assert chosen == [VIEW]
    other = html.fromstring(client.get(ADDRESS, params={"plaat": "domeinkaart"}).text)
    assert other.xpath("//option[@selected]/@value") == ["domeinkaart"]
    assert client.get(ADDRESS, params={"plaat": "weg"}).status_code == 404


def test_the_map_can_be_taken_as_a_file(door: Door) -> None:
    answer = door(BRAM).get(f"{ADDRESS}.svg")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert "Ons LAS" in answer.text


@pytest.mark.parametrize(("actor", "status"), [(CHRIS, 404), (SACHA, 404), (ANONYMOUS, 401)], ids=["b", "sector", "-"])
def test_outsiders_learn_nothing(door: Door, actor: Actor, status: int) -> None:
    for path in (ADDRESS, f"{ADDRESS}.svg"):
        answer = door(actor).get(path)
        assert answer.status_code in {status, 303}
        assert "Ons LAS" not in answer.text
