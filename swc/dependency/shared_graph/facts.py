"""What follows for a use from its product and its places, as lines that only lack the use: the same for many boards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from swc.catalogue.kinds import ProductStatus, Trust
from swc.dependency.shared_graph.terms import Addresses, concept, node, plain
from swc.landscape import rules
from swc.landscape.derived import ObjectVerdict, Reference, usual_categories
from swc.landscape.kinds import CategoryOrigin, DerivedKind
from swc.landscape.projection import TOUCHES
from swc.landscape.rules import DataFacts
from swc.landscape.schemas import CategoryFact
from vocab.mapping import TYPE
from vocab.namespaces import RDFS
from vocab.terms import Class, Property

USE = "\0"
"""Stands in the lines where the address of the use comes; no address and no escaped text holds it."""

_MOST = 4_096
"""How many different texts are kept; the sector has about a thousand."""
_TOUCHING = {kind: node(term) for kind, term in TOUCHES.items()}


class Known(NamedTuple):
    """What decides the lines of a use, so that equal facts are told once."""

    product_key: str
    product: str
    stands: bool
    level: Any
    market: str
    stated: tuple[str, ...]
    placed: tuple[str, ...]
    own: tuple[str, ...]


class Said(NamedTuple):
    """A verdict on what is derived for a use."""

    guid: str
    kind: DerivedKind
    name: str
    by_hand: bool
    accepted: bool


def known(row: Any, stated: Iterable[str], placed: Iterable[str], own: Iterable[str]) -> Known:  # noqa: ANN401 - a row
    """Return what decides the lines of a use."""
    stands = row.product_status is ProductStatus.CONFIRMED or row.proposed_by_board == row.board_number
    return Known(
        row.product_key,
        row.product_name,
        stands,
        row.data_level,
        row.product_category,
        tuple(stated),
        tuple(placed),
        tuple(own),
    )


@dataclass(slots=True)
class Told:
    """The lines by what decides them, for one release and one installation."""

    addresses: Addresses
    reference: Reference
    kept: dict[Known, str]

    def of(self, facts: Known, said: Iterable[Said] = ()) -> str:
        """Return the lines of a use with `USE` for its address; verdicts are of this use alone and not kept."""
        verdicts = tuple(said)
        if verdicts:
            return self._text(facts, verdicts)
        found = self.kept.get(facts)
        if found is None:
            if len(self.kept) >= _MOST:
                self.kept.clear()
            found = self.kept[facts] = self._text(facts, ())
        return found

    def _text(self, facts: Known, said: tuple[Said, ...]) -> str:
        pairs = dict.fromkeys((*self._product(facts), *self._data(facts, said), *self._reached(facts, said)))
        return "".join(f"{USE} {predicate} {term} .\n" for predicate, term in pairs)

    def _product(self, facts: Known) -> Iterator[tuple[str, str]]:
        """Yield what it is; the name is that of the product, whatever the board calls it."""
        yield str(TYPE), node(Class.APP_USE)
        yield node(RDFS + "label"), plain(facts.product)
        yield node(Property.USES_PRODUCT), self.addresses.thing("product", facts.product_key)
        for guid in facts.placed:
            yield node(Property.USED_FOR), self.addresses.element(guid)

    def _data(self, facts: Known, said: Iterable[Said]) -> Iterator[tuple[str, str]]:
        objects = (
            ObjectVerdict(one.guid, one.name, one.accepted)
            for one in said
            if one.kind is DerivedKind.INFORMATION_OBJECT
        )
        data = DataFacts(
            product=facts.product,
            level=facts.level,
            level_stands=facts.stands,
            stated=tuple(_stated(code) for code in facts.stated),
            usual=usual_categories(facts.market),
            objects=self.reference.objects(facts.placed, objects),
            own=facts.own,
        )
        yield node(Property.PERSONAL_DATA), concept("personal-data", rules.processes_personal_data(data))
        for one in rules.categories(data):
            yield node(Property.DATA_CATEGORY), concept("data-categories", one.code)

    def _reached(self, facts: Known, said: Iterable[Said]) -> Iterator[tuple[str, str]]:
        """Yield what it supports and touches: what is derived and not rejected, and what a person added."""
        found = {one.guid: one.kind for one in self.reference.derived(facts.placed)}
        for verdict in said:
            if not verdict.accepted:
                found.pop(verdict.guid, None)
            elif verdict.by_hand:
                found.setdefault(verdict.guid, verdict.kind)
        for guid, kind in found.items():
            if kind in _TOUCHING:
                yield _TOUCHING[kind], self.addresses.element(guid)


def _stated(code: str) -> CategoryFact:
    return CategoryFact(code=code, origin=CategoryOrigin.PRODUCT, trust=Trust.UNKNOWN)
