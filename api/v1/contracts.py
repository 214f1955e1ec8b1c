"""Contracts of a board as JSON, with their calendar, costs, coverage and announced ends, and the exits of uses."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from sqlmodel import Session

from api.board_door import BoardNumber
from api.contract_query import ContractFilterDep
from api.deps import ActDep, SessionDep, SettingsDep
from api.exports.calendar import calendar
from api.paging import WindowDep, paging
from api.v1.etags import IfMatch, tag
from swc.access.kinds import Act
from swc.access.schemas import ReadModel
from swc.errors import NotFoundError
from swc.landscape.contracts import queries, service
from swc.landscape.contracts.exit_service import set_exit
from swc.landscape.contracts.inputs import ContractInput, ExitInput
from swc.landscape.contracts.overview_schemas import ContractCoverage, CostOverview, LifecycleEntry
from swc.landscape.contracts.schemas import CalendarEntry, ContractDetail, ContractSummary, ExitFacts
from swc.reminders.queries import open_due
from swc.reminders.rules import CONTRACTS

router = APIRouter(prefix="/api/v1/boards/{number}", tags=["Contracten"])


class ContractPage(ReadModel):
    """One page of the contracts of a board."""

    items: tuple[ContractSummary, ...]
    page: int
    page_size: int
    total: int


class ContractCalendar(ReadModel):
    """The days that matter for the contracts of a board, in their order."""

    items: tuple[CalendarEntry, ...]


class AnnouncedEnds(ReadModel):
    """The announced ends that touch what a board uses, the nearest first."""

    items: tuple[LifecycleEntry, ...]


@router.get("/contracts", summary="De contracten van een bestuur", response_model=ContractPage)
def list_contracts(
    *,
    number: BoardNumber,
    asked: ContractFilterDep,
    window: WindowDep,
    session: SessionDep,
    act: ActDep,
    request: Request,
    response: Response,
) -> dict[str, Any]:
    """Return the contracts by title, each judged on today."""
    found = queries.filtered(queries.contracts(session, number, act.today), asked)
    return paging(request, window, window.cut(found), len(found)).tell(response)


@router.post("/contracts", summary="Contract toevoegen", status_code=201)
def add_contract(
    *, number: BoardNumber, data: ContractInput, session: SessionDep, act: ActDep, response: Response
) -> ContractDetail:
    """Add a contract."""
    contract_id = service.add_contract(session, number, data, by=act)
    response.headers["Location"] = f"/api/v1/boards/{number}/contracts/{contract_id}"
    return _told(session, number, contract_id, response, by=act)


@router.get("/contracts/calendar", summary="Opzegdagen, verlengingen en einden van contracten")
def read_calendar(number: BoardNumber, session: SessionDep, act: ActDep) -> ContractCalendar:
    """Return the last notice days, renewals and ends of contracts that have not ended."""
    return ContractCalendar(items=queries.calendar(session, number, act.today))


@router.get("/contracts/calendar.ics", include_in_schema=False)
def read_ics(number: BoardNumber, session: SessionDep, act: ActDep, settings: SettingsDep) -> Response:
    """Return the last notice days and ends that are still to come as iCalendar (RFC 5545)."""
    found = open_due(session, number, by=act, wanted=CONTRACTS)
    body = calendar(found.items, name=found.board_name, base=settings.public_base_url, now=act.now)
    return Response(body, media_type="text/calendar; charset=utf-8")


@router.get("/contracts/costs", summary="Kosten en overlap per referentiecomponent")
def read_costs(number: BoardNumber, session: SessionDep, act: ActDep) -> CostOverview:
    """Return what the components cost a year; every euro is counted once."""
    return queries.cost_overview(session, number, act.today)


@router.get("/contracts/coverage", summary="Gebruik zonder contract en contract zonder gebruik")
def read_coverage(number: BoardNumber, session: SessionDep, act: ActDep) -> ContractCoverage:
    """Return how contracts and uses fit together."""
    return queries.coverage(session, number, act.today)


@router.get("/contracts/lifecycle", summary="Aangekondigde einden van producten en versies in gebruik")
def read_lifecycle(number: BoardNumber, session: SessionDep, act: ActDep) -> AnnouncedEnds:
    """Return the announced ends that touch what the board uses."""
    return AnnouncedEnds(items=queries.lifecycle(session, number, act.today))


@router.get("/contracts/{contract_id}", summary="Eén contract")
def read_contract(
    number: BoardNumber, contract_id: UUID, session: SessionDep, act: ActDep, response: Response
) -> ContractDetail:
    """Return one contract and the ETag of its version."""
    return _told(session, number, contract_id, response, by=act)


@router.put("/contracts/{contract_id}", summary="Contract vervangen")
def replace_contract(
    *,
    number: BoardNumber,
    contract_id: UUID,
    data: ContractInput,
    version: IfMatch,
    session: SessionDep,
    act: ActDep,
    response: Response,
) -> ContractDetail:
    """Replace all that is known of a contract; what is left out becomes unknown."""
    service.change_contract(session, number, contract_id, data, by=act, expected_version=version)
    return _told(session, number, contract_id, response, by=act)


@router.delete("/contracts/{contract_id}", summary="Contract verwijderen", status_code=204)
def remove_contract(
    *,
    number: BoardNumber,
    contract_id: UUID,
    version: IfMatch,
    reason: Annotated[str, Query(max_length=2000, description="Waarom het contract weg moet")],
    session: SessionDep,
    act: ActDep,
) -> None:
    """Remove a contract that should not have been there; the history keeps all of it."""
    service.remove_contract(session, number, contract_id, by=replace(act, reason=reason), expected_version=version)


@router.get("/uses/{use_id}/exit", summary="Hoe een bestuur een applicatie kan verlaten")
def read_exit(number: BoardNumber, use_id: UUID, session: SessionDep, response: Response) -> ExitFacts:
    """Return what is known of leaving a use, and the ETag of its version (0 as long as nobody said anything)."""
    return _exit(session, number, use_id, response)


@router.put("/uses/{use_id}/exit", summary="Vastleggen hoe een applicatie te verlaten is")
def replace_exit(
    *,
    number: BoardNumber,
    use_id: UUID,
    data: ExitInput,
    version: IfMatch,
    session: SessionDep,
    act: ActDep,
    response: Response,
) -> ExitFacts:
    """Replace what is known of leaving a use; what is left out becomes unknown."""
    set_exit(session, number, use_id, data, by=act, expected_version=version)
    return _exit(session, number, use_id, response)


def _told(session: Session, number: str, contract_id: UUID, response: Response, *, by: Act) -> ContractDetail:
    found = queries.contract(session, number, contract_id, by.today)
    if found is None:
        raise NotFoundError("Dit contract is niet gevonden bij bestuur %(board)s.", board=number)
    tag(response, found.summary.row_version)
    return found


def _exit(session: Session, number: str, use_id: UUID, response: Response) -> ExitFacts:
    found = queries.use_exit(session, number, use_id)
    if found is None:
        raise NotFoundError("Deze applicatie staat niet in het landschap van bestuur %(board)s.", board=number)
    tag(response, found.row_version)
    return found
