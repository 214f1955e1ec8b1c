"""A purchaser through every door of a board: rule, status and remedy, and nothing of what is in a DPIA."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from itertools import islice

import pytest
from sqlmodel import Session, select
from starlette.routing import Route
from starlette.testclient import TestClient

from swc.access.kinds import Actor
from swc.catalogue.kinds import Addressee
from swc.dpia.kinds import AssessmentKind, DpiaEvent, MeasureState
from swc.dpia.models import Assessment, AssessmentMeasure, AssessmentRisk, AssessmentSection
from swc.dpia.schemas import StepInput
from swc.dpia.service import step
from swc.landscape.models import Use
from swc.risk.models import Flag
from tests.api.conftest import Door
from tests.factories.boards import make_board
from tests.factories.catalogue import make_product
from tests.factories.dpia import make_answer
from tests.factories.landscape import make_use
from tests.factories.risk import make_flag
from tests.personas import ANNE, BOARD_A, CARLA, NOW, PETRA, acting

SECRET = "Geheimpje"
TODAY = date(2026, 3, 2)
EXTENSIONS = ("xlsx", "docx", "json", "ttl")
ENOUGH = 15
"""So many doors tell a privacy officer what a purchaser does not see; fewer, and this test looks at nothing."""


@pytest.fixture
def use(session: Session) -> Use:
    """Return a use with an assessment in which the same word is written everywhere that people write."""
    make_board(session)
    make_product(session, categories=("P02",))
    use = make_use(session, product="leerspoor")
    for event in (DpiaEvent.SCREEN, DpiaEvent.CONCLUDE_NOT_REQUIRED):
        data = StepInput(event=event, reason=f"{SECRET} reden", on=TODAY, fg_seen_on=TODAY)
        step(session, BOARD_A, use.id, AssessmentKind.DPIA, data, by=acting(ANNE))
    row = session.exec(select(Assessment)).one()
    row.fg_advice, row.conditions, row.title = f"{SECRET} advies", f"{SECRET} voorwaarde", "Leerspoor"
    make_answer(session, use_id=use.id, reason=f"{SECRET} antwoord")
    session.add_all(
        [
            AssessmentRisk(assessment_id=row.id, title=f"{SECRET} risico"),
            AssessmentMeasure(
                assessment_id=row.id,
                text=f"{SECRET} maatregel",
                addressee=Addressee.BOARD,
                state=MeasureState.OPEN,
                weighing=f"{SECRET} afweging",
            ),
            AssessmentSection(
                assessment_id=row.id,
                section="proposal",
                number=1,
                text=f"{SECRET} tekst",
                written_at=NOW,
                written_by="anne",
            ),
        ]
    )
    fact = {"label": "Reden", "value": f"{SECRET} feit", "form": "text", "target_kind": "use", "target_key": "1"}
    make_flag(session, rule="DP04", use_id=use.id, evidence=(fact,))
    session.flush()
    return use


def addresses(client: TestClient, session: Session, use: Use) -> Iterator[str]:
    """Yield every address below a board that can be read, with the things that there are filled in."""
    assessment, flag = session.exec(select(Assessment)).one(), session.exec(select(Flag)).one()
    known = {
        "number": BOARD_A,
        "use_id": use.id,
        "assessment_id": assessment.id,
        "flag_id": flag.id,
        "kind": AssessmentKind.DPIA.value,
        "section": "proposal",
        "code": "proposal",
    }
    included = [getattr(one, "original_router", None) for one in client.app.routes]  # type: ignore[attr-defined]
    routes = (route for one in included if one is not None for route in one.routes)
    for route in (one for one in routes if isinstance(one, Route) and "GET" in (one.methods or ())):
        wanted = set(route.param_convertors)
        for extension in EXTENSIONS if "extension" in wanted else ("",):
            things = {**known, "extension": extension}
            if "number" in wanted and wanted <= set(things):
                yield re.sub(r"\{(\w+)(:\w+)?\}", lambda one, things=things: str(things[one[1]]), route.path)


def said(client: TestClient, address: str) -> tuple[int, str]:
    """Return status and all text of an answer, also of what is packed in a zip."""
    answer = client.get(address)
    if not zipfile.is_zipfile(io.BytesIO(answer.content)):
        return answer.status_code, answer.text
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        parts = [packed.read(name).decode("utf-8", "replace") for name in packed.namelist()]
    return answer.status_code, "\n".join(parts)


def test_no_door_of_a_board_tells_a_purchaser_what_is_in_a_dpia(door: Door, session: Session, use: Use) -> None:
    petra, anne = door(PETRA), door(ANNE)
    seen = {address: said(petra, address) for address in addresses(petra, session, use)}
    assert {address: status for address, (status, _) in seen.items() if status >= 500} == {}
    assert [address for address, (_, text) in seen.items() if SECRET in text] == []
    told = (address for address in seen if SECRET in said(anne, address)[1])
    assert len(list(islice(told, ENOUGH))) == ENOUGH


@pytest.mark.parametrize("extension", [*EXTENSIONS, "pdf"])
def test_a_purchaser_takes_no_dossier_home(door: Door, session: Session, use: Use, extension: str) -> None:
    dossier = session.exec(select(Assessment.id).where(Assessment.use_id == use.id)).one()
    assert door(PETRA).get(f"/besturen/{BOARD_A}/dpia/dossiers/{dossier}.{extension}").status_code == 403


def test_a_purchaser_sees_a_flag_with_its_remedy_and_that_facts_are_left_out(door: Door, use: Use) -> None:
    text = door(PETRA).get(f"/besturen/{use.board_number}/signalen").text
    assert "DP04" in text
    assert "niet te zien met uw rol" in text


@pytest.mark.parametrize("actor", [PETRA, CARLA])
def test_only_who_may_query_a_board_does_and_others_are_told_why(door: Door, use: Use, actor: Actor) -> None:
    client = door(actor)
    query = {"query": "ASK { ?s ?p ?o }"}
    answer = client.get(f"/sparql/{use.board_number}", params=query)
    page = client.get("/sparql-vragen/nieuw", params={**query, "over": f"board/{BOARD_A}"})
    data = client.get(f"/graph/board/{BOARD_A}")
    client.app.state.sparql.pool.shelf.forget()  # type: ignore[attr-defined]
    refused = actor is PETRA
    assert (answer.status_code, page.status_code, data.status_code) == ((403, 403, 403) if refused else (200, 200, 200))
    assert ("SPARQL-vragen stellen over dit bestuur" in answer.text) is refused
    assert ("SPARQL-vragen stellen over dit bestuur" in page.text) is refused


def test_a_purchaser_is_not_offered_a_board_to_query(door: Door, use: Use) -> None:
    offered = f'<option value="board/{use.board_number}"'
    assert offered in door(CARLA).get("/sparql-vragen/nieuw").text
    assert offered not in door(PETRA).get("/sparql-vragen/nieuw").text
