"""What a monitor takes and tells: one shape for all, so that page, JSON and file are made once."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from swc.access.schemas import Input, ReadModel
from swc.dependency.monitors.kinds import MonitorKind


class MonitorQuestion(Input):
    """Which monitor, and what it is about where it is about one thing."""

    kind: MonitorKind
    target: str = Field(default="", max_length=200)


class MonitorRow(ReadModel):
    """One line: a board, a group or a product (or two), a number, and the whole it is part of where there is one.

    | monitor | line | `number` | `whole` |
    |---|---|---|---|
    | group-uses | board | uses of the group | |
    | open-dpias | product | boards with special categories of data (art. 9 AVG) and no settled DPIA in it | |
    | uncovered | board | uses with special categories of data and no agreement, as far as is known | |
    | concentration | board | index of Herfindahl and Hirschman over known groups, 0–10,000, rounded down | uses |
    | groups | vendor group | uses | boards |
    | products | product | boards | uses |
    | overlap | board | business functions that two or more products support | |
    | unstandard | product and product | couplings without a standard | |
    """

    key: str
    name: str
    other_key: str = ""
    other_name: str = ""
    number: int
    whole: int | None = None


class MonitorTarget(ReadModel):
    """Something that a monitor can be about."""

    key: str
    name: str


class Monitor(ReadModel):
    """The answer to a monitor; `most` says how many lines are told at most, where not all are.

    What is in DPIAs is not shared with the sector: `least` says from how many boards on a product is told.
    """

    kind: MonitorKind
    target: str = ""
    target_name: str = ""
    on: date
    boards: int
    has_release: bool
    most: int | None = None
    least: int | None = None
    rows: tuple[MonitorRow, ...]
