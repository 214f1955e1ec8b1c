"""What a tender dossier or comparison is asked for in an address, and the files in which it is handed out."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Query
from sqlmodel import Session

from api.catalogue_door import clean_key
from api.exports.handing_out import WRITERS, Handout, as_json, safe, written
from api.exports.tender_document import comparison_document, tender_document
from api.settings import Settings
from swc.access.kinds import Act
from swc.errors import InvalidInputError, NotFoundError
from swc.procurement.board_dossier import board_dossier
from swc.procurement.dossier import component_dossier, product_dossier
from swc.procurement.kinds import SubjectOf
from swc.procurement.ocds import Published, package
from swc.procurement.schemas import Comparison, TenderDossier

Component = Annotated[
    str, Query(max_length=32, pattern=r"^[0-9a-fA-F]*$", description="GUID van een referentiecomponent van de FORA")
]
Product = Annotated[str, Query(max_length=120, description="Sleutel van een product in de catalogus")]
Products = Annotated[list[str], Query(max_length=12, description="Sleutels van twee tot zes producten")]

PUBLISHER = "FORA Softwarecatalogus"


def asked_of(component: str, product: str) -> tuple[SubjectOf, str]:
    """Return what a dossier is asked for; raises `InvalidInputError` for both or nothing."""
    if bool(component) == bool(product):
        raise InvalidInputError("Kies een component of een product.", remedy="Geef één van beide op.")
    if component:
        return SubjectOf.COMPONENT, component.lower()
    return SubjectOf.PRODUCT, clean_key(product)


def public_dossier(session: Session, subject: SubjectOf, key: str, *, by: Act) -> TenderDossier:
    """Return the public dossier; raises `NotFoundError` for what the catalogue does not know."""
    read = component_dossier if subject is SubjectOf.COMPONENT else product_dossier
    return _found(read(session, key, on=by.today))


def own_dossier(session: Session, number: str, subject: SubjectOf, key: str, *, by: Act) -> TenderDossier:
    """Return the dossier of a board; raises `NotFoundError` as the public one does."""
    return _found(board_dossier(session, number, subject, key, by=by))


def _found(dossier: TenderDossier | None) -> TenderDossier:
    if dossier is None:
        raise NotFoundError("Dit component of product is niet gevonden.")
    return dossier


def ocds_of(dossier: TenderDossier, settings: Settings) -> dict[str, Any]:
    """Return a dossier as an OCDS release package, with the addresses of this installation."""
    base = settings.public_base_url.rstrip("/")
    query = urlencode({dossier.subject.value: dossier.key})
    board = dossier.board.number if dossier.board else ""
    api = f"/api/v1/boards/{board}/tender-dossiers" if board else "/api/v1/tender-dossiers"
    page = f"/besturen/{board}/inkoop/dossier" if board else "/inkoop/dossier"
    return package(dossier, Published(PUBLISHER, f"{base}{api}?{query}", f"{base}{page}?{query}", base))


def dossier_file(dossier: TenderDossier, extension: str) -> Handout:
    """Return a dossier as a workbook or a document; raises `NotFoundError` for another format."""
    whose = f"{safe(dossier.board.number)}-" if dossier.board else ""
    name = f"aanbestedingsdossier-{whose}{safe(dossier.name).strip('-').lower()}-{dossier.as_of}.{extension}"
    return written(tender_document(dossier), name, _format(extension))


def comparison_file(found: Comparison, extension: str) -> Handout:
    """Return a comparison as a workbook, a document or JSON; raises `NotFoundError` for another format."""
    name = f"vergelijking-{'-'.join(safe(one.key) for one in found.products)[:80]}-{found.as_of}.{extension}"
    if extension == "json":
        return Handout(name, "application/json", as_json(found))
    return written(comparison_document(found), name, _format(extension))


def _format(extension: str) -> str:
    if extension not in WRITERS:
        raise NotFoundError("Dit wordt niet als %(extension)s uitgevoerd.", extension=extension[:20])
    return extension
