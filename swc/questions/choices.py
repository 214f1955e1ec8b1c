"""What a parameter can be filled with: the things of a kind, by key and name."""

from __future__ import annotations

from sqlmodel import Session, col, select

from fora.derivation import published_reach
from swc.access.kinds import Act
from swc.access.roles import Right
from swc.boards.models import Board
from swc.boards.queries import boards_of
from swc.catalogue.kinds import ProductStatus
from swc.catalogue.models import Product, Vendor
from vocab.parameters import Thing

Choice = tuple[str, str]
"""A key and the name that people know it by."""


def choices_of(session: Session, kind: str, *, by: Act) -> tuple[Choice, ...]:
    """Return the things of a kind that somebody can ask about, by name."""
    return _CHOICES[Thing(kind)](session, by)


def key_of(session: Session, kind: str, typed: str, *, by: Act) -> str | None:
    """Return the key that somebody means by a key or a name (capitals do not matter), or nothing."""
    found = choices_of(session, kind, by=by)
    wanted = typed.strip().casefold()
    exact = next((key for key, _name in found if key.casefold() == wanted), None)
    return exact or next((key for key, name in found if name.casefold() == wanted), None)


def _products(session: Session, _by: Act) -> tuple[Choice, ...]:
    wanted = select(Product.key, Product.name).where(Product.status == ProductStatus.CONFIRMED)
    return tuple((key, name) for key, name in session.exec(wanted.order_by(Product.name, Product.key)))


def _vendors(session: Session, _by: Act) -> tuple[Choice, ...]:
    return tuple((key, name) for key, name in session.exec(select(Vendor.key, Vendor.name).order_by(Vendor.name)))


def _components(session: Session, _by: Act) -> tuple[Choice, ...]:
    reach = published_reach(session)
    found = ((one.guid, one.name) for one in reach.components) if reach else ()
    return tuple(sorted(found, key=lambda one: one[1].lower()))


def _boards(session: Session, by: Act) -> tuple[Choice, ...]:
    """Return the boards that somebody reads, and for a reader of the sector those that share with it."""
    own = [(one.number, one.name) for one in boards_of(session, by.actor, limit=2000) if one.readable]
    if by.actor.may(Right.QUERY_SECTOR):
        shares = select(Board.number, Board.name).where(col(Board.sharing) == "sector").order_by(Board.name)
        own.extend((number, name) for number, name in session.exec(shares))
    return tuple(dict(sorted(own, key=lambda one: one[1].lower())).items())


_CHOICES = {
    Thing.PRODUCT: _products,
    Thing.VENDOR: _vendors,
    Thing.COMPONENT: _components,
    Thing.BOARD: _boards,
}
