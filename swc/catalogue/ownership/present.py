"""The owner of today as the form of a vendor says it: a period is written or corrected, never silently replaced."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

from sqlmodel import Session

from swc.access.kinds import Act
from swc.catalogue.inputs import Sourcing, VendorInput
from swc.catalogue.kinds import OwnershipRelation
from swc.catalogue.models import OwnershipPeriod, Vendor
from swc.catalogue.ownership.checks import NOT_ALL_WELL, demand_sound
from swc.catalogue.ownership.queries import deciding, holding_of
from swc.errors import InvalidInputError, Problem

Json = dict[str, Any]
OWNER_FIELDS = frozenset({"parent_key", "parent_known", "ownership_kind"})
"""What the form of a vendor says of its owner; left out altogether, the owner stays as it is."""


class Said(NamedTuple):
    """What is said of an owner in the fields of a vendor."""

    parent_key: str | None = None
    parent_known: bool = False
    ownership_kind: str | None = None

    @property
    def relation(self) -> OwnershipRelation:
        """Return the relation that this is."""
        if self.parent_key is not None:
            return OwnershipRelation.OWNED
        return OwnershipRelation.INDEPENDENT if self.parent_known else OwnershipRelation.UNKNOWN


def say_owner(session: Session, key: str, data: VendorInput, *, by: Act) -> tuple[Json, Json]:
    """Write what is said of the owner of a vendor as a period of today; return what changed, before and after.

    Refuses an owner that is no vendor, one that would make a circle, and another owner where days or a share are
    known of the present one: those would be lost.
    """
    if not OWNER_FIELDS & data.model_fields_set:
        return {}, {}
    _demand_vendor(session, data.parent_key)
    row = deciding(session, key, by.today)
    was, wanted = _said(row), _wanted(row, data)
    if wanted == was:
        return {}, {}
    if row is not None and wanted.parent_key != was.parent_key and _has_more(row):
        raise InvalidInputError(
            NOT_ALL_WELL,
            problems=(
                Problem(
                    "parent_key",
                    "Van de eigenaar van nu zijn dagen of een aandeel vastgelegd.",
                    "Leg de wijziging vast op de pagina met de eigenaren door de tijd.",
                ),
            ),
        )
    _write(session, key, row, wanted, data, by=by)
    before, after = was._asdict(), wanted._asdict()
    changed = [name for name in before if before[name] != after[name]]
    return {name: before[name] for name in changed}, {name: after[name] for name in changed}


def source_it(row: OwnershipPeriod, data: Sourcing, *, by: Act) -> None:
    """Write where a period comes from; a source without a date was looked at today."""
    row.source_url, row.trust = data.source_url, data.trust
    row.checked_on = data.checked_on or (by.today if data.source_url else None)


def _demand_vendor(session: Session, key: str | None) -> None:
    if key is not None and session.get(Vendor, key) is None:
        raise InvalidInputError(
            NOT_ALL_WELL,
            problems=(Problem("parent_key", "Deze eigenaar staat niet in de catalogus.", "Voeg hem eerst toe."),),
        )


def _said(row: OwnershipPeriod | None) -> Said:
    if row is None:
        return Said()
    return Said(row.owner_key, row.relation is not OwnershipRelation.UNKNOWN, row.kind)


def _wanted(row: OwnershipPeriod | None, data: VendorInput) -> Said:
    """Return what is said of the owner; owner and kind each stay as they are where nothing is said of them."""
    was, given = _said(row), data.model_fields_set
    kind = data.ownership_kind if "ownership_kind" in given else was.ownership_kind
    if not {"parent_key", "parent_known"} & given:
        return was._replace(ownership_kind=kind)
    return Said(data.parent_key, data.parent_known or data.parent_key is not None, kind)


def _has_more(row: OwnershipPeriod) -> bool:
    """Say whether more is known of a period than whose the organisation is."""
    return any(one is not None for one in (row.from_date, row.until, row.share, row.control))


def _write(
    session: Session, key: str, row: OwnershipPeriod | None, wanted: Said, data: VendorInput, *, by: Act
) -> None:
    relation = wanted.relation
    if row is not None and row.relation is OwnershipRelation.MERGED and wanted.parent_key == row.owner_key:
        relation = OwnershipRelation.MERGED
    if row is None:
        row = OwnershipPeriod(vendor_key=key, relation=relation)
    else:
        row.row_version += 1
    new = replace(holding_of(row), owner_key=wanted.parent_key, relation=relation, kind=wanted.ownership_kind)
    demand_sound(session, key, new, without=frozenset({row.id}), where="parent_key")
    row.owner_key, row.relation, row.kind = new.owner_key, new.relation, new.kind
    source_it(row, data, by=by)
    session.add(row)
    session.flush()
