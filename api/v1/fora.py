"""The reference architecture as JSON: elements, views and releases, and the life cycle of a release."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from api.deps import ActDep, FormDep, SessionDep
from api.paging import WindowDep, paging
from api.uploads import UploadLimitDep, uploaded
from fora import element_queries, queries, view_queries
from fora.earlier import ElementVersion, element_version, element_versions
from fora.guids import found_guid
from fora.readers import READS, Limits, read_bytes
from fora.schemas import CleaningRow, ElementDetail, ElementSummary, RelationFact, ReleaseInfo, ViewDetail, ViewRef
from swc.access.schemas import ReadModel
from swc.errors import NotFoundError
from swc.landscape import releases
from swc.landscape.releases import ChangeImpact, ReleaseImpact

router = APIRouter(prefix="/api/v1/fora", tags=["Referentiearchitectuur"])

Search = Annotated[str, Query(max_length=200, pattern=r"^[^\x00]*$", description="Woorden uit naam of omschrijving")]
ForaKind = Annotated[
    str, Query(alias="foraType", max_length=80, description="FORA-type, bijvoorbeeld Referentiecomponent")
]
Domain = Annotated[str, Query(max_length=32, description="GUID van een domein")]


class ElementList(ReadModel):
    """A page of elements."""

    items: tuple[ElementSummary, ...]
    page: int
    page_size: int
    total: int


class ViewList(ReadModel):
    """A page of views."""

    items: tuple[ViewRef, ...]
    page: int
    page_size: int
    total: int


class RelationList(ReadModel):
    """A page of relations."""

    items: tuple[RelationFact, ...]
    page: int
    page_size: int
    total: int


class VersionList(ReadModel):
    """An element in every release that has it, the newest first."""

    items: tuple[ElementVersion, ...]


class ReleaseList(ReadModel):
    """The releases, the newest first."""

    items: tuple[ReleaseInfo, ...]


class ChangeList(ReadModel):
    """A page of what a release changes."""

    items: tuple[ChangeImpact, ...]
    page: int
    page_size: int
    total: int


class CleaningList(ReadModel):
    """A page of a cleaning report."""

    items: tuple[CleaningRow, ...]
    page: int
    page_size: int
    total: int


@router.get("/elements", summary="Elementen van de gepubliceerde release", response_model=ElementList)
def elements(
    request: Request,
    response: Response,
    session: SessionDep,
    window: WindowDep,
    *,
    search: Search = "",
    fora_type: ForaKind = "",
    domain: Domain = "",
) -> dict[str, Any]:
    """Return elements by name."""
    found = queries.elements(
        session, search=search, fora_type=fora_type, domain=domain, offset=window.offset, limit=window.size
    )
    return paging(request, window, found.items, found.total).tell(response)


@router.get("/elements/{guid}", summary="Eén element met relaties, platen en wat een component bereikt")
def element(guid: str, session: SessionDep) -> ElementDetail:
    """Return one element by its GUID, in any form of writing."""
    return element_queries.open_element(session, guid)


@router.get(
    "/elements/{guid}/relations", summary="Relaties van een element, bladzij voor bladzij", response_model=RelationList
)
def relations(
    guid: str, request: Request, response: Response, session: SessionDep, window: WindowDep
) -> dict[str, Any]:
    """Return the relations at both sides of an element, outgoing ones first."""
    found = element_queries.open_element(session, guid).relations
    return paging(request, window, window.cut(found), len(found)).tell(response)


@router.get("/elements/{guid}/versions", summary="De releases waarin een element staat, en waar het wijzigde")
def versions(guid: str, session: SessionDep) -> VersionList:
    """Return an element in every public release that has it, the newest first."""
    found = element_versions(session, found_guid(guid) or guid)
    if not found:
        raise NotFoundError("Dit element staat in geen enkele release.")
    return VersionList(items=found)


@router.get("/views", summary="Platen van de gepubliceerde release", response_model=ViewList)
def views(request: Request, response: Response, session: SessionDep, window: WindowDep) -> dict[str, Any]:
    """Return views by name."""
    found = view_queries.views(session)
    return paging(request, window, window.cut(found), len(found)).tell(response)


@router.get("/views/{guid}", summary="Eén plaat met nodes, verbindingen, elementen en relaties")
def view(guid: str, session: SessionDep) -> ViewDetail:
    """Return one view with its geometry."""
    return view_queries.open_view(session, guid)


@router.get("/releases", summary="De releases, de nieuwste eerst")
def all_releases(session: SessionDep, act: ActDep) -> ReleaseList:
    """Return the releases that the caller may see."""
    return ReleaseList(items=releases.visible_releases(session, by=act))


@router.post("/releases", status_code=201, summary="Een release klaarzetten (multipart, veld file)")
def stage(limit: UploadLimitDep, session: SessionDep, act: ActDep, form: FormDep, response: Response) -> ReleaseInfo:
    """Read a file and stage it; the same file again gives the release that it is."""
    releases.demand_manager(by=act)
    file = uploaded(form, "file", limit, remedy=READS)
    found = releases.stage_release(session, read_bytes(file.content, file.name, Limits(sent=limit)), by=act)
    response.headers["Location"] = f"/api/v1/fora/releases/{found.version}"
    return found


@router.get("/releases/{version}", summary="Eén release")
def release(version: str, session: SessionDep, act: ActDep) -> ReleaseInfo:
    """Return one release."""
    return releases.open_release(session, version, by=act)


@router.get("/releases/{version}/elements/{guid}", summary="Eén element zoals een release het heeft")
def element_in_release(version: str, guid: str, session: SessionDep) -> ElementVersion:
    """Return an element as one public release has it."""
    return element_version(session, version, found_guid(guid) or guid)


@router.delete("/releases/{version}", status_code=204, summary="Een klaargezette release weggooien")
def discard(version: str, session: SessionDep, act: ActDep) -> None:
    """Remove a release that was only staged."""
    releases.discard_release(session, version, by=act)


@router.get("/releases/{version}/changes", summary="Wat de release wijzigt en raakt", response_model=ChangeList)
def changes(
    version: str, request: Request, response: Response, session: SessionDep, act: ActDep, *, window: WindowDep
) -> dict[str, Any]:
    """Return the changes of elements with the number of placements and verdicts that each touches."""
    found: ReleaseImpact = releases.open_impact(session, version, by=act)
    return paging(request, window, window.cut(found.changes), len(found.changes)).tell(response)


@router.get("/releases/{version}/cleanings", summary="Wat bij het lezen is opgeschoond", response_model=CleaningList)
def cleanings(
    version: str, request: Request, response: Response, session: SessionDep, act: ActDep, *, window: WindowDep
) -> dict[str, Any]:
    """Return the cleaning report of a release."""
    known = releases.open_release(session, version, by=act)
    found = queries.cleanings(session, known.id, offset=window.offset, limit=window.size)
    return paging(request, window, found.items, found.total).tell(response)


@router.post("/releases/{version}/publication", summary="Een release publiceren")
def publish(version: str, session: SessionDep, act: ActDep) -> ReleaseInfo:
    """Publish a staged or earlier release."""
    return releases.publish_release(session, version, by=act)


@router.post("/rollback", summary="Terug naar de vorige release")
def rollback(session: SessionDep, act: ActDep) -> ReleaseInfo:
    """Withdraw the published release and return the one that is restored."""
    return releases.rollback_release(session, by=act)
