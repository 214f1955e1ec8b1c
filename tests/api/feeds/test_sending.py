"""The sender: what is written goes out signed, nobody waits for a slow receiver, and failures do not end it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import select
from standardwebhooks import Webhook as Verifier

from api.db import Database, open_engine
from api.feeds.sending import Delivery, Sender, allowance, body_of
from api.schema import metadata
from api.settings import Settings
from swc.access.kinds import SYSTEM, Act
from swc.boards.kinds import Sharing
from swc.boards.models import Board
from swc.boards.schemas import SharingChange
from swc.boards.service import change_sharing
from swc.procurement.feed.cloudevents import EventSettings
from swc.procurement.feed.kinds import FeedAction, FeedName, FeedSubject
from swc.procurement.feed.models import FeedEntry, Webhook
from swc.procurement.feed.schemas import Entry, FeedScope
from swc.procurement.feed.webhooks import service
from swc.procurement.feed.webhooks.addresses import Allowance
from swc.procurement.feed.webhooks.rules import LARGEST
from swc.procurement.feed.webhooks.schemas import WebhookInput
from swc.procurement.feed.webhooks.sending import Outcome
from tests.factories.boards import make_board
from tests.personas import BOARD_A

BASE = EventSettings("http://swc.test")


@dataclass
class Outside:
    """Stands for the way outside: keeps what is sent, and answers as told by address."""

    answers: dict[str, Callable[[], int | None]] = field(default_factory=dict)
    got: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)

    def post(self, url: str, body: bytes, headers: dict[str, str]) -> Outcome:
        self.got.append((url, body.decode(), headers))
        return Outcome(self.answers.get(url, lambda: 200)())


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """Return a real database, so that threads have transactions of their own."""
    engine = open_engine(f"sqlite:///{tmp_path / 'swc.db'}")
    metadata().create_all(engine)
    yield Database(engine, clock=lambda: datetime.now(tz=UTC))
    engine.dispose()


def hooked(database: Database, *urls: str) -> dict[str, str]:
    """Make a board with a webhook to each address; return the secret of each."""
    by = Act(SYSTEM, database.clock())
    with database.write() as session:
        make_board(session)
        return {
            url: service.add_webhook(
                session, FeedScope.board(BOARD_A), WebhookInput(url=url), by=by, allowed=Allowance()
            ).secret
            for url in urls
        }


def share(database: Database, sharing: Sharing) -> None:
    """Change something that the feed of the board tells of."""
    with database.write() as session:
        change = SharingChange(sharing=sharing, expected_version=session.get_one(Board, BOARD_A).row_version)
        change_sharing(session, BOARD_A, change, by=Act(SYSTEM, database.clock()))


def test_what_is_written_goes_out_signed_once(database: Database) -> None:
    url = "https://ontvanger.example/"
    secret = hooked(database, url)[url]
    share(database, Sharing.SECTOR)
    outside = Outside()
    sender = Sender(database, outside, BASE)  # type: ignore[arg-type]
    assert sender.send_waiting() > 0
    assert sender.send_waiting() == 0
    with database.read() as session:
        ids = session.exec(
            select(FeedEntry.id).where(FeedEntry.feed == FeedName.BOARD).order_by(FeedEntry.seq)  # type: ignore[arg-type]
        ).all()
    told = [Verifier(secret).verify(body, headers) for _url, body, headers in outside.got]
    assert [one["id"] for one in told] == [str(one) for one in ids]
    assert {headers["content-type"] for _url, _body, headers in outside.got} == {"application/cloudevents+json"}


def test_a_slow_receiver_keeps_no_other_waiting(database: Database) -> None:
    slow, quick = "https://traag.example/", "https://vlug.example/"
    hooked(database, slow, quick)
    share(database, Sharing.SECTOR)
    arrived = threading.Event()

    def wait() -> int:
        assert arrived.wait(5)
        return 200

    def note() -> int:
        arrived.set()
        return 200

    outside = Outside({slow: wait, quick: note})
    assert Sender(database, outside, BASE).send_waiting() >= 2  # type: ignore[arg-type]
    assert {url for url, _body, _headers in outside.got} == {slow, quick}


def test_a_sender_that_dies_leaves_the_entry_to_the_next(database: Database) -> None:
    url = "https://ontvanger.example/"
    hooked(database, url)
    share(database, Sharing.SECTOR)

    def die() -> int:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Sender(database, Outside({url: die}), BASE).send_waiting()  # type: ignore[arg-type]
    with database.write() as session:
        row = session.exec(select(Webhook)).one()
        assert row.after_seq < session.exec(select(FeedEntry.seq).order_by(FeedEntry.seq.desc())).first()  # type: ignore[attr-defined, operator]
        row.claimed_until = None
        session.add(row)
    outside = Outside()
    Sender(database, outside, BASE).send_waiting()  # type: ignore[arg-type]
    assert outside.got


def test_the_thread_sends_when_woken_and_outlives_a_failure(database: Database) -> None:
    url = "https://ontvanger.example/"
    hooked(database, url)
    failed, arrived = threading.Event(), threading.Event()

    class Failing(Sender):
        def send_waiting(self) -> int:
            if not failed.is_set():
                failed.set()
                raise RuntimeError("eenmaal stuk")
            return super().send_waiting()

    def note() -> int:
        arrived.set()
        return 200

    thread = Delivery(Failing(database, Outside({url: note}), BASE))  # type: ignore[arg-type]
    thread.start()
    try:
        assert failed.wait(5)
        share(database, Sharing.SECTOR)
        thread.wake()
        assert arrived.wait(5)
    finally:
        thread.end()
    assert not thread.is_alive()


def test_a_large_entry_goes_without_its_data_and_says_where_they_are() -> None:
    entry = Entry(
        seq=7,
        id=Webhook.model_fields["id"].default_factory(),  # type: ignore[misc, call-arg]
        at=datetime(2026, 3, 2, tzinfo=UTC),
        feed=FeedName.CATALOGUE,
        board_number="",
        subject_kind=FeedSubject.PRODUCT,
        subject_key="leerspoor",
        action=FeedAction.UPSERT,
        cause="product.changed",
        data='{"note":"' + "é" * LARGEST + '"}',
    )
    body = body_of(entry, BASE)
    assert len(body.encode()) < LARGEST
    assert '"data"' not in body
    assert "/api/v1/feeds/catalogue/events/7" in body


def test_the_settings_say_where_webhooks_may_lead(tmp_path: Path) -> None:
    found = allowance(Settings(data_dir=tmp_path, webhook_http=True, webhook_hosts="Intern.example, 127.0.0.1"))
    assert found == Allowance(http=True, hosts=frozenset({"intern.example", "127.0.0.1"}))
    assert allowance(Settings(data_dir=tmp_path)) == Allowance()
