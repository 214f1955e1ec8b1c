"""Handing in a claim: whose product it is about, that it says something, and that the catalogue could hold it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlmodel import Session, select

from swc.access.kinds import Act
from swc.catalogue.claims.events import note
from swc.catalogue.claims.kinds import PRODUCT_FIELDS, VENDOR_FIELDS, ClaimNoun
from swc.catalogue.claims.models import VendorClaim
from swc.catalogue.claims.present import present
from swc.catalogue.claims.schemas import ClaimSubmission
from swc.catalogue.claims.shapes import parse, plain_payload
from swc.catalogue.inputs import ProductInput, VersionInput
from swc.catalogue.kinds import ClaimAction, ClaimState, DataLevel, ProductStatus
from swc.catalogue.models import (
    Product,
    Vendor,
)
from swc.catalogue.service.facts import check_fact
from swc.catalogue.service.products import check_product
from swc.catalogue.service.versions import check_version
from swc.errors import InvalidInputError, NotFoundError, Problem, RuleRefusedError

MOST_OPEN = 500
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
    _demand_new(session, vendor_key, product_key, data, payload)
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
    note(session, row, "claim.submitted", by=by)
    return row.id


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


def _demand_new(
    session: Session, vendor_key: str, product_key: str | None, data: ClaimSubmission, payload: dict[str, Any]
) -> None:
    """Refuse what waits already word for word, as after a second click, and more than anybody could judge."""
    waiting = session.exec(
        select(VendorClaim).where(VendorClaim.vendor_key == vendor_key, VendorClaim.state == ClaimState.SUBMITTED)
    ).all()
    wanted = (product_key, data.noun.value, data.action, payload)
    if any((one.product_key, one.noun, one.action, one.payload) == wanted for one in waiting):
        raise RuleRefusedError("Dit hebt u al opgegeven; het wacht op een oordeel.")
    if len(waiting) >= MOST_OPEN:
        raise RuleRefusedError(
            "Er wachten al %(most)s opgaven van u.", remedy="Trek in wat niet meer nodig is.", most=MOST_OPEN
        )
