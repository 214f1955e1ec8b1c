"""The demo's boards, schools and accounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from api.demo.data import BoardRow, PersonRow, SchoolRow, rows
from swc.access.kinds import Act, Actor
from swc.access.roles import Role
from swc.boards import service as boards
from swc.boards.joint_buying import JointBuyingChange, change_joint_buying
from swc.boards.kinds import Sector, Sharing
from swc.boards.login.passwords import CHEAP, Passwords
from swc.boards.people.roles import grant_role
from swc.boards.people.schemas import PersonCreate, RoleChange
from swc.boards.people.service import create_person
from swc.boards.schemas import BoardCreate, SchoolCreate, SharingChange

PASSWORD = "drie-zeilboten-varen-uit"  # noqa: S105 - the demo's password is printed for everybody
"""The password of every demo account."""


@dataclass(frozen=True, slots=True)
class Login:
    """One account to try: where it holds a role (empty: in the sector, or for a vendor), which, and how to log in."""

    board_number: str
    board_name: str
    role: Role | None
    name: str
    email: str
    password: str


@dataclass(frozen=True, slots=True)
class Cast:
    """Who acts at the boards: actor by board number and role."""

    actors: dict[tuple[str, Role], Actor]
    now: datetime

    def act(self, board_number: str, role: Role, *, days_ago: int = 0, reason: str = "") -> Act:
        """Return a deed of whoever has the role at the board, some days ago."""
        return Act(self.actors[board_number, role], self.now - timedelta(days=days_ago), reason)


def logins() -> tuple[Login, ...]:
    """Return every demo account, once per board where it has a role."""
    names = {row.number: row.name for row in rows(BoardRow)}
    return tuple(
        Login(number, names.get(number, row.vendor), _first(row.roles), row.name, row.email, PASSWORD)
        for row in rows(PersonRow)
        for number in row.boards.split() or [""]
    )


def _first(roles: str) -> Role | None:
    """Return the first role of an account; who only speaks for a vendor has none."""
    return next((Role(name) for name in roles.split()), None)


def add_boards(session: Session, *, by: Act) -> None:
    """Add the boards with their schools."""
    for row in rows(BoardRow):
        data = BoardCreate(number=row.number, name=row.name, sector=Sector(row.sector), city=row.city)
        boards.add_board(session, data, by=by)
        shared = SharingChange(sharing=Sharing(row.sharing), expected_version=1)
        named = JointBuyingChange(
            joint_buying=row.joint_buying == "yes",
            expected_version=boards.change_sharing(session, row.number, shared, by=by),
        )
        change_joint_buying(session, row.number, named, by=by)
    for one in rows(SchoolRow):
        school = SchoolCreate(
            brin=one.brin, name=one.name, sector=Sector(one.sector), city=one.city, pupils=int(one.pupils)
        )
        boards.add_school(session, one.board, school, by=by)


def add_people(session: Session, *, by: Act) -> Cast:
    """Make the accounts with their roles; the hashes are cheap, because everybody may know these passwords."""
    passwords = Passwords(CHEAP)
    actors: dict[tuple[str, Role], Actor] = {}
    for row in rows(PersonRow):
        data = PersonCreate(email=row.email, name=row.name)
        person = create_person(session, data, passwords=passwords, password=PASSWORD, by=by)
        held, places = [Role(name) for name in row.roles.split()], row.boards.split()
        for number in places or [""]:
            for role in held:
                grant_role(session, RoleChange(person_id=person.person_id, role=role, board_number=number), by=by)
        actor = Actor(key=str(person.person_id), label=row.name, boards={number: frozenset(held) for number in places})
        actors |= {(number, role): actor for number in places for role in held}
    return Cast(actors, by.now)
