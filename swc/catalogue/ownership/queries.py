"""Reads of ownership: every vendor with its owner on a day, and all periods at once, each in one statement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Row, Select, and_, bindparam, or_, select
from sqlmodel import Session, col

from swc.catalogue.models import OwnershipPeriod, Vendor
from swc.catalogue.ownership.rules import UNSAID, Holding, Ownerships, controlling, owned_by, standing
from swc.catalogue.rules import Owned

_VENDOR = (Vendor.key, Vendor.name, Vendor.country, Vendor.dpf_certified, Vendor.covenant_member)
_PERIOD = (
    OwnershipPeriod.id,
    OwnershipPeriod.owner_key,
    OwnershipPeriod.relation,
    OwnershipPeriod.kind,
    OwnershipPeriod.share,
    OwnershipPeriod.control,
    OwnershipPeriod.from_date,
    OwnershipPeriod.until,
    OwnershipPeriod.trust,
)
_OF_DAY = (
    OwnershipPeriod.owner_key,
    OwnershipPeriod.relation,
    OwnershipPeriod.kind,
    OwnershipPeriod.share,
    OwnershipPeriod.control,
    OwnershipPeriod.from_date,
    OwnershipPeriod.trust,
)


def owned(session: Session, *, on: date) -> dict[str, Owned]:
    """Return every vendor with what is known of its owner on a day, in one statement."""
    rows = session.execute(_of_day(), {"day": on}).all()
    return dict(_owned(tuple(map(tuple, rows))))


@lru_cache(maxsize=16)
def _owned(rows: tuple[tuple[Any, ...], ...]) -> Mapping[str, Owned]:
    """Return the vendors of some rows with their owners; every page of a board asks, and owners seldom change."""
    vendors = {row[0]: _vendor(*row[: len(_VENDOR)]) for row in rows}
    found: dict[str, list[Holding]] = {key: [] for key in vendors}
    for key, *_, owner, relation, kind, share, control, begun, trust in rows:
        if relation is not None:
            found[key].append(Holding(key, owner, relation, kind, share, control, begun, trust=trust))
    return {key: owned_by(one, standing(found[key])) for key, one in vendors.items()}


def ownerships(session: Session) -> Ownerships:
    """Return every vendor with all its periods, in one statement."""
    rows = session.execute(_joined(_PERIOD)).all()
    vendors = {row[0]: _vendor(*row[: len(_VENDOR)]) for row in rows}
    return Ownerships(vendors, tuple(_holdings(rows)))


def deciding(session: Session, key: str, on: date) -> OwnershipPeriod | None:
    """Return the stored period that says on a day whose an organisation is; nothing when none does."""
    rows = session.scalars(
        select(OwnershipPeriod).where(col(OwnershipPeriod.vendor_key) == key).order_by(col(OwnershipPeriod.id))
    ).all()
    today = [one for one in rows if holding_of(one).covers(on)]
    decides = controlling([holding_of(one) for one in today])
    if decides is not None:
        return next(one for one in today if one.id == decides.id)
    return next((one for one in today if one.relation in UNSAID), None)


def holding_of(row: OwnershipPeriod) -> Holding:
    """Return a stored period as the rules know it."""
    return Holding(
        vendor_key=row.vendor_key,
        owner_key=row.owner_key,
        relation=row.relation,
        kind=row.kind,
        share=row.share,
        control=row.control,
        from_date=row.from_date,
        until=row.until,
        trust=row.trust,
        id=row.id,
    )


@cache
def _of_day() -> Select[Any]:
    """Return the question for one day, put together once."""
    return _joined(_OF_DAY, _holds())


def _holds() -> ColumnElement[bool]:
    begins, ends = col(OwnershipPeriod.from_date), col(OwnershipPeriod.until)
    day: BindParameter[date] = bindparam("day")
    return and_(or_(begins.is_(None), begins <= day), or_(ends.is_(None), ends > day))


def _joined(columns: tuple[Any, ...], *conditions: ColumnElement[bool]) -> Select[Any]:
    """Return the question for vendors with their periods in order of time; a vendor without any is one row."""
    mine = and_(col(OwnershipPeriod.vendor_key) == col(Vendor.key), *conditions)
    return (
        select(*(col(one) for one in (*_VENDOR, *columns)))
        .select_from(Vendor)
        .outerjoin(OwnershipPeriod, mine)
        .order_by(col(Vendor.key), col(OwnershipPeriod.from_date), col(OwnershipPeriod.id))
    )


@lru_cache(maxsize=4096)
def _vendor(key: str, name: str, country: str | None, dpf: bool | None, covenant: bool | None) -> Owned:  # noqa: FBT001 - columns
    return Owned(key=key, name=name, country=country, dpf_certified=dpf, covenant_member=covenant)


def _holdings(rows: Iterable[Row[Any]]) -> Iterable[Holding]:
    for row in rows:
        if row[len(_VENDOR)] is not None:
            yield _holding(row[0], *row[len(_VENDOR) :])


@lru_cache(maxsize=4096)
def _holding(vendor: str, *period: Any) -> Holding:  # noqa: ANN401 - the columns of a row
    """Return one period; the same columns give the same object."""
    key, owner, relation, kind, share, control, begins, ends, trust = period
    return Holding(vendor, owner, relation, kind, share, control, begins, ends, trust, key)
