"""Dependency as RDF: what each vendor group carries of a board or the sector, and how concentrated that is.

In the graph of a board the figures are those of the day on which it was written; a change of owner elsewhere shows when
it is again. The sector has no graph: its figures are told to who may see them, when asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import quote

from pyoxigraph import NamedNode, Triple
from sqlmodel import Session

from swc.dependency.schemas import ComponentConcentration, Concentration, GroupShare
from swc.dependency.sector_schemas import REST, SectorGroup, SectorLens
from swc.dependency.shares import board_concentration, component_concentrations, group_shares, totals
from swc.dependency.sheaf import share_facts
from swc.landscape.schemas import UseSummary
from vocab.iris import Iris
from vocab.mapping import NodeMap, Prop, iri, nl, triples, typed
from vocab.namespaces import RDFS
from vocab.terms import Class, Property

_PLACES = Decimal("0.0001")
_NAMES = {"": "Leverancier onbekend", REST: "Overige leveranciers samen"}
"""What is no vendor of the catalogue, by its key."""


@dataclass(frozen=True, slots=True)
class _Whole:
    """Of what something is a part (a board, or the sector), by its address, and on which day."""

    iris: Iris
    at: str
    on: date

    def node(self, *key: str) -> str:
        """Return the address of something below the whole."""
        return "/".join((self.at, *(quote(part, safe="") for part in key)))


def board_triples(
    session: Session, iris: Iris, board_number: str, today: date, *, uses: Sequence[UseSummary] | None = None
) -> Iterator[Triple]:
    """Yield the shares of vendor groups and the concentration of a board, in a fixed number of statements.

    `uses` are those of the board, where somebody read them before.
    """
    facts = share_facts(session, board_number, today, uses)
    if not facts.uses:
        return
    whole = _Whole(iris, iris.thing("board", board_number), today)
    indexes = (board_concentration(facts), *component_concentrations(facts))
    yield from _triples(whole, group_shares(facts, totals(facts)), indexes)


def sector_triples(lens: SectorLens, iris: Iris) -> Iterator[Triple]:
    """Yield the shares of vendor groups and the concentration of the sector, as far as the lens tells them."""
    if not lens.enough:
        return
    part = f"/{lens.sector.value}" if lens.sector else ""
    whole = _Whole(iris, f"{iris.base}/sector{part}", lens.on)
    yield from _triples(whole, lens.groups, (lens.concentration, *lens.components))


def _triples(
    whole: _Whole, groups: Iterable[GroupShare | SectorGroup], indexes: Iterable[Concentration]
) -> Iterator[Triple]:
    at = NamedNode(whole.at)
    shares, concentration = _share_map(whole), _index_map(whole)
    for share in groups:
        yield Triple(at, NamedNode(Property.DEPENDENCY), NamedNode(shares.subject(share)))
        yield from shares.triples(share)
    for index in indexes:
        if index.hhi is not None or not _guid(index):
            yield Triple(at, NamedNode(Property.CONCENTRATION), NamedNode(concentration.subject(index)))
            yield from triples(concentration, (index,))


def _share_map(whole: _Whole) -> NodeMap[GroupShare | SectorGroup]:
    return NodeMap(
        classes=(Class.DEPENDENCY,),
        subject=lambda one: whole.node("dependency", *_part(one.key)),
        props=(
            Prop(RDFS + "label", lambda one: one.name or _NAMES.get(one.key, one.key), nl, required=True),
            Prop(Property.DEPENDS_ON, lambda one: _vendor(whole.iris, one.key), iri),
            Prop(Property.MEASURED_ON, lambda _one: whole.on, typed, required=True),
            Prop(Property.USE_COUNT, lambda one: one.uses.number, typed, required=True),
            Prop(Property.SHARE_OF_USES, lambda one: _fraction(one.uses.share), typed),
            Prop(Property.SHARE_OF_FUNCTIONS, lambda one: _fraction(one.functions.share), typed),
            Prop(Property.SHARE_OF_PUPILS, lambda one: _fraction(one.pupils.share), typed),
            Prop(Property.SHARE_OF_OBJECTS, lambda one: _fraction(one.objects.share), typed),
            Prop(Property.SHARE_OF_COST, lambda one: _fraction(one.cost.share if one.cost else None), typed),
        ),
    )


def _part(key: str) -> tuple[str, ...]:
    """Return where a group stands; unknown vendors and the small ones together are no vendor of the catalogue."""
    return {"": ("unknown",), REST: ("rest",)}.get(key, ("group", key))


def _vendor(iris: Iris, key: str) -> str | None:
    return iris.thing("vendor", key) if key not in _NAMES else None


def _index_map(whole: _Whole) -> NodeMap[Concentration]:
    return NodeMap(
        classes=(Class.CONCENTRATION,),
        subject=lambda one: whole.node("concentration", *filter(None, (_guid(one),))),
        props=(
            Prop(Property.ABOUT, lambda one: whole.iris.fora(_guid(one)) if _guid(one) else whole.at, iri),
            Prop(Property.MEASURED_ON, lambda _one: whole.on, typed, required=True),
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
