"""The couplings of a board as the rules read them: who receives what, over which standards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, bindparam, select
from sqlmodel import Session, col

from swc.landscape.kinds import Direction
from swc.landscape.models import Coupling, CouplingDataCategory, CouplingStandard
from swc.risk.facts import CouplingFacts
from vocab.kept import Kept

_KEPT: Kept[CouplingFacts] = Kept()

OUTSIDE = ""
"""Stands for a receiver outside the board."""


def couplings(session: Session, board_number: str, names: Mapping[UUID, str]) -> tuple[CouplingFacts, ...]:
    """Return every coupling of a board, in three statements; `names` are those of its uses."""
    rows = session.execute(_of_board(), {"board": board_number}).all()
    standards = _codes(session, board_number, CouplingStandard.coupling_id, CouplingStandard.standard)
    categories = _codes(session, board_number, CouplingDataCategory.coupling_id, CouplingDataCategory.category)
    found = (_kept(row, names, standards.get(row.id, ()), categories.get(row.id, ())) for row in rows)
    return tuple(sorted(found, key=lambda one: (one.name, one.id)))


@cache
def _of_board() -> Select[*tuple[Any, ...]]:
    wanted = (Coupling.id, Coupling.source_use_id, Coupling.target_use_id, Coupling.target_name, Coupling.direction)
    return select(*(col(one) for one in wanted)).where(col(Coupling.board_number) == bindparam("board"))


def _kept(
    row: Row[Any], names: Mapping[UUID, str], standards: Iterable[str], categories: Iterable[str]
) -> CouplingFacts:
    """Return a coupling, put together again only where row, codes or the name of an end differs."""
    target = names[row.target_use_id] if row.target_use_id else ""
    facts = (tuple(row), names[row.source_use_id], target, tuple(standards), tuple(categories))
    return _KEPT.of(row.id, facts, lambda: _coupling(row, names, standards, categories))


def _coupling(
    row: Row[Any], names: Mapping[UUID, str], standards: Iterable[str], categories: Iterable[str]
) -> CouplingFacts:
    source = str(row.source_use_id)
    target = str(row.target_use_id) if row.target_use_id else OUTSIDE
    target_name = names[row.target_use_id] if row.target_use_id else row.target_name
    receivers = {Direction.OUT: (target,), Direction.IN: (source,)}.get(row.direction, (target, source))
    return CouplingFacts(
        id=str(row.id),
        name=f"{names[row.source_use_id]} – {target_name}",
        source_id=source,
        target_id=target or None,
        target_name=target_name,
        receivers=receivers,
        standards=frozenset(standards),
        categories=frozenset(categories),
    )


def _codes(session: Session, board_number: str, key: Any, code: Any) -> dict[UUID, list[str]]:  # noqa: ANN401 - columns
    found: dict[UUID, list[str]] = defaultdict(list)
    for coupling_id, value in session.execute(_coded(key, code), {"board": board_number}):
        found[coupling_id].append(value)
    return found


@cache
def _coded(key: Any, code: Any) -> Select[*tuple[Any, ...]]:  # noqa: ANN401 - columns
    joined = select(col(key), col(code)).join(Coupling, col(Coupling.id) == col(key))
    return joined.where(col(Coupling.board_number) == bindparam("board"))
