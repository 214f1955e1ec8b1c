"""Read models of contracts and exits: one contract, the calendar, and how to leave an application."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from pydantic import computed_field

from swc.access.schemas import ReadModel
from swc.landscape.contracts.kinds import MAY_HOLD, CalendarKind, ContractStatus, NoticeVerdict
from swc.landscape.kinds import LegalForm, PartyRole, Renewal, SettingAnswer, UsageStatus


class PartyFact(ReadModel):
    """A party to a contract, by the name the catalogue has for it or as it was written (`vendor_key` is empty then)."""

    role: PartyRole
    name: str
    vendor_key: str | None = None

    @property
    def text(self) -> str:
        """Return it on one line, as forms and events hold it: `leverancier: Naam`."""
        return f"{self.role.value}: {self.name}"


class ContractProductRef(ReadModel):
    """A product that a contract is about."""

    key: str
    name: str
    vendor_key: str | None = None
    vendor_name: str | None = None


class DocumentFact(ReadModel):
    """A document of a contract, where it stands."""

    title: str
    url: str
    dated: date | None = None

    @property
    def text(self) -> str:
        """Return it on one line, as forms and events hold it: `Titel | adres | datum`."""
        return " | ".join([self.title, self.url, *([self.dated.isoformat()] if self.dated else [])])


class ContractRef(ReadModel):
    """A contract as a list names it."""

    id: UUID
    title: str


class ContractUse(ReadModel):
    """A use that falls under a contract; `live` is false when the use has ended."""

    id: UUID
    name: str
    product_key: str
    status: UsageStatus
    live: bool


class Overlap(ReadModel):
    """Another contract that holds for the same product at the same time; not `certain` where a date is unknown."""

    other: ContractRef
    product: ContractProductRef
    certain: bool


class NoticeCheck(ReadModel):
    """What the Data Act says of a notice term; `limit_months` is the longest that is allowed."""

    verdict: NoticeVerdict
    limit_months: int | None = None
    source_url: str = ""


class ContractSummary(ReadModel):
    """One contract as lists and rules need it.

    `end_date` is what was written, `term_end` the last day of the term that runs today after renewals (or the day on
    which the contract was ended); `last_notice_day` belongs to that term and `notice_days_left` counts from today to
    it, negative once it has passed. Prices are in euro a year. Empty fields are unknown.
    """

    id: UUID
    board_number: str
    title: str
    reference: str
    legal_form: LegalForm
    signed_on: date | None
    start_date: date | None
    end_date: date | None
    ended_on: date | None
    notice_days: int | None
    notice_months: int | None
    renewal: Renewal
    renewal_months: int | None
    yearly_price: Decimal | None
    price_index: str
    data_processing_service: bool | None
    switching_clause: bool | None
    parties: tuple[PartyFact, ...]
    products: tuple[ContractProductRef, ...]
    uses: tuple[ContractUse, ...]
    status: ContractStatus
    term_end: date | None
    last_notice_day: date | None
    notice_days_left: int | None
    notice_check: NoticeCheck
    overlaps: tuple[Overlap, ...]
    row_version: int
    updated_at: datetime

    @computed_field  # type: ignore[prop-decorator]
    @property
    def may_hold(self) -> bool:
        """Say whether the contract holds today, as far as anybody knows."""
        return self.status in MAY_HOLD

    def named(self, *roles: PartyRole) -> tuple[str, ...]:
        """Return the names of the parties in some roles."""
        return tuple(one.name for one in self.parties if one.role in roles)


class ContractDetail(ReadModel):
    """One contract whole: the summary with its documents and note."""

    summary: ContractSummary
    documents: tuple[DocumentFact, ...]
    note: str
    created_at: datetime


class CalendarEntry(ReadModel):
    """A day that matters for a contract; `days` counts from today, negative once it has passed.

    The end of a contract and its renewal by itself are the last day of the term that runs today.
    """

    on: date
    days: int
    kind: CalendarKind
    contract_id: UUID
    title: str
    reference: str
    status: ContractStatus
    term_end: date | None
    products: tuple[str, ...]
    suppliers: tuple[str, ...]
    yearly_price: Decimal | None


class ExitFacts(ReadModel):
    """How a board can leave one application; empty fields are unknown.

    The alternative is a product of the catalogue (`alternative_product_key`) or a name.
    """

    use_id: UUID
    exit_plan: SettingAnswer | None = None
    exit_plan_url: str = ""
    export_format: str = ""
    export_tested_on: date | None = None
    escrow: SettingAnswer | None = None
    alternative_product_key: str | None = None
    alternative_name: str = ""
    alternative_tested_on: date | None = None
    note: str = ""
    updated_at: datetime | None = None
    row_version: int = 0

    @computed_field  # type: ignore[prop-decorator]
    @property
    def has_alternative(self) -> bool:
        """Say whether something is named that could take over."""
        return bool(self.alternative_product_key or self.alternative_name)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def alternative_tested(self) -> bool:
        """Say whether an alternative is named and the board tried it."""
        return self.has_alternative and self.alternative_tested_on is not None
