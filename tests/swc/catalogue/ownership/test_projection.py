"""Periods of ownership as RDF: who, when, how much and on whose word, with the parent of today beside them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from pyoxigraph import DefaultGraph, Quad, Store
from sqlmodel import Session

from swc.catalogue.kinds import OwnershipRelation
from swc.catalogue.projection import catalogue_triples
from tests.factories.catalogue import drop_periods, make_period, make_vendor
from tests.personas import TODAY
from vocab.iris import Iris

IRIS = Iris("https://swc.example")
PREFIXES = """
PREFIX swc: <https://w3id.org/fora-swc/def#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX relation: <https://w3id.org/fora-swc/scheme/ownership-relations/>
PREFIX v: <https://swc.example/id/vendor/>
"""
THEN = date(2021, 5, 1)


def store_of(session: Session, day: date) -> Store:
    store = Store()
    store.extend(Quad(*triple, DefaultGraph()) for triple in catalogue_triples(session, IRIS, day))
    return store


@pytest.fixture
def market(session: Session) -> Session:
    make_vendor(session, "oud")
    make_vendor(session, "nieuw")
    make_vendor(session, "maker")
    drop_periods(session, "maker")
    make_period(session, "maker", "oud", until=THEN, share=Decimal("75.5"), control=True)
    make_period(session, "maker", "nieuw", from_date=THEN, relation=OwnershipRelation.MERGED)
    return session


@pytest.mark.parametrize(
    "pattern",
    [
        "?p a swc:OwnershipPeriod ; swc:ownedParty v:maker ; swc:owner v:oud ; swc:ownedShare 75.50",
        '?p swc:owner v:oud ; swc:heldUntil "2021-05-01"^^xsd:date ; swc:ownerControls true',
        '?p swc:owner v:nieuw ; swc:validFrom "2021-05-01"^^xsd:date ; swc:ownershipRelation relation:merged',
        "v:maker swc:ownershipPeriod ?p . ?p org:organization v:maker ; dct:source ?s ; swc:trust ?t",
        "v:maker swc:parent v:nieuw ; org:subOrganizationOf v:nieuw ; swc:ultimateParent v:nieuw",
    ],
)
def test_every_period_is_a_node_and_the_parent_of_today_is_said_plainly(market: Session, pattern: str) -> None:
    prefixes = PREFIXES + "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>\n"
    assert store_of(market, TODAY).query(f"{prefixes} ASK {{ {pattern} }}")


def test_the_plain_parent_is_that_of_the_day_that_is_drawn(market: Session) -> None:
    store = store_of(market, THEN - timedelta(days=1))
    assert store.query(f"{PREFIXES} ASK {{ v:maker swc:parent v:oud }}")
    assert not store.query(f"{PREFIXES} ASK {{ v:maker swc:parent v:nieuw }}")
