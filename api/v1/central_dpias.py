"""Central DPIAs as JSON: list, read with every version or one of them, add or change one, publish a version."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response
from sqlmodel import Session

from api.catalogue_door import CatalogueKey
from api.deps import ActDep, SessionDep
from api.paging import WindowDep, paging
from swc.access.schemas import ReadModel
from swc.catalogue import service
from swc.catalogue.inputs import CentralDpiaInput, CentralVersionInput
from swc.catalogue.queries import central_dpia, central_dpias
from swc.catalogue.schemas import CentralDpiaDetail, CentralVersion
from swc.errors import NotFoundError

router = APIRouter(prefix="/api/v1/central-dpias", tags=["Centrale DPIA's"])


class CentralDpiaList(ReadModel):
    """One page of central DPIAs."""

    items: tuple[CentralDpiaDetail, ...]
    page: int
    page_size: int
    total: int


class CentralVersionDetail(CentralVersion):
    """One version on its own, by the key and title of its central DPIA; `supersededBy` is the number that followed."""

    central_key: str
    title: str
    superseded_by: int | None = None


@router.get("", summary="De DPIA's die voor de sector zijn gemaakt", response_model=CentralDpiaList)
def list_central_dpias(
    *, window: WindowDep, session: SessionDep, request: Request, response: Response
) -> dict[str, Any]:
    """Return central DPIAs by title, each with its versions, newest first."""
    found = central_dpias(session)
    return paging(request, window, window.cut(found), len(found)).tell(response)


@router.post("", summary="Centrale DPIA toevoegen", status_code=201)
def add_central_dpia(data: CentralDpiaInput, session: SessionDep, act: ActDep, response: Response) -> CentralDpiaDetail:
    """Add a central DPIA, still without versions, as sector editor."""
    key = service.add_central_dpia(session, data, by=act)
    response.headers["Location"] = f"/api/v1/central-dpias/{key}"
    return _told(session, key)


@router.get("/{key}", summary="Eén centrale DPIA, met versies")
def read_central_dpia(key: CatalogueKey, session: SessionDep) -> CentralDpiaDetail:
    """Return a central DPIA with its versions, newest first."""
    return _told(session, key)


@router.put("/{key}", summary="Titel, makers, reikwijdte of producten wijzigen")
def change_central_dpia(
    key: CatalogueKey, data: CentralDpiaInput, session: SessionDep, act: ActDep
) -> CentralDpiaDetail:
    """Change a central DPIA as sector editor; its key and its versions stay."""
    service.change_central_dpia(session, key, data, by=act)
    return _told(session, key)


@router.get("/{key}/versions/{number}", summary="Eén versie, met maatregelen en wat er veranderde")
def read_version(
    key: CatalogueKey, number: Annotated[int, Path(ge=1, le=1_000_000)], session: SessionDep
) -> CentralVersionDetail:
    """Return one version as it was published, with the number of the version that followed it."""
    central = _told(session, key)
    version = central.version(number)
    if version is None or central.latest is None:
        raise NotFoundError("Versie %(number)s van deze centrale DPIA is niet gevonden.", number=number)
    follower = number + 1 if number < central.latest.number else None
    return CentralVersionDetail.model_validate(
        {**dict(version), "central_key": key, "title": central.title, "superseded_by": follower}
    )


@router.post("/{key}/versions", summary="Nieuwe versie toevoegen", status_code=201)
def add_version(key: CatalogueKey, data: CentralVersionInput, session: SessionDep, act: ActDep) -> CentralDpiaDetail:
    """Add a version; assessments of boards that rely on an older one are opened for review."""
    service.add_central_version(session, key, data, by=act)
    return _told(session, key)


def _told(session: Session, key: str) -> CentralDpiaDetail:
    found = central_dpia(session, key)
    if found is None:
        raise NotFoundError("Centrale DPIA %(key)s is niet gevonden.", key=key)
    return found
