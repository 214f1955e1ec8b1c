"""Administering a board: people and roles, API keys, the sharing level and the schools."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter, Response

from api.deps import ActDep, PageDep, SessionDep
from api.forms import parsed
from api.pages.board_desk import AdminDeskDep, ShownOnce, admin_page
from swc.boards.joint_buying import JointBuyingChange, change_joint_buying
from swc.boards.login.keys import KeyCreate, NewKey, create_key, revoke_key
from swc.boards.people.roles import grant_role, revoke_role
from swc.boards.people.schemas import Invitation, Invited, RoleChange
from swc.boards.people.service import invite_person, reset_password
from swc.boards.schemas import SchoolCreate, SharingChange
from swc.boards.service import add_school, change_sharing

router = APIRouter(prefix="/besturen/{number}/beheer")


@router.get("")
def show_admin(number: str, session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Show who has which role, the keys, the sharing level and the schools."""
    return page.render("boards/admin.html", admin_page(session, number, by=act))


@router.post("/personen")
def invite(desk: AdminDeskDep) -> Response:
    """Give somebody a role; a new account's one-time password is shown this once."""
    return desk.show(
        "invite",
        lambda: invite_person(
            desk.session, desk.number, parsed(Invitation, desk.form), passwords=desk.passwords, by=desk.act
        ),
        once=_password,
        notice="De rol is toegekend. Deze persoon had al een account.",
        part="personen",
    )


@router.post("/personen/{person_id}/wachtwoord")
def new_password(person_id: UUID, desk: AdminDeskDep) -> Response:
    """Replace a forgotten password by a one-time one, shown this once."""
    return desk.show(
        "roles",
        lambda: reset_password(desk.session, desk.number, person_id, passwords=desk.passwords, by=desk.act),
        once=_password,
        notice="",
        part="personen",
    )


@router.post("/personen/{person_id}/rollen/toekennen")
def grant(person_id: UUID, desk: AdminDeskDep) -> Response:
    """Give a role to somebody who has one here already."""
    where = {"person_id": person_id, "board_number": desk.number}
    return desk.keep(
        "roles",
        lambda: grant_role(desk.session, parsed(RoleChange, desk.form, **where), by=desk.act),
        notice="De rol is toegekend.",
        part="personen",
    )


@router.post("/personen/{person_id}/rollen/intrekken")
def revoke(person_id: UUID, desk: AdminDeskDep) -> Response:
    """Take a role away."""
    where = {"person_id": person_id, "board_number": desk.number}
    return desk.keep(
        "roles",
        lambda: revoke_role(desk.session, parsed(RoleChange, desk.form, **where), by=desk.act),
        notice="De rol is ingetrokken.",
        part="personen",
    )


@router.post("/sleutels")
def new_key(desk: AdminDeskDep) -> Response:
    """Make an API key, shown this once."""
    return desk.show(
        "key",
        lambda: create_key(desk.session, desk.number, parsed(KeyCreate, desk.form), by=desk.act),
        once=_key,
        notice="",
        part="sleutels",
    )


@router.post("/sleutels/{key_id}/intrekken")
def withdraw_key(key_id: UUID, desk: AdminDeskDep) -> Response:
    """Withdraw an API key at once."""
    return desk.keep(
        "key",
        lambda: revoke_key(desk.session, desk.number, key_id, by=desk.act),
        notice="De sleutel is ingetrokken.",
        part="sleutels",
    )


@router.post("/delen")
def share(desk: AdminDeskDep) -> Response:
    """Choose how far the board lets others see its landscape."""
    return desk.keep(
        "sharing",
        lambda: change_sharing(desk.session, desk.number, parsed(SharingChange, desk.form), by=desk.act),
        notice="De keuze is opgeslagen.",
        part="delen",
    )


@router.post("/samen-inkopen")
def choose_to_be_named(desk: AdminDeskDep) -> Response:
    """Choose whether the board is named to boards with which it could buy together."""
    return desk.keep(
        "joint_buying",
        lambda: change_joint_buying(desk.session, desk.number, parsed(JointBuyingChange, desk.form), by=desk.act),
        notice="De keuze is opgeslagen.",
        part="samen-inkopen",
    )


@router.post("/scholen")
def new_school(desk: AdminDeskDep) -> Response:
    """Add a school by hand."""
    return desk.keep(
        "school",
        lambda: add_school(desk.session, desk.number, parsed(SchoolCreate, desk.form), by=desk.act),
        notice="De school is toegevoegd.",
        part="scholen",
    )


def _password(done: Invited) -> ShownOnce | None:
    """Return the one-time password to show, when one was made."""
    return ShownOnce("password", done.email, done.one_time_password) if done.one_time_password else None


def _key(done: NewKey) -> ShownOnce:
    """Return the key to show."""
    return ShownOnce("key", done.prefix, done.secret)
