"""Reads assessments with all they are about: the uses, the criteria over them and how they stand today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlmodel import Session, col, select

from swc.dpia.centrals import Centrals, centrals_of
from swc.dpia.evidence import Given, answers, overlaid, reading_norms, screened, use_facts
from swc.dpia.facts import Norms, UseFacts
from swc.dpia.file_schemas import ActivityRef
from swc.dpia.ground import Ground
from swc.dpia.kinds import AssessmentKind, Duty, Finding
from swc.dpia.models import Assessment, AssessmentAnswer
from swc.dpia.schemas import DpiaStatus, DutyOutcome, Fact
from swc.dpia.scopes import covered_activities, uses_by_activity
from swc.dpia.screening import duty
from swc.dpia.statuses import AssessmentRow, Read, Subject, status
from swc.dpia.union import fundamental_rights, personal_data, united
from swc.landscape.queries import use_summaries, use_summary
from swc.landscape.schemas import UseSummary

TRANSFER = DutyOutcome(
    duty=Duty.UNKNOWN,
    wp_score=0,
    wp_norm=0,
    why=(Fact(message="Of een DTIA nodig is, volgt uit de landen waar de gegevens komen.", source="hoofdstuk V AVG"),),
)
"""The duty of a transfer assessment, which does not follow from the screening criteria."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One assessment as it stands: its row, the activities (if it is over any), the uses with their facts, status."""

    row: AssessmentRow
    activities: tuple[ActivityRef, ...]
    uses: tuple[UseSummary, ...]
    facts: tuple[UseFacts, ...]
    status: DpiaStatus
    centrals: Centrals


@dataclass(frozen=True, slots=True)
class _Pile:
    """What all readings of a board share; `places` says where each use stands in the landscape."""

    uses: Mapping[UUID, UseSummary]
    places: Mapping[UUID, int]
    facts: Mapping[UUID, UseFacts]
    norms: Norms
    by_use: Mapping[UUID, Given]
    by_assessment: Mapping[UUID, Given]
    centrals: Centrals
    today: date


def readings(
    session: Session,
    board_number: str,
    rows: Sequence[AssessmentRow],
    today: date,
    *,
    uses: Iterable[UseSummary] | None = None,
    known: Ground | None = None,
) -> dict[UUID, Reading]:
    """Return assessments of a board with what they are about, in a fixed number of statements.

    `uses` are all the uses that they can be about, and `known` their ground, where somebody read these before.
    """
    over = any(row.use_id is None for row in rows)
    activities = covered_activities(session, board_number) if over else {}
    members = uses_by_activity(session, board_number) if over else {}
    about = {row.id: _about(row, activities.get(row.id, ()), members) for row in rows}
    wanted = frozenset[UUID]().union(*about.values())
    found = _uses(session, board_number, wanted, uses, today)
    pile = _pile(session, board_number, rows, found, known=known, today=today)
    return {row.id: _reading(row, activities.get(row.id, ()), about[row.id], pile) for row in rows}


def board_readings(
    session: Session,
    board_number: str,
    today: date,
    *,
    uses: Iterable[UseSummary] | None = None,
    known: Ground | None = None,
    only: Collection[UUID] | None = None,
) -> dict[UUID, Reading]:
    """Return every assessment of a board (or some, by id) with what it is about."""
    columns = Assessment.__table__.columns  # type: ignore[attr-defined]
    found: Sequence[AssessmentRow] = (
        session.execute(select(*columns).where(columns.board_number == board_number)).all()
        if known is None
        else known.rows
    )
    rows = found if only is None else tuple(row for row in found if row.id in only)
    return readings(session, board_number, rows, today, uses=uses, known=known)


def _about(
    row: AssessmentRow, activities: Iterable[ActivityRef], members: Mapping[UUID, frozenset[UUID]]
) -> frozenset[UUID]:
    """Return the uses that an assessment is about."""
    if row.use_id is not None:
        return frozenset({row.use_id})
    return frozenset[UUID]().union(*(members.get(one.id, frozenset()) for one in activities))


