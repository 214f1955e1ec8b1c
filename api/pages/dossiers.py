"""The dossiers of a board: the list, a new one, and one dossier with its steps, term, triggers and history."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from fastapi import APIRouter, Response
from sqlmodel import Session

from api.board_door import BoardNumber
from api.deps import ActDep, FormDep, PageDep, SessionDep
from api.dossier_query import DossierFilterDep
from api.dpia_door import DpiaBoardNumber
from api.forms import Entered, attempt, entered, parsed
from api.pages.dossiers_desk import FILE, DeskDep
from swc.access.kinds import Act
from swc.boards.queries import open_board
from swc.boards.schemas import BoardDetail
from swc.dpia import service
from swc.dpia.dossiers import DossierFilter, Dossiers, open_dossiers
from swc.dpia.file_schemas import ScopeInput
from swc.dpia.kinds import AssessmentKind, DpiaEvent
from swc.dpia.names import URGENCY_NAMES
from swc.dpia.schemas import StepInput
from swc.register.queries import register
from swc.register.schemas import Activity

router = APIRouter(prefix="/besturen/{number}")

LIST = "/dpia/dossiers"


@dataclass(frozen=True, slots=True)
class DossiersPage:
    """The dossiers of a board by urgency, with the filter as it was asked."""

    board: BoardDetail
    dossiers: Dossiers
    filters: DossierFilter
    form: Entered
    names: dict[str, str]


@dataclass(frozen=True, slots=True)
class NewDossierPage:
    """The form of a new dossier, with the activities of the register that it can cover."""

    board: BoardDetail
    activities: tuple[Activity, ...]
    suggested: int
    form: Entered


@router.get(LIST)
def show_dossiers(
    *, number: BoardNumber, filters: DossierFilterDep, session: SessionDep, act: ActDep, page: PageDep
) -> Response:
    """Show every dossier by how soon it asks for work."""
    query = page.request.query_params
    model = DossiersPage(
        board=open_board(session, number, by=act),
        dossiers=open_dossiers(session, number, filters, by=act),
        filters=filters,
        form=Entered({name: query.getlist(name) for name in query}),
        names={one.value: name for one, name in URGENCY_NAMES.items()},
    )
    return page.render("dossiers/list.html", model)


@router.get(f"{LIST}/nieuw")
def new_dossier(number: DpiaBoardNumber, session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Show the form of a new dossier over activities of the register."""
    return page.render("dossiers/new.html", _new_page(session, number, Entered(), by=act))


@router.post(LIST)
def open_dossier(
    number: DpiaBoardNumber, *, session: SessionDep, act: ActDep, page: PageDep, form: FormDep
) -> Response:
    """Open a dossier over activities."""
    outcome = attempt(session, lambda: service.open_assessment(session, number, parsed(ScopeInput, form), by=act))
    if outcome.refused is not None:
        model = _new_page(session, number, entered(form, outcome.refused), by=act)
        return page.render("dossiers/new.html", model, status=400)
    return page.see_other(f"/besturen/{number}{LIST}/{outcome.value}", notice="Het dossier is geopend.")


@router.post("/applicaties/{use_id}/dpia/dossier")
def open_dossier_of_use(
    number: DpiaBoardNumber, use_id: UUID, *, session: SessionDep, act: ActDep, page: PageDep, form: FormDep
) -> Response:
    """Open the dossier of a use, or go to the one that there is."""
    kind = _kind(form)
    found = attempt(session, lambda: service.open_for_use(session, number, use_id, kind, by=act)).value
    return page.see_other(f"/besturen/{number}{LIST}/{found}", notice="Het dossier is geopend.")


@router.get(FILE)
def show_dossier(desk: DeskDep) -> Response:
    """Show one dossier, with at most one form open."""
    return desk.show("dossier.html")


@router.post(f"{FILE}/stap")
def take_step(desk: DeskDep, form: FormDep) -> Response:
    """Take the step of the form, if the transition table allows it."""
    desk = replace(desk, opened=replace(desk.opened, event=_event(form)))

    def deed() -> None:
        service.take_step(desk.session, desk.number, desk.assessment_id, parsed(StepInput, form), by=desk.act)

    return desk.do(deed, form, template="dossier.html", notice="De stap is vastgelegd.")


def _new_page(session: Session, number: str, form: Entered, *, by: Act) -> NewDossierPage:
    found = register(session, number, by.today).activities
    return NewDossierPage(
        board=open_board(session, number, by=by),
        activities=tuple(one for one in found if one.version),
        suggested=sum(not one.version for one in found),
        form=form,
    )


def _kind(form: FormDep) -> AssessmentKind:
    """Return the kind that a form asks for; a DPIA when it says nothing."""
    wanted = form.get("kind")
    return next((one for one in AssessmentKind if one.value == wanted), AssessmentKind.DPIA)


def _event(form: FormDep) -> DpiaEvent | None:
    """Return the step that a form is about, if it is one."""
    wanted = form.get("event")
    return next((one for one in DpiaEvent if one.value == wanted), None)
