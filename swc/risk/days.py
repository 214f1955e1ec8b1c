"""Which day was evaluated whole: dates pass for every board at once, and once a day is enough."""

from __future__ import annotations

from datetime import date

from sqlalchemy import delete
from sqlmodel import Session, select

from fora.queries import published
from swc.risk.models import EvaluatedDay


def is_evaluated(session: Session, day: date, rules: str) -> bool:
    """Say whether every board was evaluated on a day, by these rules and with the release that is published now."""
    known = session.exec(select(EvaluatedDay.rules).where(EvaluatedDay.day == day)).first()
    return known is not None and known == _with_release(session, rules)


def note_evaluated(session: Session, day: date, rules: str) -> None:
    """Note that every board was evaluated on a day; it takes the place of the day before."""
    session.execute(delete(EvaluatedDay))
    session.add(EvaluatedDay(day=day, rules=_with_release(session, rules)))
    session.flush()


def _with_release(session: Session, rules: str) -> str:
    release = published(session)
    return f"{rules} {release.version if release else ''}"[:120]
