"""Reads of what boards answered on how they set up their uses, and of the questions that apply to one."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, select
from sqlmodel import Session, col

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.access.schemas import ReadModel
from swc.catalogue.models import Product
from swc.errors import NotFoundError
from swc.landscape.kinds import SettingAnswer
from swc.landscape.models import Use, UseAnswer
from swc.landscape.queries import use_summary
from swc.landscape.schemas import UseSummary
from swc.landscape.settings import Circumstances, asked
from vocab import facts


class Setting(ReadModel):
    """One question that applies to a use (scheme `use-questions`); without an answer nobody said anything."""

    question: str
    answer: SettingAnswer | None = None
    reason: str = ""
    answered_at: datetime | None = None
    answered_by: str = ""


class UseSettings(ReadModel):
    """How a board set up a use: every question that applies, in reading order."""

    use_id: UUID
    board_number: str
    settings: tuple[Setting, ...]
    unanswered: int


def board_answers(session: Session, board_number: str) -> dict[UUID, dict[str, SettingAnswer]]:
    """Return every answer of a board by use and question, in one statement."""
    found: dict[UUID, dict[str, SettingAnswer]] = defaultdict(dict)
    for use_id, question, answer in session.execute(_of_board(), {"board": board_number}):
        found[use_id][question] = answer
    return found


@cache
def _of_board() -> Select[*tuple[Any, ...]]:
    return (
        select(col(UseAnswer.use_id), col(UseAnswer.question), col(UseAnswer.answer))
        .join(Use, col(Use.id) == col(UseAnswer.use_id))
        .where(col(Use.board_number) == bindparam("board"))
    )


def circumstances(use: UseSummary, ai_use: str | None) -> Circumstances:
    """Return what decides which questions apply to a use; `ai_use` is the product's (scheme `ai-uses`)."""
    parents = None
    if use.components:
        parents = any(one.guid in facts.parent_login_components() for one in use.components)
    return Circumstances(
        traits=facts.product_traits().get(use.product_key, frozenset()),
        ai_use=ai_use,
        level=use.data_level,
        personal_data=use.personal_data,
        categories=frozenset(one.code for one in use.categories),
        categories_unknown=use.categories_unknown,
        parents=parents,
    )


def use_settings(session: Session, board_number: str, use_id: UUID, *, on: date) -> UseSettings | None:
    """Return the questions that apply to a use with their answers; nothing when the board has no such use."""
    use = use_summary(session, board_number, use_id, on=on)
    if use is None:
        return None
    ai_use = session.execute(select(col(Product.ai_use)).where(col(Product.key) == use.product_key)).scalar()
    rows = session.execute(select(UseAnswer).where(col(UseAnswer.use_id) == use_id)).scalars().all()
    given = {row.question: row for row in rows}
    settings = tuple(_setting(code, given.get(code)) for code in asked(circumstances(use, ai_use)))
    return UseSettings(
        use_id=use_id,
        board_number=board_number,
        settings=settings,
        unanswered=sum(one.answer is None for one in settings),
    )


def open_settings(session: Session, board_number: str, use_id: UUID, *, by: Act) -> UseSettings:
    """Return what `use_settings` returns to whoever may read the board; raises `NotFoundError` otherwise."""
    by.demand(Right.READ_BOARD, board_number)
    found = use_settings(session, board_number, use_id, on=by.today)
    if found is None:
        raise NotFoundError("Deze applicatie staat niet in het landschap van bestuur %(board)s.", board=board_number)
    return found


def _setting(code: str, row: UseAnswer | None) -> Setting:
    if row is None:
        return Setting(question=code)
    return Setting(
        question=code,
        answer=row.answer,
        reason=row.reason,
        answered_at=row.answered_at,
        answered_by=row.answered_by,
    )
