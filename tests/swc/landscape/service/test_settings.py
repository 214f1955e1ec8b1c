"""Answering the questions on how a use was set up."""

from __future__ import annotations

import pytest
from pydantic import ValidationError
from sqlmodel import Session, select

from swc.audit.models import Event
from swc.errors import ConflictError, InvalidInputError, NotAllowedError, NotFoundError
from swc.landscape.answers import board_answers, use_settings
from swc.landscape.kinds import SettingAnswer
from swc.landscape.models import Use
from swc.landscape.service.settings import AnswerInput, SettingsInput, answer_questions
from tests.factories.landscape import make_landscape, make_use
from tests.personas import BOARD_A, BOARD_B, BRAM, CARLA, CHRIS, TODAY, acting
from tests.query_count import counted

BY_CARLA = acting(CARLA)
YES, NOT = SettingAnswer.YES, SettingAnswer.NOT_APPLICABLE


@pytest.fixture
def use(session: Session) -> Use:
    make_landscape(session)
    return make_use(session, categories=("P01",))


def given(answer: SettingAnswer | None, question: str = "own-password", reason: str = "") -> SettingsInput:
    """Return one answer as handed in."""
    return SettingsInput(answers=(AnswerInput(question=question, answer=answer, reason=reason),))


def stands(session: Session, use: Use) -> dict[str, SettingAnswer | None]:
    """Return every question that applies with its answer."""
    found = use_settings(session, BOARD_A, use.id, on=TODAY)
    assert found is not None
    return {one.question: one.answer for one in found.settings}


def test_an_answer_is_kept_with_who_and_when_and_tells_the_history(session: Session, use: Use) -> None:
    answer_questions(session, BOARD_A, use.id, given(YES, reason="Nog geen koppeling."), by=BY_CARLA)
    found = use_settings(session, BOARD_A, use.id, on=TODAY)
    assert found is not None
    (one,) = (one for one in found.settings if one.question == "own-password")
    assert (one.answer, one.reason, one.answered_by, one.answered_at) == (
        YES,
        "Nog geen koppeling.",
        "Carla",
        BY_CARLA.now,
    )
    (event,) = session.exec(select(Event)).all()
    assert (event.kind, event.before, event.after) == (
        "use.settings_answered",
        {"own-password": None},
        {"own-password": "yes"},
    )
    assert board_answers(session, BOARD_A) == {use.id: {"own-password": YES}}


def test_the_same_answer_again_changes_nothing(session: Session, use: Use) -> None:
    for _ in range(2):
        answer_questions(session, BOARD_A, use.id, given(YES), by=BY_CARLA)
    assert len(session.exec(select(Event)).all()) == 1


def test_an_answer_taken_away_is_unknown_again(session: Session, use: Use) -> None:
    answer_questions(session, BOARD_A, use.id, given(YES), by=BY_CARLA)
    answer_questions(session, BOARD_A, use.id, given(None), by=BY_CARLA)
    assert stands(session, use)["own-password"] is None


@pytest.mark.parametrize(
    ("data", "where"),
    [
        (given(YES, "own-keys"), "answer-own-keys"),
        (given(YES, "bestaat-niet"), "answer-bestaat-niet"),
        (given(NOT), "reason-own-password"),
    ],
)
def test_a_question_that_does_not_apply_and_a_bare_not_applicable_are_refused(
    session: Session, use: Use, data: SettingsInput, where: str
) -> None:
    with pytest.raises(InvalidInputError) as caught:
        answer_questions(session, BOARD_A, use.id, data, by=BY_CARLA)
    assert [one.where for one in caught.value.problems] == [where]


def test_nobody_without_the_right_answers_and_another_boards_use_does_not_exist(session: Session, use: Use) -> None:
    with pytest.raises(NotAllowedError):
        answer_questions(session, BOARD_A, use.id, given(YES), by=acting(BRAM))
    with pytest.raises(NotFoundError):
        answer_questions(session, BOARD_B, use.id, given(YES), by=acting(CHRIS))
    with pytest.raises(ConflictError):
        answer_questions(session, BOARD_A, use.id, given(YES), by=BY_CARLA, expected_version=7)


def test_an_answer_is_one_of_three_and_at_least_one_is_given() -> None:
    with pytest.raises(ValidationError):
        SettingsInput.model_validate({"answers": [{"question": "own-password", "answer": "misschien"}]})
    with pytest.raises(ValidationError):
        SettingsInput(answers=())


def test_the_answers_of_a_board_are_read_in_one_statement(session: Session, use: Use) -> None:
    for one in (use, *(make_use(session, own_name=f"Extra {at}", categories=("P01",)) for at in range(3))):
        answer_questions(session, BOARD_A, one.id, given(YES), by=BY_CARLA)
    with counted(session) as asked:
        assert len(board_answers(session, BOARD_A)) == 4
    assert len(asked) == 1
