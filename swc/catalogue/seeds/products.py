"""Loads the products with their component claims, standards and names, each with the trust of its row."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session, col, select

from fora.kinds import ForaType, ReleaseStatus
from fora.models import Element, Release
from swc.access.kinds import Act
from swc.audit.kinds import SubjectKind
from swc.audit.service import record
from swc.catalogue import codelists, search
from swc.catalogue.data_files import rows
from swc.catalogue.kinds import ClaimOrigin, DataLevel, LocationKind, ProductStatus, Trust
from swc.catalogue.models import (
    ComponentClaim,
    FactSource,
    Product,
    ProductAlias,
    ProductLocation,
    ProductStandard,
)
from swc.catalogue.rules import first_day, fold, key_of
from swc.catalogue.seeds.reading import Source, Tally, is_unknown, source_of
from vocab.facts import component_alias, component_names

PRODUCT = "product"
_GENERAL = "general knowledge"


@dataclass(frozen=True, slots=True)
class Shelf:
    """What rows are matched against: vendors by name, components by folded name, the codes of standards."""

    vendors: dict[str, str]
    components: dict[str, str]
    standards: frozenset[str]


def load_products(session: Session, vendors: dict[str, str], tally: Tally, *, by: Act) -> dict[str, Product]:
    """Add the products that the catalogue lacks; returns those by the name they have in the data."""
    shelf = Shelf(
        vendors=vendors,
        components=_components(session),
        standards=frozenset(choice.code for choice in codelists.choices(session, "standards")),
    )
    existing = set(session.exec(select(Product.key)).all())
    new: dict[str, Product] = {}
    for row in rows("products.csv"):
        if product_key(row["product"]) not in existing:
            new[row["product"]] = _add(session, row, shelf, tally, by=by)
    tally.products += len(new)
    return new


def product_key(name: str) -> str:
    """Return the key of a product by the name it has in the data."""
    return key_of(_naming(name).get("name") or name)


def _naming(name: str) -> dict[str, str]:
    return next((row for row in rows("names.csv") if row["product"] == name), {})


def _add(session: Session, row: dict[str, str], shelf: Shelf, tally: Tally, *, by: Act) -> Product:
    naming, source = _naming(row["product"]), source_of(row)
    product = Product(
        key=product_key(row["product"]),
        name=naming.get("name") or row["product"],
        vendor_key=shelf.vendors.get(row["vendor"]),
        status=ProductStatus.CONCEPT if row["verified"] == _GENERAL else ProductStatus.CONFIRMED,
        category=row["category"],
        data_level=DataLevel(row["personal_data_level"]),
        end_of_life=first_day(naming.get("end_of_life", "")),
    )
    session.add(product)
    session.flush()
    notes = [naming.get("note", ""), *_vendor_note(row, tally), *_component(session, product, row, shelf, tally)]
    notes += _phrases(session, product, row, shelf, tally)
    product.note = " ".join(note for note in notes if note)
    _sources(session, product, row, source)
    _names(session, product, naming)
    record(
        session,
        by=by,
        kind="product.added",
        subject=SubjectKind.PRODUCT,
        key=product.key,
        after={"name": product.name, "vendor_key": product.vendor_key, "status": product.status.value},
    )
    return product


def _sources(session: Session, product: Product, row: dict[str, str], source: Source) -> None:
    """Note the source of each field; a `partly` row proves the product, not its vendor or data level."""
    general = row["verified"] == _GENERAL
    proven = Trust.UNCONFIRMED if general else Trust.CONFIRMED
    trusts = {"name": proven, "category": proven, "data_level": source.trust}
    trusts["vendor_key"] = source.trust if product.vendor_key else Trust.UNKNOWN
    if product.end_of_life is not None:
        trusts["end_of_life"] = source.trust
    session.add_all(
        FactSource(
            subject_kind=PRODUCT,
            subject_key=product.key,
            field=field,
            note="Algemene kennis, niet nagekeken." if general else "",
            **source.columns(trust),
        )
        for field, trust in trusts.items()
    )


def _names(session: Session, product: Product, naming: dict[str, str]) -> None:
    names = [name.strip() for name in naming.get("aliases", "").split(";") if name.strip()]
    aliases = sorted(set(names) - {product.name})
    session.add_all(ProductAlias(product_key=product.key, name=name) for name in aliases)
    search.index_new(session, PRODUCT, product.key, title=product.name, names=aliases)


def _vendor_note(row: dict[str, str], tally: Tally) -> list[str]:
    if not is_unknown(row["vendor"]):
        return []
    tally.miss(row["product"], row["vendor"], "leverancier blijft onbekend")
    return [f"Leverancier onbekend (bron: “{row['vendor']}”)."]


def _component(session: Session, product: Product, row: dict[str, str], shelf: Shelf, tally: Tally) -> list[str]:
    """Claim the component that the guess names; an alias is never more than unconfirmed, no match is only noted."""
    guess, source = row["fora_reference_component_guess"].strip(), source_of(row)
    guid = shelf.components.get(fold(guess)) or component_alias(guess)
    if guid is None:
        tally.miss(row["product"], guess, "geen component geclaimd, naam in de opmerking")
        return [f"Soort systeem volgens de bron: “{guess}”."]
    exact = fold(guess) in shelf.components or fold(component_names().get(guid, "")) == fold(guess)
    session.add(
        ComponentClaim(
            product_key=product.key,
            component_guid=guid,
            origin=ClaimOrigin.SEED,
            **source.columns(source.trust if exact else Trust.UNCONFIRMED),
        )
    )
    tally.claims += 1
    return []


def _phrases(session: Session, product: Product, row: dict[str, str], shelf: Shelf, tally: Tally) -> list[str]:
    """Read the column of standards phrase by phrase; what is no standard or place is kept as text."""
    known = {phrase["phrase"]: phrase for phrase in rows("phrases.csv")}
    left: list[str] = []
    for text in (part.strip() for part in row["standards"].split(";")):
        if text and not _placed(session, product, known.get(text), shelf, tally, source=source_of(row)):
            tally.miss(row["product"], text, "geen standaard, tekst in de opmerking")
            left.append(f"“{text}”")
    return [f"Verder volgens de bron: {', '.join(left)}."] if left else []


def _placed(
    session: Session, product: Product, phrase: dict[str, str] | None, shelf: Shelf, tally: Tally, *, source: Source
) -> bool:
    """Write the standards or the place that a phrase means; says whether it could be placed."""
    if phrase is None:
        return False
    trust = Trust.UNCONFIRMED if phrase["weak"] else source.trust
    if phrase["kind"] == "location":
        session.add(
            ProductLocation(
                product_key=product.key, country=phrase["value"], kind=LocationKind.STORAGE, **source.columns(trust)
            )
        )
        return True
    codes = phrase["value"].split()
    if not set(codes) <= shelf.standards:
        return False
    session.add_all(
        ProductStandard(product_key=product.key, standard=code, version=phrase["version"], **source.columns(trust))
        for code in codes
    )
    tally.standards += len(codes)
    return True


def _components(session: Session) -> dict[str, str]:
    """Return the components of the published release by folded name."""
    found = session.exec(
        select(Element.name, Element.guid)
        .join(Release, col(Release.id) == col(Element.release_id))
        .where(Release.status == ReleaseStatus.PUBLISHED, Element.fora_type == ForaType.COMPONENT.value)
    ).all()
    return {fold(name): guid for name, guid in found}
