"""Claims of a vendor for tests, handed in as a vendor does."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session

from swc.access.kinds import Act
from swc.catalogue.claims.kinds import VENDOR_FIELDS, ClaimNoun
from swc.catalogue.claims.schemas import ClaimSubmission
from swc.catalogue.claims.submitting import submit_claim
from swc.catalogue.kinds import ClaimAction
from tests.personas import VICTOR, acting

EVIDENCE = "https://leverancier.example/verklaring"
DATED = date(2026, 2, 20)


def make_claim(
    session: Session,
    noun: ClaimNoun = ClaimNoun.STANDARD,
    payload: dict[str, Any] | None = None,
    *,
    action: ClaimAction = ClaimAction.SET,
    product: str | None = "leerspoor",
    vendor: str = "meerschool",
    dated: date = DATED,
    note: str = "",
    by: Act | None = None,
) -> UUID:
    """Hand in a claim, as Victor unless somebody else acts, and return its id."""
    data = ClaimSubmission(
        noun=noun,
        action=action,
        product_key=None if noun in VENDOR_FIELDS else product,
        payload={"standard": "oso"} if payload is None else payload,
        evidence_url=EVIDENCE,
        dated=dated,
        note=note,
    )
    return submit_claim(session, vendor, data, by=by or acting(VICTOR))
