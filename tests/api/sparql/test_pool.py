"""The evaluating processes: complete answers within limits, and nothing that a scope does not hold."""

from __future__ import annotations

import asyncio
import http.server
import json
import os
import signal
import threading
import time
from collections.abc import Coroutine, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from api.errors import status_of
from api.refusals import (
    QueryBudgetError,
    QueryBusyError,
    QueryLoadingError,
    QueryRefusedError,
    QueryTooLargeError,
    QueryTooSlowError,
)
from api.sparql.changes import MOST_LINES, Graphs
from api.sparql.dataset import LONG
from api.sparql.pool import Caller, Found, Question, WorkerPool
from api.sparql.shelf import READING
from tests import loops
from tests.api.sparql.conftest import LIMITS, Bench, address, limited
from tests.triples import triple

A, B, C = address("a"), address("b"), address("c")
COUNT = "SELECT (COUNT(*) AS ?n) %s { ?s ?p ?o }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }"
ANNE = Caller("anne")
EVERY = COUNT % ""


@pytest.fixture
def two(bench: Bench) -> Bench:
    """Return a scope of two graphs: sixty-one triples and one."""
    bench.write("a", [triple("shared", "p", "x"), *(triple(f"a{i}", "p", "x") for i in range(60))])
    bench.write("b", [triple("b", "p", "x")])
    return bench


def worker_of(bench: Bench, scope: str = "s") -> int:
    """Return the process id of a worker that waits."""
    (worker, *_) = bench.pool.shelf._loaded[scope]._idle
    return worker.pid


def test_the_default_graph_is_the_union_of_the_graphs_and_each_can_be_named(two: Bench) -> None:
    assert two.count(COUNT % "") == 62
    assert two.count(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{B}> {{ ?s ?p ?o }} }}") == 1
    assert two.count("SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }") == 2


@pytest.mark.parametrize(
    ("inside", "dataset", "expected"),
    [
        (f"FROM <{A}>", {}, 61),
        (f"FROM <{A}> FROM <{B}>", {}, 62),
        (f"FROM NAMED <{A}>", {}, 0),
        ("", {"default_graphs": (A, B)}, 62),
        ("", {"default_graphs": (A, B, A)}, 62),
        (f"FROM <{A}>", {"default_graphs": (B,)}, 1),
        (f"FROM <{A}> FROM <{B}>", {"named_graphs": (B,)}, 0),
    ],
)
def test_the_dataset_is_what_the_request_names_else_what_the_text_names(
    two: Bench, inside: str, dataset: dict[str, tuple[str, ...]], expected: int
) -> None:
    assert two.count(COUNT % inside, **dataset) == expected


def test_what_is_named_narrows_graph_too_and_never_widens_it(two: Bench) -> None:
    for clause in ("GRAPH ?g { ?s ?p ?o }", f"GRAPH <{A}> {{ ?s ?p ?o }}"):
        for inside, dataset in (
            (f"FROM <{B}>", {}),
            (f"FROM <{B}> FROM NAMED <{B}>", {"default_graphs": (A,)}),
            (f"FROM NAMED <{A}>", {"named_graphs": (B,)}),
        ):
            found = two.count(f"SELECT (COUNT(*) AS ?n) {inside} {{ {clause} }}", **dataset)
            assert found == (1 if clause.startswith("GRAPH ?g") and dataset.get("named_graphs") else 0)


def test_a_graph_outside_the_scope_is_refused_by_name_wherever_it_is_named(two: Bench) -> None:
    for question in (
        Question(COUNT % f"FROM <{C}>"),
        Question(COUNT % f"FROM NAMED <{C}>"),
        Question(COUNT % f"FROM <{A}> FROM <{C}>", default_graphs=(A,)),
        Question(COUNT % "", default_graphs=(C,)),
        Question("ASK { ?s ?p ?o }", named_graphs=(A, C)),
    ):
        with pytest.raises(QueryRefusedError, match="graph/c"):
            two.pool.ask("s", lambda: two.graphs, question)


