"""Reads of the DPIA room: the status of every use of a board, of one use whole, and the landscape list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row
from sqlalchemy import select as select_rows
from sqlmodel import Session, col, select

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.dpia.centrals import Centrals, centrals_of
from swc.dpia.evidence import answers, reading_norms, screened, use_facts
from swc.dpia.kinds import AssessmentKind, AssessmentSource, DpiaState, Duty, Urgency
from swc.dpia.models import Assessment, AssessmentStep
from swc.dpia.rules import allowed_events, is_expired, is_settled, urgency
from swc.dpia.schemas import (
    CentralRef,
    CriterionFact,
    DpiaDetail,
    DpiaStatus,
    DutyOutcome,
    EventChoice,
    Fact,
    LandscapeFilter,
    LandscapeRow,
    Step,
    Worklist,
    WorkRow,
)
from swc.dpia.snapshot import SNAPSHOT
from swc.errors import NotFoundError
from swc.landscape.queries import use_detail, use_summaries
from swc.landscape.rules import matches
from swc.landscape.schemas import UseSummary

TRANSFER = DutyOutcome(
    duty=Duty.UNKNOWN,
    wp_score=0,
    wp_norm=0,
    why=(Fact(message="Of een DTIA nodig is, volgt uit de landen waar de gegevens komen.", source="hoofdstuk V AVG"),),
)
"""The duty of a transfer assessment, which does not follow from the screening criteria."""

CHOICES: dict[DpiaState, tuple[EventChoice, ...]] = {
    state: tuple(
        EventChoice(event=event, to=step.to, right=step.right, inputs=step.inputs, optional=step.optional)
        for event, step in allowed_events(state)
    )
    for state in DpiaState
}
"""The steps that leave each state, as shown."""


def use_dpias(session: Session, board_number: str, today: date) -> dict[UUID, DpiaStatus]:
    """Return the DPIA status of every use of a board, in a fixed number of statements."""
    return dpias_of(session, board_number, use_summaries(session, board_number), today)


def dpias_of(session: Session, board_number: str, uses: Iterable[UseSummary], today: date) -> dict[UUID, DpiaStatus]:
    """Return the DPIA status of uses that were read before, in a fixed number of statements."""
    found = tuple(uses)
    rows = _assessments(session, board_number, AssessmentKind.DPIA)
    cited = {row.central_key for row in rows.values() if row.central_key}
    centrals = centrals_of(session, products={use.product_key for use in found}, cited=cited)
    given = answers(session, board_number)
    facts = use_facts(session, board_number, found)
    norms = reading_norms(today)
    statuses = {}
    for use in found:
        read = screened(use, facts[use.id], norms, given.get(use.id, {}))
        statuses[use.id] = _status(use, rows.get(use.id), centrals, today, read)
    return statuses


def dtias_of(session: Session, board_number: str, uses: Iterable[UseSummary], today: date) -> dict[UUID, DpiaStatus]:
    """Return the transfer assessment of uses that were read before, in a fixed number of statements."""
    found = tuple(uses)
    rows = _assessments(session, board_number, AssessmentKind.DTIA)
    cited = {row.central_key for row in rows.values() if row.central_key}
    centrals = centrals_of(session, products={use.product_key for use in found}, cited=cited)
    kind = AssessmentKind.DTIA
    return {use.id: _status(use, rows.get(use.id), centrals, today, ((), TRANSFER), kind=kind) for use in found}


def use_dpia(session: Session, board_number: str, use_id: UUID, today: date) -> DpiaDetail | None:
    """Return one use with its DPIA and DTIA, the history and the central versions it may cite; nothing if unknown."""
    found = use_detail(session, board_number, use_id)
    if found is None:
        return None
    use = found.summary
    dpia = dpias_of(session, board_number, (use,), today)[use_id]
    dtia = dtias_of(session, board_number, (use,), today)[use_id]
    centrals = centrals_of(session, products={use.product_key}, cited=())
    return DpiaDetail(
        use=use,
        dpia=dpia,
        dtia=dtia,
        history=_history(session, dpia.assessment_id),
        dtia_history=_history(session, dtia.assessment_id),
        central_versions=centrals.about(use.product_key),
    )


def open_dpia(session: Session, board_number: str, use_id: UUID, *, by: Act) -> DpiaDetail:
    """Return what `use_dpia` returns to whoever may read the board; raises `NotFoundError` otherwise."""
    by.demand(Right.READ_BOARD, board_number)
    found = use_dpia(session, board_number, use_id, by.today)
    if found is None:
        raise NotFoundError("Deze applicatie staat niet in het landschap van bestuur %(board)s.", board=board_number)
    return found


def landscape(session: Session, board_number: str, filters: LandscapeFilter, today: date) -> tuple[LandscapeRow, ...]:
    """Return the uses of a board that a filter asks for, by name, each with its DPIA status.

    Page list, JSON list and SPARQL must give the same set for the same question; this is the one of page and JSON.
    """
    uses = use_summaries(session, board_number)
    statuses = dpias_of(session, board_number, uses, today)
    return narrowed((LandscapeRow(use=use, dpia=statuses[use.id]) for use in uses), filters)


def narrowed(rows: Iterable[LandscapeRow], filters: LandscapeFilter) -> tuple[LandscapeRow, ...]:
    """Return the rows that a filter asks for, in the order given."""
    return tuple(row for row in rows if matches(row.use, filters) and _asked(row.dpia, filters))


def worklist(session: Session, board_number: str, filters: LandscapeFilter, today: date) -> Worklist:
    """Return the uses of a board that a filter asks for, the most urgent first, with counts over the whole board."""
    rows = tuple(_work(row) for row in landscape(session, board_number, LandscapeFilter(), today))
    order = {one: place for place, one in enumerate(Urgency)}
    wanted = [row for row in rows if matches(row.use, filters) and _asked(row.dpia, filters)]
    return Worklist(
        rows=tuple(sorted(wanted, key=lambda row: (order[row.urgency], row.dpia.review_due or date.max))),
        counts={one: sum(row.urgency is one for row in rows) for one in Urgency},
    )


def _work(row: LandscapeRow) -> WorkRow:
    """Return a row with its urgency."""
    soon = urgency(row.dpia.state, row.dpia.duty, settled=row.dpia.settled, expired=row.dpia.expired)
    return WorkRow(use=row.use, dpia=row.dpia, urgency=soon)


def _asked(dpia: DpiaStatus, filters: LandscapeFilter) -> bool:
    """Say whether a status is one that the filter asks for; an empty choice asks nothing."""
    return all(
        not wanted or has in wanted
        for wanted, has in (
            (filters.settlement, dpia.settlement),
            (filters.duty, dpia.duty),
            (filters.state, dpia.state),
        )
    )


def _assessments(session: Session, board_number: str, kind: AssessmentKind) -> Mapping[UUID, Row[Any]]:
    """Return the assessments of one kind of a board, by use; plain rows, since a board has hundreds."""
    columns = Assessment.__table__.columns  # type: ignore[attr-defined]
    wanted = select_rows(*columns).where(columns.board_number == board_number, columns.kind == kind)
    return {row.use_id: row for row in session.execute(wanted)}


def _status(
    use: UseSummary,
    row: Row[Any] | None,
    centrals: Centrals,
    today: date,
    read: tuple[tuple[CriterionFact, ...], DutyOutcome],
    *,
    kind: AssessmentKind = AssessmentKind.DPIA,
) -> DpiaStatus:
    """Return the status of one use from its row (if any step was ever taken) and what was read of it."""
    criteria, outcome = read
    if row is None:
        return DpiaStatus(
            use_id=use.id,
            kind=kind,
            duty=outcome.duty,
            outcome=outcome,
            criteria=criteria,
            central_newest=centrals.newest(use.product_key),
            allowed_events=CHOICES[DpiaState.NOT_ASSESSED],
        )
    cited = centrals.cited(row.central_key, row.central_number)
    return DpiaStatus(
        use_id=use.id,
        kind=kind,
        assessment_id=row.id,
        duty=outcome.duty,
        outcome=outcome,
        criteria=criteria,
        settled=is_settled(row.state, row.review_due, today),
        expired=is_expired(row.state, row.review_due, today),
        central=cited,
        central_newest=centrals.newest(use.product_key) if cited is None else centrals.latest(cited.key),
        central_outdated=centrals.overtaken(row.central_key, row.central_number),
        allowed_events=CHOICES[row.state],
        **_columns(row, cited),
    )


def _columns(row: Row[Any], cited: CentralRef | None) -> dict[str, object]:
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


def _history(session: Session, assessment_id: UUID | None) -> tuple[Step, ...]:
    """Return the steps of an assessment, the newest first."""
    if assessment_id is None:
        return ()
    rows = session.exec(
        select(AssessmentStep)
        .where(AssessmentStep.assessment_id == assessment_id)
        .order_by(col(AssessmentStep.id).desc())
    ).all()
    return tuple(
        Step(
            at=row.at,
            event=row.event,
            from_state=row.from_state,
            to_state=row.to_state,
            actor=row.actor_label,
            reason=row.reason,
            facts={name: value for name, value in row.facts.items() if name != SNAPSHOT},
        )
        for row in rows
    )
