"""Answering the questions on how a use was set up; an answer taken away is unknown again."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints
from sqlmodel import Session, col, select

from swc.access.kinds import Act
from swc.access.schemas import Input
from swc.errors import InvalidInputError, Problem
from swc.landscape.answers import use_settings
from swc.landscape.kinds import SettingAnswer
from swc.landscape.models import UseAnswer
from swc.landscape.service.opening import Json, note_use, own_use

_EXPLAINED = frozenset({SettingAnswer.NOT_APPLICABLE})
"""The answers that say nothing without a reason."""


class AnswerInput(Input):
    """What a board says to one question; no answer at all makes it unknown again."""

    question: Annotated[str, StringConstraints(min_length=1, max_length=60)]
    answer: SettingAnswer | None = None
    reason: Annotated[str, StringConstraints(max_length=2000)] = ""


class SettingsInput(Input):
    """The answers to some questions of a use; the questions that are left out keep theirs."""

    answers: Annotated[tuple[AnswerInput, ...], Field(min_length=1, max_length=50)]


def answer_questions(
    session: Session,
    board_number: str,
    use_id: UUID,
    data: SettingsInput,
    *,
    by: Act,
    expected_version: int | None = None,
) -> None:
    """Write the answers that differ from what stands; the same answers again change nothing.

    Raises `InvalidInputError` for a question that does not apply to the use and for "not applicable" without a reason.
    """
    use = own_use(session, board_number, use_id, by=by, expected_version=expected_version)
    _demand(session, board_number, use_id, data, on=by.today)
    rows = {row.question: row for row in session.exec(select(UseAnswer).where(col(UseAnswer.use_id) == use_id))}
    before: Json = {}
    after: Json = {}
    for given in data.answers:
        row = rows.get(given.question)
        if (row.answer, row.reason) == (given.answer, given.reason) if row else given.answer is None:
            continue
        before[given.question] = row.answer.value if row else None
        after[given.question] = given.answer.value if given.answer else None
        _write(session, use_id, given, row, by=by)
    if after:
        note_use(session, use, "use.settings_answered", by=by, before=before, after=after)


def _write(session: Session, use_id: UUID, given: AnswerInput, row: UseAnswer | None, *, by: Act) -> None:
    if given.answer is None:
        if row is not None:
            session.delete(row)
        return
    if row is None:
        row = UseAnswer(
            use_id=use_id, question=given.question, answer=given.answer, answered_at=by.now, answered_by=by.actor.label
        )
    row.answer, row.reason = given.answer, given.reason
    row.answered_at, row.answered_by = by.now, by.actor.label
    session.add(row)


def _demand(session: Session, board_number: str, use_id: UUID, data: SettingsInput, *, on: date) -> None:
    found = use_settings(session, board_number, use_id, on=on)
    apply = {one.question for one in found.settings} if found else set()
    answered = {one.question for one in found.settings if one.answer} if found else set()
    problems = []
    for given in data.answers:
        if given.question not in apply | answered:
            problems.append(
                Problem(
                    f"answer-{given.question}",
                    "Deze vraag past niet bij de applicatie.",
                    "Beantwoord alleen de vragen die bij de applicatie staan.",
                )
            )
        elif given.answer in _EXPLAINED and not given.reason:
            problems.append(
                Problem(
                    f"reason-{given.question}",
                    "“Niet van toepassing” zegt niets zonder reden.",
                    "Noteer in een paar woorden waarom de vraag niet geldt.",
                )
            )
    if problems:
        raise InvalidInputError("Niet alles is goed ingevuld.", problems=tuple(problems))
