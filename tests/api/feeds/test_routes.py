"""The feeds over HTTP: who reads what, going on from a cursor, and the forms for feed readers."""

from __future__ import annotations

import json
import re

import pytest
from lxml import etree
from sqlmodel import Session
from starlette.testclient import TestClient

from swc.access.kinds import Actor
from swc.audit.kinds import SubjectKind
from swc.boards.kinds import Sharing
from swc.catalogue.models import Product
from swc.procurement.feed.follow import baseline
from tests.api.conftest import Door
from tests.factories.feeds import CATALOGUE, make_two_boards, share, tell, told, unit_ends
from tests.personas import ADMIN, ANNE, BOARD_A, BRAM, CHRIS, PETRA, SACHA, SYLVIA, SYSTEM_ACT, VICTOR

EVENTS = "/api/v1/feeds/{}/events"
OF_A = f"boards/{BOARD_A}"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def _boards(session: Session) -> None:
    make_two_boards(session)
    baseline(session, by=SYSTEM_ACT)


def onward(answer: object) -> str:
    """Return the path of the next page."""
    found = re.search(r'<http://swc\.test([^>]+)>; rel="next"', answer.headers["Link"])  # type: ignore[attr-defined]
    assert found
    return found[1]


def read_all(door: TestClient, path: str) -> list[dict[str, object]]:
    """Return every event of a feed, page by page."""
    found = []
    while events := (answer := door.get(path)).json():
        found += events
        path = onward(answer)
    return found


def test_a_reader_goes_through_the_catalogue_page_by_page_and_comes_back_for_more(session: Session, door: Door) -> None:
    path, seen = EVENTS.format("catalogue") + "?limit=2", []
    for _ in range(3):
        answer = door().get(path)
        seen += [one["subject"] for one in answer.json()]
        path = onward(answer)
    assert seen == ["vendor/sanoma", "vendor/schoolmaster", "product/magister"]
    assert door().get(path).json() == []
    session.get_one(Product, "magister").category = "lvs"
    tell(session, SubjectKind.PRODUCT, "magister", board=None)
    unit_ends(session)
    assert [one["data"]["category"] for one in door().get(onward(door().get(path))).json()] == []
    assert [one["data"]["category"] for one in door().get(path).json()] == ["lvs"]


