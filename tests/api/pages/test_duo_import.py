"""Taking in DUO's files from a page."""

from __future__ import annotations

import pytest
from sqlmodel import Session, select

from swc.access.kinds import Actor
from swc.boards.models import Board
from tests.api.conftest import Door
from tests.personas import ADMIN, ANONYMOUS, CARLA, SACHA

PATH = "/besturen/inlezen"
TEXT = b"BEVOEGD GEZAG NUMMER;BEVOEGD GEZAG NAAM\n41101;De Linde\n502;Zuid <b>\n"
SITES = b"BEVOEGD GEZAG NUMMER;INSTELLINGSCODE;VESTIGINGSCODE;VESTIGINGSNAAM\n41101;11XA;00;De Eik\n"


def test_several_files_are_taken_in_and_reported_and_the_second_time_nothing_changes(
    door: Door, session: Session
) -> None:
    client = door(SACHA)
    files = [("files", ("02-basisonderwijs.csv", SITES)), ("files", ("besturen.csv", TEXT))]
    first, second = client.post(PATH, files=files), client.post(PATH, files=files)
    assert (first.status_code, second.status_code) == (200, 200)
    assert '<th scope="row">Besturen</th><td>2</td><td>0</td><td>0</td>' in first.text
    assert '<th scope="row">Besturen</th><td>0</td><td>0</td><td>2</td>' in second.text
    assert session.exec(select(Board.number).order_by(Board.number)).all() == ["00502", "41101"]


def test_a_wrong_row_is_told_with_its_place_and_nothing_is_kept(door: Door, session: Session) -> None:
    answer = door(SACHA).post(PATH, files=[("files", ("<i>.csv", TEXT + b"x;Fout\n"))])
    assert answer.status_code == 400
    assert "&lt;i&gt;.csv, regel 4, kolom BEVOEGD GEZAG NUMMER" in answer.text
    assert session.exec(select(Board)).all() == []


@pytest.mark.parametrize("files", [None, [("files", ("", b""))], [("files", ("leeg.csv", b""))]])
def test_no_file_or_an_empty_one_is_told(door: Door, files: list[tuple[str, tuple[str, bytes]]] | None) -> None:
    answer = door(SACHA).post(PATH, files=files)
    assert answer.status_code == 400
    assert 'class="refusal"' in answer.text


@pytest.mark.parametrize(("actor", "status"), [(ADMIN, 403), (CARLA, 403), (ANONYMOUS, 303)])
def test_only_who_keeps_the_sector_sees_the_form(door: Door, actor: Actor, status: int) -> None:
    assert door(actor).get(PATH).status_code == status


@pytest.mark.parametrize("actor", [ADMIN, CARLA, ANONYMOUS])
def test_only_who_keeps_the_sector_takes_files_in(door: Door, session: Session, actor: Actor) -> None:
    assert door(actor).post(PATH, files=[("files", ("b.csv", TEXT))]).status_code == 403
    assert session.exec(select(Board)).all() == []


def test_the_list_of_boards_leads_to_the_form_for_who_may_use_it(door: Door) -> None:
    assert f'href="{PATH}"' in door(SACHA).get("/besturen").text
    assert f'href="{PATH}"' not in door(ADMIN).get("/besturen").text
