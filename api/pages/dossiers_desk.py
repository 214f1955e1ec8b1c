"""What every page of one dossier shares: who may come in, the assessment whole, and the way back after a deed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, TypeVar
from uuid import UUID

from fastapi import Depends, Path, Query, Response
from sqlmodel import Session

from api.deps import ActDep, FormDep, PageDep, SessionDep
from api.dpia_door import DpiaBoardNumber
from api.forms import Entered, attempt, entered
from api.rendering import Page
from swc.access.kinds import Act
from swc.boards.queries import open_board
from swc.boards.schemas import BoardDetail
from swc.dpia.file_schemas import AssessmentFile
from swc.dpia.files import open_file
from swc.dpia.kinds import DpiaEvent, DpiaState, ReviewTrigger
from swc.dpia.schemas import DpiaStatus, EventChoice
from swc.dpia.service.steps import SCREENED

Result = TypeVar("Result")

FILE = "/dpia/dossiers/{assessment_id:uuid}"
"""The address of one dossier below a board; what follows the id belongs to the export of it."""


@dataclass(frozen=True, slots=True)
class Opened:
    """Which form of the page stands open; one at a time, so that every field has a name of its own."""

    event: DpiaEvent | None = None
    part: str = ""
    item: str = ""


@dataclass(frozen=True, slots=True)
class DossierPage:
    """One dossier, the form that stands open and what was typed in it."""

    board: BoardDetail
    file: AssessmentFile
    opened: Opened
    today: date
    form: Entered = field(default_factory=Entered)

    @property
    def path(self) -> str:
        """Return the address of the dossier."""
        return f"/besturen/{self.board.number}/dpia/dossiers/{self.file.head.id}"

    @property
    def dpia(self) -> DpiaStatus:
        """Return how the assessment stands."""
        return self.file.dpia

    @property
    def triggers(self) -> tuple[ReviewTrigger, ...]:
        """Return what somebody can report; a newer central DPIA reports itself."""
        return tuple(one for one in ReviewTrigger if one is not ReviewTrigger.NEWER_CENTRAL)

    @property
    def choice(self) -> EventChoice | None:
        """Return the step whose form stands open: the one asked for, if the table allows it."""
        return next((one for one in self.dpia.allowed_events if one.event is self.opened.event), None)

    @property
    def screening(self) -> str:
        """Return the address of the screening as long as it is not confirmed on today's facts; else nothing."""
        found = self.file.screening
        stands = found is not None and found.current and not found.outdated
        return "" if stands else f"{self.path}/screening"

    @property
    def screens(self) -> bool:
        """Say whether the screening can be confirmed now: it runs, or the next step begins it."""
        screened = self.file.head.kind in SCREENED
        begins = any(one.event is DpiaEvent.SCREEN for one in self.dpia.allowed_events)
        return screened and (begins or self.dpia.state is DpiaState.SCREENING)

    @property
    def step_action(self) -> str:
        """Return where the form of a step is sent."""
        return f"{self.path}/stap"

    def step_link(self, event: DpiaEvent) -> str:
        """Return the address that opens the form of a step."""
        return f"{self.path}?stap={event.value}#stap"


def _opened(
    stap: Annotated[DpiaEvent | None, Query()] = None,
    deel: Annotated[str, Query(max_length=20)] = "",
    welke: Annotated[str, Query(max_length=40)] = "",
) -> Opened:
    return Opened(event=stap, part=deel, item=welke)


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything a route on a page of one dossier needs."""

    number: str
    assessment_id: UUID
    opened: Opened
    session: Session
    act: Act
    page: Page

    @property
    def path(self) -> str:
        """Return the address of the dossier."""
        return f"/besturen/{self.number}/dpia/dossiers/{self.assessment_id}"

    def model(self, form: Entered | None = None) -> DossierPage:
        """Return the dossier as its pages show it; raises `NotFoundError` for another board's."""
        return DossierPage(
            board=open_board(self.session, self.number, by=self.act),
            file=open_file(self.session, self.number, self.assessment_id, by=self.act),
            opened=self.opened,
            today=self.act.today,
            form=form or Entered(),
        )

    def show(self, template: str, form: Entered | None = None) -> Response:
        """Return a page; with what was typed and status 400 after a refusal."""
        return self.page.render(f"dossiers/{template}", self.model(form), status=400 if form else 200)

    def do(self, deed: Callable[[], Result], form: FormDep, *, template: str, back: str = "", notice: str) -> Response:
        """Do something and return to a page, or show the form again with what is wrong."""
        outcome = attempt(self.session, deed)
        if outcome.refused is not None:
            return self.show(template, entered(form, outcome.refused))
        return self.page.see_other(f"{self.path}{back}", notice=notice)


def _desk(  # noqa: PLR0917 - what FastAPI hands in
    number: DpiaBoardNumber,
    assessment_id: Annotated[UUID, Path()],
    opened: Annotated[Opened, Depends(_opened)],
    session: SessionDep,
    act: ActDep,
    page: PageDep,
) -> Desk:
    return Desk(number, assessment_id, opened, session, act, page)


DeskDep = Annotated[Desk, Depends(_desk)]