def _pile(
    session: Session,
    board_number: str,
    rows: Sequence[AssessmentRow],
    uses: dict[UUID, UseSummary],
    *,
    known: Ground | None,
    today: date,
) -> _Pile:
    """Read what the readings share."""
    over = any(row.use_id is None for row in rows)
    if known is None:
        cited = {row.central_key for row in rows if row.central_key}
        known = Ground(
            rows=rows,
            facts=use_facts(session, board_number, tuple(uses.values())),
            given=answers(session, board_number),
            centrals=centrals_of(session, products={use.product_key for use in uses.values()}, cited=cited),
        )
    return _Pile(
        uses=uses,
        places={use_id: place for place, use_id in enumerate(uses)},
        facts=known.facts,
        norms=reading_norms(today),
        by_use=known.given,
        by_assessment=_answers(session, board_number) if over else {},
        centrals=known.centrals,
        today=today,
    )


def _uses(
    session: Session, board_number: str, wanted: frozenset[UUID], known: Iterable[UseSummary] | None, on: date
) -> dict[UUID, UseSummary]:
    """Return the uses wanted, in the order of the landscape."""
    if known is not None:
        return {use.id: use for use in known if use.id in wanted}
    if len(wanted) == 1:
        one = use_summary(session, board_number, *wanted, on=on)
        return {} if one is None else {one.id: one}
    return {use.id: use for use in use_summaries(session, board_number, on=on) if use.id in wanted}


def _answers(session: Session, board_number: str) -> dict[UUID, Given]:
    """Return what people answered for assessments over activities, by assessment and criterion, in one statement."""
    rows = session.exec(
        select(AssessmentAnswer)
        .join(Assessment, col(Assessment.id) == col(AssessmentAnswer.assessment_id))
        .where(Assessment.board_number == board_number)
    ).all()
    found: dict[UUID, dict[str, AssessmentAnswer]] = defaultdict(dict)
    for row in rows:
        found[row.assessment_id][row.criterion] = row
    return dict(found)


def _reading(row: AssessmentRow, activities: tuple[ActivityRef, ...], about: frozenset[UUID], pile: _Pile) -> Reading:
    """Return one assessment with what it is about."""
    uses = tuple(pile.uses[one] for one in about if one in pile.uses)
    if len(uses) > 1:
        uses = tuple(sorted(uses, key=lambda use: pile.places[use.id]))
    facts = tuple(pile.facts[use.id] for use in uses)
    read = _read(row, uses, facts, pile)
    subject = Subject(row.use_id, tuple(dict.fromkeys(use.product_key for use in uses)))
    found = status(subject, row.kind, row, pile.centrals, pile.today, read=read)
    return Reading(row, activities, uses, facts, found, pile.centrals)


def _read(row: AssessmentRow, uses: tuple[UseSummary, ...], facts: tuple[UseFacts, ...], pile: _Pile) -> Read:
    """Return the criteria and the duty of one assessment, as far as its kind has them."""
    if row.kind is AssessmentKind.DTIA:
        return (), TRANSFER
    if row.kind is AssessmentKind.FRIA:
        return (), fundamental_rights(facts)
    if row.use_id is not None:
        return screened(facts[0], pile.norms, pile.by_use.get(row.use_id, {})) if facts else ((), TRANSFER)
    given = pile.by_assessment.get(row.id, {})
    scale = given.get("WP5")
    parts = []
    for use, fact in zip(uses, facts, strict=True):
        known = fact if scale is None else replace(fact, large_scale=Finding(scale.answer.value))
        parts.append((use.name, screened(known, pile.norms, pile.by_use.get(use.id, {}))[0]))
    criteria = overlaid(united(parts), given)
    return criteria, duty(criteria, personal_data(facts), pile.norms)
