"""Joint-buying matches: which boards could buy the same kind of application together, and when.

Only boards that share with the sector count. What a reader may see of the others is decided in `rules`: never a figure
over fewer boards without a name than norm `vd01-min-boards`, also not by taking one figure from another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from fora.derivation import published_reach
from swc.access.kinds import Act, Actor
from swc.access.roles import Right
from swc.boards.kinds import Sharing
from swc.boards.models import Board
from swc.catalogue.models import Product
from swc.errors import NotFoundError, UnauthenticatedError
from swc.landscape.kinds import ACTIVE
from swc.landscape.models import Contract, ContractProduct, Use
from swc.procurement import rules
from swc.procurement.deals import Book, Bounds, Held, Own, board_contracts, book, bounds, pupils_of
from swc.procurement.match_schemas import (
    BoardMatches,
    Figure,
    JointGroup,
    NamedBoard,
    OwnContract,
    SectorMatches,
    UncontractedUse,
)
from swc.procurement.rules import Group, Part, Total
from vocab.facts import component_names


def sector_matches(session: Session, *, by: Act) -> SectorMatches:
    """Return every group that may be shown, for who reads the sector; a fixed number of statements."""
    demand_sector(by)
    limits = bounds(by.today)
    found = book(session, limits)
    groups = tuple(one for _, one in _shown(session, found, limits, by.actor))
    return SectorMatches(**_bounds(limits), groups=groups)


def demand_sector(by: Act) -> None:
    """Refuse whoever may not read the sector; who only speaks for a vendor learns not even that it is there."""
    if by.actor.anonymous and not by.actor.system:
        raise UnauthenticatedError("Log eerst in, of stuur een API-sleutel mee.")
    if by.actor.only_vendor:
        raise NotFoundError("Deze pagina bestaat niet.")
    by.demand(Right.READ_SECTOR)


def board_matches(session: Session, board_number: str, *, by: Act) -> BoardMatches:
    """Return the groups in which a board stands, and its own contracts; a fixed number of statements."""
    by.demand(Right.READ_BOARD, board_number)
    board = session.get(Board, board_number)
    if board is None:
        raise NotFoundError("Bestuur %(board)s is niet gevonden.", board=board_number)
    limits = bounds(by.today)
    shares = board.sharing is Sharing.SECTOR
    mine = board_contracts(session, board_number, limits)
    shown = _shown(session, book(session, limits), limits, by.actor, board_number) if shares else ()
    placed = {deal.key: place for place, (group, _) in enumerate(shown) for deal in group.deals}
    names = _product_names(session, board_number)
    reach = published_reach(session)
    return BoardMatches(
        **_bounds(limits),
        groups=tuple(one for _, one in shown),
        board_number=board.number,
        board_name=board.name,
        shares=shares,
        joint_buying=board.joint_buying,
        row_version=board.row_version,
        contracts=tuple(
            OwnContract(
                **_own(one),
                products=tuple(names.get(one.id, ())),
                components=tuple((reach.name(guid) if reach else "") or guid for guid in one.held.components),
                group=placed.get(one.held.key),
            )
            for one in sorted(mine, key=lambda one: (one.held.end or date.max, one.title))
        ),
        without_contract=_uncontracted(session, board_number),
    )


def _bounds(limits: Bounds) -> dict[str, Any]:
    return {
        "as_of": limits.on,
        "least": limits.least,
        "window_months": limits.window_months,
        "horizon_months": limits.horizon_months,
    }


def _own(one: Own) -> dict[str, Any]:
    held = one.held
    return {
        "id": one.id,
        "title": one.title,
        "term_end": held.end,
        "last_notice_day": one.last_notice_day,
        "window_first": held.window.first if held.window else None,
        "window_last": held.window.last if held.window else None,
        "unmatched": held.unmatched,
    }


def _shown(
    session: Session, found: Book, limits: Bounds, actor: Actor, board_number: str = ""
) -> tuple[tuple[Group, JointGroup], ...]:
    """Return the groups that an actor may see, of one board or of all, each with what is shown of it."""
    reach = published_reach(session)
    known = frozenset(number for number in actor.boards if actor.may(Right.READ_BOARD, number))
    told: list[tuple[Group, JointGroup]] = []
    for group in rules.groups(one.deal for one in found.held.values()):
        if board_number and board_number not in group.boards:
            continue
        parts = rules.visible(_parts(group, found), known, limits.least)
        if parts and (not board_number or board_number in {one.board for one in parts}):
            name = (reach.name(group.component) if reach else "") or component_names().get(
                group.component, group.component
            )
            told.append((group, _group(group, name, parts, found=found, known=known, limits=limits)))
    return tuple(sorted(told, key=lambda one: (one[1].component_name.casefold(), one[1].quarter)))


def _parts(group: Group, found: Book) -> tuple[Part, ...]:
    """Return what every board brings to a group."""
    mine: dict[str, list[Held]] = defaultdict(list)
    for deal in group.deals:
        mine[deal.board].append(found.held[deal.key])
    return tuple(_part(board, held, group, found) for board, held in sorted(mine.items()))


def _part(board: str, held: Sequence[Held], group: Group, found: Book) -> Part:
    member = found.members[board]
    reached = [found.reached[one.key, group.component] for one in held]
    if any(one.whole for one in reached):
        pupils = member.pupils
    else:
        brins = {brin for one in reached for brin in one.schools}
        pupils = pupils_of(member.schools[brin] for brin in brins if brin in member.schools)
    prices = [one.price for one in held]
    value = None if None in prices else sum((one for one in prices if one is not None), Decimal(0))
    return Part(board, member.named, pupils.known, pupils.at_least, value)


def _group(
    group: Group, name: str, parts: Sequence[Part], *, found: Book, known: frozenset[str], limits: Bounds
) -> JointGroup:
    hidden = {one.board for one in rules.hidden_of(parts, known)}
    pupils = rules.total(parts, known, limits.least, of=(one.pupils for one in parts), step=limits.round_pupils)
    value = rules.total(parts, known, limits.least, of=(one.value for one in parts), step=limits.round_euro)
    masked = any(one.at_least for one in parts)
    named = tuple(_named(one, group, found, known) for one in parts if one.board not in hidden)
    return JointGroup(
        component_guid=group.component,
        component_name=name,
        quarter=group.quarter,
        boards=len(parts),
        pupils=_figure(pupils, at_least=pupils.amount is not None and (masked or pupils.at_least)),
        yearly_price=_figure(value, at_least=value.amount is not None and value.at_least),
        named=tuple(sorted(named, key=lambda one: (not one.own, one.name.casefold(), one.number))),
    )


def _figure(one: Total, *, at_least: bool) -> Figure:
    return Figure(amount=one.amount, unknown=one.unknown, at_least=at_least, rounded=one.rounded)


def _named(part: Part, group: Group, found: Book, known: frozenset[str]) -> NamedBoard:
    ends = {found.held[one.key].end for one in group.deals if one.board == part.board}
    return NamedBoard(
        number=part.board,
        name=found.members[part.board].name,
        own=part.board in known,
        pupils=part.pupils,
        pupils_at_least=part.at_least and part.pupils is not None,
        yearly_price=part.value,
        contract_ends=tuple(sorted(end for end in ends if end is not None)),
    )


def _product_names(session: Session, board_number: str) -> dict[UUID, list[str]]:
    query = (
        select(col(ContractProduct.contract_id), col(Product.name))
        .join(Contract, col(Contract.id) == col(ContractProduct.contract_id))
        .join(Product, col(Product.key) == col(ContractProduct.product_key))
        .where(col(Contract.board_number) == board_number)
        .order_by(col(Product.name))
    )
    found: dict[UUID, list[str]] = defaultdict(list)
    for contract_id, name in session.execute(query):
        found[contract_id].append(name)
    return found


def _uncontracted(session: Session, board_number: str) -> tuple[UncontractedUse, ...]:
    """Return the active uses of a board whose product stands in none of its contracts."""
    contracted = (
        select(col(ContractProduct.product_key))
        .join(Contract, col(Contract.id) == col(ContractProduct.contract_id))
        .where(col(Contract.board_number) == board_number)
    )
    query = (
        select(col(Use.id), col(Use.own_name), col(Product.name), col(Product.key))
        .join(Product, col(Product.key) == col(Use.product_key))
        .where(
            col(Use.board_number) == board_number,
            col(Use.status).in_(ACTIVE),
            col(Use.product_key).not_in(contracted),
        )
    )
    rows = (
        UncontractedUse(id=use_id, name=own or product, product_key=key)
        for use_id, own, product, key in session.execute(query)
    )
    return tuple(sorted(rows, key=lambda one: (one.name.casefold(), str(one.id))))
