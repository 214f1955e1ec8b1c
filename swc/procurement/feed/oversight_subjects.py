"""How assessments, processing activities and flags are served: where they stand and since when, never what is in them.

What is left out here is what who reads the board without the right to read its DPIAs does not see either.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, func, select
from sqlmodel import Session, col

from swc.dpia.models import Assessment, AssessmentScope
from swc.procurement.feed.kinds import FeedSubject
from swc.procurement.feed.reading import Facts, Part, Whole
from swc.register.models import ProcessingActivity
from swc.risk.kinds import FlagStatus
from swc.risk.models import Flag, FlagAcceptance


def _accepted(session: Session, keys: Select[Any]) -> Mapping[Any, Facts]:
    """Return until when flags are accepted, in one statement; one whose acceptance ended has none."""
    rows = session.execute(
        select(col(FlagAcceptance.flag_id), func.max(FlagAcceptance.until))
        .where(col(FlagAcceptance.flag_id).in_(keys), col(FlagAcceptance.ended_at).is_(None))
        .group_by(col(FlagAcceptance.flag_id))
    )
    return {key: {"acceptedUntil": until} for key, until in rows}


def _status(facts: Facts) -> None:
    """Say where a flag stands; an accepted one is open again after its last day, which is for the reader to see."""
    until = facts.setdefault("acceptedUntil", None)
    resolved = facts["resolvedAt"] is not None
    facts["status"] = FlagStatus.RESOLVED if resolved else FlagStatus.ACCEPTED if until else FlagStatus.OPEN


def _established(facts: Facts) -> None:
    """Say whether an activity was ever established; then it has a version."""
    facts["established"] = facts["currentVersion"] > 0


ASSESSMENT = Whole(
    kind=FeedSubject.ASSESSMENT,
    table=Assessment,
    key="id",
    board="board_number",
    columns=(
        "id",
        "board_number",
        "use_id",
        "kind",
        "state",
        "state_since",
        "decided_on",
        "review_due",
        "central_key",
        "central_number",
    ),
    parts=(Part("activities", AssessmentScope, "assessment_id", ("activity_id",), flat=True),),
)
"""A DPIA or other assessment: state, days and the version of the central DPIA it leans on, and not a word of it."""

PROCESSING = Whole(
    kind=FeedSubject.PROCESSING,
    table=ProcessingActivity,
    key="id",
    board="board_number",
    columns=("id", "board_number", "name", "ended_on", "current_version"),
    finish=_established,
    adds=("established",),
)

FLAG = Whole(
    kind=FeedSubject.FLAG,
    table=Flag,
    key="id",
    board="board_number",
    columns=(
        "id",
        "board_number",
        "rule",
        "subject_kind",
        "subject_key",
        "use_id",
        "severity",
        "certainty",
        "first_seen_at",
        "resolved_at",
    ),
    more=(_accepted,),
    finish=_status,
    adds=("acceptedUntil", "status"),
)
