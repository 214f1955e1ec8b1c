"""The same question gives the same set by page, by JSON and by SPARQL: personal data without a settled DPIA."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from sqlmodel import Session
from starlette.testclient import TestClient

from api.installation import install
from swc.dpia.queries import landscape
from swc.dpia.schemas import LandscapeFilter
from tests.api.conftest import Door
from tests.bench.board import build_board
from tests.personas import ANNE, BOARD_A, NOW, SYSTEM_ACT

QUESTION = {"personalData": "yes", "settlement": ["open", "expired"], "pageSize": "500"}
UUID = r"[0-9a-f]{8}-[0-9a-f-]{27}"


@pytest.fixture
def anne(door: Door, session: Session) -> Iterator[TestClient]:
    install(session, by=SYSTEM_ACT)
    build_board(session, BOARD_A, uses=60, schools=3)
    client = door(ANNE)
    yield client
    client.app.state.sparql.pool.shelf.forget()  # type: ignore[attr-defined]


def by_page(client: TestClient) -> set[str]:
    """Ask the landscape page."""
    text = client.get(f"/besturen/{BOARD_A}/applicaties", params=QUESTION).text
    return set(re.findall(rf"/applicaties/({UUID})\"", text))


def by_json(client: TestClient) -> set[str]:
    """Ask the JSON list."""
    answer = client.get(f"/api/v1/boards/{BOARD_A}/uses", params=QUESTION)
    assert answer.status_code == 200, answer.text
    return {item["use"]["id"] if "use" in item else item["id"] for item in answer.json()["items"]}


def by_sparql(client: TestClient) -> set[str]:
    """Ask the named question, in the graph of the board."""
    answer = client.get("/api/v1/queries/dpia-niet-afgerond", params={"scope": f"board/{BOARD_A}"})
    assert answer.status_code == 200, answer.text
    return set(re.findall(rf"/id/use/({UUID})\b", answer.text))


@pytest.mark.slow
def test_page_json_and_sparql_agree_on_personal_data_without_a_settled_dpia(anne: TestClient, session: Session) -> None:
    rows = landscape(session, BOARD_A, LandscapeFilter(), NOW.date())
    wanted = {str(row.use.id) for row in rows if row.use.personal_data.value == "yes" and not row.dpia.settled}
    assert 0 < len(wanted) < len(rows)
    assert by_json(anne) == wanted
    assert by_page(anne) == wanted
    assert by_sparql(anne) == wanted
