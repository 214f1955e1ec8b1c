"""The register of processing activities (art. 30 AVG) as JSON: read, decide, and every version that was established."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Body, Path, Request, Response
from sqlmodel import Session

from api.board_door import BoardNumber
from api.deps import ActDep, SessionDep
from api.paging import WindowDep, paging
from api.register_query import RegisterFilterDep
from api.v1.etags import IfMatch, tag
from swc.access.kinds import Act
from swc.access.schemas import Input, ReadModel
from swc.errors import NotFoundError
from swc.register import queries, service
from swc.register.schemas import (
    Activity,
    ActivityChange,
    ActivityCreate,
    ActivityDetail,
    ActivityEnding,
    ActivityVersion,
    Coverage,
    VersionRef,
)

router = APIRouter(prefix="/api/v1", tags=["Register van verwerkingen"])

REGISTER = "/boards/{number}/processing-activities"
ONE = f"{REGISTER}/{{activity_id}}"


class ActivityList(ReadModel):
    """One page of the register, with how much of the whole register stands."""

    items: tuple[Activity, ...]
    page: int
    page_size: int
    total: int
    coverage: Coverage


class VersionList(ReadModel):
    """The versions of an activity, newest first."""

    items: tuple[VersionRef, ...]


class Acceptance(Input):
    """Taking over every suggestion of the register at once, with the reason if there is one."""

    reason: str = ""


class Accepted(ReadModel):
    """How many activities changed."""

    changed: int


@router.get(REGISTER, summary="Het register van verwerkingen van een bestuur", response_model=ActivityList)
def list_activities(
    *,
    number: BoardNumber,
    filters: RegisterFilterDep,
    window: WindowDep,
    session: SessionDep,
    act: ActDep,
    request: Request,
    response: Response,
) -> dict[str, Any]:
    """Return the activities that the filter asks for, suggested ones too, by group and name."""
    whole = queries.register(session, number, act.today)
    rows = queries.narrowed(whole, filters).activities
    return paging(request, window, window.cut(rows), len(rows)).tell(response) | {"coverage": whole.coverage}


@router.post(REGISTER, summary="Verwerking met de hand toevoegen", status_code=201)
def create_activity(
    *, number: BoardNumber, data: ActivityCreate, session: SessionDep, act: ActDep, response: Response
) -> ActivityDetail:
    """Add an activity that no application leads to, or one in which the board is processor; established at once."""
    made = service.create(session, number, data, by=act)
    response.headers["Location"] = f"/api/v1/boards/{number}/processing-activities/{made}"
    return _told(session, number, made, by=act, response=response)


@router.post(f"{REGISTER}/acceptance", summary="Alle voorstellen van het register overnemen")
def accept_all(
    *, number: BoardNumber, data: Annotated[Acceptance, Body()], session: SessionDep, act: ActDep
) -> Accepted:
    """Establish every suggested activity and take over every open suggestion; each gets its own version."""
    return Accepted(changed=service.accept_all(session, number, by=replace(act, reason=data.reason)))


@router.get(ONE, summary="Eén verwerking, met de ETag voor een volgend besluit")
def read_activity(
    *, number: BoardNumber, activity_id: UUID, session: SessionDep, act: ActDep, response: Response
) -> ActivityDetail:
    """Return one activity with every value, its path and state, and its versions; ETag 0 is an untouched suggestion."""
    return _told(session, number, activity_id, by=act, response=response)


@router.post(f"{ONE}/establishment", summary="Voorgestelde verwerking vaststellen", status_code=201)
def establish(
    *,
    number: BoardNumber,
    activity_id: UUID,
    data: ActivityChange,
    version: IfMatch,
    session: SessionDep,
    act: ActDep,
    response: Response,
) -> ActivityDetail:
    """Establish a suggestion with all its values (`acceptAll`) or the decisions given; this makes version 1."""
    given = data.model_copy(update={"expected_version": version})
    service.establish(session, number, activity_id, given, by=act)
    return _told(session, number, activity_id, by=act, response=response)


@router.patch(ONE, summary="Besluiten over een vastgestelde verwerking")
def change(
    *,
    number: BoardNumber,
    activity_id: UUID,
    data: ActivityChange,
    version: IfMatch,
    session: SessionDep,
    act: ActDep,
    response: Response,
) -> ActivityDetail:
    """Take several decisions at once; where what counts changes, that is one new version."""
    given = data.model_copy(update={"expected_version": version})
    service.change(session, number, activity_id, given, by=act)
    return _told(session, number, activity_id, by=act, response=response)


@router.post(f"{ONE}/rejection", summary="Voorgestelde verwerking afwijzen", status_code=201)
def reject(
    *,
    number: BoardNumber,
    activity_id: UUID,
    data: ActivityEnding,
    version: IfMatch,
    session: SessionDep,
    act: ActDep,
    response: Response,
) -> ActivityDetail:
    """Say with a reason that a suggestion is no processing activity; it stays visible as rejected."""
    given = data.model_copy(update={"expected_version": version})
    service.reject(session, number, activity_id, given, by=act)
    return _told(session, number, activity_id, by=act, response=response)


@router.post(f"{ONE}/ending", summary="Vastgestelde verwerking beëindigen", status_code=201)
def end(
    *,
    number: BoardNumber,
    activity_id: UUID,
    data: ActivityEnding,
    version: IfMatch,
    session: SessionDep,
    act: ActDep,
    response: Response,
) -> ActivityDetail:
    """End an established activity as of a day, with the reason; every version stays readable."""
    given = data.model_copy(update={"expected_version": version})
    service.end(session, number, activity_id, given, by=act)
    return _told(session, number, activity_id, by=act, response=response)


@router.post(f"{ONE}/reopening", summary="Beëindiging of afwijzing terugnemen", status_code=201)
def reopen(
    *,
    number: BoardNumber,
    activity_id: UUID,
    data: ActivityEnding,
    version: IfMatch,
    session: SessionDep,
    act: ActDep,
    response: Response,
) -> ActivityDetail:
    """Take back an ending (a new version) or a rejection (a suggestion again), with the reason."""
    given = data.model_copy(update={"expected_version": version})
    service.reopen(session, number, activity_id, given, by=act)
    return _told(session, number, activity_id, by=act, response=response)


@router.get(f"{ONE}/versions", summary="De versies van een verwerking")
def list_versions(*, number: BoardNumber, activity_id: UUID, session: SessionDep, act: ActDep) -> VersionList:
    """Return the versions of an activity, newest first; none for what was never established."""
    return VersionList(items=_found(session, number, activity_id, by=act).versions)


@router.get(f"{ONE}/versions/{{version}}", summary="Eén versie, zoals die is vastgesteld")
def read_version(
    *,
    number: BoardNumber,
    activity_id: UUID,
    version: Annotated[int, Path(ge=1, le=1_000_000)],
    session: SessionDep,
) -> ActivityVersion:
    """Return one version unchanged, with the number of the version that superseded it, if one did."""
    found = queries.version(session, activity_id, version)
    if found is None or found.board_number != number:
        raise NotFoundError("Deze versie van de verwerking is er niet.")
    return found


def _found(session: Session, number: str, activity_id: UUID, *, by: Act) -> ActivityDetail:
    found = queries.detail(session, number, activity_id, by.today)
    if found is None:
        raise NotFoundError("Deze verwerking staat niet in het register van bestuur %(board)s.", board=number)
    return found


def _told(session: Session, number: str, activity_id: UUID, *, by: Act, response: Response) -> ActivityDetail:
    """Return one activity with its ETag; raises `NotFoundError` when the board has no such activity."""
    found = _found(session, number, activity_id, by=by)
    tag(response, found.activity.row_version)
    return found
