"""What the catalogue says of the products of a board, as the rules read it: countries, owners, versions, standards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any

from sqlalchemy import Row, Select, and_, bindparam, select
from sqlmodel import Session, col

from swc.catalogue.kinds import UNSUPPORTED, LocationKind
from swc.catalogue.models import (
    FactSource,
    Product,
    ProductCertificate,
    ProductLocation,
    ProductStandard,
    ProductVersion,
    SubProcessor,
)
from swc.catalogue.rules import Owned, Owners, fold
from swc.catalogue.rules import owners as owners_of
from swc.catalogue.vendor_queries import PRODUCT, owned
from swc.dpia.schemas import CentralRef
from swc.landscape.models import Use
from swc.risk.facts import NO_BIV, BivFact, CentralFact, CountryFact, ProductFacts, VendorFacts
from swc.risk.required_biv import rank
from swc.risk.supply_facts import OwnerFact, SubFact
from vocab.facts import country_code, product_traits
from vocab.kept import Kept
from vocab.schemes import scheme

_PLACES = {LocationKind.STORAGE: "Land van opslag", LocationKind.SUPPORT: "Land van inzage of ondersteuning"}

_PLACE = (ProductLocation.country, ProductLocation.kind, ProductLocation.source_url)
_SUB = (SubProcessor.name, SubProcessor.country, SubProcessor.vendor_key, SubProcessor.source_url)
_VERSION = (ProductVersion.id, ProductVersion.name, ProductVersion.status, ProductVersion.end_of_support)
_CERTIFICATE = (
    ProductCertificate.certificate,
    ProductCertificate.availability,
    ProductCertificate.integrity,
    ProductCertificate.confidentiality,
    ProductCertificate.valid_until,
)

Columns = tuple[Any, ...]
Rows = Mapping[str, list[Row[Any]]]


@dataclass(frozen=True, slots=True)
class Products:
    """The products of a board, ready to be bound to a use (which says which version it runs)."""

    listed: Mapping[str, Row[Any]]
    owners: Mapping[str, Owners]
    standards: Rows
    versions: Rows
    places: Rows
    certificates: Rows
    countries: Mapping[str, tuple[CountryFact, ...]]
    subs: Rows

    def product(self, key: str, version_id: int | None, central: CentralRef | None) -> ProductFacts:
        """Return a product with the version in use and the newest central DPIA; put together where any fact differs."""
        facts = (
            tuple(self.listed[key]),
            self.owners.get(self.listed[key].vendor_key or ""),
            self.countries[key],
            central,
            *(
                tuple(map(tuple, rows.get(key, ())))
                for rows in (self.standards, self.versions, self.certificates, self.subs)
            ),
            key in self.places,
        )
        subject = (key, version_id, central.key if central else "")
        return _PRODUCTS.of(subject, facts, lambda: self._product(key, version_id, central))

    def _product(self, key: str, version_id: int | None, central: CentralRef | None) -> ProductFacts:
        row = self.listed[key]
        owners = self.owners.get(row.vendor_key or "")
        versions = self.versions.get(key, [])
        used = next((one for one in versions if one.id == version_id), None)
        return ProductFacts(
            key=key,
            name=row.name,
            standards=frozenset(one.standard for one in self.standards.get(key, ())),
            end_of_life=row.end_of_life,
            end_of_life_source=row.end_source or "",
            version=used.name if used else "",
            version_end=used.end_of_support if used else None,
            version_status=used.status if used else "",
            other_version_ends=tuple(_other_ends(versions, used)),
            locations_known=key in self.places,
            countries=self.countries[key],
            vendor_country_known=owners is not None and owners.chain[0].country is not None,
            central=_central(central),
            ai_use=row.ai_use,
            ai_risk=_ai_risks().get(row.ai_use or "", ""),
            traits=product_traits().get(key, frozenset()),
            proven=_proven(self.certificates.get(key, ())),
            certificates=tuple(one.certificate for one in self.certificates.get(key, ())),
            sub_processors=tuple(dict.fromkeys(_sub(one) for one in self.subs.get(key, ()))),
        )

    def vendor(self, key: str) -> VendorFacts:
        """Return vendor and ultimate parent of a product; empty while the vendor is unknown."""
        owners = self.owners.get(self.listed[key].vendor_key or "")
        if owners is None:
            return _NO_VENDOR
        return _VENDORS.of(owners.chain[0].key, owners, lambda: _vendor(owners))


_PRODUCTS: Kept[ProductFacts] = Kept()
_VENDORS: Kept[VendorFacts] = Kept()
_NO_VENDOR = VendorFacts()


def _vendor(owners: Owners) -> VendorFacts:
    vendor, top = owners.chain[0], owners.chain[-1]
    return VendorFacts(
        key=vendor.key,
        name=vendor.name,
        group_key=top.key,
        group_name=top.name,
        group_known=owners.known,
        covenant_member=vendor.covenant_member,
        owners=tuple(
            OwnerFact(below.name, above.name, above.key, _held(below, above, top), below.parent_since)
            for below, above in pairwise(owners.chain)
        ),
    )


def _held(below: Owned, above: Owned, top: Owned) -> str:
    """Return how an owner holds what is below it; of the last owner its own kind says so where the step is silent."""
    return below.ownership_kind or (above.ownership_kind if above is top else None) or ""


def products(session: Session, board_number: str, today: date) -> Products:
    """Return the products that a board uses, in seven statements; a certificate counts to its last day."""
    listed = {row.key: row for row in session.execute(_listed(), {"board": board_number})}
    places = _rows(session, board_number, ProductLocation.product_key, _PLACE)
    subs = _rows(session, board_number, SubProcessor.product_key, _SUB)
    owners = _all_owners(session, listed.values(), subs, today)
    countries = {
        key: (
            *_places(key, places.get(key, ()), owners.get(row.vendor_key or "")),
            *_owners(owners.get(row.vendor_key or "")),
            *_sub_processors(key, subs.get(key, ()), owners),
        )
        for key, row in listed.items()
    }
    return Products(
        listed=listed,
        owners=owners,
        standards=_rows(session, board_number, ProductStandard.product_key, (ProductStandard.standard,)),
        versions=_rows(session, board_number, ProductVersion.product_key, _VERSION),
        places=places,
        certificates=_certificates(session, board_number, today),
        countries=countries,
        subs=subs,
    )


def _certificates(session: Session, board_number: str, today: date) -> Rows:
    """Return the certificates of products that are valid on a day, in one statement."""
    found = _rows(session, board_number, ProductCertificate.product_key, _CERTIFICATE)
    return {
        key: [one for one in rows if not one.valid_until or one.valid_until >= today] for key, rows in found.items()
    }


def _proven(rows: Iterable[Row[Any]]) -> BivFact:
    """Return the heaviest level that any certificate proves, by aspect."""
    levels = [BivFact(rank(one.availability), rank(one.integrity), rank(one.confidentiality)) for one in rows]
    return BivFact(*(max(ranks) for ranks in zip(NO_BIV, *levels, strict=True))) if levels else NO_BIV


@cache
def _ai_risks() -> Mapping[str, str]:
    """Return the risk class of each use of AI (scheme `ai-uses`)."""
    return {one.code: str(one.extra["aiRisk"]) for one in scheme("ai-uses").concepts}


def _all_owners(session: Session, listed: Iterable[Row[Any]], subs: Rows, today: date) -> dict[str, Owners]:
    """Return the chain of owners of every vendor and sub-processor of the products, in one statement."""
    known = owned(session, on=today)
    wanted = {row.vendor_key for row in listed} | {one.vendor_key for rows in subs.values() for one in rows}
    return {key: owners_of(known, key) for key in wanted if key in known}


def _used() -> Select[Any]:
    """Return the products that a board uses."""
    return select(col(Use.product_key)).where(col(Use.board_number) == bindparam("board"))


@cache
def _listed() -> Any:  # noqa: ANN401 - a select of named columns
    said = and_(
        col(FactSource.subject_kind) == PRODUCT,
        col(FactSource.subject_key) == col(Product.key),
        col(FactSource.field) == "end_of_life",
    )
    return (
        select(
            col(Product.key),
            col(Product.name),
            col(Product.vendor_key),
            col(Product.end_of_life),
            col(Product.ai_use),
            col(FactSource.source_url).label("end_source"),
        )
        .outerjoin(FactSource, said)
        .where(col(Product.key).in_(_used()))
    )


def _rows(session: Session, board_number: str, key: Any, columns: Columns) -> Rows:  # noqa: ANN401 - a column
    """Return rows by product, ordered by their own columns, in one statement."""
    found: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in session.execute(_by_product(key, columns), {"board": board_number}):
        found[row[0]].append(row)
    return dict(found)


@cache
def _by_product(key: Any, columns: Columns) -> Any:  # noqa: ANN401 - columns, and a select of them
    """Return the statement, put together once for each kind of row."""
    query = select(col(key), *(col(one) for one in columns)).where(col(key).in_(_used()))
    return query.order_by(*(col(one) for one in columns))


def _places(key: str, rows: Iterable[Row[Any]], owners: Owners | None) -> Iterator[CountryFact]:
    """Yield where data are kept or seen; there the certification of the vendor counts."""
    certified = owners.certified if owners else None
    for row in rows:
        role = _PLACES[row.kind]
        yield CountryFact(country_code(row.country), role, "", certified, row.source_url, "product", key)


def _owners(owners: Owners | None) -> Iterator[CountryFact]:
    """Yield the countries of the vendor and of everybody above it."""
    for place, link in enumerate(owners.chain if owners else ()):
        if link.country and owners:
            role = "Land van een eigenaar" if place else "Land van de leverancier"
            yield CountryFact(country_code(link.country), role, link.name, owners.certified, "", "vendor", link.key)


def _sub_processors(key: str, rows: Iterable[Row[Any]], owners: Mapping[str, Owners]) -> Iterator[CountryFact]:
    for row in rows:
        owner = owners.get(row.vendor_key or "")
        country = row.country or (owner.chain[0].country if owner else None)
        if country:
            role, certified = "Land van een subverwerker", owner.certified if owner else None
            yield CountryFact(country_code(country), role, row.name, certified, row.source_url, "product", key)


def _sub(row: Row[Any]) -> SubFact:
    """Return a sub-processor under the key by which it is the same below several products."""
    return SubFact(row.vendor_key or fold(row.name), row.name, row.vendor_key or "")


def _other_ends(versions: list[Row[Any]], used: Row[Any] | None) -> Iterator[tuple[str, date | None]]:
    for one in versions:
        if one is not used and (one.end_of_support is not None or one.status in UNSUPPORTED):
            yield one.name, one.end_of_support


def _central(newest: CentralRef | None) -> CentralFact | None:
    if newest is None:
        return None
    return CentralFact(newest.key, newest.title, newest.number, newest.effective_on, newest.source_url)