def test_a_long_list_of_graphs_is_the_whole_scope_or_refused(bench: Bench) -> None:
    for number in range(LONG + 2):
        bench.write(f"g{number}", [triple(f"s{number}", "p", "x")])
    every = tuple(bench.graphs)
    assert bench.count(COUNT % "", default_graphs=every) == LONG + 2
    assert bench.count("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }", default_graphs=every) == 0
    named = bench.count("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }", named_graphs=every)
    assert named == LONG + 2
    with pytest.raises(QueryRefusedError, match="hoogstens 30 grafen"):
        bench.ask(COUNT % "", default_graphs=every[:-1])


def test_a_relative_address_is_resolved_against_the_base_of_the_question(two: Bench) -> None:
    found = two.pool.ask("s", lambda: two.graphs, Question("ASK { <b> ?p ?o }", base="http://swc.test/x"))
    assert found.json is not None
    assert json.loads(found.json)["boolean"] is True


def test_too_many_rows_are_an_error_that_names_the_limit_and_just_enough_are_not(two: Bench) -> None:
    for text in ("SELECT * { ?s ?p ?o }", "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"):
        with pytest.raises(QueryTooLargeError, match="50 rijen"):
            two.ask(f"{text} LIMIT 51")
        assert two.ask(f"{text} LIMIT 50").rows == 50


def test_a_query_past_the_time_limit_is_killed_and_the_next_one_answered(two: Bench) -> None:
    assert two.count(COUNT % "") == 62
    keeper = two.pool.shelf._loaded["s"].keeper.pid
    limited(two, seconds=0.5)
    with pytest.raises(QueryTooSlowError, match=r"0\.5 seconden"):
        two.ask(ENDLESS)
    with pytest.raises(QueryTooSlowError, match="MINUS"):
        two.ask(ENDLESS.replace("?m ?n2 ?o", "FILTER NOT\nEXISTS { ?m ?n2 ?o . ?o ?p ?q }"))
    limited(two)
    assert two.count(COUNT % "") == 62
    assert two.pool.shelf._loaded["s"].keeper.pid == keeper


def test_a_text_is_read_where_it_can_be_ended_and_no_data_need_be_loaded(bench: Bench) -> None:
    bench.pool.warm(READING, dict).result()
    limited(bench, seconds=0.3)
    with pytest.raises(QueryTooSlowError):
        bench.pool.check(Question(f"SELECT * {{ {'FILTER(1=1) ' * 1300} }}"))
    limited(bench)
    assert bench.pool.check(Question("ASK FROM <b> {}", base="http://swc.test/x")).default_graphs == (
        "http://swc.test/b",
    )
    with pytest.raises(QueryRefusedError) as refused:
        bench.pool.check(Question("SELECT *\n{ ?s ?p }"))
    assert refused.value.params["line"] == 2
    bench.pool.budget.charge("anne", 61)
    with pytest.raises(QueryBudgetError):
        bench.pool.check(Question("ASK { }"), Caller("anne"))
    assert bench.pool.shelf.names == ()


PRODUCT = "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
LONG_TEXT = "CONCAT(STR(?a), STR(?d), STR(?g), STR(?j))"
DOUBLING = " ".join(f"BIND(CONCAT(?v{i}, ?v{i}) AS ?v{i + 1})" for i in range(27))
BOMBS = (
    f"SELECT ?a {PRODUCT} ORDER BY ?d ?a ?g ?j",
    f"SELECT (COUNT(DISTINCT {LONG_TEXT}) AS ?n) {PRODUCT}",
    f"SELECT (GROUP_CONCAT({LONG_TEXT}) AS ?x) {PRODUCT}",
    f"SELECT ?v27 {{ BIND('0123456789' AS ?v0) {DOUBLING} }}",
)


