"""Products of the catalogue as JSON: list, read, add, change, propose, confirm, and the search over all names."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import Session

from api.board_door import BoardNumber
from api.catalogue_door import CatalogueKey, asked
from api.deps import ActDep, SessionDep
from api.paging import WindowDep, paging
from api.v1.etags import IfMatch, tag
from swc.access.schemas import ReadModel
from swc.catalogue import search, service
from swc.catalogue.inputs import ProductInput, ProposalInput, Sourcing
from swc.catalogue.kinds import DataLevel, ProductStatus
from swc.catalogue.queries import ProductFilter, product_detail, products
from swc.catalogue.schemas import Hit, ProductDetail, ProductSummary
from swc.errors import NotFoundError

router = APIRouter(prefix="/api/v1", tags=["Producten"])
Text = Annotated[str, Query(max_length=200)]


class ProductList(ReadModel):
    """One page of products."""

    items: tuple[ProductSummary, ...]
    page: int
    page_size: int
    total: int


class HitList(ReadModel):
    """What a search finds, best first."""

    items: tuple[Hit, ...]


def _filters(
    *,
    text: Annotated[
        Text, Query(alias="search", description="Woorden in naam of andere naam, ook van de leverancier")
    ] = "",
    status: Annotated[ProductStatus | None, Query(description="confirmed of concept")] = None,
    category: Annotated[Text, Query(description="Categorie, zoals in de lijst")] = "",
    component: Annotated[Text, Query(description="GUID van een referentiecomponent")] = "",
    level: Annotated[DataLevel | None, Query(description="Code uit de lijst data-levels, of unknown")] = None,
    vendor: Annotated[Text, Query(description="Sleutel van de leverancier")] = "",
    group: Annotated[Text, Query(description="Sleutel van de hoogste eigenaar")] = "",
    central: Annotated[Text, Query(description="Sleutel van een centrale DPIA")] = "",
) -> ProductFilter:
    return ProductFilter(
        search=asked(text),
        status=status,
        category=asked(category),
        component=asked(component),
        level=level,
        vendor=asked(vendor),
        group=asked(group),
        central=asked(central),
    )


FilterDep = Annotated[ProductFilter, Depends(_filters)]


@router.get("/products", summary="De producten van de catalogus", response_model=ProductList)
def list_products(
    *, filters: FilterDep, window: WindowDep, session: SessionDep, act: ActDep, request: Request, response: Response
) -> dict[str, Any]:
    """Return the products that the filter asks for, by name."""
    found = products(session, filters, on=act.today, offset=window.offset, limit=window.size)
    return paging(request, window, found.items, found.total).tell(response)


@router.get("/search", summary="Zoeken terwijl u typt, in namen van producten en leveranciers")
def find(
    session: SessionDep,
    text: Annotated[Text, Query(alias="q", description="Een of meer delen van woorden; accenten tellen niet")] = "",
    limit: Annotated[int, Query(ge=1, le=50)] = 10,
    kind: Annotated[list[str] | None, Query(description="product of vendor; meer dan een mag")] = None,
) -> HitList:
    """Return what a text finds, best first."""
    return HitList(items=search.find(session, asked(text), limit, kinds=tuple(kind or search.KINDS)))


@router.post("/products", summary="Product toevoegen", status_code=201)
def add_product(data: ProductInput, session: SessionDep, act: ActDep, response: Response) -> ProductDetail:
    """Add a confirmed product, as sector editor."""
    return _created(session, service.add_product(session, data, by=act), response, on=act.today)


@router.post("/boards/{number}/product-proposals", summary="Product voorstellen", status_code=201)
def propose_product(
    number: BoardNumber, data: ProposalInput, *, session: SessionDep, act: ActDep, response: Response
) -> ProductDetail:
    """Add a concept product that a board misses."""
    return _created(session, service.propose_product(session, number, data, by=act), response, on=act.today)


@router.get("/products/{key}", summary="Eén product, met bron van elk gegeven", response_model=ProductDetail)
def read_product(
    key: CatalogueKey, session: SessionDep, act: ActDep, response: Response
) -> ProductDetail | RedirectResponse:
    """Return everything known of a product, and the ETag of its version; a merged one leads to what stands for it."""
    found = told(session, key, response, on=act.today)
    if found.merged_into is not None:
        return RedirectResponse(f"/api/v1/products/{found.merged_into}", status_code=307)
    return found.seen_by(act.actor)


@router.put("/products/{key}", summary="Product geheel vervangen")
def replace_product(
    *, key: CatalogueKey, data: ProductInput, version: IfMatch, session: SessionDep, act: ActDep, response: Response
) -> ProductDetail:
    """Replace the fields of a product; what is left out becomes unknown."""
    service.change_product(session, key, data, by=act, expected_version=version)
    return told(session, key, response, on=act.today)


@router.post("/products/{key}/confirmation", summary="Concept bevestigen")
def confirm_product(
    *, key: CatalogueKey, data: Sourcing, version: IfMatch, session: SessionDep, act: ActDep, response: Response
) -> ProductDetail:
    """Make a concept a confirmed product."""
    service.confirm_product(session, key, data, by=act, expected_version=version)
    return told(session, key, response, on=act.today)


def told(session: Session, key: str, response: Response, *, on: date) -> ProductDetail:
    """Return a product with its ETag; raises `NotFoundError` when the catalogue has none with this key."""
    found = product_detail(session, key, on=on)
    if found is None:
        raise NotFoundError("Product %(key)s is niet gevonden.", key=key)
    tag(response, found.row_version)
    return found


def _created(session: Session, key: str, response: Response, *, on: date) -> ProductDetail:
    response.headers["Location"] = f"/api/v1/products/{key}"
    return told(session, key, response, on=on)
