"""What the catalogue says of the products of a board, as the rules read it: countries, owners, versions, standards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlmodel import Session, col, select

from swc.catalogue.kinds import LocationKind
from swc.catalogue.models import ProductVersion
from swc.catalogue.queries import product_facts
from swc.catalogue.schemas import CentralLatest, VendorRef
from swc.catalogue.schemas import ProductFacts as Listed
from swc.risk.facts import CentralFact, CountryFact, ProductFacts, VendorFacts
from vocab.facts import country_code

_PLACES = {LocationKind.STORAGE: "Land van opslag", LocationKind.SUPPORT: "Land van inzage of ondersteuning"}


@dataclass(frozen=True, slots=True)
class Products:
    """The products of a board, ready to be bound to a use (which says which version it runs)."""

    listed: dict[str, Listed]
    versions: dict[str, tuple[ProductVersion, ...]]
    countries: dict[str, tuple[CountryFact, ...]]

    def product(self, key: str, version_id: int | None) -> ProductFacts:
        """Return a product with the version in use."""
        listed = self.listed[key]
        versions = self.versions.get(key, ())
        used = next((one for one in versions if one.id == version_id), None)
        ends = ((one.name, one.end_of_support) for one in versions if one is not used)
        return ProductFacts(
            key=key,
            name=listed.name,
            standards=frozenset(one.standard for one in listed.standards),
            end_of_life=listed.end_of_life,
            end_of_life_source=listed.sources["end_of_life"].source_url if "end_of_life" in listed.sources else "",
            version=used.name if used else "",
            version_end=used.end_of_support if used else None,
            other_version_ends=tuple((name, end) for name, end in ends if end is not None),
            locations_known=bool(listed.locations),
            countries=self.countries[key],
            vendor_country_known=bool(listed.vendor_country),
            central=_central(listed.central),
        )

    def vendor(self, key: str) -> VendorFacts:
        """Return vendor and ultimate parent of a product; empty while the vendor is unknown."""
        vendor = self.listed[key].vendor
        if vendor is None:
            return VendorFacts()
        group = vendor.group
        return VendorFacts(vendor.key, vendor.name, group.key, group.name, group_known=group.known)


def products(session: Session, keys: Iterable[str]) -> Products:
    """Return the products with these keys, in a fixed number of statements."""
    wanted = sorted(set(keys))
    listed = product_facts(session, wanted)
    versions: dict[str, list[ProductVersion]] = defaultdict(list)
    for row in session.exec(
        select(ProductVersion).where(col(ProductVersion.product_key).in_(wanted)).order_by(col(ProductVersion.id))
    ):
        versions[row.product_key].append(row)
    return Products(
        listed=listed,
        versions={key: tuple(rows) for key, rows in versions.items()},
        countries={key: tuple(_countries(one)) for key, one in listed.items()},
    )


def _countries(listed: Listed) -> Iterator[CountryFact]:
    """Yield every country that has a say over the data: of the data, the vendor, its owners and sub-processors."""
    vendor = listed.vendor
    certified = _certified(vendor)
    for place in listed.locations:
        yield CountryFact(
            country_code(place.country),
            _PLACES[place.kind],
            dpf=certified,
            source=place.provenance.source_url,
            target_kind="product",
            target_key=listed.key,
        )
    if vendor is not None:
        yield from _owners(vendor, certified=certified)
    for sub in listed.sub_processors:
        if sub.country:
            yield CountryFact(
                country_code(sub.country),
                "Land van een subverwerker",
                sub.name,
                dpf=sub.dpf_certified,
                source=sub.provenance.source_url,
                target_kind="product",
                target_key=listed.key,
            )


def _owners(vendor: VendorRef, *, certified: bool | None) -> Iterator[CountryFact]:
    for link in vendor.group.chain:
        if link.country:
            role = "Land van de leverancier" if link.key == vendor.key else "Land van een eigenaar"
            yield CountryFact(
                country_code(link.country),
                role,
                link.name,
                dpf=certified,
                target_kind="vendor",
                target_key=link.key,
            )


def _certified(vendor: VendorRef | None) -> bool | None:
    """Say whether vendor or group is certified; a certification of one of them is taken to cover the other."""
    if vendor is None:
        return None
    said = (vendor.dpf_certified, vendor.group.dpf_certified)
    if True in said:
        return True
    return False if False in said else None


def _central(latest: CentralLatest | None) -> CentralFact | None:
    if latest is None:
        return None
    return CentralFact(latest.key, latest.title, latest.number, latest.effective_on)
