"""What a use tells the sector, by what a list of them may be narrowed, and where a reader is in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import NamedTuple
from uuid import UUID

from swc.access.schemas import ReadModel
from swc.boards.kinds import Sector
from swc.landscape.kinds import UsageStatus


class SectorUse(ReadModel):
    """One use at a board that shares: no name of its own, no cost, importance, notes, roles or names of people.

    `schools` holds BRIN codes and is empty for the whole board; `components` the GUIDs that the board placed it on.
    Nothing (null) is unknown.
    """

    id: UUID
    board_number: str
    board_name: str
    sector: Sector
    product_key: str
    product_name: str
    vendor_key: str | None
    vendor_name: str | None
    status: UsageStatus
    status_since: date | None
    start_date: date | None
    end_date: date | None
    whole_board: bool
    schools: tuple[str, ...]
    hosting: str | None
    users: int | None
    components: tuple[str, ...]
    updated_at: datetime


class SectorUseList(ReadModel):
    """One page of the uses of the sector; the header `Link` leads to its neighbours."""

    items: tuple[SectorUse, ...]


_SOME_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class UseFilter:
    """By what the uses are narrowed; empty is everything. `changed_since` is an aware moment, that moment included."""

    product: str = ""
    component: str = ""
    vendor: str = ""
    board: str = ""
    changed_since: datetime | None = None

    @property
    def shape(self) -> UseFilter:
        """Return a filter that asks by the same fields, whatever their values."""
        return UseFilter(
            product="x" if self.product else "",
            component="x" if self.component else "",
            vendor="x" if self.vendor else "",
            board="x" if self.board else "",
            changed_since=_SOME_MOMENT if self.changed_since else None,
        )

    @property
    def empty(self) -> bool:
        """Say whether everything is wanted."""
        return self == UseFilter()

    @property
    def walks(self) -> bool:
        """Say whether an index leads straight to every row that is wanted, so that a page costs under a millisecond."""
        return not (self.component or self.vendor or self.changed_since or (self.board and self.product))


class Position(NamedTuple):
    """A place in the list: after a use, or before one. Both parts of the key never change, so no place ever moves."""

    board_number: str
    use_id: UUID
    before: bool = False


@dataclass(frozen=True, slots=True)
class UsePage:
    """A page of the list as JSON text, and whether there is more on either side."""

    items: tuple[str, ...]
    first: Position | None
    last: Position | None
    earlier: bool
    later: bool

    @property
    def json(self) -> str:
        """Return the page as JSON text (`SectorUseList`)."""
        return f'{{"items":[{",".join(self.items)}]}}'


@dataclass(frozen=True, slots=True)
class UseChoices:
    """By which boards, products and vendors the list can be narrowed: key and name, by name."""

    boards: tuple[tuple[str, str], ...]
    products: tuple[tuple[str, str], ...]
    vendors: tuple[tuple[str, str], ...]
