"""Tables of code lists, vendors, products and what is known of them, and central DPIAs.

Every fact carries source, date checked and trust: on its own row where it is a row, else in `FactSource`.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Index, Numeric, UniqueConstraint
from sqlmodel import Field, SQLModel

from fora.columns import enum_type, json_type
from swc.catalogue import search_ddl
from swc.catalogue.kinds import (
    Addressee,
    CentralOutcome,
    ClaimOrigin,
    DataLevel,
    LocationKind,
    OwnershipRelation,
    ProductStatus,
    Trust,
)


class Concept(SQLModel, table=True):
    """One choice of a code list, loaded from the Turtle scheme of the same name; the folded columns are for search."""

    __tablename__ = "concept"

    scheme: str = Field(primary_key=True, max_length=60)
    code: str = Field(primary_key=True, max_length=80)
    iri: str
    label_nl: str
    label_en: str
    definition_nl: str = ""
    definition_en: str = ""
    notation: str = ""
    broader: str | None = None
    position: int = 0
    deprecated: bool = False
    source: str = ""
    names_folded: str = ""
    text_folded: str = ""
    extra: dict[str, Any] = Field(default_factory=dict, sa_column=Column(json_type, nullable=False))


class Vendor(SQLModel, table=True):
    """An organisation that supplies products or owns one that does; whose it is stands in `OwnershipPeriod`."""

    __tablename__ = "vendor"

    key: str = Field(primary_key=True, max_length=120)
    name: str = Field(index=True)
    country: str | None = Field(default=None, max_length=2)
    website: str = ""
    dpf_certified: bool | None = None
    covenant_member: bool | None = None
    note: str = ""
    row_version: int = 1


class VendorAlias(SQLModel, table=True):
    """Another name of a vendor."""

    __tablename__ = "vendor_alias"

    vendor_key: str = Field(primary_key=True, foreign_key="vendor.key", max_length=120, ondelete="CASCADE")
    name: str = Field(primary_key=True, max_length=200)


class Product(SQLModel, table=True):
    """An application as the market offers it; `vendor_key` stays empty while the vendor is unknown.

    A product that turned out to be the same as another one keeps its row, with `merged_into` as the way to go on.
    """

    __tablename__ = "product"

    key: str = Field(primary_key=True, max_length=120)
    name: str = Field(index=True)
    vendor_key: str | None = Field(default=None, foreign_key="vendor.key", max_length=120, index=True)
    status: ProductStatus = Field(sa_column=Column(enum_type(ProductStatus), nullable=False))
    category: str = ""
    data_level: DataLevel = Field(sa_column=Column(enum_type(DataLevel), nullable=False))
    hosting: str | None = Field(default=None, max_length=40)
    ai_use: str | None = Field(default=None, max_length=60)
    end_of_life: date | None = None
    no_central_dpia_found_on: date | None = None
    proposed_by_board: str | None = Field(default=None, max_length=10)
    merged_into: str | None = Field(default=None, foreign_key="product.key", max_length=120)
    note: str = ""
    row_version: int = 1


class ProductAlias(SQLModel, table=True):
    """Another name under which people know a product."""

    __tablename__ = "product_alias"

    product_key: str = Field(primary_key=True, foreign_key="product.key", max_length=120, ondelete="CASCADE")
    name: str = Field(primary_key=True, max_length=200)


class ProductVersion(SQLModel, table=True):
    """A version of a product with its place in the vendor's life cycle (scheme `version-status`)."""

    __tablename__ = "product_version"
    __table_args__ = (UniqueConstraint("product_key", "name"), {"sqlite_autoincrement": True})

    id: int | None = Field(default=None, primary_key=True)
    product_key: str = Field(foreign_key="product.key", max_length=120, index=True, ondelete="CASCADE")
    name: str
    status: str = Field(max_length=40)
    from_date: date | None = None
    end_of_support: date | None = None


class Sourced(SQLModel):
    """The provenance columns of a fact that is a row (not a table itself)."""

    source_url: str = ""
    checked_on: date | None = None
    trust: Trust = Field(default=Trust.UNKNOWN, sa_type=enum_type(Trust), nullable=False)


