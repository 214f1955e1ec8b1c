"""A landscape as RDF: each fact in our own terms, unknown as a value of its own, statements that do not grow."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from pyoxigraph import Dataset, Literal, NamedNode, Quad
from sqlmodel import Session

from swc.catalogue.kinds import DataLevel
from swc.catalogue.projection import catalogue_triples
from swc.landscape.kinds import Verdict
from swc.landscape.projection import board_triples
from tests.factories.catalogue import make_product, make_version
from tests.factories.fora import ENROL, GRADES, LAS, REGISTER
from tests.factories.landscape import make_agreement, make_coupling, make_landscape, make_use, make_verdict
from tests.personas import BOARD_A, TODAY
from tests.query_count import counted
from vocab.iris import Iris
from vocab.namespaces import RDF, SWC, concept_iri
from vocab.terms import Class, Property

IRIS = Iris("https://swc.example")
RDF_TYPE = RDF + "type"


@pytest.fixture(autouse=True)
def landscape(session: Session) -> None:
    make_landscape(session)


def graph(session: Session) -> Dataset:
    return Dataset(Quad(*triple) for triple in board_triples(session, IRIS, BOARD_A, TODAY))


def values(found: Dataset, subject: str, predicate: str) -> set[str]:
    return {
        quad.object.value
        for quad in found.quads_for_subject(NamedNode(subject))
        if quad.predicate.value == predicate and isinstance(quad.object, (NamedNode, Literal))
    }


def use_iri(use_id: object) -> str:
    return IRIS.thing("use", str(use_id))


def test_a_use_tells_board_product_status_size_and_schools(session: Session) -> None:
    use = make_use(
        session, schools=("11AA",), users=10, yearly_cost=Decimal("12.50"), start_date=date(2025, 8, 1), hosting="saas"
    )
    found, node = graph(session), use_iri(use.id)
    assert values(found, node, RDF_TYPE) == {Class.APP_USE.value}
    assert values(found, node, Property.USED_BY) == {"https://swc.example/id/board/41101"}
    assert values(found, node, Property.USES_PRODUCT) == {"https://swc.example/id/product/magister"}
    assert values(found, node, Property.USAGE_STATUS) == {concept_iri("usage-status", "in-productie")}
    assert values(found, node, Property.USED_AT) == {"https://swc.example/id/school/11AA"}
    assert values(found, node, Property.USERS) == {"10"}
    assert values(found, node, Property.YEARLY_COST) == {"12.50"}
    assert values(found, node, Property.START_DATE) == {"2025-08-01"}
    assert values(found, node, Property.END_DATE) == set()


@pytest.mark.parametrize(
    ("level", "said"), [(DataLevel.NONE, "no"), (DataLevel.SPECIAL, "yes"), (DataLevel.UNKNOWN, "unknown")]
)
def test_every_use_says_yes_no_or_unknown_of_personal_data(session: Session, level: DataLevel, said: str) -> None:
    make_product(session, "los", data_level=level, category="")
    use = make_use(session, product="los")
    assert values(graph(session), use_iri(use.id), Property.PERSONAL_DATA) == {concept_iri("personal-data", said)}


def test_a_placement_points_at_the_component_and_says_when_it_lapsed(session: Session) -> None:
    gone = "ee" * 16
    use = make_use(session, components=(LAS, gone))
    found, node = graph(session), use_iri(use.id)
    assert values(found, node, Property.USED_FOR) == {IRIS.fora(LAS), IRIS.fora(gone)}
    assert values(found, f"{node}/placement/{gone}", Property.PLACEMENT_LAPSED) == {"true"}
    assert values(found, f"{node}/placement/{LAS}", Property.PLACED_ON) == {IRIS.fora(LAS)}


def test_what_is_derived_is_said_unless_rejected_and_a_verdict_carries_state_and_path(session: Session) -> None:
    use = make_use(session, components=(LAS,))
    make_verdict(session, use.id, GRADES, verdict=Verdict.REJECTED, reason="elders")
    make_verdict(session, use.id, ENROL, verdict=Verdict.ACCEPTED)
    found, node = graph(session), use_iri(use.id)
    assert IRIS.fora(GRADES) not in values(found, node, Property.TOUCHES_OBJECT)
    assert IRIS.fora(ENROL) in values(found, node, Property.TOUCHES_OBJECT)
    assert values(found, node, Property.SUPPORTS_PROCESS) == {IRIS.fora(REGISTER)}
    assert values(found, node, Property.DERIVED) == {f"{node}/derived/{GRADES}", f"{node}/derived/{ENROL}"}
    assert values(found, f"{node}/derived/{GRADES}", Property.DERIVED_STATE) == {"rejected"}
    assert values(found, f"{node}/derived/{ENROL}", Property.DERIVATION_PATH) == {
        "Leerlingadministratiesysteem → Leerlingbeheer → Inschrijving"
    }


def test_categories_carry_their_origin(session: Session) -> None:
    use = make_use(session, categories=("P12",))
    found, node = graph(session), use_iri(use.id)
    assert concept_iri("data-categories", "P12") in values(found, node, Property.DATA_CATEGORY)
    assert values(found, f"{node}/category/own/P12", Property.CATEGORY_ORIGIN) == {"own"}


def test_a_use_points_at_the_version_as_the_catalogue_addresses_it(session: Session) -> None:
    use, other = make_use(session, version_id=make_version(session)), make_use(session)
    found = graph(session)
    (version,) = values(found, use_iri(use.id), Property.USES_VERSION)
    assert values(found, use_iri(other.id), Property.USES_VERSION) == set()
    assert any(
        triple.subject.value == version and triple.predicate.value == Property.VERSION_OF
        for triple in catalogue_triples(session, IRIS, TODAY)
        if isinstance(triple.subject, NamedNode)
    )


def test_couplings_and_agreements_are_things_of_their_own(session: Session) -> None:
    las, elo = make_use(session), make_use(session, own_name="ELO")
    deal = make_agreement(session, las, model_version="4.0")
    inside = make_coupling(session, las, target=elo, standards=("uwlr",), categories=("P01",))
    outside = make_coupling(session, las, target_name="ROD", target_guid=LAS)
    found = graph(session)
    agreement = IRIS.thing("agreement", str(deal.id))
    assert values(found, agreement, Property.AGREEMENT_FOR) == {use_iri(las.id)}
    assert values(found, agreement, Property.AGREEMENT_PRESENCE) == {concept_iri("agreement-presence", "present")}
    unsaid = IRIS.thing("use", str(elo.id), "agreement")
    assert values(found, unsaid, Property.AGREEMENT_PRESENCE) == {concept_iri("agreement-presence", "unknown")}
    node = IRIS.thing("coupling", str(inside.id))
    assert values(found, node, Property.COUPLING_TARGET) == {use_iri(elo.id)}
    assert values(found, node, Property.FOLLOWS_STANDARD) == {concept_iri("standards", "uwlr")}
    assert values(found, node, Property.TARGET_NAME) == set()
    out = IRIS.thing("coupling", str(outside.id))
    assert values(found, out, Property.TARGET_NAME) == {"ROD"}
    assert values(found, out, Property.COUPLING_TARGET) == {IRIS.fora(LAS)}


def test_only_terms_of_our_ontology_are_used(session: Session) -> None:
    use = make_use(session, components=(LAS,), categories=("P12",))
    make_verdict(session, use.id, GRADES)
    make_coupling(session, use)
    terms = {one.value for one in (*Class, *Property)}
    used = {quad.predicate.value for quad in graph(session)}
    assert {one for one in used if one.startswith(SWC)} <= terms


def test_more_uses_do_not_take_more_statements(session: Session) -> None:
    def fill(number: int) -> None:
        for _ in range(number):
            make_verdict(session, make_use(session, components=(LAS,)).id, GRADES)

    fill(5)
    list(board_triples(session, IRIS, BOARD_A, TODAY))
    with counted(session) as few:
        list(board_triples(session, IRIS, BOARD_A, TODAY))
    fill(20)
    with counted(session) as many:
        list(board_triples(session, IRIS, BOARD_A, TODAY))
    assert len(few) == len(many)
