"""Administering a board: people, keys, sharing and schools, by its administrator and nobody else."""

from __future__ import annotations

import re

import pytest
from sqlmodel import Session, select

from swc.access.kinds import Actor
from swc.access.roles import Right, Role
from swc.boards.kinds import Sharing
from swc.boards.login.keys import key_proof
from swc.boards.login.passwords import CHEAP, Passwords
from swc.boards.models import ApiKey, Board, Person, RoleGrant, School
from tests.api.conftest import Door
from tests.factories.boards import make_board, make_person, make_school
from tests.personas import ADMIN, ANNE, ANONYMOUS, BOARD_A, BOARD_B, CHRIS, NOW, SACHA
from tests.query_count import counted

BASE = f"/besturen/{BOARD_A}/beheer"
BERT = {"email": "bert@linde.example", "name": "Bert", "role": "editor"}
KEY = {"label": "BI", "scopes": ["read", "sparql"], "expires_on": "2026-06-30"}
NOBODY = "00000000-0000-4000-8000-000000000000"
POSTS = (
    "/personen",
    f"/personen/{NOBODY}/wachtwoord",
    f"/personen/{NOBODY}/rollen/toekennen",
    "/sleutels",
    "/delen",
    "/scholen",
)


@pytest.fixture(autouse=True)
def _boards(session: Session) -> None:
    make_board(session)
    make_board(session, number=BOARD_B, name="Lyceum Zuid")


def secret(text: str) -> str:
    """Return the secret that a page shows."""
    found = re.search(r"<code>([^<]+)</code>", text)
    assert found
    return found[1]


def test_the_page_shows_people_keys_sharing_and_schools(door: Door, session: Session) -> None:
    make_person(session, name="Bo <i>", roles={BOARD_A: (Role.EDITOR,)})
    make_school(session, pupils=12)
    text = door(ADMIN).get(BASE).text
    for expected in ("Bo &lt;i&gt;", "bewerker", "API-sleutels", "Niet gedeeld", "Basisschool De Eik"):
        assert expected in text


def test_who_keeps_people_in_the_sector_sees_people_only(door: Door, session: Session) -> None:
    make_person(session, name="Bo", roles={BOARD_A: (Role.EDITOR,)})
    text = door(SACHA).get(BASE).text
    assert "Bo" in text
    assert "API-sleutels" not in text
    assert f'href="/besturen/{BOARD_A}/applicaties"' not in text


@pytest.mark.parametrize(("actor", "status"), [(ANNE, 403), (CHRIS, 404), (ANONYMOUS, 303)])
def test_others_do_not_see_it(door: Door, actor: Actor, status: int) -> None:
    assert door(actor).get(BASE).status_code == status


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize(("actor", "status"), [(ANNE, 403), (CHRIS, 404), (ANONYMOUS, 404)])
def test_others_change_nothing(door: Door, session: Session, path: str, actor: Actor, status: int) -> None:
    data = {**BERT, **KEY, "sharing": "sector", "expected_version": "1", "brin": "11AA", "sector": "po"}
    answer = door(actor).post(BASE + path, data=data)
    assert answer.status_code == status
    assert [session.exec(select(table)).all() for table in (Person, RoleGrant, ApiKey, School)] == [[], [], [], []]
    assert session.get_one(Board, BOARD_A).sharing is Sharing.PRIVATE


def test_a_purchaser_is_a_role_that_the_page_offers_and_gives(door: Door, session: Session) -> None:
    client = door(ADMIN)
    assert '<option value="purchaser"' in client.get(BASE).text
    assert "purchaser" in client.get(BASE, headers={"Cookie": "taal=en"}).text
    client.post(f"{BASE}/personen", data={**BERT, "role": "purchaser"})
    assert session.exec(select(RoleGrant.role)).all() == [Role.PURCHASER]
    assert "inkoper" in client.get(BASE).text


def test_a_new_person_gets_a_password_that_the_page_shows_once(door: Door, session: Session) -> None:
    client = door(ADMIN)
    answer = client.post(f"{BASE}/personen", data=BERT)
    assert answer.status_code == 200
    shown = secret(answer.text)
    person = session.exec(select(Person)).one()
    assert Passwords(CHEAP).matches(shown, person.password_hash)
    again = client.get(BASE).text
    assert shown not in again
    assert "uitgenodigd" in again


def test_somebody_with_an_account_gets_the_role_without_a_password(door: Door, session: Session) -> None:
    make_person(session, email=BERT["email"], roles={BOARD_B: (Role.READER,)})
    answer = door(ADMIN).post(f"{BASE}/personen", data=BERT)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{BASE}#personen")
    assert session.exec(select(RoleGrant.role).where(RoleGrant.board_number == BOARD_A)).all() == [Role.EDITOR]


@pytest.mark.parametrize(
    ("change", "field"), [({"email": "geen adres"}, "email"), ({"name": ""}, "name"), ({"role": "baas"}, "role")]
)
def test_a_wrong_invitation_comes_back_with_its_error_beside_it(door: Door, change: dict[str, str], field: str) -> None:
    answer = door(ADMIN).post(f"{BASE}/personen", data={**BERT, **change})
    assert answer.status_code == 400
    assert f'id="fout-{field}-1"' in answer.text


