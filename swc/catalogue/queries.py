"""Reads of products and central DPIAs, each in a fixed number of statements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session, col, select

from swc.catalogue import facts
from swc.catalogue.central_queries import central_dpia, central_dpias, for_products, references
from swc.catalogue.duplicates.queries import successor
from swc.catalogue.filters import ProductFilter, conditions
from swc.catalogue.labels import category_label
from swc.catalogue.models import Product, ProductAlias, ProductVersion
from swc.catalogue.schemas import (
    CentralLatest,
    ClaimFact,
    ProductDetail,
    ProductFacts,
    ProductPage,
    ProductSummary,
    VendorRef,
    VersionFact,
)
from swc.catalogue.vendor_queries import (
    PRODUCT,
    provenances,
    vendor_detail,
    vendor_groups,
    vendor_names,
    vendor_refs,
    vendors,
)

__all__ = [
    "ProductFilter",
    "categories",
    "central_dpia",
    "central_dpias",
    "claimed_components",
    "existing_products",
    "product_detail",
    "product_facts",
    "products",
    "vendor_detail",
    "vendor_groups",
    "vendor_names",
    "vendors",
]


def products(
    session: Session, filters: ProductFilter | None = None, *, on: date, offset: int = 0, limit: int = 50
) -> ProductPage:
    """Return the products that fit the filters by name, in five statements."""
    refs = vendor_refs(session, on=on)
    fitting = conditions(filters or ProductFilter(), refs)
    total = session.exec(select(func.count()).select_from(Product).where(*fitting)).one()
    rows = _rows(session, fitting, offset=offset, limit=limit)
    keys = [row.key for row in rows]
    claimed, centrals = facts.claims(session, keys), facts.centrals(session, keys)
    return ProductPage(
        items=tuple(ProductSummary(**_summary(row, refs, claimed, centrals)) for row in rows),
        total=total,
        offset=offset,
        limit=limit,
    )


def product_detail(session: Session, key: str, *, on: date) -> ProductDetail | None:
    """Return all that is known of a product; nothing when there is no such key."""
    row = session.get(Product, key)
    if row is None:
        return None
    keys = [key]
    refs = vendor_refs(session, on=on)
    return ProductDetail(
        **_summary(row, refs, facts.claims(session, keys), facts.centrals(session, keys)),
        aliases=tuple(
            session.exec(
                select(ProductAlias.name).where(ProductAlias.product_key == key).order_by(ProductAlias.name)
            ).all()
        ),
        merged_into=successor(session, key) if row.merged_into else None,
        hosting=row.hosting,
        ai_use=row.ai_use,
        note=row.note,
        versions=_versions(session, key),
        standards=facts.standards(session, keys).get(key, ()),
        locations=facts.locations(session, keys).get(key, ()),
        sub_processors=facts.sub_processors(session, keys).get(key, ()),
        data_categories=facts.data_categories(session, keys).get(key, ()),
        certificates=facts.certificates(session, keys).get(key, ()),
        central_dpias=for_products(session, keys),
        references=references(session, keys),
        facts=provenances(session, PRODUCT, keys).get(key, {}),
    )


def product_facts(session: Session, keys: Iterable[str], *, on: date) -> dict[str, ProductFacts]:
    """Return what risk rules need of some products, in nine statements whatever their number.

    A key that does not exist has no entry.
    """
    wanted = sorted(set(keys))
    refs = vendor_refs(session, on=on)
    claimed, kept = facts.claims(session, wanted), facts.standards(session, wanted)
    places, subs = facts.locations(session, wanted), facts.sub_processors(session, wanted)
    data, centrals = facts.data_categories(session, wanted), facts.centrals(session, wanted)
    sources = provenances(session, PRODUCT, wanted)
    return {
        row.key: ProductFacts(
            key=row.key,
            name=row.name,
            status=row.status,
            category=row.category,
            vendor=refs.get(row.vendor_key or ""),
            data_level=row.data_level,
            hosting=row.hosting,
            ai_use=row.ai_use,
            end_of_life=row.end_of_life,
            components=claimed.get(row.key, ()),
            standards=kept.get(row.key, ()),
            locations=places.get(row.key, ()),
            sub_processors=subs.get(row.key, ()),
            data_categories=data.get(row.key, ()),
            centrals=centrals.get(row.key, ()),
            no_central_dpia_found_on=row.no_central_dpia_found_on,
            trusts={field: one.trust for field, one in sources.get(row.key, {}).items()},
            sources=sources.get(row.key, {}),
        )
        for row in session.exec(select(Product).where(col(Product.key).in_(wanted))).all()
    }


def categories(session: Session) -> tuple[str, ...]:
    """Return the categories that products have, by name."""
    rows = session.exec(select(Product.category).where(Product.category != "").distinct()).all()
    return tuple(sorted(rows, key=str.casefold))


def claimed_components(session: Session) -> tuple[tuple[str, str], ...]:
    """Return GUID and name of the components that some product is claimed to suit, by name, in one statement."""
    return facts.claimed_components(session)


def existing_products(session: Session, keys: Iterable[str]) -> dict[str, str]:
    """Return key and name of those products that exist."""
    rows = session.exec(select(Product.key, Product.name).where(col(Product.key).in_(sorted(set(keys))))).all()
    return dict(rows)


def _rows(session: Session, fitting: Sequence[ColumnElement[bool]], *, offset: int, limit: int) -> Sequence[Product]:
    return session.exec(
        select(Product).where(*fitting).order_by(func.lower(Product.name), Product.key).offset(offset).limit(limit)
    ).all()


def _summary(
    row: Product,
    refs: Mapping[str, VendorRef],
    claimed: Mapping[str, tuple[ClaimFact, ...]],
    centrals: Mapping[str, tuple[CentralLatest, ...]],
) -> dict[str, Any]:
    newest = centrals.get(row.key, ())
    return {
        "key": row.key,
        "name": row.name,
        "status": row.status,
        "category": row.category,
        "category_label": category_label(row.category),
        "data_level": row.data_level,
        "vendor": refs.get(row.vendor_key or ""),
        "components": claimed.get(row.key, ()),
        "end_of_life": row.end_of_life,
        "central_outcome": newest[0].outcome if newest else None,
        "no_central_dpia_found_on": row.no_central_dpia_found_on,
        "row_version": row.row_version,
    }


def _versions(session: Session, key: str) -> tuple[VersionFact, ...]:
    rows = session.exec(
        select(ProductVersion).where(ProductVersion.product_key == key).order_by(col(ProductVersion.id))
    ).all()
    return tuple(
        VersionFact(
            id=row.id or 0,
            name=row.name,
            status=row.status,
            from_date=row.from_date,
            end_of_support=row.end_of_support,
        )
        for row in rows
    )
