"""Flags as RDF in the graph of their board, and the rules as RDF for everybody.

Open and accepted flags are written; a resolved one is history and stays in the audit trail.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

from pyoxigraph import Triple
from sqlmodel import Session

from swc.audit.parts import Parts
from swc.risk.kinds import EvidenceForm, FlagSubject
from swc.risk.queries import standing_flags
from swc.risk.rules import RULES
from swc.risk.rules.declaration import Rule
from swc.risk.schemas import Evidence, FlagSummary
from vocab.iris import Iris
from vocab.mapping import NodeMap, Prop, iri, nl, triples, typed
from vocab.namespaces import DCTERMS, RDFS, concept_iri
from vocab.schemes import schemes
from vocab.terms import Class, Property

_ADDRESS = {
    FlagSubject.USE: "use",
    FlagSubject.COUPLING: "coupling",
    FlagSubject.VENDOR: "vendor",
    FlagSubject.COMPONENT: "fora",
    FlagSubject.BOARD: "board",
    FlagSubject.ACTIVITY: "processing",
    FlagSubject.CONTRACT: "contract",
}
"""The kind of address that each kind of subject has; what is missing here is told of the board."""


def board_triples(
    session: Session, iris: Iris, board_number: str, today: date, *, only: Parts | None = None
) -> Iterator[Triple]:
    """Yield the unresolved flags of a board, or some, in two statements; the day decides what is accepted."""
    if only is None or only.flags:
        yield from triples(_flag_map(iris), standing_flags(session, board_number, today, only.flags if only else None))


def rule_triples(iris: Iris) -> Iterator[Triple]:
    """Yield every declared rule; they are public."""
    yield from triples(_rule_map(iris), RULES)


@cache
def _flag_map(iris: Iris) -> NodeMap[FlagSummary]:
    return NodeMap(
        classes=(Class.FLAG,),
        subject=lambda flag: iris.thing("flag", str(flag.id)),
        props=(
            Prop(RDFS + "label", lambda flag: f"{flag.title}: {flag.subject_name}", nl, required=True),
            Prop(Property.RAISED_BY, lambda flag: iris.thing("rule", flag.rule), iri, required=True),
            Prop(Property.FLAG_OF, lambda flag: iris.thing("board", flag.board_number), iri, required=True),
            Prop(Property.ABOUT, lambda flag: _about(iris, flag), iri),
            Prop(Property.SEVERITY, lambda flag: concept_iri("severity", flag.severity.value), iri, required=True),
            Prop(Property.CERTAINTY, lambda flag: concept_iri("certainty", flag.certainty.value), iri, required=True),
            Prop(Property.FLAG_STATUS, lambda flag: concept_iri("flag-status", flag.status.value), iri, required=True),
            Prop(Property.WHY, lambda flag: [_sentence(one) for one in flag.evidence], nl),
            Prop(Property.FIRST_SEEN, lambda flag: flag.first_seen_at, typed),
            Prop(Property.ACCEPTED_UNTIL, lambda flag: flag.accepted_until, typed),
        ),
    )


def _rule_map(iris: Iris) -> NodeMap[Rule]:
    return NodeMap(
        classes=(Class.RULE,),
        subject=lambda rule: iris.thing("rule", rule.code),
        props=(
            Prop(Property.RULE_CODE, lambda rule: rule.code, required=True),
            Prop(RDFS + "label", lambda rule: rule.title, nl, required=True),
            Prop(Property.SEVERITY, lambda rule: concept_iri("severity", rule.severity.value), iri, required=True),
            Prop(Property.WHY, lambda rule: rule.explanation, nl),
            Prop(Property.REMEDY, lambda rule: rule.remedy, nl),
            Prop(Property.LEGAL_SOURCE, lambda rule: [source.text for source in rule.sources]),
            Prop(DCTERMS + "source", lambda rule: [source.url for source in rule.sources if source.url], iri),
        ),
    )


def _about(iris: Iris, flag: FlagSummary) -> list[str]:
    """Return what a flag is about: its subject, and the use it belongs to when that is another thing."""
    kind = _ADDRESS.get(flag.subject_kind)
    subject = iris.thing(kind, flag.subject_key) if kind else iris.thing("board", flag.board_number)
    use = iris.thing("use", str(flag.use_id)) if flag.use_id else subject
    return list(dict.fromkeys((subject, use)))


def _sentence(fact: Evidence) -> str:
    """Return a fact as a Dutch sentence; what nobody recorded says so."""
    if fact.form is EvidenceForm.MISSING:
        return f"{fact.label}: onbekend"
    value = _labels().get((fact.scheme, fact.value), fact.value) if fact.form is EvidenceForm.CONCEPT else fact.value
    unit = f" {fact.scheme}" if fact.form is EvidenceForm.NUMBER and fact.scheme else ""
    return f"{fact.label}: {value}{unit}"


@cache
def _labels() -> dict[tuple[str, str], str]:
    return {(one.scheme, one.code): one.label_nl for found in schemes() for one in found.concepts}