def test_a_role_is_given_and_taken(door: Door, session: Session) -> None:
    person = make_person(session, roles={BOARD_A: (Role.READER,)})
    client = door(ADMIN)
    for deed, role in (("toekennen", "editor"), ("intrekken", "reader")):
        assert client.post(f"{BASE}/personen/{person.id}/rollen/{deed}", data={"role": role}).status_code == 303
    assert session.exec(select(RoleGrant.role)).all() == [Role.EDITOR]


def test_a_sector_role_cannot_be_had_through_this_page(door: Door, session: Session) -> None:
    person = make_person(session, roles={BOARD_A: (Role.READER,)})
    answer = door(ADMIN).post(f"{BASE}/personen/{person.id}/rollen/toekennen", data={"role": "sector_editor"})
    assert answer.status_code == 400
    grants = session.exec(select(RoleGrant)).all()
    assert [(grant.board_number, grant.role) for grant in grants] == [(BOARD_A, Role.READER)]


def test_a_form_cannot_name_another_board_or_person_than_its_address(door: Door, session: Session) -> None:
    person = make_person(session, roles={BOARD_A: (Role.READER,)})
    data = {"role": "editor", "board_number": BOARD_B, "person_id": NOBODY}
    door(ADMIN).post(f"{BASE}/personen/{person.id}/rollen/toekennen", data=data)
    assert session.exec(select(RoleGrant.board_number, RoleGrant.role).where(RoleGrant.role == Role.EDITOR)).all() == [
        (BOARD_A, Role.EDITOR)
    ]


def test_a_forgotten_password_is_replaced_for_who_belongs_here_alone(door: Door, session: Session) -> None:
    own = make_person(session, roles={BOARD_A: (Role.READER,)})
    other = make_person(session, email="b@x.example", roles={BOARD_A: (Role.READER,), BOARD_B: (Role.READER,)})
    client = door(ADMIN)
    answer = client.post(f"{BASE}/personen/{own.id}/wachtwoord")
    shown = secret(answer.text)
    session.expire_all()
    assert Passwords(CHEAP).matches(shown, own.password_hash)
    refused = client.post(f"{BASE}/personen/{other.id}/wachtwoord")
    assert refused.status_code == 400
    assert "elders een rol" in refused.text


def test_a_key_is_shown_once_works_and_can_be_withdrawn(door: Door, session: Session) -> None:
    client = door(ADMIN)
    shown = secret(client.post(f"{BASE}/sleutels", data=KEY).text)
    actor = key_proof(session, shown, now=NOW).actor
    assert actor.may(Right.QUERY_BOARD, BOARD_A)
    key = session.exec(select(ApiKey)).one()
    assert shown not in client.get(BASE).text
    assert client.post(f"{BASE}/sleutels/{key.id}/intrekken").status_code == 303
    assert "ingetrokken op" in client.get(BASE).text


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"label": ""}, "label"),
        ({"scopes": []}, "scopes"),
        ({"expires_on": "2029-01-01"}, "expires_on"),
        ({"expires_on": "nooit"}, "expires_on"),
    ],
)
def test_a_wrong_key_comes_back_with_its_error_beside_it(door: Door, change: dict[str, object], field: str) -> None:
    answer = door(ADMIN).post(f"{BASE}/sleutels", data={**KEY, **change})
    assert answer.status_code == 400
    assert f'id="fout-{field}-1"' in answer.text


def test_the_sharing_level_is_chosen_and_a_late_choice_refused(door: Door, session: Session) -> None:
    client = door(ADMIN)
    data = {"sharing": "sector", "expected_version": "1"}
    assert client.post(f"{BASE}/delen", data=data).status_code == 303
    session.expire_all()
    assert session.get_one(Board, BOARD_A).sharing is Sharing.SECTOR
    late = client.post(f"{BASE}/delen", data={**data, "sharing": "private"})
    assert late.status_code == 400
    assert "intussen gewijzigd" in late.text


def test_a_school_is_added_and_a_wrong_brin_told(door: Door, session: Session) -> None:
    client = door(ADMIN)
    data = {"brin": "11aa", "name": "De Eik", "city": "Zwolle", "sector": "po"}
    assert client.post(f"{BASE}/scholen", data=data).status_code == 303
    assert session.exec(select(School.brin)).all() == ["11AA"]
    wrong = client.post(f"{BASE}/scholen", data={**data, "brin": "eik"})
    assert wrong.status_code == 400
    assert 'id="fout-brin-1"' in wrong.text


def test_more_people_do_not_mean_more_statements(door: Door, session: Session) -> None:
    client = door(ADMIN)
    lengths = []
    for number in range(2):
        with counted(session) as statements:
            client.get(BASE)
        lengths.append(len([one for one in statements if one.startswith("SELECT")]))
        for extra in range(10):
            make_person(session, email=f"{number}.{extra}@x.example", roles={BOARD_A: (Role.READER,)})
        session.flush()
    assert lengths[0] == lengths[1]
