"""Citing a central DPIA from a dossier, on a page and in JSON: its measures become tasks."""

from __future__ import annotations

import pytest
from sqlmodel import Session, select

from swc.catalogue.kinds import CentralOutcome
from swc.dpia.models import Assessment, AssessmentMeasure
from tests.api.conftest import Door
from tests.factories.boards import make_board
from tests.factories.catalogue import make_central, make_central_measure, make_product
from tests.factories.dpia import make_assessment
from tests.factories.landscape import make_use
from tests.personas import BOARD_A, BOARD_B, BRAM, CARLA, CHRIS, PETRA


@pytest.fixture
def dossier(session: Session) -> Assessment:
    """Return the assessment of a use of a product with two versions of a central DPIA."""
    make_board(session)
    make_board(session, number=BOARD_B, name="Anders")
    make_product(session)
    make_central(session, versions=(("2024", CentralOutcome.CONDITIONAL), ("2025", CentralOutcome.CONDITIONAL)))
    make_central_measure(session, "M1", text="Zet namen uit.", number=1)
    make_central_measure(session, "M2", text="Informeer ouders.", number=2)
    return make_assessment(session, use_id=make_use(session, product="leerspoor").id)


def page(dossier: Assessment) -> str:
    """Return the address of the page."""
    return f"/besturen/{BOARD_A}/dpia/dossiers/{dossier.id}/centraal"


def test_citing_takes_over_measures_and_a_newer_version_marks_what_fell_away(
    door: Door, session: Session, dossier: Assessment
) -> None:
    client = door(CARLA)
    assert f'href="{page(dossier)}"' in client.get(page(dossier).removesuffix("/centraal")).text
    assert 'value="dpia-leerspoor/2"' in client.get(page(dossier)).text
    assert client.post(page(dossier), data={"central": "dpia-leerspoor/1"}).status_code == 303
    assert "Zet namen uit." in client.get(page(dossier)).text
    assert client.post(page(dossier), data={"central": "dpia-leerspoor/2"}).status_code == 303
    text = client.get(page(dossier)).text
    assert text.index("Zet namen uit.") < text.index("vervallen in de aangehaalde versie") < text.index("Informeer")
    assert (
        'href="/centrale-dpias/dpia-leerspoor/1"' in client.get(page(dossier).replace("centraal", "maatregelen")).text
    )
    assert len(session.exec(select(AssessmentMeasure)).all()) == 2


def test_a_refused_citation_shows_what_was_typed(door: Door, dossier: Assessment) -> None:
    answer = door(CARLA).post(page(dossier), data={"central": "dpia-leerspoor/1", "local_part_on": "2030-01-01"})
    assert answer.status_code == 400
    assert 'value="2030-01-01"' in answer.text
    late = door(CARLA).post(page(dossier), data={"central": "dpia-leerspoor/1", "expected_version": "9"})
    assert late.status_code == 400


def test_others_do_not_cite(door: Door, dossier: Assessment) -> None:
    data = {"central": "dpia-leerspoor/1"}
    assert "<form" not in door(BRAM).get(page(dossier)).text.partition("<main")[2]
    assert door(BRAM).post(page(dossier), data=data).status_code == 403
    assert door(PETRA).get(page(dossier)).status_code == 403
    assert door(CHRIS).get(page(dossier)).status_code == 404


def test_json_cites_by_the_version_that_was_read(door: Door, dossier: Assessment) -> None:
    client = door(CARLA)
    path = f"/api/v1/boards/{BOARD_A}/assessments/{dossier.id}"
    read = client.get(path)
    body = {"centralKey": "dpia-leerspoor", "centralNumber": 1}
    made = client.put(f"{path}/central", json=body, headers={"If-Match": read.headers["ETag"]})
    assert made.status_code == 200
    assert [(one["centralCode"], one["dropped"]) for one in made.json()["measures"]] == [("M1", False)]
    assert client.put(f"{path}/central", json=body, headers={"If-Match": read.headers["ETag"]}).status_code == 412
    assert client.put(f"{path}/central", json=body).status_code == 428
