"""The contracts of boards that share, as far as they can match: read for the whole sector in a few statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, select
from sqlmodel import Session, col

from swc.boards.kinds import Sharing
from swc.boards.models import Board, School
from swc.landscape.contracts.rules import Notice, Terms, plus_months, term_end, yearly_cost
from swc.landscape.kinds import ACTIVE, Renewal
from swc.landscape.models import Contract, ContractProduct, Placement, Use, UseSchool
from swc.procurement.kinds import Unmatched
from swc.procurement.rules import Deal, Window, quarters, window
from vocab.norms import norm

Scope = tuple[ColumnElement[bool], ...]

SHARED: Scope = (col(Board.sharing) == Sharing.SECTOR,)


@dataclass(frozen=True, slots=True)
class Bounds:
    """The norms of a day: how wide a window is, how far ahead is looked, and the fewest boards that are told of."""

    on: date
    window_months: int
    horizon_months: int
    least: int
    round_pupils: int
    round_euro: int

    @property
    def horizon(self) -> date:
        """Return the last day on which a contract may end."""
        return plus_months(self.on, self.horizon_months)


def bounds(on: date) -> Bounds:
    """Return the norms that hold on a day."""
    return Bounds(
        on=on,
        window_months=norm("joint-buying-window-months", on).whole,
        horizon_months=norm("joint-buying-horizon-months", on).whole,
        least=norm("vd01-min-boards", on).whole,
        round_pupils=norm("joint-buying-round-pupils", on).whole,
        round_euro=norm("joint-buying-round-euro", on).whole,
    )


@dataclass(frozen=True, slots=True)
class Held:
    """One contract: its board, the end of its running term, its window, and why it cannot match (nothing: it can)."""

    key: UUID
    board: str
    title: str
    end: date | None
    notice: Notice
    price: Decimal | None
    components: tuple[str, ...]
    window: Window | None
    quarters: tuple[date, ...]
    unmatched: Unmatched | None

    @property
    def deal(self) -> Deal:
        """Return it as the rules match it."""
        return Deal(self.key.hex, self.board, self.components, self.quarters if self.unmatched is None else ())


@dataclass(frozen=True, slots=True)
class Member:
    """A board that shares: its name, whether it wants to be named, and its schools with their pupils."""

    number: str
    name: str
    named: bool
    schools: Mapping[str, tuple[int | None, bool]]


@dataclass(frozen=True, slots=True)
class Book:
    """Everything that matching asks: contracts by key, for which use and school they hold per component, and boards."""

    held: Mapping[str, Held]
    uses: Mapping[tuple[str, str], frozenset[UUID]]
    parts: Mapping[UUID, frozenset[str]]
    members: Mapping[str, Member]
    names: Mapping[str, str]


_COLUMNS = (
    Contract.id,
    Contract.board_number,
    Contract.title,
    Contract.legal_form,
    Contract.signed_on,
    Contract.start_date,
    Contract.end_date,
    Contract.ended_on,
    Contract.notice_days,
    Contract.notice_months,
    Contract.renewal,
    Contract.renewal_months,
    Contract.yearly_price,
)


def book(session: Session, limits: Bounds) -> Book:
    """Return the contracts of every board that shares and can match; five statements, whatever their number."""
    scope = (
        *SHARED,
        col(Contract.ended_on).is_(None),
        col(Contract.end_date) <= limits.horizon,
        (col(Contract.end_date) >= limits.on) | (col(Contract.renewal) == Renewal.AUTOMATIC),
    )
    placed = _placements(session, scope)
    components: dict[str, list[str]] = defaultdict(list)
    uses: dict[tuple[str, str], set[UUID]] = defaultdict(set)
    for row in placed:
        key = row.contract_id.hex
        uses[key, row.component_guid].add(row.use_id)
        components[key].append(row.component_guid)
    held = (_held(row, components.get(row.id.hex, ()), limits) for row in _contracts(session, scope))
    return Book(
        held={one.key.hex: one for one in held},
        uses={key: frozenset(ids) for key, ids in uses.items()},
        parts=_parts(session, scope),
        members=_members(session),
        names={row.component_guid: row.component_name for row in placed},
    )


def board_contracts(session: Session, board_number: str, limits: Bounds) -> tuple[Held, ...]:
    """Return every contract of one board, also those that cannot match and why; two statements."""
    scope = (col(Contract.board_number) == board_number,)
    components: dict[UUID, list[str]] = defaultdict(list)
    for row in _placements(session, scope):
        components[row.contract_id].append(row.component_guid)
    rows = _contracts(session, scope)
    return tuple(_held(row, components.get(row.id, ()), limits) for row in rows)


def _contracts(session: Session, scope: Scope) -> Iterable[Row[Any]]:
    query: Any = select(*(col(one) for one in _COLUMNS)).join(Board, col(Board.number) == col(Contract.board_number))
    return session.execute(query.where(*scope)).all()


def _placements(session: Session, scope: Scope) -> Iterable[Row[Any]]:
    """Return on which component the active uses under each contract are placed."""
    query: Any = (
        select(
            col(ContractProduct.contract_id),
            col(Placement.component_guid),
            col(Placement.component_name),
            col(Use.id).label("use_id"),
        )
        .join(Contract, col(Contract.id) == col(ContractProduct.contract_id))
        .join(Board, col(Board.number) == col(Contract.board_number))
        .join(
            Use,
            (col(Use.board_number) == col(Contract.board_number))
            & (col(Use.product_key) == col(ContractProduct.product_key)),
        )
        .join(Placement, col(Placement.use_id) == col(Use.id))
        .where(*scope, col(Use.status).in_(ACTIVE))
    )
    return session.execute(query).all()


def _parts(session: Session, scope: Scope) -> dict[UUID, frozenset[str]]:
    """Return the schools of the uses under contracts that do not hold for the whole board."""
    query = (
        select(col(UseSchool.use_id), col(UseSchool.brin))
        .join(Use, col(Use.id) == col(UseSchool.use_id))
        .join(ContractProduct, col(ContractProduct.product_key) == col(Use.product_key))
        .join(
            Contract,
            (col(Contract.id) == col(ContractProduct.contract_id))
            & (col(Contract.board_number) == col(Use.board_number)),
        )
        .join(Board, col(Board.number) == col(Contract.board_number))
        .where(*scope, col(Use.whole_board).is_(False))
    )
    found: dict[UUID, set[str]] = defaultdict(set)
    for use_id, brin in session.execute(query):
        found[use_id].add(brin)
    return {use_id: frozenset(brins) for use_id, brins in found.items()}


def _members(session: Session) -> dict[str, Member]:
    schools: dict[str, dict[str, tuple[int | None, bool]]] = defaultdict(dict)
    query = select(col(School.board_number), col(School.brin), col(School.pupils), col(School.pupils_at_least))
    for number, brin, pupils, at_least in session.execute(
        query.join(Board, col(Board.number) == col(School.board_number)).where(*SHARED)
    ):
        schools[number][brin] = (pupils, at_least)
    rows = session.execute(select(col(Board.number), col(Board.name), col(Board.joint_buying)).where(*SHARED))
    return {number: Member(number, name, named, schools.get(number, {})) for number, name, named in rows}


def _held(row: Row[Any], components: Iterable[str], limits: Bounds) -> Held:
    terms = Terms(
        legal_form=row.legal_form,
        signed_on=row.signed_on,
        start_date=row.start_date,
        end_date=row.end_date,
        ended_on=row.ended_on,
        notice_days=row.notice_days,
        notice_months=row.notice_months,
        renewal=row.renewal,
        renewal_months=row.renewal_months,
    )
    end, notice = term_end(terms, limits.on), Notice(row.notice_days, row.notice_months)
    span = window(end, notice, limits.window_months) if end is not None else None
    days = quarters(span) if span is not None else ()
    placed = tuple(sorted(set(components)))
    return Held(
        key=row.id,
        board=row.board_number,
        title=row.title,
        end=end,
        notice=notice,
        price=yearly_cost(terms, row.yearly_price),
        components=placed,
        window=span,
        quarters=days,
        unmatched=_why_not(row.ended_on, end, placed, days, limits),
    )


def _why_not(
    ended_on: date | None, end: date | None, placed: tuple[str, ...], days: tuple[date, ...], limits: Bounds
) -> Unmatched | None:
    if ended_on is not None or (end is not None and end < limits.on):
        return Unmatched.ENDED
    if end is None:
        return Unmatched.NO_END
    if not placed:
        return Unmatched.NO_COMPONENT
    if end > limits.horizon:
        return Unmatched.TOO_FAR
    return None if days else Unmatched.NO_WINDOW
