"""What assessments and screenings of a board are read from, read once for all that is told of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, or_, select
from sqlmodel import Session

from swc.dpia.centrals import Centrals, centrals_of
from swc.dpia.evidence import Given, answers, use_facts
from swc.dpia.facts import UseFacts
from swc.dpia.models import Assessment
from swc.dpia.statuses import AssessmentRow
from swc.landscape.schemas import UseSummary


@dataclass(frozen=True, slots=True)
class Ground:
    """The assessments, the facts of the uses, what people answered, and the central DPIAs about or cited by these."""

    rows: Sequence[AssessmentRow]
    facts: Mapping[UUID, UseFacts]
    given: Mapping[UUID, Given]
    centrals: Centrals


def ground(
    session: Session, board_number: str, uses: tuple[UseSummary, ...], only: Collection[UUID] | None = None
) -> Ground:
    """Return the ground of the uses of a board, in seven statements.

    With `only` it is that of those uses: of the assessments, theirs and those over activities.
    """
    asked = {"board": board_number} if only is None else {"board": board_number, "uses": tuple(only)}
    rows = session.execute(_assessments(some=only is not None), asked).all()
    cited = {row.central_key for row in rows if row.central_key}
    return Ground(
        rows=rows,
        facts=use_facts(session, board_number, uses, only),
        given=answers(session, board_number, only),
        centrals=centrals_of(session, products={use.product_key for use in uses}, cited=cited),
    )


@cache
def _assessments(*, some: bool) -> Select[*tuple[Any, ...]]:
    columns = Assessment.__table__.columns  # type: ignore[attr-defined]
    query = select(*columns).where(columns.board_number == bindparam("board"))
    theirs = columns.use_id.in_(bindparam("uses", expanding=True))
    return query.where(or_(theirs, columns.use_id.is_(None))) if some else query
