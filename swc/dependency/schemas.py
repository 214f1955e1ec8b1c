"""Read models of the dependency lens of a board: shares of vendor groups, concentration, what stays hidden, and exit.

A share is a fraction (0 to 1), never a percentage; nothing where there is no whole to be a part of. A group without a
key is the row of what has no known vendor. Amounts are in euro a year.
"""

from __future__ import annotations

from datetime import date

from swc.access.schemas import ReadModel
from swc.catalogue.kinds import Trust
from swc.dependency.kinds import (
    AlternativeState,
    ExitState,
    FlowEnd,
    HiddenKind,
    PlaceRole,
    SoleBy,
    StandardState,
    TargetKind,
    TransferBasis,
)
from swc.dependency.part_schemas import (
    UNKNOWN_VENDOR,
    ComponentConcentration,
    Concentration,
    CostPart,
    GroupPart,
    GroupShare,
    Part,
    Ref,
    Thresholds,
    Totals,
    UseLine,
    UseRef,
    VendorPart,
)
from swc.landscape.contracts.kinds import NoticeVerdict
from swc.landscape.kinds import SettingAnswer

__all__ = [
    "UNKNOWN_VENDOR",
    "BoardLens",
    "ComponentConcentration",
    "Concentration",
    "CostPart",
    "Exchange",
    "ExchangeStandard",
    "ExitRow",
    "FlowLink",
    "GroupPart",
    "GroupShare",
    "Hidden",
    "HiddenSummary",
    "Jurisdiction",
    "LensMoment",
    "OwnerChange",
    "Part",
    "Ref",
    "SingleSupplier",
    "Thresholds",
    "Totals",
    "UseLine",
    "UseRef",
    "VendorPart",
]


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
