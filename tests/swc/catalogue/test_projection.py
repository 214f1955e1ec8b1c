"""The catalogue as RDF, on both databases."""

from __future__ import annotations

from datetime import date

import pytest
from pyoxigraph import DefaultGraph, Quad, Store
from sqlmodel import Session

from swc.catalogue import seeds
from swc.catalogue.inputs import ProposalInput
from swc.catalogue.kinds import CentralOutcome, DataLevel, Trust
from swc.catalogue.models import ProductVersion
from swc.catalogue.projection import catalogue_triples
from swc.catalogue.service import propose_product
from tests.factories.catalogue import make_central, make_central_measure, make_product, make_vendor
from tests.personas import BOARD_A, CARLA, SYSTEM_ACT, TODAY, acting
from tests.query_count import counted
from vocab.iris import Iris

IRIS = Iris("https://swc.example")
LAS = "c64a7a54f38e487e814801bc3d9c92fd"
PREFIXES = """
PREFIX swc: <https://w3id.org/fora-swc/def#> PREFIX dct: <http://purl.org/dc/terms/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX schema: <https://schema.org/>
PREFIX org: <http://www.w3.org/ns/org#> PREFIX archimate: <https://purl.org/archimate#>
PREFIX dpv: <https://w3id.org/dpv#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX p: <https://swc.example/id/product/> PREFIX v: <https://swc.example/id/vendor/>
PREFIX c: <https://w3id.org/fora-swc/scheme/> PREFIX f: <https://swc.example/id/fora/>
PREFIX s: <https://w3id.org/fora-swc/scheme/standards/> PREFIX t: <https://w3id.org/fora-swc/scheme/trust/>
PREFIX l: <https://w3id.org/fora-swc/scheme/data-levels/>
PREFIX d: <https://swc.example/id/central-dpia/>
"""


def graph(session: Session) -> Store:
    store = Store()
    for triple in catalogue_triples(session, IRIS, TODAY):
        store.add(Quad(*triple, DefaultGraph()))
    return store


def holds(store: Store, pattern: str) -> bool:
    return bool(store.query(f"{PREFIXES} ASK {{ {pattern} }}"))


@pytest.fixture
def market(session: Session) -> Session:
    make_vendor(session, "moeder", country="FI")
    make_vendor(session, "dochter", parent_key="moeder")
    make_vendor(session, "los", parent_known=False)
    make_product(
        session,
        "een",
        name="Één",
        vendor_key="dochter",
        components=(LAS,),
        standards=("oso",),
        locations=("IE",),
        sub_processors=(("Wolk & Zn", "US"),),
        categories=("P07",),
        aliases=("Eentje",),
    )
    make_product(session, "twee", data_level=DataLevel.UNKNOWN, trust=Trust.UNKNOWN)
    make_product(session, "drie", vendor_key="los")
    session.add(ProductVersion(product_key="een", name="2.1", status="in-gebruik", from_date=date(2025, 1, 1)))
    make_central(session, products=("een",), versions=(("2024-05", CentralOutcome.CONDITIONAL),))
    session.flush()
    return session


@pytest.mark.parametrize(
    "pattern",
    [
        'p:een a swc:Product, schema:SoftwareApplication, archimate:ApplicationComponent ; skos:prefLabel "Één"@nl',
        'p:een skos:altLabel "Eentje"@nl ; swc:suppliedBy v:dochter ; swc:dataLevel l:gewoon',
        "v:dochter a org:Organization ; org:subOrganizationOf v:moeder ; swc:ultimateParent v:moeder",
        f"p:een swc:suitedFor f:{LAS} ; swc:claim ?c . ?c a swc:ComponentClaim ; swc:suitedFor f:{LAS}",
        "p:een swc:claim ?c . ?c dct:source <https://example.test/source> ; swc:trust t:confirmed",
        "p:een swc:supportsStandard s:oso ; swc:standardSupport ?s . ?s swc:checkedOn ?d",
        'p:een swc:dataLocation ?l . ?l swc:country "IE"',
        'p:een swc:subProcessing ?s . ?s swc:country "US"',
        "p:een swc:dataCategory <https://w3id.org/fora-swc/scheme/data-categories/P07>",
        'd:dpia-leerspoor a dpv:DPIA ; swc:coversProduct p:een ; swc:hasVersion ?v . ?v swc:dated "2024-05"',
        '?v swc:versionOf p:een ; schema:softwareVersion "2.1"',
        "?f rdf:subject p:een ; rdf:predicate swc:dataLevel ; swc:trust ?t",
    ],
)
def test_what_is_known_can_be_asked_with_its_provenance(market: Session, pattern: str) -> None:
    assert holds(graph(market), pattern)


def test_a_version_names_the_measures_it_asks_and_the_version_it_took_the_place_of(session: Session) -> None:
    make_product(session, "een")
    versions = (("2024", CentralOutcome.NEGATIVE), ("2025", CentralOutcome.POSITIVE))
    make_central(session, products=("een",), versions=versions)
    make_central_measure(session, number=2, due=date(2026, 7, 1))
    store = graph(session)
    second = f"<{IRIS.thing('central-dpia', 'dpia-leerspoor', '2')}>"
    assert holds(
        store,
        f"{second} swc:asksMeasure ?m . ?m a swc:CentralMeasure ; "
        'swc:due "2026-07-01"^^<http://www.w3.org/2001/XMLSchema#date> ; '
        "swc:addressee <https://w3id.org/fora-swc/scheme/addressees/board>",
    )
    assert holds(store, f"{second} dct:replaces <{IRIS.thing('central-dpia', 'dpia-leerspoor', '1')}>")
    assert not holds(store, f"<{IRIS.thing('central-dpia', 'dpia-leerspoor', '1')}> swc:asksMeasure ?m")


@pytest.mark.parametrize(
    "pattern",
    [
        "p:twee swc:suppliedBy ?x",
        "v:los swc:ultimateParent ?x",
        "p:drie swc:suitedFor ?x",
        "v:dochter swc:dpfCertified ?x",
    ],
)
def test_what_is_unknown_is_not_said(market: Session, pattern: str) -> None:
    assert not holds(graph(market), pattern)


def test_the_board_that_proposed_a_product_does_not_show(market: Session) -> None:
    propose_product(market, BOARD_A, ProposalInput(name="Nieuw", note="Draait al op De Regenboog."), by=acting(CARLA))
    store = graph(market)
    assert holds(store, "p:nieuw-product a swc:Product")
    assert not any(BOARD_A in str(quad) or "Regenboog" in str(quad) for quad in store)


def test_the_whole_starting_catalogue_becomes_valid_triples_in_a_fixed_number_of_statements(session: Session) -> None:
    with counted(session) as empty:
        assert list(catalogue_triples(session, IRIS, TODAY)) == []
    seeds.load(session, by=SYSTEM_ACT)
    with counted(session) as full:
        store = graph(session)
    assert len(empty) == len(full) == 22
    (row,) = store.query(f"{PREFIXES} SELECT (COUNT(?p) AS ?n) {{ ?p a swc:Product }}")
    assert int(row["n"].value) == 202
    assert not holds(store, '?v a swc:Vendor ; skos:prefLabel ?n FILTER(STRSTARTS(LCASE(?n), "unknown"))')


def test_the_same_content_gives_the_same_triples_in_the_same_order(market: Session) -> None:
    assert list(catalogue_triples(market, IRIS, TODAY)) == list(catalogue_triples(market, IRIS, TODAY))