@pytest.mark.parametrize("bomb", BOMBS, ids=["order", "distinct", "concat", "doubling"])
def test_an_answer_that_eats_all_memory_stops_its_own_process_only(two: Bench, bomb: str) -> None:
    limited(two, memory_mb=64)
    with pytest.raises((QueryTooLargeError, QueryRefusedError)):
        two.ask(bomb)
    assert two.count(COUNT % "") == 62


def test_a_worker_that_falls_costs_the_others_nothing(two: Bench) -> None:
    assert two.count(COUNT % "") == 62
    keeper = two.pool.shelf._loaded["s"].keeper.pid
    limited(two, seconds=2.0)
    with ThreadPoolExecutor() as threads:
        slow = threads.submit(two.ask, ENDLESS)
        time.sleep(0.1)
        assert two.count(COUNT % "") == 62
        os.kill(worker_of(two), signal.SIGKILL)
        with pytest.raises(QueryTooLargeError):
            two.ask(COUNT % "")
        assert two.count(COUNT % "") == 62
        with pytest.raises(QueryTooSlowError):
            slow.result()
    assert two.pool.shelf._loaded["s"].keeper.pid == keeper


def test_a_keeper_that_falls_is_started_again_and_no_question_is_lost(two: Bench) -> None:
    assert two.count(COUNT % "") == 62
    with ThreadPoolExecutor() as threads:
        text = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(STR(?a) != STR(?g)) }"
        asked = threads.submit(two.count, text)
        time.sleep(0.05)
        os.kill(two.pool.shelf._loaded["s"].keeper.pid, signal.SIGKILL)
        assert asked.result() > 0
    assert two.count(COUNT % "") == 62


