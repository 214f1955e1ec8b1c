"""The DPIA pages: a board's worklist, and one use with its criteria, steps, central DPIA and history."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Response
from sqlmodel import Session

from api.board_door import BoardNumber
from api.deps import ActDep, FormDep, PageDep, SessionDep
from api.forms import Entered, attempt, entered, parsed
from api.landscape_query import FilterDep
from api.rendering import Page, address
from swc.access.kinds import Act
from swc.boards.queries import open_board
from swc.boards.schemas import BoardDetail
from swc.dpia import service
from swc.dpia.disclosure import detail_for, worklist_for
from swc.dpia.kinds import AssessmentKind, DpiaEvent
from swc.dpia.names import URGENCY_NAMES
from swc.dpia.queries import open_dpia, worklist
from swc.dpia.schemas import (
    AnswerInput,
    CitationInput,
    CriterionFact,
    DpiaDetail,
    DpiaStatus,
    EventChoice,
    LandscapeFilter,
    Step,
    StepInput,
    Worklist,
)
from swc.errors import DomainError

router = APIRouter(prefix="/besturen/{number}")

USE = "/applicaties/{use_id}/dpia"


@dataclass(frozen=True, slots=True)
class Opened:
    """Which form of the page stands open; one at a time, so that every field has a name of its own."""

    kind: AssessmentKind = AssessmentKind.DPIA
    event: DpiaEvent | None = None
    criterion: str = ""
    central: bool = False


@dataclass(frozen=True, slots=True)
class UseDpiaPage:
    """One use with its assessment, the form that stands open and what was typed in it."""

    board: BoardDetail
    detail: DpiaDetail
    opened: Opened
    today: date
    form: Entered = field(default_factory=Entered)

    @property
    def dpia(self) -> DpiaStatus:
        """Return the assessment that the page is about."""
        return self.detail.of(self.opened.kind)

    @property
    def history(self) -> tuple[Step, ...]:
        """Return its steps, the newest first."""
        return self.detail.history_of(self.opened.kind)

    @property
    def choice(self) -> EventChoice | None:
        """Return the step whose form stands open: the one asked for, if the table allows it."""
        return next((one for one in self.dpia.allowed_events if one.event is self.opened.event), None)

    @property
    def criterion(self) -> CriterionFact | None:
        """Return the criterion whose form stands open."""
        return next((one for one in self.dpia.criteria if one.criterion == self.opened.criterion), None)

    @property
    def path(self) -> str:
        """Return the address of this page."""
        return f"/besturen/{self.board.number}/applicaties/{self.detail.use.id}/dpia"

    @property
    def step_action(self) -> str:
        """Return where the form of a step is sent."""
        return address(f"{self.path}/stap", soort=self.opened.kind.value)

    @property
    def screening(self) -> str:
        """Return the address of the screening, once there is a dossier of this use."""
        found = None if self.dpia.over_activities else self.dpia.assessment_id
        return f"/besturen/{self.board.number}/dpia/dossiers/{found}/screening" if found else ""

    def step_link(self, event: DpiaEvent) -> str:
        """Return the address that opens the form of a step."""
        return f"{address(self.path, soort=self.opened.kind.value, stap=event.value)}#stap"


@dataclass(frozen=True, slots=True)
class BoardDpiaPage:
    """The uses of a board by urgency, with the filter as it was asked."""

    board: BoardDetail
    work: Worklist
    filters: LandscapeFilter
    form: Entered
    names: dict[str, str]


def _opened(
    soort: Annotated[AssessmentKind, Query()] = AssessmentKind.DPIA,
    stap: Annotated[DpiaEvent | None, Query()] = None,
    criterium: Annotated[str, Query(max_length=20)] = "",
    centraal: Annotated[bool, Query()] = False,  # noqa: FBT002 - a query parameter
) -> Opened:
    return Opened(kind=soort, event=stap, criterion=criterium, central=centraal)


OpenedDep = Annotated[Opened, Depends(_opened)]
UseId = Annotated[UUID, Path()]


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything a route on the page of one use needs."""

    number: str
    use_id: UUID
    opened: Opened
    session: Session
    act: Act
    page: Page

    def show(self, form: Entered | None = None) -> Response:
        """Return the page; with what was typed and status 400 after a refusal."""
        model = UseDpiaPage(
            board=open_board(self.session, self.number, by=self.act),
            detail=detail_for(self.act, open_dpia(self.session, self.number, self.use_id, by=self.act)),
            opened=self.opened,
            today=self.act.today,
            form=form or Entered(),
        )
        return self.page.render("dpia/use.html", model, status=400 if form else 200)

    def close(self, refused: DomainError | None, form: FormDep, notice: str) -> Response:
        """Return to the page after a deed, or show the form again with what is wrong."""
        if refused is not None:
            return self.show(entered(form, refused))
        query = "" if self.opened.kind is AssessmentKind.DPIA else f"?soort={self.opened.kind.value}"
        path = f"/besturen/{self.number}/applicaties/{self.use_id}/dpia{query}"
        return self.page.see_other(path, notice=notice)


