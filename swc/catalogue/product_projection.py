"""How vendors, products and what is said of them become nodes."""

from __future__ import annotations

from dataclasses import dataclass

from swc.catalogue.kinds import DataLevel, ProductStatus
from swc.catalogue.models import (
    ComponentClaim,
    FactSource,
    Product,
    ProductAlias,
    ProductCategoryOfData,
    ProductCertificate,
    ProductLocation,
    ProductStandard,
    ProductVersion,
    SubProcessor,
    Vendor,
    VendorAlias,
)
from swc.catalogue.provenance_terms import PROVENANCE, web_address
from swc.catalogue.schemas import VendorGroup
from vocab.iris import Iris
from vocab.mapping import NodeMap, Prop, iri, nl, typed
from vocab.namespaces import ARCHIMATE, DCTERMS, ORG, OWL, PROV, RDF, RDFS, SCHEMA, SKOS, concept_iri
from vocab.terms import Class, Property

FIELDS = {
    "name": SKOS + "prefLabel",
    "country": Property.COUNTRY.value,
    "website": Property.WEBSITE.value,
    "dpf_certified": Property.DPF_CERTIFIED.value,
    "covenant_member": Property.COVENANT_MEMBER.value,
    "vendor_key": Property.SUPPLIED_BY.value,
    "category": Property.PRODUCT_CATEGORY.value,
    "data_level": Property.DATA_LEVEL.value,
    "hosting": Property.HOSTING.value,
    "ai_use": Property.AI_USE.value,
    "end_of_life": Property.END_OF_LIFE.value,
    "no_central_dpia_found_on": Property.NO_CENTRAL_DPIA_FOUND_ON.value,
}
"""The property that a field with a source of its own is written with."""


@dataclass(frozen=True, slots=True)
class VendorNode:
    """A vendor with its owner and the group it belongs to on the day of the drawing."""

    vendor: Vendor
    group: VendorGroup
    parent_key: str | None
    parent_known: bool


def vendor_map(iris: Iris) -> NodeMap[VendorNode]:
    """Return how a vendor becomes a node; the ultimate parent only where the chain of owners is known to its top."""
    return NodeMap(
        (Class.VENDOR, ORG + "Organization"),
        lambda row: iris.thing("vendor", row.vendor.key),
        (
            Prop(SKOS + "prefLabel", lambda row: row.vendor.name, nl, required=True),
            Prop(DCTERMS + "identifier", lambda row: row.vendor.key),
            Prop(Property.COUNTRY, lambda row: row.vendor.country),
            Prop(Property.OWNERSHIP_KIND, lambda row: _code("ownership-kinds", row.group.chain[0].ownership_kind), iri),
            Prop(Property.WEBSITE, lambda row: web_address(row.vendor.website), iri),
            Prop(Property.DPF_CERTIFIED, lambda row: row.vendor.dpf_certified, typed),
            Prop(Property.COVENANT_MEMBER, lambda row: row.vendor.covenant_member, typed),
            Prop(Property.PARENT, lambda row: _vendor(iris, row.parent_key), iri),
            Prop(ORG + "subOrganizationOf", lambda row: _vendor(iris, row.parent_key), iri),
            Prop(Property.PARENT_KNOWN, lambda row: row.parent_known, typed),
            Prop(Property.ULTIMATE_PARENT, lambda row: _vendor(iris, row.group.key) if row.group.known else None, iri),
            Prop(SKOS + "note", lambda row: row.vendor.note, nl),
        ),
    )


def product_map(iris: Iris) -> NodeMap[Product]:
    """Return how a product becomes a node; an unknown vendor gives no vendor."""
    return NodeMap(
        (Class.PRODUCT, SCHEMA + "SoftwareApplication", ARCHIMATE + "ApplicationComponent"),
        lambda row: iris.thing("product", row.key),
        (
            Prop(SKOS + "prefLabel", lambda row: row.name, nl, required=True),
            Prop(SCHEMA + "name", lambda row: row.name),
            Prop(DCTERMS + "identifier", lambda row: row.key),
            Prop(Property.SUPPLIED_BY, lambda row: _vendor(iris, row.vendor_key), iri),
            Prop(SCHEMA + "provider", lambda row: _vendor(iris, row.vendor_key), iri),
            Prop(Property.PRODUCT_STATUS, lambda row: _code("product-status", row.status.value), iri),
            Prop(Property.PRODUCT_CATEGORY, lambda row: row.category),
            Prop(Property.DATA_LEVEL, lambda row: _level(row.data_level), iri),
            Prop(Property.HOSTING, lambda row: _code("hosting-forms", row.hosting), iri),
            Prop(Property.AI_USE, lambda row: _code("ai-uses", row.ai_use), iri),
            Prop(Property.END_OF_LIFE, lambda row: row.end_of_life, typed),
            Prop(DCTERMS + "isReplacedBy", lambda row: row.merged_into and iris.thing("product", row.merged_into), iri),
            Prop(OWL + "deprecated", lambda row: True if row.merged_into else None, typed),
            Prop(Property.NO_CENTRAL_DPIA_FOUND_ON, lambda row: row.no_central_dpia_found_on, typed),
            Prop(SKOS + "note", _note, nl),
        ),
    )


