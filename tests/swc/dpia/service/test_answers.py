"""Answering a criterion: with a reason, once, with an event, and only for a criterion that exists."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlmodel import Session, select

from swc.audit.models import Event
from swc.dpia.kinds import Answer
from swc.dpia.models import CriterionAnswer
from swc.dpia.schemas import AnswerInput
from swc.dpia.service import answer_criterion
from swc.errors import InvalidInputError, NotAllowedError, NotFoundError
from swc.landscape.models import Use
from tests.personas import BOARD_A, BRAM, CARLA, CHRIS, acting

NO = AnswerInput(criterion="WP5", answer=Answer.NO, reason="Twaalf leerlingen.")


def kinds(session: Session) -> list[str]:
    """Return the kinds of the events so far."""
    return list(session.exec(select(Event.kind)).all())


def test_an_answer_is_kept_with_its_reason_and_who_gave_it(session: Session, use: Use) -> None:
    answer_criterion(session, BOARD_A, use.id, NO, by=acting(CARLA))
    row = session.exec(select(CriterionAnswer)).one()
    assert (row.criterion, row.answer, row.reason, row.answered_by) == ("WP5", Answer.NO, "Twaalf leerlingen.", "Carla")
    assert kinds(session) == ["use.criterion_answered"]


def test_the_same_answer_twice_changes_nothing(session: Session, use: Use) -> None:
    answer_criterion(session, BOARD_A, use.id, NO, by=acting(CARLA))
    answer_criterion(session, BOARD_A, use.id, NO, by=acting(CARLA))
    assert kinds(session) == ["use.criterion_answered"]


def test_an_answer_is_changed_and_taken_back(session: Session, use: Use) -> None:
    answer_criterion(session, BOARD_A, use.id, NO, by=acting(CARLA))
    yes = AnswerInput(criterion="WP5", answer=Answer.YES, reason="Alle scholen doen mee.")
    answer_criterion(session, BOARD_A, use.id, yes, by=acting(CARLA))
    assert session.exec(select(CriterionAnswer.answer)).all() == [Answer.YES]
    answer_criterion(session, BOARD_A, use.id, AnswerInput(criterion="WP5"), by=acting(CARLA))
    assert session.exec(select(CriterionAnswer)).all() == []
    assert len(kinds(session)) == 3


def test_taking_back_what_is_not_there_changes_nothing(session: Session, use: Use) -> None:
    answer_criterion(session, BOARD_A, use.id, AnswerInput(criterion="WP5"), by=acting(CARLA))
    assert kinds(session) == []


@pytest.mark.parametrize(
    ("data", "field"),
    [
        (AnswerInput(criterion="WP10", answer=Answer.NO, reason="?"), "criterion"),
        (AnswerInput(criterion="WP5", answer=Answer.NO), "reason"),
        (AnswerInput(criterion="WP5", answer=Answer.YES, reason="  "), "reason"),
    ],
)
def test_an_unknown_criterion_and_an_answer_without_reason_are_refused(
    session: Session, use: Use, data: AnswerInput, field: str
) -> None:
    with pytest.raises(InvalidInputError) as refused:
        answer_criterion(session, BOARD_A, use.id, data, by=acting(CARLA))
    assert [problem.where for problem in refused.value.problems] == [field]


def test_a_reader_does_not_answer(session: Session, use: Use) -> None:
    with pytest.raises(NotAllowedError):
        answer_criterion(session, BOARD_A, use.id, NO, by=acting(BRAM))


def test_somebody_of_another_board_finds_nothing(session: Session, use: Use) -> None:
    with pytest.raises(NotFoundError):
        answer_criterion(session, BOARD_A, use.id, NO, by=acting(CHRIS))
    with pytest.raises(NotFoundError):
        answer_criterion(session, BOARD_A, uuid4(), NO, by=acting(CARLA))
