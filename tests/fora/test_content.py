"""From model to rows: references checked, domains found, nothing dropped without a line."""

from __future__ import annotations

from fora.content import content
from fora.kinds import DomainOrigin, Lifecycle, PersonalData, SourceFormat
from fora.readers import read_bytes, read_path
from fora.readers.model import RawElement, RawModel, RawPair, RawRelation, RawView
from tests.factories.model_files import AMEFF, zipped
from tests.shared_data import shared

COMPONENT = "1a" * 16


def model(*relations: RawRelation, **more: object) -> RawModel:
    """Return a model with a component, a domain and a function."""
    found = RawModel(format=SourceFormat.AMEFF, name="Proef")
    found.elements = [
        RawElement("c", "ApplicationComponent", "LAS", properties=[RawPair("Domein", "zorg en -begeleiding")]),
        RawElement("d", "Grouping", "Zorg en –begeleiding", properties=[RawPair("FORA-type", "Bedrijfsdomein")]),
        RawElement("e", "Grouping", "Onderwijs", properties=[RawPair("FORA-type", "Bedrijfsdomein")]),
        RawElement("f", "BusinessFunction", "Begeleiden"),
        RawElement("j", "Grouping", "Algemeen", properties=[RawPair("FORA-type", "Bedrijfsdomein")]),
        RawElement("g", "BusinessProcess", "Gesprek"),
        RawElement("h", "ApplicationFunction", "Dossier"),
    ]
    found.relations = list(relations)
    for name, value in more.items():
        setattr(found, name, value)
    return found


def test_the_facets_of_an_element_are_cleaned_values() -> None:
    found = content(read_bytes(AMEFF.encode(), "m.xml").model)
    rows = {row["name"]: row for row in found.elements}
    assert rows["Leerlingsysteem"]["guid"] == COMPONENT
    assert rows["Leerlingsysteem"]["fora_type"] == "Referentiecomponent"
    assert rows["Leerlingsysteem"]["lifecycle"] is Lifecycle.CONCEPT
    assert rows["Cijfer"]["personal_data"] is PersonalData.YES
    assert rows["of"]["source_id"] == "id-80913"


def test_a_dangling_relation_is_reported_and_the_rest_goes_on() -> None:
    found = content(read_bytes(AMEFF.encode(), "m.xml").model)
    assert len(found.relations) == 2
    assert found.counts()["unused"] == 1
    lost = [line for line in found.report.lines if "niet opgenomen" in str(line["reason"])]
    assert [line["old_value"] for line in lost] == ["id-rel-1 → id-weg"]


def test_a_relation_to_a_relation_that_is_lost_is_lost_too() -> None:
    first = RawRelation("r1", "Flow", "c", "weg")
    found = content(model(first, RawRelation("r2", "Association", "f", "r1")))
    assert found.relations == []
    assert found.unused == 2


def test_a_relation_without_id_gets_a_fixed_one_and_its_double_is_reported() -> None:
    twice = [RawRelation("", "Serving", "c", "f"), RawRelation("", "Serving", "c", "f")]
    first, second = content(model(*twice)), content(model(*twice))
    assert [row["guid"] for row in first.relations] == [row["guid"] for row in second.relations]
    assert (len(first.relations), first.unused) == (1, 1)


def test_an_element_that_occurs_twice_is_stored_once_and_reported() -> None:
    double = model()
    double.elements.append(RawElement("c", "Node", "Ander"))
    found = content(double)
    assert [row["name"] for row in found.elements if row["source_id"] == "c"] == ["LAS"]
    assert found.unused == 1


def test_domains_come_from_aggregation_property_and_the_function_above() -> None:
    found = content(
        model(
            RawRelation("", "Aggregation", "e", "c"),
            RawRelation("", "Aggregation", "e", "f"),
            RawRelation("", "Aggregation", "f", "g"),
            RawRelation("", "Aggregation", "g", "f"),
            RawRelation("", "Aggregation", "j", "h"),
            RawRelation("", "Assignment", "c", "h"),
        )
    )
    names = {row["guid"]: row["name"] for row in found.elements}
    members = {(names[row["element_guid"]], names[row["domain_guid"]]): row["origin"] for row in found.domains}
    assert members == {
        ("LAS", "Onderwijs"): DomainOrigin.AGGREGATION,
        ("LAS", "Zorg en –begeleiding"): DomainOrigin.PROPERTY,
        ("LAS", "Algemeen"): DomainOrigin.FUNCTION,
        ("Dossier", "Algemeen"): DomainOrigin.AGGREGATION,
        ("Begeleiden", "Onderwijs"): DomainOrigin.AGGREGATION,
        ("Gesprek", "Onderwijs"): DomainOrigin.INHERITED,
    }


def test_a_view_that_refers_to_nothing_keeps_its_box_and_is_reported() -> None:
    node = {"id": "n", "kind": "element", "x": 0, "y": 0, "w": 1, "h": 1, "parent": None, "view": None, "label": ""}
    line = {"id": "l", "source": "n", "target": "weg", "relation": None, "label": "", "points": []}
    view = RawView("v", "Plaat", nodes=[{**node, "element": "weg"}], connections=[line])
    found = content(model(views=[view]))
    assert found.views[0]["nodes"][0]["element"] is None
    assert found.views[0]["connections"] == []
    assert found.unused == 2


def test_the_address_of_an_element_on_the_wiki_is_regrouped_for_bare_digits() -> None:
    fora = model(id="d35b7b41-b41e-417f-8f0b-4b46b25609b7")
    fora.elements.append(RawElement("id-72b62851d6254a3bb6d16d490efb43bc", "Driver", "Wet"))
    fora.elements.append(RawElement("14858554-e741-4a09-a0ce-c984e320612e", "ApplicationComponent", "Betaalsysteem"))
    urls = {row["name"]: row["source_url"] for row in content(fora).elements}
    assert urls["Wet"].endswith("/FORA/id-72b62851-d625-4a3bb-6d16-d490efb43bc")
    assert urls["Betaalsysteem"].endswith("/FORA/id-14858554-e741-4a09-a0ce-c984e320612e")


def test_a_coarchi_model_gives_the_same_rows_each_time() -> None:
    first, second = (content(read_bytes(zipped(), "z").model) for _ in range(2))
    assert first.elements == second.elements
    assert first.report.lines == second.report.lines


def test_the_real_model_is_taken_whole_with_every_cleaned_value_named() -> None:
    found = content(read_path(shared("fora", "fora-d7b23252-coarchi.tar.xz")).model)
    assert found.counts() == {"elements": 2143, "relations": 5186, "views": 268, "cleaned": 678, "unused": 0}
    assert all(line["subject_guid"] and line["reason"] for line in found.report.lines)
