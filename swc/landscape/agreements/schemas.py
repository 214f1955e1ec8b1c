"""Read models of processor agreements: what stands in one, what it covers, and the lists with what does not fit."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Self
from uuid import UUID

from pydantic import computed_field

from swc.access.schemas import ReadModel
from swc.landscape.agreements.kinds import INFORMATION, UNCERTAIN, AgreementList, Why
from swc.landscape.kinds import AgreementPresence, ProcessesPersonalData, UsageStatus

_WITH_COUNTRY = re.compile(r"^(?P<name>.*\S)\s*\((?P<country>[A-Za-z]{2})\)$")


class SubProcessor(ReadModel):
    """A sub-processor that the annex names; no country means that the annex does not tell it."""

    name: str
    country: str | None = None

    @property
    def text(self) -> str:
        """Return it on one line, as lists and events hold it: `Naam (NL)`."""
        return f"{self.name} ({self.country})" if self.country else self.name

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the sub-processor that a line names."""
        found = _WITH_COUNTRY.match(text.strip())
        if found is None:
            return cls(name=text.strip())
        return cls(name=found["name"], country=found["country"].upper())


class ProductRef(ReadModel):
    """A product that an agreement names."""

    key: str
    name: str


class VendorName(ReadModel):
    """A vendor as a form names it."""

    key: str
    name: str


class AgreementFacts(ReadModel):
    """What stands in one agreement; `use_id` is filled for the agreement of one use, `vendor_key` for a vendor's.

    An agreement with neither was read from a list that names a vendor the catalogue lacks. `products` empty means all
    products of the vendor. Without `annex_recorded` the parts of the annex say nothing.
    """

    id: UUID
    board_number: str
    use_id: UUID | None
    use_name: str
    vendor_key: str | None
    vendor_name: str
    title: str
    presence: AgreementPresence
    model_version: str
    signed_on: date | None
    valid_until: date | None
    signer_role: str
    signer_authorised: bool | None
    document_url: str
    annex_recorded: bool
    annex_retention: str
    note: str
    products: tuple[ProductRef, ...]
    categories: tuple[str, ...]
    sub_processors: tuple[SubProcessor, ...]
    locations: tuple[str, ...]
    row_version: int
    updated_at: datetime

    @computed_field  # type: ignore[prop-decorator]
    @property
    def name(self) -> str:
        """Return how people know the agreement: its title, else its use or its vendor with the products named."""
        if self.title or self.use_name:
            return self.title or self.use_name
        named = ", ".join(one.name for one in self.products)
        return f"{self.vendor_name}: {named}" if named else self.vendor_name


class CoveredUse(ReadModel):
    """A use that an agreement covers.

    `counts` is false when another agreement goes before it (the use's own, or one with the vendor that lasts longer);
    `live` is false when the use has ended.
    """

    id: UUID
    name: str
    product_key: str
    status: UsageStatus
    personal_data: ProcessesPersonalData
    live: bool
    counts: bool


class AgreementRow(AgreementFacts):
    """An agreement with every use that it covers."""

    covered: tuple[CoveredUse, ...]

    @property
    def uses(self) -> tuple[CoveredUse, ...]:
        """Return the uses that rest on it today."""
        return tuple(one for one in self.covered if one.live and one.counts)


class UseRef(ReadModel):
    """A use as a list names it."""

    id: UUID
    name: str
    vendor_key: str | None = None
    vendor_name: str | None = None


class AgreementRef(ReadModel):
    """An agreement as a list names it."""

    id: UUID
    name: str


class ListEntry(ReadModel):
    """One thing on a list: the use, the agreement or both, why it stands there, and what the reason rests on.

    `categories` are codes of scheme `data-categories`; `days` counts from today to `on`, negative once it has passed.
    """

    why: Why
    use: UseRef | None = None
    agreement: AgreementRef | None = None
    personal_data: ProcessesPersonalData | None = None
    categories: tuple[str, ...] = ()
    model_version: str = ""
    signer_role: str = ""
    on: date | None = None
    days: int | None = None
    uses: int = 0

    @computed_field  # type: ignore[prop-decorator]
    @property
    def certain(self) -> bool:
        """Say whether the reason rests on what was recorded, not on what nobody said."""
        return self.why not in UNCERTAIN and self.personal_data is not ProcessesPersonalData.UNKNOWN

    @computed_field  # type: ignore[prop-decorator]
    @property
    def information(self) -> bool:
        """Say whether this only informs."""
        return self.why in INFORMATION


class FilledList(ReadModel):
    """One list with its entries; `certain` of them rest on what was recorded, `total` leaves out mere information."""

    code: AgreementList
    total: int
    certain: int
    entries: tuple[ListEntry, ...]


class AgreementBook(ReadModel):
    """Every agreement of a board, with the lists of what does not fit; `ending_days` is how far ahead is looked."""

    board_number: str
    agreements: tuple[AgreementRow, ...]
    lists: tuple[FilledList, ...]
    ending_days: int
    current_model: str

    def of(self, code: AgreementList) -> FilledList:
        """Return one of the lists."""
        return next(one for one in self.lists if one.code is code)
