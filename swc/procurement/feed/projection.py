"""An entry of the catalogue's feed as RDF: the thing as it was told then, in the terms of the graph `catalogue`.

The rows are made again from what was told, so that an entry says the same for good. What the catalogue's graph
derives over several vendors (the owner of today, the ultimate parent) is not in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from pydantic.alias_generators import to_camel
from pyoxigraph import Triple
from sqlmodel import SQLModel

from swc.catalogue import product_projection as product
from swc.catalogue.models import FactSource, Vendor
from swc.catalogue.projection import row_maps
from swc.catalogue.provenance_terms import web_address
from swc.procurement.feed.kinds import FeedSubject
from swc.procurement.feed.reading import Facts, Part, Whole
from swc.procurement.feed.schemas import Entry
from swc.procurement.feed.subjects import CATALOGUE
from vocab.iris import Iris
from vocab.mapping import NodeMap, Prop, iri, nl, triples, typed
from vocab.namespaces import DCTERMS, ORG, SKOS
from vocab.terms import Class, Property

_READ: dict[type, Callable[[str], Any]] = {date: date.fromisoformat, Decimal: Decimal, UUID: UUID}
"""How a value that JSON has as text is read, by the type of its column."""


def vendor_map(iris: Iris) -> NodeMap[Vendor]:
    """Return how a vendor becomes a node without what follows from other vendors."""
    return NodeMap(
        (Class.VENDOR, ORG + "Organization"),
        lambda row: iris.thing("vendor", row.key),
        (
            Prop(SKOS + "prefLabel", lambda row: row.name, nl, required=True),
            Prop(DCTERMS + "identifier", lambda row: row.key),
            Prop(Property.COUNTRY, lambda row: row.country),
            Prop(Property.WEBSITE, lambda row: web_address(row.website), iri),
            Prop(Property.DPF_CERTIFIED, lambda row: row.dpf_certified, typed),
            Prop(Property.COVENANT_MEMBER, lambda row: row.covenant_member, typed),
        ),
    )


def entry_triples(entry: Entry, iris: Iris) -> Iterator[Triple]:
    """Yield the triples of what an entry tells; none for a thing that is gone."""
    if entry.data is None:
        return
    whole, facts = CATALOGUE[FeedSubject(entry.subject_kind)], entry.content()
    maps: dict[type[SQLModel], tuple[NodeMap[Any], ...]] = {
        **dict(row_maps(iris)),
        Vendor: (vendor_map(iris),),
        FactSource: (product.fact_map(iris),),
    }
    for table, rows in (_itself(whole, facts), *(_under(part, entry, facts) for part in whole.parts)):
        for mapping in maps.get(table, ()):
            yield from triples(mapping, rows)


def _itself(whole: Whole, facts: Facts) -> tuple[type[SQLModel], list[Any]]:
    return whole.table, [_row(whole.table, whole.columns, facts)]


def _under(part: Part, entry: Entry, facts: Facts) -> tuple[type[SQLModel], list[Any]]:
    """Return the rows of a part; of sources only those of fields that have a property."""
    given = facts.get(part.name, [])
    items = [{to_camel(part.columns[0]): one} for one in given] if part.flat else given
    rows = [_row(part.table, part.columns, one) for one in items]
    for row in rows:
        setattr(row, part.parent, entry.subject_key)
        for name, value in part.where:
            setattr(row, name, value)
    return part.table, [row for row in rows if part.table is not FactSource or row.field in product.FIELDS]


def _row(table: type[SQLModel], columns: tuple[str, ...], facts: Facts) -> Any:  # noqa: ANN401 - a row of the table
    found = {name: _value(table, name, facts[to_camel(name)]) for name in columns if to_camel(name) in facts}
    return table(**found)


def _value(table: type[SQLModel], name: str, value: Any) -> Any:  # noqa: ANN401 - any value of a column
    """Return a value of JSON as the column has it."""
    column = table.__table__.c[name]  # type: ignore[attr-defined]
    if value is None or not isinstance(value, str):
        return value
    kind = getattr(column.type, "enum_class", None) or column.type.python_type
    if issubclass(kind, Enum):
        return kind(value)
    return _READ[kind](value) if kind in _READ else value
