"""The reference reader: from nothing or from a file to the state of a feed, over HTTP."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlmodel import Session
from starlette.testclient import TestClient
from typer.testing import CliRunner

from api.cli import feed_reader
from api.cli.feed_reader import Answer, FeedReader, feed_path, keep, load
from api.cli.main import app
from swc.audit.kinds import SubjectKind
from swc.boards.kinds import Sharing
from swc.catalogue.models import Product, ProductAlias
from swc.errors import ConflictError
from swc.procurement.feed.follow import baseline
from swc.procurement.feed.replay import Replica
from tests.api.conftest import Door
from tests.factories.feeds import make_two_boards, share, tell, unit_ends
from tests.personas import BOARD_A, BRAM, SYLVIA, SYSTEM_ACT


def through(client: TestClient) -> feed_reader.Transport:
    """Return a transport that asks the application of the test."""

    def get(path: str) -> Answer:
        found = client.get(path)
        return Answer(
            found.status_code, feed_reader._onward(found.headers.get("Link", "")), iter(_lines(found.content))
        )

    return get


def _lines(content: bytes) -> list[bytes]:
    return content.splitlines(keepends=True)


@pytest.fixture(autouse=True)
def _boards(session: Session) -> None:
    make_two_boards(session)
    baseline(session, by=SYSTEM_ACT)


def changed(session: Session, category: str) -> None:
    """Change a product."""
    session.get_one(Product, "magister").category = category
    tell(session, SubjectKind.PRODUCT, "magister", board=None)
    unit_ends(session)


def test_a_reader_ends_with_what_a_snapshot_says_wherever_it_began(
    session: Session, door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed_reader, "PAGE", 2)
    reader = FeedReader(through(door(BRAM)), feed_path(f"board:{BOARD_A}"))
    start, half = reader.start(), reader.snapshot()
    assert reader.catch_up(start) > 8
    share(session, BOARD_A, Sharing.SECTOR)
    assert (reader.catch_up(start), reader.catch_up(half)) == (1, 1)
    fresh = reader.snapshot()
    assert start.differences(fresh) == half.differences(fresh) == ()
    assert start.counts()["use"] == 1


def test_a_reader_of_the_sector_loses_what_is_no_longer_shared(session: Session, door: Door) -> None:
    reader = FeedReader(through(door(SYLVIA)), feed_path("sector"))
    share(session, BOARD_A, Sharing.SECTOR)
    replica = reader.snapshot()
    assert replica.things
    share(session, BOARD_A, Sharing.PRIVATE)
    reader.catch_up(replica)
    assert replica.things == {}


def test_what_does_not_fit_an_event_is_fetched_from_the_same_server(session: Session, door: Door) -> None:
    session.add_all(ProductAlias(product_key="magister", name=f"{number} " + "é" * 190) for number in range(300))
    changed(session, "lvs")
    reader = FeedReader(through(door()), feed_path("catalogue"))
    replica = reader.start()
    reader.catch_up(replica)
    assert len(replica.things["product/magister"]["aliases"]) == 300


def test_a_replica_is_kept_in_a_file_and_goes_on_from_there(session: Session, door: Door, tmp_path: Path) -> None:
    reader, file = FeedReader(through(door()), feed_path("catalogue")), tmp_path / "stand.json"
    assert load(file) is None
    replica = reader.snapshot()
    reader.catch_up(replica)
    keep(file, replica)
    changed(session, "lvs")
    again = load(file)
    assert again is not None
    assert reader.catch_up(again) == 1
    assert again.things["product/magister"]["category"] == "lvs"


def test_a_snapshot_that_breaks_off_is_refused(door: Door) -> None:
    get = through(door())

    def broken(path: str) -> Answer:
        found = get(path)
        return Answer(found.status, found.onward, iter(list(found.lines)[:-1]))

    with pytest.raises(ConflictError):
        FeedReader(broken, feed_path("catalogue")).snapshot()


def test_a_refusal_is_told_with_its_remedy(door: Door) -> None:
    reader = FeedReader(through(door()), feed_path("catalogue"))
    with pytest.raises(ConflictError, match="momentopname"):
        reader.catch_up(Replica(onward="/api/v1/feeds/catalogue/events?cursor=x"))


def test_the_command_reads_keeps_and_verifies(
    session: Session, door: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.cli.feed.Web", lambda _base, _key: through(door()))
    file = tmp_path / "stand.json"
    command = ["feed", "replay", "http://swc.test", "--state", str(file), "--verify"]
    first = CliRunner().invoke(app, command)
    assert first.exit_code == 0, first.output
    assert "product: 1" in first.output
    kept = json.loads(file.read_text())
    kept["things"]["product/verzonnen"] = {}
    file.write_text(json.dumps(kept))
    wrong = CliRunner().invoke(app, command)
    assert wrong.exit_code == 1
    assert "product/verzonnen" in wrong.output
    assert session.get(Product, "magister") is not None


@pytest.mark.parametrize("wrong", [["ftp://swc.test"], ["http://swc.test", "--feed", "board:x"]])
def test_the_command_refuses_what_is_no_feed(tmp_path: Path, wrong: list[str]) -> None:
    found = CliRunner().invoke(app, ["feed", "replay", *wrong, "--state", str(tmp_path / "x.json")])
    assert found.exit_code == 2
