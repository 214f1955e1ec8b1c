"""Reads of claims: the list for vendor and editor beside what stands in the catalogue, the desk, and what is public."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from sqlalchemy import func
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session, col, select

from swc.access.kinds import AMSTERDAM, Act
from swc.access.roles import Right
from swc.catalogue.claims.kinds import ClaimNoun
from swc.catalogue.claims.models import VendorClaim
from swc.catalogue.claims.present import Present, present
from swc.catalogue.claims.rules import FactKey, completeness, fact_key, fingerprint
from swc.catalogue.claims.schemas import ClaimDetail, ClaimFilter, ClaimPage, OpenClaim, OwnProduct, VendorDesk
from swc.catalogue.kinds import ClaimState, ProductStatus
from swc.catalogue.models import (
    Product,
    Vendor,
)
from swc.errors import NotAllowedError, NotFoundError


def claims(session: Session, filters: ClaimFilter, *, by: Act, offset: int = 0, limit: int = 50) -> ClaimPage:
    """Return claims, those that wait first and of these the oldest first; in twelve statements.

    A sector editor sees those of every vendor; who speaks for vendors sees those of these vendors and no other.
    """
    fitting = [*_seen_by(by), *_conditions(filters)]
    total = session.exec(select(func.count()).select_from(VendorClaim).where(*fitting)).one()
    waits = col(VendorClaim.state) != ClaimState.SUBMITTED
    rows = session.exec(
        select(VendorClaim)
        .where(*fitting)
        .order_by(waits, col(VendorClaim.submitted_at), col(VendorClaim.id))
        .offset(offset)
        .limit(limit)
    ).all()
    return ClaimPage(items=_details(session, rows), total=total)


def claim(session: Session, claim_id: UUID, *, by: Act) -> ClaimDetail:
    """Return one claim; one of a vendor that the actor does not speak for is not found."""
    row = session.exec(select(VendorClaim).where(VendorClaim.id == claim_id, *_seen_by(by))).first()
    if row is None:
        raise NotFoundError("Deze opgave is niet gevonden.")
    return _details(session, [row])[0]


def open_claims(session: Session, product_key: str) -> tuple[OpenClaim, ...]:
    """Return what a vendor says of a product and nobody confirmed yet, oldest first; public, in one statement."""
    return _open(session, VendorClaim.product_key == product_key)


def open_vendor_claims(session: Session, vendor_key: str) -> tuple[OpenClaim, ...]:
    """Return what a vendor says of itself and nobody confirmed yet, oldest first; public, in one statement."""
    return _open(session, VendorClaim.vendor_key == vendor_key, col(VendorClaim.product_key).is_(None))


def desk(session: Session, vendor_key: str, *, by: Act) -> VendorDesk:
    """Return the desk of a vendor: its products with what is known and missing of each, and its claims by state."""
    by.demand_vendor(vendor_key)
    vendor = session.get(Vendor, vendor_key)
    if vendor is None:
        raise NotFoundError("Leverancier %(key)s is niet gevonden.", key=vendor_key)
    products = session.exec(
        select(Product)
        .where(Product.vendor_key == vendor_key, Product.status != ProductStatus.MERGED)
        .order_by(func.lower(Product.name), Product.key)
    ).all()
    held = present(session, [row.key for row in products], [])
    counts, waiting = _counts(session, vendor_key)
    return VendorDesk(
        key=vendor.key,
        name=vendor.name,
        products=tuple(_own(row, held, waiting.get(row.key, 0)) for row in products),
        counts={state: counts.get(state, 0) for state in ClaimState},
    )


def _own(row: Product, held: Present, waiting: int) -> OwnProduct:
    found = completeness(held.knows(row.key))
    return OwnProduct(
        key=row.key,
        name=row.name,
        status=row.status,
        known=found.known,
        missing=found.missing,
        share=found.share,
        waiting=waiting,
    )


def _counts(session: Session, vendor_key: str) -> tuple[dict[ClaimState, int], dict[str, int]]:
    """Return the number of claims of a vendor by state, and of those that wait by product."""
    rows = session.exec(
        select(VendorClaim.state, VendorClaim.product_key, func.count())
        .where(VendorClaim.vendor_key == vendor_key)
        .group_by(col(VendorClaim.state), col(VendorClaim.product_key))
    ).all()
    states: dict[ClaimState, int] = defaultdict(int)
    waiting: dict[str, int] = {}
    for state, product_key, number in rows:
        states[ClaimState(state)] += number
        if state == ClaimState.SUBMITTED and product_key is not None:
            waiting[product_key] = number
    return states, waiting


def _seen_by(by: Act) -> list[ColumnElement[bool]]:
    """Return what limits the claims that an actor sees; refuses who is neither editor nor speaks for a vendor."""
    if by.actor.may(Right.EDIT_CATALOGUE):
        return []
    spoken = [key for key in sorted(by.actor.vendors) if by.actor.speaks_for(key)]
    if not spoken:
        raise NotAllowedError("U spreekt niet voor een leverancier.", remedy="Vraag de sectorredactie om een account.")
    return [col(VendorClaim.vendor_key).in_(spoken)]


def _conditions(filters: ClaimFilter) -> list[ColumnElement[bool]]:
    wanted = (
        (VendorClaim.vendor_key, filters.vendor),
        (VendorClaim.product_key, filters.product),
        (VendorClaim.state, filters.state),
        (VendorClaim.noun, filters.noun.value if filters.noun else None),
    )
    return [col(column) == value for column, value in wanted if value]


def _open(session: Session, *about: ColumnElement[bool] | bool) -> tuple[OpenClaim, ...]:
    rows = session.exec(
        select(VendorClaim)
        .where(VendorClaim.state == ClaimState.SUBMITTED, *about)
        .order_by(col(VendorClaim.submitted_at), col(VendorClaim.id))
    ).all()
    return tuple(
        OpenClaim(
            noun=ClaimNoun(row.noun),
            action=row.action,
            payload=row.payload,
            evidence_url=row.evidence_url,
            dated=row.dated,
            submitted_on=row.submitted_at.astimezone(AMSTERDAM).date(),
        )
        for row in rows
    )


def _details(session: Session, rows: Sequence[VendorClaim]) -> tuple[ClaimDetail, ...]:
    products = {row.product_key for row in rows if row.product_key is not None}
    vendors = {row.vendor_key for row in rows}
    held = present(session, products, vendors)
    rivals = _rivals(session, products, vendors)
    return tuple(_detail(row, held, rivals) for row in rows)


def _rivals(session: Session, products: Iterable[str], vendors: Iterable[str]) -> Mapping[FactKey, list[UUID]]:
    """Return the open claims on each fact, in one statement."""
    open_rows = session.exec(
        select(VendorClaim).where(
            VendorClaim.state == ClaimState.SUBMITTED,
            col(VendorClaim.product_key).in_(products) | col(VendorClaim.vendor_key).in_(vendors),
        )
    ).all()
    found: dict[FactKey, list[UUID]] = defaultdict(list)
    for row in open_rows:
        found[_key(row)].append(row.id)
    return found


def _key(row: VendorClaim) -> FactKey:
    return fact_key(row.vendor_key, row.product_key, ClaimNoun(row.noun), row.payload)


def _detail(row: VendorClaim, held: Present, rivals: Mapping[FactKey, list[UUID]]) -> ClaimDetail:
    product = held.products.get(row.product_key or "")
    now = held.of(row.vendor_key, row.product_key, ClaimNoun(row.noun), row.payload)
    waits = row.state is ClaimState.SUBMITTED
    return ClaimDetail(
        id=row.id,
        vendor_key=row.vendor_key,
        vendor_name=held.vendors[row.vendor_key].name,
        product_key=row.product_key,
        product_name=product.name if product else "",
        noun=ClaimNoun(row.noun),
        action=row.action,
        payload=row.payload,
        present=now,
        seen=row.seen,
        changed=waits and now != row.seen,
        own=product is None or (product.vendor_key == row.vendor_key and product.status is not ProductStatus.MERGED),
        mark=fingerprint(now),
        rivals=tuple(one for one in rivals.get(_key(row), ()) if one != row.id) if waits else (),
        evidence_url=row.evidence_url,
        dated=row.dated,
        note=row.note,
        state=row.state,
        submitted_at=row.submitted_at,
        decided_at=row.decided_at,
        decision_reason=row.decision_reason,
        row_version=row.row_version,
    )
