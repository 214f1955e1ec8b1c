"""Reads of the facts that hang under products, each kind in one statement for any number of products."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeVar

from sqlalchemy import Subquery
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select

from fora.kinds import ReleaseStatus
from fora.models import Element, Release
from swc.catalogue.models import (
    CentralDpia,
    CentralDpiaProduct,
    CentralDpiaVersion,
    ComponentClaim,
    ProductCategoryOfData,
    ProductCertificate,
    ProductLocation,
    ProductStandard,
    Sourced,
    SubProcessor,
    Vendor,
)
from swc.catalogue.schemas import (
    CategoryFact,
    CentralLatest,
    CertificateFact,
    ClaimFact,
    LocationFact,
    Provenance,
    StandardFact,
    SubProcessorFact,
)

Fact = TypeVar("Fact")


def provenance(row: Sourced) -> Provenance:
    """Return source, date and trust of a fact that is a row."""
    return Provenance(source_url=row.source_url, checked_on=row.checked_on, trust=row.trust)


def claims(session: Session, keys: Sequence[str]) -> dict[str, tuple[ClaimFact, ...]]:
    """Return the component claims of products, with the name the published release gives the component."""
    found: dict[str, list[ClaimFact]] = defaultdict(list)
    names = _component_names()
    rows = session.exec(
        select(ComponentClaim, names.c.name)
        .outerjoin(names, names.c.guid == ComponentClaim.component_guid)
        .where(col(ComponentClaim.product_key).in_(keys))
        .order_by(ComponentClaim.product_key, names.c.name, ComponentClaim.component_guid, ComponentClaim.origin)
    ).all()
    for row, name in rows:
        found[row.product_key].append(
            ClaimFact(
                component_guid=row.component_guid,
                component_name=name or "",
                origin=row.origin,
                provenance=provenance(row),
            )
        )
    return _tuples(found)


def claimed_components(session: Session) -> tuple[tuple[str, str], ...]:
    """Return GUID and name of the components of the published release that some product is claimed to suit."""
    names = _component_names()
    rows = session.execute(
        sa_select(names.c.guid, names.c.name)
        .where(names.c.guid.in_(select(ComponentClaim.component_guid)))
        .order_by(names.c.name)
    ).all()
    return tuple((guid, name) for guid, name in rows)


def _component_names() -> Subquery:
    return (
        select(Element.guid, Element.name)
        .join(Release, col(Release.id) == col(Element.release_id))
        .where(Release.status == ReleaseStatus.PUBLISHED)
        .subquery()
    )


def standards(session: Session, keys: Sequence[str]) -> dict[str, tuple[StandardFact, ...]]:
    """Return the standards of products, by code."""
    found: dict[str, list[StandardFact]] = defaultdict(list)
    rows = session.exec(
        select(ProductStandard).where(col(ProductStandard.product_key).in_(keys)).order_by(ProductStandard.standard)
    ).all()
    for row in rows:
        found[row.product_key].append(
            StandardFact(standard=row.standard, version=row.version, provenance=provenance(row))
        )
    return _tuples(found)


def locations(session: Session, keys: Sequence[str]) -> dict[str, tuple[LocationFact, ...]]:
    """Return the places of data of products, by country."""
    found: dict[str, list[LocationFact]] = defaultdict(list)
    rows = session.exec(
        select(ProductLocation)
        .where(col(ProductLocation.product_key).in_(keys))
        .order_by(ProductLocation.country, ProductLocation.kind)
    ).all()
    for row in rows:
        found[row.product_key].append(LocationFact(country=row.country, kind=row.kind, provenance=provenance(row)))
    return _tuples(found)


def sub_processors(session: Session, keys: Sequence[str]) -> dict[str, tuple[SubProcessorFact, ...]]:
    """Return the sub-processors of products, with the DPF certification of those that are a known vendor."""
    found: dict[str, list[SubProcessorFact]] = defaultdict(list)
    rows = session.exec(
        select(SubProcessor, Vendor.dpf_certified, Vendor.country)
        .outerjoin(Vendor, col(Vendor.key) == col(SubProcessor.vendor_key))
        .where(col(SubProcessor.product_key).in_(keys))
        .order_by(SubProcessor.name)
    ).all()
    for row, certified, country in rows:
        found[row.product_key].append(
            SubProcessorFact(
                name=row.name,
                country=row.country or country,
                vendor_key=row.vendor_key,
                dpf_certified=certified,
                task=row.task,
                provenance=provenance(row),
            )
        )
    return _tuples(found)


def data_categories(session: Session, keys: Sequence[str]) -> dict[str, tuple[CategoryFact, ...]]:
    """Return the categories of personal data that products handle, by code."""
    found: dict[str, list[CategoryFact]] = defaultdict(list)
    rows = session.exec(
        select(ProductCategoryOfData)
        .where(col(ProductCategoryOfData.product_key).in_(keys))
        .order_by(ProductCategoryOfData.category)
    ).all()
    for row in rows:
        found[row.product_key].append(CategoryFact(category=row.category, provenance=provenance(row)))
    return _tuples(found)


def certificates(session: Session, keys: Sequence[str]) -> dict[str, tuple[CertificateFact, ...]]:
    """Return the certificates of products, by code; also those of which the last day has passed."""
    found: dict[str, list[CertificateFact]] = defaultdict(list)
    rows = session.exec(
        select(ProductCertificate)
        .where(col(ProductCertificate.product_key).in_(keys))
        .order_by(ProductCertificate.certificate)
    ).all()
    for row in rows:
        found[row.product_key].append(
            CertificateFact(
                certificate=row.certificate,
                availability=row.availability,
                integrity=row.integrity,
                confidentiality=row.confidentiality,
                valid_until=row.valid_until,
                provenance=provenance(row),
            )
        )
    return _tuples(found)


def centrals(session: Session, keys: Sequence[str]) -> dict[str, tuple[CentralLatest, ...]]:
    """Return the newest version of each central DPIA of products, newest first."""
    rows = session.execute(
        sa_select(
            col(CentralDpiaProduct.product_key),
            col(CentralDpia.key),
            col(CentralDpia.title),
            col(CentralDpiaVersion.number),
            col(CentralDpiaVersion.effective_on),
            col(CentralDpiaVersion.outcome),
        )
        .join(CentralDpia, col(CentralDpia.key) == col(CentralDpiaProduct.central_key))
        .join(CentralDpiaVersion, col(CentralDpiaVersion.central_key) == col(CentralDpia.key))
        .where(col(CentralDpiaProduct.product_key).in_(keys))
        .order_by(col(CentralDpiaVersion.number))
    ).all()
    newest: dict[tuple[str, str], CentralLatest] = {}
    for product_key, key, title, number, effective_on, outcome in rows:
        newest[(product_key, key)] = CentralLatest(
            key=key, title=title, number=number, effective_on=effective_on, outcome=outcome
        )
    found: dict[str, list[CentralLatest]] = defaultdict(list)
    for (product_key, _key), one in newest.items():
        found[product_key].append(one)
    return {key: newest_first(each) for key, each in found.items()}


def newest_first(versions: Iterable[CentralLatest]) -> tuple[CentralLatest, ...]:
    """Return central DPIAs by the date of their newest version, the undated ones last."""
    dated = sorted(versions, key=lambda one: one.key)
    return tuple(sorted(dated, key=lambda one: one.effective_on.toordinal() if one.effective_on else 0, reverse=True))


def _tuples(found: dict[str, list[Fact]]) -> dict[str, tuple[Fact, ...]]:
    return {key: tuple(each) for key, each in found.items()}
