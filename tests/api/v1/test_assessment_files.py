"""Assessments as files over JSON: open, step, screen, write, weigh; nothing skips a state and no text is lost."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from sqlmodel import Session, select

from swc.access.kinds import Actor
from swc.dpia.files import assessment_file
from swc.dpia.kinds import DpiaEvent, DpiaState
from swc.dpia.models import Assessment
from swc.dpia.rules import TRANSITIONS
from swc.landscape.models import Use
from tests.api.conftest import Door
from tests.factories.boards import make_board, make_school
from tests.factories.catalogue import make_central, make_product
from tests.factories.dpia import make_assessment
from tests.factories.landscape import make_use
from tests.personas import ADMIN, ANNE, BOARD_A, BOARD_B, BRAM, CARLA, CHRIS, FATIMA, NOW

BASE = f"/api/v1/boards/{BOARD_A}"
ANY = {"reason": "Omdat.", "on": "2026-03-02", "fgSeenOn": "2026-03-01", "advice": "Doen.", "conditions": "Mits."}


@pytest.fixture
def use(session: Session) -> Use:
    """Return board A's use of a product with a central DPIA."""
    make_board(session)
    make_board(session, number=BOARD_B, name="Lyceum Zuid")
    make_school(session, pupils=300)
    make_product(session, categories=("P02",))
    make_central(session)
    return make_use(session, product="leerspoor")


@pytest.fixture
def dossier(session: Session, use: Use) -> Assessment:
    """Return the assessment of that use, in progress."""
    return make_assessment(session, use_id=use.id, state=DpiaState.IN_PROGRESS)


def at(dossier: Assessment, path: str = "") -> str:
    """Return an address below a dossier."""
    return f"{BASE}/assessments/{dossier.id}{path}"


def match(version: int) -> dict[str, str]:
    """Return the header that names a version."""
    return {"If-Match": f'"{version}"'}


def given(event: str) -> dict[str, str]:
    """Return a step with whatever any step can ask."""
    steps = [step for (_, what), step in TRANSITIONS.items() if what == event]
    asked = {name.value for step in steps for name in (*step.inputs, *step.optional)}
    names = {"fgSeenOn": "fg_seen_on"}
    return {"event": event, **{key: value for key, value in ANY.items() if names.get(key, key) in asked}}


def test_a_dossier_of_a_use_opens_once(door: Door, use: Use) -> None:
    client = door(ANNE)
    path = f"{BASE}/uses/{use.id}/assessments/dpia"
    first = client.post(path)
    assert (first.status_code, first.json()["head"]["state"]) == (201, "not_assessed")
    assert first.headers["location"] == f"{BASE}/assessments/{first.json()['head']['id']}"
    assert client.post(path).json()["head"]["id"] == first.json()["head"]["id"]


def test_reading_gives_what_the_query_gives(door: Door, session: Session, dossier: Assessment) -> None:
    answer = door(BRAM).get(at(dossier))
    found = assessment_file(session, BOARD_A, dossier.id, NOW.date())
    assert found is not None
    assert answer.json() == found.model_dump(mode="json", by_alias=True)
    assert answer.headers["etag"] == '"1"'


def test_the_list_puts_the_urgent_first_and_takes_a_filter(door: Door, session: Session, use: Use) -> None:
    make_assessment(session, use_id=use.id, state=DpiaState.IN_PROGRESS)
    make_assessment(session, use_id=make_use(session, product="leerspoor", own_name="Klaar").id)
    path = f"{BASE}/assessment-files"
    both = door(BRAM).get(path).json()
    assert [row["urgency"] for row in both["items"]] == ["required", "settled"]
    assert (both["counts"]["required"], both["counts"]["settled"]) == (1, 1)
    only = door(BRAM).get(path, params={"settlement": "settled"}).json()["items"]
    assert [row["title"] for row in only] == ["Klaar"]
    assert door(BRAM).get(path, params={"setlement": "open"}).status_code == 400
    assert door(BRAM).get(path, params={"kind": "iets"}).status_code == 400


