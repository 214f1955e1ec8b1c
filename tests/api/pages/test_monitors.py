"""The monitors of the sector as pages and as JSON: the same lines, and only for who reads the sector."""

from __future__ import annotations

import re

import pytest
from sqlmodel import Session

from swc.boards.kinds import Sharing
from swc.dependency.monitors.kinds import TARGETED, MonitorKind
from tests.api.conftest import Door
from tests.factories.boards import make_board
from tests.factories.landscape import make_coupling, make_use
from tests.factories.lens import make_lens_board, share
from tests.personas import ANNE, ANONYMOUS, SACHA, SYLVIA, VICTOR

TARGETS = {MonitorKind.GROUP_USES: "sanoma", MonitorKind.PRODUCTS: ""}


@pytest.fixture
def sector(session: Session) -> None:
    """Make three boards that share; all use Magister and Gynzy, and couple them without a standard."""
    make_lens_board(session)
    share(session)
    for number in ("60001", "60002"):
        make_board(session, number=number, name=f"Bestuur {number}", sharing=Sharing.SECTOR)
        magister, gynzy = (make_use(session, board=number, product=one) for one in ("magister", "gynzy"))
        make_coupling(session, magister, target=gynzy)
    session.flush()


@pytest.mark.usefixtures("sector")
def test_a_page_shows_the_lines_of_the_json(door: Door) -> None:
    client = door(SYLVIA)
    for kind in MonitorKind:
        target = TARGETS.get(kind, "")
        if kind in TARGETED and not target:
            (first, *_others) = client.get(f"/api/v1/sector/monitors/{kind.value}/targets").json()["items"]
            target = first["key"]
        answer = client.get(f"/api/v1/sector/monitors/{kind.value}", params={"target": target})
        assert answer.status_code == 200, answer.text
        page = client.get(f"/sector/monitors/{kind.value}", params={"doel": target, "pageSize": "500"})
        assert page.status_code == 200, page.text
        lines = [re.sub(r"<[^>]+>", " ", row).split() for row in re.findall(r"<tr>(.+?)</tr>", page.text, re.DOTALL)]
        wanted = [[one["name"], str(one["number"])] for one in answer.json()["rows"]]
        assert len(lines[1:]) == len(wanted), kind
        for line, (name, number) in zip(lines[1:], wanted, strict=True):
            assert " ".join(line).startswith(name)
            assert number in [one.replace(".", "") for one in line], (kind, line)


@pytest.mark.usefixtures("sector")
def test_the_list_leads_to_every_monitor_and_names_boards_there(door: Door) -> None:
    client = door(SYLVIA)
    text = client.get("/sector/monitors").text
    assert all(f'href="/sector/monitors/{kind.value}"' in text for kind in MonitorKind)
    assert "Bestuur 60001" in client.get("/sector/monitors/concentration").text
    assert "Kies" in client.get("/api/v1/sector/monitors/group-uses").text
    assert client.get("/sector/monitors/group-uses").status_code == 200


@pytest.mark.usefixtures("sector")
@pytest.mark.parametrize("path", ["/sector/monitors", "/sector/monitors/groups", "/api/v1/sector/monitors/groups"])
def test_nobody_else_sees_one(door: Door, path: str) -> None:
    for actor in (ANNE, SACHA, VICTOR):
        assert door(actor).get(path).status_code in {403, 404}, actor.key
    assert door(ANONYMOUS).get(path).status_code in {303, 401}
    assert door(SYLVIA).get("/sector/monitors/geluk").status_code in {400, 404}
