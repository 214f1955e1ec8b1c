"""Lets the day be noticed on which a period begins or ends that was recorded before: owners change without anybody."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import func, select
from sqlmodel import Session, col

from swc.access.kinds import AMSTERDAM, Act
from swc.audit.kinds import SubjectKind
from swc.audit.models import Event
from swc.audit.service import record
from swc.catalogue.models import OwnershipPeriod
from swc.catalogue.ownership.touching import touch_below


def turn_owners(session: Session, *, by: Act) -> tuple[str, ...]:
    """Tell of each vendor whose owner of today is another than when it was last told of, and return their keys.

    A vendor of which anything was told on or after the day that a period began or ended needs no more: owners were
    taken as of that day. So this may run as often as one likes and catches up after days without it.
    """
    turned = _turned(session, by.today)
    told = _last_told(session, turned)
    due = sorted(key for key, day in turned.items() if key not in told or told[key] < day)
    for key in due:
        after = {"on": turned[key].isoformat()}
        record(session, by=by, kind="vendor.owner_turned", subject=SubjectKind.VENDOR, key=key, after=after)
    if due:
        touch_below(session, *due, on=by.today)
    return tuple(due)


def _turned(session: Session, today: date) -> dict[str, date]:
    """Return by vendor the last day up to today on which a period of it began or ended."""
    found: dict[str, date] = {}
    rows = session.execute(
        select(col(OwnershipPeriod.vendor_key), col(OwnershipPeriod.from_date), col(OwnershipPeriod.until))
    )
    for key, *days in rows:
        for day in days:
            if day is not None and day <= today:
                found[key] = max(day, found.get(key, date.min))
    return found


def _last_told(session: Session, keys: Iterable[str]) -> dict[str, date]:
    """Return by vendor the day, in the Netherlands, on which something was told of it last."""
    rows = session.execute(
        select(col(Event.subject_key), func.max(col(Event.at)))
        .where(col(Event.subject_kind) == SubjectKind.VENDOR.value, col(Event.subject_key).in_(list(keys)))
        .group_by(col(Event.subject_key))
    )
    return {key: at.astimezone(AMSTERDAM).date() for key, at in rows}
