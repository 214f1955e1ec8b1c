"""Read models of joint buying: groups of boards whose contracts fit, and how those of one board stand in them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from swc.access.schemas import ReadModel
from swc.procurement.kinds import Unmatched


class Figure(ReadModel):
    """A sum over boards: `amount` of what is known, `unknown` the number of boards of which nothing is.

    Either is empty where it would tell something of too few boards. `at_least` says that the amount is a lower bound,
    `rounded` that it is rounded because boards without a name are in it.
    """

    amount: Decimal | None = None
    unknown: int | None = None
    at_least: bool = False
    rounded: bool = False


class NamedBoard(ReadModel):
    """A board that chose to be named, or that the reader may read anyhow (`own`), with what it brings to the group."""

    number: str
    name: str
    own: bool = False
    pupils: int | None = None
    pupils_at_least: bool = False
    yearly_price: Decimal | None = None
    contract_ends: tuple[date, ...] = ()


class JointGroup(ReadModel):
    """Boards with a contract for the same component whose windows all hold one first day of a quarter.

    Figures are over the boards that may be shown to the reader; there may be more boards than those.
    """

    component_guid: str
    component_name: str
    quarter: date
    boards: int
    pupils: Figure
    yearly_price: Figure
    named: tuple[NamedBoard, ...] = ()


class OwnContract(ReadModel):
    """A contract of the board itself: its window, and the group that it stands in, or why it stands in none.

    `group` is the place in the list of groups; empty with no reason either means that too few other boards fit.
    """

    id: UUID
    title: str
    products: tuple[str, ...] = ()
    components: tuple[str, ...] = ()
    term_end: date | None = None
    last_notice_day: date | None = None
    window_first: date | None = None
    window_last: date | None = None
    unmatched: Unmatched | None = None
    group: int | None = None


class UncontractedUse(ReadModel):
    """A use of the board without a contract, so that nobody knows when it can be bought anew."""

    id: UUID
    name: str
    product_key: str


class SectorMatches(ReadModel):
    """All groups over the boards that share; `least` is the fewest boards without a name that are told of."""

    as_of: date
    least: int
    window_months: int
    horizon_months: int
    groups: tuple[JointGroup, ...]


class BoardMatches(SectorMatches):
    """The groups in which a board stands, with its own contracts and the uses that have none."""

    board_number: str
    board_name: str
    shares: bool
    joint_buying: bool
    row_version: int
    contracts: tuple[OwnContract, ...]
    without_contract: tuple[UncontractedUse, ...]
