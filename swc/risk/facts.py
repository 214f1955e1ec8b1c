"""The facts of one board that the rules look at: plain values, read once in a fixed number of statements.

`None`, an empty collection and `unknown` all mean that nobody recorded the fact; no rule may read that as safe.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from swc.catalogue.kinds import UNSUPPORTED, DataLevel
from swc.dpia.kinds import DpiaState, Duty, RiskLevel
from swc.landscape.kinds import AgreementPresence, Criticality, SettingAnswer, UsageStatus
from swc.risk.supply_facts import NO_EXIT, ContractFact, ExitFact, OwnerFact, SubFact


class Known(StrEnum):
    """A yes-or-no fact that may be missing."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Stage(StrEnum):
    """Whether a use processes data now, is going to, or did (statuses of the municipal Softwarecatalogus)."""

    PLANNED = "planned"
    ACTIVE = "active"
    ENDED = "ended"


class ComponentFact(NamedTuple):
    """A reference component a use is placed on."""

    guid: str
    name: str


class CategoryFact(NamedTuple):
    """A category of personal data; `confirmed` when board or product says so, not when it only follows from FORA."""

    code: str
    confirmed: bool


class CountryFact(NamedTuple):
    """A country that data, vendor, owner or sub-processor is in; `role` says which of these, in Dutch.

    `role` is a message id, `party` names who, `dpf` says whether that party is certified under the EU–US Data
    Privacy Framework.
    """

    country: str
    role: str
    party: str = ""
    dpf: bool | None = None
    source: str = ""
    target_kind: str = ""
    target_key: str = ""


@dataclass(frozen=True, slots=True)
class CentralFact:
    """The newest version of the central DPIA of the product."""

    key: str
    title: str
    number: int
    effective_on: date | None = None
    source: str = ""


class MeasureFact(NamedTuple):
    """A measure of an assessment that is still open, with the day it is due and the role that sees to it."""

    text: str
    due: date | None = None
    owner_role: str = ""


class BivFact(NamedTuple):
    """Availability, integrity and confidentiality as ranks (1 low, 2 middle, 3 high); 0 is unknown."""

    availability: int = 0
    integrity: int = 0
    confidentiality: int = 0


NO_BIV = BivFact()


@dataclass(frozen=True, slots=True)
class DpiaFacts:
    """The DPIA of a use: state (scheme `dpia-states`), duty, criteria that hit, dates and the central version cited.

    `residual` is the highest risk that remains after measures, `None` when no risk was recorded; `open_measures` are
    those of every assessment of the use.
    """

    state: DpiaState = DpiaState.NOT_ASSESSED
    duty: Duty = Duty.UNKNOWN
    ap_hits: tuple[str, ...] = ()
    wp248_hits: tuple[str, ...] = ()
    review_due: date | None = None
    decided_on: date | None = None
    fg_seen_on: date | None = None
    reason: str = ""
    cited_key: str | None = None
    cited_number: int | None = None
    local_part_on: date | None = None
    local_measures_on: date | None = None
    dtia_settled: bool = False
    fria_settled: bool = False
    fg_advice_on: date | None = None
    fg_advice: str = ""
    residual: RiskLevel | None = None
    consulted_on: date | None = None
    open_measures: tuple[MeasureFact, ...] = ()


@dataclass(frozen=True, slots=True)
class AgreementFacts:
    """The processor agreement of a use (art. 28 AVG).

    `annex_categories` are those that the privacy annex names, `None` when nobody recorded the annex.
    """

    presence: AgreementPresence = AgreementPresence.UNKNOWN
    model: str = ""
    signed_on: date | None = None
    valid_until: date | None = None
    signer_authorised: bool | None = None
    annex_categories: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class VendorFacts:
    """Vendor and ultimate parent of a product; `group_known` is false while the owner has not been checked.

    `owners` are the steps of the chain above the vendor that are known, from the vendor up.
    """

    key: str | None = None
    name: str = ""
    group_key: str | None = None
    group_name: str = ""
    group_known: bool = False
    covenant_member: bool | None = None
    owners: tuple[OwnerFact, ...] = ()


@dataclass(frozen=True, slots=True)
class ProductFacts:
    """What the catalogue says of a product and of the version in use.

    `ai_use` is a code of scheme `ai-uses` and `ai_risk` its class (scheme `ai-risk-classes`); `traits` are those of
    `vocab.facts.product_traits`; `proven` is what valid certificates prove, and `certificates` names them.
    `sub_processors` are those of the catalogue; none means that nobody recorded any.

    `version_status` is a code of the scheme `version-status`. `other_version_ends` names the other versions that the
    vendor stops with, with the day when that is known.
    """

    key: str
    name: str
    standards: frozenset[str] = frozenset()
    end_of_life: date | None = None
    end_of_life_source: str = ""
    version: str = ""
    version_end: date | None = None
    version_status: str = ""
    other_version_ends: tuple[tuple[str, date | None], ...] = ()
    locations_known: bool = False
    countries: tuple[CountryFact, ...] = ()
    vendor_country_known: bool = False
    central: CentralFact | None = None
    ai_use: str | None = None
    ai_risk: str = ""
    traits: frozenset[str] = frozenset()
    proven: BivFact = NO_BIV
    certificates: tuple[str, ...] = ()
    sub_processors: tuple[SubFact, ...] = ()

    @property
    def version_unsupported(self) -> bool:
        """Say whether the vendor already stopped with the version in use, whatever the day."""
        return self.version_status in UNSUPPORTED


