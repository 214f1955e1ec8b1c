"""coArchi: folders give the life cycle, numbers the access, and relative boxes become absolute ones."""

from __future__ import annotations

import pytest

from fora.content import content
from fora.readers import read_bytes, read_path
from fora.readers.model import RawModel
from tests.factories.model_files import COARCHI, zipped
from tests.shared_data import shared
from vocab.errors import InvalidInputError


@pytest.fixture
def model() -> RawModel:
    return read_bytes(zipped(), "proef.zip").model


def test_the_model_is_found_wherever_it_is_nested(model: RawModel) -> None:
    assert (model.name, len(model.elements), len(model.relations), len(model.views)) == ("Proef", 2, 1, 1)
    assert any("buiten de modelmap" in one.reason for one in model.unused)


def test_folder_names_are_kept_from_top_to_bottom(model: RawModel) -> None:
    assert {one.name: one.folder for one in model.elements} == {
        "Leerlingsysteem": ("Application", "VERVALLEN"),
        "Cijfer": ("Application",),
    }


def test_access_numbers_become_words(model: RawModel) -> None:
    assert model.relations[0].access_type == "ReadWrite"


def test_an_absent_access_number_means_write() -> None:
    path = "school/model/relations/AccessRelationship_3.xml"
    files = {**COARCHI, path: COARCHI[path].replace(' accessType="3"', "")}
    assert read_bytes(zipped(files), "p.zip").model.relations[0].access_type == "Write"


def test_nested_boxes_get_absolute_coordinates(model: RawModel) -> None:
    boxes = {one["id"]: (one["x"], one["y"], one["parent"]) for one in model.views[0].nodes}
    assert boxes == {"g": (100.0, 50.0, None), "n1": (120.0, 80.0, "g"), "n2": (320.0, 80.0, "g")}


def test_a_bend_point_lies_between_both_ends(model: RawModel) -> None:
    assert model.views[0].connections[0]["points"] == [[260.0, 130.0]]


def test_a_broken_file_is_named_by_its_path() -> None:
    path = "school/model/relations/AccessRelationship_3.xml"
    with pytest.raises(InvalidInputError) as refused:
        read_bytes(zipped({**COARCHI, path: "<kapot"}), "p.zip")
    assert refused.value.problems[0].where == path


def test_a_coarchi_model_and_its_exchange_file_read_the_same() -> None:
    coarchi = read_path(shared("ameff", "rosa-b16f5c77-coarchi.tar.gz")).model
    ameff = read_path(shared("ameff", "rosa-b16f5c77-omgezet-uit-coarchi.xml")).model
    both = (content(coarchi), content(ameff))
    for kind, keys in (("elements", ("archimate_type", "name")), ("relations", ("type", "source_guid", "target_guid"))):
        first, second = ({row["guid"]: [row[key] for key in keys] for row in getattr(found, kind)} for found in both)
        assert first == second
    assert [one.name for one in coarchi.unused] == ["Business Model Canvas"]


def test_a_file_that_cannot_be_used_is_reported_and_the_rest_is_read() -> None:
    extra = {
        "school/model/images/logo.png": "geen xml",
        "school/model/application/Node_5.xml": COARCHI["school/model/application/BusinessObject_2.xml"].replace(
            ' id="id-2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b"', ""
        ),
    }
    found = read_bytes(zipped({**COARCHI, **extra}), "p.zip").model
    assert len(found.elements) == 2
    assert {one.id for one in found.unused} >= {"images/logo.png", "application/Node_5.xml"}


def test_a_folder_that_is_no_model_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="verwacht is ArchimateModel"):
        read_bytes(zipped({"folder.xml": "<map/>"}), "p.zip")
