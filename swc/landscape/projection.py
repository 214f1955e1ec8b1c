"""The landscape as RDF: uses, placements, verdicts on derived facts, couplings and agreements of one board."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Generic, TypeVar
from uuid import UUID

from pyoxigraph import NamedNode, Triple
from sqlmodel import Session

from swc.audit.parts import Parts
from swc.catalogue.product_projection import version_iri
from swc.landscape import queries
from swc.landscape.agreements.projection import agreement_triples
from swc.landscape.contracts.projection import contract_triples
from swc.landscape.derived import Reference, reference
from swc.landscape.kinds import DerivedKind, FactState
from swc.landscape.schemas import CategoryFact, ComponentRef, CouplingDetail, DerivedFact, UseSummary
from swc.landscape.setting_projection import setting_triples
from swc.landscape.sheaf import board_verdicts
from vocab.iris import Iris
from vocab.mapping import NodeMap, Prop, iri, triples, typed
from vocab.namespaces import RDFS, concept_iri
from vocab.terms import Class, Property

TOUCHES = {
    DerivedKind.APPLICATION_FUNCTION: Property.SUPPORTS_FUNCTION,
    DerivedKind.FUNCTION: Property.SUPPORTS_FUNCTION,
    DerivedKind.PROCESS: Property.SUPPORTS_PROCESS,
    DerivedKind.INFORMATION_OBJECT: Property.TOUCHES_OBJECT,
}
"""Which property says directly that a use has to do with a derived element; a law has none."""

HOLDS = frozenset({FactState.SUGGESTED, FactState.ACCEPTED})


Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Part(Generic[Thing]):
    """Something that belongs to a use and has no number of its own; `path` is its address below the use."""

    use_id: UUID
    path: tuple[str, ...]
    thing: Thing


def board_triples(
    session: Session,
    iris: Iris,
    board_number: str,
    today: date,
    *,
    uses: Sequence[UseSummary] | None = None,
    only: Parts | None = None,
) -> Iterator[Triple]:
    """Yield the landscape of a board, in a fixed number of statements.

    Every use says whether it processes personal data: yes, no or unknown. What is derived and not rejected is said
    directly; where a person gave a verdict, the fact stands as a node of its own with its state and path. `uses` are
    those of the board, where somebody read them before; with `only` no more is told than some things.
    """
    asked = only.uses if only else None
    if uses is None:
        uses = queries.use_summaries(session, board_number, on=today, only=asked)
    yield from agreement_triples(session, iris, board_number, uses, only)
    yield from contract_triples(session, iris, board_number, only)
    if not only or only.couplings:
        found = queries.couplings(session, board_number, only.couplings if only else None)
        yield from triples(_coupling_map(iris), found)
    if not uses:
        return
    yield from setting_triples(session, iris, board_number, asked)
    facts = _facts(session, board_number, uses, asked)
    yield from triples(_use_map(iris), uses)
    for use in uses:
        yield from _parts(iris, use, facts[use.id])


def _facts(
    session: Session, board_number: str, uses: Iterable[UseSummary], only: Collection[UUID] | None
) -> dict[UUID, tuple[DerivedFact, ...]]:
    release: Reference = reference(session)
    said = board_verdicts(session, board_number, only)
    return {use.id: release.judged(tuple(one.guid for one in use.components), said.get(use.id, ())) for use in uses}


@cache
def _use_map(iris: Iris) -> NodeMap[UseSummary]:
    return NodeMap(
        classes=(Class.APP_USE,),
        subject=lambda use: iris.thing("use", str(use.id)),
        props=(
            Prop(RDFS + "label", lambda use: use.name, required=True),
            Prop(Property.USED_BY, lambda use: iris.thing("board", use.board_number), iri),
            Prop(Property.USES_PRODUCT, lambda use: iris.thing("product", use.product_key), iri),
            Prop(Property.USES_VERSION, lambda use: _version(iris, use), iri),
            Prop(Property.USAGE_STATUS, lambda use: concept_iri("usage-status", use.status.value), iri),
            Prop(Property.PERSONAL_DATA, lambda use: concept_iri("personal-data", use.personal_data.value), iri),
            Prop(Property.DATA_CATEGORY, lambda use: [_category(one.code) for one in use.categories], iri),
            Prop(Property.USED_FOR, lambda use: [iris.fora(one.guid) for one in use.components], iri),
            Prop(Property.USED_AT, lambda use: [iris.thing("school", brin) for brin in use.schools], iri),
            Prop(Property.WHOLE_BOARD, lambda use: use.whole_board, typed),
            Prop(Property.STATUS_SINCE, lambda use: use.status_since, typed),
            Prop(Property.START_DATE, lambda use: use.start_date, typed),
            Prop(Property.END_DATE, lambda use: use.end_date, typed),
            Prop(Property.OWNER_ROLE, lambda use: use.owner_role),
            Prop(Property.HOSTING, lambda use: _concept("hosting-forms", use.hosting), iri),
            Prop(Property.USERS, lambda use: use.users, typed),
            Prop(Property.YEARLY_COST, lambda use: use.yearly_cost, typed),
            Prop(Property.CRITICALITY, lambda use: _concept("criticality", use.criticality), iri),
        ),
    )


@cache
def _coupling_map(iris: Iris) -> NodeMap[CouplingDetail]:
    return NodeMap(
        classes=(Class.COUPLING,),
        subject=lambda one: iris.thing("coupling", str(one.id)),
        props=(
            Prop(Property.COUPLING_SOURCE, lambda one: iris.thing("use", str(one.source_use_id)), iri),
            Prop(Property.COUPLING_TARGET, lambda one: _target(iris, one), iri),
            Prop(Property.TARGET_NAME, lambda one: "" if one.target_use_id else one.target_name),
            Prop(Property.DIRECTION, lambda one: concept_iri("coupling-directions", one.direction.value), iri),
            Prop(Property.COUPLING_KIND, lambda one: _concept("coupling-kinds", one.kind), iri),
            Prop(
                Property.FOLLOWS_STANDARD, lambda one: [concept_iri("standards", code) for code in one.standards], iri
            ),
            Prop(Property.DATA_CATEGORY, lambda one: [_category(code) for code in one.categories], iri),
        ),
    )


def _parts(iris: Iris, use: UseSummary, facts: Iterable[DerivedFact]) -> Iterator[Triple]:
    """Yield what belongs to a use: placements, categories with their origin, and derived facts."""
    node = NamedNode(iris.thing("use", str(use.id)))
    placed = (Part(use.id, ("placement", one.guid), one) for one in use.components)
    yield from _linked(node, Property.PLACEMENT, _placement_map(iris), placed)
    handled = (Part(use.id, ("category", one.origin.value, one.code), one) for one in use.categories)
    yield from _linked(node, Property.DATA_HANDLING, _category_map(iris), handled)
    known = tuple(facts)
    for one in known:
        touches = TOUCHES.get(one.kind)
        if touches is not None and one.state in HOLDS:
            yield Triple(node, NamedNode(touches), NamedNode(iris.fora(one.guid)))
    judged = (Part(use.id, ("derived", one.guid), one) for one in known if one.decided_at is not None)
    yield from _linked(node, Property.DERIVED, _derived_map(iris), judged)


def _linked(
    use: NamedNode, link: Property, mapping: NodeMap[Part[Thing]], parts: Iterable[Part[Thing]]
) -> Iterator[Triple]:
    for part in parts:
        yield Triple(use, NamedNode(link), NamedNode(mapping.subject(part)))
        yield from mapping.triples(part)


@cache
def _placement_map(iris: Iris) -> NodeMap[Part[ComponentRef]]:
    return NodeMap(
        classes=(Class.PLACEMENT,),
        subject=lambda part: iris.thing("use", str(part.use_id), *part.path),
        props=(
            Prop(RDFS + "label", lambda part: part.thing.name),
            Prop(Property.PLACED_ON, lambda part: iris.fora(part.thing.guid), iri),
            Prop(Property.PLACEMENT_LAPSED, lambda part: part.thing.lapsed, typed),
        ),
    )


@cache
def _category_map(iris: Iris) -> NodeMap[Part[CategoryFact]]:
    return NodeMap(
        classes=(Class.DATA_HANDLING,),
        subject=lambda part: iris.thing("use", str(part.use_id), *part.path),
        props=(
            Prop(Property.DATA_CATEGORY, lambda part: _category(part.thing.code), iri),
            Prop(Property.CATEGORY_ORIGIN, lambda part: part.thing.origin.value),
            Prop(Property.TRUST, lambda part: concept_iri("trust", part.thing.trust.value), iri),
        ),
    )


@cache
def _derived_map(iris: Iris) -> NodeMap[Part[DerivedFact]]:
    return NodeMap(
        classes=(Class.DERIVED_FACT,),
        subject=lambda part: iris.thing("use", str(part.use_id), *part.path),
        props=(
            Prop(RDFS + "label", lambda part: part.thing.name),
            Prop(Property.DERIVED_ELEMENT, lambda part: iris.fora(part.thing.guid), iri),
            Prop(Property.DERIVED_KIND, lambda part: concept_iri("derived-kinds", part.thing.kind.value), iri),
            Prop(Property.DERIVED_STATE, lambda part: part.thing.state.value),
            Prop(Property.PATH_KIND, lambda part: _concept("path-kinds", part.thing.path_kind), iri),
            Prop(Property.DERIVATION_PATH, lambda part: " → ".join(step.name for step in part.thing.path)),
            Prop(Property.PATH_ELEMENT, lambda part: [iris.fora(step.guid) for step in part.thing.path], iri),
        ),
    )


def _target(iris: Iris, one: CouplingDetail) -> str | None:
    if one.target_use_id is not None:
        return iris.thing("use", str(one.target_use_id))
    return iris.fora(one.target_guid) if one.target_guid else None


def _version(iris: Iris, use: UseSummary) -> str | None:
    return None if use.version_id is None else version_iri(iris, use.product_key, use.version_id)


def _category(code: str) -> str:
    return concept_iri("data-categories", code)


def _concept(scheme: str, code: StrEnum | str | None) -> str | None:
    """Return the IRI of a concept, or nothing where no value is known."""
    if not code:
        return None
    return concept_iri(scheme, code.value if isinstance(code, StrEnum) else code)