def test_a_seed_that_falls_is_started_again_and_none_is_told_a_secret(
    two: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SWC_DATABASE_URL", "SWC_SMTP_PASSWORD", "PGPASSWORD", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "geheim")
    pool = WorkerPool(LIMITS, two.folder.difference)
    try:
        pool.ask("s", lambda: two.graphs, Question("ASK { ?s ?p ?o }"))
        for pid in (pool.shelf._loaded["s"].keeper.pid, pool.shelf._loaded["s"]._idle[0].pid):
            environment = Path(f"/proc/{pid}/environ").read_text()
            assert "geheim" not in environment
            assert f"PATH={os.environ['PATH']}\0" in environment
        assert pool.seed._process is not None
        pool.seed._process.kill()
        found = pool.ask("t", lambda: two.graphs, Question("ASK { ?s ?p ?o }"))
        assert found.json == '{"head":{},"boolean":true}'
    finally:
        pool.close()


def test_a_changed_graph_is_seen_by_the_next_question_of_every_worker(two: Bench) -> None:
    many = [triple(f"b{i}", "p", "x") for i in range(20)]
    two.write("b", many)
    with ThreadPoolExecutor() as threads:
        assert set(threads.map(two.count, [COUNT % ""] * 4)) == {81}
    keeper = two.pool.shelf._loaded["s"].keeper.pid
    two.write("b", [*many[1:], triple("b", "p", "y"), triple("b", "p", "z")])
    with ThreadPoolExecutor() as threads:
        assert set(threads.map(two.count, [COUNT % ""] * 4)) == {82}
    two.write("c", [triple("c", "p", "x")])
    assert two.count(COUNT % f"FROM <{C}>") == 1
    two.drop("a")
    assert two.count(COUNT % "") == 22
    with pytest.raises(QueryRefusedError, match="graph/a"):
        two.ask(COUNT % f"FROM <{A}>")
    assert two.pool.shelf._loaded["s"].keeper.pid == keeper


def test_a_large_change_is_loaded_beside_and_put_in_place_at_once(two: Bench) -> None:
    assert two.count(COUNT % "") == 62
    keeper = two.pool.shelf._loaded["s"].keeper.pid
    two.write("b", [triple(f"b{i}", "p", "x") for i in range(MOST_LINES + 1)])
    assert two.count(COUNT % "") == 61 + MOST_LINES + 1
    assert two.pool.shelf._loaded["s"].keeper.pid != keeper


def test_who_committed_nothing_goes_on_with_the_state_before_while_the_new_one_is_loaded(two: Bench) -> None:
    assert two.count(COUNT % "") == 62
    two.write("b", [triple("b", "p", "y"), triple("b", "p", "z")])
    with held_up(two):
        found = two.ask(COUNT % "", caller=Caller("address:x", waits=False))
        assert '"62"' in (found.json or "")
        limited(two, seconds=0.1)
        with pytest.raises(QueryLoadingError):
            two.ask(COUNT % "", caller=Caller("anne"))
    limited(two)
    assert two.count(COUNT % "") == 63


def test_a_question_waits_for_loading_no_longer_than_its_limit_and_loading_goes_on(two: Bench) -> None:
    with held_up(two) as loading:
        limited(two, seconds=0.1)
        with pytest.raises(QueryLoadingError) as refused:
            two.ask(COUNT % "")
        assert (refused.value.retry_after, status_of(refused.value)) == (10, 503)
        limited(two)
        two.pool.warm("t", lambda: two.graphs).result()
        assert two.ask(COUNT % "", scope="t").rows == 1
    loading.result().result()
    assert two.pool.shelf.names == ("t", "s")


@contextmanager
def held_up(bench: Bench) -> Iterator[Future[Future[None]]]:
    """Have bringing the scope take until the block ends."""
    begun, go = threading.Event(), threading.Event()

    def newest() -> Graphs:
        begun.set()
        go.wait()
        return bench.graphs

    with ThreadPoolExecutor() as threads:
        warming = threads.submit(bench.pool.warm, "s", newest)
        begun.wait()
        try:
            yield warming
        finally:
            go.set()


def test_who_used_up_their_seconds_waits_and_others_do_not(two: Bench) -> None:
    limited(two, seconds=0.2)
    two.pool.budget.charge("anne", 59.99)
    with pytest.raises(QueryTooSlowError):
        two.ask(ENDLESS, caller=Caller("anne"))
    with pytest.raises(QueryBudgetError) as refused:
        two.ask("ASK {}", caller=Caller("anne"))
    assert 1 <= refused.value.retry_after <= 5
    limited(two)
    assert two.ask("ASK {}", caller=Caller("bram")).rows == 1


@pytest.fixture
def listener() -> Iterator[tuple[int, list[str]]]:
    """Return the port of a server, and what was asked of it."""
    asked: list[str] = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(self.path)
            self.send_error(500)

        do_GET = do_POST  # noqa: N815 - the name the library looks for

    server = http.server.HTTPServer(("127.0.0.1", 0), Listener)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_port, asked
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_service_clause_reaches_no_server(two: Bench, listener: tuple[int, list[str]]) -> None:
    port, asked = listener
    text = f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}"
    with pytest.raises(QueryRefusedError, match="SERVICE"):
        two.ask(text)
    two.pool._remember(  # as though the guard had not seen it
        Question(text), {"checked": {"form": "SelectQuery", "default": [], "named": [], "text": text}}
    )
    with pytest.raises(QueryRefusedError, match=r"Permission denied|uitgevoerd"):
        two.ask(text)
    assert asked == []
    assert two.pool.shelf._loaded["s"].keeper.network_closed


def test_the_scope_used_longest_ago_makes_room_but_never_that_of_the_sector(two: Bench) -> None:
    two.ask("ASK { ?s ?p ?o }", scope="sector")
    for number in range(8):
        two.ask("ASK { ?s ?p ?o }", scope=f"scope-{number}")
    assert two.pool.shelf.names == ("sector", *(f"scope-{number}" for number in range(2, 8)))


@pytest.fixture
def loaded(bench: Bench) -> Bench:
    """Return a scope of sixty triples that is loaded."""
    bench.write("a", [triple(f"a{i}", "p", "x") for i in range(60)])
    bench.ask(EVERY)
    return bench


def answer(bench: Bench, text: str, caller: Caller = ANNE) -> Coroutine[Any, Any, Found | None]:
    """Ask the newest state on the event loop."""
    return bench.pool.answer("s", bench.graphs, Question(text), caller)


