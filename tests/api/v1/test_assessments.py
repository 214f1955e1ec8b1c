"""Assessments over JSON: read, step with a version, answer, cite; and what is refused."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlmodel import Session

from swc.access.kinds import Actor
from swc.dpia.queries import use_dpia, worklist
from swc.dpia.schemas import LandscapeFilter
from swc.landscape.models import Use
from tests.api.conftest import Door
from tests.factories.boards import make_board, make_school
from tests.factories.catalogue import make_central, make_product
from tests.factories.dpia import make_assessment
from tests.factories.landscape import make_use
from tests.personas import ADMIN, ANNE, BOARD_A, BOARD_B, BRAM, CARLA, CHRIS, NOW, SACHA


@pytest.fixture
def use(session: Session) -> Use:
    """Return board A's use of a product with a central DPIA."""
    make_board(session)
    make_board(session, number=BOARD_B, name="Lyceum Zuid")
    make_school(session, pupils=300)
    make_product(session, categories=("P02",))
    make_central(session)
    return make_use(session, product="leerspoor")


def at(use: Use, path: str = "", board: str = BOARD_A) -> str:
    """Return an address below a use."""
    return f"/api/v1/boards/{board}/uses/{use.id}{path}"


STEPS = "/assessments/dpia/steps"
CENTRAL = "/assessments/dpia/central"


def test_reading_gives_what_the_query_gives(door: Door, session: Session, use: Use) -> None:
    answer = door(BRAM).get(at(use, "/assessments"))
    found = use_dpia(session, BOARD_A, use.id, NOW.date())
    assert found is not None
    assert answer.json() == found.model_dump(mode="json", by_alias=True)


def test_the_worklist_gives_what_the_query_gives_and_takes_the_filters_of_the_list(
    door: Door, session: Session, use: Use
) -> None:
    make_assessment(session, use_id=make_use(session, product="leerspoor", own_name="Klaar").id)
    path = f"/api/v1/boards/{BOARD_A}/assessments"
    found = worklist(session, BOARD_A, LandscapeFilter(), NOW.date())
    answer = door(BRAM).get(path)
    assert answer.json() == found.model_dump(mode="json", by_alias=True)
    assert answer.json()["counts"]["settled"] == 1
    only = door(BRAM).get(path, params={"settlement": "open"}).json()
    assert [row["use"]["id"] for row in only["rows"]] == [str(use.id)]
    assert door(BRAM).get(path, params={"setlement": "open"}).status_code == 400


def test_one_assessment_carries_its_version_as_etag(door: Door, session: Session, use: Use) -> None:
    client = door(ANNE)
    assert client.get(at(use, "/assessments/dpia")).headers["etag"] == '"0"'
    make_assessment(session, use_id=use.id)
    answer = client.get(at(use, "/assessments/dpia"))
    assert (answer.headers["etag"], answer.json()["state"], answer.json()["settlement"]) == (
        '"1"',
        "approved",
        "settled",
    )


def test_a_step_gives_the_new_state_and_the_next_version(door: Door, use: Use) -> None:
    client = door(ANNE)
    answer = client.post(at(use, STEPS), json={"event": "screen"}, headers={"If-Match": '"0"'})
    assert answer.status_code == 201
    assert (answer.json()["state"], answer.headers["etag"]) == ("screening", '"1"')
    events = [one["event"] for one in answer.json()["allowedEvents"]]
    assert events == ["conclude_not_required", "conclude_required"]
    body = {"event": "conclude_not_required", "reason": "Pilot.", "fgSeenOn": "2026-03-01", "on": "2026-03-02"}
    settled = client.post(at(use, STEPS), json=body, headers={"If-Match": '"1"'}).json()
    assert (settled["state"], settled["settlement"], settled["reviewDue"]) == ("not_required", "settled", "2029-03-02")


def test_the_transfer_assessment_goes_its_own_way(door: Door, use: Use) -> None:
    client = door(ANNE)
    path = at(use, "/assessments/dtia/steps")
    assert client.post(path, json={"event": "screen"}, headers={"If-Match": '"0"'}).status_code == 201
    both = client.get(at(use, "/assessments")).json()
    assert (both["dpia"]["state"], both["dtia"]["state"]) == ("not_assessed", "screening")


@pytest.mark.parametrize(
    ("headers", "status"), [({}, 428), ({"If-Match": "x"}, 412), ({"If-Match": '"7"'}, 412), ({"If-Match": '"0"'}, 201)]
)
def test_a_step_says_which_version_it_changes(door: Door, use: Use, headers: dict[str, str], status: int) -> None:
    assert door(ANNE).post(at(use, STEPS), json={"event": "screen"}, headers=headers).status_code == status


@pytest.mark.parametrize("event", ["approve", "conclude_required", "start", "trigger_review", "answer"])
def test_no_step_skips_a_state(door: Door, use: Use, event: str) -> None:
    body = {"event": event, "reason": "x", "on": "2026-03-02"}
    answer = door(ADMIN).post(at(use, STEPS), json=body, headers={"If-Match": '"0"'})
    assert answer.status_code == 409
    assert answer.headers["content-type"] == "application/problem+json"
    assert "Niet beoordeeld" in answer.json()["detail"]
    assert door(ADMIN).get(at(use, "/assessments/dpia")).json()["state"] == "not_assessed"


