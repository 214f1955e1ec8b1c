"""A view as SVG: whole, linked, told in words, safe, and with a board's products in the boxes."""

from __future__ import annotations

import pytest
from lxml import etree
from sqlmodel import Session

from fora import release, view_queries
from fora.drawing.twin import twin
from fora.readers import read_path
from fora.schemas import Connection, DrawnElement, DrawnRelation, Node, ViewDetail
from fora.svg import Badge, draw
from tests.factories.fora import AT
from tests.shared_data import shared

SVG = "{http://www.w3.org/2000/svg}"
LAS, GRADES = "1a" * 16, "2b" * 16


def link(kind: str, guid: str) -> str:
    """Return an address for an element or view."""
    return f"/{kind}/{guid}"


@pytest.fixture
def view() -> ViewDetail:
    return ViewDetail(
        guid="v",
        name="Overzicht <gevaarlijk>",
        documentation="Wat de plaat toont",
        nodes=(
            Node(id="g", kind="group", x=0, y=0, w=400, h=300, label="Groep"),
            Node(id="a", kind="element", x=20, y=40, w=120, h=80, parent="g", element=LAS),
            Node(id="b", kind="element", x=220, y=40, w=120, h=60, parent="g", element=GRADES),
            Node(id="n", kind="note", x=0, y=320, w=200, h=40, label="Let op"),
            Node(id="w", kind="view", x=220, y=320, w=100, h=40, view="ander", label="Andere plaat"),
        ),
        connections=(
            Connection(id="c", source="a", target="b", relation="r", points=((180.0, 200.0),)),
            Connection(id="d", source="c", target="n"),
            Connection(id="e", source="g", target="a", relation="r"),
            Connection(id="f", source="f", target="b"),
        ),
        elements={
            LAS: DrawnElement(
                guid=LAS, name="LAS & meer", fora_type="Referentiecomponent", archimate_type="ApplicationComponent"
            ),
            GRADES: DrawnElement(guid=GRADES, name="Cijfer", fora_type="", archimate_type="BusinessObject"),
        },
        relations={"r": DrawnRelation(guid="r", type="Access", source=LAS, target=GRADES, access_type="Write")},
    )


def drawn(view: ViewDetail, **more: object) -> etree._Element:
    """Return the drawing as XML."""
    return etree.fromstring(draw(view, link=link, **more))  # type: ignore[arg-type]


def test_the_drawing_says_what_it_is(view: ViewDetail) -> None:
    root = drawn(view)
    assert root.findtext(f"{SVG}title") == "Overzicht <gevaarlijk>"
    assert root.findtext(f"{SVG}desc") == "Wat de plaat toont"


def test_elements_and_other_views_are_linked(view: ViewDetail) -> None:
    assert {one.get("href") for one in drawn(view).iter(f"{SVG}a")} == {
        f"/element/{LAS}",
        f"/element/{GRADES}",
        "/view/ander",
    }


def test_a_drawing_carries_no_inline_style_or_script(view: ViewDetail) -> None:
    root = drawn(view, overlay={LAS: [Badge("<script>alert(1)</script>")]})
    assert not [one for one in root.iter() if one.get("style") or etree.QName(one).localname in {"script", "style"}]


def test_the_layer_of_a_box_shows_in_class_and_colour(view: ViewDetail) -> None:
    fills = {one.get("class"): one.get("fill") for one in drawn(view).iter(f"{SVG}rect")}
    assert fills["layer-application"] != fills["layer-business"]


def test_a_relation_ends_in_its_mark_and_one_inside_its_parent_is_not_drawn(view: ViewDetail) -> None:
    lines = list(drawn(view).iter(f"{SVG}polyline"))
    assert len(lines) == 2
    assert lines[0].get("marker-end") == "url(#plaat-arrow)"
    assert lines[0].get("points", "").split()[1] == "180.0,200.0"
    assert "Access" in (lines[0].findtext(f"{SVG}title") or "")


def test_products_stand_in_the_box_of_their_component(view: ViewDetail) -> None:
    root = drawn(view, overlay={LAS: [Badge("Magister", "red", "/gebruik/1"), Badge("Somtoday")]})
    assert [one.findtext(f"{SVG}title") for one in root.iter(f"{SVG}g") if one.get("class") == "badge"] == [
        "Magister",
        "Somtoday",
    ]
    assert "/gebruik/1" in {one.get("href") for one in root.iter(f"{SVG}a")}


def test_products_that_do_not_fit_are_named_together(view: ViewDetail) -> None:
    root = drawn(view, overlay={GRADES: [Badge(f"Product {number}") for number in range(9)]})
    badges = [one for one in root.iter(f"{SVG}g") if one.get("class") == "badge"]
    assert len(badges) < 9
    assert "Product 8" in (badges[-1].findtext(f"{SVG}title") or "")


def test_the_table_twin_tells_every_box_relation_and_note(view: ViewDetail) -> None:
    told = twin(view, {LAS: [Badge("Magister")]})
    assert [(one.element.name, one.inside, one.badges) for one in told.boxes] == [
        ("LAS & meer", ("Groep",), ("Magister",)),
        ("Cijfer", ("Groep",), ()),
    ]
    assert [(one.source, one.type, one.target) for one in told.relations] == [("LAS & meer", "Access", "Cijfer")]
    assert told.notes == ("Let op",)


def test_a_view_without_nodes_still_is_a_drawing() -> None:
    assert drawn(ViewDetail(guid="v", name="Leeg")).get("viewBox") == "-20 -20 40 40"


@pytest.mark.slow
def test_every_view_of_the_real_model_can_be_drawn(session: Session) -> None:
    reading = read_path(shared("fora", "fora-d7b23252-coarchi.tar.xz"))
    release.publish(session, release.stage(session, reading, now=AT).version, now=AT)
    views = view_queries.views(session)
    assert len(views) == 268
    for one in views[::9]:
        found = view_queries.view_detail(session, one.guid)
        assert found is not None
        links = sum(1 for node in drawn(found).iter(f"{SVG}a") if (node.get("href") or "").startswith("/element"))
        assert links == sum(1 for node in found.nodes if node.element)
