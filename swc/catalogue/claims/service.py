"""Handing in, withdrawing and judging claims; a claim is no fact until the sector editor confirms it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlmodel import Session

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.audit.kinds import SubjectKind
from swc.audit.service import record
from swc.catalogue.claims.confirming import make_fact
from swc.catalogue.claims.kinds import PRODUCT_FIELDS, VENDOR_FIELDS, ClaimDeed, ClaimNoun
from swc.catalogue.claims.present import present
from swc.catalogue.claims.rules import fingerprint, next_state
from swc.catalogue.claims.schemas import ClaimSubmission, Confirmation, Judged, LeftClaim, Rejection
from swc.catalogue.claims.shapes import parse, plain_payload
from swc.catalogue.inputs import ProductInput, VersionInput
from swc.catalogue.kinds import ClaimAction, ClaimState, DataLevel, ProductStatus
from swc.catalogue.models import Product, Vendor, VendorClaim
from swc.catalogue.service.facts import check_fact
from swc.catalogue.service.products import check_product
from swc.catalogue.service.versions import check_version
from swc.errors import ConflictError, DomainError, InvalidInputError, NotFoundError, Problem, RuleRefusedError

_MOST_OPEN = 500
"""So many claims of one vendor can wait; more say nothing that an editor could judge."""


def submit_claim(session: Session, vendor_key: str, data: ClaimSubmission, *, by: Act) -> UUID:
    """Hand in a claim of a vendor and return its id; nothing in the catalogue changes.

    Refuses another vendor's product, a code that no list holds, a fact to take away that is not there, and a day to
    come. What boards use plays no part here, so that no refusal can tell of it.
    """
    by.demand_vendor(vendor_key)
    if session.get(Vendor, vendor_key) is None:
        raise NotFoundError("Leverancier %(key)s is niet gevonden.", key=vendor_key)
    _demand_past(data, by)
    product_key = _own_product(session, vendor_key, data)
    fact = parse(data.noun, data.payload, data.action)
    payload = plain_payload(data.noun, fact)
    held = present(session, [product_key] if product_key else [], [vendor_key])
    seen = held.of(vendor_key, product_key, data.noun, payload)
    if data.action is ClaimAction.REMOVE:
        payload = _to_remove(data.noun, seen)
    else:
        _check(session, fact)
        _demand_value(data.noun, payload)
    row = VendorClaim(
        vendor_key=vendor_key,
        product_key=product_key,
        noun=data.noun.value,
        action=data.action,
        payload=payload,
        seen=seen,
        evidence_url=data.evidence_url,
        dated=data.dated,
        note=data.note,
        state=ClaimState.SUBMITTED,
        submitted_at=by.now,
        submitted_by=by.actor.key,
    )
    session.add(row)
    session.flush()
    _note(session, row, "claim.submitted", by=by)
    return row.id


def withdraw_claim(session: Session, claim_id: UUID, *, by: Act, expected_version: int | None = None) -> None:
    """Take back an own claim that nobody judged yet; somebody else's is not found."""
    row = session.get(VendorClaim, claim_id)
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


def _to_judge(session: Session, claim_id: UUID, *, by: Act) -> VendorClaim:
    """Return a claim for who judges it: never somebody who speaks for that vendor."""
    by.demand(Right.EDIT_CATALOGUE)
    locked = session.get_bind().dialect.name == "postgresql"
    row = session.get(VendorClaim, claim_id, with_for_update=locked)
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
    _note(session, row, f"claim.{state.value}", by=by, before=ClaimState.SUBMITTED)


def _note(session: Session, row: VendorClaim, kind: str, *, by: Act, before: ClaimState | None = None) -> None:
    told: dict[str, Any] = {
        "vendor_key": row.vendor_key,
        "product_key": row.product_key,
        "noun": row.noun,
        "action": row.action.value,
    }
    after = {**told, "state": row.state.value}
    if before is None:
        after |= {"payload": row.payload, "evidence_url": row.evidence_url, "dated": row.dated.isoformat()}
    if row.decision_reason:
        after["reason"] = row.decision_reason
    record(
        session,
        by=by,
        kind=kind,
        subject=SubjectKind.CLAIM,
        key=str(row.id),
        before={**told, "state": before.value} if before else None,
        after=after,
    )


def _because(row: VendorClaim) -> str:
    return f"Opgave van de leverancier, {row.dated.isoformat()}: {row.evidence_url}"


def _demand_past(data: ClaimSubmission, by: Act) -> None:
    if data.dated > by.today:
        problem = Problem("dated", "Deze dag moet nog komen.", "Vul de dag in waarop u dit hebt nagekeken.")
        raise InvalidInputError("Niet alles is goed ingevuld.", problems=(problem,))


def _own_product(session: Session, vendor_key: str, data: ClaimSubmission) -> str | None:
    """Return the product that a claim is about, after seeing that it is this vendor's and that the kind fits."""
    if (data.noun in VENDOR_FIELDS) != (data.product_key is None):
        sentence = (
            "Dit gegeven hoort bij de leverancier, niet bij een product."
            if data.noun in VENDOR_FIELDS
            else "Zeg over welk product dit gaat."
        )
        raise InvalidInputError("Niet alles is goed ingevuld.", problems=(Problem("product_key", sentence),))
    if data.product_key is None:
        return None
    row = session.get(Product, data.product_key)
    if row is None or row.vendor_key != vendor_key or row.status is ProductStatus.MERGED:
        raise NotFoundError("Product %(key)s is niet van deze leverancier.", key=data.product_key)
    return row.key


def _to_remove(noun: ClaimNoun, seen: dict[str, Any] | None) -> dict[str, Any]:
    """Return the fact that is to go, as it stands; refuses what is not there and a name, which nothing can lack."""
    if noun is ClaimNoun.NAME:
        raise RuleRefusedError("Een product houdt altijd een naam.", remedy="Geef de nieuwe naam op.")
    if seen is None:
        raise NotFoundError("Dit gegeven staat niet (meer) in de catalogus.")
    return seen


def _check(session: Session, fact: Any) -> None:  # noqa: ANN401 - one of the inputs of the catalogue
    """Refuse what the catalogue's own service would refuse for its content."""
    if isinstance(fact, VersionInput):
        check_version(session, fact)
    elif isinstance(fact, ProductInput):
        check_product(session, fact)
    else:
        check_fact(session, fact)


def _demand_value(noun: ClaimNoun, payload: dict[str, Any]) -> None:
    """Refuse a claim that says nothing: to make a fact unknown again is to ask that it be taken away."""
    field = noun in PRODUCT_FIELDS or noun in VENDOR_FIELDS
    if field and payload[noun.value] in (None, "", DataLevel.UNKNOWN.value):
        problem = Problem(noun.value, "Vul in wat u wilt opgeven.")
        raise InvalidInputError("Niet alles is goed ingevuld.", problems=(problem,))


def _demand_still_own(row: VendorClaim, product: Product | None) -> None:
    if row.product_key is None:
        return
    if product is None or product.vendor_key != row.vendor_key or product.status is ProductStatus.MERGED:
        raise RuleRefusedError(
            "Dit product is niet meer van deze leverancier, of is samengevoegd met een ander.",
            remedy="Wijs de opgave af; de leverancier van nu kan haar opnieuw doen.",
        )
