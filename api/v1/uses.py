"""Uses of a board as JSON: list, add, read, change, remove; placements, verdicts, categories and the agreement."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Body, Query, Request, Response
from sqlmodel import Session

from api.board_door import BoardNumber
from api.deps import ActDep, SessionDep
from api.landscape_query import FilterDep
from api.paging import WindowDep, paging
from api.v1.etags import IfMatch, tag
from swc.access.schemas import Input, ReadModel
from swc.dpia.disclosure import landscape_for
from swc.dpia.queries import landscape
from swc.dpia.schemas import LandscapeRow
from swc.errors import NotFoundError
from swc.landscape import queries, service
from swc.landscape.kinds import Verdict
from swc.landscape.schemas import (
    AgreementInput,
    CategoriesInput,
    PlacementChange,
    UseCreate,
    UseDetail,
    UseUpdate,
    VerdictInput,
)

router = APIRouter(prefix="/api/v1", tags=["Applicaties"])


class UseList(ReadModel):
    """One page of the uses of a board, each with its DPIA status."""

    items: tuple[LandscapeRow, ...]
    page: int
    page_size: int
    total: int


class VerdictBody(Input):
    """What is said of an element; rejecting asks a reason."""

    verdict: Verdict
    reason: str = ""


@router.get("/boards/{number}/uses", summary="De applicaties van een bestuur, met DPIA-status", response_model=UseList)
def list_uses(
    *,
    number: BoardNumber,
    filters: FilterDep,
    window: WindowDep,
    session: SessionDep,
    act: ActDep,
    request: Request,
    response: Response,
) -> dict[str, Any]:
    """Return the uses that the filter asks for, by name."""
    rows = landscape_for(act, number, landscape(session, number, filters, act.today))
    return paging(request, window, window.cut(rows), len(rows)).tell(response)


@router.post("/boards/{number}/uses", summary="Applicatie toevoegen", status_code=201)
def add_use(*, number: BoardNumber, data: UseCreate, session: SessionDep, act: ActDep, response: Response) -> UseDetail:
    """Add a use of a product of the catalogue, placed on components at once if wanted."""
    use_id = service.add_use(session, number, data, by=act)
    response.headers["Location"] = f"/api/v1/boards/{number}/uses/{use_id}"
    return _told(session, number, use_id, response, on=act.today)


@router.get("/boards/{number}/uses/{use_id}", summary="Eén applicatie, met wat uit de plaatsing volgt")
def read_use(number: BoardNumber, use_id: UUID, *, session: SessionDep, act: ActDep, response: Response) -> UseDetail:
    """Return one use with what is derived from its placements, and the ETag of its version."""
    return _told(session, number, use_id, response, on=act.today)


@router.put("/boards/{number}/uses/{use_id}", summary="Applicatie geheel vervangen")
def replace_use(
    *,
    number: BoardNumber,
    use_id: UUID,
    data: UseUpdate,
    version: IfMatch,
    session: SessionDep,
    act: ActDep,
    response: Response,
) -> UseDetail:
    """Replace every field of a use; what is left out becomes empty."""
    service.change_use(session, number, use_id, data.whole(), by=act, expected_version=version)
    return _told(session, number, use_id, response, on=act.today)


@router.patch("/boards/{number}/uses/{use_id}", summary="Applicatie deels wijzigen")
def change_use(
    *,
    number: BoardNumber,
    use_id: UUID,
    data: UseUpdate,
    version: IfMatch,
    session: SessionDep,
    act: ActDep,
    response: Response,
) -> UseDetail:
    """Change only the fields that are given (RFC 7386)."""
    service.change_use(session, number, use_id, data, by=act, expected_version=version)
    return _told(session, number, use_id, response, on=act.today)


@router.delete("/boards/{number}/uses/{use_id}", summary="Applicatie verwijderen", status_code=204)
def remove_use(
    *,
    number: BoardNumber,
    use_id: UUID,
    version: IfMatch,
    reason: Annotated[str, Query(max_length=2000, description="Waarom de applicatie weg moet")],
    session: SessionDep,
    act: ActDep,
) -> None:
    """Remove a use that should not have been there; the history keeps all of it."""
    service.remove_use(session, number, use_id, by=replace(act, reason=reason), expected_version=version)


@router.put("/boards/{number}/uses/{use_id}/placements/{guid}", summary="Op een component plaatsen")
def place(
    number: BoardNumber, use_id: UUID, guid: str, *, session: SessionDep, act: ActDep, response: Response
) -> UseDetail:
    """Place a use on a component; doing so twice changes nothing."""
    service.place(session, number, use_id, PlacementChange(component_guid=guid), by=act)
    return _told(session, number, use_id, response, on=act.today)


@router.delete("/boards/{number}/uses/{use_id}/placements/{guid}", summary="Van een component halen", status_code=204)
def unplace(number: BoardNumber, use_id: UUID, guid: str, *, session: SessionDep, act: ActDep) -> None:
    """Take a use off a component; what people said of derived facts stays."""
    service.unplace(session, number, use_id, PlacementChange(component_guid=guid), by=act)


@router.put("/boards/{number}/uses/{use_id}/verdicts/{guid}", summary="Een afgeleid feit aanvaarden of afwijzen")
def decide(
    *,
    number: BoardNumber,
    use_id: UUID,
    guid: str,
    data: Annotated[VerdictBody, Body()],
    session: SessionDep,
    act: ActDep,
    response: Response,
) -> UseDetail:
    """Accept or reject a derived element, or add one that does not follow from the placements."""
    said = VerdictInput(element_guid=guid, verdict=data.verdict, reason=data.reason)
    service.decide(session, number, use_id, said, by=act)
    return _told(session, number, use_id, response, on=act.today)


@router.delete("/boards/{number}/uses/{use_id}/verdicts/{guid}", summary="Een oordeel terugnemen", status_code=204)
def take_back(number: BoardNumber, use_id: UUID, guid: str, *, session: SessionDep, act: ActDep) -> None:
    """Take back what was said of an element."""
    service.decide(session, number, use_id, VerdictInput(element_guid=guid), by=act)


@router.put("/boards/{number}/uses/{use_id}/categories", summary="Eigen categorieën persoonsgegevens")
def set_categories(
    *,
    number: BoardNumber,
    use_id: UUID,
    data: CategoriesInput,
    version: IfMatch,
    session: SessionDep,
    act: ActDep,
    response: Response,
) -> UseDetail:
    """Replace the categories of personal data that the board adds itself."""
    service.set_categories(session, number, use_id, data, by=act, expected_version=version)
    return _told(session, number, use_id, response, on=act.today)


@router.put("/boards/{number}/uses/{use_id}/agreement", summary="Verwerkersovereenkomst")
def set_agreement(
    *,
    number: BoardNumber,
    use_id: UUID,
    data: AgreementInput,
    version: IfMatch,
    session: SessionDep,
    act: ActDep,
    response: Response,
) -> UseDetail:
    """Say what is known of the processor agreement (art. 28 AVG)."""
    service.set_agreement(session, number, use_id, data, by=act, expected_version=version)
    return _told(session, number, use_id, response, on=act.today)


def _told(session: Session, number: str, use_id: UUID, response: Response, *, on: date) -> UseDetail:
    """Return a use with its ETag; raises `NotFoundError` when the board has no such use."""
    found = queries.use_detail(session, number, use_id, on=on)
    if found is None:
        raise NotFoundError("Deze applicatie staat niet in het landschap van bestuur %(board)s.", board=number)
    tag(response, found.summary.row_version)
    return found
