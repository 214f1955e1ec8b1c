"""How a board set up a use: the questions that apply to it, on a form of their own."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter, Response
from sqlmodel import Session
from starlette.datastructures import FormData

from api.board_door import BoardNumber
from api.deps import ActDep, FormDep, PageDep, SessionDep
from api.forms import Entered, attempt, entered
from api.i18n import language
from swc.access.kinds import Act
from swc.boards.queries import open_board
from swc.boards.schemas import BoardDetail
from swc.errors import InvalidInputError, Problem
from swc.landscape.answers import UseSettings, open_settings
from swc.landscape.kinds import SettingAnswer
from swc.landscape.queries import use_summary
from swc.landscape.service.settings import AnswerInput, SettingsInput, answer_questions
from vocab.schemes import scheme

router = APIRouter(prefix="/besturen/{number}/applicaties/{use_id}/instellingen")
_LONGEST = 2000


@dataclass(frozen=True, slots=True)
class SettingsPage:
    """The questions of a use with their answers, and what was entered."""

    board: BoardDetail
    use_id: UUID
    name: str
    settings: UseSettings
    form: Entered

    def hint(self, question: str) -> str:
        """Return what a question means, in the reader's language."""
        found = scheme("use-questions").concept(question)
        return found.definition_en if language.get() == "en" else found.definition_nl

    @property
    def path(self) -> str:
        """Return the address of the use."""
        return f"/besturen/{self.board.number}/applicaties/{self.use_id}"


@router.get("")
def ask_settings(number: BoardNumber, use_id: UUID, *, session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Show the questions that apply to a use."""
    return page.render("uses/settings.html", settings_page(session, number, use_id, Entered(), by=act))


@router.post("")
def keep_settings(
    *, number: BoardNumber, use_id: UUID, session: SessionDep, act: ActDep, page: PageDep, form: FormDep
) -> Response:
    """Keep the answers; a question left at unknown loses its answer."""
    tried = attempt(session, lambda: answer_questions(session, number, use_id, answers_in(form), by=act))
    if tried.refused is not None:
        shown = settings_page(session, number, use_id, entered(form, tried.refused), by=act)
        return page.render("uses/settings.html", shown, status=HTTPStatus.BAD_REQUEST)
    return page.see_other(f"/besturen/{number}/applicaties/{use_id}#instellingen", notice="De antwoorden zijn bewaard.")


def settings_page(session: Session, number: str, use_id: UUID, form: Entered, *, by: Act) -> SettingsPage:
    """Return the questions of a use with what was entered; raises `NotFoundError` for another board's use."""
    found = open_settings(session, number, use_id, by=by)
    use = use_summary(session, number, use_id, on=by.today)
    return SettingsPage(open_board(session, number, by=by), use_id, use.name if use else "", found, form)


def answers_in(form: FormData) -> SettingsInput:
    """Return the answers that a form holds: `answer-<question>` with `reason-<question>` beside it."""
    given = []
    for question in scheme("use-questions").codes:
        if f"answer-{question}" in form:
            reason = str(form.get(f"reason-{question}", "")).strip()
            given.append(AnswerInput(question=question, answer=_answer(form, question), reason=_fit(reason, question)))
    if not given:
        raise InvalidInputError("Dit formulier bevat geen vragen.", remedy="Open de instellingen opnieuw.")
    return SettingsInput(answers=tuple(given))


def _answer(form: FormData, question: str) -> SettingAnswer | None:
    text = str(form[f"answer-{question}"])
    if text and text not in set(SettingAnswer):
        raise InvalidInputError(
            "Niet alles is goed ingevuld.",
            problems=(Problem(f"answer-{question}", "Dit antwoord bestaat niet.", "Kies een van de antwoorden."),),
        )
    return SettingAnswer(text) if text else None


def _fit(reason: str, question: str) -> str:
    if len(reason) > _LONGEST or "\x00" in reason:
        raise InvalidInputError(
            "Niet alles is goed ingevuld.",
            problems=(Problem(f"reason-{question}", "De reden is te lang of onleesbaar.", "Kort de reden in."),),
        )
    return reason
