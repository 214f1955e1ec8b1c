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
from swc.catalogue.models import Concept
from tests.personas import VICTOR, acting

CODES = {
    "standards": ("oso", "uwlr"),
    "hosting-forms": ("saas",),
    "ai-uses": ("none",),
    "data-categories": ("P01",),
    "certificates": ("certificeringsschema",),
    "biv-levels": ("hoog",),
    "version-status": ("in-gebruik", "einde-ondersteuning"),
}
"""As much of the code lists as claims in tests need; loading all of them takes longer than a test."""

EVIDENCE = "https://leverancier.example/verklaring"
DATED = date(2026, 2, 20)


def make_codes(session: Session) -> None:
    """Add the codes that claims in tests use."""
    session.add_all(
        Concept(scheme=scheme, code=code, iri=f"urn:{code}", label_nl=code, label_en=code)
        for scheme, codes in CODES.items()
        for code in codes
    )
    session.flush()


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
