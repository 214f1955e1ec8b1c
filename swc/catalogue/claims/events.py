"""The events of claims: who handed in, took back or judged what."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session

from swc.access.kinds import Act
from swc.audit.kinds import SubjectKind
from swc.audit.service import record
from swc.catalogue.claims.models import VendorClaim
from swc.catalogue.kinds import ClaimState


def note(session: Session, row: VendorClaim, kind: str, *, by: Act, before: ClaimState | None = None) -> None:
    """Record what happened to a claim; it belongs to no board, so that no board's history tells it."""
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
