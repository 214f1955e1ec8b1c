"""What goes in and out of the landscape: read models of uses, couplings and agreements, and their forms of input."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, field_validator

from fora.kinds import PathKind, PersonalData
from fora.schemas import Biv, Step
from swc.access.schemas import Input, ReadModel
from swc.catalogue.inputs import Country
from swc.catalogue.kinds import DataLevel, ProductStatus, Trust
from swc.landscape.agreements.schemas import AgreementFacts, SubProcessor
from swc.landscape.amounts import read_amount
from swc.landscape.kinds import (
    AgreementPresence,
    CategoryOrigin,
    Criticality,
    DerivedKind,
    Direction,
    FactState,
    ProcessesPersonalData,
    ReasonKind,
    UsageStatus,
    Verdict,
)

VersionId = Annotated[int, Field(ge=1, le=2_147_483_647)]
"""The number of a version of a product, within what both databases hold."""


class ComponentRef(ReadModel):
    """A component on which a use is placed; lapsed when the published release no longer has it."""

    guid: str
    name: str
    lapsed: bool = False


class CategoryFact(ReadModel):
    """A category of personal data of a use (scheme `data-categories`) with where it comes from.

    `via` names what leads to it (the information object, the product) and `source` where that is written.
    """

    code: str
    origin: CategoryOrigin
    trust: Trust = Trust.UNKNOWN
    via: str = ""
    source: str = ""


class Reason(ReadModel):
    """One fact that speaks on whether a use processes personal data, and what it says."""

    kind: ReasonKind
    says: ProcessesPersonalData
    subject: str
    value: str = ""


class AgreementFact(ReadModel):
    """The processor agreement of a use (art. 28 AVG): its own, or the one with its vendor (`with_vendor`).

    `annex_categories` are the categories that the privacy annex names; `None` when no annex was recorded.
    """

    presence: AgreementPresence = AgreementPresence.UNKNOWN
    model_version: str = ""
    signed_on: date | None = None
    valid_until: date | None = None
    note: str = ""
    agreement_id: UUID | None = None
    with_vendor: bool = False
    signer_authorised: bool | None = None
    annex_categories: tuple[str, ...] | None = None


class UseSummary(ReadModel):
    """One use as lists, rules and graphs need it: product, vendor group, size, placements, personal data, agreement.

    `users` counts people, `yearly_cost` is in euro, `schools` holds BRINs and is empty for the whole board.
    `categories_unknown` says that personal data are processed of which no category is known.
    """

    id: UUID
    board_number: str
    product_key: str
    product_name: str
    product_status: ProductStatus
    product_category: str
    name: str
    own_name: str
    version_id: int | None
    version_name: str | None
    vendor_key: str | None
    vendor_name: str | None
    group_key: str | None
    group_name: str | None
    status: UsageStatus
    status_since: date | None
    start_date: date | None
    end_date: date | None
    whole_board: bool
    schools: tuple[str, ...]
    owner_role: str
    hosting: str | None
    users: int | None
    yearly_cost: Decimal | None
    criticality: Criticality | None
    components: tuple[ComponentRef, ...]
    data_level: DataLevel
    categories: tuple[CategoryFact, ...]
    categories_unknown: bool
    personal_data: ProcessesPersonalData
    agreement: AgreementFact
    row_version: int
    updated_at: datetime


class DerivedFact(ReadModel):
    """A function, process, information object or law that follows from a placement, with what a person said of it.

    `path` is the path in the published release, or the one kept with the verdict when that has lapsed.
    """

    guid: str
    name: str
    kind: DerivedKind
    path_kind: PathKind | None = None
    path: tuple[Step, ...] = ()
    state: FactState
    added_by_hand: bool = False
    path_lapsed: bool = False
    reason: str = ""
    decided_at: datetime | None = None
    decided_by: str | None = None
    personal_data: PersonalData = PersonalData.UNKNOWN
    biv: Biv = Biv()
    url: str = ""


class CouplingDetail(ReadModel):
    """Data flow from a use to another use of the board, or to something outside (`target_use_id` is empty then).

    `direction` is seen from the source.
    """

    id: UUID
    board_number: str
    source_use_id: UUID
    source_name: str
    target_use_id: UUID | None
    target_name: str
    target_guid: str | None
    direction: Direction
    kind: str
    description: str
    standards: tuple[str, ...]
    categories: tuple[str, ...]
    row_version: int


class UseDetail(ReadModel):
    """One use whole: the summary with notes, reasons, derived facts and couplings.

    `unmapped_objects` names information objects with personal data whose categories nobody mapped yet.
    `has_release` is false as long as no release of FORA is published: nothing can be derived then. `absent_kinds`
    are the kinds of which the published release holds nothing at all, so that nothing found does not read as none.
    `own_agreement` is the agreement of this use alone; the one in the summary may be that with the vendor.
    """

    summary: UseSummary
    notes: str
    created_at: datetime
    personal_data_reasons: tuple[Reason, ...]
    unmapped_objects: tuple[str, ...]
    application_functions: tuple[DerivedFact, ...]
    functions: tuple[DerivedFact, ...]
    processes: tuple[DerivedFact, ...]
    information_objects: tuple[DerivedFact, ...]
    laws: tuple[DerivedFact, ...]
    couplings: tuple[CouplingDetail, ...]
    has_release: bool
    absent_kinds: tuple[DerivedKind, ...]
    own_agreement: AgreementFacts | None = None


class UseFilter(Input):
    """Which uses of a board to show; an empty field asks nothing. `missing_placement` asks for uses not on FORA."""

    text: str = ""
    status: tuple[UsageStatus, ...] = ()
    group: str = ""
    component: str = ""
    personal_data: ProcessesPersonalData | None = None
    agreement: AgreementPresence | None = None
    school: str = ""
    criticality: Criticality | None = None
    missing_placement: bool = False


class UseUpdate(Input):
    """A change of a use: only the fields that were given are changed; `None` empties a field.

    The version of the product is told by its number or by its name; an empty name without a number takes the version
    away. A whole form or a PUT replaces everything: hand in `whole()` then.
    """

    own_name: str = ""
    version_id: VersionId | None = None
    version_name: Annotated[str, Field(max_length=80)] | None = None
    status: UsageStatus = UsageStatus.IN_PRODUCTION
    status_since: date | None = None
    start_date: date | None = None
    end_date: date | None = None
    whole_board: bool = True
    schools: tuple[str, ...] = ()
    owner_role: str = ""
    hosting: str | None = None
    users: int | None = None
    yearly_cost: Decimal | None = None
    criticality: Criticality | None = None
    notes: str = ""

    @field_validator("yearly_cost", mode="before")
    @classmethod
    def _dutch_amount(cls, value: object) -> object:
        """Read an amount as people write it: a euro sign, points for thousands and a comma for cents."""
        return read_amount(value)

    def whole(self) -> UseUpdate:
        """Return the same values with every field counted as given, as a form does that shows them all."""
        return UseUpdate.model_validate({name: getattr(self, name) for name in UseUpdate.model_fields})


class UseCreate(UseUpdate):
    """A new use; `components` holds the GUIDs of components on which it is placed at once."""

    product_key: str = Field(max_length=120)
    components: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    import_key: str = ""


class StatusChange(Input):
    """Another status of a use, since a day."""

    status: UsageStatus
    since: date | None = None


class PlacementChange(Input):
    """The component on which a use is placed, or from which it is taken."""

    component_guid: str


class VerdictInput(Input):
    """What a person says of a derived element; no verdict takes an earlier one back. Rejecting asks a reason."""

    element_guid: str
    verdict: Verdict | None = None
    reason: str = ""


class VerdictsInput(Input):
    """The same verdict on several derived elements at once."""

    element_guids: tuple[str, ...]
    verdict: Verdict | None = None
    reason: str = ""


class CategoriesInput(Input):
    """The categories of personal data that the board adds itself (codes of scheme `data-categories`)."""

    categories: tuple[str, ...] = ()


class SchoolsInput(Input):
    """For which schools a use holds: the whole board, or the BRINs named."""

    whole_board: bool = True
    schools: tuple[str, ...] = ()


class CouplingInput(Input):
    """A coupling: towards another use of the board, or towards something outside that has a name."""

    source_use_id: UUID
    target_use_id: UUID | None = None
    target_name: str = ""
    target_guid: str | None = None
    direction: Direction = Direction.BOTH
    kind: str = ""
    description: str = ""
    standards: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()


class SubProcessorInput(Input):
    """A sub-processor of the annex, with its country (ISO 3166-1 alpha-2) where that is told."""

    name: Annotated[str, Field(min_length=1, max_length=160)]
    country: Country | None = None


class AgreementInput(Input):
    """What is known of a processor agreement; `presence` up to `note` replace what stood there.

    The fields below `note` change only when they are given, so that who knows the first ones alone takes nothing away;
    a form that shows them all hands in `whole()`. A sub-processor may be a line (`Naam (NL)`), a country two letters.
    """

    presence: AgreementPresence
    model_version: str = ""
    signed_on: date | None = None
    valid_until: date | None = None
    note: str = ""
    title: str = ""
    signer_role: str = ""
    signer_authorised: bool | None = None
    document_url: str = ""
    annex_recorded: bool = False
    annex_retention: str = ""
    categories: tuple[str, ...] = Field(default=(), max_length=60)
    sub_processors: tuple[SubProcessorInput, ...] = Field(default=(), max_length=200)
    locations: tuple[Country, ...] = Field(default=(), max_length=60)

    @field_validator("sub_processors", mode="before")
    @classmethod
    def _lines(cls, value: object) -> object:
        """Read sub-processors as people write them: one on a line, the country between brackets."""
        if not isinstance(value, (list, tuple)):
            return value
        texts = [line for one in value if isinstance(one, str) for line in one.splitlines() if line.strip()]
        return [*(one for one in value if not isinstance(one, str)), *(_sub_processor(line) for line in texts)]

    @field_validator("locations", mode="before")
    @classmethod
    def _countries(cls, value: object) -> object:
        """Read countries as people write them in one field: `NL, IE`."""
        if not isinstance(value, (list, tuple)):
            return value
        return [
            part for one in value for part in (re.split(r"[,;\s]+", one) if isinstance(one, str) else [one]) if part
        ]

    def whole(self) -> Self:
        """Return the same values with every field counted as given, as a form does that shows them all."""
        return type(self).model_validate({name: getattr(self, name) for name in type(self).model_fields})


class VendorAgreementInput(AgreementInput):
    """A processor agreement with a vendor, for all its products or those named.

    The vendor is told by its key or its name; a name that the catalogue lacks is kept as it is written.
    """

    vendor_key: str | None = Field(default=None, max_length=120)
    vendor_name: str = Field(default="", max_length=200)
    products: tuple[str, ...] = Field(default=(), max_length=200)


def _sub_processor(line: str) -> dict[str, str | None]:
    found = SubProcessor.read(line)
    return {"name": found.name, "country": found.country}
