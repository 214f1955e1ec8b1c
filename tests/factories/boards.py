"""Boards, schools and people for tests, with readable defaults."""

from __future__ import annotations

from sqlmodel import Session

from swc.access.roles import Role
from swc.boards.kinds import Sector, Sharing
from swc.boards.models import Board, Person, RoleGrant, School, Site
from tests.personas import BOARD_A, NOW

UNUSABLE = "!"
"""A password hash that no password matches."""


def make_board(
    session: Session,
    *,
    number: str = BOARD_A,
    name: str = "Stichting De Linde",
    sector: Sector = Sector.PO,
    sharing: Sharing = Sharing.PRIVATE,
    kvk_number: str = "",
) -> Board:
    """Add a board."""
    board = Board(number=number, name=name, sector=sector, sharing=sharing, kvk_number=kvk_number)
    session.add(board)
    session.flush()
    return board


def make_school(
    session: Session,
    *,
    brin: str = "11AA",
    board_number: str = BOARD_A,
    name: str = "Basisschool De Eik",
    sector: Sector = Sector.PO,
    pupils: int | None = None,
    city: str = "Zwolle",
) -> School:
    """Add a school to a board that exists."""
    school = School(brin=brin, board_number=board_number, name=name, sector=sector, pupils=pupils, city=city)
    session.add(school)
    session.flush()
    return school


def make_site(
    session: Session, *, code: str = "11AA00", brin: str = "11AA", name: str = "Hoofdvestiging", city: str = "Zwolle"
) -> Site:
    """Add a site to a school that exists."""
    site = Site(code=code, brin=brin, name=name, city=city)
    session.add(site)
    session.flush()
    return site


def make_person(
    session: Session,
    *,
    email: str = "anne@linde.example",
    name: str = "Anne",
    roles: dict[str, tuple[Role, ...]] | None = None,
    sector: tuple[Role, ...] = (),
    password_hash: str = UNUSABLE,
    active: bool = True,
    language: str = "nl",
) -> Person:
    """Add a person; `roles` maps a board number to the roles there, `sector` holds the roles without a board."""
    person = Person(
        email=email, name=name, password_hash=password_hash, active=active, language=language, created_at=NOW
    )
    session.add(person)
    session.flush()
    held = {"": sector, **(roles or {})}
    for board_number, granted in held.items():
        for role in granted:
            session.add(RoleGrant(person_id=person.id, board_number=board_number, role=role))
    session.flush()
    return person