@pytest.mark.parametrize("text", [EVERY, "ASK {}", "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 40"])
def test_an_answer_is_that_of_a_thread(loaded: Bench, text: str) -> None:
    found, told = loops.run(answer(loaded, text)), loaded.ask(text)
    assert found is not None
    assert (found.json, found.triples, found.rows) == (told.json, told.triples, told.rows)
    assert "anne" in loaded.pool.budget._owed


def test_what_has_to_be_loaded_or_changed_first_is_not_answered_here(loaded: Bench) -> None:
    assert loops.run(loaded.pool.answer("elsewhere", loaded.graphs, Question(EVERY), ANNE)) is None
    loaded.write("b", [triple("b", "p", "x")])
    assert loops.run(answer(loaded, EVERY)) is None
    assert loaded.count(EVERY) == 61
    found = loops.run(answer(loaded, EVERY))
    assert found is not None
    assert found.json is not None
    assert '"61"' in found.json


def test_refusals_are_those_of_a_thread(loaded: Bench) -> None:
    for text, kind, words in (
        ("SELECT * WHER { }", QueryRefusedError, "WHER"),
        ("SELECT * { SERVICE <http://swc.test/> { ?s ?p ?o } }", QueryRefusedError, "SERVICE"),
        ("SELECT * { ?s ?p ?o } LIMIT 51", QueryTooLargeError, "50 rijen"),
    ):
        with pytest.raises(kind, match=words):
            loops.run(answer(loaded, text))
    loaded.pool.budget.charge("anne", 10_000)
    with pytest.raises(QueryBudgetError):
        loops.run(answer(loaded, EVERY))


def test_many_at_once_take_turns_while_a_slow_one_is_stopped(loaded: Bench) -> None:
    limited(loaded, seconds=1)

    async def together() -> list[Found | BaseException | None]:
        asked = [answer(loaded, ENDLESS), *(answer(loaded, EVERY, Caller(f"c{number}")) for number in range(10))]
        return await asyncio.gather(*asked, return_exceptions=True)

    slow, *others = loops.run(together())
    assert isinstance(slow, QueryTooSlowError)
    assert all(isinstance(one, Found) for one in others)
    shelf = loaded.pool.shelf._loaded["s"]
    assert shelf.users == 0
    assert shelf.turns._waiting == []


def test_who_finds_every_place_taken_is_told_to_come_back(loaded: Bench) -> None:
    limited(loaded, seconds=0.2)
    turns = loaded.pool.shelf._loaded["s"].turns
    with turns.turn("b", seconds=1), turns.turn("c", seconds=1), pytest.raises(QueryBusyError):
        loops.run(answer(loaded, EVERY))


def test_a_worker_whose_asker_goes_away_is_not_asked_again(loaded: Bench) -> None:
    async def gone() -> None:
        asking = asyncio.ensure_future(answer(loaded, ENDLESS))
        await asyncio.sleep(0.2)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking

    before = [one.pid for one in loaded.pool.shelf._loaded["s"]._idle]
    loops.run(gone())
    assert loaded.pool.shelf._loaded["s"]._idle == []
    assert loaded.count(EVERY) == 60
    assert [one.pid for one in loaded.pool.shelf._loaded["s"]._idle] != before


def test_a_worker_that_falls_is_one_refusal_and_a_keeper_that_falls_is_none(loaded: Bench) -> None:
    scope = loaded.pool.shelf._loaded["s"]
    os.kill(scope._idle[0].pid, signal.SIGKILL)
    with pytest.raises(QueryTooLargeError, match="geheugen"):
        loops.run(answer(loaded, EVERY))
    assert loaded.count(EVERY) == 60
    os.kill(scope.keeper.pid, signal.SIGKILL)
    while scope.alive:
        time.sleep(0.001)
    assert loops.run(answer(loaded, EVERY)) is None
    assert loaded.count(EVERY) == 60