@dataclass(frozen=True, slots=True)
class UseFacts:
    """One use of the board with everything the rules ask of it.

    `categories_unknown` says that personal data may be held of which no category is known. `answers` holds the
    questions that apply to the use (scheme `use-questions`); `None` is a question that nobody answered. `required` is
    the BIV that data and place on FORA ask. `special_grounds` are the exceptions of art. 9 AVG in the register of the
    activities that hold the use, `None` while it is in none.
    """

    id: str
    name: str
    stage: Stage
    status: UsageStatus
    product: ProductFacts
    vendor: VendorFacts = field(default_factory=VendorFacts)
    components: tuple[ComponentFact, ...] = ()
    personal_data: Known = Known.UNKNOWN
    data_level: DataLevel = DataLevel.UNKNOWN
    categories: tuple[CategoryFact, ...] = ()
    categories_unknown: bool = True
    criticality: Criticality | None = None
    agreement: AgreementFacts = field(default_factory=AgreementFacts)
    dpia: DpiaFacts = field(default_factory=DpiaFacts)
    answers: Mapping[str, SettingAnswer | None] = field(default_factory=dict)
    required: BivFact = NO_BIV
    special_grounds: tuple[str, ...] | None = None
    exit: ExitFact = NO_EXIT

    @property
    def in_register(self) -> bool:
        """Say whether an established activity of the register holds the use."""
        return self.special_grounds is not None

    @property
    def active(self) -> bool:
        """Say whether data are being processed now."""
        return self.stage is Stage.ACTIVE

    @property
    def running_or_planned(self) -> bool:
        """Say whether data are or will be processed."""
        return self.stage is not Stage.ENDED

    def said(self, question: str) -> Known:
        """Return what the board answered; one that does not apply, or that it called not applicable, is no."""
        if question not in self.answers:
            return Known.NO
        answer = self.answers[question]
        if answer is None:
            return Known.UNKNOWN
        return Known.YES if answer is SettingAnswer.YES else Known.NO

    def category(self, code: str) -> Known:
        """Say whether a category of data is held: one that is derived or that nobody looked at stays unknown."""
        if self.personal_data is Known.NO:
            return Known.NO
        held = [one.confirmed for one in self.categories if one.code == code]
        if held:
            return Known.YES if any(held) else Known.UNKNOWN
        return Known.UNKNOWN if self.categories_unknown else Known.NO


@dataclass(frozen=True, slots=True)
class CouplingFacts:
    """A coupling; `receivers` are the sides that data arrive at (use ids, or empty text for outside the board)."""

    id: str
    name: str
    source_id: str
    target_id: str | None
    target_name: str
    receivers: tuple[str, ...]
    standards: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()


class RetentionFact(NamedTuple):
    """One retention term of an activity: its words, and in days the term and the norm it is held against."""

    label: str
    term_days: int | None = None
    norm_days: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ActivityFacts:
    """An established activity of the register, with its retention terms."""

    id: str
    name: str
    retention: tuple[RetentionFact, ...] = ()


class MeasurementFact(NamedTuple):
    """The newest measured maturity level (1–5) on a topic of the Normenkader IBP."""

    level: int
    measured_on: date
    source: str = ""


@dataclass(frozen=True, slots=True)
class NormFact:
    """A threshold as it holds today, in a unit (a Dutch message id); `day` where the norm is a date."""

    value: float
    unit: str
    source: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """The shared facts the rules compare with: norms, countries and lists of components."""

    norms: Mapping[str, NormFact] = field(default_factory=dict)
    adequate: Mapping[str, str] = field(default_factory=dict)
    expected: tuple[ComponentFact, ...] | None = None
    core_standards: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    learning: frozenset[str] = frozenset()
    bsn_allowed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class BoardFacts:
    """Everything the rules know of one board on one day."""

    number: str
    name: str
    today: date
    reference: Reference
    uses: tuple[UseFacts, ...] = ()
    couplings: tuple[CouplingFacts, ...] = ()
    activities: tuple[ActivityFacts, ...] = ()
    measurements: Mapping[str, MeasurementFact] = field(default_factory=dict)
    contracts: tuple[ContractFact, ...] = ()

    @cached_property
    def _contracts_by_product(self) -> Mapping[str, tuple[ContractFact, ...]]:
        found: dict[str, list[ContractFact]] = defaultdict(list)
        for one in self.contracts:
            for key in one.products:
                found[key].append(one)
        return {key: tuple(ones) for key, ones in found.items()}

    def contracts_of(self, product_key: str) -> tuple[ContractFact, ...]:
        """Return the contracts that name a product, ended ones as well."""
        return self._contracts_by_product.get(product_key, ())

    @cached_property
    def active(self) -> tuple[UseFacts, ...]:
        """Return the uses that process data now."""
        return tuple(use for use in self.uses if use.active)

    def norm(self, code: str) -> NormFact:
        """Return a norm; raises `KeyError` for a code no list holds, which is a mistake in a rule."""
        return self.reference.norms[code]
