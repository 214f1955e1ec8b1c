"""How vendors, products and central DPIAs are served: every fact with its source and trust, no notes.

Of another thing only the key is told, so that a change of one thing is an entry of that thing alone.
"""

from __future__ import annotations

from swc.catalogue.models import (
    CentralDpia,
    CentralDpiaMeasure,
    CentralDpiaProduct,
    CentralDpiaVersion,
    ComponentClaim,
    FactSource,
    OwnershipPeriod,
    Product,
    ProductAlias,
    ProductCategoryOfData,
    ProductCertificate,
    ProductLocation,
    ProductReference,
    ProductStandard,
    ProductVersion,
    SubProcessor,
    Vendor,
    VendorAlias,
    VendorName,
)
from swc.procurement.feed.kinds import FeedSubject
from swc.procurement.feed.reading import Part, Whole

_SOURCE = ("source_url", "checked_on", "trust")


def _sources(kind: str) -> Part:
    """Return the provenance of the columns of a thing itself, by their name in the database."""
    columns = ("field", *_SOURCE)
    return Part("sources", FactSource, "subject_key", columns, order=("field",), where=(("subject_kind", kind),))


VENDOR = Whole(
    kind=FeedSubject.VENDOR,
    table=Vendor,
    key="key",
    columns=("key", "name", "country", "website", "dpf_certified", "covenant_member"),
    parts=(
        Part("aliases", VendorAlias, "vendor_key", ("name",), flat=True),
        Part(
            "names", VendorName, "vendor_key", ("id", "name", "from_date", "until", *_SOURCE), order=("from_date", "id")
        ),
        Part(
            "ownership",
            OwnershipPeriod,
            "vendor_key",
            ("id", "owner_key", "relation", "kind", "share", "control", "from_date", "until", *_SOURCE),
            order=("from_date", "id"),
        ),
        _sources("vendor"),
    ),
)
"""An organisation with whose it was and is: all periods with their days, so that nothing changes as days pass."""

PRODUCT = Whole(
    kind=FeedSubject.PRODUCT,
    table=Product,
    key="key",
    columns=(
        "key",
        "name",
        "vendor_key",
        "status",
        "merged_into",
        "category",
        "data_level",
        "hosting",
        "ai_use",
        "end_of_life",
        "no_central_dpia_found_on",
    ),
    parts=(
        Part("aliases", ProductAlias, "product_key", ("name",), flat=True),
        Part(
            "versions",
            ProductVersion,
            "product_key",
            ("id", "name", "status", "from_date", "end_of_support"),
            order=("id",),
        ),
        Part("components", ComponentClaim, "product_key", ("component_guid", "origin", *_SOURCE)),
        Part("standards", ProductStandard, "product_key", ("standard", "version", *_SOURCE)),
        Part("locations", ProductLocation, "product_key", ("country", "kind", *_SOURCE)),
        Part("subProcessors", SubProcessor, "product_key", ("name", "country", "vendor_key", "task", *_SOURCE)),
        Part("dataCategories", ProductCategoryOfData, "product_key", ("category", *_SOURCE)),
        Part(
            "certificates",
            ProductCertificate,
            "product_key",
            ("certificate", "availability", "integrity", "confidentiality", "valid_until", *_SOURCE),
        ),
        Part(
            "references",
            ProductReference,
            "product_key",
            (
                "id",
                "subject",
                "instrument",
                "issuer",
                "dated",
                "effective_on",
                "outcome_text",
                "board_action",
                *_SOURCE,
            ),
            order=("id",),
        ),
        _sources("product"),
    ),
)
"""A product with what is known of it; one that went up in another says in which (`mergedInto`)."""

CENTRAL_DPIA = Whole(
    kind=FeedSubject.CENTRAL_DPIA,
    table=CentralDpia,
    key="key",
    columns=("key", "title", "commissioner", "executor", "scope"),
    parts=(
        Part("products", CentralDpiaProduct, "central_key", ("product_key",), flat=True),
        Part(
            "versions",
            CentralDpiaVersion,
            "central_key",
            ("number", "instrument", "dated", "effective_on", "outcome", "outcome_text", "board_action", *_SOURCE),
            order=("number",),
        ),
        Part(
            "measures",
            CentralDpiaMeasure,
            "central_key",
            ("number", "code", "addressee", "text", "due"),
            order=("number", "position", "code"),
        ),
    ),
)
"""A central DPIA with the public outcome of each version, and the measures that a version (`number`) asks."""
