"""Reads of entries that may be one product, of the merges that were done, and where a merged entry went."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select

from swc.catalogue.duplicates.models import ProductDistinct, ProductMerge
from swc.catalogue.duplicates.rules import Entry, pairs
from swc.catalogue.duplicates.schemas import Candidate, DuplicatePair, MergeRecord
from swc.catalogue.kinds import ProductStatus
from swc.catalogue.models import (
    CentralDpiaProduct,
    ComponentClaim,
    Product,
    ProductAlias,
    ProductStandard,
    SubProcessor,
    Vendor,
    VendorAlias,
)

_FACTS = (ComponentClaim, ProductStandard, SubProcessor, CentralDpiaProduct)


def duplicates(session: Session) -> tuple[DuplicatePair, ...]:
    """Return the entries that look like one product, likeliest first, without those a person told apart.

    A fixed number of statements; compares every name of the catalogue, so it is for a page and not for a rule.
    """
    rows = session.exec(select(Product).where(col(Product.status) != ProductStatus.MERGED)).all()
    vendors = _vendor_names(session)
    aliases = _aliases(session)
    facts = _fact_counts(session)
    different = session.exec(select(ProductDistinct.first_key, ProductDistinct.second_key)).all()
    entries = [
        Entry(
            key=row.key,
            name=row.name,
            aliases=tuple(aliases.get(row.key, ())),
            vendor_key=row.vendor_key,
            vendor_names=vendors.get(row.vendor_key or "", ()),
            category=row.category,
            note=row.note,
        )
        for row in rows
    ]
    shown = {
        row.key: Candidate(
            key=row.key,
            name=row.name,
            status=row.status,
            vendor_key=row.vendor_key,
            vendor_name=next(iter(vendors.get(row.vendor_key or "", ())), ""),
            category=row.category,
            aliases=tuple(aliases.get(row.key, ())),
            facts=facts[row.key],
        )
        for row in rows
    }
    return tuple(
        DuplicatePair(keep=keep, other=other, reasons=pair.reasons, weight=pair.weight)
        for pair in pairs(entries, different=[(first, second) for first, second in different])
        for keep, other in [_fuller_first(shown[pair.first], shown[pair.second])]
    )


def successors(session: Session) -> dict[str, str]:
    """Return for every merged entry the entry that stands for it now, through merges of merges; one statement."""
    into: dict[str, str] = {
        key: target
        for key, target in session.exec(
            select(Product.key, Product.merged_into).where(col(Product.merged_into).is_not(None))
        )
        if target is not None
    }
    return {key: _last(into, key) for key in into}


def successor(session: Session, key: str, *, held: bool = False) -> str | None:
    """Return the entry that stands for a merged one now; nothing for an entry that was not merged.

    With `held`, no merge can come between until the unit of work ends (on PostgreSQL; SQLite has one writer).
    """
    lock = {"read": True, "key_share": True} if held and session.get_bind().dialect.name == "postgresql" else None
    at, seen = session.get(Product, key, with_for_update=lock), {key}
    while at is not None and at.merged_into is not None and at.merged_into not in seen:
        seen.add(at.merged_into)
        at = session.get(Product, at.merged_into, with_for_update=lock)
    return at.key if at is not None and at.key != key else None


def standing(session: Session, keys: Iterable[str]) -> tuple[str, ...]:
    """Return the entries that stand for some now, each once and in order, held as `successor` holds them.

    A key that the catalogue does not have stays as it is, for the caller to refuse.
    """
    return tuple(sorted({successor(session, key, held=True) or key for key in sorted(set(keys))}))


def merges(session: Session, key: str | None = None) -> tuple[MergeRecord, ...]:
    """Return the merges, newest first; with a key, those that entry took part in."""
    wanted = select(ProductMerge).order_by(col(ProductMerge.merged_at).desc(), col(ProductMerge.id))
    if key is not None:
        wanted = wanted.where((col(ProductMerge.from_key) == key) | (col(ProductMerge.into_key) == key))
    rows = session.exec(wanted).all()
    names = _names(session, col(Product.key).in_({one for row in rows for one in (row.from_key, row.into_key)}))
    return tuple(_record(row, names) for row in rows)


def _record(row: ProductMerge, names: Mapping[str, str]) -> MergeRecord:
    return MergeRecord(
        id=row.id,
        from_key=row.from_key,
        from_name=names.get(row.from_key, row.from_key),
        into_key=row.into_key,
        into_name=names.get(row.into_key, row.into_key),
        reason=row.reason,
        moved=row.moved["counted"],
        stayed=row.moved["stayed"],
        merged_at=row.merged_at,
        undone_at=row.undone_at,
    )


def _last(into: Mapping[str, str], key: str) -> str:
    seen = {key}
    while key in into and into[key] not in seen:
        key = into[key]
        seen.add(key)
    return key


def _fuller_first(one: Candidate, other: Candidate) -> tuple[Candidate, Candidate]:
    """Put the entry to keep first: a confirmed one, then the one with a vendor, then with more facts, then by key."""

    def rank(each: Candidate) -> tuple[bool, bool, int, str]:
        return (each.status is not ProductStatus.CONFIRMED, each.vendor_key is None, -each.facts, each.key)

    first, second = sorted((one, other), key=rank)
    return first, second


def _names(session: Session, where: ColumnElement[bool]) -> dict[str, str]:
    return dict(session.exec(select(Product.key, Product.name).where(where)).all())


def _vendor_names(session: Session) -> dict[str, tuple[str, ...]]:
    """Return every vendor's name and then its other names, in two statements."""
    found: dict[str, list[str]] = {key: [name] for key, name in session.exec(select(Vendor.key, Vendor.name))}
    for key, name in session.exec(select(VendorAlias.vendor_key, VendorAlias.name).order_by(VendorAlias.name)):
        found[key].append(name)
    return {key: tuple(names) for key, names in found.items()}


def _aliases(session: Session) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for key, name in session.exec(select(ProductAlias.product_key, ProductAlias.name).order_by(ProductAlias.name)):
        found[key].append(name)
    return found


def _fact_counts(session: Session) -> Counter[str]:
    found: Counter[str] = Counter()
    tables: Sequence[Any] = _FACTS
    for table in tables:
        rows = session.execute(select(table.product_key, func.count()).group_by(table.product_key))
        found.update({row[0]: row[1] for row in rows})
    return found
