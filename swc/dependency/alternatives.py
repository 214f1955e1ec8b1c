"""Other products for the components of touched uses: those claimed to suit, used here, tried, or used by many boards.

How many other boards use a product is told only of boards that share with the sector, and only from as many as norm
`vd01-min-boards` asks. A product is never listed because fewer boards use it, so that none of them can be guessed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Row, func, select
from sqlmodel import Session, col

from swc.boards.kinds import Sharing
from swc.boards.models import Board
from swc.catalogue.kinds import ProductStatus
from swc.catalogue.models import ComponentClaim, Product
from swc.catalogue.rules import group
from swc.dependency.affected import Touched, components
from swc.dependency.facts import BoardFacts
from swc.dependency.kinds import TargetKind
from swc.dependency.schemas import Ref
from swc.dependency.whatif_schemas import Alternative, Target
from swc.landscape.kinds import ACTIVE
from swc.landscape.models import Placement, Use

Pair = tuple[str, str]
"""The GUID of a component and the key of a product."""


@dataclass(slots=True)
class _Found:
    boards: dict[Pair, int]
    here: set[Pair] = field(default_factory=set)
    tested: dict[Pair, date | None] = field(default_factory=dict)


def alternatives(session: Session, touched: Touched, target: Target, *, least: int) -> tuple[Alternative, ...]:
    """Return the alternatives by component, those in wide use first, in three statements.

    What comes from the very vendor or group that the what-if is about is none, though no board here uses it.
    """
    places = components(touched)
    guids = [one.key for one in places]
    taken = {use.summary.product_key for use in touched.uses}
    found = _Found(_boards(session, touched.facts.number, guids, least))
    _own(touched, found, set(guids))
    pairs = {*_claimed(session, guids), *found.boards, *found.here, *found.tested}
    wanted = {pair for pair in pairs if pair[1] not in taken}
    products = _products(session, {product for _guid, product in wanted})
    names = {one.key: one for one in places}
    rows = [
        _alternative(touched.facts, names[guid], products[key], found)
        for guid, key in wanted
        if guid in names and key in products and not _same_fate(touched.facts, target, products[key])
    ]
    return tuple(sorted(rows, key=_order))


def _same_fate(facts: BoardFacts, target: Target, product: Row[Any]) -> bool:
    """Say whether a product hangs on the vendor or group that a what-if is about."""
    if target.kind not in (TargetKind.VENDOR, TargetKind.GROUP) or product.vendor_key not in facts.vendors:
        return False
    return any(link.key == target.key for link in group(facts.vendors, product.vendor_key).chain)


def _order(one: Alternative) -> tuple[object, ...]:
    return (
        one.component.name.casefold(),
        one.component.key,
        one.tested_on is None,
        -(one.boards or 0),
        not one.here,
        one.product.name.casefold(),
        one.product.key,
    )


def _alternative(facts: BoardFacts, component: Ref, product: Row[Any], found: _Found) -> Alternative:
    pair = (component.key, product.key)
    top = group(facts.vendors, product.vendor_key) if product.vendor_key in facts.vendors else None
    return Alternative(
        component=component,
        product=Ref(key=product.key, name=product.name),
        group=Ref(key=top.key, name=top.name) if top else None,
        boards=found.boards.get(pair),
        here=pair in found.here,
        tested_on=found.tested.get(pair),
    )


def _own(touched: Touched, found: _Found, guids: set[str]) -> None:
    """Note what the board itself uses for the components, and what it named or tried as an alternative."""
    for use in touched.others:
        for one in use.summary.components:
            if one.guid in guids:
                found.here.add((one.guid, use.summary.product_key))
    for use in touched.uses:
        way_out = touched.facts.exits.get(use.id)
        if way_out is not None and way_out.alternative_product_key:
            for one in use.summary.components:
                if one.guid in guids:
                    found.tested[one.guid, way_out.alternative_product_key] = way_out.alternative_tested_on


def _boards(session: Session, number: str, guids: Collection[str], least: int) -> dict[Pair, int]:
    """Return how many other boards that share use a product for a component, from `least` on."""
    boards = func.count(col(Use.board_number).distinct())
    query = (
        select(col(Placement.component_guid), col(Use.product_key), boards)
        .join(Use, col(Use.id) == col(Placement.use_id))
        .join(Board, col(Board.number) == col(Use.board_number))
        .where(
            col(Placement.component_guid).in_(guids),
            col(Use.status).in_(ACTIVE),
            col(Board.sharing) == Sharing.SECTOR,
            col(Board.number) != number,
        )
        .group_by(col(Placement.component_guid), col(Use.product_key))
        .having(boards >= least)
    )
    return {(guid, product): count for guid, product, count in session.execute(query)}


def _claimed(session: Session, guids: Collection[str]) -> Iterable[Pair]:
    query = select(col(ComponentClaim.component_guid), col(ComponentClaim.product_key)).where(
        col(ComponentClaim.component_guid).in_(guids)
    )
    return {(guid, product) for guid, product in session.execute(query)}


def _products(session: Session, keys: Collection[str]) -> dict[str, Row[Any]]:
    """Return the products of the public catalogue; what a single board proposed stays with that board."""
    query = select(col(Product.key), col(Product.name), col(Product.vendor_key)).where(
        col(Product.key).in_(keys), col(Product.status) == ProductStatus.CONFIRMED
    )
    return {row.key: row for row in session.execute(query)}
