"""Reads of saved questions: one's own and those of one's boards, what is offered, and what everybody sees."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import or_
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select

from swc.access.kinds import Act, Actor
from swc.access.roles import Right
from swc.boards.login.actors import person_id_of
from swc.boards.models import Person
from swc.errors import NotAllowedError, NotFoundError
from swc.questions.kinds import Offer
from swc.questions.models import SavedQuery
from swc.questions.rules import Standing, may_change, may_decide, may_know_author, may_read
from swc.questions.schemas import ParameterInput, PublishedQuery, QueryDetail, QueryRef


def seen_queries(session: Session, *, by: Act) -> tuple[QueryRef, ...]:
    """Return the questions that somebody keeps or that are shared with one of their boards, by title; one statement."""
    boards = sorted(number for number in by.actor.boards if by.actor.may(Right.READ_BOARD, number))
    mine = person_of(by.actor)
    shared, own = col(SavedQuery.board_number).in_(boards), col(SavedQuery.author_id) == mine
    rows = session.exec(
        _with_author()
        .where(shared if mine is None else or_(shared, own), col(SavedQuery.withdrawn_at).is_(None))
        .order_by(SavedQuery.title, SavedQuery.name)
    )
    return tuple(_ref(row, author, by.actor) for row, author in rows)


def offered_queries(session: Session, *, by: Act) -> tuple[QueryRef, ...]:
    """Return the questions that wait for a decision, oldest first; for sector editors."""
    by.demand(Right.EDIT_CATALOGUE)
    rows = session.exec(
        _with_author()
        .where(SavedQuery.offer == Offer.OFFERED, col(SavedQuery.withdrawn_at).is_(None))
        .order_by(col(SavedQuery.updated_at), SavedQuery.name)
    )
    return tuple(_ref(row, author, by.actor) for row, author in rows)


def published_queries(session: Session) -> tuple[PublishedQuery, ...]:
    """Return the questions that were accepted for everybody, by title."""
    rows = session.exec(
        select(col(SavedQuery.published)).where(
            col(SavedQuery.published).is_not(None), col(SavedQuery.withdrawn_at).is_(None)
        )
    )
    found = [PublishedQuery.model_validate(row) for row in rows if row]
    return tuple(sorted(found, key=lambda one: (one.title.lower(), one.name)))


def published_query(session: Session, name: str) -> PublishedQuery | None:
    """Return one question that was accepted for everybody, or nothing."""
    row = session.exec(select(SavedQuery).where(SavedQuery.name == name)).first()
    if row is None or row.published is None or row.withdrawn_at is not None:
        return None
    return PublishedQuery.model_validate(row.published)


def query_detail(session: Session, name: str, *, by: Act) -> QueryDetail:
    """Return a question as it stands; raises `NotFoundError` for who may not see it."""
    found = session.exec(_with_author().where(SavedQuery.name == name)).first()
    if found is None or not may_read(by.actor, standing(found[0])):
        raise NotFoundError("Deze vraag is niet gevonden.")
    row, author = found
    one = standing(row)
    return QueryDetail(
        **_ref(row, author, by.actor).model_dump(),
        text=row.text,
        parameters=tuple(ParameterInput.model_validate(each) for each in row.parameters),
        plot_over=row.plot_over,
        plot_of=row.plot_of,
        decision_reason=row.decision_reason,
        row_version=row.row_version,
        may_change=may_change(by.actor, one),
        may_decide=may_decide(by.actor, one),
    )


def standing(row: SavedQuery) -> Standing:
    """Return what decides on who may do what with a question."""
    return Standing(
        author=str(row.author_id or ""),
        board_number=row.board_number,
        offer=row.offer,
        published=row.published is not None,
        withdrawn=row.withdrawn_at is not None,
    )


def person_of(actor: Actor) -> UUID | None:
    """Return the account of an actor, or nothing for keys and who is anonymous."""
    try:
        return person_id_of(actor)
    except NotAllowedError:
        return None


def _with_author() -> Select[SavedQuery, str]:
    """Return a query for questions with the name of who made each, as long as that account is open."""
    is_author = (col(Person.id) == col(SavedQuery.author_id)) & col(Person.active)
    return select(SavedQuery, Person.name).join(Person, is_author, isouter=True)


def _ref(row: SavedQuery, author: str | None, actor: Actor) -> QueryRef:
    one = standing(row)
    return QueryRef(
        name=row.name,
        title=row.title,
        explanation=row.explanation,
        scope=row.scope,
        version=row.version,
        offer=row.offer,
        board_number=row.board_number,
        author=(author or "") if may_know_author(actor, one) else "",
        mine=bool(actor.key) and actor.key == one.author,
        published=one.published,
        updated_at=row.updated_at,
    )
