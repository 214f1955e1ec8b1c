"""Dependency as RDF in the graph of a board: what each vendor group carries, and how concentrated that is, on a day.

The figures are those of the day on which the graph was written; a change of owner elsewhere shows when it is again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pyoxigraph import NamedNode, Triple
from sqlmodel import Session

from swc.dependency.schemas import ComponentConcentration, Concentration, GroupShare
from swc.dependency.shares import board_concentration, component_concentrations, group_shares, totals
from swc.dependency.sheaf import board_facts
from vocab.iris import Iris
from vocab.mapping import NodeMap, Prop, iri, nl, triples, typed
from vocab.namespaces import RDFS
from vocab.terms import Class, Property

_PLACES = Decimal("0.0001")
_UNKNOWN = "Leverancier onbekend"


@dataclass(frozen=True, slots=True)
class _Board:
    """Of which board and which day something is."""

    iris: Iris
    number: str
    on: date

    def node(self, *key: str) -> str:
        """Return the address of something below the board."""
        return self.iris.thing("board", self.number, *key)


def board_triples(session: Session, iris: Iris, board_number: str, today: date) -> Iterator[Triple]:
    """Yield the shares of vendor groups and the concentration of a board, in a fixed number of statements."""
    facts = board_facts(session, board_number, today)
    if facts is None or not facts.uses:
        return
    board = _Board(iris, board_number, today)
    at = NamedNode(board.node())
    shares, indexes = _share_map(board), _index_map(board)
    for share in group_shares(facts, totals(facts)):
        yield Triple(at, NamedNode(Property.DEPENDENCY), NamedNode(shares.subject(share)))
        yield from shares.triples(share)
    known = (one for one in component_concentrations(facts) if one.hhi is not None)
    for index in (board_concentration(facts), *known):
        yield Triple(at, NamedNode(Property.CONCENTRATION), NamedNode(indexes.subject(index)))
        yield from triples(indexes, (index,))


def _share_map(board: _Board) -> NodeMap[GroupShare]:
    return NodeMap(
        classes=(Class.DEPENDENCY,),
        subject=lambda one: board.node("dependency", *(("group", one.key) if one.key else ("unknown",))),
        props=(
            Prop(RDFS + "label", lambda one: one.name or _UNKNOWN, nl, required=True),
            Prop(Property.DEPENDS_ON, lambda one: board.iris.thing("vendor", one.key) if one.key else None, iri),
            Prop(Property.MEASURED_ON, lambda _one: board.on, typed, required=True),
            Prop(Property.USE_COUNT, lambda one: one.uses.number, typed, required=True),
            Prop(Property.SHARE_OF_USES, lambda one: _fraction(one.uses.share), typed),
            Prop(Property.SHARE_OF_FUNCTIONS, lambda one: _fraction(one.functions.share), typed),
            Prop(Property.SHARE_OF_PUPILS, lambda one: _fraction(one.pupils.share), typed),
            Prop(Property.SHARE_OF_OBJECTS, lambda one: _fraction(one.objects.share), typed),
            Prop(Property.SHARE_OF_COST, lambda one: _fraction(one.cost.share), typed),
        ),
    )


def _index_map(board: _Board) -> NodeMap[Concentration]:
    return NodeMap(
        classes=(Class.CONCENTRATION,),
        subject=lambda one: board.node("concentration", *filter(None, (_guid(one),))),
        props=(
            Prop(Property.ABOUT, lambda one: board.iris.fora(_guid(one)) if _guid(one) else board.node(), iri),
            Prop(Property.MEASURED_ON, lambda _one: board.on, typed, required=True),
            Prop(Property.USE_COUNT, lambda one: one.uses, typed, required=True),
            Prop(Property.CONCENTRATION_INDEX, lambda one: one.hhi, typed),
            Prop(Property.INDEX_LOWEST, lambda one: one.lowest, typed, required=True),
            Prop(Property.INDEX_HIGHEST, lambda one: one.highest, typed, required=True),
        ),
    )


def _guid(one: Concentration) -> str:
    """Return the component of an index; empty for that of the board."""
    return one.guid if isinstance(one, ComponentConcentration) else ""


def _fraction(share: float | None) -> Decimal | None:
    return None if share is None else Decimal(str(share)).quantize(_PLACES)
