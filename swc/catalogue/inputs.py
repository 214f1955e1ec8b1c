"""What people hand in about vendors, products, their facts and central DPIAs."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from swc.access.schemas import Input
from swc.catalogue.kinds import Addressee, CentralOutcome, DataLevel, LocationKind, Trust

Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Key = Annotated[str, StringConstraints(min_length=1, max_length=120)]
Code = Annotated[str, StringConstraints(max_length=60)]
Words = Annotated[str, StringConstraints(max_length=4000)]
Country = Annotated[str, StringConstraints(to_upper=True, pattern=r"^[A-Za-z]{2}$")]
Guid = Annotated[str, StringConstraints(to_lower=True, pattern=r"^[0-9A-Fa-f]{32}$")]


def _web(value: str) -> str:
    """Refuse an address that a browser would run instead of open."""
    if value and not value.lower().startswith(("https://", "http://")) and ":" in value.split("/", maxsplit=1)[0]:
        raise ValueError("Dit is geen webadres; dat begint met https://.")
    return value


Address = Annotated[str, StringConstraints(max_length=600), AfterValidator(_web)]


class Sourcing(Input):
    """The source of what is handed in: where it stands, when somebody looked, how far it is confirmed."""

    source_url: Address = ""
    checked_on: date | None = None
    trust: Trust = Trust.UNCONFIRMED


class VendorInput(Sourcing):
    """A vendor as it should be; what is left out becomes unknown.

    `parent_known` without `parent_key` says that the vendor is known to have no owner. What is said of the owner is
    about today; where all three fields of it are left out, the owner stays as it is.
    """

    name: Name
    country: Country | None = None
    ownership_kind: Code | None = None
    website: Address = ""
    parent_key: Key | None = None
    parent_known: bool = False
    dpf_certified: bool | None = None
    covenant_member: bool | None = None
    note: Words = ""
    aliases: tuple[Name, ...] = Field(default=(), max_length=30)


class ProductInput(Sourcing):
    """A product as it should be; what is left out becomes unknown."""

    name: Name
    vendor_key: Key | None = None
    category: Annotated[str, StringConstraints(max_length=120)] = ""
    data_level: DataLevel = DataLevel.UNKNOWN
    hosting: Code | None = None
    ai_use: Code | None = None
    end_of_life: date | None = None
    no_central_dpia_found_on: date | None = None
    note: Words = ""
    aliases: tuple[Name, ...] = Field(default=(), max_length=30)


class ProposalInput(Input):
    """A product that a board misses in the catalogue; `vendor` is a name as people know it."""

    name: Name
    vendor: Annotated[str, StringConstraints(max_length=200)] = ""
    category: Annotated[str, StringConstraints(max_length=120)] = ""
    website: Address = ""
    note: Words = ""


class ClaimInput(Sourcing):
    """The claim that a product is suited for a component."""

    component_guid: Guid


class StandardInput(Sourcing):
    """A standard that a product supports."""

    standard: Annotated[str, StringConstraints(min_length=1, max_length=60)]
    version: Annotated[str, StringConstraints(max_length=40)] = ""


class LocationInput(Sourcing):
    """A country where data of a product are kept or seen."""

    country: Country
    kind: LocationKind = LocationKind.STORAGE


class SubProcessorInput(Sourcing):
    """A party that processes data for the vendor."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=160)]
    country: Country | None = None
    vendor_key: Key | None = None
    task: Annotated[str, StringConstraints(max_length=400)] = ""


class DataCategoryInput(Sourcing):
    """A category of personal data (P01–P23) that a product handles."""

    category: Annotated[str, StringConstraints(min_length=1, max_length=10)]


Level = Annotated[str, StringConstraints(max_length=10)]
"""A code of scheme `biv-levels`."""


class CertificateInput(Sourcing):
    """A certificate of a product with the BIV levels it proves; a level that is left out is not proven."""

    certificate: Annotated[str, StringConstraints(min_length=1, max_length=60)]
    availability: Level | None = None
    integrity: Level | None = None
    confidentiality: Level | None = None
    valid_until: date | None = None


class VersionInput(Input):
    """A version of a product as it should be: its place in the vendor's life cycle and the days that are known."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=80)]
    status: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    from_date: date | None = None
    end_of_support: date | None = None


FactInput = ClaimInput | StandardInput | LocationInput | SubProcessorInput | DataCategoryInput | CertificateInput
"""A fact that hangs under a product."""


class CentralMeasureInput(Input):
    """A measure of a version of a central DPIA; without a code it is a new one and gets the next code."""

    code: Annotated[str, StringConstraints(max_length=40, pattern=r"^([A-Za-z0-9][A-Za-z0-9.-]*)?$")] = ""
    addressee: Addressee = Addressee.BOARD
    text: Annotated[str, StringConstraints(min_length=1, max_length=4000)]
    due: date | None = None


class CentralVersionInput(Sourcing):
    """A new version of a central DPIA; `dated` is a year, month or day as published.

    Without `measures` those of the version before are copied forward as they are; `based_on` is the number of the
    version that this one was written from, so that nobody passes over another person's version unseen.
    """

    instrument: Annotated[str, StringConstraints(min_length=1, max_length=120)] = "DPIA"
    dated: Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
    outcome: CentralOutcome = CentralOutcome.UNKNOWN
    outcome_text: Annotated[str, StringConstraints(max_length=400)] = ""
    high_risks: Annotated[str, StringConstraints(max_length=120)] = ""
    other_risks: Annotated[str, StringConstraints(max_length=120)] = ""
    summary: Words = ""
    board_action: Words = ""
    measures: Annotated[tuple[CentralMeasureInput, ...] | None, Field(max_length=100)] = None
    based_on: int | None = None


class CentralDpiaInput(Input):
    """A central DPIA by title and maker, with the products it is about."""

    title: Name
    commissioner: Annotated[str, StringConstraints(max_length=200)] = ""
    executor: Annotated[str, StringConstraints(max_length=200)] = ""
    scope: Words = ""
    products: tuple[Key, ...] = Field(min_length=1)
