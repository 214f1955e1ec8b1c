"""A person's own answer to a screening criterion; it goes before what was derived, and both stay visible."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from sqlmodel import Session

from swc.access.kinds import Act
from swc.audit import service as audit
from swc.audit.kinds import SubjectKind
from swc.dpia.criteria import BY_CODE
from swc.dpia.models import CriterionAnswer
from swc.dpia.schemas import AnswerInput
from swc.dpia.service.opening import own_use
from swc.errors import InvalidInputError, Problem


def answer_criterion(session: Session, board_number: str, use_id: UUID, data: AnswerInput, *, by: Act) -> None:
    """Answer one criterion of a use with a reason, or take the answer back (`answer` is `None`).

    Taking back what is not there changes nothing. Raises `InvalidInputError` for an unknown criterion or an answer
    without a reason.
    """
    own_use(session, board_number, use_id, by=by)
    _demand_valid(data)
    row = session.get(CriterionAnswer, (use_id, data.criterion))
    before = None if row is None else {"answer": row.answer.value, "reason": row.reason}
    after = None if data.answer is None else {"answer": data.answer.value, "reason": data.reason}
    if before == after:
        return
    if data.answer is not None:
        session.merge(
            CriterionAnswer(
                use_id=use_id,
                criterion=data.criterion,
                answer=data.answer,
                reason=data.reason,
                answered_at=by.now,
                answered_by=by.actor.label[:80],
            )
        )
    else:
        session.delete(row)
    session.flush()
    audit.record(
        session,
        by=replace(by, reason=data.reason or by.reason),
        kind="use.criterion_answered",
        subject=SubjectKind.USE,
        key=str(use_id),
        board_number=board_number,
        before={"criterion": data.criterion, **before} if before else None,
        after={"criterion": data.criterion, **after} if after else None,
    )


def _demand_valid(data: AnswerInput) -> None:
    """Refuse an unknown criterion and an answer without a reason."""
    problems = []
    if data.criterion not in BY_CODE:
        problems.append(Problem("criterion", "Dit criterium bestaat niet.", "Kies WP1 t/m WP9 of AP01 t/m AP17."))
    if data.answer is not None and not data.reason:
        problems.append(Problem("reason", "Geef een reden bij uw antwoord."))
    if problems:
        raise InvalidInputError("Dit antwoord is niet volledig.", problems=tuple(problems))
