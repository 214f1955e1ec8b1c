"""The register of a board: its activities in four views, taking over what is suggested, and adding by hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from sqlmodel import Session

from api.board_door import BoardNumber
from api.deps import ActDep, FormDep, PageDep, SessionDep
from api.forms import Entered, attempt, entered
from api.pages.register_forms import creation_of
from api.paging import Paging, Window, paging
from api.register_query import RegisterFilterDep
from swc.access.kinds import Act
from swc.access.roles import Right
from swc.boards.queries import open_board
from swc.boards.schemas import BoardDetail
from swc.register import queries, service
from swc.register.kinds import CODED, ActivityState, BoardRole, RegisterField, View
from swc.register.schemas import Coverage, Register, RegisterFilter, RegisterGroup
from vocab.schemes import scheme

router = APIRouter(prefix="/besturen/{number}/register")

GROUPS = 20
"""How many groups a page shows."""
OPEN_ROWS = 30
"""Up to how many rows every group stands open."""
VIEWS = {
    View.PROCESS: "Per proces",
    View.APPLICATION: "Per applicatie",
    View.CATEGORY: "Per gegevenscategorie",
    View.SUBJECT: "Per betrokkene",
}


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """One view of the register: its groups on this page, how much of the whole stands, and the filter as asked."""

    board: BoardDetail
    register: Register
    groups: Paging[RegisterGroup]
    filters: RegisterFilter
    form: Entered
    found: int

    @property
    def coverage(self) -> Coverage:
        """Return how much of the whole register stands."""
        return self.register.coverage

    @property
    def processor(self) -> bool:
        """Say whether the processor register is shown (art. 30(2) AVG)."""
        return self.filters.role == (BoardRole.PROCESSOR,)

    @property
    def views(self) -> dict[str, str]:
        """Return the tabs."""
        return {view.value: name for view, name in VIEWS.items()}

    @property
    def unfolded(self) -> bool:
        """Say whether the groups stand open: when they fit, or when somebody searched."""
        rows = sum(len(group.activities) for group in self.groups.items)
        return rows <= OPEN_ROWS or bool(self.filters.text)

    @property
    def acceptable(self) -> int:
        """Return how many activities taking over everything would change."""
        open_states = (ActivityState.SUGGESTED, ActivityState.ESTABLISHED)
        return sum(bool(one.open_suggestions) and one.state in open_states for one in self.register.activities)


@dataclass(frozen=True, slots=True)
class CreatePage:
    """The form of an activity by hand, with the code lists to choose from."""

    board: BoardDetail
    form: Entered
    role: BoardRole
    choices: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)


@router.get("")
def show_register(
    *,
    number: BoardNumber,
    filters: RegisterFilterDep,
    session: SessionDep,
    act: ActDep,
    page: PageDep,
    nr: Annotated[int, Query(alias="page", ge=1, le=10_000)] = 1,
) -> Response:
    """Show the register by what was chosen; suggested activities are marked as such."""
    return page.render("register/board.html", _model(session, number, filters, act, request=page.request, at=nr))


@router.post("/overnemen")
def accept_all(number: BoardNumber, *, session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Take over every suggestion of the register in one act."""
    changed = service.accept_all(session, number, by=act)
    notice = "%(count)s verwerkingen zijn vastgesteld of bijgewerkt." if changed else "Er was niets om over te nemen."
    return page.see_other(f"/besturen/{number}/register", notice=notice, count=changed)


@router.get("/nieuw")
def ask_new(
    number: BoardNumber, *, session: SessionDep, act: ActDep, page: PageDep, role: BoardRole = BoardRole.CONTROLLER
) -> Response:
    """Show the empty form of an activity; `role` asks for the shorter one of a processor."""
    act.demand(Right.EDIT_REGISTER, number)
    return page.render("register/new.html", _create_page(session, number, act, Entered(), role))


@router.post("/nieuw")
def create(number: BoardNumber, *, form: FormDep, session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Add the activity of the form, established at once."""
    outcome = attempt(session, lambda: service.create(session, number, creation_of(form), by=act))
    if outcome.refused:
        role = next((one for one in BoardRole if one.value == form.get("role")), BoardRole.CONTROLLER)
        model = _create_page(session, number, act, entered(form, outcome.refused), role)
        return page.render("register/new.html", model, status=400)
    return page.see_other(f"/besturen/{number}/register/{outcome.value}", notice="De verwerking staat in het register.")


def _model(
    session: Session, number: str, filters: RegisterFilter, act: Act, *, request: Request, at: int
) -> RegisterPage:
    whole = queries.register(session, number, act.today)
    found = queries.narrowed(whole, filters)
    groups = queries.grouped(found, filters.view)
    window = Window(at, GROUPS)
    return RegisterPage(
        board=open_board(session, number, by=act),
        register=whole,
        groups=paging(request, window, window.cut(groups), len(groups)),
        filters=filters,
        form=Entered({name: request.query_params.getlist(name) for name in request.query_params}),
        found=len(found.activities),
    )


def _create_page(session: Session, number: str, act: Act, form: Entered, role: BoardRole) -> CreatePage:
    return CreatePage(
        board=open_board(session, number, by=act),
        form=form,
        role=role,
        choices={one.value: choices_of(one) for one in CODED},
    )


def choices_of(one: RegisterField) -> tuple[tuple[str, str], ...]:
    """Return the codes of a field to choose from, with the scheme that names them."""
    return tuple((concept.code, concept.scheme) for concept in scheme(CODED[one]).concepts if not concept.deprecated)
