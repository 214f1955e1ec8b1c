"""`swc user`: accounts from the machine itself."""

from __future__ import annotations

import pytest
from sqlmodel import Session, select

from swc.access.roles import Role
from swc.boards.login.passwords import Passwords
from swc.boards.models import Person, RoleGrant, VendorGrant
from tests.api.cli.conftest import Command
from tests.factories.boards import make_board
from tests.factories.catalogue import make_vendor
from tests.personas import BOARD_A

PASSWORD = "vier woorden op een rij"


def test_an_account_with_a_role_gets_a_password_that_is_shown_once(swc: Command, installation: Session) -> None:
    make_board(installation)
    installation.commit()
    result = swc("user", "add", "Anne@Linde.example", "--role", "privacy_officer", "--board", BOARD_A)
    assert result.exit_code == 0
    person = installation.exec(select(Person)).one()
    shown = result.stdout.rpartition(": ")[2].strip()
    assert Passwords().matches(shown, person.password_hash)
    assert (person.name, person.email) == ("Anne", "anne@linde.example")
    assert installation.exec(select(RoleGrant.role)).all() == [Role.PRIVACY_OFFICER]


def test_a_purchaser_is_made_from_the_machine_too(swc: Command, installation: Session) -> None:
    make_board(installation)
    installation.commit()
    assert swc("user", "add", "petra@linde.example", "--role", "purchaser", "--board", BOARD_A).exit_code == 0
    assert installation.exec(select(RoleGrant.role)).all() == [Role.PURCHASER]


def test_somebody_is_let_speak_for_a_vendor_and_that_ends(swc: Command, installation: Session) -> None:
    make_vendor(installation)
    installation.commit()
    assert swc("user", "add", "vera@meerschool.example", "--vendor", "meerschool").exit_code == 0
    assert installation.exec(select(VendorGrant.vendor_key)).all() == ["meerschool"]
    assert swc("user", "vendor", "vera@meerschool.example", "meerschool", "--end").exit_code == 0
    installation.rollback()
    assert installation.exec(select(VendorGrant)).all() == []
    assert swc("user", "vendor", "Vera@meerschool.example", "meerschool").exit_code == 0
    assert swc("user", "vendor", "vera@meerschool.example", "bestaat-niet").exit_code == 1
    assert swc("user", "add", "victor@meerschool.example", "--vendor", "bestaat-niet").exit_code == 1
    assert len(installation.exec(select(Person)).all()) == 1


def test_a_password_of_the_own_choice_comes_over_standard_input_and_is_not_shown(
    swc: Command, installation: Session
) -> None:
    words = ("user", "add", "sacha@sector.example", "--name", "Sacha", "--role", "sector_editor", "--password-stdin")
    result = swc(*words, typed=PASSWORD + "\n")
    assert result.exit_code == 0
    assert PASSWORD not in result.stdout
    person = installation.exec(select(Person)).one()
    assert Passwords().matches(PASSWORD, person.password_hash)
    assert person.password_expires_at is None


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("geen adres",), "Dit is geen e-mailadres"),
        (("a@b.example", "--role", "editor", "--board", "99999"), "Bestuur 99999 is niet gevonden"),
        (("a@b.example", "--role", "editor"), "zijn rollen in de sector"),
        (("a@b.example", "--password-stdin"), "stond geen wachtwoord"),
    ],
)
def test_a_mistake_makes_no_account(swc: Command, installation: Session, words: tuple[str, ...], says: str) -> None:
    result = swc("user", "add", *words)
    assert result.exit_code == 1
    assert says in str(result.exception)
    assert installation.exec(select(Person)).all() == []


def test_a_forgotten_password_is_replaced(swc: Command, installation: Session) -> None:
    swc("user", "add", "anne@linde.example", "--password-stdin", typed=PASSWORD + "\n")
    result = swc("user", "password", "anne@linde.example")
    shown = result.stdout.rpartition(": ")[2].strip()
    assert Passwords().matches(shown, installation.exec(select(Person.password_hash)).one())


def test_an_account_is_closed_and_opened(swc: Command, installation: Session) -> None:
    swc("user", "add", "anne@linde.example")
    assert swc("user", "close", "anne@linde.example").exit_code == 0
    assert not installation.exec(select(Person.active)).one()
    assert swc("user", "open", "anne@linde.example").exit_code == 0
    installation.rollback()
    assert installation.exec(select(Person.active)).one()
    assert swc("user", "close", "niemand@linde.example").exit_code == 1
