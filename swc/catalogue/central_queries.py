"""Reads of central DPIAs with their versions, and of the dated references beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlmodel import Session, col, select

from swc.catalogue.central_changes import what_changed
from swc.catalogue.facts import provenance
from swc.catalogue.models import (
    CentralDpia,
    CentralDpiaMeasure,
    CentralDpiaProduct,
    CentralDpiaVersion,
    Product,
    ProductReference,
)
from swc.catalogue.schemas import CentralDpiaDetail, CentralMeasure, CentralVersion, ProductRef, ReferenceFact


def central_dpias(session: Session) -> tuple[CentralDpiaDetail, ...]:
    """Return every central DPIA by title, in four statements."""
    return _details(session, None)


def central_dpia(session: Session, key: str) -> CentralDpiaDetail | None:
    """Return one central DPIA; nothing when there is no such key."""
    found = _details(session, [key])
    return found[0] if found else None


def for_products(session: Session, keys: Sequence[str]) -> tuple[CentralDpiaDetail, ...]:
    """Return the central DPIAs that are about some products, the newest first, in five statements."""
    about = session.exec(
        select(CentralDpiaProduct.central_key).where(col(CentralDpiaProduct.product_key).in_(keys)).distinct()
    ).all()
    found = _details(session, list(about))
    return tuple(sorted(found, key=_newest, reverse=True))


def product_choices(session: Session) -> tuple[tuple[str, str], ...]:
    """Return key and name of every product, by name, to choose what a central DPIA is about."""
    rows = session.exec(select(Product.key, Product.name).order_by(Product.name, Product.key)).all()
    return tuple((key, name) for key, name in rows)


def references(session: Session, keys: Iterable[str]) -> tuple[ReferenceFact, ...]:
    """Return the dated references of some products, the newest first."""
    rows = session.exec(
        select(ProductReference)
        .where(col(ProductReference.product_key).in_(list(keys)))
        .order_by(ProductReference.dated.desc(), col(ProductReference.id))  # type: ignore[attr-defined]
    ).all()
    return tuple(
        ReferenceFact(**row.model_dump(exclude={"source_url", "checked_on", "trust"}), provenance=provenance(row))
        for row in rows
    )


def _newest(one: CentralDpiaDetail) -> int:
    latest = one.latest
    return latest.effective_on.toordinal() if latest and latest.effective_on else 0


def _details(session: Session, keys: Sequence[str] | None) -> tuple[CentralDpiaDetail, ...]:
    wanted = select(CentralDpia).order_by(CentralDpia.title, CentralDpia.key)
    if keys is not None:
        wanted = wanted.where(col(CentralDpia.key).in_(keys))
    rows = session.exec(wanted).all()
    found = [row.key for row in rows]
    versions, about = central_versions(session, found), _products(session, found)
    return tuple(
        CentralDpiaDetail(
            key=row.key,
            title=row.title,
            commissioner=row.commissioner,
            executor=row.executor,
            scope=row.scope,
            products=tuple(about.get(row.key, ())),
            versions=versions.get(row.key, ()),
        )
        for row in rows
    )


def central_versions(session: Session, keys: Sequence[str]) -> dict[str, tuple[CentralVersion, ...]]:
    """Return the versions of some central DPIAs, newest first, with measures and changes; two statements."""
    measures = _measures(session, keys)
    found: dict[str, list[CentralVersion]] = defaultdict(list)
    rows = session.exec(
        select(CentralDpiaVersion)
        .where(col(CentralDpiaVersion.central_key).in_(keys))
        .order_by(col(CentralDpiaVersion.number))
    ).all()
    for row in rows:
        version = CentralVersion(
            **row.model_dump(exclude={"central_key", "source_url", "checked_on", "trust"}),
            provenance=provenance(row),
            measures=tuple(measures.get((row.central_key, row.number), ())),
        )
        before = found[row.central_key][-1] if found[row.central_key] else None
        found[row.central_key].append(version.model_copy(update={"changes": what_changed(before, version)}))
    return {key: tuple(reversed(versions)) for key, versions in found.items()}


def _measures(session: Session, keys: Sequence[str]) -> dict[tuple[str, int], list[CentralMeasure]]:
    """Return the measures of central DPIAs by key and number of version, in their order."""
    found: dict[tuple[str, int], list[CentralMeasure]] = defaultdict(list)
    rows = session.exec(
        select(CentralDpiaMeasure)
        .where(col(CentralDpiaMeasure.central_key).in_(keys))
        .order_by(col(CentralDpiaMeasure.position), CentralDpiaMeasure.code)
    ).all()
    for row in rows:
        measure = CentralMeasure(code=row.code, addressee=row.addressee, text=row.text, due=row.due)
        found[row.central_key, row.number].append(measure)
    return found


def _products(session: Session, keys: Sequence[str]) -> dict[str, list[ProductRef]]:
    found: dict[str, list[ProductRef]] = defaultdict(list)
    rows = session.exec(
        select(CentralDpiaProduct.central_key, Product.key, Product.name, Product.status)
        .join(Product, col(Product.key) == col(CentralDpiaProduct.product_key))
        .where(col(CentralDpiaProduct.central_key).in_(keys))
        .order_by(Product.name)
    ).all()
    for central_key, key, name, status in rows:
        found[central_key].append(ProductRef(key=key, name=name, status=status))
    return found
