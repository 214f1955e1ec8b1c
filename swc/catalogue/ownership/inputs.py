"""What people hand in about owners and names over time."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from swc.access.schemas import Input
from swc.catalogue.inputs import Code, Key, Name, Sourcing, Words
from swc.catalogue.kinds import OwnershipRelation

Share = Annotated[Decimal, Field(gt=0, le=100, max_digits=5, decimal_places=2)]
"""A part of the shares, in percent."""


class Terms(Sourcing):
    """How an owner holds an organisation: kind, share in percent, whether it decides; what is left out is unknown."""

    kind: Code | None = None
    share: Share | None = None
    control: bool | None = None
    note: Words = ""


class PeriodInput(Terms):
    """A period of ownership as it should be; `until` is the first day on which it no longer holds.

    An owner is named for `owned` and `merged`, and for nothing else.
    """

    owner_key: Key | None = None
    relation: OwnershipRelation = OwnershipRelation.OWNED
    from_date: date | None = None
    until: date | None = None


class TakeoverInput(Terms):
    """Another owner from a day on; without an owner the organisation stands on its own from then."""

    owner_key: Key | None = None
    on: date


class MergerInput(Sourcing):
    """That an organisation went up in another from a day on; no day is not known since when."""

    into_key: Key
    on: date | None = None
    note: Words = ""


class EndInput(Input):
    """The first day on which a period no longer holds."""

    until: date


class NameInput(Sourcing):
    """A name that an organisation bore before, as far as its days are known."""

    name: Name
    from_date: date | None = None
    until: date | None = None


class RenameInput(Sourcing):
    """The name that an organisation bears from a day on; the name of before is kept with its last day."""

    name: Name
    on: date
