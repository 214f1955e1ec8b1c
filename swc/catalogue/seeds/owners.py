"""Loads what is known of owners over time: shares, days and owners of before, beside the owner that products name.

A vendor of which people already said something about its owners is left as it is, and so is one whose owner of today
is another than the data say: nothing that people entered is ever written over, and nothing is loaded twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Final

from sqlmodel import Session, col, select

from swc.access.kinds import Act
from swc.audit.kinds import SubjectKind
from swc.audit.models import Event
from swc.audit.service import record
from swc.catalogue import search
from swc.catalogue.data_files import rows
from swc.catalogue.kinds import OwnershipRelation, Trust
from swc.catalogue.models import OwnershipPeriod, Vendor
from swc.catalogue.ownership.queries import ownerships
from swc.catalogue.rules import Owned, key_of
from swc.catalogue.seeds.reading import DATA_AS_OF, Tally

LOADED: Final = "vendor.owners_loaded"
VENDOR: Final = "vendor"
Row = dict[str, str]


def load_owners(session: Session, tally: Tally, *, by: Act) -> None:
    """Load the history of each vendor that nobody said anything about yet."""
    chains = {key: list(found) for key, found in groupby(rows("ownership.csv"), lambda row: key_of(row["vendor"]))}
    untouched = set(chains) - _spoken(session, list(chains))
    if not untouched:
        return
    known = ownerships(session).on(DATA_AS_OF)
    for key in sorted(untouched & known.keys()):
        if _agrees(known[key], chains[key]):
            _load(session, key, chains[key], tally, by=by)


def _spoken(session: Session, keys: Sequence[str]) -> set[str]:
    """Return the vendors of which something was told about owners, also that they were loaded."""
    events = select(Event.subject_key).where(
        col(Event.subject_kind) == SubjectKind.VENDOR.value,
        col(Event.subject_key).in_(keys),
        col(Event.kind).startswith("vendor.owner") | col(Event.kind).in_(("vendor.taken_over", "vendor.merged")),
    )
    return set(session.exec(events).all())


def _agrees(known: Owned, chain: Sequence[Row]) -> bool:
    """Say whether the owner of today, as it stands, is one that the data name as well."""
    said = {key_of(row["owner"]) if row["owner"] else None for row in chain if not row["until"]}
    return known.parent_key in said or (known.parent_key is None and known.parent_known)


def _load(session: Session, key: str, chain: Sequence[Row], tally: Tally, *, by: Act) -> None:
    """Replace the period without days of a vendor by those of the data; what the data do not say again is kept."""
    said = {(key_of(row["owner"]) if row["owner"] else None) for row in chain}
    for old in session.exec(select(OwnershipPeriod).where(col(OwnershipPeriod.vendor_key) == key)).all():
        if old.owner_key in said:
            session.delete(old)
    session.flush()
    for row in chain:
        owner = _owner(session, row, tally, by=by) if row["owner"] else None
        session.add(_period(key, owner, row))
    session.flush()
    owners = sorted({row["owner"] for row in chain if row["owner"]})
    record(session, by=by, kind=LOADED, subject=SubjectKind.VENDOR, key=key, after={"owners": owners})


def _owner(session: Session, row: Row, tally: Tally, *, by: Act) -> str:
    """Return the key of an owner; one that the catalogue lacks is added, and who owns it stays unknown."""
    key = key_of(row["owner"])
    if session.get(Vendor, key) is None:
        session.add(Vendor(key=key, name=row["owner"], country=row["owner_country"] or None))
        session.flush()
        if row["owner_kind"]:
            kind = OwnershipPeriod(vendor_key=key, relation=OwnershipRelation.UNKNOWN, kind=row["owner_kind"])
            kind.trust = Trust.UNCONFIRMED
            session.add(kind)
        search.index_new(session, VENDOR, key, title=row["owner"], names=())
        after = {"name": row["owner"], "country": row["owner_country"] or None}
        record(session, by=by, kind="vendor.added", subject=SubjectKind.VENDOR, key=key, after=after)
        tally.vendors += 1
    return key


def _period(key: str, owner: str | None, row: Row) -> OwnershipPeriod:
    return OwnershipPeriod(
        vendor_key=key,
        owner_key=owner,
        relation=OwnershipRelation(row["relation"]),
        kind=row["kind"] or None,
        share=Decimal(row["share"]) if row["share"] else None,
        control={"true": True, "false": False}.get(row["control"]),
        from_date=date.fromisoformat(row["from_date"]) if row["from_date"] else None,
        until=date.fromisoformat(row["until"]) if row["until"] else None,
        source_url=row["source_url"],
        checked_on=DATA_AS_OF if row["source_url"] else None,
        trust=Trust(row["trust"]),
        note=row["note"],
    )
