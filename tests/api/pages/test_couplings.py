"""Couplings as people see and enter them."""

from __future__ import annotations

from uuid import uuid4

import pytest
from lxml import html
from sqlmodel import Session, select

from swc.access.kinds import Actor
from swc.landscape.models import Coupling
from tests.api.conftest import Door
from tests.factories.landscape import make_codes, make_coupling, make_landscape, make_use
from tests.personas import ANONYMOUS, BOARD_A, BRAM, CARLA, CHRIS

COUPLINGS = f"/besturen/{BOARD_A}/koppelingen"


@pytest.fixture(autouse=True)
def surroundings(session: Session) -> None:
    make_landscape(session)
    make_codes(session, "coupling-directions", "uit", "in", "beide")


def test_a_reader_sees_both_ends_and_cannot_change(door: Door, session: Session) -> None:
    make_coupling(session, make_use(session), target_name="ROD", standards=("oso",))
    text = door(BRAM).get(COUPLINGS).text
    cells = [cell.text_content().strip() for cell in html.fromstring(text).xpath("//tbody/tr/*")]
    assert (cells[0], cells[2]) == ("Magister", "ROD")
    assert "Koppeling toevoegen" not in text


def test_a_coupling_is_added_from_the_page_of_a_use_and_changed(door: Door, session: Session) -> None:
    use, client = make_use(session), door(CARLA)
    page = html.fromstring(client.get(f"{COUPLINGS}/nieuw", params={"van": str(use.id)}).text)
    assert page.xpath("//select[@name='source_use_id']/option[@selected]/@value") == [str(use.id)]
    form = {"source_use_id": str(use.id), "target_name": "ROD", "direction": "uit", "standards": ["oso"]}
    assert client.post(f"{COUPLINGS}/nieuw", data=form).status_code == 303
    coupling = session.exec(select(Coupling)).one()
    address = f"{COUPLINGS}/{coupling.id}"
    (stored,) = html.fromstring(client.get(address).text).xpath("//form[@data-guard]")
    sent = dict(stored.form_values())
    assert (sent["target_name"], sent["standards"], sent["version"]) == ("ROD", "oso", "1")
    assert client.post(address, data=sent | {"target_name": "Basispoort"}).status_code == 303
    assert client.post(address, data=sent).status_code == 409
    session.refresh(coupling)
    assert coupling.target_name == "Basispoort"
    assert client.post(f"{address}/verwijderen").status_code == 303
    assert session.exec(select(Coupling)).all() == []


def test_a_coupling_without_another_end_is_refused_and_kept_in_the_form(door: Door, session: Session) -> None:
    use = make_use(session)
    form = {"source_use_id": str(use.id), "direction": "in", "description": "groepen"}
    answer = door(CARLA).post(f"{COUPLINGS}/nieuw", data=form)
    assert answer.status_code == 400
    page = html.fromstring(answer.text)
    assert page.xpath("//textarea[@name='description']")[0].text == "groepen"
    assert page.xpath("//input[@name='target_name']/@aria-invalid") == ["true"]


@pytest.mark.parametrize(("actor", "status"), [(BRAM, 403), (CHRIS, 404), (ANONYMOUS, 401)])
def test_who_may_not_edit_changes_nothing(door: Door, session: Session, actor: Actor, status: int) -> None:
    use = make_use(session)
    coupling = make_coupling(session, use)
    client = door(actor)
    form = {"source_use_id": str(use.id), "target_name": "x"}
    assert client.post(f"{COUPLINGS}/nieuw", data=form).status_code == status
    assert client.post(f"{COUPLINGS}/{coupling.id}/verwijderen").status_code == status
    assert len(session.exec(select(Coupling)).all()) == 1


def test_a_coupling_that_is_not_there_is_not_found(door: Door) -> None:
    assert door(CARLA).get(f"{COUPLINGS}/{uuid4()}").status_code == 404
    assert door(CHRIS).get(COUPLINGS).status_code == 404
