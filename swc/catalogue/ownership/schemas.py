"""Read models of ownership: periods with their source, names over time, and the tree of a group on a day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from swc.access.schemas import ReadModel
from swc.catalogue.kinds import OwnershipRelation
from swc.catalogue.schemas import UNSOURCED, Provenance, VendorGroup


class When(StrEnum):
    """Where a period stands as seen from a day."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"


class PeriodFact(ReadModel):
    """A period of ownership; `until` is the first day on which it no longer holds, `decides` whether it gives control.

    `when` and `decides` are as on the day that was asked for. No owner means none (`independent`) or one that nobody
    knows (`unknown`), as `relation` says.
    """

    id: UUID
    vendor_key: str
    vendor_name: str
    owner_key: str | None = None
    owner_name: str = ""
    relation: OwnershipRelation
    kind: str | None = None
    share: Decimal | None = None
    control: bool | None = None
    from_date: date | None = None
    until: date | None = None
    when: When
    decides: bool
    note: str = ""
    provenance: Provenance = UNSOURCED
    row_version: int


class NameFact(ReadModel):
    """A name that an organisation bore before."""

    id: UUID
    name: str
    from_date: date | None = None
    until: date | None = None
    provenance: Provenance = UNSOURCED


class TreeNode(ReadModel):
    """An organisation in the tree of a group on a day; `holder` is an owner without control of the one above it here.

    `above` is the key of the owner, or, for a holder, of the organisation that it holds a part of; `depth` counts
    from the top of the group, which has depth 0.
    """

    key: str
    name: str
    country: str | None = None
    depth: int
    above: str | None = None
    holder: bool = False
    share: Decimal | None = None
    relation: OwnershipRelation | None = None
    known: bool = False


class Ownership(ReadModel):
    """Owners and names of an organisation over time, with the picture of one day.

    `name_on` is the name of that day, `group` the group of that day and `tree` all of it; `holds` are the periods in
    which the organisation owned others; `moments` are the days on which something in its chain or below it changed.
    """

    key: str
    name: str
    on: date
    name_on: str
    group: VendorGroup
    periods: tuple[PeriodFact, ...]
    holds: tuple[PeriodFact, ...]
    names: tuple[NameFact, ...]
    tree: tuple[TreeNode, ...]
    moments: tuple[date, ...]
    row_version: int

    def period(self, period_id: UUID) -> PeriodFact | None:
        """Return a period of this organisation, or nothing when it has no such period."""
        return next((one for one in self.periods if one.id == period_id), None)


class Jurisdiction(ReadModel):
    """A country that bears on a product, with the party it is of; no country is one that is not known."""

    role: str
    name: str = ""
    key: str | None = None
    country: str | None = None
    provenance: Provenance = UNSOURCED
    chain_known: bool = True


class Jurisdictions(ReadModel):
    """The countries of a product kept apart: of vendor, of its ultimate parent, of data, and of each sub-processor.

    `parent` is as on the day asked; where the chain of owners ends in the unknown, `chain_known` says so.
    `sub_parents` are the ultimate parents of sub-processors that the catalogue knows as organisations.
    """

    on: date
    vendor: Jurisdiction | None = None
    parent: Jurisdiction | None = None
    locations: tuple[Jurisdiction, ...] = ()
    sub_processors: tuple[Jurisdiction, ...] = ()
    sub_parents: tuple[Jurisdiction, ...] = ()

    @property
    def rows(self) -> tuple[Jurisdiction, ...]:
        """Return every one of them in the order of a table."""
        ends = tuple(one for one in (self.vendor, self.parent) if one is not None)
        return (*ends, *self.locations, *self.sub_processors, *self.sub_parents)
