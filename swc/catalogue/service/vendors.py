"""Adding and changing vendors; a vendor may not come to own itself."""

from __future__ import annotations

from sqlmodel import Session

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.audit.kinds import SubjectKind
from swc.audit.service import record
from swc.catalogue.inputs import VendorInput
from swc.catalogue.models import Vendor
from swc.catalogue.ownership.present import OWNER_FIELDS, say_owner
from swc.catalogue.ownership.touching import touch_below
from swc.catalogue.service.fields import (
    demand_codes,
    demand_version,
    found,
    free_key,
    note_sources,
    write,
    write_aliases,
)
from swc.catalogue.vendor_queries import VENDOR

_FIELDS = (
    "name",
    "country",
    "website",
    "dpf_certified",
    "covenant_member",
    "note",
)


def add_vendor(session: Session, data: VendorInput, *, by: Act) -> str:
    """Add a vendor and return its key; refuses an existing name, an unknown code and an unknown parent."""
    by.demand(Right.EDIT_CATALOGUE)
    _check(session, data)
    row = Vendor(key=free_key(session, Vendor, data.name), name="")
    _, after = write(row, _values(data))
    session.add(row)
    session.flush()
    write_aliases(session, row, data.aliases)
    after |= say_owner(session, row.key, data, by=by)[1]
    note_sources(session, VENDOR, row.key, fields=_sourced(after), data=data, by=by)
    record(session, by=by, kind="vendor.added", subject=SubjectKind.VENDOR, key=row.key, after=after)
    return row.key


def change_vendor(
    session: Session, key: str, data: VendorInput, *, by: Act, expected_version: int | None = None
) -> None:
    """Change a vendor; refuses an owner that would let it own itself, and a row that changed meanwhile."""
    by.demand(Right.EDIT_CATALOGUE)
    row = found(session, Vendor, key)
    demand_version(row, expected_version)
    _check(session, data)
    owner_before, owner_after = say_owner(session, key, data, by=by)
    before, after = write(row, _values(data))
    before, after = before | owner_before, after | owner_after
    old, new = write_aliases(session, row, data.aliases)
    if old != new:
        before["aliases"], after["aliases"] = old, new
    if not after:
        return
    row.row_version += 1
    note_sources(session, VENDOR, key, fields=_sourced(after), data=data, by=by)
    record(session, by=by, kind="vendor.changed", subject=SubjectKind.VENDOR, key=key, before=before, after=after)
    touch_below(session, key, on=by.today)


def _values(data: VendorInput) -> dict[str, object]:
    return {field: getattr(data, field) for field in _FIELDS}


def _sourced(after: dict[str, object]) -> set[str]:
    """Return the fields that carry a source of their own; that of the owner stands with its period."""
    return after.keys() - {"note", "aliases"} - OWNER_FIELDS


def _check(session: Session, data: VendorInput) -> None:
    demand_codes(session, {"ownership_kind": ("ownership-kinds", data.ownership_kind)})
