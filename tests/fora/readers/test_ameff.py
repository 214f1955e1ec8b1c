"""AMEFF: every shared file whole, and the oddities that real exports have."""

from __future__ import annotations

import pytest

from fora.kinds import SourceFormat
from fora.readers import read_bytes, read_path
from fora.readers.model import RawModel, RawPair
from tests.factories.model_files import AMEFF, AMEFF_HEAD
from tests.shared_data import shared


@pytest.fixture
def model() -> RawModel:
    return read_bytes(AMEFF.encode(), "proef.xml").model


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("over-gemma-2024-11-13.xml", (456, 768, 48, 892, 484)),
        ("gemma-portfolio-en-kennismodel.xml", (335, 643, 45, 731, 409)),
        ("rosa-b16f5c77-omgezet-uit-coarchi.xml", (624, 1397, 197, 2398, 2385)),
    ],
)
def test_a_real_export_is_read_whole(name: str, numbers: tuple[int, ...]) -> None:
    found = read_path(shared("ameff", name)).model
    nodes = sum(len(view.nodes) for view in found.views)
    connections = sum(len(view.connections) for view in found.views)
    assert (len(found.elements), len(found.relations), len(found.views), nodes, connections) == numbers
    assert found.unused == []


def test_properties_go_by_name_also_when_the_name_is_empty(model: RawModel) -> None:
    assert model.elements[0].properties == [
        RawPair("FORA-type", "Referentiecomponent", "nl"),
        RawPair("", "IB'er", "nl"),
    ]


def test_the_dutch_name_is_the_name_and_other_languages_are_kept(model: RawModel) -> None:
    component = model.elements[0]
    assert component.name == "Leerlingsysteem"
    assert component.translations == [{"field": "name", "lang": "en", "text": "Student system"}]


def test_junctions_and_relations_to_relations_are_read(model: RawModel) -> None:
    assert model.elements[2].type == "OrJunction"
    assert (model.relations[1].source, model.relations[1].directed) == ("id-rel-1", True)


def test_folders_come_from_the_organizations(model: RawModel) -> None:
    assert model.elements[0].folder == ("Applicatie", "TODO")


def test_a_view_keeps_geometry_groups_and_lines_to_lines(model: RawModel) -> None:
    (view,) = model.views
    inner = view.nodes[1]
    assert (view.nodes[0]["kind"], view.nodes[0]["label"]) == ("group", "Groep")
    assert (inner["parent"], inner["x"], inner["y"]) == ("id-n0", 30.0, 40.0)
    assert view.connections[0]["points"] == [[350.0, 60.0]]
    assert view.connections[1]["source"] == "id-c1"


def test_a_property_without_definition_is_reported_and_the_rest_is_read() -> None:
    text = AMEFF_HEAD + (
        '<elements><element identifier="id-1" xsi:type="Node"><name>n</name><properties>'
        '<property propertyDefinitionRef="p"><value>x</value></property></properties></element></elements></model>'
    )
    found = read_bytes(text.encode(), "m.xml").model
    assert [(one.property, one.value) for one in found.unused] == [("p", "x")]
    assert found.format is SourceFormat.AMEFF
