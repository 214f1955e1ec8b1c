"""Processor agreements of a board as JSON: every one with the uses it covers, and the lists."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from sqlmodel import Session

from api.board_door import BoardNumber
from api.deps import ActDep, SessionDep
from api.paging import WindowDep, paging
from api.v1.etags import IfMatch, tag
from swc.access.kinds import Act
from swc.access.schemas import ReadModel
from swc.landscape.agreements import queries, service
from swc.landscape.agreements.kinds import AgreementList
from swc.landscape.agreements.schemas import AgreementRow, FilledList
from swc.landscape.schemas import AgreementInput, VendorAgreementInput

router = APIRouter(prefix="/api/v1", tags=["Overeenkomsten"])


class AgreementPage(ReadModel):
    """One page of the agreements of a board."""

    items: tuple[AgreementRow, ...]
    page: int
    page_size: int
    total: int


class ListCount(ReadModel):
    """How much stands on a list; `certain` of it rests on what was recorded."""

    code: AgreementList
    total: int
    certain: int


class AgreementLists(ReadModel):
    """The lists of a board, each with its counts; `ending_days` is how far ahead is looked."""

    items: tuple[ListCount, ...]
    ending_days: int
    current_model: str


@router.get(
    "/boards/{number}/agreements", summary="De verwerkersovereenkomsten van een bestuur", response_model=AgreementPage
)
def list_agreements(
    *, number: BoardNumber, window: WindowDep, session: SessionDep, act: ActDep, request: Request, response: Response
) -> dict[str, Any]:
    """Return the agreements by name, each with the uses that it covers."""
    found = queries.agreements(session, number, act.today)
    return paging(request, window, window.cut(found), len(found)).tell(response)


@router.post("/boards/{number}/agreements", summary="Overeenkomst met een leverancier toevoegen", status_code=201)
def add_agreement(
    *, number: BoardNumber, data: VendorAgreementInput, session: SessionDep, act: ActDep, response: Response
) -> AgreementRow:
    """Add an agreement with a vendor; that of one use is put at the use."""
    agreement_id = service.add_agreement(session, number, data, by=act)
    response.headers["Location"] = f"/api/v1/boards/{number}/agreements/{agreement_id}"
    return _told(session, number, agreement_id, response, by=act)


@router.get("/boards/{number}/agreement-lists", summary="Waar overeenkomst en landschap niet passen")
def count_lists(number: BoardNumber, session: SessionDep, act: ActDep) -> AgreementLists:
    """Return how much stands on each list."""
    book = queries.agreement_book(session, number, act.today)
    return AgreementLists(
        items=tuple(ListCount(code=one.code, total=one.total, certain=one.certain) for one in book.lists),
        ending_days=book.ending_days,
        current_model=book.current_model,
    )


@router.get("/boards/{number}/agreement-lists/{code}", summary="Eén van de lijsten")
def read_list(number: BoardNumber, code: AgreementList, session: SessionDep, act: ActDep) -> FilledList:
    """Return what stands on a list and why."""
    return queries.agreement_book(session, number, act.today).of(code)


@router.get("/boards/{number}/agreements/{agreement_id}", summary="Eén overeenkomst")
def read_agreement(
    number: BoardNumber, agreement_id: UUID, session: SessionDep, act: ActDep, response: Response
) -> AgreementRow:
    """Return one agreement and the ETag of its version."""
    return _told(session, number, agreement_id, response, by=act)


@router.put("/boards/{number}/agreements/{agreement_id}", summary="Overeenkomst met een leverancier vervangen")
def replace_agreement(
    *,
    number: BoardNumber,
    agreement_id: UUID,
    data: VendorAgreementInput,
    version: IfMatch,
    session: SessionDep,
    act: ActDep,
    response: Response,
) -> AgreementRow:
    """Replace all that is known of an agreement, its annexes and products too; what is left out becomes empty."""
    found = queries.agreement(session, number, agreement_id, act.today)
    whole = data.whole() if found.use_id is None else AgreementInput(**data.model_dump(include=_OF_ANY)).whole()
    service.change_agreement(session, number, agreement_id, whole, by=act, expected_version=version)
    return _told(session, number, agreement_id, response, by=act)


_OF_ANY = set(AgreementInput.model_fields)


@router.delete("/boards/{number}/agreements/{agreement_id}", summary="Overeenkomst verwijderen", status_code=204)
def remove_agreement(
    *,
    number: BoardNumber,
    agreement_id: UUID,
    version: IfMatch,
    reason: Annotated[str, Query(max_length=2000, description="Waarom de overeenkomst weg moet")],
    session: SessionDep,
    act: ActDep,
) -> None:
    """Remove an agreement that should not have been there; the history keeps all of it."""
    by = replace(act, reason=reason)
    service.remove_agreement(session, number, agreement_id, by=by, expected_version=version)


def _told(session: Session, number: str, agreement_id: UUID, response: Response, *, by: Act) -> AgreementRow:
    found = queries.agreement(session, number, agreement_id, by.today)
    tag(response, found.row_version)
    return found
