"""Versions of a product as JSON: list, read, add, replace, remove; the ETag is that of the product."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Response
from sqlmodel import Session

from api.catalogue_door import CatalogueKey
from api.deps import ActDep, SessionDep
from api.v1.etags import IfMatch
from api.v1.products import told
from swc.access.schemas import ReadModel
from swc.catalogue import service
from swc.catalogue.inputs import VersionInput
from swc.catalogue.schemas import VersionFact
from swc.errors import NotFoundError

router = APIRouter(prefix="/api/v1/products/{key}/versions", tags=["Producten"])
VersionId = Annotated[int, Path(ge=1, le=2_147_483_647, description="Nummer van de versie")]


class VersionList(ReadModel):
    """The versions of a product."""

    items: tuple[VersionFact, ...]


@router.get("", summary="De versies van een product")
def list_versions(key: CatalogueKey, session: SessionDep, act: ActDep, response: Response) -> VersionList:
    """Return the versions of a product in the order in which they were added."""
    return VersionList(items=told(session, key, response, on=act.today).versions)


@router.post("", summary="Versie toevoegen", status_code=201)
def add_version(
    *, key: CatalogueKey, data: VersionInput, session: SessionDep, act: ActDep, response: Response
) -> VersionFact:
    """Add a version to a product."""
    version_id = service.add_version(session, key, data, by=act)
    response.headers["Location"] = f"/api/v1/products/{key}/versions/{version_id}"
    return _version(session, key, version_id, response, on=act.today)


@router.get("/{version_id}", summary="Eén versie")
def read_version(
    *, key: CatalogueKey, version_id: VersionId, session: SessionDep, act: ActDep, response: Response
) -> VersionFact:
    """Return one version of a product."""
    return _version(session, key, version_id, response, on=act.today)


@router.put("/{version_id}", summary="Versie geheel vervangen")
def replace_version(
    *,
    key: CatalogueKey,
    version_id: VersionId,
    data: VersionInput,
    version: IfMatch,
    session: SessionDep,
    act: ActDep,
    response: Response,
) -> VersionFact:
    """Replace the fields of a version; what is left out becomes unknown."""
    service.change_version(session, key, version_id, data, by=act, expected_version=version)
    return _version(session, key, version_id, response, on=act.today)


@router.delete("/{version_id}", summary="Versie weghalen", status_code=204)
def remove_version(key: CatalogueKey, version_id: VersionId, session: SessionDep, act: ActDep) -> None:
    """Remove a version that no board uses."""
    service.remove_version(session, key, version_id, by=act)


def _version(session: Session, key: str, version_id: int, response: Response, *, on: date) -> VersionFact:
    product = told(session, key, response, on=on)
    found = product.version(version_id)
    if found is None:
        raise NotFoundError("Deze versie van %(name)s is niet gevonden.", name=product.name)
    return found
