"""Contracts and exits as RDF: what is known of them, and nothing of what is not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pyoxigraph import Dataset, Literal, NamedNode, Quad, Triple
from pyshacl import validate
from rdflib import SH, Graph
from sqlmodel import Session

from swc.landscape.contracts.projection import contract_triples
from swc.landscape.kinds import LegalForm, PartyRole, SettingAnswer
from tests.factories.contracts import make_contract, make_exit
from tests.factories.landscape import make_landscape, make_use
from tests.personas import BOARD_A, BOARD_B
from tests.query_count import counted
from vocab.iris import Iris
from vocab.namespaces import RDF, concept_iri
from vocab.reading import ROOT
from vocab.terms import Class, Property

IRIS = Iris("https://swc.example")


def values(found: Dataset, subject: str, predicate: str) -> set[str]:
    return {
        quad.object.value
        for quad in found.quads_for_subject(NamedNode(subject))
        if quad.predicate.value == predicate and isinstance(quad.object, (NamedNode, Literal))
    }


def test_a_contract_and_an_exit_are_said_as_far_as_they_are_known(session: Session) -> None:
    make_landscape(session)
    use = make_use(session)
    make_exit(session, use.id, exit_plan=SettingAnswer.NO, alternative_name="Papier")
    known = make_contract(
        session,
        parties=((PartyRole.SUPPLIER, "SchoolMaster", "schoolmaster"), (PartyRole.CUSTOMER, "De Eik", None)),
        legal_form=LegalForm.JOINT,
        notice_days=90,
        yearly_price=Decimal("10.50"),
        end_date=date(2027, 7, 31),
    )
    bare = make_contract(session, title="Kaal", products=())
    make_contract(session, title="Elders", board=BOARD_B)
    with counted(session) as ran:
        triples = list(contract_triples(session, IRIS, BOARD_A))
    assert len(ran) == 4
    found = Dataset(Quad(*triple) for triple in triples)
    node = IRIS.thing("contract", str(known.id))
    assert values(found, node, Property.COVERS_PRODUCT) == {IRIS.thing("product", "magister")}
    assert values(found, node, Property.NOTICE_TERM) == {"P90D"}
    assert values(found, node, Property.LEGAL_FORM) == {concept_iri("contract-forms", "gezamenlijke-inkoop")}
    assert values(found, node, Property.YEARLY_PRICE) == {"10.50"}
    parties = values(found, node, Property.CONTRACT_PARTY)
    assert {name for party in parties for name in values(found, party, Property.PARTY_VENDOR)} == {
        IRIS.thing("vendor", "schoolmaster")
    }
    unsaid = {quad.predicate.value for quad in found.quads_for_subject(NamedNode(IRIS.thing("contract", str(bare.id))))}
    assert not unsaid & {Property.LEGAL_FORM, Property.RENEWAL, Property.NOTICE_TERM, Property.YEARLY_PRICE}
    (leaving,) = values(found, IRIS.thing("use", str(use.id)), Property.EXIT)
    assert values(found, leaving, Property.EXIT_PLAN) == {"no"}
    assert values(found, leaving, Property.ESCROW) == set()
    typed = {one.object.value for one in triples if one.predicate.value == RDF + "type"}
    assert typed == {Class.CONTRACT, Class.CONTRACT_PARTY, Class.EXIT}
    assert breaks(triples) == []


def breaks(triples: list[Triple]) -> list[object]:
    """Return what breaks the shapes of instances."""
    data = Graph().parse(data="\n".join(f"{one} ." for one in triples), format="nt")
    _, report, _ = validate(data, shacl_graph=Graph().parse(ROOT / "shapes" / "instances.ttl"))
    return list(report.subject_objects(SH.resultMessage))
