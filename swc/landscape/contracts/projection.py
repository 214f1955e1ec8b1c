"""Contracts and exits of a board as RDF: parties, products, days, terms, form and price; what is unknown is not said.

What follows from today (the status, the last notice day) is no part of it: a graph is not made anew each day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from pyoxigraph import Literal, NamedNode, Triple
from sqlmodel import Session

from swc.audit.parts import Parts
from swc.landscape.contracts import queries, stored
from swc.landscape.contracts.schemas import ExitFacts, PartyFact
from swc.landscape.contracts.stored import ContractFacts
from swc.landscape.kinds import LegalForm, Renewal, SettingAnswer
from vocab.iris import Iris
from vocab.mapping import NodeMap, Prop, iri, triples, typed
from vocab.namespaces import DCTERMS, RDFS, XSD, concept_iri
from vocab.terms import Class, Property


@dataclass(frozen=True, slots=True)
class Party:
    """A party of a contract, with its place among the parties."""

    contract_id: UUID
    place: int
    fact: PartyFact


def contract_triples(session: Session, iris: Iris, board_number: str, only: Parts | None = None) -> Iterator[Triple]:
    """Yield the contracts of a board and the exits of its uses, or some of them, in four statements."""
    if not only or only.contracts:
        found = stored.of_board(session, board_number, only.contracts if only else None, documents=False)
        yield from triples(_contract_map(iris), found)
        yield from triples(_party_map(iris), (party for one in found for party in _parties(one)))
    if only and not only.uses:
        return
    exit_map = _exit_map(iris)
    exits = queries.exits(session, board_number, only.uses if only else None)
    for one in sorted(exits.values(), key=lambda fact: str(fact.use_id)):
        use = NamedNode(iris.thing("use", str(one.use_id)))
        yield Triple(use, NamedNode(Property.EXIT), NamedNode(exit_map.subject(one)))
        yield from exit_map.triples(one)


def duration(value: str) -> Literal:
    """Return a duration (XSD 1.1), such as `P3M` or `P90D`."""
    return Literal(value, datatype=NamedNode(XSD + "duration"))


@cache
def _contract_map(iris: Iris) -> NodeMap[ContractFacts]:
    return NodeMap(
        classes=(Class.CONTRACT,),
        subject=lambda one: iris.thing("contract", str(one.id)),
        props=(
            Prop(RDFS + "label", lambda one: one.title, required=True),
            Prop(DCTERMS + "identifier", lambda one: one.reference),
            Prop(Property.CONTRACT_OF, lambda one: iris.thing("board", one.board_number), iri, required=True),
            Prop(Property.COVERS_PRODUCT, lambda one: [iris.thing("product", each.key) for each in one.products], iri),
            Prop(Property.CONTRACT_PARTY, lambda one: [_party(iris, each) for each in _parties(one)], iri),
            Prop(Property.LEGAL_FORM, _form, iri),
            Prop(Property.RENEWAL, _renewal, iri),
            Prop(Property.RENEWAL_TERM, _renewal_term, duration),
            Prop(Property.NOTICE_TERM, _notice, duration),
            Prop(Property.SIGNED_ON, lambda one: one.signed_on, typed),
            Prop(Property.START_DATE, lambda one: one.start_date, typed),
            Prop(Property.END_DATE, lambda one: one.end_date, typed),
            Prop(Property.CONTRACT_ENDED_ON, lambda one: one.ended_on, typed),
            Prop(Property.YEARLY_PRICE, lambda one: one.yearly_price, typed),
            Prop(Property.PRICE_INDEX, lambda one: one.price_index),
            Prop(Property.DATA_PROCESSING_SERVICE, lambda one: one.data_processing_service, typed),
            Prop(Property.SWITCHING_CLAUSE, lambda one: one.switching_clause, typed),
        ),
    )


def _form(one: ContractFacts) -> str | None:
    return None if one.legal_form is LegalForm.UNKNOWN else concept_iri("contract-forms", one.legal_form.value)


def _renewal(one: ContractFacts) -> str | None:
    return None if one.renewal is Renewal.UNKNOWN else concept_iri("contract-renewals", one.renewal.value)


def _renewal_term(one: ContractFacts) -> str | None:
    return f"P{one.renewal_months}M" if one.renewal_months else None


def _notice(one: ContractFacts) -> str | None:
    if one.notice_months is not None:
        return f"P{one.notice_months}M"
    return None if one.notice_days is None else f"P{one.notice_days}D"


def _parties(one: ContractFacts) -> tuple[Party, ...]:
    return tuple(Party(one.id, place, fact) for place, fact in enumerate(one.parties, start=1))


def _party(iris: Iris, party: Party) -> str:
    return iris.thing("contract", str(party.contract_id), "party", str(party.place))


@cache
def _party_map(iris: Iris) -> NodeMap[Party]:
    return NodeMap(
        classes=(Class.CONTRACT_PARTY,),
        subject=lambda one: _party(iris, one),
        props=(
            Prop(RDFS + "label", lambda one: one.fact.name, required=True),
            Prop(Property.PARTY_ROLE, lambda one: concept_iri("contract-parties", one.fact.role.value), iri),
            Prop(
                Property.PARTY_VENDOR,
                lambda one: iris.thing("vendor", one.fact.vendor_key) if one.fact.vendor_key else None,
                iri,
            ),
        ),
    )


def _answer(name: str) -> Callable[[ExitFacts], str | None]:
    def read(one: ExitFacts) -> str | None:
        found: SettingAnswer | None = getattr(one, name)
        return found.value if found else None

    return read


@cache
def _exit_map(iris: Iris) -> NodeMap[ExitFacts]:
    return NodeMap(
        classes=(Class.EXIT,),
        subject=lambda one: iris.thing("use", str(one.use_id), "exit"),
        props=(
            Prop(Property.EXIT_PLAN, _answer("exit_plan")),
            Prop(Property.EXPORT_FORMAT, lambda one: one.export_format),
            Prop(Property.EXPORT_TESTED_ON, lambda one: one.export_tested_on, typed),
            Prop(Property.ESCROW, _answer("escrow")),
            Prop(
                Property.ALTERNATIVE,
                lambda one: iris.thing("product", one.alternative_product_key) if one.alternative_product_key else None,
                iri,
            ),
            Prop(Property.ALTERNATIVE_NAME, lambda one: one.alternative_name),
            Prop(Property.ALTERNATIVE_TESTED_ON, lambda one: one.alternative_tested_on, typed),
        ),
    )