def vendor_alias_map(iris: Iris) -> NodeMap[VendorAlias]:
    """Return how another name of a vendor is said of it."""
    return NodeMap(
        (), lambda row: iris.thing("vendor", row.vendor_key), (Prop(SKOS + "altLabel", lambda row: row.name, nl),)
    )


def product_alias_map(iris: Iris) -> NodeMap[ProductAlias]:
    """Return how another name of a product is said of it."""
    return NodeMap(
        (), lambda row: iris.thing("product", row.product_key), (Prop(SKOS + "altLabel", lambda row: row.name, nl),)
    )


def version_iri(iris: Iris, product_key: str, version_id: int) -> str:
    """Return the address of a version of a product, the same in every graph."""
    return iris.thing("product", product_key, "version", str(version_id))


def version_map(iris: Iris) -> NodeMap[ProductVersion]:
    """Return how a version of a product becomes a node."""
    return NodeMap(
        (Class.PRODUCT_VERSION, ARCHIMATE + "ApplicationComponent"),
        lambda row: version_iri(iris, row.product_key, row.id or 0),
        (
            Prop(RDFS + "label", lambda row: row.name, required=True),
            Prop(SCHEMA + "softwareVersion", lambda row: row.name),
            Prop(Property.VERSION_OF, lambda row: iris.thing("product", row.product_key), iri),
            Prop(DCTERMS + "isVersionOf", lambda row: iris.thing("product", row.product_key), iri),
            Prop(Property.VERSION_STATUS, lambda row: _code("version-status", row.status), iri),
            Prop(Property.VALID_FROM, lambda row: row.from_date, typed),
            Prop(Property.END_OF_SUPPORT, lambda row: row.end_of_support, typed),
        ),
    )


def claim_iri(iris: Iris, row: ComponentClaim) -> str:
    """Return the address of a claim."""
    return iris.thing("product", row.product_key, "claim", row.component_guid, row.origin.value)


def claim_maps(iris: Iris) -> tuple[NodeMap[ComponentClaim], NodeMap[ComponentClaim]]:
    """Return how a claim becomes a node, and what it says of its product ("is geschikt voor")."""
    return (
        NodeMap(
            (Class.COMPONENT_CLAIM, PROV + "Entity"),
            lambda row: claim_iri(iris, row),
            (
                Prop(Property.SUITED_FOR, lambda row: iris.fora(row.component_guid), iri, required=True),
                Prop(Property.CLAIM_ORIGIN, lambda row: _code("claim-origins", row.origin.value), iri),
                Prop(Property.ABOUT, lambda row: iris.thing("product", row.product_key), iri),
                *PROVENANCE,
            ),
        ),
        NodeMap(
            (),
            lambda row: iris.thing("product", row.product_key),
            (
                Prop(Property.SUITED_FOR, lambda row: iris.fora(row.component_guid), iri),
                Prop(Property.CLAIM, lambda row: claim_iri(iris, row), iri),
            ),
        ),
    )


def standard_maps(iris: Iris) -> tuple[NodeMap[ProductStandard], NodeMap[ProductStandard]]:
    """Return how support of a standard becomes a node, and what it says of its product."""

    def node(row: ProductStandard) -> str:
        return iris.thing("product", row.product_key, "standard", row.standard)

    return (
        NodeMap(
            (Class.STANDARD_SUPPORT, PROV + "Entity"),
            node,
            (
                Prop(Property.SUPPORTS_STANDARD, lambda row: _code("standards", row.standard), iri, required=True),
                Prop(Property.STANDARD_VERSION, lambda row: row.version),
                *PROVENANCE,
            ),
        ),
        NodeMap(
            (),
            lambda row: iris.thing("product", row.product_key),
            (
                Prop(Property.SUPPORTS_STANDARD, lambda row: _code("standards", row.standard), iri),
                Prop(Property.STANDARD_SUPPORT, node, iri),
            ),
        ),
    )


