"""Contracts of a board: the list, one contract and its form, the calendar, costs, and how to leave an application."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from starlette.datastructures import FormData

from api.board_door import BoardNumber
from api.contract_query import ContractFilterDep
from api.deps import ActDep, FormDep, PageDep, SessionDep
from api.forms import attempt, entered, parsed
from api.pages.contract_pages import (
    calendar_page,
    contract_input,
    contract_page,
    cost_page,
    exit_page,
    found_contract,
    list_page,
    refused_deed,
)
from api.pages.use_pages import status_of, version_of
from swc.access.roles import Right
from swc.errors import DomainError, InvalidInputError
from swc.landscape.contracts import service
from swc.landscape.contracts.exit_service import set_exit
from swc.landscape.contracts.inputs import EndInput, ExitInput

router = APIRouter(prefix="/besturen/{number}")
ProductQuery = Annotated[str, Query(max_length=120, description="Product om het contract mee te beginnen")]


@router.get("/contracten")
def show_contracts(
    number: BoardNumber, *, session: SessionDep, act: ActDep, page: PageDep, asked: ContractFilterDep
) -> Response:
    """Show the contracts that a filter leaves, and what has none."""
    return page.render("contracts/list.html", list_page(session, number, asked, by=act))


@router.get("/contracten/kalender")
def show_calendar(number: BoardNumber, *, session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Show the last days to give notice, renewals, ends, and announced ends of products."""
    return page.render("contracts/calendar.html", calendar_page(session, number, by=act))


@router.get("/contracten/kosten")
def show_costs(number: BoardNumber, *, session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Show what the components cost a year, and where several products serve one."""
    return page.render("contracts/costs.html", cost_page(session, number, by=act))


@router.get("/contracten/nieuw")
def ask_new(
    number: BoardNumber, *, session: SessionDep, act: ActDep, page: PageDep, product: ProductQuery = ""
) -> Response:
    """Show the empty form of a contract to who may add one."""
    act.demand(Right.EDIT_CONTRACT, number)
    return page.render("contracts/new.html", contract_page(session, number, None, by=act, product=product))


@router.post("/contracten/nieuw")
def add_contract(number: BoardNumber, *, session: SessionDep, act: ActDep, page: PageDep, form: FormDep) -> Response:
    """Add a contract."""
    outcome = attempt(session, lambda: service.add_contract(session, number, contract_input(form, None), by=act))
    if outcome.refused:
        model = contract_page(session, number, None, by=act, form=entered(form, outcome.refused))
        return page.render("contracts/new.html", model, status=status_of(outcome.refused))
    return page.see_other(f"/besturen/{number}/contracten/{outcome.value}", notice="Het contract is toegevoegd.")


@router.get("/contracten/{contract_id}")
def show_contract(
    number: BoardNumber, contract_id: UUID, *, session: SessionDep, act: ActDep, page: PageDep
) -> Response:
    """Show one contract with its term, products, parties and form."""
    return page.render("contracts/contract.html", contract_page(session, number, contract_id, by=act))


@router.post("/contracten/{contract_id}")
def change_contract(
    number: BoardNumber, contract_id: UUID, *, session: SessionDep, act: ActDep, page: PageDep, form: FormDep
) -> Response:
    """Keep the form; when somebody else was first, show what stands now above what was typed."""
    stored = found_contract(session, number, contract_id, by=act)
    outcome = attempt(
        session,
        lambda: service.change_contract(
            session, number, contract_id, contract_input(form, stored), by=act, expected_version=version_of(form)
        ),
    )
    if outcome.refused:
        model = contract_page(session, number, contract_id, by=act, form=entered(form, outcome.refused))
        return page.render("contracts/contract.html", model, status=status_of(outcome.refused))
    return page.see_other(f"/besturen/{number}/contracten/{contract_id}", notice="Het contract is bewaard.")


def _ending(form: FormData) -> EndInput:
    """Return the last day; its field has a name of its own, since the form of the contract has that day too."""
    return parsed(EndInput, FormData([("ended_on", str(form.get("last_day", "")))]))


def _at_last_day(refused: DomainError) -> DomainError:
    if not refused.problems:
        return refused
    problems = tuple(replace(one, where="last_day") for one in refused.problems)
    return InvalidInputError(refused.message, remedy=refused.remedy, problems=problems)


@router.post("/contracten/{contract_id}/beeindigen")
def end_contract(
    number: BoardNumber, contract_id: UUID, *, session: SessionDep, act: ActDep, page: PageDep, form: FormDep
) -> Response:
    """Say on which day the contract ends now that it was ended."""
    outcome = attempt(session, lambda: service.end_contract(session, number, contract_id, _ending(form), by=act))
    if outcome.refused:
        model = refused_deed(session, number, contract_id, by=act, deed=entered(form, _at_last_day(outcome.refused)))
        return page.render("contracts/contract.html", model, status=status_of(outcome.refused))
    return page.see_other(f"/besturen/{number}/contracten/{contract_id}", notice="Het einde is vastgelegd.")


@router.post("/contracten/{contract_id}/verwijderen")
def remove_contract(
    number: BoardNumber, contract_id: UUID, *, session: SessionDep, act: ActDep, page: PageDep, form: FormDep
) -> Response:
    """Remove a contract for a reason."""
    by = replace(act, reason=str(form.get("removal_reason", ""))[:2000])
    outcome = attempt(session, lambda: service.remove_contract(session, number, contract_id, by=by))
    if outcome.refused:
        model = refused_deed(session, number, contract_id, by=act, deed=entered(form, outcome.refused))
        return page.render("contracts/contract.html", model, status=status_of(outcome.refused))
    return page.see_other(f"/besturen/{number}/contracten", notice="Het contract is verwijderd.")


@router.get("/applicaties/{use_id}/uitstap")
def show_exit(number: BoardNumber, use_id: UUID, *, session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Show how the board can leave an application."""
    return page.render("contracts/exit.html", exit_page(session, number, use_id, by=act))


@router.post("/applicaties/{use_id}/uitstap")
def keep_exit(
    number: BoardNumber, use_id: UUID, *, session: SessionDep, act: ActDep, page: PageDep, form: FormDep
) -> Response:
    """Keep what is known of leaving an application."""
    outcome = attempt(
        session,
        lambda: set_exit(session, number, use_id, parsed(ExitInput, form), by=act, expected_version=version_of(form)),
    )
    if outcome.refused:
        model = exit_page(session, number, use_id, by=act, form=entered(form, outcome.refused))
        return page.render("contracts/exit.html", model, status=status_of(outcome.refused))
    return page.see_other(f"/besturen/{number}/applicaties/{use_id}/uitstap", notice="Het uitstappen is bewaard.")
