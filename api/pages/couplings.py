"""Couplings of a board: the list, and the form of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from sqlmodel import Session

from api.board_door import BoardNumber
from api.deps import ActDep, FormDep, PageDep, SessionDep
from api.forms import Entered, attempt, entered, parsed
from api.pages.use_pages import status_of, version_of
from fora import queries as fora
from fora.kinds import ForaType
from swc.access.kinds import Act
from swc.boards.queries import open_board
from swc.boards.schemas import BoardDetail
from swc.catalogue.codelists import Choice, choices
from swc.errors import NotFoundError
from swc.landscape import queries, service
from swc.landscape.schemas import CouplingDetail, CouplingInput

router = APIRouter(prefix="/besturen/{number}/koppelingen")

Pair = tuple[str, str]
MAX_FACILITIES = 200


@dataclass(frozen=True, slots=True)
class CouplingsPage:
    """Every coupling of a board."""

    board: BoardDetail
    couplings: tuple[CouplingDetail, ...]


@dataclass(frozen=True, slots=True)
class CouplingPage:
    """The form of one coupling; `coupling` is nothing for a new one, `source` the use it starts from."""

    board: BoardDetail
    coupling: CouplingDetail | None
    source: str
    uses: tuple[Pair, ...]
    facilities: tuple[Pair, ...]
    kinds: tuple[Choice, ...]
    directions: tuple[Choice, ...]
    standards: tuple[Choice, ...]
    categories: tuple[Choice, ...]
    form: Entered


@router.get("")
def show_couplings(number: BoardNumber, *, session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Show every coupling of the board."""
    model = CouplingsPage(open_board(session, number, by=act), queries.couplings(session, number))
    return page.render("uses/couplings.html", model)


@router.get("/nieuw")
def ask_new(
    number: BoardNumber,
    *,
    session: SessionDep,
    act: ActDep,
    page: PageDep,
    van: Annotated[str, Query(max_length=40)] = "",
) -> Response:
    """Ask what a new coupling is."""
    return page.render("uses/coupling.html", _model(session, number, None, Entered(), by=act, source=van))


@router.post("/nieuw")
def add_coupling(number: BoardNumber, *, session: SessionDep, act: ActDep, page: PageDep, form: FormDep) -> Response:
    """Add a coupling."""
    outcome = attempt(session, lambda: service.add_coupling(session, number, parsed(CouplingInput, form), by=act))
    if outcome.refused:
        model = _model(session, number, None, entered(form, outcome.refused), by=act)
        return page.render("uses/coupling.html", model, status=status_of(outcome.refused))
    return page.see_other(f"/besturen/{number}/koppelingen", notice="De koppeling is toegevoegd.")


@router.get("/{coupling_id}")
def ask_change(number: BoardNumber, coupling_id: UUID, *, session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Show the form of one coupling."""
    return page.render("uses/coupling.html", _model(session, number, coupling_id, Entered(), by=act))


@router.post("/{coupling_id}")
def change_coupling(
    number: BoardNumber, coupling_id: UUID, *, session: SessionDep, act: ActDep, page: PageDep, form: FormDep
) -> Response:
    """Keep the form of a coupling."""
    outcome = attempt(
        session,
        lambda: service.change_coupling(
            session, number, coupling_id, parsed(CouplingInput, form), by=act, expected_version=version_of(form)
        ),
    )
    if outcome.refused:
        model = _model(session, number, coupling_id, entered(form, outcome.refused), by=act)
        return page.render("uses/coupling.html", model, status=status_of(outcome.refused))
    return page.see_other(f"/besturen/{number}/koppelingen", notice="De koppeling is bewaard.")


@router.post("/{coupling_id}/verwijderen")
def remove_coupling(
    number: BoardNumber, coupling_id: UUID, *, session: SessionDep, act: ActDep, page: PageDep
) -> Response:
    """Remove a coupling."""
    service.remove_coupling(session, number, coupling_id, by=act)
    return page.see_other(f"/besturen/{number}/koppelingen", notice="De koppeling is verwijderd.")


def _model(
    session: Session, number: str, coupling_id: UUID | None, form: Entered, *, by: Act, source: str = ""
) -> CouplingPage:
    coupling = queries.coupling_detail(session, number, coupling_id) if coupling_id else None
    if coupling is None and coupling_id is not None:
        raise NotFoundError("Deze koppeling is niet gevonden bij bestuur %(board)s.", board=number)
    facilities = fora.elements(session, fora_type=ForaType.NATIONAL_FACILITY.value, limit=MAX_FACILITIES)
    return CouplingPage(
        board=open_board(session, number, by=by),
        coupling=coupling,
        source=str(coupling.source_use_id) if coupling else source,
        uses=tuple((str(use.id), use.name) for use in queries.use_summaries(session, number, on=by.today)),
        facilities=tuple((one.guid, one.name) for one in facilities.items),
        kinds=choices(session, "coupling-kinds"),
        directions=choices(session, "coupling-directions"),
        standards=choices(session, "standards"),
        categories=choices(session, "data-categories"),
        form=form,
    )
