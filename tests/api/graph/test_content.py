"""Whatever is published keeps to the vocabulary: known terms, existing concepts, the shapes of our classes."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, parse, serialize
from pyshacl import validate
from rdflib import Graph
from sqlmodel import Session

from api.graph.content import contents, names
from swc.boards.kinds import Sharing
from swc.catalogue import codelists, seeds
from swc.dpia.kinds import DpiaState
from swc.landscape.kinds import Criticality
from tests.factories.boards import make_board, make_school, make_site
from tests.factories.catalogue import make_central, make_product, make_vendor, make_version
from tests.factories.dpia import make_assessment
from tests.factories.fora import GRADES, LAS, make_reference
from tests.factories.landscape import make_agreement, make_coupling, make_use, make_verdict
from tests.factories.risk import make_flag
from tests.personas import BOARD_A, NOW, SYSTEM_ACT
from vocab.graph import known_terms, vocabulary
from vocab.iris import Iris
from vocab.mapping import TYPE
from vocab.reading import ROOT

IRIS = Iris("https://catalogus.test")
OURS = "https://w3id.org/fora-swc/"


def _market(session: Session) -> None:
    make_vendor(session, "moeder", country="FI")
    make_vendor(session, "dochter", parent_key="moeder")
    make_product(
        session,
        "las",
        vendor_key="dochter",
        hosting="saas",
        components=(LAS,),
        standards=("oso",),
        locations=("IE",),
        sub_processors=(("Wolk", "US"),),
        categories=("P01",),
        aliases=("Het LAS",),
    )
    make_central(session, "las-dpia", products=("las",))


@pytest.fixture
def installation(session: Session) -> Session:
    """Return a session in which every kind of thing occurs once."""
    codelists.load(session, by=SYSTEM_ACT)
    make_reference(session)
    make_board(session, sharing=Sharing.SECTOR)
    make_school(session)
    make_site(session)
    _market(session)
    use = make_use(
        session,
        product="las",
        version_id=make_version(session, "las"),
        components=(LAS,),
        categories=("P05",),
        hosting="saas",
        criticality=Criticality.HIGH,
    )
    make_coupling(session, use, target_name="ROD", kind="webservice", standards=("rod",), categories=("P03",))
    make_agreement(session, use)
    make_verdict(session, use.id, GRADES)
    make_assessment(session, use_id=use.id, state=DpiaState.APPROVED, decided_on=NOW.date())
    make_flag(session, use_id=use.id)
    return session


def _published(session: Session, graphs: Iterable[str] | None = None) -> list[Triple]:
    """Return every triple of some graphs, or of every graph."""
    asked = names(session) if graphs is None else graphs
    told = b"".join(lines for _, lines in contents(session, asked, IRIS, NOW.date()))
    return [quad.triple for quad in parse(told, format=RdfFormat.N_TRIPLES)]


def _faults(triples: list[Triple]) -> str:
    """Return what the shapes say of some triples, empty when they conform."""
    data = Graph().parse(data=serialize(triples, format=RdfFormat.N_TRIPLES), format="nt")
    shapes = Graph().parse(str(ROOT / "shapes" / "instances.ttl"))
    conforms, _, text = validate(data, shacl_graph=shapes, do_owl_imports=False)
    return "" if conforms else str(text)


def test_only_terms_of_ours_and_pinned_terms_of_others_are_published(installation: Session) -> None:
    triples = _published(installation)
    used = {triple.predicate.value for triple in triples}
    used |= {triple.object.value for triple in triples if triple.predicate == TYPE}
    assert used - known_terms() == set()


def test_every_coded_value_is_a_concept_that_exists(installation: Session) -> None:
    known = {triple.subject.value for triple in vocabulary(IRIS)} | known_terms()
    objects = {triple.object.value for triple in _published(installation) if isinstance(triple.object, NamedNode)}
    assert {one for one in objects if one.startswith((OURS + "def", OURS + "scheme/"))} - known == set()


def test_everything_published_keeps_the_shapes(installation: Session) -> None:
    assert _faults(_published(installation)) == ""


def test_what_is_shared_keeps_the_shapes_without_the_graph_of_the_board(installation: Session) -> None:
    shared = [one for one in names(installation) if not one.startswith("board/") or one.endswith("/sector")]
    assert f"board/{BOARD_A}/sector" in shared
    assert _faults(_published(installation, shared)) == ""


def test_the_shipped_catalogue_keeps_the_shapes_and_the_terms(session: Session) -> None:
    codelists.load(session, by=SYSTEM_ACT)
    seeds.load(session, by=SYSTEM_ACT)
    triples = _published(session, ["catalogue"])
    assert {triple.predicate.value for triple in triples} - known_terms() == set()
    assert _faults(triples) == ""
