"""Adding and changing vendors; a vendor may not come to own itself."""

from __future__ import annotations

from sqlmodel import Session, col, select

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.audit.kinds import SubjectKind
from swc.audit.service import record, touched
from swc.catalogue.inputs import VendorInput
from swc.catalogue.models import Product, Vendor
from swc.catalogue.rules import chain, closes_circle
from swc.catalogue.service.fields import (
    demand_codes,
    demand_version,
    found,
    free_key,
    note_sources,
    write,
    write_aliases,
)
from swc.catalogue.vendor_queries import VENDOR, owned
from swc.errors import InvalidInputError, Problem

_FIELDS = (
    "name",
    "country",
    "ownership_kind",
    "website",
    "parent_key",
    "parent_known",
    "dpf_certified",
    "covenant_member",
    "note",
)


def add_vendor(session: Session, data: VendorInput, *, by: Act) -> str:
    """Add a vendor and return its key; refuses an existing name, an unknown code and an unknown parent."""
    by.demand(Right.EDIT_CATALOGUE)
    _check(session, data, key=None)
    row = Vendor(key=free_key(session, Vendor, data.name), name="")
    _, after = write(row, _values(data))
    session.add(row)
    session.flush()
    write_aliases(session, row, data.aliases)
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
    _check(session, data, key=key)
    before, after = write(row, _values(data))
    old, new = write_aliases(session, row, data.aliases)
    if old != new:
        before["aliases"], after["aliases"] = old, new
    if not after:
        return
    row.row_version += 1
    note_sources(session, VENDOR, key, fields=_sourced(after), data=data, by=by)
    record(session, by=by, kind="vendor.changed", subject=SubjectKind.VENDOR, key=key, before=before, after=after)
    _touch_products(session, key)


def _touch_products(session: Session, key: str) -> None:
    """Mark the products of a vendor and of everything it owns: who owns them decides flags at boards that use them."""
    vendors = owned(session)
    below = [one for one in vendors if any(link.key == key for link in chain(vendors, one)[0])]
    touched(session).products.update(session.exec(select(Product.key).where(col(Product.vendor_key).in_(below))))


def _values(data: VendorInput) -> dict[str, object]:
    values: dict[str, object] = {field: getattr(data, field) for field in _FIELDS}
    values["parent_known"] = data.parent_known or data.parent_key is not None
    return values


def _sourced(after: dict[str, object]) -> set[str]:
    """Return the fields that carry a source of their own; what is said of the owner is one statement."""
    fields = {"parent_key" if field == "parent_known" else field for field in after}
    return fields - {"note", "aliases"}


def _check(session: Session, data: VendorInput, *, key: str | None) -> None:
    demand_codes(session, {"ownership_kind": ("ownership-kinds", data.ownership_kind)})
    if data.parent_key is None:
        return
    vendors = owned(session)
    if data.parent_key not in vendors:
        raise InvalidInputError(
            "Niet alles is goed ingevuld.",
            problems=(Problem("parent_key", "Deze eigenaar staat niet in de catalogus.", "Voeg hem eerst toe."),),
        )
    if key is not None and closes_circle(vendors, key, data.parent_key):
        raise InvalidInputError(
            "Een leverancier kan niet, ook niet via anderen, eigenaar van zichzelf zijn.",
            problems=(
                Problem(
                    "parent_key",
                    "%(parent)s hoort zelf al tot de groep van %(name)s.",
                    "Kies een andere eigenaar of wijzig eerst de eigenaar van %(parent)s.",
                    params={"parent": vendors[data.parent_key].name, "name": vendors[key].name},
                ),
            ),
        )
