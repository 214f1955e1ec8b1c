"""The facts of one board that the rules look at: plain values, read once in a fixed number of statements.

`None`, an empty collection and `unknown` all mean that nobody recorded the fact; no rule may read that as safe.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from swc.catalogue.kinds import UNSUPPORTED, DataLevel
from swc.dpia.kinds import DpiaState, Duty
from swc.landscape.kinds import AgreementPresence, Criticality, UsageStatus


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


@dataclass(frozen=True, slots=True)
class DpiaFacts:
    """The DPIA of a use: state (scheme `dpia-states`), duty, criteria that hit, dates and the central version cited."""

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


@dataclass(frozen=True, slots=True)
class AgreementFacts:
    """The processor agreement of a use (art. 28 AVG)."""

    presence: AgreementPresence = AgreementPresence.UNKNOWN
    model: str = ""
    signed_on: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class VendorFacts:
    """Vendor and ultimate parent of a product; `group_known` is false while the owner has not been checked."""

    key: str | None = None
    name: str = ""
    group_key: str | None = None
    group_name: str = ""
    group_known: bool = False


@dataclass(frozen=True, slots=True)
class ProductFacts:
    """What the catalogue says of a product and of the version in use.

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

    @property
    def version_unsupported(self) -> bool:
        """Say whether the vendor already stopped with the version in use, whatever the day."""
        return self.version_status in UNSUPPORTED


@dataclass(frozen=True, slots=True)
class UseFacts:
    """One use of the board with everything the rules ask of it.

    `categories_unknown` says that personal data may be held of which no category is known.
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

    @property
    def active(self) -> bool:
        """Say whether data are being processed now."""
        return self.stage is Stage.ACTIVE

    @property
    def running_or_planned(self) -> bool:
        """Say whether data are or will be processed."""
        return self.stage is not Stage.ENDED

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


@dataclass(frozen=True, slots=True)
class NormFact:
    """A threshold as it holds today, in a unit (a Dutch message id)."""

    value: float
    unit: str
    source: str


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

    @cached_property
    def active(self) -> tuple[UseFacts, ...]:
        """Return the uses that process data now."""
        return tuple(use for use in self.uses if use.active)

    def norm(self, code: str) -> NormFact:
        """Return a norm; raises `KeyError` for a code no list holds, which is a mistake in a rule."""
        return self.reference.norms[code]
