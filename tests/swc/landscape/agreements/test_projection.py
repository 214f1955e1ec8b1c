"""Agreements as RDF: with whom, for what, and what the annexes name."""

from __future__ import annotations

from pyoxigraph import Dataset, Literal, NamedNode, Quad
from sqlmodel import Session

from swc.landscape.projection import board_triples
from tests.factories.agreements import make_deal
from tests.factories.landscape import make_landscape, make_use
from tests.personas import BOARD_A, TODAY
from vocab.iris import Iris
from vocab.namespaces import DPV, concept_iri
from vocab.terms import Property

IRIS = Iris("https://swc.example")


def graph(session: Session) -> Dataset:
    return Dataset(Quad(*triple) for triple in board_triples(session, IRIS, BOARD_A, TODAY))


def values(found: Dataset, subject: str, predicate: str) -> set[str]:
    return {
        quad.object.value
        for quad in found.quads_for_subject(NamedNode(subject))
        if quad.predicate.value == predicate and isinstance(quad.object, (NamedNode, Literal))
    }


def test_an_agreement_with_a_vendor_points_at_its_uses_and_at_what_its_annex_names(session: Session) -> None:
    make_landscape(session)
    one, other = make_use(session), make_use(session, own_name="Proef")
    own = make_deal(session, use=other)
    deal = make_deal(
        session,
        products=("magister",),
        annex=("P01",),
        sub_processors=(("Hosting BV", "NL"),),
        locations=("IE",),
        signer_authorised=False,
    )
    found, node = graph(session), IRIS.thing("agreement", str(deal.id))
    assert values(found, node, Property.AGREEMENT_FOR) == {IRIS.thing("use", str(one.id))}
    assert values(found, node, Property.AGREEMENT_WITH) == {IRIS.thing("vendor", "schoolmaster")}
    assert values(found, node, Property.COVERS_PRODUCT) == {IRIS.thing("product", "magister")}
    assert values(found, node, Property.DATA_CATEGORY) == {concept_iri("data-categories", "P01")}
    assert values(found, node, Property.SIGNER_AUTHORISED) == {"false"}
    (party,) = values(found, node, DPV + "hasDataSubProcessor")
    assert values(found, party, Property.COUNTRY) == {"NL"}
    (place,) = values(found, node, DPV + "hasLocation")
    assert values(found, place, Property.COUNTRY) == {"IE"}
    mine = IRIS.thing("agreement", str(own.id))
    assert values(found, mine, Property.AGREEMENT_FOR) == {IRIS.thing("use", str(other.id))}
    assert values(found, mine, Property.AGREEMENT_WITH) == {IRIS.thing("vendor", "schoolmaster")}


def test_an_annex_that_nobody_read_says_so_and_names_nothing(session: Session) -> None:
    make_landscape(session)
    deal = make_deal(session, signer_authorised=None)
    found, node = graph(session), IRIS.thing("agreement", str(deal.id))
    assert values(found, node, Property.ANNEX_RECORDED) == {"false"}
    assert values(found, node, Property.SIGNER_AUTHORISED) == set()
    assert values(found, node, Property.DATA_CATEGORY) == set()
