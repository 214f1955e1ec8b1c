"""Verbs on the names of a vendor over time: a name of before is added or removed, a new name takes over on a day."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.audit.kinds import SubjectKind
from swc.audit.service import record
from swc.catalogue.inputs import Sourcing
from swc.catalogue.models import Vendor, VendorAlias, VendorName
from swc.catalogue.ownership.checks import NOT_ALL_WELL
from swc.catalogue.ownership.inputs import NameInput, RenameInput
from swc.catalogue.service.fields import demand_version, found, note_sources, plain, write_aliases
from swc.catalogue.vendor_queries import VENDOR
from swc.errors import InvalidInputError, NotFoundError, Problem

Json = dict[str, Any]


def add_name(session: Session, vendor_key: str, data: NameInput, *, by: Act) -> UUID:
    """Add a name that a vendor bore before and return its id; people who search it find the vendor."""
    by.demand(Right.EDIT_CATALOGUE)
    vendor = found(session, Vendor, vendor_key)
    if data.from_date is not None and data.until is not None and data.until <= data.from_date:
        raise _refused("until", "De periode eindigt voor zij begint.", "Kies een latere dag.")
    row = VendorName(vendor_key=vendor_key, name=data.name, from_date=data.from_date, until=data.until)
    _source(row, data, by=by)
    session.add(row)
    _note(session, vendor, "vendor.name_added", by=by, after=_told(row))
    return row.id


def remove_name(session: Session, vendor_key: str, name_id: UUID, *, by: Act) -> None:
    """Take away a name that a vendor never bore; its event keeps it."""
    by.demand(Right.EDIT_CATALOGUE)
    vendor = found(session, Vendor, vendor_key)
    row = session.get(VendorName, name_id)
    if row is None or row.vendor_key != vendor_key:
        raise NotFoundError("Deze naam is niet gevonden.")
    before = _told(row)
    session.delete(row)
    session.flush()
    _note(session, vendor, "vendor.name_removed", by=by, before=before)


def rename(
    session: Session, vendor_key: str, data: RenameInput, *, by: Act, expected_version: int | None = None
) -> None:
    """Give a vendor another name from a day on, today at the latest; the name of before is kept and found."""
    by.demand(Right.EDIT_CATALOGUE)
    vendor = found(session, Vendor, vendor_key)
    demand_version(vendor, expected_version)
    if data.on > by.today:
        raise _refused("on", "Deze dag is nog niet geweest.", "Leg de nieuwe naam vast op de dag zelf of later.")
    if data.name == vendor.name:
        raise _refused("name", "Zo heet de leverancier al.", "Vul de nieuwe naam in.")
    borne = session.exec(select(VendorName).where(col(VendorName.vendor_key) == vendor_key)).all()
    begun = max((one.until for one in borne if one.until is not None), default=None)
    if begun is not None and begun >= data.on:
        raise _refused("on", "Op deze dag gold nog een eerdere naam.", "Kies een latere dag.")
    row = VendorName(vendor_key=vendor_key, name=vendor.name, from_date=begun, until=data.on)
    _source(row, data, by=by)
    session.add(row)
    before: Json = {"name": vendor.name}
    vendor.name = data.name
    note_sources(session, VENDOR, vendor_key, fields=("name",), data=data, by=by)
    _note(session, vendor, "vendor.renamed", by=by, before=before, after={"name": data.name, "on": plain(data.on)})


def _source(row: VendorName, data: Sourcing, *, by: Act) -> None:
    row.source_url, row.trust = data.source_url, data.trust
    row.checked_on = data.checked_on or (by.today if data.source_url else None)


def _told(row: VendorName) -> Json:
    said = {"name": row.name, "from_date": row.from_date, "until": row.until, "source_url": row.source_url}
    return {name: plain(value) for name, value in said.items() if value not in (None, "")}


def _note(
    session: Session,
    vendor: Vendor,
    kind: str,
    *,
    by: Act,
    before: Json | None = None,
    after: Json | None = None,
) -> None:
    """Count the change, let the vendor be found by every name it bore, and tell."""
    vendor.row_version += 1
    session.add(vendor)
    session.flush()
    borne = session.exec(select(VendorName.name).where(col(VendorName.vendor_key) == vendor.key)).all()
    aliases = session.exec(select(VendorAlias.name).where(col(VendorAlias.vendor_key) == vendor.key)).all()
    write_aliases(session, vendor, {*borne, *aliases})
    record(session, by=by, kind=kind, subject=SubjectKind.VENDOR, key=vendor.key, before=before, after=after)


def _refused(where: str, message: str, remedy: str) -> InvalidInputError:
    return InvalidInputError(NOT_ALL_WELL, problems=(Problem(where, message, remedy),))