def location_maps(iris: Iris) -> tuple[NodeMap[ProductLocation], NodeMap[ProductLocation]]:
    """Return how a place of data becomes a node, and what it says of its product."""

    def node(row: ProductLocation) -> str:
        return iris.thing("product", row.product_key, "location", row.country, row.kind.value)

    return (
        NodeMap(
            (Class.DATA_LOCATION, PROV + "Entity"),
            node,
            (
                Prop(Property.COUNTRY, lambda row: row.country, required=True),
                Prop(Property.LOCATION_KIND, lambda row: _code("location-kinds", row.kind.value), iri),
                *PROVENANCE,
            ),
        ),
        NodeMap((), lambda row: iris.thing("product", row.product_key), (Prop(Property.DATA_LOCATION, node, iri),)),
    )


def sub_processor_maps(iris: Iris) -> tuple[NodeMap[SubProcessor], NodeMap[SubProcessor]]:
    """Return how a sub-processor becomes a node, and what it says of its product."""

    def node(row: SubProcessor) -> str:
        return iris.thing("product", row.product_key, "sub-processor", row.name)

    return (
        NodeMap(
            (Class.SUB_PROCESSING, PROV + "Entity"),
            node,
            (
                Prop(RDFS + "label", lambda row: row.name, required=True),
                Prop(Property.PROCESSED_BY, lambda row: _vendor(iris, row.vendor_key), iri),
                Prop(Property.COUNTRY, lambda row: row.country),
                Prop(Property.TASK, lambda row: row.task),
                *PROVENANCE,
            ),
        ),
        NodeMap((), lambda row: iris.thing("product", row.product_key), (Prop(Property.SUB_PROCESSING, node, iri),)),
    )


def category_maps(iris: Iris) -> tuple[NodeMap[ProductCategoryOfData], NodeMap[ProductCategoryOfData]]:
    """Return how a category of personal data becomes a node, and what it says of its product."""

    def node(row: ProductCategoryOfData) -> str:
        return iris.thing("product", row.product_key, "data-category", row.category)

    return (
        NodeMap(
            (Class.DATA_HANDLING, PROV + "Entity"),
            node,
            (
                Prop(Property.DATA_CATEGORY, lambda row: _code("data-categories", row.category), iri, required=True),
                *PROVENANCE,
            ),
        ),
        NodeMap(
            (),
            lambda row: iris.thing("product", row.product_key),
            (
                Prop(Property.DATA_CATEGORY, lambda row: _code("data-categories", row.category), iri),
                Prop(Property.DATA_HANDLING, node, iri),
            ),
        ),
    )


def certificate_maps(iris: Iris) -> tuple[NodeMap[ProductCertificate], NodeMap[ProductCertificate]]:
    """Return how a certificate with what it proves becomes a node, and what it says of its product."""

    def node(row: ProductCertificate) -> str:
        return iris.thing("product", row.product_key, "certificate", row.certificate)

    return (
        NodeMap(
            (Class.CERTIFICATION, PROV + "Entity"),
            node,
            (
                Prop(Property.CERTIFICATE, lambda row: _code("certificates", row.certificate), iri, required=True),
                Prop(Property.AVAILABILITY, lambda row: _code("biv-levels", row.availability), iri),
                Prop(Property.INTEGRITY, lambda row: _code("biv-levels", row.integrity), iri),
                Prop(Property.CONFIDENTIALITY, lambda row: _code("biv-levels", row.confidentiality), iri),
                Prop(Property.VALID_UNTIL, lambda row: row.valid_until, typed),
                *PROVENANCE,
            ),
        ),
        NodeMap((), lambda row: iris.thing("product", row.product_key), (Prop(Property.CERTIFICATION, node, iri),)),
    )


def fact_map(iris: Iris) -> NodeMap[FactSource]:
    """Return how the source of one field becomes a node: a statement about subject and predicate, with provenance."""
    return NodeMap(
        (RDF + "Statement", PROV + "Entity"),
        lambda row: iris.thing(row.subject_kind, row.subject_key, "fact", row.field),
        (
            Prop(RDF + "subject", lambda row: iris.thing(row.subject_kind, row.subject_key), iri, required=True),
            Prop(RDF + "predicate", lambda row: FIELDS.get(row.field), iri, required=True),
            Prop(SKOS + "note", lambda row: row.note, nl),
            *PROVENANCE,
        ),
    )


def _note(row: Product) -> str | None:
    """Return the note of a confirmed product; before that it holds the words of the board that proposed it."""
    return row.note if row.status is ProductStatus.CONFIRMED else None


def _level(level: DataLevel) -> str | None:
    """Return the level as a concept; an unknown level is no concept and is not said."""
    return None if level is DataLevel.UNKNOWN else concept_iri("data-levels", level.value)


def _vendor(iris: Iris, key: str | None) -> str | None:
    return iris.thing("vendor", key) if key else None


def _code(scheme: str, code: str | None) -> str | None:
    return concept_iri(scheme, code) if code else None
