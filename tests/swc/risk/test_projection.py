"""Flags and rules in RDF: what is said of each, what is left out, and only known terms in known shapes."""

from __future__ import annotations

from datetime import date, timedelta

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, serialize
from pyshacl import validate
from rdflib import Graph
from sqlmodel import Session

from swc.risk.kinds import FlagSubject, Severity
from swc.risk.projection import board_triples, rule_triples
from swc.risk.rules import RULES
from swc.risk.schemas import AcceptFlag
from swc.risk.service import accept_flag
from tests.factories.boards import make_board
from tests.factories.catalogue import make_product
from tests.factories.landscape import make_use
from tests.factories.risk import make_flag
from tests.personas import ANNE, BOARD_A, BOARD_B, NOW, acting
from vocab.graph import known_terms
from vocab.iris import Iris
from vocab.namespaces import RDF, SWC, concept_iri
from vocab.reading import ROOT

IRIS = Iris("https://swc.example")
TODAY = date(2026, 3, 2)
EVIDENCE = (
    {"label": "Verwerkersovereenkomst", "form": "missing"},
    {"label": "Status van de applicatie", "form": "concept", "scheme": "usage-status", "value": "in-productie"},
)


def store(session: Session, board: str = BOARD_A) -> Store:
    """Return the flags of a board."""
    found = Store()
    found.extend(Quad(*triple, DefaultGraph()) for triple in board_triples(session, IRIS, board, TODAY))
    return found


def values(found: Store, subject: str, predicate: str) -> set[str]:
    """Return the values of one property of ours."""
    pattern = found.quads_for_pattern(NamedNode(subject), NamedNode(SWC + predicate), None)
    return {quad.object.value for quad in pattern}  # type: ignore[union-attr]


def conforms(found: Store) -> tuple[bool, str]:
    """Validate against our shapes."""
    data = Graph().parse(data=serialize((quad.triple for quad in found), format=RdfFormat.N_TRIPLES), format="nt")
    shapes = Graph().parse(ROOT / "shapes" / "instances.ttl")
    outcome, _, text = validate(data, shacl_graph=shapes)
    return outcome, text


def test_a_flag_says_rule_subject_weight_status_and_why(session: Session) -> None:
    make_board(session)
    make_product(session, "magister")
    use = make_use(session)
    flag = make_flag(session, use_id=use.id, evidence=EVIDENCE, severity=Severity.GREY)
    found, node = store(session), IRIS.thing("flag", str(flag.id))
    assert values(found, node, "raisedBy") == {IRIS.thing("rule", "PA01")}
    assert values(found, node, "flagOf") == {IRIS.thing("board", BOARD_A)}
    assert values(found, node, "about") == {IRIS.thing("use", str(use.id))}
    assert values(found, node, "severity") == {concept_iri("severity", "grey")}
    assert values(found, node, "flagStatus") == {concept_iri("flag-status", "open")}
    assert "Verwerkersovereenkomst: onbekend" in values(found, node, "why")


def test_accepted_flags_say_until_when_and_resolved_ones_and_other_boards_stay_out(session: Session) -> None:
    make_board(session)
    make_board(session, number=BOARD_B)
    flag = make_flag(session, rule="LC02", subject_kind=FlagSubject.COMPONENT, subject_key="a" * 32)
    make_flag(session, rule="LC01", subject_kind=FlagSubject.BOARD, resolved_at=NOW)
    make_flag(session, rule="VD01", subject_kind=FlagSubject.BOARD, board_number=BOARD_B)
    until = TODAY + timedelta(days=30)
    accept_flag(session, BOARD_A, flag.id, AcceptFlag(reason="Bewuste keuze", until=until), by=acting(ANNE))
    found, node = store(session), IRIS.thing("flag", str(flag.id))
    assert values(found, node, "acceptedUntil") == {until.isoformat()}
    assert values(found, node, "about") == {IRIS.fora("a" * 32)}
    assert {quad.subject.value for quad in found} == {node}  # type: ignore[union-attr]


def test_flags_and_rules_use_known_terms_in_known_shapes_only(session: Session) -> None:
    make_board(session)
    make_product(session, "magister")
    make_flag(session, use_id=make_use(session).id, evidence=EVIDENCE)
    found = store(session)
    found.extend(Quad(*triple, DefaultGraph()) for triple in rule_triples(IRIS))
    assert {quad.predicate.value for quad in found} - {RDF + "type"} <= known_terms()
    outcome, text = conforms(found)
    assert outcome, text


def test_every_rule_is_public_with_title_reason_remedy_and_source() -> None:
    found = Store()
    found.extend(Quad(*triple, DefaultGraph()) for triple in rule_triples(IRIS))
    for rule in RULES:
        node = IRIS.thing("rule", rule.code)
        assert values(found, node, "ruleCode") == {rule.code}
        assert values(found, node, "remedy") == {rule.remedy}
        assert values(found, node, "legalSource")
