"""Pages of the product catalogue: the list with search and filters, and one product with every fact's source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import ValidationError

from api.catalogue_door import CatalogueKey, Named, asked
from api.deps import ActDep, PageDep, SessionDep
from api.i18n import language
from api.paging import Paging, WindowDep, paging
from api.vendor_door import Told, names
from swc.catalogue.claims.queries import open_claims
from swc.catalogue.claims.schemas import OpenClaim
from swc.catalogue.kinds import DataLevel, ProductStatus
from swc.catalogue.labels import category_label
from swc.catalogue.ownership.jurisdictions import jurisdictions
from swc.catalogue.ownership.schemas import Jurisdictions
from swc.catalogue.queries import (
    ProductFilter,
    categories,
    central_dpia,
    claimed_components,
    product_detail,
    products,
    vendor_groups,
)
from swc.catalogue.schemas import CentralDpiaDetail, ProductDetail, ProductSummary, VendorGroup
from swc.errors import InvalidInputError, NotFoundError

router = APIRouter(prefix="/producten")


@dataclass(frozen=True, slots=True)
class ProductsPage(Named):
    """A page of products, what narrows the list, and what it can be narrowed by."""

    paging: Paging[ProductSummary]
    filters: ProductFilter
    categories: tuple[str, ...]
    components: tuple[tuple[str, str], ...]
    group: VendorGroup | None
    central: CentralDpiaDetail | None
    levels: tuple[DataLevel, ...] = tuple(DataLevel)
    statuses: tuple[ProductStatus, ...] = tuple(ProductStatus)

    def named_categories(self) -> list[tuple[str, str]]:
        """Return the categories with their name in the reader's language, by that name."""
        named = ((one, one if language.get() == "en" else category_label(one)) for one in self.categories)
        return sorted(named, key=lambda pair: pair[1].casefold())


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductPage(Told):
    """One product, apart from it what its vendor says and nobody confirmed yet, and the countries that bear on it."""

    product: ProductDetail
    claimed: tuple[OpenClaim, ...]
    lands: Jurisdictions


def _filters(
    *,
    zoek: str = "",
    status: str = "",
    categorie: str = "",
    component: str = "",
    niveau: str = "",
    leverancier: str = "",
    groep: str = "",
    centraal: str = "",
) -> ProductFilter:
    given = {
        "search": zoek,
        "status": status or None,
        "category": categorie,
        "component": component,
        "level": niveau or None,
        "vendor": leverancier,
        "group": groep,
        "central": centraal,
    }
    try:
        return ProductFilter.model_validate({name: asked(one) if one else one for name, one in given.items()})
    except ValidationError as error:
        raise InvalidInputError("Het filter klopt niet.", remedy="Kies een waarde uit de lijst.") from error


FilterDep = Annotated[ProductFilter, Depends(_filters)]


@router.get("")
def list_products(
    request: Request, session: SessionDep, act: ActDep, page: PageDep, *, filters: FilterDep, window: WindowDep
) -> Response:
    """Show the products that the filters leave."""
    found = products(session, filters, on=act.today, offset=window.offset, limit=window.size)
    groups = vendor_groups(session, on=act.today) if filters.group else {}
    model = ProductsPage(
        paging=paging(request, window, found.items, found.total),
        filters=filters,
        categories=categories(session),
        components=claimed_components(session),
        group=groups.get(filters.group),
        central=central_dpia(session, filters.central) if filters.central else None,
    )
    return page.render("products/list.html", model)


@router.get("/{key}")
def show_product(key: CatalogueKey, session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Show everything known of a product; one that went up in another leads there."""
    product = found_product(session, key, on=act.today).seen_by(act.actor)
    if product.merged_into is not None:
        return RedirectResponse(f"/producten/{product.merged_into}", status_code=307)
    claimed = open_claims(session, key)
    lands = jurisdictions(session, product, on=act.today)
    model = ProductPage(names=names(session) if claimed else {}, product=product, claimed=claimed, lands=lands)
    return page.render("products/detail.html", model)


def found_product(session: SessionDep, key: str, *, on: date) -> ProductDetail:
    """Return a product; raises `NotFoundError` when the catalogue has none with this key."""
    product = product_detail(session, key, on=on)
    if product is None:
        raise NotFoundError("Product %(key)s is niet gevonden.", key=key)
    return product
