"""What the catalogue holds now of the facts that claims are about, read in a fixed number of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, SQLModel, col, select

from swc.catalogue.claims.kinds import PRODUCT_FIELDS, VENDOR_FIELDS, ClaimNoun
from swc.catalogue.claims.rules import FactKey, fact_key
from swc.catalogue.claims.shapes import fields_of
from swc.catalogue.kinds import DataLevel
from swc.catalogue.models import Product, ProductVersion, Vendor
from swc.catalogue.service.facts import TABLES
from swc.catalogue.service.fields import plain

_TABLES: Mapping[ClaimNoun, type[SQLModel]] = {
    **{ClaimNoun(noun): table for noun, table in TABLES.items()},
    ClaimNoun.VERSION: ProductVersion,
}
_UNKNOWN = (None, "", DataLevel.UNKNOWN.value)


@dataclass(frozen=True, slots=True)
class Present:
    """What is held of some products and vendors; `facts` by the key of each fact, `rows` as the tables have them."""

    products: Mapping[str, Product]
    vendors: Mapping[str, Vendor]
    facts: Mapping[FactKey, dict[str, Any]]
    rows: Mapping[FactKey, list[SQLModel]]

    def of(self, vendor_key: str, product_key: str | None, noun: ClaimNoun, payload: Mapping[str, Any]) -> Any:  # noqa: ANN401 - the JSON values of a fact
        """Return what stands in the catalogue where a claim wants something else; nothing when it is not known."""
        if noun in PRODUCT_FIELDS or noun in VENDOR_FIELDS:
            row = self.products.get(product_key or "") if noun in PRODUCT_FIELDS else self.vendors.get(vendor_key)
            value = plain(getattr(row, noun.value)) if row is not None else None
            return None if value in _UNKNOWN else {noun.value: value}
        return self.facts.get(fact_key(vendor_key, product_key, noun, payload))

    def knows(self, product_key: str) -> dict[ClaimNoun, bool]:
        """Return of each kind of fact whether something is known of a product."""
        held = {key.noun: True for key in self.facts if key.subject == product_key}
        fields = {noun: self.of("", product_key, noun, {}) is not None for noun in PRODUCT_FIELDS}
        return fields | held


def present(session: Session, products: Collection[str], vendors: Collection[str]) -> Present:
    """Return what is held of some products and vendors, in nine statements whatever their number."""
    rows: dict[FactKey, list[SQLModel]] = defaultdict(list)
    facts: dict[FactKey, dict[str, Any]] = {}
    for noun, table in _TABLES.items():
        owner: Any = vars(table)["product_key"]
        for row in session.exec(select(table).where(col(owner).in_(products))).all():
            values = _values(noun, row)
            key = fact_key("", getattr(row, owner.key), noun, values)
            facts[key] = values
            rows[key].append(row)
    own = session.exec(select(Product).where(col(Product.key).in_(products))).all()
    named = session.exec(select(Vendor).where(col(Vendor.key).in_(vendors))).all()
    return Present({row.key: row for row in own}, {row.key: row for row in named}, facts, rows)


def _values(noun: ClaimNoun, row: SQLModel) -> dict[str, Any]:
    """Return a fact with the fields that a claim of its kind holds."""
    return {name: plain(getattr(row, name)) for name in fields_of(noun)}