def test_no_event_from_no_state_goes_beside_the_table(door: Door, session: Session, use: Use) -> None:
    client = door(ADMIN)
    wrong = []
    row = make_assessment(session, use_id=use.id)
    for state in DpiaState:
        for event in DpiaEvent:
            row.state, row.row_version = state, 1
            session.add(row)
            session.flush()
            answer = client.post(at(row, "/steps"), json=given(event.value), headers=match(1))
            session.refresh(row)
            allowed = TRANSITIONS.get((state, event))
            moved = row.state is not state
            if allowed is None:
                beside = f"{BASE}/uses/{use.id}/assessments/dpia/steps"
                other = client.post(beside, json=given(event.value), headers=match(1))
                if (answer.status_code, other.status_code, moved) != (409, 409, False):
                    wrong.append((state, event, answer.status_code))
            if moved and (allowed is None or row.state is not allowed.to or answer.status_code != 201):
                wrong.append((state, event, row.state))
    assert wrong == []


def test_every_state_can_be_reached_over_json(door: Door, session: Session, use: Use) -> None:
    anne, fatima = door(ANNE), door(FATIMA)
    path = f"{BASE}/assessments/{anne.post(f'{BASE}/uses/{use.id}/assessments/dpia').json()['head']['id']}"
    found: dict[str, Any] = anne.get(path).json()
    screened = anne.put(f"{path}/screening", json={"motive": "Leerlingen."}, headers=match(1))
    assert screened.status_code == 200, screened.json()
    version = int(screened.headers["etag"].strip('"'))
    seen = [found["head"]["state"], screened.json()["head"]["state"]]
    for who, event in (
        (anne, "conclude_required"),
        (anne, "start"),
        (anne, "ask_advice"),
        (fatima, "advise"),
        (anne, "consult_authority"),
        (anne, "answer"),
        (anne, "approve_with_conditions"),
        (anne, "all_measures_done"),
        (anne, "trigger_review"),
    ):
        answer = who.post(f"{path}/steps", json=given(event), headers=match(version))
        assert answer.status_code == 201, (event, answer.json())
        version = int(answer.headers["etag"].strip('"'))
        seen.append(answer.json()["head"]["state"])
    assert seen == [
        "not_assessed",
        "screening",
        "required",
        "in_progress",
        "fg_advice",
        "decision",
        "prior_consultation",
        "decision",
        "approved_conditionally",
        "approved",
        "review",
    ]
    assert session.exec(select(Assessment.state)).one() is DpiaState.REVIEW


def test_two_people_write_one_text_and_the_second_gets_both(door: Door, dossier: Assessment) -> None:
    path = at(dossier, "/sections/purposes")
    anne, carla = door(ANNE), door(CARLA)
    assert anne.get(path).headers["etag"] == '"0"'
    assert anne.put(path, json={"text": "Eerst. Dan."}, headers=match(0)).headers["etag"] == '"1"'
    assert anne.put(path, json={"text": "Eerst dit. Dan."}, headers=match(1)).json()["number"] == 2
    late = carla.put(path, json={"text": "Eerst. Dan dat."}, headers=match(1))
    told = late.json()
    assert late.status_code == 412
    assert (told["base"], told["mine"], told["theirs"]) == ("Eerst. Dan.", "Eerst. Dan dat.", "Eerst dit. Dan.")
    assert (told["proposal"], told["clashes"], told["number"]) == ("Eerst dit. Dan dat.", 0, 2)
    assert carla.put(path, json={"text": told["proposal"]}, headers=match(2)).json()["writtenBy"] == "Carla"


def test_a_text_says_which_version_it_was_written_on(door: Door, dossier: Assessment) -> None:
    path = at(dossier, "/sections/purposes")
    assert door(ANNE).put(path, json={"text": "x"}).status_code == 428
    assert door(ANNE).put(path, json={"text": "x" * 40_001}, headers=match(0)).status_code == 400
    assert door(ANNE).put(at(dossier, "/sections/niets"), json={"text": "x"}, headers=match(0)).status_code == 404


