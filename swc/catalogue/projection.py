"""The catalogue as RDF for the graph `catalogue`: vendors, products and central DPIAs with every fact's provenance.

A vendor is an `org:Organization`, a product a `schema:SoftwareApplication` and an `archimate:ApplicationComponent`,
a central DPIA a `dpv:DPIA`. What somebody says of a product (suited for a component, supports a standard, keeps data
somewhere) is a resource of its own with provenance, beside the plain triple that makes it easy to ask for. Which
board proposed a product is never written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, TypeVar

from pyoxigraph import Triple
from sqlmodel import Session, SQLModel, select

from swc.catalogue import central_projection as central
from swc.catalogue import product_projection as product
from swc.catalogue.concept_projection import kept_triples
from swc.catalogue.imported.projection import imported_triples
from swc.catalogue.mappings.projection import mapping_triples
from swc.catalogue.models import (
    CentralDpia,
    CentralDpiaMeasure,
    CentralDpiaProduct,
    CentralDpiaVersion,
    ComponentClaim,
    FactSource,
    OwnershipPeriod,
    Product,
    ProductAlias,
    ProductCategoryOfData,
    ProductCertificate,
    ProductLocation,
    ProductReference,
    ProductStandard,
    ProductVersion,
    SubProcessor,
    Vendor,
    VendorAlias,
)
from swc.catalogue.ownership.projection import period_maps
from swc.catalogue.rules import group
from swc.catalogue.vendor_queries import owned
from vocab.iris import Iris
from vocab.mapping import NodeMap, triples

GRAPH = "catalogue"
Row = TypeVar("Row", bound=SQLModel)


def catalogue_triples(session: Session, iris: Iris, on: date) -> Iterator[Triple]:
    """Yield every triple of the catalogue, in at most twenty-two statements whatever its size."""
    known = owned(session, on=on)
    nodes = (
        product.VendorNode(row, group(known, row.key), known[row.key].parent_key, known[row.key].parent_known)
        for row in _all(session, Vendor)
    )
    yield from triples(product.vendor_map(iris), nodes)
    for table, maps in row_maps(iris):
        rows = _all(session, table)
        for mapping in maps:
            yield from triples(mapping, rows)
    sourced = (row for row in _all(session, FactSource) if row.field in product.FIELDS)
    yield from triples(product.fact_map(iris), sourced)
    yield from mapping_triples(session, iris)
    yield from imported_triples(session, iris)
    yield from kept_triples(session)


def row_maps(iris: Iris) -> Iterable[tuple[type[SQLModel], tuple[NodeMap[Any], ...]]]:
    """Return each table with how its rows become nodes."""
    return (
        (VendorAlias, (product.vendor_alias_map(iris),)),
        (OwnershipPeriod, period_maps(iris)),
        (Product, (product.product_map(iris),)),
        (ProductAlias, (product.product_alias_map(iris),)),
        (ProductVersion, (product.version_map(iris),)),
        (ComponentClaim, product.claim_maps(iris)),
        (ProductStandard, product.standard_maps(iris)),
        (ProductLocation, product.location_maps(iris)),
        (SubProcessor, product.sub_processor_maps(iris)),
        (ProductCategoryOfData, product.category_maps(iris)),
        (ProductCertificate, product.certificate_maps(iris)),
        (CentralDpia, (central.central_map(iris),)),
        (CentralDpiaProduct, (central.covers_map(iris),)),
        (CentralDpiaVersion, central.version_maps(iris)),
        (CentralDpiaMeasure, central.measure_maps(iris)),
        (ProductReference, (central.reference_map(iris),)),
    )


def _all(session: Session, table: type[Row]) -> list[Row]:
    """Return the rows of a table by key, so that the same content gives the same file."""
    keys = list(table.__table__.primary_key.columns)  # type: ignore[attr-defined]
    return list(session.exec(select(table).order_by(*keys)).all())
