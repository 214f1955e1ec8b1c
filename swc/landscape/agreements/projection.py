"""Agreements as RDF: with whom, for which uses and products, and what the annexes name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from pyoxigraph import Triple
from sqlmodel import Session

from swc.audit.parts import Parts
from swc.landscape.agreements import stored
from swc.landscape.agreements.held import Counted, counted
from swc.landscape.agreements.schemas import AgreementFacts, SubProcessor
from swc.landscape.kinds import AgreementPresence
from swc.landscape.schemas import UseSummary
from vocab.iris import Iris
from vocab.mapping import NodeMap, Prop, iri, triples, typed
from vocab.namespaces import DPV, RDFS, concept_iri
from vocab.terms import Class, Property


@dataclass(frozen=True, slots=True)
class Said:
    """An agreement with the uses for which it counts; what the annex names holds only where the annex was read."""

    facts: AgreementFacts
    uses: tuple[Counted, ...]

    @property
    def categories(self) -> tuple[str, ...]:
        """Return the categories that the annex names."""
        return self.facts.categories if self.facts.annex_recorded else ()

    @property
    def parties(self) -> tuple[Party, ...]:
        """Return the sub-processors that the annex names."""
        named = self.facts.sub_processors if self.facts.annex_recorded else ()
        return tuple(Party(self.facts.id, one) for one in named)

    @property
    def places(self) -> tuple[Place, ...]:
        """Return the countries that the annex names."""
        named = self.facts.locations if self.facts.annex_recorded else ()
        return tuple(Place(self.facts.id, one) for one in named)


@dataclass(frozen=True, slots=True)
class Party:
    """A sub-processor of an agreement."""

    agreement_id: UUID
    one: SubProcessor


@dataclass(frozen=True, slots=True)
class Place:
    """A country of an agreement."""

    agreement_id: UUID
    country: str


def agreement_triples(
    session: Session, iris: Iris, board_number: str, uses: Sequence[UseSummary], only: Parts | None = None
) -> Iterator[Triple]:
    """Yield the agreements of a board (or some), in five statements; at every use points exactly one node.

    Where nobody recorded an agreement, a node below the use says that its presence is unknown.
    """
    yield from triples(_unsaid_map(iris), (use for use in uses if use.agreement.agreement_id is None))
    if only is None:
        said = _said(
            stored.of_board(session, board_number),
            (Counted(use.id, use.vendor_key, use.agreement.agreement_id) for use in uses),
        )
    elif only.agreements:
        said = _said(stored.of_board(session, board_number, only.agreements), counted(session, board_number))
    else:
        return
    yield from triples(_agreement_map(iris), said)
    yield from triples(_party_map(iris), (party for one in said for party in one.parties))
    yield from triples(_place_map(iris), (place for one in said for place in one.places))


def _said(found: Iterable[AgreementFacts], uses: Iterable[Counted]) -> list[Said]:
    """Return agreements with the uses for which they count."""
    by_agreement: dict[UUID | None, list[Counted]] = defaultdict(list)
    for use in uses:
        by_agreement[use.agreement_id].append(use)
    return [Said(one, tuple(by_agreement.get(one.id, ()))) for one in found]


@cache
def _agreement_map(iris: Iris) -> NodeMap[Said]:
    return NodeMap(
        classes=(Class.AGREEMENT,),
        subject=lambda one: iris.thing("agreement", str(one.facts.id)),
        props=(
            Prop(RDFS + "label", lambda one: one.facts.name),
            Prop(Property.AGREEMENT_FOR, lambda one: [iris.thing("use", str(use.id)) for use in one.uses], iri),
            Prop(Property.AGREEMENT_WITH, lambda one: [iris.thing("vendor", key) for key in _vendors(one)], iri),
            Prop(
                Property.COVERS_PRODUCT,
                lambda one: [iris.thing("product", product.key) for product in one.facts.products],
                iri,
            ),
            Prop(Property.AGREEMENT_PRESENCE, lambda one: _presence(one.facts.presence), iri),
            Prop(Property.MODEL_VERSION, lambda one: one.facts.model_version),
            Prop(Property.SIGNED_ON, lambda one: one.facts.signed_on, typed),
            Prop(Property.VALID_UNTIL, lambda one: one.facts.valid_until, typed),
            Prop(Property.SIGNER_AUTHORISED, lambda one: one.facts.signer_authorised, typed),
            Prop(Property.ANNEX_RECORDED, lambda one: one.facts.annex_recorded, typed),
            Prop(
                Property.DATA_CATEGORY,
                lambda one: [concept_iri("data-categories", code) for code in one.categories],
                iri,
            ),
            Prop(DPV + "hasDataSubProcessor", lambda one: [_party(iris, each) for each in one.parties], iri),
            Prop(DPV + "hasLocation", lambda one: [_place(iris, each) for each in one.places], iri),
            Prop(Property.ANNEX_RETENTION, lambda one: one.facts.annex_retention),
        ),
    )


@cache
def _unsaid_map(iris: Iris) -> NodeMap[UseSummary]:
    return NodeMap(
        classes=(Class.AGREEMENT,),
        subject=lambda use: iris.thing("use", str(use.id), "agreement"),
        props=(
            Prop(Property.AGREEMENT_FOR, lambda use: iris.thing("use", str(use.id)), iri),
            Prop(Property.AGREEMENT_PRESENCE, lambda use: _presence(use.agreement.presence), iri),
        ),
    )


@cache
def _party_map(iris: Iris) -> NodeMap[Party]:
    return NodeMap(
        classes=(DPV + "DataSubProcessor",),
        subject=lambda party: _party(iris, party),
        props=(
            Prop(RDFS + "label", lambda party: party.one.name, required=True),
            Prop(Property.COUNTRY, lambda party: party.one.country),
        ),
    )


@cache
def _place_map(iris: Iris) -> NodeMap[Place]:
    return NodeMap(
        classes=(DPV + "Location",),
        subject=lambda place: _place(iris, place),
        props=(Prop(Property.COUNTRY, lambda place: place.country, required=True),),
    )


def _vendors(one: Said) -> set[str]:
    """Return the vendor of an agreement: its own, or the one behind the use that it is about."""
    own = one.facts.vendor_key
    return {own} if own else {use.vendor_key for use in one.uses if one.facts.use_id == use.id and use.vendor_key}


def _presence(presence: AgreementPresence) -> str:
    return concept_iri("agreement-presence", presence.value)


def _party(iris: Iris, party: Party) -> str:
    return iris.thing("agreement", str(party.agreement_id), "sub-processor", party.one.name)


def _place(iris: Iris, place: Place) -> str:
    return iris.thing("agreement", str(place.agreement_id), "location", place.country)
