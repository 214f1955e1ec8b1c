"""Read models of entries that may be one product."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from swc.access.schemas import Input, ReadModel
from swc.catalogue.duplicates.kinds import Likeness
from swc.catalogue.kinds import ProductStatus

Reason = Annotated[str, Field(max_length=2000)]


class Candidate(ReadModel):
    """One of two entries that may be one: what a person compares them by; `facts` counts what hangs under it."""

    key: str
    name: str
    status: ProductStatus
    vendor_key: str | None = None
    vendor_name: str = ""
    category: str = ""
    aliases: tuple[str, ...] = ()
    facts: int = 0


class DuplicatePair(ReadModel):
    """Two entries that may be one product, with the reasons, strongest first; the fuller entry is `keep`."""

    keep: Candidate
    other: Candidate
    reasons: tuple[Likeness, ...]
    weight: int


class MergeInput(Input):
    """Make one entry go up in another, and why."""

    into: Annotated[str, Field(min_length=1, max_length=120)]
    reason: Reason = ""


class DistinctInput(Input):
    """Two entries that look alike and are not the same product, and why."""

    other: Annotated[str, Field(min_length=1, max_length=120)]
    reason: Reason = ""


class MergeRecord(ReadModel):
    """One merge: which entry went up in which, when, and whether it was undone.

    `moved` and `stayed` count facts of the catalogue by kind; what boards have moves along and is not counted here.
    """

    id: UUID
    from_key: str
    from_name: str
    into_key: str
    into_name: str
    reason: str
    moved: dict[str, int]
    stayed: dict[str, int]
    merged_at: datetime
    undone_at: datetime | None = None
