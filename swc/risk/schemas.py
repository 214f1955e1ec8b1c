"""Read models and input of flags, rules and the overview of a board: page, JSON and RDF are made of these."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, field_validator

from swc.access.schemas import Input, ReadModel
from swc.risk.kinds import Certainty, EvidenceForm, FlagStatus, FlagSubject, Severity

LEAST_REASON = 5
"""How many characters a reason has at least."""


class Evidence(ReadModel):
    """One fact that led to a flag.

    `label` (and `value` where `form` is `word`) is a Dutch message id; with form `concept` the value is a code of
    `scheme`, with form `number` the `scheme` is its unit (also a message id); with form `missing` nobody recorded the
    fact and `value` is empty. `target_kind` and `target_key` name the thing that holds the fact (kinds of
    `vocab.iris`); `source` is where the fact comes from.
    """

    label: str
    value: str = ""
    form: EvidenceForm = EvidenceForm.TEXT
    scheme: str = ""
    source: str = ""
    target_kind: str = ""
    target_key: str = ""

    @property
    def day(self) -> date:
        """Return the value as a day; only to be asked where `form` is `date`."""
        return date.fromisoformat(self.value)


class RuleSource(ReadModel):
    """The law, norm or publication a rule rests on; `url` is empty where no page could be cited."""

    text: str
    url: str = ""


class RuleSummary(ReadModel):
    """A rule as the catalogue of rules shows it; texts are Dutch message ids."""

    code: str
    theme: str
    title: str
    severity: Severity
    explanation: str
    remedy: str
    sources: tuple[RuleSource, ...]
    norms: tuple[str, ...] = ()


class NormValue(ReadModel):
    """A threshold or date a rule uses, as it holds on a day (see `vocab.norms`)."""

    code: str
    label: str
    label_en: str
    value: str
    unit: str
    valid_from: date | None
    valid_to: date | None
    source: str
    url: str


class RuleDetail(RuleSummary):
    """A rule with the values of its norms today."""

    norm_values: tuple[NormValue, ...] = ()


class FlagSummary(ReadModel):
    """A flag as last evaluated, with the facts that led to it; `status` is as of the day asked for."""

    id: UUID
    board_number: str
    rule: str
    theme: str
    title: str
    severity: Severity
    certainty: Certainty
    status: FlagStatus
    subject_kind: FlagSubject
    subject_key: str
    subject_name: str
    use_id: UUID | None
    evidence: tuple[Evidence, ...]
    first_seen_at: datetime
    last_changed_at: datetime
    resolved_at: datetime | None
    accepted_until: date | None
    accepted_reason: str


class FlagAcceptanceView(ReadModel):
    """One acceptance of a flag; `in_force` on the day asked for."""

    reason: str
    until: date
    accepted_at: datetime
    accepted_by: str
    ended_at: datetime | None
    ended_by: str | None
    in_force: bool


class FlagStep(ReadModel):
    """One event in the history of a flag."""

    at: datetime
    kind: str
    actor: str
    reason: str


class FlagDetail(FlagSummary):
    """A flag with its rule, its acceptances (newest first) and its history (oldest first)."""

    rule_text: RuleSummary
    acceptances: tuple[FlagAcceptanceView, ...]
    history: tuple[FlagStep, ...]


class FlagFilters(Input):
    """Which flags of a board; an empty filter lets everything through, except that resolved flags need asking."""

    status: FlagStatus = FlagStatus.OPEN
    severity: Severity | None = None
    certainty: Certainty | None = None
    rule: str | None = None
    use_id: UUID | None = None


class SeverityCounts(ReadModel):
    """Numbers of open flags per severity; `unknown` counts the ones that missing facts keep from being ruled out."""

    red: int = 0
    orange: int = 0
    grey: int = 0
    unknown: int = 0

    @property
    def total(self) -> int:
        """Return the number of open flags."""
        return self.red + self.orange + self.grey


class AcceptFlag(Input):
    """Why a flag is accepted, and until which day."""

    reason: Annotated[str, Field(max_length=2000)]
    until: date

    @field_validator("reason")
    @classmethod
    def _explains(cls, value: str) -> str:
        """Refuse a reason that explains nothing."""
        if len(value) < LEAST_REASON:
            raise ValueError("Geef een reden van ten minste vijf tekens.")
        return value


class StatusCount(ReadModel):
    """A number of uses in one status (scheme `usage-status`)."""

    status: str
    uses: int


class RuleCount(ReadModel):
    """A number of open flags of one rule."""

    rule: str
    title: str
    severity: Severity
    flags: int
    unknown: int


class DpiaCoverage(ReadModel):
    """Where the active uses stand on their DPIA; every active use is in exactly one number.

    `settled`: settled and not expired; `overdue`: settled once, review date passed; `due`: a DPIA is due and not
    settled; `weigh`: criteria ask for a reasoned choice; `not_indicated`: known facts give no reason; `unknown`:
    facts are missing.
    """

    settled: int
    overdue: int
    due: int
    weigh: int
    not_indicated: int
    unknown: int
    total: int


class AgreementCoverage(ReadModel):
    """Processor agreements of the active uses that may hold personal data (unknown counts as may)."""

    present: int
    outdated: int
    absent: int
    not_needed: int
    unknown: int
    total: int


class VendorShare(ReadModel):
    """The uses of one vendor group; `share` is a fraction of all counted uses. `key` is empty for unknown vendors."""

    key: str
    name: str
    uses: int
    share: float


class ComponentGap(ReadModel):
    """A component that schools like these are expected to cover and no use of the board covers."""

    guid: str
    name: str


class UseRef(ReadModel):
    """A use by id and name."""

    id: UUID
    name: str


class ComponentOverlap(ReadModel):
    """A component that more than one product of the board covers."""

    guid: str
    name: str
    uses: tuple[UseRef, ...]


class RecentChange(ReadModel):
    """A fresh event at the board; `use_id` is set where it is about one of its uses."""

    at: datetime
    actor: str
    kind: str
    subject_kind: str
    subject_key: str
    subject_name: str = ""
    use_id: UUID | None = None
    reason: str = ""


class BoardOverview(ReadModel):
    """The page for a school leader: risk, coverage and dependency of one board on one day."""

    board_number: str
    board_name: str
    sector: str
    schools: int
    pupils: int | None
    on: date
    uses: int
    active_uses: int
    uses_by_status: tuple[StatusCount, ...]
    unplaced_uses: int
    flags: SeverityCounts
    accepted_flags: int
    rules: tuple[RuleCount, ...]
    dpia: DpiaCoverage
    agreements: AgreementCoverage
    vendor_groups: tuple[VendorShare, ...]
    vendor_unknown: int
    hhi: int | None
    gaps: tuple[ComponentGap, ...]
    overlaps: tuple[ComponentOverlap, ...]
    changes: tuple[RecentChange, ...]
