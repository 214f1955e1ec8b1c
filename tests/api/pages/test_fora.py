"""The reference architecture in the browser: found, read, drawn, and never without its table."""

from __future__ import annotations

import pytest
from lxml import html
from sqlmodel import Session, select
from starlette.testclient import TestClient

from fora.models import Relation, View, ViewElement
from tests.api.conftest import Door
from tests.factories.fora import ABSENCE, DOMAIN, GRADES, LAS, make_reference

VIEW = "f0" * 16


@pytest.fixture
def client(door: Door, session: Session) -> TestClient:
    """Return an anonymous client of an installation with a small release that has one drawing."""
    release = make_reference(session)
    box = {"kind": "element", "x": 0, "y": 0, "w": 120, "h": 55, "label": ""}
    nodes = [{**box, "id": "a", "element": LAS}, {**box, "id": "b", "x": 200, "element": GRADES}]
    line = {"id": "c", "source": "a", "target": "b", "relation": None, "label": "", "points": []}
    session.add(View(release_id=release.id, guid=VIEW, source_id=VIEW, name="Plaat", nodes=nodes, connections=[line]))
    session.flush()
    session.add(ViewElement(release_id=release.id, view_guid=VIEW, element_guid=LAS))
    session.flush()
    return door()


def page(client: TestClient, path: str, language: str = "nl") -> html.HtmlElement:
    """Return a page that must be there."""
    answer = client.get(path, headers={"Accept-Language": language})
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.text)


def texts(found: html.HtmlElement, path: str) -> list[str]:
    """Return the texts at a path."""
    return [" ".join(one.text_content().split()) for one in found.xpath(path)]


def test_elements_are_listed_and_narrowed_by_word_type_and_domain(client: TestClient) -> None:
    assert len(texts(page(client, "/fora"), "//tbody/tr")) == 10
    assert texts(page(client, "/fora?zoek=verzuim&soort=Informatieobject"), "//tbody/tr/th") == ["Verzuimmelding"]
    assert texts(page(client, f"/fora?domein={DOMAIN}"), "//tbody/tr/th") == ["Leerlingadministratiesysteem"]


def test_a_component_tells_what_it_reaches_with_the_path(client: TestClient) -> None:
    found = page(client, f"/fora/elementen/{LAS}")
    rows = {row.xpath("./th")[0].text_content().strip(): row for row in found.xpath("//details//tbody/tr")}
    steps = texts(rows["Verzuimmelding"], ".//ol/li")
    assert steps[0] == "Leerlingadministratiesysteem"
    assert steps[-1] == "benadert Verzuimmelding"
    assert f"/fora/elementen/{ABSENCE}" in rows["Verzuimmelding"].xpath(".//a/@href")


def test_an_element_is_found_in_any_way_of_writing_its_guid(client: TestClient) -> None:
    written = f"id-{LAS[:8]}-{LAS[8:12]}-{LAS[12:16]}-{LAS[16:20]}-{LAS[20:]}".upper().replace("ID-", "id-")
    answer = client.get(f"/fora/elementen/{written}")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/fora/elementen/{LAS}")


def test_the_address_of_a_relation_leads_to_where_it_starts(client: TestClient, session: Session) -> None:
    relation = session.exec(select(Relation.guid).where(Relation.target_guid == GRADES)).one()
    assert client.get(f"/fora/elementen/{relation}").headers["location"] == f"/fora/elementen/{LAS}"


@pytest.mark.parametrize("path", [f"/fora/elementen/{'0' * 32}", "/fora/platen/weg", "/fora/platen/weg.svg"])
def test_what_the_release_lacks_is_not_found(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_drawing_comes_with_links_and_a_table(client: TestClient) -> None:
    found = page(client, f"/fora/platen/{VIEW}")
    assert f"/fora/elementen/{GRADES}" in found.xpath("//svg//a/@href")
    assert texts(found, "//tbody/tr/th") == ["Leerlingadministratiesysteem", "Cijfer"]
    assert not found.xpath("//svg//*[@style]")


def test_a_drawing_can_be_taken_as_a_file(client: TestClient) -> None:
    answer = client.get(f"/fora/platen/{VIEW}.svg")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert "attachment" in answer.headers["content-disposition"]


def test_the_generated_map_is_there_for_every_release(client: TestClient) -> None:
    assert "/fora/platen/domeinkaart" in page(client, "/fora/platen").xpath("//a/@href")
    found = page(client, "/fora/platen/domeinkaart")
    assert "Leerlingadministratiesysteem" in texts(found, "//tbody/tr/th")


def test_a_board_s_placements_never_show_here(client: TestClient) -> None:
    assert "Plaatsing" not in client.get(f"/fora/elementen/{LAS}").text


@pytest.mark.parametrize("path", ["/fora", "/fora/platen"])
def test_without_a_release_the_page_says_so(door: Door, path: str) -> None:
    assert "nog geen release" in door().get(path).text


@pytest.mark.parametrize("path", ["/fora", "/fora/platen", f"/fora/elementen/{LAS}", f"/fora/platen/{VIEW}"])
def test_every_page_speaks_english_too(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"Accept-Language": "en"})
    assert answer.status_code == 200
    assert "Referentiearchitectuur" not in answer.text
