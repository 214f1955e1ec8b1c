"""Owners and names of a vendor over time as JSON: the picture of a day, and every change of a sector editor."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from sqlmodel import Session

from api.catalogue_door import CatalogueKey
from api.deps import ActDep, SessionDep
from api.v1.etags import IfMatch, tag
from swc.catalogue.ownership import names, service
from swc.catalogue.ownership.inputs import EndInput, MergerInput, NameInput, PeriodInput, RenameInput, TakeoverInput
from swc.catalogue.ownership.jurisdictions import jurisdictions
from swc.catalogue.ownership.schemas import Jurisdictions, Ownership, PeriodFact
from swc.catalogue.ownership.timeline import ownership
from swc.catalogue.queries import product_detail
from swc.errors import NotFoundError

router = APIRouter(prefix="/api/v1", tags=["Leveranciers"])
OnQuery = Annotated[date | None, Query(alias="on", description="De dag van het beeld; zonder dag die van vandaag")]


@router.get("/vendors/{key}/ownership", summary="Eigenaren en namen door de tijd, met het beeld van een dag")
def read_ownership(
    *, key: CatalogueKey, session: SessionDep, act: ActDep, response: Response, day: OnQuery = None
) -> Ownership:
    """Return the periods, the names and the tree of the group on a day, with the ETag of the vendor."""
    return _told(session, key, response, on=day or act.today)


@router.post("/vendors/{key}/ownership/periods", summary="Periode van eigendom toevoegen", status_code=201)
def add_period(
    *, key: CatalogueKey, data: PeriodInput, session: SessionDep, act: ActDep, response: Response
) -> PeriodFact:
    """Add a period; what cannot stand beside the others is refused at its field."""
    return _made(session, key, service.add_period(session, key, data, by=act), response, on=act.today)


@router.post("/vendors/{key}/ownership/takeovers", summary="Overname vastleggen", status_code=201)
def take_over(
    *, key: CatalogueKey, data: TakeoverInput, session: SessionDep, act: ActDep, response: Response
) -> PeriodFact:
    """End what decides on a day and let another decide from then; a day to come counts from that day."""
    return _made(session, key, service.take_over(session, key, data, by=act), response, on=act.today)


@router.post("/vendors/{key}/ownership/mergers", summary="Fusie vastleggen", status_code=201)
def merge(*, key: CatalogueKey, data: MergerInput, session: SessionDep, act: ActDep, response: Response) -> PeriodFact:
    """Let the vendor go up in another."""
    return _made(session, key, service.record_merger(session, key, data, by=act), response, on=act.today)


@router.get("/vendors/{key}/ownership/periods/{period_id}", summary="Eén periode van eigendom")
def read_period(
    *, key: CatalogueKey, period_id: UUID, session: SessionDep, act: ActDep, response: Response
) -> PeriodFact:
    """Return one period and the ETag of its version."""
    return _period(session, key, period_id, response, on=act.today)


@router.put("/vendors/{key}/ownership/periods/{period_id}", summary="Periode van eigendom geheel vervangen")
def replace_period(
    *,
    key: CatalogueKey,
    period_id: UUID,
    data: PeriodInput,
    version: IfMatch,
    session: SessionDep,
    act: ActDep,
    response: Response,
) -> PeriodFact:
    """Replace a period; what is left out becomes unknown."""
    service.change_period(session, key, period_id, data, by=act, expected_version=version)
    return _period(session, key, period_id, response, on=act.today)


@router.post("/vendors/{key}/ownership/periods/{period_id}/ending", summary="Periode van eigendom beëindigen")
def end_period(
    *,
    key: CatalogueKey,
    period_id: UUID,
    data: EndInput,
    version: IfMatch,
    session: SessionDep,
    act: ActDep,
    response: Response,
) -> PeriodFact:
    """Say on which day a period no longer holds."""
    service.end_period(session, key, period_id, data, by=act, expected_version=version)
    return _period(session, key, period_id, response, on=act.today)


@router.delete("/vendors/{key}/ownership/periods/{period_id}", summary="Periode van eigendom weghalen", status_code=204)
def remove_period(*, key: CatalogueKey, period_id: UUID, version: IfMatch, session: SessionDep, act: ActDep) -> None:
    """Take away a period that should never have been there."""
    service.remove_period(session, key, period_id, by=act, expected_version=version)


@router.post("/vendors/{key}/ownership/names", summary="Eerdere naam toevoegen", status_code=201)
def add_name(*, key: CatalogueKey, data: NameInput, session: SessionDep, act: ActDep, response: Response) -> Ownership:
    """Add a name that the vendor bore before."""
    names.add_name(session, key, data, by=act)
    return _told(session, key, response, on=act.today)


@router.delete("/vendors/{key}/ownership/names/{name_id}", summary="Eerdere naam weghalen", status_code=204)
def remove_name(key: CatalogueKey, name_id: UUID, session: SessionDep, act: ActDep) -> None:
    """Take away a name that the vendor never bore."""
    names.remove_name(session, key, name_id, by=act)


@router.post("/vendors/{key}/ownership/renames", summary="Nieuwe naam vastleggen", status_code=201)
def rename(
    *, key: CatalogueKey, data: RenameInput, version: IfMatch, session: SessionDep, act: ActDep, response: Response
) -> Ownership:
    """Give the vendor another name from a day on; the one of before is kept."""
    names.rename(session, key, data, by=act, expected_version=version)
    return _told(session, key, response, on=act.today)


@router.get("/products/{key}/jurisdictions", summary="De landen rond een product, apart bekeken", tags=["Producten"])
def read_jurisdictions(key: CatalogueKey, session: SessionDep, act: ActDep, day: OnQuery = None) -> Jurisdictions:
    """Return the countries of vendor, ultimate parent, data and sub-processors of a product on a day."""
    on = day or act.today
    product = product_detail(session, key, on=on)
    if product is None:
        raise NotFoundError("Product %(key)s is niet gevonden.", key=key)
    return jurisdictions(session, product, on=on)


def _made(session: Session, key: str, period_id: UUID, response: Response, *, on: date) -> PeriodFact:
    response.headers["Location"] = f"/api/v1/vendors/{key}/ownership/periods/{period_id}"
    return _period(session, key, period_id, response, on=on)


def _told(session: Session, key: str, response: Response, *, on: date) -> Ownership:
    found = ownership(session, key, on=on)
    if found is None:
        raise NotFoundError("Leverancier %(key)s is niet gevonden.", key=key)
    tag(response, found.row_version)
    return found


def _period(session: Session, key: str, period_id: UUID, response: Response, *, on: date) -> PeriodFact:
    found = _told(session, key, response, on=on).period(period_id)
    if found is None:
        raise NotFoundError("Deze periode is niet gevonden.")
    tag(response, found.row_version)
    return found
