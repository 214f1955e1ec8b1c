"""The countries of a product kept apart: a country of storage says nothing of who may be ordered to hand over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from sqlmodel import Session

from swc.catalogue.kinds import LocationKind
from swc.catalogue.ownership.queries import owned
from swc.catalogue.ownership.schemas import Jurisdiction, Jurisdictions
from swc.catalogue.rules import Owned, owners
from swc.catalogue.schemas import UNSOURCED, ProductDetail, Provenance, SubProcessorFact
from swc.catalogue.vendor_queries import VENDOR, provenances

VENDOR_ROLE: Final = "vendor"
PARENT_ROLE: Final = "ultimate-parent"
SUB_ROLE: Final = "sub-processor"
SUB_PARENT_ROLE: Final = "sub-processor-parent"
_PLACES: Final = {LocationKind.STORAGE: "storage", LocationKind.SUPPORT: "support"}


def jurisdictions(session: Session, product: ProductDetail, *, on: date) -> Jurisdictions:
    """Return the countries that bear on a product on a day, in two statements besides those of the product."""
    known = owned(session, on=on)
    vendor_key = product.vendor.key if product.vendor else None
    subs = {one.vendor_key for one in product.sub_processors if one.vendor_key}
    tops = {key: owners(known, key).chain[-1].key for key in (vendor_key, *subs) if key is not None and key in known}
    sources = _country_sources(session, {*tops, *tops.values()})
    return Jurisdictions(
        on=on,
        vendor=_of(known, vendor_key, VENDOR_ROLE, sources),
        parent=_top(known, vendor_key, PARENT_ROLE, sources),
        locations=tuple(
            Jurisdiction(role=_PLACES[one.kind], country=one.country, provenance=one.provenance)
            for one in product.locations
        ),
        sub_processors=tuple(_sub(one, known) for one in product.sub_processors),
        sub_parents=tuple(_sub_parents(product, known, sources)),
    )


def _country_sources(session: Session, keys: set[str]) -> dict[str, Provenance]:
    """Return where the country of each vendor comes from, in one statement."""
    found = provenances(session, VENDOR, sorted(keys))
    return {key: facts["country"] for key, facts in found.items() if "country" in facts}


def _of(
    known: Mapping[str, Owned], key: str | None, role: str, sources: Mapping[str, Provenance]
) -> Jurisdiction | None:
    if key is None or key not in known:
        return None
    one = known[key]
    return Jurisdiction(role=role, name=one.name, key=key, country=one.country, provenance=sources.get(key, UNSOURCED))


def _top(
    known: Mapping[str, Owned], key: str | None, role: str, sources: Mapping[str, Provenance]
) -> Jurisdiction | None:
    """Return the country of the top above a vendor; a chain that ends in the unknown says so."""
    if key is None or key not in known:
        return None
    found = owners(known, key)
    top = _of(known, found.chain[-1].key, role, sources)
    return top.model_copy(update={"chain_known": found.known}) if top else None


def _sub(one: SubProcessorFact, known: Mapping[str, Owned]) -> Jurisdiction:
    """Return the country of a sub-processor: the one that is told of it here, else that of the organisation."""
    organisation = known.get(one.vendor_key or "")
    country = one.country or (organisation.country if organisation else None)
    return Jurisdiction(role=SUB_ROLE, name=one.name, key=one.vendor_key, country=country, provenance=one.provenance)


def _sub_parents(
    product: ProductDetail, known: Mapping[str, Owned], sources: Mapping[str, Provenance]
) -> Iterator[Jurisdiction]:
    seen: set[str] = set()
    for one in product.sub_processors:
        top = _top(known, one.vendor_key, SUB_PARENT_ROLE, sources)
        if top is not None and top.key != one.vendor_key and top.key not in seen:
            seen.add(top.key or "")
            yield top.model_copy(update={"name": f"{top.name} ({one.name})"})
