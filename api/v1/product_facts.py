"""Facts that hang under a product as JSON: claims, standards, places, sub-processors and data categories."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Response
from sqlmodel import Session

from api.catalogue_door import CatalogueKey
from api.deps import ActDep, SessionDep
from api.v1.products import told
from swc.access.kinds import Act
from swc.catalogue import service
from swc.catalogue.inputs import (
    CertificateInput,
    ClaimInput,
    DataCategoryInput,
    FactInput,
    LocationInput,
    StandardInput,
    SubProcessorInput,
)
from swc.catalogue.kinds import LocationKind
from swc.catalogue.schemas import ProductDetail

router = APIRouter(prefix="/api/v1/products/{key}", tags=["Producten"])
Code = Annotated[str, Path(max_length=160, pattern=r"^[^\x00]+$")]


@router.post("/claims", summary="Zeggen dat een product geschikt is voor een component")
def claim(
    key: CatalogueKey, data: ClaimInput, *, session: SessionDep, act: ActDep, response: Response
) -> ProductDetail:
    """Add or change a claim of the sector."""
    return _set(session, key, data, by=act, response=response)


@router.delete("/claims/{guid}", summary="Aanspraak van de sector intrekken", status_code=204)
def remove_claim(key: CatalogueKey, guid: Code, session: SessionDep, act: ActDep) -> None:
    """Withdraw a claim of the sector."""
    service.remove_fact(session, key, "claim", (guid.lower(), "sector"), by=act)


@router.post("/standards", summary="Zeggen dat een product een standaard ondersteunt")
def standard(
    key: CatalogueKey, data: StandardInput, *, session: SessionDep, act: ActDep, response: Response
) -> ProductDetail:
    """Add or change the support of a standard."""
    return _set(session, key, data, by=act, response=response)


@router.delete("/standards/{code}", summary="Standaard weghalen", status_code=204)
def remove_standard(key: CatalogueKey, code: Code, session: SessionDep, act: ActDep) -> None:
    """Remove the support of a standard."""
    service.remove_fact(session, key, "standard", (code,), by=act)


@router.post("/locations", summary="Zeggen waar gegevens van een product staan of worden ingezien")
def location(
    key: CatalogueKey, data: LocationInput, *, session: SessionDep, act: ActDep, response: Response
) -> ProductDetail:
    """Add or change a place of data."""
    return _set(session, key, data, by=act, response=response)


@router.delete("/locations/{country}/{kind}", summary="Plaats weghalen", status_code=204)
def remove_location(key: CatalogueKey, country: Code, kind: LocationKind, *, session: SessionDep, act: ActDep) -> None:
    """Remove a place of data."""
    service.remove_fact(session, key, "location", (country.upper(), kind), by=act)


@router.post("/sub-processors", summary="Zeggen wie voor de leverancier gegevens verwerkt")
def sub_processor(
    key: CatalogueKey, data: SubProcessorInput, *, session: SessionDep, act: ActDep, response: Response
) -> ProductDetail:
    """Add or change a sub-processor."""
    return _set(session, key, data, by=act, response=response)


@router.delete("/sub-processors/{name}", summary="Subverwerker weghalen", status_code=204)
def remove_sub_processor(key: CatalogueKey, name: Code, session: SessionDep, act: ActDep) -> None:
    """Remove a sub-processor."""
    service.remove_fact(session, key, "sub_processor", (name,), by=act)


@router.post("/data-categories", summary="Zeggen welke categorie persoonsgegevens een product verwerkt")
def data_category(
    key: CatalogueKey, data: DataCategoryInput, *, session: SessionDep, act: ActDep, response: Response
) -> ProductDetail:
    """Add or change a category of personal data."""
    return _set(session, key, data, by=act, response=response)


@router.delete("/data-categories/{code}", summary="Categorie weghalen", status_code=204)
def remove_data_category(key: CatalogueKey, code: Code, session: SessionDep, act: ActDep) -> None:
    """Remove a category of personal data."""
    service.remove_fact(session, key, "data_category", (code,), by=act)


@router.post("/certificates", summary="Zeggen welk certificaat een product heeft en wat het bewijst")
def certificate(
    key: CatalogueKey, data: CertificateInput, *, session: SessionDep, act: ActDep, response: Response
) -> ProductDetail:
    """Add or change a certificate with the BIV levels that it proves."""
    return _set(session, key, data, by=act, response=response)


@router.delete("/certificates/{code}", summary="Certificaat weghalen", status_code=204)
def remove_certificate(key: CatalogueKey, code: Code, session: SessionDep, act: ActDep) -> None:
    """Remove a certificate."""
    service.remove_fact(session, key, "certificate", (code,), by=act)


def _set(session: Session, key: str, data: FactInput, *, by: Act, response: Response) -> ProductDetail:
    service.add_fact(session, key, data, by=by)
    return told(session, key, response, on=by.today)
