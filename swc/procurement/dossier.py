"""Tender dossiers of a component or a product: one read model behind page, files and JSON, of public facts only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from fora.derivation import Reach, published_reach
from fora.queries import published
from swc.catalogue import facts
from swc.catalogue.kinds import ProductStatus
from swc.catalogue.models import ComponentClaim, Product
from swc.catalogue.queries import claimed_components, product_facts
from swc.catalogue.schemas import CertificateFact, ProductFacts, Provenance
from swc.procurement.answers import Known, candidate
from swc.procurement.kinds import SubjectOf
from swc.procurement.needs import Needs, cpv_codes, needs
from swc.procurement.requirements import requirements
from swc.procurement.schemas import Choice, Choices, Requirement, TenderDossier, WeighedProduct
from vocab.facts import component_names


@dataclass(frozen=True, slots=True)
class Weighed:
    """Products with what they are held against: the needs of the components, and the requirements."""

    needs: Needs
    requirements: tuple[Requirement, ...]
    candidates: tuple[WeighedProduct, ...]


def component_dossier(session: Session, guid: str, *, on: date) -> TenderDossier | None:
    """Return the dossier of a component with every confirmed product that is said to suit it; a fixed number of reads.

    Nothing for what neither the published release nor our mappings know as a component.
    """
    reach = published_reach(session)
    if not _is_component(reach, guid):
        return None
    found = weighed(session, _suited(session, guid), (guid,), on=on, reach=reach)
    name = found.needs.components[0].name
    return _dossier(session, found, subject=SubjectOf.COMPONENT, key=guid, name=name, on=on)


def product_dossier(session: Session, key: str, *, on: date) -> TenderDossier | None:
    """Return the dossier of what a product is suited for, with what is known of the product itself."""
    product = product_facts(session, [key], on=on).get(key)
    if product is None or product.status is ProductStatus.MERGED:
        return None
    reach = published_reach(session)
    found = weighed(session, (key,), _components(product), on=on, reach=reach)
    return _dossier(
        session, found, subject=SubjectOf.PRODUCT, key=key, name=product.name, on=on, category=product.category
    )


def weighed(session: Session, keys: Sequence[str], guids: Sequence[str], *, on: date, reach: Reach | None) -> Weighed:
    """Return products, in the order of their keys, held against what components ask; a fixed number of reads."""
    products = product_facts(session, keys, on=on)
    certificates = facts.certificates(session, keys)
    own = {one.category for one in products[keys[0]].data_categories} if len(keys) == 1 and keys[0] in products else ()
    asked = needs(reach, guids, own)
    wanted = requirements(asked, on)
    return Weighed(
        needs=asked,
        requirements=wanted,
        candidates=tuple(
            candidate(_known(products[key], certificates.get(key, ()), asked, on), wanted)
            for key in keys
            if key in products
        ),
    )


def choices(session: Session) -> Choices:
    """Return the components and the confirmed products to ask a dossier for, by name."""
    reach = published_reach(session)
    components = [(one.guid, one.name) for one in reach.components] if reach else list(claimed_components(session))
    products = session.exec(
        select(Product.key, Product.name).where(Product.status == ProductStatus.CONFIRMED).order_by(Product.name)
    ).all()
    return Choices(
        components=tuple(Choice(key=guid, name=name) for guid, name in components),
        products=tuple(Choice(key=key, name=name) for key, name in products),
    )


def _is_component(reach: Reach | None, guid: str) -> bool:
    if reach is not None and any(one.guid == guid for one in reach.components):
        return True
    return guid in component_names()


def _dossier(
    session: Session, found: Weighed, *, subject: SubjectOf, key: str, name: str, on: date, category: str = ""
) -> TenderDossier:
    release = published(session)
    return TenderDossier(
        as_of=on,
        subject=subject,
        key=key,
        name=name,
        release=release.version if release else "",
        components=found.needs.components,
        cpv=cpv_codes(((one.guid, one.name) for one in found.needs.components), category),
        categories=found.needs.categories,
        data_level=found.needs.data_level,
        required=found.needs.required,
        requirements=found.requirements,
        candidates=found.candidates,
    )


def _suited(session: Session, guid: str) -> tuple[str, ...]:
    """Return the keys of the confirmed products that are said to suit a component, by name."""
    query = (
        select(Product.key, Product.name)
        .join(ComponentClaim, col(ComponentClaim.product_key) == col(Product.key))
        .where(ComponentClaim.component_guid == guid, Product.status == ProductStatus.CONFIRMED)
        .distinct()
    )
    return tuple(key for key, _ in sorted(session.exec(query).all(), key=lambda row: (row[1].casefold(), row[0])))


def _components(product: ProductFacts) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.component_guid for one in product.components))


def _known(product: ProductFacts, certificates: Iterable[CertificateFact], asked: Needs, on: date) -> Known:
    return Known(
        product=product,
        certificates=tuple(certificates),
        suits=_suits(product, asked),
        required=asked.required,
        on=on,
    )


def _suits(product: ProductFacts, asked: Needs) -> dict[str, Provenance]:
    """Return the functions of the components that a product is said to suit, with where that is said."""
    claimed = {one.component_guid: one.provenance for one in product.components}
    return {
        one.guid: claimed[component.guid]
        for component in asked.components
        if component.guid in claimed
        for one in component.functions
    }