def test_risks_and_measures_are_weighed_linked_and_settled(door: Door, dossier: Assessment) -> None:
    client = door(ANNE)
    body = {"text": "Logboek aanzetten.", "ownerRole": "beheerder", "due": "2026-02-01"}
    measure = client.post(at(dossier, "/measures"), json=body).json()
    assert (measure["state"], measure["overdue"]) == ("open", True)
    risk = {"title": "Onbevoegd inzien", "likelihood": 4, "impact": 4, "measures": [measure["id"]]}
    made = client.post(at(dossier, "/risks"), json=risk)
    assert (made.status_code, made.json()["inherent"], made.json()["residual"]) == (201, "very_high", "unknown")
    risk |= {"residualLikelihood": 1, "residualImpact": 2}
    path = at(dossier, f"/risks/{made.json()['id']}")
    assert client.put(path, json=risk, headers=match(1)).json()["residual"] == "low"
    assert client.put(path, json=risk | {"title": "Anders"}, headers=match(1)).status_code == 412
    outcome = at(dossier, f"/measures/{measure['id']}/outcome")
    assert client.put(outcome, json={"state": "done"}, headers=match(1)).json()["errors"][0]["in"] == "evidence"
    done = client.put(outcome, json={"state": "done", "evidence": "Besluit 12"}, headers=match(1)).json()
    assert (done["state"], done["doneOn"], done["overdue"]) == ("done", "2026-03-02", False)
    assert client.delete(path).status_code == 204
    assert client.get(at(dossier)).json()["risks"] == []


def test_the_measures_of_a_board_are_listed_by_state_and_owner(door: Door, dossier: Assessment) -> None:
    client = door(ANNE)
    for text, due in (("Later.", "2026-09-01"), ("Te laat.", "2026-01-01")):
        client.post(at(dossier, "/measures"), json={"text": text, "due": due, "ownerRole": "beheerder"})
    path = f"{BASE}/measures"
    found = door(BRAM).get(path).json()
    assert [one["text"] for one in found["items"]] == ["Te laat.", "Later."]
    assert (found["open"], found["overdue"], found["owners"]) == (2, 1, ["beheerder"])
    assert found["items"][0]["assessmentTitle"] == "Leerspoor"
    assert [one["text"] for one in client.get(path, params={"overdue": "true"}).json()["items"]] == ["Te laat."]
    assert client.get(path, params={"state": "done"}).json()["items"] == []
    assert client.get(path, params={"state": "wacht"}).status_code == 400


def test_the_authority_extends_its_term_once(door: Door, session: Session, dossier: Assessment) -> None:
    dossier.state = DpiaState.PRIOR_CONSULTATION
    dossier.consulted_on = NOW.date()
    session.add(dossier)
    session.flush()
    path = at(dossier, "/consultation-extension")
    clock = door(ANNE).post(path, json={"on": "2026-03-02"}).json()["head"]["clock"]
    assert (clock["answerDue"], clock["extendedOn"]) == ("2026-06-08", "2026-03-02")
    assert door(ANNE).post(path, json={"on": "2026-03-02"}).status_code == 409


def test_an_incident_reopens_what_was_decided(door: Door, session: Session, use: Use) -> None:
    row = make_assessment(session, use_id=use.id)
    body = {"trigger": "incident", "reason": "Datalek bij de leverancier.", "on": "2026-03-01"}
    answer = door(CARLA).post(at(row, "/triggers"), json=body)
    assert (answer.status_code, answer.json()["head"]["state"]) == (201, "review")
    assert answer.json()["history"][0]["triggers"] == ["incident"]


@pytest.mark.parametrize(("actor", "status"), [(CHRIS, 404), (BRAM, 403)])
def test_outsiders_learn_nothing_and_readers_change_nothing(
    door: Door, dossier: Assessment, actor: Actor, status: int
) -> None:
    client = door(actor)
    assert client.post(at(dossier, "/measures"), json={"text": "x"}).status_code == status
    assert client.put(at(dossier, "/sections/purposes"), json={"text": "x"}, headers=match(0)).status_code == status
    assert client.get(at(dossier)).status_code == (404 if actor is CHRIS else 200)
    assert door(ANNE).get(f"{BASE}/assessments/{UUID(int=7)}").status_code == 404