def test_missing_inputs_are_named_by_field(door: Door, session: Session, use: Use) -> None:
    row = make_assessment(session, use_id=use.id)
    row.state = row.state.SCREENING
    session.flush()
    answer = door(ANNE).post(at(use, STEPS), json={"event": "conclude_not_required"}, headers={"If-Match": '"1"'})
    assert answer.status_code == 400
    assert {"reason", "fgSeenOn", "on"} <= {error["in"].rsplit(".", 1)[-1] for error in answer.json()["errors"]}


@pytest.mark.parametrize(
    "body", [{}, {"event": "fly"}, {"event": "screen", "extra": 1}, {"event": "screen", "on": "x"}]
)
def test_bad_input_is_400(door: Door, use: Use, body: dict[str, object]) -> None:
    assert door(ANNE).post(at(use, STEPS), json=body, headers={"If-Match": '"0"'}).status_code == 400


def test_a_criterion_is_answered_and_the_answer_taken_back(door: Door, use: Use) -> None:
    client = door(CARLA)
    answer = client.put(at(use, "/criteria/WP6"), json={"answer": "no", "reason": "Geen koppelingen."})
    (one,) = [one for one in answer.json()["criteria"] if one["criterion"] == "WP6"]
    assert (one["derived"], one["answer"], one["outcome"]) == ("unknown", "no", "no")
    assert client.delete(at(use, "/criteria/WP6")).status_code == 204
    (one,) = [one for one in client.get(at(use, "/assessments/dpia")).json()["criteria"] if one["criterion"] == "WP6"]
    assert (one["answer"], one["outcome"]) == (None, "unknown")


@pytest.mark.parametrize(
    ("code", "body"),
    [
        ("WP99", {"answer": "no", "reason": "x"}),
        ("WP6", {"answer": "no"}),
        ("WP6", {"answer": "perhaps", "reason": "x"}),
    ],
)
def test_an_answer_without_reason_or_to_nothing_is_400(door: Door, use: Use, code: str, body: dict[str, str]) -> None:
    assert door(ANNE).put(at(use, f"/criteria/{code}"), json=body).status_code == 400


def test_a_central_version_is_cited_with_its_local_part(door: Door, use: Use) -> None:
    body = {"centralKey": "dpia-leerspoor", "centralNumber": 1, "localPartOn": "2026-02-01"}
    answer = door(CARLA).put(at(use, CENTRAL), json=body, headers={"If-Match": '"0"'})
    assert (answer.status_code, answer.headers["etag"]) == (200, '"1"')
    assert (answer.json()["central"]["key"], answer.json()["source"]) == ("dpia-leerspoor", "central")
    assert answer.json()["state"] == "not_assessed"


def test_a_central_version_that_does_not_exist_is_400(door: Door, use: Use) -> None:
    body = {"centralKey": "dpia-leerspoor", "centralNumber": 9}
    assert door(CARLA).put(at(use, CENTRAL), json=body, headers={"If-Match": '"0"'}).status_code == 400


@pytest.mark.parametrize("path", ["/assessments", "/assessments/dpia"])
def test_nobody_reads_without_logging_in(door: Door, use: Use, path: str) -> None:
    assert door().get(at(use, path)).status_code == 401


@pytest.mark.parametrize("actor", [CHRIS, SACHA])
def test_another_board_is_not_found(door: Door, use: Use, actor: Actor) -> None:
    client = door(actor)
    assert client.get(at(use, "/assessments")).status_code == 404
    step = client.post(at(use, STEPS), json={"event": "screen"}, headers={"If-Match": '"0"'})
    assert step.status_code == 404


def test_a_use_of_another_board_is_not_found_under_the_own_number(door: Door, use: Use) -> None:
    assert door(CHRIS).get(at(use, "/assessments", board=BOARD_B)).status_code == 404
    assert door(ANNE).get(f"/api/v1/boards/{BOARD_A}/uses/{uuid4()}/assessments").status_code == 404


def test_a_reader_reads_and_does_nothing_else(door: Door, use: Use) -> None:
    client = door(BRAM)
    assert client.post(at(use, STEPS), json={"event": "screen"}, headers={"If-Match": '"0"'}).status_code == 403
    assert client.put(at(use, "/criteria/WP6"), json={"answer": "no", "reason": "x"}).status_code == 403


def test_an_editor_does_not_conclude(door: Door, use: Use) -> None:
    client = door(CARLA)
    client.post(at(use, STEPS), json={"event": "screen"}, headers={"If-Match": '"0"'})
    body = {"event": "conclude_required", "on": "2026-03-02"}
    assert client.post(at(use, STEPS), json=body, headers={"If-Match": '"1"'}).status_code == 403


def test_an_unknown_kind_of_assessment_is_400(door: Door, use: Use) -> None:
    assert door(ANNE).get(at(use, "/assessments/gok")).status_code == 400
