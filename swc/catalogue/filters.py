"""How a list of products is narrowed: the filters and the conditions they become."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import col, select

from swc.access.schemas import ReadModel
from swc.catalogue.kinds import DataLevel, ProductStatus
from swc.catalogue.models import CentralDpiaProduct, ComponentClaim, Product, SearchName
from swc.catalogue.rules import fold
from swc.catalogue.schemas import VendorRef


class ProductFilter(ReadModel):
    """What a list of products is narrowed by; an empty field narrows nothing.

    `group` is the key of an ultimate parent: it holds the products of every vendor below it, never those of an
    unknown vendor. `central` is the key of a central DPIA: it holds the products that DPIA is about. A product that
    went up in another is left out unless `status` asks for it.
    """

    search: str = ""
    status: ProductStatus | None = None
    category: str = ""
    component: str = ""
    level: DataLevel | None = None
    vendor: str = ""
    group: str = ""
    central: str = ""


def conditions(filters: ProductFilter, refs: Mapping[str, VendorRef]) -> list[ColumnElement[bool]]:
    """Return the conditions of some filters on the table of products."""
    found = [_named(word) for word in fold(filters.search).split()]
    found.append(
        col(Product.status) == filters.status if filters.status else col(Product.status) != ProductStatus.MERGED
    )
    if filters.category:
        found.append(col(Product.category) == filters.category)
    if filters.level is not None:
        found.append(col(Product.data_level) == filters.level)
    if filters.vendor:
        found.append(col(Product.vendor_key) == filters.vendor)
    if filters.component:
        claimed = select(ComponentClaim.product_key).where(ComponentClaim.component_guid == filters.component)
        found.append(col(Product.key).in_(claimed))
    if filters.central:
        covered = select(CentralDpiaProduct.product_key).where(CentralDpiaProduct.central_key == filters.central)
        found.append(col(Product.key).in_(covered))
    if filters.group:
        members = [key for key, one in refs.items() if one.group.key == filters.group]
        found.append(col(Product.vendor_key).in_(members))
    return found


def _named(word: str) -> ColumnElement[bool]:
    """Return the condition that a word stands in the name or an alias of a product or of its vendor."""
    by_product = select(SearchName.key).where(SearchName.kind == "product", col(SearchName.folded).contains(word))
    by_vendor = select(SearchName.key).where(SearchName.kind == "vendor", col(SearchName.folded).contains(word))
    return col(Product.key).in_(by_product) | col(Product.vendor_key).in_(by_vendor)
