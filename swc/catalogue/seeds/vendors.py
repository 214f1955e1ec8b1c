"""Loads the vendors and their owners; a vendor or owner that the data call unknown stays unknown."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlmodel import Session, select

from swc.access.kinds import Act
from swc.audit.kinds import SubjectKind
from swc.audit.service import record
from swc.catalogue import search
from swc.catalogue.data_files import rows
from swc.catalogue.kinds import OwnershipRelation, Trust
from swc.catalogue.models import FactSource, OwnershipPeriod, Vendor, VendorAlias
from swc.catalogue.rules import key_of
from swc.catalogue.seeds.reading import Owner, Source, Tally, is_unknown, owner_of, same_organisation, source_of
from vocab.facts import country_code

VENDOR = "vendor"


@dataclass(slots=True)
class Found:
    """What the rows together say of one organisation."""

    key: str
    name: str
    country: str | None
    source: Source
    kind: str | None = None
    alias: str = ""
    note: str = ""
    parent: str | None = None
    parent_known: bool = False
    parent_source: Source = field(default_factory=lambda: Source("", Trust.UNKNOWN))

    @property
    def relation(self) -> OwnershipRelation:
        """Return how the organisation belongs to its owner; no owner is said only where that is known."""
        if self.parent is not None:
            return OwnershipRelation.OWNED
        return OwnershipRelation.INDEPENDENT if self.parent_known else OwnershipRelation.UNKNOWN


def load_vendors(session: Session, tally: Tally, *, by: Act) -> dict[str, str]:
    """Add the vendors and owners that the catalogue lacks; returns the key of each vendor name of the data."""
    found: dict[str, Found] = {}
    keys: dict[str, str] = {}
    for row in rows("products.csv"):
        if not is_unknown(row["vendor"]):
            keys[row["vendor"]] = _vendor(found, row, tally)
    existing = set(session.exec(select(Vendor.key)).all())
    new = [one for one in found.values() if one.key not in existing]
    for one in new:
        _add(session, one)
    session.flush()
    for one in new:
        _own(session, one, by=by)
    tally.vendors += len(new)
    return keys


def _vendor(found: dict[str, Found], row: dict[str, str], tally: Tally) -> str:
    """Note what a row says of its vendor and owner; a surer row wins over an earlier one."""
    source = source_of(row)
    name = row["vendor"].strip()
    one = _organisation(found, name, row["vendor_country"], source)
    owner = owner_of(row["parent_company"].strip())
    if owner is None:
        tally.miss(name, row["parent_company"], "eigenaar blijft onbekend, tekst in de opmerking")
        one.note = one.note or f"Eigenaar volgens de bron: “{row['parent_company']}”."
        return one.key
    if owner.known and (not one.parent_known or source.trust is Trust.CONFIRMED):
        _owned(found, one, owner, row["parent_country"], source)
    return one.key


def _organisation(found: dict[str, Found], name: str, country: str, source: Source) -> Found:
    code = country_code(country) if country.strip() else None
    one = found.setdefault(key_of(name), Found(key_of(name), name, code, source))
    if one.source.trust is not Trust.CONFIRMED and source.trust is Trust.CONFIRMED:
        one.source, one.country = source, code or one.country
    return one


def _owned(found: dict[str, Found], one: Found, owner: Owner, country: str, source: Source) -> None:
    """Note the owner of a vendor; an owner that is the same organisation, or none, makes it the top itself."""
    said = Source(source.url, source.trust if owner.sure else Trust.UNCONFIRMED)
    one.parent_known, one.parent_source = True, said
    if not owner.name or same_organisation(owner.name, one.name):
        one.kind, one.note = owner.kind, owner.note or one.note
        return
    top = _organisation(found, owner.name, country, said)
    top.kind, top.alias, top.note = owner.kind or top.kind, owner.alias or top.alias, owner.note or top.note
    if owner.name not in {row["vendor"] for row in rows("products.csv")} and not top.parent_known:
        top.parent_known, top.parent_source = True, said
    one.parent = top.key


def _add(session: Session, one: Found) -> None:
    session.add(Vendor(key=one.key, name=one.name, country=one.country, note=one.note))
    for name in ("name", "country"):
        session.add(FactSource(subject_kind=VENDOR, subject_key=one.key, field=name, **one.source.columns()))


def _own(session: Session, one: Found, *, by: Act) -> None:
    """Link a new vendor to its owner, make it findable and tell that it came."""
    if one.parent_known or one.kind:
        session.add(
            OwnershipPeriod(
                vendor_key=one.key,
                owner_key=one.parent,
                relation=one.relation,
                kind=one.kind,
                **one.parent_source.columns(),
            )
        )
    if one.alias:
        session.add(VendorAlias(vendor_key=one.key, name=one.alias))
    search.index_new(session, VENDOR, one.key, title=one.name, names=(one.alias,) if one.alias else ())
    record(
        session,
        by=by,
        kind="vendor.added",
        subject=SubjectKind.VENDOR,
        key=one.key,
        after={"name": one.name, "country": one.country, "parent_key": one.parent},
    )
