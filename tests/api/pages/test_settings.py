"""The page with the questions on how a use was set up, and the page of the Normenkader."""

from __future__ import annotations

from http import HTTPStatus

import pytest
from sqlmodel import Session, select

from swc.boards.models import BoardMeasurement
from swc.landscape.models import Use, UseAnswer
from tests.api.conftest import Door
from tests.factories.landscape import make_landscape, make_use
from tests.personas import ADMIN, BOARD_A, BRAM, CARLA, CHRIS

FRAMEWORK = f"/besturen/{BOARD_A}/normenkader"


@pytest.fixture
def use(session: Session) -> Use:
    make_landscape(session)
    return make_use(session, categories=("P01",))


def page_of(use: Use) -> str:
    """Return the address of the questions of a use."""
    return f"/besturen/{BOARD_A}/applicaties/{use.id}/instellingen"


def test_the_page_of_a_use_shows_what_is_unanswered_and_where_to_answer(door: Door, use: Use) -> None:
    text = door(CARLA).get(f"/besturen/{BOARD_A}/applicaties/{use.id}").text
    assert 'id="instellingen"' in text
    assert page_of(use) in text
    assert page_of(use) not in door(BRAM).get(f"/besturen/{BOARD_A}/applicaties/{use.id}").text


def test_answers_are_kept_and_shown_on_the_page_of_the_use(door: Door, session: Session, use: Use) -> None:
    form = {"answer-own-password": "yes", "reason-own-password": "Nog geen koppeling."}
    answer = door(CARLA).post(page_of(use), data=form, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"].partition("#")[2]) == (303, "instellingen")
    (row,) = session.exec(select(UseAnswer)).all()
    assert (row.question, row.answer.value) == ("own-password", "yes")
    assert "ja: Nog geen koppeling." in door(BRAM).get(page_of(use)).text


@pytest.mark.parametrize(
    "form",
    [
        {"answer-own-password": "not_applicable", "reason-own-password": ""},
        {"answer-own-password": "misschien"},
        {"answer-own-password": "yes", "reason-own-password": "x" * 2001},
        {},
    ],
)
def test_a_refused_form_says_what_is_wrong_and_keeps_what_was_entered(
    door: Door, session: Session, use: Use, form: dict[str, str]
) -> None:
    answer = door(CARLA).post(page_of(use), data=form)
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert 'class="refusal"' in answer.text
    assert not session.exec(select(UseAnswer)).all()


def test_a_reader_may_not_answer_and_another_board_learns_nothing(door: Door, use: Use) -> None:
    form = {"answer-own-password": "yes"}
    assert door(BRAM).post(page_of(use), data=form).status_code == HTTPStatus.FORBIDDEN
    assert door(CHRIS).get(page_of(use)).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.usefixtures("use")
def test_the_administrator_records_a_level_and_takes_it_back(door: Door, session: Session) -> None:
    form = {"topic": "supplier-management", "level": "2", "measured_on": "2026-02-01", "source": "Zelfmeting"}
    assert door(ADMIN).post(FRAMEWORK, data=form, follow_redirects=False).status_code == HTTPStatus.SEE_OTHER
    text = door(BRAM).get(FRAMEWORK).text
    assert "Leveranciersmanagement" in text
    assert "onder de norm" in text
    door(ADMIN).post(f"{FRAMEWORK}/verwijderen", data=form)
    assert not session.exec(select(BoardMeasurement)).all()
    wrong = form | {"measured_on": "gisteren"}
    assert door(ADMIN).post(f"{FRAMEWORK}/verwijderen", data=wrong).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.usefixtures("use")
def test_a_measurement_in_the_future_comes_back_with_the_form(door: Door) -> None:
    form = {"topic": "supplier-management", "level": "2", "measured_on": "2027-02-01"}
    answer = door(ADMIN).post(FRAMEWORK, data=form)
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert "De dag van de meting ligt in de toekomst." in answer.text
