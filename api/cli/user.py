"""`swc user`: accounts and their first role, from the machine itself."""

from __future__ import annotations

import sys
from typing import Annotated

import typer
from pydantic import ValidationError
from sqlmodel import Session

from api.cli.opening import acting, open_database
from api.validation import validation_problems
from swc.access.kinds import Act
from swc.access.roles import Role
from swc.boards.login.passwords import Passwords
from swc.boards.people.closing import close_account, reopen_account
from swc.boards.people.roles import grant_role
from swc.boards.people.schemas import Invited, PersonCreate, RoleChange, VendorVoice
from swc.boards.people.service import create_person, replace_password
from swc.boards.people.voices import grant_voice, person_of, revoke_voice
from swc.errors import InvalidInputError, Problem

app = typer.Typer(name="user", help="Accounts en rollen.", no_args_is_help=True)

Email = Annotated[str, typer.Argument(metavar="E-MAILADRES", help="Waarmee deze persoon inlogt.")]


@app.command()
def add(
    email: Email,
    *,
    name: Annotated[str, typer.Option(help="Naam zoals anderen die zien; zonder naam het deel voor de @.")] = "",
    role: Annotated[Role | None, typer.Option(help="De rol die deze persoon krijgt.")] = None,
    board: Annotated[str, typer.Option(help="Nummer van het bestuur waar de rol geldt.")] = "",
    vendor: Annotated[str, typer.Option(help="Sleutel van de leverancier waarvoor deze persoon spreekt.")] = "",
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Lees het wachtwoord van standaardinvoer.")
    ] = False,
) -> None:
    """Maak een account, zo nodig met een rol bij een bestuur of in de sector, of om voor een leverancier te spreken.

    Op een terminal wordt om een wachtwoord gevraagd. Blijft dat leeg, of is er geen terminal, dan wordt er een bedacht
    dat eenmaal wordt getoond en een week werkt.
    """
    person = _person(email, name or email.partition("@")[0])
    password = _password(from_stdin=password_stdin)
    database = open_database()
    with database.write() as session:
        by = acting(database, reason="swc user add")
        made = _make(session, person, password, role=role, board=board, by=by)
        if vendor:
            grant_voice(session, VendorVoice(person_id=made.person_id, vendor_key=vendor), by=by)
    typer.echo(f"Account {made.email} is gemaakt.")
    _tell(made)


@app.command("password")
def replace(email: Email) -> None:
    """Vervang een vergeten wachtwoord door een eenmalig wachtwoord en beëindig alle sessies van dit account."""
    database = open_database()
    with database.write() as session:
        by = acting(database, reason="swc user password")
        made = replace_password(session, email, passwords=Passwords(), by=by)
    _tell(made)


@app.command("vendor")
def speak(
    email: Email,
    vendor: Annotated[str, typer.Argument(metavar="LEVERANCIER", help="Sleutel van de leverancier.")],
    *,
    end: Annotated[bool, typer.Option("--end", help="Beëindig dat deze persoon voor de leverancier spreekt.")] = False,
) -> None:
    """Laat iemand met een account voor een leverancier spreken: gegevens van de eigen producten opgeven."""
    database = open_database()
    with database.write() as session:
        by = acting(database, reason="swc user vendor")
        person = person_of(session, email, by=by)
        change = VendorVoice(person_id=person, vendor_key=vendor)
        (revoke_voice if end else grant_voice)(session, change, by=by)
    typer.echo(
        "Deze persoon spreekt niet meer voor de leverancier." if end else "Deze persoon spreekt nu voor de leverancier."
    )


@app.command()
def close(email: Email) -> None:
    """Sluit een account af: inloggen kan niet meer, open sessies eindigen, rollen en historie blijven."""
    database = open_database()
    with database.write() as session:
        close_account(session, email, by=acting(database, reason="swc user close"))
    typer.echo("Het account is afgesloten.")


@app.command("open")
def reopen(email: Email) -> None:
    """Open een afgesloten of na verkeerde wachtwoorden geblokkeerd account weer."""
    database = open_database()
    with database.write() as session:
        reopen_account(session, email, by=acting(database, reason="swc user open"))
    typer.echo("Het account is open.")


def _make(
    session: Session, person: PersonCreate, password: str | None, *, role: Role | None, board: str, by: Act
) -> Invited:
    """Make the account and give it its role, both or neither."""
    made = create_person(session, person, passwords=Passwords(), password=password, by=by)
    if role is not None:
        grant_role(session, RoleChange(person_id=made.person_id, role=role, board_number=board), by=by)
    return made


def _person(email: str, name: str) -> PersonCreate:
    """Return what was typed as an account to make."""
    try:
        return PersonCreate(email=email, name=name)
    except ValidationError as error:
        problems = validation_problems(error.errors())
        raise InvalidInputError("Het account is niet gemaakt.", problems=problems) from error


def _password(*, from_stdin: bool) -> str | None:
    """Return the password of the person's own choice, or None to have one made up."""
    if from_stdin:
        typed = sys.stdin.readline().rstrip("\r\n")
        if not typed:
            raise _unusable("Op standaardinvoer stond geen wachtwoord.")
        return typed
    if not sys.stdin.isatty():
        return None
    typed = typer.prompt("Wachtwoord (leeg: er wordt er een bedacht)", default="", hide_input=True, show_default=False)
    if typed and typer.prompt("Nog eens", hide_input=True) != typed:
        raise _unusable("De twee wachtwoorden zijn niet gelijk.")
    return typed or None


def _unusable(message: str) -> InvalidInputError:
    """Return the refusal of a password that was typed."""
    return InvalidInputError("Het account is niet gemaakt.", problems=(Problem("wachtwoord", message),))


def _tell(made: Invited) -> None:
    """Show a password that was made up, this once."""
    if made.one_time_password:
        typer.echo(f"Eenmalig wachtwoord (werkt een week): {made.one_time_password}")
