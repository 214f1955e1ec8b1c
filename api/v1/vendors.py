"""Vendors as JSON: list, read with the chain of owners, add and change."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from sqlmodel import Session

from api.catalogue_door import CatalogueKey, asked
from api.deps import ActDep, SessionDep
from api.paging import WindowDep, paging
from api.v1.etags import IfMatch, tag
from swc.access.schemas import ReadModel
from swc.catalogue import service
from swc.catalogue.inputs import VendorInput
from swc.catalogue.queries import vendor_detail, vendors
from swc.catalogue.schemas import VendorDetail, VendorSummary
from swc.errors import NotFoundError

router = APIRouter(prefix="/api/v1/vendors", tags=["Leveranciers"])


class VendorList(ReadModel):
    """One page of vendors."""

    items: tuple[VendorSummary, ...]
    page: int
    page_size: int
    total: int


@router.get("", summary="De leveranciers en hun eigenaren", response_model=VendorList)
def list_vendors(
    *,
    window: WindowDep,
    session: SessionDep,
    act: ActDep,
    request: Request,
    response: Response,
    search: Annotated[str, Query(max_length=200, description="Woorden in de naam")] = "",
) -> dict[str, Any]:
    """Return vendors and owners by name."""
    found = vendors(session, on=act.today, search=asked(search), offset=window.offset, limit=window.size)
    return paging(request, window, found.items, found.total).tell(response)


@router.post("", summary="Leverancier toevoegen", status_code=201)
def add_vendor(data: VendorInput, session: SessionDep, act: ActDep, response: Response) -> VendorDetail:
    """Add a vendor, as sector editor."""
    key = service.add_vendor(session, data, by=act)
    response.headers["Location"] = f"/api/v1/vendors/{key}"
    return _told(session, key, response, on=act.today)


@router.get("/{key}", summary="Eén leverancier, met de keten van eigenaren")
def read_vendor(key: CatalogueKey, session: SessionDep, act: ActDep, response: Response) -> VendorDetail:
    """Return a vendor with its group and products, and the ETag of its version."""
    return _told(session, key, response, on=act.today)


@router.put("/{key}", summary="Leverancier geheel vervangen")
def replace_vendor(
    *, key: CatalogueKey, data: VendorInput, version: IfMatch, session: SessionDep, act: ActDep, response: Response
) -> VendorDetail:
    """Replace the fields of a vendor; what is left out becomes unknown, except an owner of whom nothing is said."""
    service.change_vendor(session, key, data, by=act, expected_version=version)
    return _told(session, key, response, on=act.today)


def _told(session: Session, key: str, response: Response, *, on: date) -> VendorDetail:
    found = vendor_detail(session, key, on=on)
    if found is None:
        raise NotFoundError("Leverancier %(key)s is niet gevonden.", key=key)
    tag(response, found.row_version)
    return found
