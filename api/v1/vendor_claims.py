"""Claims of vendors as JSON: a vendor hands in and takes back its own, the sector editor reads and judges all."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from sqlmodel import Session

from api.catalogue_door import CatalogueKey
from api.deps import ActDep, SessionDep
from api.paging import WindowDep, paging
from api.v1.etags import IfMatch, tag
from api.vendor_door import sound
from swc.access.kinds import Act
from swc.access.schemas import ReadModel
from swc.catalogue.claims.kinds import ClaimNoun
from swc.catalogue.claims.queries import claim, claims, open_claims
from swc.catalogue.claims.schemas import (
    ClaimDetail,
    ClaimFilter,
    ClaimSubmission,
    Confirmation,
    OpenClaim,
    Rejection,
)
from swc.catalogue.claims.service import confirm_claim, reject_claim, withdraw_claim
from swc.catalogue.claims.submitting import submit_claim
from swc.catalogue.inputs import Key
from swc.catalogue.kinds import ClaimState
from swc.catalogue.queries import existing_products
from swc.errors import NotFoundError

router = APIRouter(prefix="/api/v1", tags=["Opgaven van leveranciers"])
Text = Annotated[str, Query(max_length=120)]


class ClaimList(ReadModel):
    """One page of claims."""

    items: tuple[ClaimDetail, ...]
    page: int
    page_size: int
    total: int


class OpenClaims(ReadModel):
    """What waits for a judgement about a product."""

    items: tuple[OpenClaim, ...]


class NewClaim(ClaimSubmission):
    """A claim with the vendor that makes it."""

    vendor_key: Key


def _filters(
    *,
    vendor: Annotated[Text, Query(description="Sleutel van de leverancier")] = "",
    product: Annotated[Text, Query(description="Sleutel van het product")] = "",
    state: Annotated[ClaimState | None, Query(description="Code uit de lijst claim-states")] = None,
    noun: Annotated[ClaimNoun | None, Query(description="Code uit de lijst claim-kinds")] = None,
) -> ClaimFilter:
    return ClaimFilter(vendor=vendor.replace("\x00", ""), product=product.replace("\x00", ""), state=state, noun=noun)


FilterDep = Annotated[ClaimFilter, Depends(_filters)]


@router.get(
    "/vendor-claims",
    summary="De opgaven: van de eigen leverancier, of voor de sectorredactie alle",
    response_model=ClaimList,
)
def list_claims(
    *, filters: FilterDep, window: WindowDep, session: SessionDep, act: ActDep, request: Request, response: Response
) -> dict[str, Any]:
    """Return the claims that the filter asks for, those that wait first."""
    found = claims(session, filters, by=act, offset=window.offset, limit=window.size)
    return paging(request, window, found.items, found.total).tell(response)


@router.post("/vendor-claims", summary="Een opgave doen", status_code=201)
def submit(data: NewClaim, session: SessionDep, act: ActDep, response: Response) -> ClaimDetail:
    """Hand in a claim for an own product, or for the vendor itself."""
    claim_id = submit_claim(session, data.vendor_key, sound(data), by=act)
    response.headers["Location"] = f"/api/v1/vendor-claims/{claim_id}"
    return _told(session, claim_id, response, by=act)


@router.get("/vendor-claims/{claim_id}", summary="Eén opgave, naast wat er in de catalogus staat")
def read_claim(claim_id: UUID, session: SessionDep, act: ActDep, response: Response) -> ClaimDetail:
    """Return one claim and the ETag of its version."""
    return _told(session, claim_id, response, by=act)


@router.post("/vendor-claims/{claim_id}/confirmation", summary="Opgave bevestigen")
def confirm(
    *, claim_id: UUID, data: Confirmation, version: IfMatch, session: SessionDep, act: ActDep, response: Response
) -> ClaimDetail:
    """Make a claim a fact; `present` is the `mark` that was read, and needed when the fact changed meanwhile."""
    confirm_claim(session, claim_id, data, by=act, expected_version=version)
    return _told(session, claim_id, response, by=act)


@router.post("/vendor-claims/{claim_id}/rejection", summary="Opgave afwijzen")
def reject(
    *, claim_id: UUID, data: Rejection, version: IfMatch, session: SessionDep, act: ActDep, response: Response
) -> ClaimDetail:
    """Reject a claim, with a reason that the vendor reads."""
    reject_claim(session, claim_id, data, by=act, expected_version=version)
    return _told(session, claim_id, response, by=act)


@router.post("/vendor-claims/{claim_id}/withdrawal", summary="Eigen opgave intrekken")
def withdraw(claim_id: UUID, version: IfMatch, session: SessionDep, act: ActDep, response: Response) -> ClaimDetail:
    """Take back an own claim that nobody judged yet."""
    withdraw_claim(session, claim_id, by=act, expected_version=version)
    return _told(session, claim_id, response, by=act)


@router.get("/products/{key}/vendor-claims", summary="Wat de leverancier opgaf en nog niet is bevestigd")
def read_open_claims(key: CatalogueKey, session: SessionDep) -> OpenClaims:
    """Return what a vendor says of a product and nobody confirmed yet; public, and no fact of the catalogue."""
    if key not in existing_products(session, [key]):
        raise NotFoundError("Product %(key)s is niet gevonden.", key=key)
    return OpenClaims(items=open_claims(session, key))


def _told(session: Session, claim_id: UUID, response: Response, *, by: Act) -> ClaimDetail:
    found = claim(session, claim_id, by=by)
    tag(response, found.row_version)
    return found
