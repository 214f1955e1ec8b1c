"""Which graphs of boards a change of the catalogue or the reference architecture makes stale: the last follower.

A change at a board names its own graphs by itself. What a product, a vendor group or a release tells stands in the
graphs of the boards that use it as well: the name and categories of a product, what a group carries, what a component
leads to.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, col, select

from swc.access.kinds import Act
from swc.audit.kinds import Touched
from swc.audit.service import mark_stale
from swc.boards.models import Board
from swc.catalogue.models import Product
from swc.catalogue.vendor_queries import owned
from swc.landscape.models import Use


def follow(session: Session, touched: Touched, *, by: Act) -> None:
    """Have the graphs of boards made anew that tell of a touched product, vendor or release."""
    if touched.release:
        numbers: Iterable[str] = session.exec(select(Board.number)).all()
    elif touched.products or touched.vendors:
        query = select(Use.board_number).join(Product, col(Product.key) == col(Use.product_key))
        numbers = session.exec(query.where(_using(session, touched, by)).distinct()).all()
    else:
        return
    mark_stale(session, set(numbers) - touched.boards, by=by)


def _using(session: Session, touched: Touched, by: Act) -> ColumnElement[bool]:
    """Return the condition under which a use is of a touched product, or of a vendor that is touched or below one."""
    vendors = set(touched.vendors)
    if vendors:
        owners = [(key, one.parent_key) for key, one in owned(session, on=by.today).items()]
        while more := {key for key, parent in owners if parent in vendors} - vendors:
            vendors |= more
    return or_(col(Product.key).in_(sorted(touched.products)), col(Product.vendor_key).in_(sorted(vendors)))
