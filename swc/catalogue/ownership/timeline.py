"""Reads one organisation over time: its owners, names, holdings and the tree of its group on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from sqlmodel import Session, col, or_, select

from swc.catalogue.kinds import OwnershipRelation
from swc.catalogue.models import OwnershipPeriod, Vendor, VendorName
from swc.catalogue.ownership.queries import ownerships
from swc.catalogue.ownership.rules import Holding, Ownerships, controlling
from swc.catalogue.ownership.schemas import NameFact, Ownership, PeriodFact, TreeNode, When
from swc.catalogue.rules import Owned, group
from swc.catalogue.schemas import Provenance


def ownership(session: Session, key: str, *, on: date) -> Ownership | None:
    """Return owners and names of an organisation over time, in four statements; nothing when there is no such key."""
    vendor = session.get(Vendor, key)
    if vendor is None:
        return None
    known = ownerships(session)
    of_day = known.on(on)
    names = _names(session)
    mine = OwnershipPeriod.vendor_key == key, OwnershipPeriod.owner_key == key
    rows = session.exec(select(OwnershipPeriod).where(or_(*mine))).all()
    facts = sorted((_fact(row, known, on) for row in rows), key=_order)
    found = group(of_day, key)
    return Ownership(
        key=key,
        name=vendor.name,
        on=on,
        name_on=name_on(names.get(key, ()), vendor.name, on),
        group=found,
        periods=tuple(one for one in facts if one.vendor_key == key),
        holds=tuple(one for one in facts if one.vendor_key != key),
        names=tuple(_name(row) for row in names.get(key, ())),
        tree=tuple(_renamed(tree(known, of_day, found.key, on), names, on)),
        moments=_moments(known, key),
        row_version=vendor.row_version,
    )


def name_on(names: Iterable[VendorName], present: str, day: date) -> str:
    """Return the name of a day: one that was borne then, else the present one."""
    for one in names:
        if one.until is not None and day < one.until and (one.from_date is None or one.from_date <= day):
            return one.name
    return present


def tree(known: Ownerships, of_day: Mapping[str, Owned], top: str, day: date) -> Iterator[TreeNode]:
    """Yield the organisations of a group from its top down, each with the owners of it that have no control."""
    below: dict[str, list[Owned]] = {}
    for one in of_day.values():
        if one.parent_key is not None:
            below.setdefault(one.parent_key, []).append(one)
    waiting: list[tuple[Owned, int]] = [(of_day[top], 0)]
    seen: set[str] = set()
    while waiting:
        one, depth = waiting.pop()
        if one.key in seen:
            continue
        seen.add(one.key)
        holdings = known.of(one.key, day)
        decides = controlling(holdings)
        yield _node(one, depth, decides if depth else None, above=one.parent_key if depth else None)
        yield from _holders(of_day, one, depth, holdings, decides)
        under = sorted(below.get(one.key, ()), key=lambda each: each.name.casefold(), reverse=True)
        waiting += [(each, depth + 1) for each in under]


def _node(one: Owned, depth: int, holding: Holding | None, *, above: str | None, holder: bool = False) -> TreeNode:
    return TreeNode(
        key=one.key,
        name=one.name,
        country=one.country,
        depth=depth,
        above=above,
        holder=holder,
        share=holding.share if holding else None,
        relation=holding.relation if holding else None,
        known=one.parent_known or holder,
    )


def _holders(
    of_day: Mapping[str, Owned], one: Owned, depth: int, holdings: Sequence[Holding], decides: Holding | None
) -> Iterator[TreeNode]:
    for holding in holdings:
        owner = of_day.get(holding.owner_key or "")
        if holding is not decides and owner is not None:
            yield _node(owner, depth + 1, holding, above=one.key, holder=True)


def _renamed(nodes: Iterable[TreeNode], names: Mapping[str, Sequence[VendorName]], day: date) -> Iterator[TreeNode]:
    for node in nodes:
        called = name_on(names.get(node.key, ()), node.name, day)
        yield node if called == node.name else node.model_copy(update={"name": called})


def _fact(row: OwnershipPeriod, known: Ownerships, day: date) -> PeriodFact:
    holdings = known.of(row.vendor_key, day)
    decides = controlling(holdings)
    owner = known.vendors.get(row.owner_key or "")
    return PeriodFact(
        id=row.id,
        vendor_key=row.vendor_key,
        vendor_name=known.vendors[row.vendor_key].name,
        owner_key=row.owner_key,
        owner_name=owner.name if owner else "",
        relation=row.relation,
        kind=row.kind,
        share=row.share,
        control=row.control,
        from_date=row.from_date,
        until=row.until,
        when=_when(row, day),
        decides=decides is not None and decides.id == row.id,
        note=row.note,
        provenance=Provenance(source_url=row.source_url, checked_on=row.checked_on, trust=row.trust),
        row_version=row.row_version,
    )


def _when(row: OwnershipPeriod, day: date) -> When:
    if row.until is not None and row.until <= day:
        return When.PAST
    return When.FUTURE if row.from_date is not None and row.from_date > day else When.PRESENT


def _order(one: PeriodFact) -> tuple[date, date, str, str]:
    """Return where a period stands: the latest begun last, so that a table runs forward in time, then by name."""
    return one.from_date or date.min, one.until or date.max, one.vendor_name.casefold(), one.owner_name.casefold()


def _names(session: Session) -> dict[str, list[VendorName]]:
    """Return the names of before of every vendor, in one statement, in order of time."""
    found: dict[str, list[VendorName]] = {}
    for row in session.exec(select(VendorName).order_by(col(VendorName.name))).all():
        found.setdefault(row.vendor_key, []).append(row)
    for rows in found.values():
        rows.sort(key=lambda row: (row.from_date or date.min, row.until or date.max))
    return found


def _name(row: VendorName) -> NameFact:
    return NameFact(
        id=row.id,
        name=row.name,
        from_date=row.from_date,
        until=row.until,
        provenance=Provenance(source_url=row.source_url, checked_on=row.checked_on, trust=row.trust),
    )


def _moments(known: Ownerships, key: str) -> tuple[date, ...]:
    """Return the days on which the group of an organisation changed, or who belonged to it did."""
    related = {key}
    while (
        more := {
            other
            for one in known.holdings
            if one.relation in (OwnershipRelation.OWNED, OwnershipRelation.MERGED)
            for other, here in ((one.owner_key, one.vendor_key), (one.vendor_key, one.owner_key))
            if here in related and other is not None
        }
        - related
    ):
        related |= more
    mine = (one for one in known.holdings if one.vendor_key in related)
    return tuple(sorted({day for one in mine for day in (one.from_date, one.until) if day is not None}))
