"""Keeping a screening as it stands: every criterion with its finding, the versions of the lists and the duty."""

from __future__ import annotations

from sqlmodel import Session

from swc.access.kinds import Act
from swc.dpia.criteria import AP_SCHEME, WP_SCHEME
from swc.dpia.models import Assessment, Screening
from swc.dpia.schemas import DpiaStatus
from vocab.schemes import scheme


def keep_screening(session: Session, row: Assessment, status: DpiaStatus, motive: str, *, by: Act) -> None:
    """Keep a screening; rows are only ever added."""
    session.add(
        Screening(
            assessment_id=row.id,
            criteria_version=criteria_version(),
            duty=status.duty,
            wp_score=status.outcome.wp_score,
            criteria=[one.model_dump(mode="json") for one in status.criteria],
            motive=motive,
            made_at=by.now,
            made_by=by.actor.key,
            made_by_label=by.actor.label,
        )
    )
    session.flush()


def criteria_version() -> str:
    """Return the versions of both lists, as their schemes bear them."""
    return " ".join(f"{name}/{scheme(name).version}" for name in (WP_SCHEME, AP_SCHEME))
