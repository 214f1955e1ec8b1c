"""People who are reminded, for tests."""

from __future__ import annotations

from sqlmodel import Session

from swc.access.kinds import Actor
from swc.access.roles import Role
from tests.factories.boards import make_person
from tests.personas import BOARD_A


def make_reader(
    session: Session,
    name: str = "Anne",
    *roles: Role,
    boards: tuple[str, ...] = (BOARD_A,),
    language: str = "nl",
    active: bool = True,
) -> Actor:
    """Make somebody with an account and roles at boards (privacy officer unless told), and return them as actor."""
    held = roles or (Role.PRIVACY_OFFICER,)
    person = make_person(
        session,
        email=f"{name.lower()}@swc.test",
        name=name,
        roles=dict.fromkeys(boards, held),
        language=language,
        active=active,
    )
    return Actor(key=str(person.id), label=name, boards=dict.fromkeys(boards, frozenset(held)))
