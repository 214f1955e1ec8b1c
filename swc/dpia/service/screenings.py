"""Confirming the screening: every criterion at once, the outcome by rule, kept with the version of the lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from uuid import UUID

from sqlmodel import Session

from swc.access.kinds import Act
from swc.dpia.criteria import BY_CODE
from swc.dpia.file_schemas import ScreeningInput
from swc.dpia.kinds import DpiaEvent, DpiaState
from swc.dpia.models import Assessment, AssessmentAnswer, CriterionAnswer
from swc.dpia.readings import readings
from swc.dpia.rules import TRANSITIONS
from swc.dpia.schemas import AnswerInput, CriterionFact, DpiaStatus, StepInput
from swc.dpia.service.kept import keep_screening
from swc.dpia.service.opening import own_file, record_change
from swc.dpia.service.steps import SCREENED, take
from swc.errors import InvalidInputError, Problem, RuleRefusedError


def confirm_screening(
    session: Session, board_number: str, assessment_id: UUID, data: ScreeningInput, *, by: Act
) -> None:
    """Lay the answers over what was derived and keep the screening with the duty that the rule gives.

    A criterion without an answer stands as derived. An answer that differs from what was derived needs a reason; one
    that only repeats it is a confirmation and follows later facts. Before a round the step that begins one is taken
    first. Raises `RuleRefusedError` outside the screening, `InvalidInputError` with a problem for each answer
    (`<code>.reason`), `ConflictError` for a lost update.
    """
    row = own_file(session, board_number, assessment_id, by=by, expected_version=data.expected_version)
    _begin(session, row, by=by)
    derived = {one.criterion: one for one in _status(session, row, by=by).criteria}
    problems = tuple(_problems(data.answers, derived))
    if problems:
        raise InvalidInputError("De voorafgaande toets is niet volledig.", problems=problems)
    changed = [one.criterion for one in data.answers if _answer(session, row, one, derived[one.criterion], by=by)]
    session.flush()
    status = _status(session, row, by=by)
    row.row_version += 1
    session.add(row)
    keep_screening(session, row, status, data.motive, by=by)
    after = {"duty": status.duty.value, "score": status.outcome.wp_score, "criteria": changed}
    record_change(session, row, "assessment.screening_confirmed", by=replace(by, reason=data.motive), after=after)


def _begin(session: Session, row: Assessment, *, by: Act) -> None:
    """Begin a round where the table lets one begin; raises `RuleRefusedError` where none can."""
    if row.kind not in SCREENED:
        raise RuleRefusedError("Deze soort beoordeling begint niet met de criteria voor een DPIA.")
    if row.state is DpiaState.SCREENING:
        return
    if (row.state, DpiaEvent.SCREEN) not in TRANSITIONS:
        raise RuleRefusedError(
            "De voorafgaande toets is in deze stand niet aan de orde.",
            remedy="Begin een herziening als de verwerking is veranderd.",
        )
    take(session, row, StepInput(event=DpiaEvent.SCREEN), by=by)


def _status(session: Session, row: Assessment, *, by: Act) -> DpiaStatus:
    """Return how the assessment stands now."""
    return readings(session, row.board_number, (row,), by.today)[row.id].status


def _problems(answers: Iterable[AnswerInput], derived: dict[str, CriterionFact]) -> Iterator[Problem]:
    """Yield what is wrong with the answers."""
    seen = set()
    for one in answers:
        if one.criterion not in BY_CODE or one.criterion not in derived:
            yield Problem(one.criterion, "Dit criterium bestaat niet.", "Kies WP1 t/m WP9 of AP01 t/m AP17.")
        elif one.criterion in seen:
            yield Problem(one.criterion, "Dit criterium staat er dubbel.")
        elif one.answer is not None and not one.reason and _differs(one, derived[one.criterion]):
            yield Problem(f"{one.criterion}.reason", "Geef een reden, want dit wijkt af van wat is afgeleid.")
        seen.add(one.criterion)


def _differs(one: AnswerInput, fact: CriterionFact) -> bool:
    """Say whether an answer says something else than the facts do."""
    return one.answer is not None and one.answer.value != fact.derived.value


def _answer(session: Session, row: Assessment, one: AnswerInput, fact: CriterionFact, *, by: Act) -> bool:
    """Keep or take back an answer, and say whether anything changed."""
    held = held_answer(session, row, one.criterion)
    if one.answer is None or not (one.reason or _differs(one, fact)):
        if held is not None:
            session.delete(held)
        return held is not None
    if held is not None and (held.answer, held.reason) == (one.answer, one.reason):
        return False
    said = AssessmentAnswer(
        assessment_id=row.id,
        criterion=one.criterion,
        answer=one.answer,
        reason=one.reason,
        answered_at=by.now,
        answered_by=by.actor.label[:80],
    )
    if row.use_id is not None:
        session.merge(CriterionAnswer(use_id=row.use_id, **said.model_dump(exclude={"assessment_id"})))
    else:
        session.merge(said)
    return True


def held_answer(session: Session, row: Assessment, criterion: str) -> CriterionAnswer | AssessmentAnswer | None:
    """Return the answer that stands for one criterion: the use's, or that of an assessment over activities."""
    if row.use_id is not None:
        return session.get(CriterionAnswer, (row.use_id, criterion))
    return session.get(AssessmentAnswer, (row.id, criterion))
