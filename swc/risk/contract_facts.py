"""The contracts of a board and its ways out as the rules read them, in three statements."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, bindparam, select
from sqlmodel import Session, col

from swc.landscape.contracts.judging import thresholds
from swc.landscape.contracts.rules import Terms, notice_conflict, notice_day, status, term_end
from swc.landscape.models import Contract, ContractProduct, Use, UseExit
from swc.risk.supply_facts import ContractFact, ExitFact
from vocab.kept import Kept

_TERMS = tuple(Terms.__dataclass_fields__)
_KEPT: Kept[ContractFact] = Kept()


def contracts(session: Session, board_number: str, today: date) -> tuple[ContractFact, ...]:
    """Return every contract of a board as it stands on a day, by title, in two statements."""
    asked = {"board": board_number}
    rows = session.execute(_of_board(), asked).all()
    products: dict[UUID, list[str]] = defaultdict(list)
    for contract_id, key in session.execute(_named(), asked):
        products[contract_id].append(key)
    found = (_contract(row, frozenset(products[row.id]), today) for row in rows)
    return tuple(sorted(found, key=lambda one: (one.title, one.id)))


def exits(session: Session, board_number: str) -> dict[UUID, ExitFact]:
    """Return what is recorded on leaving the applications of a board, in one statement."""
    rows = session.execute(_exits(), {"board": board_number})
    return {row[0]: ExitFact(row[1], row[2], row[3]) for row in rows}


@cache
def _of_board() -> Select[*tuple[Any, ...]]:
    columns = (col(getattr(Contract, one)) for one in ("id", "title", *_TERMS))
    return select(*columns).where(col(Contract.board_number) == bindparam("board"))


@cache
def _named() -> Select[*tuple[Any, ...]]:
    """Return the statement for the products of the contracts of a board."""
    named = select(col(ContractProduct.contract_id), col(ContractProduct.product_key))
    of_mine = named.join(Contract, col(Contract.id) == col(ContractProduct.contract_id))
    return of_mine.where(col(Contract.board_number) == bindparam("board"))


@cache
def _exits() -> Select[*tuple[Any, ...]]:
    columns = (UseExit.use_id, UseExit.exit_plan, UseExit.export_format, UseExit.export_tested_on)
    wanted = select(*(col(one) for one in columns)).join(Use, col(Use.id) == col(UseExit.use_id))
    return wanted.where(col(Use.board_number) == bindparam("board"))


def _contract(row: Row[Any], products: frozenset[str], today: date) -> ContractFact:
    return _KEPT.of(row.id, (tuple(row), products, today), lambda: _stands(row, products, today))


def _stands(row: Row[Any], products: frozenset[str], today: date) -> ContractFact:
    terms = Terms(**{one: getattr(row, one) for one in _TERMS})
    held = thresholds(today)
    return ContractFact(
        id=str(row.id),
        title=row.title,
        form=terms.legal_form,
        status=status(terms, today, warning_days=held.warning_days),
        verdict=notice_conflict(terms, today, held.notice),
        renewal=terms.renewal,
        signed_on=terms.signed_on,
        term_end=term_end(terms, today),
        last_notice_day=notice_day(terms, today),
        notice_months=terms.notice_months,
        notice_days=terms.notice_days,
        data_processing_service=terms.data_processing_service,
        products=products,
    )
