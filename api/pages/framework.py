"""The Normenkader IBP of a board: the maturity levels that were measured, and recording a new one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from http import HTTPStatus

from fastapi import APIRouter, Response
from sqlmodel import Session

from api.board_door import BoardNumber
from api.deps import ActDep, FormDep, PageDep, SessionDep
from api.forms import Entered, attempt, entered, parsed
from swc.access.kinds import Act
from swc.boards.measurements import (
    LEVELS,
    SCHEME,
    Measurement,
    MeasurementInput,
    open_measurements,
    record_measurement,
    remove_measurement,
)
from swc.boards.queries import open_board
from swc.boards.schemas import BoardDetail
from swc.errors import NotFoundError
from vocab.norms import norm
from vocab.schemes import scheme

router = APIRouter(prefix="/besturen/{number}/normenkader")


@dataclass(frozen=True, slots=True)
class FrameworkPage:
    """Every measurement by topic, the newest first; `least` is the level asked, `duty` the day it becomes a duty."""

    board: BoardDetail
    measurements: tuple[Measurement, ...]
    topics: tuple[str, ...]
    least: int
    duty: date
    today: date
    form: Entered
    levels: tuple[tuple[int, str], ...] = tuple((one, str(one)) for one in LEVELS)


@router.get("")
def show_framework(number: BoardNumber, session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Show the measured levels."""
    return page.render("framework/framework.html", framework_page(session, number, Entered(), by=act))


@router.post("")
def add_measurement(*, number: BoardNumber, session: SessionDep, act: ActDep, page: PageDep, form: FormDep) -> Response:
    """Record a measurement."""
    tried = attempt(session, lambda: record_measurement(session, number, parsed(MeasurementInput, form), by=act))
    if tried.refused is not None:
        shown = framework_page(session, number, entered(form, tried.refused), by=act)
        return page.render("framework/framework.html", shown, status=HTTPStatus.BAD_REQUEST)
    return page.see_other(f"/besturen/{number}/normenkader", notice="De meting is bewaard.")


@router.post("/verwijderen")
def take_back(*, number: BoardNumber, session: SessionDep, act: ActDep, page: PageDep, form: FormDep) -> Response:
    """Take a measurement back."""
    remove_measurement(session, number, str(form.get("topic", "")), _day(str(form.get("measured_on", ""))), by=act)
    return page.see_other(f"/besturen/{number}/normenkader", notice="De meting is verwijderd.")


def framework_page(session: Session, number: str, form: Entered, *, by: Act) -> FrameworkPage:
    """Return the page of a board that the actor may read."""
    return FrameworkPage(
        board=open_board(session, number, by=by),
        measurements=open_measurements(session, number, by=by),
        topics=scheme(SCHEME).codes,
        least=norm("normenkader-level", by.today).whole,
        duty=norm("normenkader-duty-on", by.today).day,
        today=by.today,
        form=form,
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise NotFoundError("Deze meting is niet gevonden.") from error
