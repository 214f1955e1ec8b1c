"""Withdrawing and judging claims; a claim is no fact until the sector editor confirms it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from uuid import UUID

from sqlmodel import Session

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.catalogue.claims.confirming import make_fact
from swc.catalogue.claims.events import note
from swc.catalogue.claims.kinds import ClaimDeed, ClaimNoun
from swc.catalogue.claims.models import VendorClaim
from swc.catalogue.claims.present import present
from swc.catalogue.claims.rules import fingerprint, next_state
from swc.catalogue.claims.schemas import Confirmation, Judged, LeftClaim, Rejection
from swc.catalogue.kinds import ClaimState, ProductStatus
from swc.catalogue.models import Product, Vendor
from swc.errors import ConflictError, DomainError, NotFoundError, RuleRefusedError


def withdraw_claim(session: Session, claim_id: UUID, *, by: Act, expected_version: int | None = None) -> None:
    """Take back an own claim that nobody judged yet; somebody else's is not found."""
    row = _locked(session, claim_id)
    if row is None or not by.actor.speaks_for(row.vendor_key):
        raise NotFoundError("Deze opgave is niet gevonden.")
    _settle(session, row, ClaimDeed.WITHDRAW, by=by, expected_version=expected_version)


def reject_claim(
    session: Session, claim_id: UUID, data: Rejection, *, by: Act, expected_version: int | None = None
) -> None:
    """Judge that a claim is not right; the vendor reads the reason."""
    row = _to_judge(session, claim_id, by=by)
    _settle(session, row, ClaimDeed.REJECT, by=by, expected_version=expected_version, reason=data.reason)


def confirm_claim(
    session: Session, claim_id: UUID, data: Confirmation, *, by: Act, expected_version: int | None = None
) -> None:
    """Judge that a claim is right and make it a fact of the catalogue, as the sector editor's own deed.

    Refuses a claim that no longer fits what stands in the catalogue, until the editor says (`present`) to have seen
    what stands there now; and one on a product that went to another vendor or up in another product.
    """
    row = _to_judge(session, claim_id, by=by)
    _hold_subject(session, row)
    held = present(session, [row.product_key] if row.product_key else [], [row.vendor_key])
    _demand_still_own(row, held.products.get(row.product_key or ""))
    now = held.of(row.vendor_key, row.product_key, ClaimNoun(row.noun), row.payload)
    if now != row.seen and data.present != fingerprint(now):
        raise ConflictError(
            "Dit gegeven is gewijzigd sinds de leverancier het opgaf.",
            remedy="Bekijk wat er nu staat naast wat is opgegeven en bevestig dan opnieuw.",
        )
    _settle(session, row, ClaimDeed.CONFIRM, by=by, expected_version=expected_version)
    make_fact(session, row, held, by=replace(by, reason=_because(row)))


def confirm_claims(session: Session, claim_ids: Iterable[UUID], *, by: Act) -> Judged:
    """Confirm many claims at once; one that needs a look of its own is left as it was, with why."""
    return _each(session, claim_ids, lambda one: confirm_claim(session, one, Confirmation(), by=by), by=by)


def reject_claims(session: Session, claim_ids: Iterable[UUID], data: Rejection, *, by: Act) -> Judged:
    """Reject many claims at once for one reason; one that is settled already is left as it was, with why."""
    return _each(session, claim_ids, lambda one: reject_claim(session, one, data, by=by), by=by)


def _each(session: Session, claim_ids: Iterable[UUID], deed: Callable[[UUID], None], *, by: Act) -> Judged:
    by.demand(Right.EDIT_CATALOGUE)
    done, left = 0, []
    for claim_id in dict.fromkeys(claim_ids):
        try:
            with session.begin_nested():
                deed(claim_id)
            done += 1
        except DomainError as error:
            left.append(LeftClaim(id=claim_id, reason=error.message, params=error.params))
    return Judged(done=done, left=tuple(left))


def _locked(session: Session, claim_id: UUID) -> VendorClaim | None:
    """Return a claim; nobody else decides about it before this unit of work ends."""
    return session.get(VendorClaim, claim_id, with_for_update=session.get_bind().dialect.name == "postgresql")


def _hold_subject(session: Session, row: VendorClaim) -> None:
    """Let nobody confirm another claim on the same entry before this one is compared with what stands there."""
    if session.get_bind().dialect.name == "postgresql":
        about = (Product, row.product_key) if row.product_key is not None else (Vendor, row.vendor_key)
        session.get(*about, with_for_update=True)


def _to_judge(session: Session, claim_id: UUID, *, by: Act) -> VendorClaim:
    """Return a claim for who judges it: never somebody who speaks for that vendor."""
    by.demand(Right.EDIT_CATALOGUE)
    row = _locked(session, claim_id)
    if row is None:
        raise NotFoundError("Deze opgave is niet gevonden.")
    if row.vendor_key in by.actor.vendors:
        raise RuleRefusedError(
            "U spreekt zelf voor deze leverancier.", remedy="Laat iemand anders van de sectorredactie dit beoordelen."
        )
    return row


def _settle(
    session: Session,
    row: VendorClaim,
    deed: ClaimDeed,
    *,
    by: Act,
    expected_version: int | None,
    reason: str = "",
) -> None:
    """Bring a claim to the state where a step leads, and note who did so and why."""
    state = next_state(row.state, deed)
    if expected_version is not None and expected_version != row.row_version:
        raise ConflictError(
            "Iemand anders heeft dit intussen gewijzigd.",
            remedy="Haal de pagina opnieuw op en vul uw wijziging weer in.",
        )
    row.state, row.decision_reason = state, reason
    row.decided_at, row.decided_by = by.now, by.actor.key
    row.row_version += 1
    session.add(row)
    session.flush()
    note(session, row, f"claim.{state.value}", by=by, before=ClaimState.SUBMITTED)


def _because(row: VendorClaim) -> str:
    return f"Opgave van de leverancier, {row.dated.isoformat()}: {row.evidence_url}"


def _demand_still_own(row: VendorClaim, product: Product | None) -> None:
    if row.product_key is None:
        return
    if product is None or product.vendor_key != row.vendor_key or product.status is ProductStatus.MERGED:
        raise RuleRefusedError(
            "Dit product is niet meer van deze leverancier, of is samengevoegd met een ander.",
            remedy="Wijs de opgave af; de leverancier van nu kan haar opnieuw doen.",
        )
