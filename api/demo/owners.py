"""The demo's owners over time: takeovers, a merger and an earlier name of the fictional vendors, and nobody else's."""

from __future__ import annotations

from decimal import Decimal

from sqlmodel import Session

from api.demo.data import OwnerRow, day, rows
from swc.access.kinds import Act
from swc.catalogue.inputs import Sourcing
from swc.catalogue.kinds import Trust
from swc.catalogue.ownership.inputs import MergerInput, NameInput, TakeoverInput
from swc.catalogue.ownership.names import add_name
from swc.catalogue.ownership.service import record_merger, take_over

_SURE = Sourcing(trust=Trust.CONFIRMED).model_dump(exclude_unset=True)


def add_owners(session: Session, vendors: dict[str, str], *, by: Act) -> None:
    """Record every row in the order of the file, the oldest of a vendor first; `vendors` gives keys by name."""
    for row in rows(OwnerRow):
        key, other, since = vendors[row.vendor], vendors.get(row.other), day(row.day, by.today) or by.today
        if row.deed == "name":
            add_name(session, key, NameInput(name=row.other, until=since, **_SURE), by=by)
        elif row.deed == "merger" and other is not None:
            record_merger(session, key, MergerInput(into_key=other, on=since, **_SURE), by=by)
        else:
            share = Decimal(row.share) if row.share else None
            taken = TakeoverInput(owner_key=other, on=since, kind=row.kind or None, share=share, **_SURE)
            take_over(session, key, taken, by=by)