class FactSource(Sourced, table=True):
    """Source, date and trust of one field of a vendor or product (`field` is the column name)."""

    __tablename__ = "fact_source"

    subject_kind: str = Field(primary_key=True, max_length=20)
    subject_key: str = Field(primary_key=True, max_length=120)
    field: str = Field(primary_key=True, max_length=40)
    note: str = ""


class OwnershipPeriod(Sourced, table=True):
    """Whose an organisation was or is, from a day up to (not including) another; no day is not known, or still so.

    `share` is in percent of the shares, `kind` a code of scheme `ownership-kinds` for how it is held. `control` says
    whether this owner decides; nothing said means: more than half of the shares, or the only owner known. A period
    without an owner says that there was none above it (`independent`), or that somebody looked and did not find who
    (`unknown`). What no period covers is unknown.
    """

    __tablename__ = "ownership_period"
    __table_args__ = (
        CheckConstraint("until IS NULL OR from_date IS NULL OR until > from_date", name="period_in_order"),
        CheckConstraint("share IS NULL OR (share > 0 AND share <= 100)", name="share_in_percent"),
        CheckConstraint("(owner_key IS NULL) = (relation IN ('independent', 'unknown'))", name="owner_unless_none"),
        CheckConstraint("owner_key IS NULL OR owner_key <> vendor_key", name="not_its_own_owner"),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    vendor_key: str = Field(foreign_key="vendor.key", max_length=120, index=True)
    owner_key: str | None = Field(default=None, foreign_key="vendor.key", max_length=120, index=True)
    relation: OwnershipRelation = Field(sa_column=Column(enum_type(OwnershipRelation), nullable=False))
    kind: str | None = Field(default=None, max_length=40)
    share: Decimal | None = Field(default=None, sa_column=Column(Numeric(5, 2)))
    control: bool | None = None
    from_date: date | None = None
    until: date | None = None
    note: str = ""
    row_version: int = 1


class VendorName(Sourced, table=True):
    """A name that an organisation bore, from a day up to (not including) another."""

    __tablename__ = "vendor_name"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    vendor_key: str = Field(foreign_key="vendor.key", max_length=120, index=True)
    name: str = Field(max_length=200)
    from_date: date | None = None
    until: date | None = None


class ComponentClaim(Sourced, table=True):
    """The claim that a product is suited for a reference component ("is geschikt voor")."""

    __tablename__ = "component_claim"

    product_key: str = Field(primary_key=True, foreign_key="product.key", max_length=120, ondelete="CASCADE")
    component_guid: str = Field(primary_key=True, max_length=32, index=True)
    origin: ClaimOrigin = Field(sa_column=Column(enum_type(ClaimOrigin), primary_key=True))


class ProductStandard(Sourced, table=True):
    """A standard that a product is said to support (scheme `standards`), with the version as text."""

    __tablename__ = "product_standard"

    product_key: str = Field(primary_key=True, foreign_key="product.key", max_length=120, ondelete="CASCADE")
    standard: str = Field(primary_key=True, max_length=60)
    version: str = ""


class ProductLocation(Sourced, table=True):
    """A country (ISO 3166-1 alpha-2) where data of a product are kept or seen."""

    __tablename__ = "product_location"

    product_key: str = Field(primary_key=True, foreign_key="product.key", max_length=120, ondelete="CASCADE")
    country: str = Field(primary_key=True, max_length=2)
    kind: LocationKind = Field(sa_column=Column(enum_type(LocationKind), primary_key=True))


class SubProcessor(Sourced, table=True):
    """A party that processes data for the vendor of a product."""

    __tablename__ = "sub_processor"

    product_key: str = Field(primary_key=True, foreign_key="product.key", max_length=120, ondelete="CASCADE")
    name: str = Field(primary_key=True, max_length=160)
    country: str | None = Field(default=None, max_length=2)
    vendor_key: str | None = Field(default=None, foreign_key="vendor.key", max_length=120)
    task: str = ""


class ProductCategoryOfData(Sourced, table=True):
    """A category of personal data (scheme `data-categories`, P01–P23) that a product handles."""

    __tablename__ = "product_data_category"

    product_key: str = Field(primary_key=True, foreign_key="product.key", max_length=120, ondelete="CASCADE")
    category: str = Field(primary_key=True, max_length=10)


class ProductCertificate(Sourced, table=True):
    """A certificate of a product (scheme `certificates`), with the BIV levels it proves (scheme `biv-levels`)."""

    __tablename__ = "product_certificate"

    product_key: str = Field(primary_key=True, foreign_key="product.key", max_length=120, ondelete="CASCADE")
    certificate: str = Field(primary_key=True, max_length=60)
    availability: str | None = Field(default=None, max_length=10)
    integrity: str | None = Field(default=None, max_length=10)
    confidentiality: str | None = Field(default=None, max_length=10)
    valid_until: date | None = None


class CentralDpia(SQLModel, table=True):
    """A DPIA made for the sector (SIVON, SURF, SLM, vendor); its versions hold the outcomes."""

    __tablename__ = "central_dpia"

    key: str = Field(primary_key=True, max_length=120)
    title: str
    commissioner: str = ""
    executor: str = ""
    scope: str = ""


class CentralDpiaProduct(SQLModel, table=True):
    """Which products a central DPIA is about."""

    __tablename__ = "central_dpia_product"

    central_key: str = Field(primary_key=True, foreign_key="central_dpia.key", max_length=120, ondelete="CASCADE")
    product_key: str = Field(
        primary_key=True, foreign_key="product.key", max_length=120, ondelete="CASCADE", index=True
    )


class CentralDpiaVersion(Sourced, table=True):
    """One version of a central DPIA; `dated` is text as published, `effective_on` the first day it can mean."""

    __tablename__ = "central_dpia_version"
    __table_args__ = (Index("ix_central_dpia_version_order", "central_key", "effective_on"),)

    central_key: str = Field(primary_key=True, foreign_key="central_dpia.key", max_length=120, ondelete="CASCADE")
    number: int = Field(primary_key=True)
    instrument: str = ""
    dated: str = ""
    effective_on: date | None = None
    outcome: CentralOutcome = Field(sa_column=Column(enum_type(CentralOutcome), nullable=False))
    outcome_text: str = ""
    high_risks: str = ""
    other_risks: str = ""
    summary: str = ""
    board_action: str = ""


class CentralDpiaMeasure(SQLModel, table=True):
    """A measure that a version of a central DPIA asks of the vendor or of the boards.

    `code` stays the same over versions as long as the measure does, so that a newer version can be compared.
    """

    __tablename__ = "central_dpia_measure"
    __table_args__ = (
        ForeignKeyConstraint(
            ["central_key", "number"],
            ["central_dpia_version.central_key", "central_dpia_version.number"],
            ondelete="CASCADE",
        ),
    )

    central_key: str = Field(primary_key=True, max_length=120)
    number: int = Field(primary_key=True)
    code: str = Field(primary_key=True, max_length=40)
    addressee: Addressee = Field(sa_column=Column(enum_type(Addressee), nullable=False))
    text: str
    due: date | None = None
    position: int = 0


class ProductReference(Sourced, table=True):
    """A dated publication about a product that is not a DPIA: DTIA, position, regulator's decision, verification."""

    __tablename__ = "product_reference"

    id: int | None = Field(default=None, primary_key=True)
    product_key: str | None = Field(default=None, foreign_key="product.key", max_length=120, index=True)
    subject: str
    instrument: str
    issuer: str = ""
    dated: str = ""
    effective_on: date | None = None
    outcome_text: str = ""
    summary: str = ""
    board_action: str = ""


class SearchName(SQLModel, table=True):
    """A name or alias under which a product or vendor is found; `folded` is what search compares with."""

    __tablename__ = "search_name"
    __table_args__ = (
        UniqueConstraint("kind", "key", "name"),
        Index("ix_search_name_folded", "folded"),
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(max_length=20)
    key: str = Field(max_length=120)
    title: str
    name: str = Field(max_length=300)
    folded: str = Field(max_length=400)


search_ddl.attach(SearchName)
