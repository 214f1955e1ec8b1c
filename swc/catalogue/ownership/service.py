"""Verbs on periods of ownership: add, change, end, remove, take over and merge, each with its source and its event.

Whoever is changed, the products of everything below it are touched, so that flags and reviews follow. A period that
begins later counts from its day: `turning` lets that day be noticed.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.audit.kinds import SubjectKind
from swc.audit.service import record
from swc.catalogue.kinds import OwnershipRelation
from swc.catalogue.models import OwnershipPeriod, Vendor
from swc.catalogue.ownership.checks import NOT_ALL_WELL, demand_sound
from swc.catalogue.ownership.inputs import EndInput, MergerInput, PeriodInput, TakeoverInput, Terms
from swc.catalogue.ownership.present import source_it
from swc.catalogue.ownership.queries import holding_of
from swc.catalogue.ownership.rules import UNSAID, controlling
from swc.catalogue.ownership.touching import touch_below
from swc.catalogue.service.fields import demand_codes, found, plain
from swc.errors import ConflictError, InvalidInputError, NotFoundError, Problem

Json = dict[str, Any]
_TOLD = ("owner_key", "relation", "kind", "share", "control", "from_date", "until", "note")
"""The columns of a period that an event tells, beside its source."""


def add_period(session: Session, vendor_key: str, data: PeriodInput, *, by: Act) -> UUID:
    """Add a period to a vendor and return its id; refuses a circle, two in control and more than all shares."""
    _open(session, vendor_key, by=by)
    _check(session, data)
    row = OwnershipPeriod(vendor_key=vendor_key, relation=data.relation)
    _fill(row, data, by=by)
    demand_sound(session, vendor_key, holding_of(row))
    _keep(session, row, "vendor.owner_added", by=by)
    return row.id


def change_period(
    session: Session,
    vendor_key: str,
    period_id: UUID,
    data: PeriodInput,
    *,
    by: Act,
    expected_version: int | None = None,
) -> None:
    """Replace a period; a change that changes nothing leaves no event. Refuses as `add_period` does."""
    _open(session, vendor_key, by=by)
    row = _own(session, vendor_key, period_id, expected_version)
    _check(session, data)
    before = _told(row)
    with session.no_autoflush:
        _fill(row, data, by=by)
        demand_sound(session, vendor_key, holding_of(row), without=frozenset({row.id}))
    if _told(row) != before:
        row.row_version += 1
        _keep(session, row, "vendor.owner_changed", by=by, before=before)


def end_period(
    session: Session,
    vendor_key: str,
    period_id: UUID,
    data: EndInput,
    *,
    by: Act,
    expected_version: int | None = None,
) -> None:
    """Say on which day a period no longer holds; who owns the organisation after that is not known by this."""
    _open(session, vendor_key, by=by)
    row = _own(session, vendor_key, period_id, expected_version)
    _end(session, row, data.until, where="until", by=by)


def remove_period(
    session: Session, vendor_key: str, period_id: UUID, *, by: Act, expected_version: int | None = None
) -> None:
    """Take away a period that should never have been there; its event keeps what it said."""
    _open(session, vendor_key, by=by)
    row = _own(session, vendor_key, period_id, expected_version)
    demand_sound(session, vendor_key, without=frozenset({row.id}))
    before = _told(row)
    session.delete(row)
    session.flush()
    _note(session, vendor_key, "vendor.owner_removed", by=by, before=before)


def take_over(session: Session, vendor_key: str, data: TakeoverInput, *, by: Act) -> UUID:
    """End what decides over a vendor on a day and let another decide from then, in one; return the new period's id.

    What held before stays: a picture of an earlier day does not change. Owners without control stay beside the new one,
    who has control unless it is said otherwise.
    """
    _open(session, vendor_key, by=by)
    relation = OwnershipRelation.OWNED if data.owner_key else OwnershipRelation.INDEPENDENT
    control = None if data.owner_key is None else data.control is not False
    given = data.model_dump(exclude={"on", "control"})
    wanted = PeriodInput(**given, control=control, relation=relation, from_date=data.on)
    return _succeed(session, vendor_key, wanted, data.on, kind="vendor.taken_over", by=by)


def record_merger(session: Session, vendor_key: str, data: MergerInput, *, by: Act) -> UUID:
    """Let a vendor go up in another from a day on; what belonged to it belongs to that one through it."""
    _open(session, vendor_key, by=by)
    wanted = PeriodInput(
        owner_key=data.into_key,
        relation=OwnershipRelation.MERGED,
        from_date=data.on,
        note=data.note,
        source_url=data.source_url,
        checked_on=data.checked_on,
        trust=data.trust,
    )
    return _succeed(session, vendor_key, wanted, data.on, kind="vendor.merged", by=by, where="into_key")


def _succeed(
    session: Session,
    vendor_key: str,
    wanted: PeriodInput,
    day: date | None,
    *,
    kind: str,
    by: Act,
    where: str = "owner_key",
) -> UUID:
    """Let a period follow on the one that decides on a day."""
    _check(session, wanted, where=where)
    row = OwnershipPeriod(vendor_key=vendor_key, relation=wanted.relation)
    _fill(row, wanted, by=by)
    if day is not None:
        for old in _deciding(session, vendor_key, day, wanted.owner_key):
            row.until = row.until or old.until
            _end(session, old, day, where="on", by=by, quietly=True)
    demand_sound(session, vendor_key, holding_of(row), where=where)
    _keep(session, row, kind, by=by)
    return row.id


def _deciding(session: Session, vendor_key: str, day: date, owner_key: str | None) -> list[OwnershipPeriod]:
    """Return the stored periods of a day that say whose an organisation is, or that are of the owner to come."""
    rows = session.exec(select(OwnershipPeriod).where(col(OwnershipPeriod.vendor_key) == vendor_key)).all()
    holds = [one for one in rows if holding_of(one).covers(day)]
    decides = controlling([holding_of(one) for one in holds])
    return [
        one
        for one in holds
        if one.relation in UNSAID or one.owner_key == owner_key or (decides is not None and one.id == decides.id)
    ]


def _open(session: Session, vendor_key: str, *, by: Act) -> Vendor:
    """Return a vendor whose owners may be changed; one at a time, or two changes could close a ring together."""
    by.demand(Right.EDIT_CATALOGUE)
    if session.get_bind().dialect.name == "postgresql":
        session.exec(select(Vendor.key).order_by(Vendor.key).with_for_update()).all()
    return found(session, Vendor, vendor_key)


def _own(session: Session, vendor_key: str, period_id: UUID, expected: int | None) -> OwnershipPeriod:
    row = session.get(OwnershipPeriod, period_id)
    if row is None or row.vendor_key != vendor_key:
        raise NotFoundError("Deze periode is niet gevonden.")
    if expected is not None and expected != row.row_version:
        raise ConflictError(
            "Iemand anders heeft dit intussen gewijzigd.",
            remedy="Haal de pagina opnieuw op en vul uw wijziging weer in.",
        )
    return row


def _check(session: Session, data: PeriodInput, *, where: str = "owner_key") -> None:
    demand_codes(session, {"kind": ("ownership-kinds", data.kind)})
    problems = []
    if data.owner_key is not None and session.get(Vendor, data.owner_key) is None:
        problems.append(Problem(where, "Deze eigenaar staat niet in de catalogus.", "Voeg hem eerst toe."))
    if data.owner_key is None and data.relation not in UNSAID:
        problems.append(Problem(where, "Zeg wie de eigenaar is.", "Kies een eigenaar, of zeg dat er geen is."))
    if data.owner_key is not None and data.relation in UNSAID:
        problems.append(Problem(where, "Bij deze soort hoort geen eigenaar.", "Laat de eigenaar leeg."))
    if data.relation in UNSAID and (data.share is not None or data.control is not None):
        problems.append(Problem("share", "Zonder eigenaar is er geen aandeel.", "Laat aandeel en zeggenschap leeg."))
    if data.from_date is not None and data.until is not None and data.until <= data.from_date:
        problems.append(Problem("until", "De periode eindigt voor zij begint.", "Kies een latere dag."))
    if problems:
        raise InvalidInputError(NOT_ALL_WELL, problems=tuple(problems))


def _fill(row: OwnershipPeriod, data: PeriodInput, *, by: Act) -> None:
    row.owner_key, row.relation = data.owner_key, data.relation
    row.from_date, row.until = data.from_date, data.until
    _terms(row, data)
    source_it(row, data, by=by)


def _terms(row: OwnershipPeriod, data: Terms) -> None:
    row.kind, row.share, row.control, row.note = data.kind, data.share, data.control, data.note


def _end(session: Session, row: OwnershipPeriod, day: date, *, where: str, by: Act, quietly: bool = False) -> None:
    """End a period; `quietly` leaves the checks to what follows it."""
    if row.from_date is not None and day <= row.from_date:
        raise InvalidInputError(
            NOT_ALL_WELL,
            problems=(Problem(where, "De periode eindigt voor zij begint.", "Kies een latere dag."),),
        )
    before = _told(row)
    row.until = day
    if not quietly:
        with session.no_autoflush:
            demand_sound(session, row.vendor_key, holding_of(row), without=frozenset({row.id}), where=where)
    row.row_version += 1
    _keep(session, row, "vendor.owner_ended", by=by, before=before)


def _told(row: OwnershipPeriod) -> Json:
    said = {name: getattr(row, name) for name in (*_TOLD, "source_url", "checked_on", "trust")}
    return {name: str(value) if name == "share" and value is not None else plain(value) for name, value in said.items()}


def _keep(session: Session, row: OwnershipPeriod, kind: str, *, by: Act, before: Json | None = None) -> None:
    session.add(row)
    session.flush()
    after = _told(row)
    changed = {name for name in after if before is None or before[name] != after[name]}
    told = {name: value for name, value in after.items() if name in changed and (before or value not in (None, ""))}
    was = {name: before[name] for name in told} if before else None
    _note(session, row.vendor_key, kind, by=by, before=was, after=told)


def _note(
    session: Session, vendor_key: str, kind: str, *, by: Act, before: Json | None = None, after: Json | None = None
) -> None:
    vendor = found(session, Vendor, vendor_key)
    vendor.row_version += 1
    session.add(vendor)
    session.flush()
    record(session, by=by, kind=kind, subject=SubjectKind.VENDOR, key=vendor_key, before=before, after=after)
    touch_below(session, vendor_key, on=by.today)
