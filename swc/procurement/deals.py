"""The contracts of boards that share, as far as they can match: read for the whole sector in a few statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Row, String, case, cast, func, select
from sqlmodel import Session, col

from swc.boards.kinds import Sharing
from swc.boards.models import Board, School
from swc.landscape.contracts.rules import Notice, Terms, notice_day, plus_months, term_end, yearly_cost
from swc.landscape.kinds import ACTIVE, Renewal
from swc.landscape.models import Contract, ContractProduct, Placement, Use, UseSchool
from swc.procurement.kinds import Unmatched
from swc.procurement.rules import Deal, Window, quarters, window
from vocab.norms import norm

Scope = tuple[ColumnElement[bool], ...]

SHARED: Scope = (col(Board.sharing) == Sharing.SECTOR,)


@dataclass(frozen=True, slots=True)
class Bounds:
    """The norms of a day: how wide a window is, how far ahead is looked, and the fewest boards that are told of.

    `horizon` is the last day on which a contract may end.
    """

    on: date
    window_months: int
    horizon_months: int
    least: int
    round_pupils: int
    round_euro: int
    horizon: date


def bounds(on: date) -> Bounds:
    """Return the norms that hold on a day."""
    ahead = norm("joint-buying-horizon-months", on).whole
    return Bounds(
        on=on,
        window_months=norm("joint-buying-window-months", on).whole,
        horizon_months=ahead,
        horizon=plus_months(on, ahead),
        least=norm("vd01-min-boards", on).whole,
        round_pupils=norm("joint-buying-round-pupils", on).whole,
        round_euro=norm("joint-buying-round-euro", on).whole,
    )


class Held(NamedTuple):
    """One contract: its board, the end of its running term, its window, and why it cannot match (nothing: it can)."""

    key: str
    board: str
    end: date | None
    price: Decimal | None
    components: tuple[str, ...]
    window: Window | None
    quarters: tuple[date, ...]
    unmatched: Unmatched | None

    @property
    def deal(self) -> Deal:
        """Return it as the rules match it."""
        return Deal(self.key, self.board, self.components, self.quarters if self.unmatched is None else ())


@dataclass(frozen=True, slots=True)
class Own:
    """A contract of the board that asks, by name, with its last notice day as far as known."""

    id: UUID
    title: str
    last_notice_day: date | None
    held: Held


@dataclass(frozen=True, slots=True)
class Member:
    """A board that shares: its name, whether it wants to be named, its schools with their pupils, and those of all."""

    number: str
    name: str
    named: bool
    schools: Mapping[str, tuple[int | None, bool]]
    pupils: Pupils


class Pupils(NamedTuple):
    """A number of pupils, a lower bound when `at_least`; nothing is unknown."""

    known: int | None
    at_least: bool


def pupils_of(schools: Iterable[tuple[int | None, bool]]) -> Pupils:
    """Add up the pupils of schools, each with whether its number is a lower bound."""
    counts = tuple(schools)
    known = [count for count, _ in counts if count is not None]
    at_least = len(known) < len(counts) or any(masked for _, masked in counts)
    return Pupils(sum(known) if known else None, at_least)


class Reached(NamedTuple):
    """For whom a contract holds at a component: the whole board, or the schools named (BRINs)."""

    whole: bool
    schools: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """Everything that matching asks: contracts by key, whom they reach per component, and boards."""

    held: Mapping[str, Held]
    reached: Mapping[tuple[str, str], Reached]
    members: Mapping[str, Member]


_COLUMNS = (
    Contract.board_number,
    Contract.legal_form,
    Contract.end_date,
    Contract.ended_on,
    Contract.notice_days,
    Contract.notice_months,
    Contract.renewal,
    Contract.renewal_months,
    Contract.yearly_price,
)
_KEY = cast(col(Contract.id), String).label("key")
"""The key of a contract as the database writes it: turning tens of thousands into UUIDs takes longer than matching."""


def book(session: Session, limits: Bounds) -> Book:
    """Return the contracts of every board that shares and can match; four statements, whatever their number."""
    scope = (
        *SHARED,
        col(Contract.ended_on).is_(None),
        col(Contract.end_date) <= limits.horizon,
        (col(Contract.end_date) >= limits.on) | (col(Contract.renewal) == Renewal.AUTOMATIC),
    )
    components: dict[str, list[str]] = defaultdict(list)
    reached: dict[tuple[str, str], Reached] = {}
    session.flush()
    for key, guid, whole, brins in _placements(session, scope):
        both = key, guid
        before = reached.get(both)
        if before is None:
            components[key].append(guid)
        reached[both] = _WHOLE if whole else _joined(before, brins or "")
    rows = session.connection().execute(_contracts(scope))
    return Book(
        held={row[0]: _held(row, components.get(row[0], ()), limits) for row in rows},
        reached=reached,
        members=_members(session),
    )


def board_contracts(session: Session, board_number: str, limits: Bounds) -> tuple[Own, ...]:
    """Return every contract of one board, also those that cannot match and why; two statements."""
    scope = (col(Contract.board_number) == board_number,)
    components: dict[str, list[str]] = defaultdict(list)
    for key, guid, *_ in _placements(session, scope):
        components[key].append(guid)
    query = _contracts(scope).add_columns(col(Contract.id), col(Contract.title))
    return tuple(_own(row, components.get(row[0], ()), limits) for row in session.execute(query))


def _own(row: Row[Any], components: Sequence[str], limits: Bounds) -> Own:
    return Own(row.id, row.title, notice_day(_terms(row), limits.on), _held(row, components, limits))


_WHOLE = Reached(whole=True)
_APART = " "


def _contracts(scope: Scope) -> Any:  # noqa: ANN401 - a select of named columns
    query: Any = select(_KEY, *(col(one) for one in _COLUMNS))
    return query.join(Board, col(Board.number) == col(Contract.board_number)).where(*scope)


def _placements(session: Session, scope: Scope) -> Iterator[tuple[Any, ...]]:
    """Yield key, component, whether the use holds for the whole board, and else its schools as one text.

    Outer joins, so that a database without statistics starts at the contracts and not at every placement there is.
    """
    brins = (
        select(func.aggregate_strings(col(UseSchool.brin), _APART))
        .where(col(UseSchool.use_id) == col(Use.id))
        .scalar_subquery()
    )
    query: Any = select(
        _KEY,
        col(Placement.component_guid),
        col(Use.whole_board),
        case((col(Use.whole_board).is_(False), brins)),
    )
    used = (
        (col(Use.board_number) == col(Contract.board_number))
        & (col(Use.product_key) == col(ContractProduct.product_key))
        & col(Use.status).in_(ACTIVE)
    )
    found = session.connection().execute(
        query.select_from(Contract)
        .join(Board, col(Board.number) == col(Contract.board_number))
        .outerjoin(ContractProduct, col(ContractProduct.contract_id) == col(Contract.id))
        .outerjoin(Use, used)
        .outerjoin(Placement, col(Placement.use_id) == col(Use.id))
        .where(*scope)
    )
    return (row for row in found if row[1] is not None)


def _joined(before: Reached | None, brins: str) -> Reached:
    """Return whom a contract reaches once the schools of one more use are known."""
    if before is not None and before.whole:
        return before
    known = before.schools if before else ()
    return Reached(whole=False, schools=(*known, *(one for one in brins.split(_APART) if one)))


def _members(session: Session) -> dict[str, Member]:
    schools: dict[str, dict[str, tuple[int | None, bool]]] = defaultdict(dict)
    query = select(col(School.board_number), col(School.brin), col(School.pupils), col(School.pupils_at_least))
    for number, brin, pupils, at_least in session.execute(
        query.join(Board, col(Board.number) == col(School.board_number)).where(*SHARED)
    ):
        schools[number][brin] = (pupils, at_least)
    rows = session.execute(select(col(Board.number), col(Board.name), col(Board.joint_buying)).where(*SHARED))
    found = ((number, name, named, schools.get(number, {})) for number, name, named in rows)
    return {one[0]: Member(*one, pupils_of(one[3].values())) for one in found}


def _held(row: tuple[Any, ...], components: Sequence[str], limits: Bounds) -> Held:
    """Return a contract as it can match; unpacked by place, since a name for each field of each row takes longer."""
    key, board, form, end, ended, days, months, _, _, price, *_ = row
    if ended is not None or (end is not None and end < limits.on):
        end = term_end(_terms(row), limits.on)
    span, open_in = _span(end, days, months, limits.window_months, limits.on) if end else (None, ())
    placed = (components[0],) if len(components) == 1 else tuple(sorted(set(components)))
    return Held(
        key,
        board,
        end,
        yearly_cost(Terms(legal_form=form), None) if price is None else price,
        placed,
        span,
        open_in,
        _why_not(ended, end, placed, open_in, limits),
    )


def _terms(row: tuple[Any, ...]) -> Terms:
    _, _, form, end, ended, days, months, renewal, again, *_ = row
    return Terms(
        legal_form=form,
        end_date=end,
        ended_on=ended,
        notice_days=days,
        notice_months=months,
        renewal=renewal,
        renewal_months=again,
    )


@lru_cache(maxsize=16_384)
def _span(
    end: date, notice_days: int | None, notice_months: int | None, months: int, on: date
) -> tuple[Window, tuple[date, ...]]:
    """Return the window of a contract with its quarters still to come; many contracts end on the same days."""
    found = window(end, Notice(notice_days, notice_months), months)
    return found, tuple(one for one in quarters(found) if one >= on)


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
