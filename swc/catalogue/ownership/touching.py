"""Marks the products of a vendor and of everything below it: whose it is decides flags and reviews at boards."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session, col, select

from swc.audit.service import touched
from swc.catalogue.models import Product
from swc.catalogue.ownership.queries import owned
from swc.catalogue.rules import chain


def touch_below(session: Session, *keys: str, on: date) -> None:
    """Mark the products of some vendors and of everything that belongs to them on a day, in two statements."""
    vendors, wanted = owned(session, on=on), set(keys)
    below = [one for one in vendors if any(link.key in wanted for link in chain(vendors, one)[0])]
    touched(session).products.update(session.exec(select(Product.key).where(col(Product.vendor_key).in_(below))))
