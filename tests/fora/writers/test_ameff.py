"""Read, write and read again: nothing that a model says is lost, and the file has the form that the format asks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from fora.guids import guid
from fora.readers import read_bytes, read_path
from fora.readers.model import RawElement, RawModel, RawPair, RawRelation, RawView
from fora.readers.xml import AMEFF as NAMESPACE
from fora.writers.ameff import write
from fora.writers.checking import problems
from tests.factories.model_files import AMEFF, FULL_AMEFF, zipped
from tests.model_sense import sense
from tests.shared_data import shared

EXCHANGE = (
    "over-gemma-2024-11-13.xml",
    "gemma-portfolio-en-kennismodel.xml",
    "rosa-b16f5c77-omgezet-uit-coarchi.xml",
)
COARCHI = (("ameff", "rosa-b16f5c77-coarchi.tar.gz"), ("fora", "fora-d7b23252-coarchi.tar.xz"))


@pytest.mark.parametrize("name", EXCHANGE)
def test_a_real_exchange_file_says_the_same_after_reading_and_writing(name: str) -> None:
    path = shared("ameff", name)
    written = write(read_path(path).model)
    assert written.left_out == ()
    assert problems(written.content) == ()
    assert sense(written.content) == sense(path.read_bytes())


def test_an_exchange_file_with_every_construct_says_the_same_after_reading_and_writing() -> None:
    written = write(read_bytes(FULL_AMEFF.encode(), "heel.xml").model)
    assert problems(written.content) == ()
    assert sense(written.content) == sense(FULL_AMEFF.encode())
    assert write(read_bytes(written.content, "weer.xml").model).content == written.content


@pytest.mark.parametrize("where", COARCHI)
def test_a_real_coarchi_model_says_the_same_as_an_exchange_file(where: tuple[str, str]) -> None:
    model = read_path(shared(*where)).model
    written = write(model)
    assert written.left_out == ()
    assert problems(written.content) == ()
    assert _whole(read_bytes(written.content, "weer.xml").model) == _whole(model)


def test_a_small_coarchi_model_says_the_same_as_an_exchange_file() -> None:
    model = read_bytes(zipped(), "proef.zip").model
    again = read_bytes(write(model).content, "weer.xml").model
    assert _whole(again) == _whole(model)


def _whole(model: RawModel) -> tuple[Any, ...]:
    """Return what a model says, with GUIDs for identifiers and places as an exchange file can hold them."""
    elements = [
        (guid(one.id), one.type, one.name, one.documentation, one.folder, one.properties) for one in model.elements
    ]
    relations = [
        (
            *(guid(one.id), one.type, guid(one.source), guid(one.target), one.access_type, one.modifier, one.directed),
            *(one.name, one.documentation, one.folder, one.properties),
        )
        for one in model.relations
    ]
    return model.name, model.documentation, model.properties, elements, relations, [_drawn(one) for one in model.views]


def _drawn(view: RawView) -> tuple[Any, ...]:
    places = [(one["x"], one["y"]) for one in view.nodes]
    places += [tuple(point) for line in view.connections for point in line["points"]]
    left, top = (min([0.0, *(place[at] for place in places)]) for at in (0, 1))
    nodes = [
        (
            *(guid(one["id"]), one["kind"], one["parent"] and guid(one["parent"]), one["label"], one.get("style")),
            *(one["element"] and guid(one["element"]), one["view"] and guid(one["view"]), one.get("documentation")),
            *(round(one["x"] - left), round(one["y"] - top), max(1, round(one["w"])), max(1, round(one["h"]))),
        )
        for one in view.nodes
    ]
    lines = [
        (
            *(guid(one["id"]), guid(one["source"]), guid(one["target"]), one["relation"] and guid(one["relation"])),
            *(one["label"], one.get("style"), [(round(x - left), round(y - top)) for x, y in one["points"]]),
        )
        for one in view.connections
    ]
    return guid(view.id), view.name, view.documentation, view.folder, view.properties, sorted(nodes, key=repr), lines


def test_what_refers_to_nothing_is_left_out_and_told() -> None:
    written = write(read_bytes(AMEFF.encode(), "proef.xml").model)
    assert [(one.kind, one.id) for one in written.left_out] == [("relation", "id-rel-3")]
    assert problems(written.content) == ()


def test_identifiers_become_names_that_xml_allows_and_none_is_given_twice() -> None:
    model = RawModel(format=read_bytes(AMEFF.encode(), "m.xml").model.format, id="7", name="m")
    model.elements = [
        RawElement("1a:b", "Node", "x"),
        RawElement("propid-1", "Node", "y", properties=[RawPair("k", "v")]),
    ]
    model.relations = [RawRelation("1a:b", "Flow", "1a:b", "propid-1"), RawRelation("r", "Flow", "1a:b", "propid-1")]
    written = write(model)
    assert problems(written.content) == ()
    assert [one.id for one in written.left_out] == ["1a:b"]
    assert read_bytes(written.content, "m.xml").model.relations[0].source == "id-1a_b"


def test_places_left_of_the_origin_move_a_whole_view_and_half_places_are_rounded() -> None:
    model = read_bytes(AMEFF.encode(), "m.xml").model
    view = model.views[0]
    nodes = [{**one, "x": one["x"] - 50.4} for one in view.nodes]
    model.views = [replace(view, nodes=nodes)]
    written = write(model)
    assert problems(written.content) == ()
    assert [one["x"] for one in read_bytes(written.content, "m.xml").model.views[0].nodes] == [0, 20, 390]


def test_characters_that_xml_cannot_hold_are_dropped() -> None:
    model = read_bytes(AMEFF.encode(), "m.xml").model
    model.elements[0].name = "Leer\x00ling\x0bsysteem"
    assert read_bytes(write(model).content, "m.xml").model.elements[0].name == "Leerlingsysteem"


_VIEWPOINT = '<viewpoint identifier="vp1"><name>Eigen</name></viewpoint>'
_WHOLE_VIEWPOINT = (
    '<viewpoint identifier="vp1"><name>Eigen</name><concern><label>zorg</label><stakeholders><stakeholder>'
    "<label>bestuur</label></stakeholder></stakeholders></concern><viewpointPurpose>Designing Deciding"
    '</viewpointPurpose><viewpointContent>Details</viewpointContent><allowedElementType type="Grouping"/>'
    '<allowedRelationshipType type="Flow"/><modelingNote type="OCL"><documentation>x</documentation></modelingNote>'
    "</viewpoint>"
)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('xsi:type="Flow"', 'xsi:type="Stroom"', "Regel"),
        ('xsi:type="AndJunction"', 'xsi:type="Junction"', "Regel"),
        ('accessType="ReadWrite"', 'accessType="Beide"', "Regel"),
        ('x="20" y="40"', 'x="-20" y="40"', "Regel"),
        ('xml:lang="nl">Een<', 'xml:lang="nederlands_x">Een<', "Regel"),
        ('xpathPart="name"', 'xpathPart=""', "Regel"),
        ('size="9.5"', 'size="9.25"', "Regel"),
        ('style="bold italic"', 'style="vet"', "Regel"),
        ('lineWidth="2"', 'lineWidth="0"', "Regel"),
        ('r="250"', 'r="256"', "Regel"),
        ('type="date"', 'type="datum"', "Regel"),
        ('identifier="n6"', 'identifier="ª6"', "Regel"),
        (_VIEWPOINT, '<viewpoint identifier="vp1"/>', "Regel"),
        ('<allowedElementType type="Grouping"/>', '<allowedElementType type="Groep"/>', "Regel"),
        ('<element identifier="e2"', '<element identifier="e1"', "Het id e1 komt meer dan één keer voor."),
        ('elementRef="e3"', 'elementRef="r1"', "node n3: elementRef verwijst naar r1, dat er niet is."),
        ('<viewRef ref="v2"/>\n', '<viewRef ref="e1"/>\n', "viewRef : ref verwijst naar e1, dat er niet is."),
        ('target="e3"', 'target="v1"', "relationship r2: target verwijst naar v1, dat er niet is."),
        ('viewpoint="Layered"', 'viewpointRef="e1"', "view v1: viewpointRef verwijst naar e1, dat er niet is."),
        (
            "<name>Leeg</name></view>",
            '<name>Leeg</name><connection identifier="q" xsi:type="Line" source="n1"/></view>',
            "connection q: source verwijst naar n1, dat er niet is.",
        ),
    ],
)
def test_a_file_that_the_format_does_not_allow_is_told_and_what_is_written_of_it_has_the_form(
    old: str, new: str, told: str
) -> None:
    whole = FULL_AMEFF.replace(_VIEWPOINT, _WHOLE_VIEWPOINT) if old not in FULL_AMEFF else FULL_AMEFF
    assert old in whole
    wrong = whole.replace(old, new, 1).encode()
    assert any(one.startswith(told) for one in problems(wrong))
    assert problems(write(read_bytes(wrong, "fout.xml").model).content) == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('xsi:type="BusinessObject"><name>Twee</name>', 'xsi:type="Grouping">'),
        ('xsi:type="ApplicationComponent"', f'xmlns:a="{NAMESPACE}" xsi:type="a:ApplicationComponent"'),
        ('xml:lang="nl">Een<', 'xml:lang="">Een<'),
        ('<element identifier="e1"', '<element xml:space="preserve" identifier="e1"'),
        ('source="n6" target="c1"', 'source="n6"'),
        ('<view identifier="v2" xsi:type="Diagram">', '<view identifier="v2">'),
        ('identifierRef="v1"', 'identifierRef="vp1"'),
        (_VIEWPOINT, _WHOLE_VIEWPOINT),
    ],
)
def test_what_the_official_schema_allows_is_allowed_and_written_back_in_form(old: str, new: str) -> None:
    assert old in FULL_AMEFF
    changed = FULL_AMEFF.replace(old, new, 1).encode()
    assert problems(changed) == ()
    assert problems(write(read_bytes(changed, "goed.xml").model).content) == ()


def test_a_viewpoint_of_the_model_itself_stays_with_its_view() -> None:
    whole = FULL_AMEFF.replace(_VIEWPOINT, _WHOLE_VIEWPOINT).replace('viewpoint="Layered"', 'viewpointRef="vp1"')
    written = write(read_bytes(whole.encode(), "m.xml").model)
    assert sense(written.content) == sense(whole.encode())


def test_metadata_in_dublin_core_come_with_the_place_of_their_schema() -> None:
    told = write(read_bytes(FULL_AMEFF.encode(), "m.xml").model).content.split(b"<name", 1)[0]
    assert told.count(b"http://purl.org/dc/elements/1.1/ http://dublincore.org/schemas/") == 1


@pytest.mark.parametrize("number", ["nan", "inf", "1e999", "veel"])
def test_a_place_that_is_no_number_counts_as_nought(number: str) -> None:
    model = read_bytes(FULL_AMEFF.replace('x="500" y="40"', f'x="{number}" y="40"').encode(), "m.xml").model
    assert [one["x"] for one in model.views[0].nodes if one["id"] == "n4"] == [0.0]
    assert problems(write(model).content) == ()