def _desk(  # noqa: PLR0917 - what FastAPI hands in
    number: BoardNumber, use_id: UseId, opened: OpenedDep, session: SessionDep, act: ActDep, page: PageDep
) -> Desk:
    return Desk(number, use_id, opened, session, act, page)


DeskDep = Annotated[Desk, Depends(_desk)]


@router.get("/dpia")
def board_dpia(*, number: BoardNumber, filters: FilterDep, session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Show every use of a board by how soon its assessment asks for work."""
    query = page.request.query_params
    model = BoardDpiaPage(
        board=open_board(session, number, by=act),
        work=worklist_for(act, number, worklist(session, number, filters, act.today)),
        filters=filters,
        form=Entered({name: query.getlist(name) for name in query}),
        names={one.value: name for one, name in URGENCY_NAMES.items()},
    )
    return page.render("dpia/board.html", model)


@router.get(USE)
def use_dpia(desk: DeskDep) -> Response:
    """Show how one use stands, with at most one form open."""
    return desk.show()


@router.post(f"{USE}/stap")
def take_step(desk: DeskDep, form: FormDep) -> Response:
    """Take the step of the form."""
    opened = desk.opened
    desk = replace(desk, opened=replace(opened, event=_event(form)))
    outcome = attempt(
        desk.session,
        lambda: service.step(desk.session, desk.number, desk.use_id, opened.kind, parsed(StepInput, form), by=desk.act),
    )
    return desk.close(outcome.refused, form, "De stap is vastgelegd.")


@router.post(f"{USE}/criterium")
def answer(desk: DeskDep, form: FormDep) -> Response:
    """Answer a criterion, or take the answer back."""
    desk = replace(desk, opened=replace(desk.opened, criterion=str(form.get("criterion", ""))))
    outcome = attempt(
        desk.session,
        lambda: service.answer_criterion(
            desk.session, desk.number, desk.use_id, parsed(AnswerInput, form), by=desk.act
        ),
    )
    return desk.close(outcome.refused, form, "Uw antwoord is vastgelegd.")


@router.post(f"{USE}/centraal")
def cite(desk: DeskDep, form: FormDep) -> Response:
    """Cite a version of a central DPIA with the local part."""
    desk = replace(desk, opened=replace(desk.opened, central=True))
    key, _, version = str(form.get("central", "")).rpartition("/")
    fixed = {"central_key": key or None, "central_number": version or None}
    outcome = attempt(
        desk.session,
        lambda: service.cite_central(
            desk.session, desk.number, desk.use_id, parsed(CitationInput, form, **fixed), by=desk.act
        ),
    )
    return desk.close(outcome.refused, form, "De verwijzing is vastgelegd.")


def _event(form: FormDep) -> DpiaEvent | None:
    """Return the step that a form is about, if it is one."""
    wanted = form.get("event")
    return next((one for one in DpiaEvent if one.value == wanted), None)