def test_an_answer_is_a_batch_of_cloud_events_that_anybody_may_keep_for_a_while(door: Door) -> None:
    answer = door().get(EVENTS.format("catalogue"))
    assert answer.headers["content-type"] == "application/cloudevents-batch+json"
    assert answer.headers["cache-control"] == "public, max-age=60"
    assert {one["specversion"] for one in answer.json()} == {"1.0"}
    assert 'rel="first"' in answer.headers["link"]
    again = door().get(EVENTS.format("catalogue"), headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("cursor", ["x", "MS5hYmM", "é", "MTIz", "LTEuYQ", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5LmE"])
def test_a_cursor_that_this_feed_did_not_give_is_refused_with_a_remedy(door: Door, cursor: str) -> None:
    answer = door().get(EVENTS.format("catalogue"), params={"cursor": cursor})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["in"] == "cursor"
    assert "snapshot" in answer.json()["errors"][0]["remedy"]


def test_a_cursor_of_one_feed_is_none_of_another(door: Door) -> None:
    path = onward(door(BRAM).get(EVENTS.format(OF_A) + "?limit=1"))
    assert door(BRAM).get(path).status_code == 200
    assert door(BRAM).get(path.replace(OF_A, "catalogue")).status_code == 400


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=1001",
        "limit=x",
        "since=gisteren",
        "since=2026-03-02T09:30:00",
        "since=9999-12-31T23:59:59-14:00",
    ],
)
def test_a_question_that_makes_no_sense_is_refused(door: Door, query: str) -> None:
    assert door().get(f"{EVENTS.format('catalogue')}?{query}").status_code == 400


def test_a_moment_gives_everything_since(door: Door) -> None:
    path = EVENTS.format("catalogue")
    assert len(door().get(path, params={"since": "2026-03-02T10:30:00+01:00"}).json()) == 3
    assert door().get(path, params={"since": "2026-03-02T09:30:01Z"}).json() == []


@pytest.mark.parametrize("actor", [ANNE, BRAM, PETRA, ADMIN])
def test_the_people_of_a_board_read_its_feed(door: Door, actor: Actor) -> None:
    answer = door(actor).get(EVENTS.format(OF_A))
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert {one["board"] for one in answer.json()} == {BOARD_A}


@pytest.mark.parametrize("actor", [CHRIS, SACHA, SYLVIA, VICTOR])
def test_for_everybody_else_the_feed_of_a_board_does_not_exist(door: Door, actor: Actor) -> None:
    for part in ("events", "snapshot", "events.atom", "events.json", "events/5"):
        assert door(actor).get(f"/api/v1/feeds/{OF_A}/{part}").status_code == 404


@pytest.mark.parametrize(("actor", "status"), [(SYLVIA, 200), (SACHA, 403), (ANNE, 403), (VICTOR, 404)])
def test_the_feed_of_the_sector_is_for_who_reads_the_sector(door: Door, actor: Actor, status: int) -> None:
    for part in ("events", "snapshot", "events.atom", "events.json"):
        assert door(actor).get(f"/api/v1/feeds/sector/{part}").status_code == status


@pytest.mark.parametrize("feed", ["sector", OF_A])
def test_who_did_not_say_who_it_is_is_asked_to(door: Door, feed: str) -> None:
    assert door().get(EVENTS.format(feed)).status_code == 401


def test_everybody_sees_the_feeds_that_are_there_for_them(door: Door) -> None:
    def names(actor: Actor) -> list[str]:
        return [one["name"] for one in door(actor).get("/api/v1/feeds").json()["items"]]

    assert [one["name"] for one in door().get("/api/v1/feeds").json()["items"]] == ["catalogue"]
    assert names(VICTOR) == ["catalogue"]
    assert names(BRAM) == ["catalogue", OF_A]
    assert names(SYLVIA) == ["catalogue", "sector"]
    found = door(BRAM).get("/api/v1/feeds").json()["items"][0]
    assert (found["entries"], found["things"]) == (3, 3)
    assert found["events"] == "http://swc.test/api/v1/feeds/catalogue/events"


def test_a_snapshot_is_everything_with_the_cursor_to_go_on_from(session: Session, door: Door) -> None:
    answer = door().get("/api/v1/feeds/catalogue/snapshot")
    head, *events, end = [json.loads(line) for line in answer.text.splitlines()]
    assert answer.headers["content-type"] == "application/x-ndjson"
    assert (head["feed"], end) == ("catalogue", {"count": 3})
    assert [one["subject"] for one in events] == ["vendor/sanoma", "vendor/schoolmaster", "product/magister"]
    tell(session, SubjectKind.PRODUCT, "magister", board=None)
    session.get_one(Product, "magister").category = "lvs"
    unit_ends(session)
    rest = door().get(EVENTS.format("catalogue"), params={"cursor": head["cursor"]}).json()
    assert [one["subject"] for one in rest] == ["product/magister"]


def test_the_data_of_an_entry_are_where_the_event_says(session: Session, door: Door) -> None:
    event = door().get(EVENTS.format("catalogue")).json()[0]
    answer = door().get(event["dataref"].removeprefix("http://swc.test"))
    assert answer.json() == event["data"]
    seq = told(session, CATALOGUE)[0].seq
    of_board = f"/api/v1/feeds/{OF_A}/events/"
    assert door(BRAM).get(f"{of_board}{seq}").json() != event["data"]
    assert door(BRAM).get(f"{of_board}99999").status_code == 404


def test_nobody_gets_data_that_were_withdrawn(session: Session, door: Door) -> None:
    share(session, BOARD_A, Sharing.SECTOR)
    event = next(one for one in door(SYLVIA).get(EVENTS.format("sector")).json() if one["subject"].startswith("use/"))
    path = event["dataref"].removeprefix("http://swc.test")
    assert door(SYLVIA).get(path).status_code == 200
    share(session, BOARD_A, Sharing.PRIVATE)
    assert door(SYLVIA).get(path).status_code == 404
    assert not any("data" in one for one in read_all(door(SYLVIA), EVENTS.format("sector")))


def test_atom_is_what_feed_readers_expect(session: Session, door: Door) -> None:
    session.get_one(Product, "magister").name = 'Magister <"&'
    tell(session, SubjectKind.PRODUCT, "magister", board=None)
    unit_ends(session)
    answer = door().get("/api/v1/feeds/catalogue/events.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = etree.fromstring(answer.content)
    for name in ("id", "title", "updated"):
        assert feed.findtext(ATOM + name)
    titles = [one.findtext(ATOM + "title") for one in feed.findall(ATOM + "entry")]
    assert titles[0] == 'Product Magister <"& is gewijzigd.'
    assert titles[-1] == "Leverancier Sanoma is toegevoegd."
    for one in feed.findall(ATOM + "entry"):
        assert one.findtext(ATOM + "id", "").startswith("urn:uuid:")
        assert one.find(ATOM + "content").get("src").startswith("http://swc.test/api/v1/feeds/catalogue/events/")


def test_a_feed_reader_pages_back_to_the_first_entry(
    session: Session, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.feeds.asking._READER_LIMIT", 2)
    first = door().get("/api/v1/feeds/catalogue/events.json").json()
    assert first["version"] == "https://jsonfeed.org/version/1.1"
    older = door().get(first["next_url"].removeprefix("http://swc.test")).json()
    assert [one["_cloudevent"]["subject"] for one in (*first["items"], *older["items"])] == [
        "product/magister",
        "vendor/schoolmaster",
        "vendor/sanoma",
    ]
    assert "next_url" not in older
    atom = etree.fromstring(door().get("/api/v1/feeds/catalogue/events.atom").content)
    assert [one.get("rel") for one in atom.findall(ATOM + "link")] == ["self", "first", "next", "alternate"]
    assert session.get(Product, "magister") is not None
