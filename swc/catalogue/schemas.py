"""Read models of the catalogue: what page, JSON, RDF and risk rules see of vendors, products and central DPIAs."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from swc.access.kinds import Actor
from swc.access.roles import Right
from swc.access.schemas import ReadModel
from swc.catalogue.kinds import (
    Addressee,
    CentralChangeKind,
    CentralOutcome,
    ClaimOrigin,
    DataLevel,
    LocationKind,
    ProductStatus,
    Trust,
)


class Provenance(ReadModel):
    """Where a fact comes from, when somebody looked, and how far it is confirmed; unknown is a value of its own."""

    source_url: str = ""
    checked_on: date | None = None
    trust: Trust = Trust.UNKNOWN
    note: str = ""


UNSOURCED = Provenance()
"""The provenance of a fact that nobody gave a source for."""


class ChainLink(ReadModel):
    """One organisation in a chain of owners."""

    key: str
    name: str
    country: str | None = None
    ownership_kind: str | None = None
    trust: Trust = Trust.UNKNOWN


class VendorGroup(ReadModel):
    """The ultimate parent of a vendor as far as known.

    `known` is true only when the top of the chain is known to have no owner; else somebody unknown may stand above
    it. `chain` runs from the vendor to the top; `trust` is the weakest trust of its links.
    """

    key: str
    name: str
    country: str | None = None
    known: bool = False
    trust: Trust = Trust.UNKNOWN
    dpf_certified: bool | None = None
    chain: tuple[ChainLink, ...] = ()


class VendorRef(ReadModel):
    """A vendor as named beside a product, with its group."""

    key: str
    name: str
    country: str | None = None
    dpf_certified: bool | None = None
    covenant_member: bool | None = None
    group: VendorGroup


class ClaimFact(ReadModel):
    """The claim that a product is suited for a component; `component_name` is empty when the release lacks it."""

    component_guid: str
    component_name: str = ""
    origin: ClaimOrigin
    provenance: Provenance = UNSOURCED


class StandardFact(ReadModel):
    """A standard that a product is said to support."""

    standard: str
    version: str = ""
    provenance: Provenance = UNSOURCED


class LocationFact(ReadModel):
    """A country where data of a product are kept or seen."""

    country: str
    kind: LocationKind
    provenance: Provenance = UNSOURCED


class SubProcessorFact(ReadModel):
    """A party that processes data for the vendor."""

    name: str
    country: str | None = None
    vendor_key: str | None = None
    dpf_certified: bool | None = None
    task: str = ""
    provenance: Provenance = UNSOURCED


class CategoryFact(ReadModel):
    """A category of personal data (P01–P23) that a product handles."""

    category: str
    provenance: Provenance = UNSOURCED


class CertificateFact(ReadModel):
    """A certificate of a product (scheme `certificates`) with the BIV levels it proves (scheme `biv-levels`)."""

    certificate: str
    availability: str | None = None
    integrity: str | None = None
    confidentiality: str | None = None
    valid_until: date | None = None
    provenance: Provenance = UNSOURCED


class VersionFact(ReadModel):
    """A version of a product in the vendor's life cycle."""

    id: int
    name: str
    status: str
    from_date: date | None = None
    end_of_support: date | None = None


class CentralMeasure(ReadModel):
    """A measure that a version of a central DPIA asks; `code` stays the same over versions while the measure does."""

    code: str
    addressee: Addressee
    text: str
    due: date | None = None


class CentralChange(ReadModel):
    """One difference with the version before: what was and what is, and `text`, which says so in Dutch."""

    kind: CentralChangeKind
    code: str = ""
    addressee: Addressee | None = None
    before: str = ""
    after: str = ""
    text: str


class CentralVersion(ReadModel):
    """One version of a central DPIA; `effective_on` is the first day that `dated` can mean.

    `changes` says in what it differs from the version before; a first version differs in nothing.
    """

    number: int
    instrument: str = ""
    dated: str = ""
    effective_on: date | None = None
    outcome: CentralOutcome
    outcome_text: str = ""
    high_risks: str = ""
    other_risks: str = ""
    summary: str = ""
    board_action: str = ""
    provenance: Provenance = UNSOURCED
    measures: tuple[CentralMeasure, ...] = ()
    changes: tuple[CentralChange, ...] = ()

    def measures_for(self, addressee: Addressee) -> tuple[CentralMeasure, ...]:
        """Return the measures for boards, or for the vendor."""
        return tuple(one for one in self.measures if one.addressee == addressee)


class ProductRef(ReadModel):
    """A product by name."""

    key: str
    name: str
    status: ProductStatus = ProductStatus.CONFIRMED


class CentralDpiaDetail(ReadModel):
    """A central DPIA with its versions, newest first, and the products it is about."""

    key: str
    title: str
    commissioner: str = ""
    executor: str = ""
    scope: str = ""
    products: tuple[ProductRef, ...] = ()
    versions: tuple[CentralVersion, ...] = ()

    @property
    def latest(self) -> CentralVersion | None:
        """Return the newest version."""
        return self.versions[0] if self.versions else None

    def version(self, number: int) -> CentralVersion | None:
        """Return one version, or nothing when there is no such number."""
        return next((one for one in self.versions if one.number == number), None)


class ReferenceFact(ReadModel):
    """A dated publication about a product that is not a central DPIA; no product when it could not be matched."""

    id: int
    product_key: str | None = None
    subject: str
    instrument: str
    issuer: str = ""
    dated: str = ""
    effective_on: date | None = None
    outcome_text: str = ""
    summary: str = ""
    board_action: str = ""
    provenance: Provenance = UNSOURCED


