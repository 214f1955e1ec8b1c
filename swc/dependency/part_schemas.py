"""Read models that everything on dependency shares: references, parts of a whole, vendor groups and concentration.

A share is a fraction (0 to 1), never a percentage; nothing where there is no whole to be a part of. A group without a
key is the row of what has no known vendor. Amounts are in euro a year.
"""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from swc.access.schemas import ReadModel
from swc.catalogue.kinds import Trust
from swc.dependency.kinds import Band
from swc.landscape.kinds import UsageStatus

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


class Thresholds(ReadModel):
    """The norms that bands and changes of the index are read by, on the day (EC, 2004/C 31/03)."""

    moderate: int
    high: int
    change_moderate: int
    change_high: int
    least_uses: int
    source_url: str = ""


class UseLine(UseRef):
    """A use as a what-if names it."""

    product: Ref
    vendor: Ref | None = None
    group: Ref | None = None
    status: UsageStatus
