"""The couplings of a board as the rules read them: who receives what, over which standards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlmodel import Session, col

from swc.landscape.kinds import Direction
from swc.landscape.models import Coupling, CouplingDataCategory, CouplingStandard
from swc.risk.facts import CouplingFacts

OUTSIDE = ""
"""Stands for a receiver outside the board."""


def couplings(session: Session, board_number: str, names: Mapping[UUID, str]) -> tuple[CouplingFacts, ...]:
    """Return every coupling of a board, in three statements; `names` are those of its uses."""
    mine = col(Coupling.board_number) == board_number
    wanted = (Coupling.id, Coupling.source_use_id, Coupling.target_use_id, Coupling.target_name, Coupling.direction)
    rows = session.execute(select(*(col(one) for one in wanted)).where(mine)).all()
    standards = _codes(session, CouplingStandard.coupling_id, CouplingStandard.standard, mine)
    categories = _codes(session, CouplingDataCategory.coupling_id, CouplingDataCategory.category, mine)
    found = (_coupling(row, names, standards.get(row.id, ()), categories.get(row.id, ())) for row in rows)
    return tuple(sorted(found, key=lambda one: (one.name, one.id)))


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


def _codes(session: Session, key: Any, code: Any, mine: Any) -> dict[UUID, list[str]]:  # noqa: ANN401 - columns
    found: dict[UUID, list[str]] = defaultdict(list)
    query = select(col(key), col(code)).join(Coupling, col(Coupling.id) == col(key)).where(mine)
    for coupling_id, value in session.execute(query):
        found[coupling_id].append(value)
    return found