class ProductSummary(ReadModel):
    """A product in a list; `vendor` is nothing while the vendor is unknown, `category_label` is in Dutch."""

    key: str
    name: str
    status: ProductStatus
    category: str = ""
    category_label: str = ""
    data_level: DataLevel
    vendor: VendorRef | None = None
    components: tuple[ClaimFact, ...] = ()
    end_of_life: date | None = None
    central_outcome: CentralOutcome | None = None
    no_central_dpia_found_on: date | None = None
    row_version: int = 1


class ProductDetail(ProductSummary):
    """Everything known of a product; `facts` gives the provenance of its own fields by name.

    `merged_into` is the entry that stands for it now, when it went up in another.
    """

    merged_into: str | None = None
    aliases: tuple[str, ...] = ()
    hosting: str | None = None
    ai_use: str | None = None
    note: str = ""
    versions: tuple[VersionFact, ...] = ()
    standards: tuple[StandardFact, ...] = ()
    locations: tuple[LocationFact, ...] = ()
    sub_processors: tuple[SubProcessorFact, ...] = ()
    data_categories: tuple[CategoryFact, ...] = ()
    certificates: tuple[CertificateFact, ...] = ()
    central_dpias: tuple[CentralDpiaDetail, ...] = ()
    references: tuple[ReferenceFact, ...] = ()
    facts: dict[str, Provenance] = Field(default_factory=dict)

    def seen_by(self, actor: Actor) -> ProductDetail:
        """Return what somebody may read: what a board wrote beside a proposal is for the sector editor only."""
        if self.status is ProductStatus.CONFIRMED or actor.may(Right.EDIT_CATALOGUE):
            return self
        return self.model_copy(update={"note": ""})

    def fact(self, field: str) -> Provenance:
        """Return the provenance of a field; unknown when nobody gave one."""
        return self.facts.get(field, UNSOURCED)

    def version(self, version_id: int) -> VersionFact | None:
        """Return a version of the product, or nothing when it has no such version."""
        return next((one for one in self.versions if one.id == version_id), None)


class ProductPage(ReadModel):
    """A slice of the product list with the number of all that match."""

    items: tuple[ProductSummary, ...]
    total: int
    offset: int = 0
    limit: int = 50


class VendorSummary(ReadModel):
    """A vendor in a list, with the number of products it supplies itself."""

    key: str
    name: str
    country: str | None = None
    ownership_kind: str | None = None
    dpf_certified: bool | None = None
    covenant_member: bool | None = None
    group: VendorGroup
    product_count: int = 0
    row_version: int = 1


class VendorDetail(VendorSummary):
    """A vendor with its chain of owners, its products and the organisations it owns."""

    website: str = ""
    note: str = ""
    parent_key: str | None = None
    parent_known: bool = False
    aliases: tuple[str, ...] = ()
    products: tuple[ProductRef, ...] = ()
    owns: tuple[ChainLink, ...] = ()
    facts: dict[str, Provenance] = Field(default_factory=dict)

    def fact(self, field: str) -> Provenance:
        """Return the provenance of a field; unknown when nobody gave one."""
        return self.facts.get(field, UNSOURCED)


class VendorPage(ReadModel):
    """A slice of the vendor list with the number of all that match."""

    items: tuple[VendorSummary, ...]
    total: int
    offset: int = 0
    limit: int = 50


class CentralLatest(ReadModel):
    """The newest version of a central DPIA, as the rules need it."""

    key: str
    title: str
    number: int
    effective_on: date | None = None
    outcome: CentralOutcome


class ProductFacts(ReadModel):
    """What risk rules ask of a product.

    `vendor` is nothing while the vendor is unknown; `centrals` holds the newest version of each central DPIA, newest
    first; `trusts` gives the trust of the product's own fields (`data_level`, `vendor_key`, `hosting`, …).
    """

    key: str
    name: str
    status: ProductStatus
    category: str = ""
    vendor: VendorRef | None = None
    data_level: DataLevel
    hosting: str | None = None
    ai_use: str | None = None
    end_of_life: date | None = None
    components: tuple[ClaimFact, ...] = ()
    standards: tuple[StandardFact, ...] = ()
    locations: tuple[LocationFact, ...] = ()
    sub_processors: tuple[SubProcessorFact, ...] = ()
    data_categories: tuple[CategoryFact, ...] = ()
    centrals: tuple[CentralLatest, ...] = ()
    no_central_dpia_found_on: date | None = None
    trusts: dict[str, Trust] = Field(default_factory=dict)
    sources: dict[str, Provenance] = Field(default_factory=dict)

    @property
    def central(self) -> CentralLatest | None:
        """Return the newest central DPIA version of the product."""
        return self.centrals[0] if self.centrals else None

    @property
    def vendor_country(self) -> str | None:
        """Return the country of the vendor."""
        return self.vendor.country if self.vendor else None

    @property
    def parent_country(self) -> str | None:
        """Return the country of the top of the chain of owners, as far as known."""
        return self.vendor.group.country if self.vendor else None

    def trust(self, field: str) -> Trust:
        """Return how far a field is confirmed."""
        return self.trusts.get(field, Trust.UNKNOWN)


class Hit(ReadModel):
    """Something found by name; `matched` is the name or alias that fits."""

    kind: str
    key: str
    name: str
    matched: str
