"""Reads of vendors: groups by ultimate parent, the list, and one vendor with its products and chain of owners."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col, select

from swc.catalogue.models import FactSource, Product, SearchName, Vendor, VendorAlias
from swc.catalogue.ownership.queries import deciding, owned
from swc.catalogue.rules import Owned, fold, group
from swc.catalogue.schemas import (
    ChainLink,
    ProductRef,
    Provenance,
    VendorDetail,
    VendorGroup,
    VendorPage,
    VendorRef,
    VendorSummary,
)

VENDOR = "vendor"
PRODUCT = "product"

__all__ = [
    "PRODUCT",
    "VENDOR",
    "owned",
    "provenances",
    "vendor_detail",
    "vendor_groups",
    "vendor_names",
    "vendor_refs",
    "vendors",
]


def vendor_groups(session: Session, keys: Collection[str] | None = None, *, on: date) -> dict[str, VendorGroup]:
    """Return the group of every vendor (or of those asked for) on a day, in one statement.

    A product without a vendor has no entry here: an unknown vendor belongs to no group and is never counted.
    """
    vendors = owned(session, on=on)
    return {key: group(vendors, key) for key in vendors if keys is None or key in keys}


def vendor_refs(session: Session, *, on: date) -> dict[str, VendorRef]:
    """Return every vendor as named beside a product, with its group on a day, in one statement."""
    vendors = owned(session, on=on)
    return {
        key: VendorRef(
            key=key,
            name=one.name,
            country=one.country,
            dpf_certified=one.dpf_certified,
            covenant_member=one.covenant_member,
            group=group(vendors, key),
        )
        for key, one in vendors.items()
    }


def vendors(session: Session, *, on: date, search: str = "", offset: int = 0, limit: int = 50) -> VendorPage:
    """Return vendors by name, in four statements; `search` looks in names and aliases, folded."""
    wanted = select(Vendor)
    for word in fold(search).split():
        named = select(SearchName.key).where(SearchName.kind == VENDOR, col(SearchName.folded).contains(word))
        wanted = wanted.where(col(Vendor.key).in_(named))
    total = session.exec(select(func.count()).select_from(wanted.subquery())).one()
    rows = session.exec(wanted.order_by(func.lower(Vendor.name), Vendor.key).offset(offset).limit(limit)).all()
    groups, counts = vendor_groups(session, on=on), _product_counts(session, [row.key for row in rows])
    return VendorPage(
        items=tuple(
            VendorSummary(**_summary(row, groups[row.key]), product_count=counts.get(row.key, 0)) for row in rows
        ),
        total=total,
        offset=offset,
        limit=limit,
    )


def vendor_detail(session: Session, key: str, *, on: date) -> VendorDetail | None:
    """Return a vendor with its chain of owners, own products and what it owns; nothing when there is no such key."""
    vendor = session.get(Vendor, key)
    if vendor is None:
        return None
    known = owned(session, on=on)
    products = session.exec(
        select(Product.key, Product.name, Product.status)
        .where(Product.vendor_key == key)
        .order_by(func.lower(Product.name))
    ).all()
    aliases = session.exec(
        select(VendorAlias.name).where(VendorAlias.vendor_key == key).order_by(VendorAlias.name)
    ).all()
    return VendorDetail(
        **_summary(vendor, group(known, key)),
        product_count=len(products),
        website=vendor.website,
        note=vendor.note,
        parent_key=known[key].parent_key,
        parent_known=known[key].parent_known,
        aliases=tuple(aliases),
        products=tuple(ProductRef(key=row[0], name=row[1], status=row[2]) for row in products),
        owns=tuple(_owns(known, key)),
        facts=provenances(session, VENDOR, [key]).get(key, {}) | _owner_facts(session, key, on),
    )


def _owner_facts(session: Session, key: str, on: date) -> dict[str, Provenance]:
    """Return source, date and trust of owner and kind of ownership: those of the period that says so on a day."""
    row = deciding(session, key, on)
    if row is None:
        return {}
    said = Provenance(source_url=row.source_url, checked_on=row.checked_on, trust=row.trust, note=row.note)
    return {"parent_key": said} | ({"ownership_kind": said} if row.kind else {})


def provenances(session: Session, kind: str, keys: Iterable[str]) -> dict[str, dict[str, Provenance]]:
    """Return source, date and trust of the fields of some vendors or products, in one statement."""
    found: dict[str, dict[str, Provenance]] = {}
    rows = session.exec(
        select(FactSource).where(FactSource.subject_kind == kind, col(FactSource.subject_key).in_(list(keys)))
    ).all()
    for row in rows:
        found.setdefault(row.subject_key, {})[row.field] = Provenance(
            source_url=row.source_url, checked_on=row.checked_on, trust=row.trust, note=row.note
        )
    return found


def vendor_names(session: Session) -> tuple[tuple[str, str], ...]:
    """Return key and name of every vendor by name, for a choice in a form."""
    rows = session.exec(select(Vendor.key, Vendor.name).order_by(func.lower(Vendor.name))).all()
    return tuple((key, name) for key, name in rows)


def _summary(row: Vendor, group: VendorGroup) -> dict[str, object]:
    return {
        "group": group,
        "key": row.key,
        "name": row.name,
        "country": row.country,
        "ownership_kind": group.chain[0].ownership_kind,
        "dpf_certified": row.dpf_certified,
        "covenant_member": row.covenant_member,
        "row_version": row.row_version,
    }


def _product_counts(session: Session, keys: list[str]) -> dict[str, int]:
    rows = session.exec(
        select(Product.vendor_key, func.count())
        .where(col(Product.vendor_key).in_(keys))
        .group_by(col(Product.vendor_key))
    ).all()
    return {key: count for key, count in rows if key is not None}


def _owns(known: Mapping[str, Owned], key: str) -> Iterable[ChainLink]:
    """Yield the organisations that a vendor owns directly, by name."""
    for one in sorted(known.values(), key=lambda each: each.name.casefold()):
        if one.parent_key == key:
            yield ChainLink(
                key=one.key, name=one.name, country=one.country, ownership_kind=one.ownership_kind, trust=one.trust
            )
