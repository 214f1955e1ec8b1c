"""Read models of the dependency of the sector: over the boards that share, never from so few that one shows.

A share is a fraction (0 to 1), nothing where there is no whole to be a part of. Pupils are told in thousands, as a
lower bound. What cannot be told is nothing (None): it is not zero. Amounts are in euro a year.
"""

from __future__ import annotations

from datetime import date

from swc.access.schemas import ReadModel
from swc.boards.kinds import Sector
from swc.catalogue.kinds import Trust
from swc.dependency.kinds import HiddenKind, Scenario, TargetKind
from swc.dependency.schemas import ComponentConcentration, Concentration, CostPart, Part, Ref, Thresholds, Totals
from swc.dependency.whatif_schemas import Shift, WhatIfQuestion

REST = "*"
"""The key of the row that adds up the vendors that are too small to be told apart; no vendor has this key."""


class SectorTotals(Totals):
    """What shares are parts of: active uses at boards that share, and what these reach.

    `functions` and `objects` count pairs of a board and a function (an information object with personal data): two
    boards with the same function count twice.
    """

    boards: int = 0


class SectorGroup(ReadModel):
    """What one vendor group carries at the boards that share: the ultimate parent on the day, as far as known.

    `boards` use it; `leaning` are the boards where more than half of the active uses is of this group, with the share
    of all boards, `leaning_pupils` their pupils; both are nothing where they are too few to tell. `cost` is nothing
    where too few boards told their cost, and counts what is noted at the uses (prices of contracts are not shared). A
    group without a key is the row of unknown vendors, `REST` that of all
    vendors that too few boards use.
    """

    key: str
    name: str
    country: str | None = None
    ownership_kind: str | None = None
    known: bool = False
    trust: Trust = Trust.UNKNOWN
    vendors: int = 0
    products: int = 0
    boards: Part = Part()
    uses: Part = Part()
    functions: Part = Part()
    pupils: Part = Part()
    objects: Part = Part()
    cost: CostPart | None = None
    leaning: Part | None = None
    leaning_pupils: Part | None = None


class SectorComponent(ComponentConcentration):
    """The concentration of a component over the boards that share; only groups that enough boards use are named."""

    boards: int
    groups_untold: int = 0


class SingleGroupFunction(ReadModel):
    """A business function that at some boards rests on one vendor group alone.

    `boards` have the function, `single` of them through one group only; nothing: too few to tell. `groups` serve it
    over all boards; `only` is that one group where there is just one in the sector (and it may be told).
    """

    function: Ref
    boards: int
    groups: int
    single: int | None = None
    only: Ref | None = None


class SectorHidden(ReadModel):
    """Something below at least two products: a sub-processor by the catalogue, or a way to sign on.

    `key` and `target` name it as the target of a what-if. `groups` counts the vendor groups whose products lean on it.
    """

    kind: HiddenKind
    key: str
    target: TargetKind
    name: str
    country: str | None = None
    vendor_key: str | None = None
    products: int = 0
    groups: int = 0
    boards: Part = Part()
    uses: Part = Part()


class SectorLens(ReadModel):
    """The dependency of the sector: the landscapes of now, with owners as they were on a day.

    `sector` keeps the boards of one education sector; then no cost is told, and a vendor counts only where every
    sector has none or enough boards that use it, so that nothing follows from the difference between two answers.
    With fewer boards than `least_boards` nothing is told (`enough` is false). `groups` come largest first by uses,
    then the row of unknown vendors, then the rest; `left_out` says that small vendors are in no figure, because
    together they are at too few boards as well.
    """

    on: date
    sector: Sector | None = None
    boards: int
    least_boards: int
    enough: bool
    has_release: bool = True
    left_out: bool = False
    thresholds: Thresholds
    totals: SectorTotals = SectorTotals()
    concentration: Concentration = Concentration()
    groups: tuple[SectorGroup, ...] = ()
    components: tuple[SectorComponent, ...] = ()
    functions: tuple[SingleGroupFunction, ...] = ()
    hidden: tuple[SectorHidden, ...] = ()


class SectorTarget(ReadModel):
    """Something that a what-if of the sector can be about; `boards` is nothing where too few use it to tell."""

    kind: TargetKind
    key: str
    name: str
    boards: int | None = None


class AffectedBoard(ReadModel):
    """A board that leans on the target: only for whoever may read the landscapes that boards share."""

    number: str
    name: str
    sector: Sector
    uses: int
    use_share: float | None = None
    schools: int = 0
    pupils: int = 0
    pupils_at_least: bool = False
    functions: int = 0
    agreements_present: int = 0


class CountedProduct(ReadModel):
    """A product that is affected, or could take its place, with its vendor group and the boards that use it."""

    product: Ref
    group: Ref | None = None
    boards: int


class SectorElement(ReadModel):
    """A function, process, information object, category or group of people, with the boards for which it is affected.

    `alone` counts the boards where nothing else serves it; nothing: too few to tell, or not asked.
    """

    key: str
    name: str
    boards: int
    alone: int | None = None


class SectorCouplings(ReadModel):
    """The couplings at affected uses (or towards the facility): how many, over how many boards, by which standards.

    `without_standard` follow no standard that was recorded; a standard that too few boards use is not named.
    """

    couplings: int = 0
    boards: int = 0
    without_standard: int = 0
    standards: tuple[SectorElement, ...] = ()


class SectorAgreements(ReadModel):
    """For how many affected uses there is a processor agreement; unknown is its own number, never absent."""

    present: int = 0
    absent: int = 0
    not_needed: int = 0
    unknown: int = 0


class SectorAlternatives(ReadModel):
    """For a component of an affected use: which products serve it elsewhere in the sector, the most boards first."""

    component: Ref
    boards: int
    products: tuple[CountedProduct, ...] = ()


class SectorTakeover(ReadModel):
    """The concentration before and after the target goes to the acquirer; components where it moves most first."""

    acquirer: Ref
    before: Concentration
    after: Concentration
    shifts: tuple[Shift, ...] = ()


class SectorIncident(ReadModel):
    """What the sector would face in a breach: each board reports for itself within so many hours (art. 33 GDPR).

    `duty_boards` have an affected use with personal data; nothing: too few to tell.
    """

    hours: int
    duty_boards: int | None = None
    persons: Part = Part()
    without_agreement: int = 0


class SectorWhatIf(ReadModel):
    """All that hangs on a target at the boards that share; `takeover` and `incident` by scenario.

    `named` says that the reader sees exact figures with names of boards, also of few boards. For others nothing is
    told below `least_boards` (`enough` is false), and uses, schools and pupils are rounded down (`at_least`).
    """

    on: date
    question: WhatIfQuestion
    target: SectorTarget
    scenario: Scenario
    least_boards: int
    enough: bool
    named: bool = False
    boards: Part = Part()
    schools: Part = Part()
    pupils: Part = Part()
    uses: Part = Part()
    unplaced: int = 0
    board_rows: tuple[AffectedBoard, ...] = ()
    products: tuple[CountedProduct, ...] = ()
    components: tuple[SectorElement, ...] = ()
    functions: tuple[SectorElement, ...] = ()
    processes: tuple[SectorElement, ...] = ()
    objects: tuple[SectorElement, ...] = ()
    categories: tuple[SectorElement, ...] = ()
    subjects: tuple[SectorElement, ...] = ()
    couplings: SectorCouplings = SectorCouplings()
    agreements: SectorAgreements = SectorAgreements()
    alternatives: tuple[SectorAlternatives, ...] = ()
    takeover: SectorTakeover | None = None
    incident: SectorIncident | None = None
