"""Read models of the dependency lens of a board: shares of vendor groups, concentration, what stays hidden, and exit.

A share is a fraction (0 to 1), never a percentage; nothing where there is no whole to be a part of. A group without a
key is the row of what has no known vendor. Amounts are in euro a year.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from swc.access.schemas import ReadModel
from swc.catalogue.kinds import Trust
from swc.dependency.kinds import (
    AlternativeState,
    Band,
    ExitState,
    FlowEnd,
    HiddenKind,
    PlaceRole,
    SoleBy,
    StandardState,
    TargetKind,
    TransferBasis,
)
from swc.landscape.contracts.kinds import NoticeVerdict
from swc.landscape.kinds import SettingAnswer, UsageStatus

UNKNOWN_VENDOR = ""
"""The key of the row that holds what has no known vendor."""


class Ref(ReadModel):
    """Something by key and name: a product, vendor, component, function or information object."""

    key: str
    name: str


class UseRef(ReadModel):
    """A use by id and name."""

    id: UUID
    name: str


class Part(ReadModel):
    """A number with its share of the whole; `at_least` says that it is a lower bound (masked or missing numbers)."""

    number: int = 0
    share: float | None = None
    at_least: bool = False


class CostPart(ReadModel):
    """Known yearly cost with its share of all known cost; `without` is the number of uses of unknown cost."""

    amount: Decimal = Decimal(0)
    share: float | None = None
    without: int = 0


class Totals(ReadModel):
    """What shares are parts of: active uses, and what these reach.

    `pupils` are those of the schools in which an active use holds, each once. `unplaced` uses stand on no component of
    FORA, so that no function of them is known; `personal_data_unknown` may hold personal data; `vendor_unknown` have
    no known vendor, `owner_unknown` a vendor of which the owner is not known.
    """

    uses: int = 0
    products: int = 0
    functions: int = 0
    schools: int = 0
    pupils: int = 0
    pupils_at_least: bool = False
    objects: int = 0
    cost: Decimal = Decimal(0)
    cost_unknown: int = 0
    unplaced: int = 0
    personal_data_unknown: int = 0
    vendor_unknown: int = 0
    owner_unknown: int = 0


class VendorPart(ReadModel):
    """A vendor within a group, with its number of uses."""

    key: str
    name: str
    country: str | None = None
    uses: int = 0


class GroupShare(ReadModel):
    """What one vendor group carries: the ultimate parent on the day, as far as known.

    `known` says that the top is known to have no owner. Uses and cost are divided over the groups (shares add up to
    one); functions, pupils and objects can be served by several groups, so that their shares may add up to more.
    """

    key: str
    name: str
    country: str | None = None
    ownership_kind: str | None = None
    known: bool = False
    trust: Trust = Trust.UNKNOWN
    vendors: tuple[VendorPart, ...] = ()
    uses: Part = Part()
    functions: Part = Part()
    pupils: Part = Part()
    objects: Part = Part()
    cost: CostPart = CostPart()


class GroupPart(ReadModel):
    """A vendor group within a component or a month, with its uses and its share of them all (unknown ones too)."""

    key: str
    name: str
    uses: int
    share: float | None = None


class Concentration(ReadModel):
    """A concentration index (HHI, 0 to 10,000) over vendor groups, with the bounds that missing facts leave.

    `hhi` is over the uses whose vendor is known, and nothing where none is; `unknown` counts the others. `band` is
    unknown where the bounds lie in different bands.
    """

    hhi: int | None = None
    lowest: int = 0
    highest: int = 10_000
    band: Band = Band.UNKNOWN
    uses: int = 0
    unknown: int = 0


class ComponentConcentration(Concentration):
    """The concentration of a component of FORA over the uses of a board (or of the sector) that stand on it."""

    guid: str
    name: str
    groups: tuple[GroupPart, ...] = ()


class SingleSupplier(ReadModel):
    """A business function that one product, or one vendor group, serves and for which no alternative was tested.

    `group` is nothing where the vendor is unknown. `certain` is false where several products have one known group and
    another an unknown vendor. `alternative` is what is recorded at the uses: none was tested.
    """

    function: Ref
    by: SoleBy
    certain: bool = True
    products: tuple[Ref, ...]
    uses: tuple[UseRef, ...]
    group: Ref | None = None
    alternative: AlternativeState = AlternativeState.UNKNOWN
    alternative_name: str = ""


class Hidden(ReadModel):
    """Something below several applications: a sub-processor, a way to sign on, a coupling that one group offers.

    `target` and `key` name it as the target of a what-if; a closed coupling has its own id as key and no target.
    `share` is that of all active uses. `standards` are codes of scheme `standards`, as the couplings have them.
    """

    kind: HiddenKind
    key: str
    target: TargetKind | None = None
    name: str
    vendor_key: str | None = None
    country: str | None = None
    group: Ref | None = None
    standards: tuple[str, ...] = ()
    products: tuple[Ref, ...] = ()
    uses: tuple[UseRef, ...] = ()
    share: float | None = None
    trust: Trust = Trust.UNKNOWN


class HiddenSummary(ReadModel):
    """What lies below the applications, by kind, the most uses first; and of how many uses nothing is recorded.

    A closed coupling joins two uses of one vendor group without a recorded standard. `couplings` counts all those of
    active uses, `couplings_without_standard` those of which no standard is recorded.
    """

    sub_processors: tuple[Hidden, ...] = ()
    sign_ons: tuple[Hidden, ...] = ()
    closed_couplings: tuple[Hidden, ...] = ()
    without_sub_processors: int = 0
    without_sign_on: int = 0
    couplings: int = 0
    couplings_without_standard: int = 0


class ExchangeStandard(ReadModel):
    """A core standard (scheme `standards`) of a component; `by` says what meets it: `product` or `coupling`."""

    code: str
    state: StandardState
    by: tuple[str, ...] = ()


class Exchange(ReadModel):
    """How a use exchanges data by the core standards of a component on which it stands."""

    use: UseRef
    product: Ref
    component: Ref
    standards: tuple[ExchangeStandard, ...]
    state: StandardState


class ExitRow(ReadModel):
    """How the board could leave an application: plan, export, alternative, and notice against the Data Act.

    `notice` is the least favourable of the contracts that may hold for the product, with the term of that one.
    `export_fresh` says whether the last test is younger than norm `export-test-months`; nothing: no test recorded.
    """

    use: UseRef
    product: Ref
    group: Ref | None = None
    critical: bool | None = None
    plan: SettingAnswer | None = None
    plan_url: str = ""
    export_format: str = ""
    export_tested_on: date | None = None
    export_fresh: bool | None = None
    escrow: SettingAnswer | None = None
    alternative: AlternativeState = AlternativeState.UNKNOWN
    alternative_name: str = ""
    alternative_tested_on: date | None = None
    notice: NoticeVerdict = NoticeVerdict.UNKNOWN
    notice_months: int | None = None
    notice_days: int | None = None
    contracts: tuple[Ref, ...] = ()
    state: ExitState = ExitState.UNKNOWN


class Jurisdiction(ReadModel):
    """A country in one role, with the products and active uses for which it counts; no country: not known."""

    role: PlaceRole
    country: str | None
    basis: TransferBasis = TransferBasis.UNKNOWN
    products: tuple[Ref, ...] = ()
    parties: tuple[str, ...] = ()
    uses: int = 0
    share: float | None = None


class Thresholds(ReadModel):
    """The norms that bands and changes of the index are read by, on the day (EC, 2004/C 31/03)."""

    moderate: int
    high: int
    change_moderate: int
    change_high: int
    least_uses: int
    source_url: str = ""


class BoardLens(ReadModel):
    """The dependency of one board on one day, from its active uses.

    `groups` come largest first by uses, the row of unknown vendors last. `has_release` is false while no release of
    FORA is published: then no function and no object is known.
    """

    board_number: str
    board_name: str
    on: date
    has_release: bool = True
    thresholds: Thresholds
    totals: Totals
    concentration: Concentration
    groups: tuple[GroupShare, ...] = ()
    components: tuple[ComponentConcentration, ...] = ()
    single_suppliers: tuple[SingleSupplier, ...] = ()
    hidden: HiddenSummary = HiddenSummary()
    exchanges: tuple[Exchange, ...] = ()
    exits: tuple[ExitRow, ...] = ()
    jurisdictions: tuple[Jurisdiction, ...] = ()


class OwnerChange(ReadModel):
    """A vendor of the board that went from one group to another on a day; nothing: no group known."""

    on: date
    vendor: Ref
    before: Ref | None = None
    after: Ref | None = None


class LensMoment(Concentration):
    """The concentration of a board on the last day of a month (or today), over groups as they were that day.

    `undated` uses run today and have no known start: index and `groups` leave them out, `groups_with_undated` and
    `hhi_with_undated` take them along as if they always ran. `changes` are the changes of owner since the moment
    before, among the vendors of the board.
    """

    on: date
    groups: tuple[GroupPart, ...] = ()
    undated: int = 0
    groups_with_undated: tuple[GroupPart, ...] = ()
    hhi_with_undated: int | None = None
    changes: tuple[OwnerChange, ...] = ()


class FlowLink(ReadModel):
    """A flow of personal data between two ends (product to object or category, that to data subject).

    `weight` is the number of active uses. An end with an empty key takes the smaller ones together.
    """

    source_kind: FlowEnd
    source_key: str
    source_name: str
    target_kind: FlowEnd
    target_key: str
    target_name: str
    weight: int


class UseLine(UseRef):
    """A use as a what-if names it."""

    product: Ref
    vendor: Ref | None = None
    group: Ref | None = None
    status: UsageStatus
