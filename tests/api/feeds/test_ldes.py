"""The catalogue as a Linked Data Event Stream."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from pyoxigraph import Dataset, NamedNode, RdfFormat, parse
from sqlmodel import Session

from swc.audit.kinds import SubjectKind
from swc.catalogue.models import Product, Vendor
from swc.catalogue.projection import catalogue_triples
from swc.procurement.feed.follow import baseline
from tests.api.conftest import Door
from tests.factories.catalogue import make_central, make_product
from tests.factories.feeds import tell, unit_ends
from tests.factories.landscape import make_landscape
from tests.personas import SYSTEM_ACT
from vocab.iris import Iris
from vocab.namespaces import AS, LDES, ORG, RDF, SKOS, TREE
from vocab.terms import Property

STREAM = "/ldes/catalogue"
ROOT = NamedNode("http://swc.test/ldes/catalogue")
TYPE = NamedNode(RDF + "type")
DERIVED = {
    ORG + "subOrganizationOf",
    Property.PARENT,
    Property.PARENT_KNOWN,
    Property.ULTIMATE_PARENT,
    Property.OWNERSHIP_KIND,
}


def read(door: Door, path: str, notation: RdfFormat = RdfFormat.TRIG) -> Dataset:
    """Return a page as a dataset."""
    answer = door().get(path, headers={"Accept": notation.media_type})
    assert answer.status_code == 200
    return Dataset(parse(answer.content, format=notation))


def values(found: Dataset, subject: NamedNode, predicate: str) -> list[str]:
    """Return the values of a property."""
    return [quad.object.value for quad in found.quads_for_subject(subject) if quad.predicate.value == predicate]


def members(found: Dataset) -> Iterator[tuple[str, str, NamedNode]]:
    """Yield of each member what it does, to which thing, and the member itself."""
    for value in values(found, ROOT, TREE + "member"):
        member = NamedNode(value)
        kind = values(found, member, RDF + "type")[0].removeprefix(AS)
        thing = values(found, member, AS + "object")[0].removeprefix("http://swc.test/id/")
        yield kind, thing, member


@pytest.fixture(autouse=True)
def _catalogue(session: Session) -> None:
    make_landscape(session, release=False)
    make_product(session, "leerspoor", vendor_key="sanoma")
    make_central(session)
    baseline(session, by=SYSTEM_ACT)


def test_the_stream_leads_to_its_first_page(door: Door) -> None:
    found = read(door, STREAM, RdfFormat.TURTLE)
    assert values(found, ROOT, RDF + "type") == [LDES + "EventStream"]
    assert values(found, ROOT, TREE + "view") == [f"{ROOT.value}?page=1"]


@pytest.mark.parametrize("notation", [RdfFormat.TRIG, RdfFormat.N_QUADS, RdfFormat.JSON_LD])
def test_a_member_is_an_activity_with_its_payload_in_a_graph_of_that_name(door: Door, notation: RdfFormat) -> None:
    found = read(door, f"{STREAM}?page=1", notation)
    told = {thing: (kind, member) for kind, thing, member in members(found)}
    kind, member = told["product/leerspoor"]
    assert kind == "Create"
    names = [
        quad.object.value for quad in found.quads_for_graph_name(member) if quad.predicate.value == SKOS + "prefLabel"
    ]
    assert names == ["Leerspoor"]


def test_what_is_told_is_what_the_graph_of_the_catalogue_says(session: Session, door: Door) -> None:
    found = read(door, f"{STREAM}?page=1")
    told = {
        (quad.subject, quad.predicate, quad.object)
        for _, _, member in members(found)
        for quad in found.quads_for_graph_name(member)
    }
    graph = {
        (triple.subject, triple.predicate, triple.object)
        for triple in catalogue_triples(session, Iris("http://swc.test"), date(2026, 3, 2))
        if triple.predicate.value not in DERIVED
    }
    assert told == graph


def test_changes_and_removals_are_told_as_such(session: Session, door: Door) -> None:
    session.get_one(Vendor, "sanoma").country = "NL"
    session.delete(session.get_one(Product, "magister"))
    session.flush()
    tell(session, SubjectKind.VENDOR, "sanoma", board=None)
    tell(session, SubjectKind.PRODUCT, "magister", board=None)
    unit_ends(session)
    found = [(kind, thing) for kind, thing, _ in members(read(door, f"{STREAM}?page=1"))]
    assert ("Update", "vendor/sanoma") in found
    assert ("Delete", "product/magister") in found


def test_a_full_page_never_changes_and_leads_on(session: Session, door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.feeds.ldes.SIZE", 2)
    first = door().get(f"{STREAM}?page=1")
    assert "immutable" in first.headers["cache-control"]
    onward = NamedNode(f"{ROOT.value}?page=1#onward")
    found = read(door, f"{STREAM}?page=1")
    assert values(found, onward, RDF + "type") == [TREE + "GreaterThanRelation"]
    assert values(found, onward, TREE + "node") == [f"{ROOT.value}?page=2"]
    last = door().get(f"{STREAM}?page=3")
    assert "immutable" not in last.headers["cache-control"]
    session.get_one(Vendor, "sanoma").country = "NL"
    tell(session, SubjectKind.VENDOR, "sanoma", board=None)
    unit_ends(session)
    assert door().get(f"{STREAM}?page=1").content == first.content
    assert door().get(f"{STREAM}?page=3").content != last.content


def test_a_page_that_is_not_there_and_a_notation_that_is_not_are_refused(door: Door) -> None:
    assert door().get(f"{STREAM}?page=9").status_code == 404
    assert door().get(f"{STREAM}?page=0").status_code == 400
    assert door().get(f"{STREAM}?page=1", headers={"Accept": "image/png"}).status_code == 406
