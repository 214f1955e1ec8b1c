"""Puts together how a use or a set of activities stands today from its row, its criteria and central DPIAs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Row

from swc.dpia.centrals import Centrals
from swc.dpia.kinds import AssessmentKind, AssessmentSource, DpiaState
from swc.dpia.models import Assessment
from swc.dpia.rules import allowed_events, is_expired, is_settled
from swc.dpia.schemas import CentralRef, CriterionFact, DpiaStatus, DutyOutcome, EventChoice
from vocab.kept import Kept

Read = tuple[tuple[CriterionFact, ...], DutyOutcome]
AssessmentRow = Row[Any] | Assessment

_SHOWN = attrgetter(
    "use_id",
    "state",
    "state_since",
    "review_due",
    "decided_on",
    "reason",
    "conditions",
    "fg_seen_on",
    "fg_advice_on",
    "fg_advice",
    "local_part_on",
    "local_measures_on",
    "row_version",
)
"""Everything that a status takes from its row."""
_KEPT: Kept[DpiaStatus] = Kept()

CHOICES: dict[DpiaState, tuple[EventChoice, ...]] = {
    state: tuple(
        EventChoice(event=event, to=step.to, right=step.right, inputs=step.inputs, optional=step.optional)
        for event, step in allowed_events(state)
    )
    for state in DpiaState
}
"""The steps that leave each state, as shown."""

_ADVANCE = (
    DpiaState.NOT_ASSESSED,
    DpiaState.REVIEW,
    DpiaState.SCREENING,
    DpiaState.REQUIRED,
    DpiaState.IN_PROGRESS,
    DpiaState.FG_ADVICE,
    DpiaState.DECISION,
    DpiaState.PRIOR_CONSULTATION,
    DpiaState.REJECTED,
    DpiaState.APPROVED_CONDITIONALLY,
    DpiaState.APPROVED,
    DpiaState.NOT_REQUIRED,
)
"""The states from the least to the most advanced; a review has to be done again from the start."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What an assessment is about: a use, or the products of the uses in its activities."""

    use_id: UUID | None
    products: tuple[str, ...]


def status(
    about: Subject, kind: AssessmentKind, row: AssessmentRow | None, centrals: Centrals, today: date, *, read: Read
) -> DpiaStatus:
    """Return how an assessment stands, from its row (if any step was ever taken) and what was read of it."""
    newest = newest_about(centrals, about.products)
    if row is None:
        return _KEPT.of((about.use_id, kind), (read, newest), lambda: _untouched(about, kind, newest, read=read))
    cited = centrals.cited(row.central_key, row.central_number)
    latest = newest if cited is None else centrals.latest(cited.key)
    overtaken = centrals.overtaken(row.central_key, row.central_number)
    central = _Central(cited, latest, overtaken)
    facts = (_SHOWN(row), about, kind, read, central, today)
    return _KEPT.of(row.id, facts, lambda: _touched(about, kind, row, central, today, read=read))


class _Central(NamedTuple):
    """The central DPIA of an assessment: the version cited, the newest one, and whether that overtook it."""

    cited: CentralRef | None
    newest: CentralRef | None
    overtaken: bool


def _untouched(about: Subject, kind: AssessmentKind, newest: CentralRef | None, *, read: Read) -> DpiaStatus:
    """Return how a use stands of which nobody took any step."""
    criteria, outcome = read
    return DpiaStatus(
        use_id=about.use_id,
        kind=kind,
        duty=outcome.duty,
        outcome=outcome,
        criteria=criteria,
        central_newest=newest,
        allowed_events=CHOICES[DpiaState.NOT_ASSESSED],
    )


def _touched(
    about: Subject, kind: AssessmentKind, row: AssessmentRow, central: _Central, today: date, *, read: Read
) -> DpiaStatus:
    """Return how an assessment stands that has a row."""
    criteria, outcome = read
    return DpiaStatus(
        use_id=about.use_id,
        kind=kind,
        assessment_id=row.id,
        over_activities=row.use_id is None,
        duty=outcome.duty,
        outcome=outcome,
        criteria=criteria,
        settled=is_settled(row.state, row.review_due, today),
        expired=is_expired(row.state, row.review_due, today),
        central=central.cited,
        central_newest=central.newest,
        central_outdated=central.overtaken,
        allowed_events=CHOICES[row.state],
        **_columns(row, central.cited),
    )


def covered(found: DpiaStatus, own: AssessmentRow | None) -> DpiaStatus:
    """Return the status that a use has through activities; on the use itself only its own row can be stepped."""
    return found.model_copy(
        update={
            "over_activities": True,
            "allowed_events": () if own is None else CHOICES[own.state],
            "row_version": 0 if own is None else own.row_version,
        }
    )


def least_advanced(rows: list[AssessmentRow], today: date) -> AssessmentRow:
    """Return the assessment that is least far; among equals an expired one, then the one to review first."""
    return min(
        rows,
        key=lambda row: (
            not is_expired(row.state, row.review_due, today) and _ADVANCE.index(row.state),
            row.review_due or date.max,
            str(row.id),
        ),
    )


def newest_about(centrals: Centrals, products: tuple[str, ...]) -> CentralRef | None:
    """Return the newest version of a central DPIA about any of some products."""
    if len(products) == 1:
        return centrals.newest(products[0])
    found = [one for key in products if (one := centrals.newest(key)) is not None]
    return max(found, key=lambda one: (one.effective_on or date.min, one.number), default=None)


def _columns(row: AssessmentRow, cited: CentralRef | None) -> dict[str, Any]:
    """Return what a status takes from its row as it is."""
    return {
        "state": row.state,
        "state_since": row.state_since,
        "review_due": row.review_due,
        "decided_on": row.decided_on,
        "reason": row.reason,
        "conditions": row.conditions,
        "fg_seen_on": row.fg_seen_on,
        "fg_advice_on": row.fg_advice_on,
        "fg_advice": row.fg_advice,
        "source": AssessmentSource.OWN if cited is None else AssessmentSource.CENTRAL,
        "local_part_on": row.local_part_on,
        "local_measures_on": row.local_measures_on,
        "row_version": row.row_version,
    }
