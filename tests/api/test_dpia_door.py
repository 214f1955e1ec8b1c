"""A purchaser sees that there is a DPIA and how it stands, on every page and in all JSON, and never what is in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from fastapi.routing import APIRoute
from sqlmodel import Session

from api.pages import PAGES
from api.v1 import JSON
from swc.access.kinds import Actor
from swc.catalogue.kinds import Addressee
from swc.dpia import service
from swc.dpia.file_schemas import MeasureInput, RiskInput, ScreeningInput, SectionInput
from swc.dpia.kinds import DpiaEvent, DpiaState
from swc.dpia.models import Assessment
from swc.dpia.schemas import AnswerInput, StepInput
from tests.api.conftest import Door
from tests.factories.boards import make_board, make_school
from tests.factories.catalogue import make_central, make_product
from tests.factories.dpia import make_assessment
from tests.factories.landscape import make_use
from tests.personas import ANNE, BOARD_A, BRAM, CHRIS, NOW, PETRA, acting

SECRET = "Kwijlhoek"
"""A word that only people who wrote in the assessment used."""

CONTENTS = (
    "/besturen/{number}/dpia/dossiers/{assessment_id}",
    "/besturen/{number}/dpia/dossiers/{assessment_id}/screening",
    "/besturen/{number}/dpia/dossiers/{assessment_id}/onderdelen/{section}",
    "/besturen/{number}/dpia/dossiers/{assessment_id}/onderdelen/{section}/versies",
    "/besturen/{number}/dpia/dossiers/{assessment_id}/risicos",
    "/besturen/{number}/dpia/dossiers/{assessment_id}/maatregelen",
    "/besturen/{number}/dpia/dossiers/{assessment_id}/reikwijdte",
    "/besturen/{number}/dpia/dossiers/{assessment_id}.{extension}",
    "/besturen/{number}/maatregelen",
    "/besturen/{number}/dpia/dossiers/nieuw",
    "/api/v1/boards/{number}/assessments/{assessment_id}",
    "/api/v1/boards/{number}/assessments/{assessment_id}/sections/{section}",
    "/api/v1/boards/{number}/assessments/{assessment_id}/sections/{section}/versions",
    "/api/v1/boards/{number}/measures",
)
"""The addresses of what is in an assessment."""
STATUS = (
    "/besturen/{number}/dpia",
    "/besturen/{number}/dpia/dossiers",
    "/besturen/{number}/applicaties/{use_id}",
    "/besturen/{number}/applicaties/{use_id}/dpia",
    "/besturen/{number}/historie",
    "/api/v1/boards/{number}/assessments",
    "/api/v1/boards/{number}/assessment-files",
    "/api/v1/boards/{number}/uses",
    "/api/v1/boards/{number}/uses/{use_id}/assessments",
    "/api/v1/boards/{number}/uses/{use_id}/assessments/{kind}",
    "/api/v1/boards/{number}/events",
)
"""The addresses that show how an assessment stands."""
SILENT = frozenset(
    {
        "/besturen/{number}/applicaties/{use_id}",
        "/besturen/{number}/dpia",
        "/besturen/{number}/dpia/dossiers",
        "/besturen/{number}/dpia/dossiers/nieuw",
        "/besturen/{number}/dpia/dossiers/{assessment_id}/reikwijdte",
        "/api/v1/boards/{number}/assessment-files",
    }
)
"""The addresses that tell nothing of what was written, to nobody."""


def every_address() -> Iterator[str]:
    """Yield every address below a board that can be read."""
    for router in (*PAGES, *JSON):
        for route in router.routes:
            if isinstance(route, APIRoute) and "GET" in route.methods and "{number" in route.path:
                yield re.sub(r":\w+}", "}", route.path)


@pytest.fixture
def dossier(session: Session) -> Assessment:
    """Return an assessment in which people wrote everywhere."""
    make_board(session)
    make_school(session, pupils=300)
    make_product(session, categories=("P02",))
    make_central(session)
    row = make_assessment(session, use_id=make_use(session, product="leerspoor").id, state=DpiaState.NOT_ASSESSED)
    by, place = acting(ANNE, now=NOW), (session, BOARD_A, row.id)
    answers = (AnswerInput(criterion="WP5", answer="no", reason=SECRET),)
    service.confirm_screening(*place, ScreeningInput(answers=answers, motive=SECRET), by=by)
    on = NOW.date()
    for event in (DpiaEvent.CONCLUDE_REQUIRED, DpiaEvent.START):
        service.take_step(*place, StepInput(event=event, reason=SECRET, on=on), by=by)
    service.write_section(*place, SectionInput(section="purposes", text=SECRET, number=0), by=by)
    service.add_risk(*place, RiskInput(title=SECRET, likelihood=4, impact=4), by=by)
    service.add_measure(*place, MeasureInput(text=SECRET, addressee=Addressee.BOARD), by=by)
    service.take_step(*place, StepInput(event=DpiaEvent.ASK_ADVICE, reason=SECRET), by=by)
    service.take_step(*place, StepInput(event=DpiaEvent.ADVISE, advice=SECRET, on=on), by=by)
    session.flush()
    return row


def filled(address: str, dossier: Assessment) -> str:
    """Return an address with everything filled in; what it names and is not here is nothing."""
    known = {
        "number": BOARD_A,
        "use_id": str(dossier.use_id),
        "assessment_id": str(dossier.id),
        "section": "purposes",
        "kind": "dpia",
        "extension": "json",
    }
    return re.sub(r"{(\w+)}", lambda found: known.get(found[1], "0f0e0d0c-0b0a-4908-8706-050403020100"), address)


def test_no_address_of_a_board_tells_a_purchaser_what_is_in_a_dpia(door: Door, dossier: Assessment) -> None:
    client = door(PETRA)
    found = {address: client.get(filled(address, dossier)) for address in sorted(set(every_address()))}
    assert {address for address, answer in found.items() if SECRET in answer.text} == set()
    assert {address for address, answer in found.items() if answer.status_code >= 500} == set()
    assert len(found) > 40
    sentence = "Uw rol ziet van een DPIA de status en de openbare uitkomst, niet wat erin staat."
    told = (CONTENTS[0], "/besturen/{number}/dpia/dossiers", "/besturen/{number}/applicaties/{use_id}/dpia")
    assert [one for one in told if sentence not in found[one].text] == []
    assert sentence in found["/api/v1/boards/{number}/measures"].json()["detail"]


@pytest.mark.parametrize("actor", [PETRA, CHRIS])
def test_contents_are_for_readers_and_status_for_the_whole_board(door: Door, dossier: Assessment, actor: Actor) -> None:
    client = door(actor)
    found = {address: client.get(filled(address, dossier)).status_code for address in (*CONTENTS, *STATUS)}
    contents, status = {PETRA.key: (403, 200), CHRIS.key: (404, 404)}[actor.key]
    assert found == {**dict.fromkeys(CONTENTS, contents), **dict.fromkeys(STATUS, status)}


def test_what_is_kept_from_a_purchaser_is_there_for_a_reader(door: Door, dossier: Assessment) -> None:
    client = door(BRAM)
    found = {one: client.get(filled(one, dossier)) for one in (*CONTENTS, *STATUS)}
    assert {one for one, answer in found.items() if answer.status_code != 200} == set()
    assert {one for one, answer in found.items() if SECRET not in answer.text} == SILENT


def test_a_purchaser_sees_state_and_public_outcome(door: Door, session: Session, dossier: Assessment) -> None:
    dossier.central_key, dossier.central_number = "dpia-leerspoor", 1
    session.add(dossier)
    session.flush()
    told = door(PETRA).get(filled("/api/v1/boards/{number}/uses/{use_id}/assessments", dossier)).json()
    assert (told["dpia"]["state"], told["dpia"]["allowedEvents"], told["history"]) == ("decision", [], [])
    assert told["dpia"]["central"]["outcome"]
    assert told["dpia"]["duty"] != ""


CHANGES = (
    ("POST", "/besturen/{number}/dpia/dossiers/{assessment_id}/stap", {"event": "approve"}),
    ("POST", "/besturen/{number}/dpia/dossiers/{assessment_id}/maatregelen", {"text": "x"}),
    ("POST", "/besturen/{number}/dpia/dossiers", {"title": "x"}),
    ("POST", "/besturen/{number}/applicaties/{use_id}/dpia/dossier", {"kind": "dpia"}),
    ("POST", "/api/v1/boards/{number}/assessments/{assessment_id}/risks", {"title": "x"}),
    ("PUT", "/api/v1/boards/{number}/assessments/{assessment_id}/sections/{section}", {"text": "x"}),
    ("POST", "/api/v1/boards/{number}/uses/{use_id}/assessments/{kind}", {}),
)


def test_a_purchaser_changes_nothing(door: Door, dossier: Assessment) -> None:
    client = door(PETRA)
    for method, path, body in CHANGES:
        sent = {"json": body} if "/api/" in path else {"data": body}
        answer = client.request(method, filled(path, dossier), headers={"If-Match": '"1"'}, **sent)
        assert answer.status_code == 403, path
