"""The graphs of the sector follow to a SPARQL server elsewhere, and questions on the sector are answered from it."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx2
import pytest
from sqlmodel import Session

from api.commits import Commits
from api.db import Database, open_engine
from api.graph.content import GRAPHS
from api.graph.delivery import StoreDelivery
from api.graph.files import GraphFolder
from api.graph.follower import Follower
from api.graph.protocol import GraphStore
from api.graph.store import StoreAddress, StoreError
from api.graph.writer import GraphWriter
from api.refusals import QueryRefusedError, QueryTooLargeError, QueryTooSlowError, StoreUnavailableError
from api.schema import metadata
from api.sparql.external import ExternalStore
from api.sparql.guard import check
from api.sparql.pool import Found, Limits, Question, WorkerPool
from api.sparql.service import Sparql
from swc.access.kinds import SYSTEM, Act
from swc.audit.service import mark_stale
from swc.boards.kinds import Sharing
from swc.boards.schemas import SharingChange
from swc.boards.service import change_sharing
from swc.errors import NotAllowedError
from tests.factories.boards import make_board
from tests.factories.catalogue import make_product
from tests.factories.landscape import make_use
from tests.personas import BOARD_A, BOARD_B, CARLA, NOW, SYLVIA, acting
from vocab.iris import Iris

IRIS = Iris("http://swc.test")
LIMITS = Limits(seconds=5.0, rows=100, memory_mb=256)
PREFIX = "PREFIX swc: <https://w3id.org/fora-swc/def#>"
BOARDS = f"{PREFIX} SELECT ?number {{ ?board swc:boardNumber ?number }} ORDER BY ?number"


class Server:
    """A real SPARQL 1.1 server on this machine; what it holds is gone when it stops."""

    def __init__(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.start()

    def start(self) -> None:
        binary = Path(sys.executable).parent / "oxigraph"
        command = [str(binary), "serve", "--bind", f"127.0.0.1:{self.port}"]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                time.sleep(0.02)
            else:
                return

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()


@pytest.fixture
def server() -> Iterator[Server]:
    found = Server()
    yield found
    found.stop()


@pytest.fixture
def writer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[GraphWriter]:
    """Return a writer of two boards that share; the large public graphs are empty here."""
    for kind in ("vocabulary", "catalogue"):
        monkeypatch.setitem(GRAPHS, kind, ())
    database = Database(open_engine(f"sqlite:///{tmp_path / 'swc.db'}"), clock=lambda: NOW)
    metadata().create_all(database.engine)
    with database.write() as session:
        _landscape(session)
    yield GraphWriter(database, GraphFolder(tmp_path / "graphs"), IRIS)
    database.engine.dispose()


def _landscape(session: Session) -> None:
    make_product(session, "las", vendor_key=None)
    for number in (BOARD_A, BOARD_B):
        make_board(session, number=number, sharing=Sharing.SECTOR)
        make_use(session, board=number, product="las", own_name="Ons eigen LAS")


@pytest.fixture
def delivery(writer: GraphWriter, server: Server) -> Iterator[StoreDelivery]:
    address = StoreAddress.of(f"http://127.0.0.1:{server.port}/")
    assert address is not None
    store = GraphStore(address)
    yield StoreDelivery(writer, store)
    store.close()


@pytest.fixture
def external(delivery: StoreDelivery) -> Iterator[ExternalStore]:
    found = ExternalStore(delivery, LIMITS)
    yield found
    found.close()


def _ask(external: ExternalStore, text: str, **dataset: tuple[str, ...]) -> Found:
    return external.ask(Question(text, **dataset), check(text))


def _boards(external: ExternalStore, **dataset: tuple[str, ...]) -> list[str]:
    found = _ask(external, BOARDS, **dataset).json or ""
    return [number for number in (BOARD_A, BOARD_B) if f'"{number}"' in found]


def _shared(number: str) -> str:
    return IRIS.graph(f"board/{number}/sector")


def _stop_sharing(writer: GraphWriter, number: str) -> None:
    with writer.database.write() as session:
        data = SharingChange(sharing=Sharing.PRIVATE, expected_version=1)
        change_sharing(session, number, data, by=Act(SYSTEM, NOW))


def test_what_changed_is_sent_and_nothing_else_and_no_own_graph_ever(
    writer: GraphWriter, delivery: StoreDelivery, external: ExternalStore
) -> None:
    public = {IRIS.graph("vocabulary"), IRIS.graph("catalogue")}
    assert set(delivery.deliver()) == {*public, _shared(BOARD_A), _shared(BOARD_B)}
    assert delivery.deliver() == ()
    assert _boards(external) == [BOARD_A, BOARD_B]
    _stop_sharing(writer, BOARD_A)
    with writer.database.write() as session:
        make_use(session, board=BOARD_B, product="las")
        mark_stale(session, [BOARD_B], by=Act(SYSTEM, NOW))
    restarted = StoreDelivery(GraphWriter(writer.database, writer.folder, IRIS), delivery.store)
    assert restarted.owed() == 2
    assert restarted.deliver() == (_shared(BOARD_B),)
    assert delivery.store.graphs() - public == {_shared(BOARD_B)}
    assert _ask(external, f"{PREFIX} SELECT ?use {{ ?use a swc:AppUse }}").rows == 2
    assert "Ons eigen" not in (_ask(external, "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }").triples or "Ons eigen")


def test_a_board_that_stops_sharing_is_in_no_answer_from_then_on(
    writer: GraphWriter, delivery: StoreDelivery, external: ExternalStore, server: Server
) -> None:
    delivery.deliver()
    _stop_sharing(writer, BOARD_A)
    assert _boards(external) == [BOARD_B]
    _stop_sharing(writer, BOARD_B)
    server.stop()
    with pytest.raises(StoreUnavailableError, match="niet te gebruiken") as refused:
        _boards(external)
    assert "een minuut" in refused.value.remedy


def test_a_server_that_lost_everything_gets_it_all_again(
    delivery: StoreDelivery, external: ExternalStore, server: Server
) -> None:
    delivery.deliver()
    server.stop()
    with pytest.raises(StoreError):
        delivery.deliver(everything=True)
    server.start()
    assert delivery.deliver()
    assert _boards(external) == [BOARD_A, BOARD_B]
    assert len(delivery.deliver(everything=True)) == 4


def test_what_it_holds_of_us_without_being_shared_is_removed_first(
    writer: GraphWriter, delivery: StoreDelivery, external: ExternalStore
) -> None:
    delivery.deliver()
    _stop_sharing(writer, BOARD_A)
    writer.files("sector")
    (writer.folder.root / ".delivered").unlink()
    delivery.doubt()
    assert _boards(external) == [BOARD_B]


def test_the_dataset_of_a_question_is_kept_and_cannot_be_widened(
    delivery: StoreDelivery, external: ExternalStore
) -> None:
    delivery.deliver()
    assert _boards(external, default_graphs=(_shared(BOARD_A),)) == [BOARD_A]
    assert _boards(external, named_graphs=(_shared(BOARD_A),)) == []
    inside = f"{PREFIX} SELECT ?number {{ GRAPH ?g {{ ?board swc:boardNumber ?number }} }}"
    assert BOARD_B in (_ask(external, inside).json or "")
    assert BOARD_B not in (_ask(external, inside, default_graphs=(_shared(BOARD_B),)).json or "")
    assert _ask(external, BOARDS.replace("{ ?board", f"FROM <{_shared(BOARD_B)}> {{ ?board")).rows == 1
    with pytest.raises(QueryRefusedError):
        _boards(external, default_graphs=(IRIS.graph(f"board/{BOARD_A}"),))


def test_limits_hold_for_answers_from_elsewhere(delivery: StoreDelivery) -> None:
    delivery.deliver()
    few, hasty = (ExternalStore(delivery, one) for one in (replace(LIMITS, rows=3), replace(LIMITS, seconds=0.3)))
    with pytest.raises(QueryTooLargeError):
        _ask(few, "SELECT * { ?s ?p ?o }")
    with pytest.raises(QueryTooLargeError):
        _ask(few, "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }")
    assert _ask(few, "ASK { ?s ?p ?o }").rows == 1
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }"
    with pytest.raises(QueryTooSlowError):
        _ask(hasty, slow)
    few.close()
    hasty.close()


def test_a_question_on_the_sector_goes_there_and_is_paid_for_and_a_mistake_is_shown_first(
    delivery: StoreDelivery, external: ExternalStore
) -> None:
    delivery.deliver()
    pool = WorkerPool(LIMITS, delivery.writer.folder.difference)
    sparql = Sparql(delivery.writer, pool, Commits(delivery.writer.database), external)
    assert sparql.ask(None, Question(BOARDS), act=acting(SYLVIA), scope="sector").rows == 2
    assert pool.budget.used(SYLVIA.key) > 0
    with pytest.raises(QueryRefusedError) as refused:
        sparql.ask(None, Question("SELECT *\nWHER { }"), act=acting(SYLVIA), scope="sector")
    assert refused.value.params["line"] > 0
    with pytest.raises(NotAllowedError):
        sparql.ask(None, Question(BOARDS), act=acting(CARLA), scope="sector")
    assert pool.shelf.names == ()
    pool.close()


@pytest.mark.parametrize(
    "reply",
    [
        httpx2.Response(307, headers={"location": "http://elders.test/query"}),
        httpx2.Response(200, text="<html>", headers={"content-type": "text/html"}),
        httpx2.Response(200, text="{", headers={"content-type": "application/sparql-results+json"}),
        httpx2.Response(500),
    ],
)
def test_an_answer_that_is_none_is_unavailable(delivery: StoreDelivery, reply: httpx2.Response) -> None:
    asked: list[str] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        asked.append(str(request.url))
        return reply

    delivery.deliver()
    with httpx2.Client(transport=httpx2.MockTransport(answer)) as client, pytest.raises(StoreUnavailableError):
        _boards(ExternalStore(delivery, LIMITS, client))
    assert asked == [delivery.store.address.query]


def test_the_follower_delivers_after_a_commit_and_again_when_the_server_is_back(
    writer: GraphWriter, delivery: StoreDelivery, server: Server
) -> None:
    server.stop()
    follower = Follower(writer, delivery)
    follower.start()
    follower.wake()
    for _ in range(100):
        if writer.folder.newest(f"board/{BOARD_A}/sector"):
            break
        time.sleep(0.02)
    server.start()
    for _ in range(200):
        if _shared(BOARD_A) in delivery.store.graphs():
            break
        time.sleep(0.02)
    follower.end()
    assert not follower.is_alive()
    assert _shared(BOARD_B) in delivery.store.graphs()


@pytest.mark.parametrize(
    ("setting", "found"),
    [
        ("", None),
        ("http://h:7878", StoreAddress("http://h:7878/query", "http://h:7878/store")),
        ("http://h/sparql http://h/data", StoreAddress("http://h/sparql", "http://h/data")),
    ],
)
def test_one_address_is_a_server_and_two_are_its_doors(setting: str, found: StoreAddress | None) -> None:
    assert StoreAddress.of(setting) == found
