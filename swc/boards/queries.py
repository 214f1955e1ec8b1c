"""Reading boards: the list for somebody, one board with its schools and sites; always the same number of statements."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Integer, Subquery, func
from sqlmodel import Session, col, select

from swc.access.kinds import Act, Actor
from swc.access.roles import Right, Role
from swc.boards.kinds import Sharing
from swc.boards.models import Board, School, Site
from swc.boards.schemas import BoardDetail, BoardSummary, SchoolSummary, SiteSummary
from swc.errors import NotFoundError

_OVERSEES = (Right.MANAGE_PEOPLE, Right.IMPORT_BOARDS)


def boards_of(
    session: Session, actor: Actor, *, search: str = "", offset: int = 0, limit: int = 100
) -> tuple[BoardSummary, ...]:
    """Return the boards an actor may see, ordered by name; one statement, at most `limit` boards.

    That is every board where a role lets the actor read. Who keeps boards or people in the sector sees the names of
    all boards (DUO publishes these), without a way into their landscapes.
    """
    schools, sites = _counts()
    rows = session.exec(
        select(Board, func.coalesce(schools.c.n, 0), func.coalesce(sites.c.n, 0))
        .outerjoin(schools, schools.c.board_number == col(Board.number))
        .outerjoin(sites, sites.c.board_number == col(Board.number))
        .where(*_seen_by(actor, search))
        .order_by(func.lower(col(Board.name)), col(Board.number))
        .offset(offset)
        .limit(limit)
    )
    return tuple(_summary(row, actor, schools=n, sites=m) for row, n, m in rows)


def count_boards(session: Session, actor: Actor, *, search: str = "") -> int:
    """Return how many boards an actor may see."""
    return session.exec(select(func.count()).select_from(Board).where(*_seen_by(actor, search))).one()


def open_board(session: Session, number: str, *, by: Act) -> BoardDetail:
    """Return a board to who may read it; for anybody else it does not exist."""
    by.demand(Right.READ_BOARD, number)
    found = board_detail(session, number)
    if found is None:
        raise NotFoundError("Bestuur %(board)s is niet gevonden.", board=number)
    return found


def board_detail(session: Session, number: str) -> BoardDetail | None:
    """Return a board with its schools and sites, or None when there is no such board; three statements."""
    board = session.get(Board, number)
    if board is None:
        return None
    schools = board_schools(session, number)
    known = [school.pupils for school in schools if school.pupils is not None]
    partly = len(known) < len(schools) or any(school.pupils_at_least for school in schools)
    return BoardDetail(
        number=board.number,
        name=board.name,
        sector=board.sector,
        kvk_number=board.kvk_number,
        street=board.street,
        postcode=board.postcode,
        city=board.city,
        municipality=board.municipality,
        denomination=board.denomination,
        phone=board.phone,
        website=board.website,
        sharing=board.sharing,
        joint_buying=board.joint_buying,
        source=board.source,
        checked_on=board.checked_on,
        pupils=sum(known) if known else None,
        pupils_at_least=bool(known) and partly,
        schools=schools,
        row_version=board.row_version,
    )


def board_schools(session: Session, number: str) -> tuple[SchoolSummary, ...]:
    """Return the schools of a board with their sites, ordered by name; two statements."""
    schools = session.exec(
        select(School).where(col(School.board_number) == number).order_by(col(School.name), col(School.brin))
    ).all()
    sites: dict[str, list[SiteSummary]] = {}
    for site in session.exec(
        select(Site)
        .join(School, col(School.brin) == col(Site.brin))
        .where(col(School.board_number) == number)
        .order_by(col(Site.code))
    ):
        sites.setdefault(site.brin, []).append(_site(site))
    return tuple(_school(school, sites.get(school.brin, ())) for school in schools)


def _seen_by(actor: Actor, search: str) -> list[ColumnElement[bool]]:
    """Return the conditions on boards: those an actor may see, and of these the ones that are searched for."""
    conditions: list[ColumnElement[bool]] = []
    if not any(actor.may(right) for right in _OVERSEES):
        readable = [number for number in actor.boards if actor.may(Right.READ_BOARD, number)]
        conditions.append(col(Board.number).in_(readable))
    if search:
        named = func.lower(col(Board.name)).contains(search.lower(), autoescape=True)
        conditions.append(named | col(Board.number).startswith(search, autoescape=True))
    return conditions


def _counts() -> tuple[Subquery, Subquery]:
    """Return the subqueries that count schools and sites per board."""
    schools = (
        select(col(School.board_number), func.count().cast(Integer).label("n"))
        .group_by(col(School.board_number))
        .subquery()
    )
    sites = (
        select(col(School.board_number), func.count().cast(Integer).label("n"))
        .join(Site, col(Site.brin) == col(School.brin))
        .group_by(col(School.board_number))
        .subquery()
    )
    return schools, sites


def _summary(board: Board, actor: Actor, *, schools: int, sites: int) -> BoardSummary:
    """Turn a board into a line of the list."""
    held: frozenset[Role] = actor.boards.get(board.number, frozenset())
    return BoardSummary(
        number=board.number,
        name=board.name,
        sector=board.sector,
        city=board.city,
        schools=schools,
        sites=sites,
        roles=tuple(sorted(held)),
        readable=actor.may(Right.READ_BOARD, board.number),
    )


def _school(school: School, sites: Iterable[SiteSummary]) -> SchoolSummary:
    """Turn a school and its sites into what is shown."""
    return SchoolSummary(
        brin=school.brin,
        name=school.name,
        sector=school.sector,
        city=school.city,
        pupils=school.pupils,
        pupils_at_least=school.pupils_at_least,
        sites=tuple(sites),
    )


def _site(site: Site) -> SiteSummary:
    """Turn a site into what is shown."""
    return SiteSummary(code=site.code, name=site.name, street=site.street, postcode=site.postcode, city=site.city)


def board_numbers(session: Session) -> tuple[str, ...]:
    """Return the number of every board, in order."""
    return tuple(session.exec(select(Board.number).order_by(Board.number)).all())


def existing_numbers(session: Session, numbers: Iterable[str]) -> frozenset[str]:
    """Return those of some numbers that are of a board."""
    return frozenset(session.exec(select(Board.number).where(col(Board.number).in_(sorted(numbers)))))


def sharing_numbers(session: Session) -> tuple[str, ...]:
    """Return the number of every board that shares with the sector, in order."""
    query = select(Board.number).where(Board.sharing == Sharing.SECTOR).order_by(Board.number)
    return tuple(session.exec(query).all())
