"""The evaluating process: complete answers within limits, and nothing that a scope does not hold."""

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.graph.files import GraphFile, GraphFolder
from api.refusals import QueryRefusedError, QueryTooLargeError, QueryTooSlowError
from api.sparql.pool import Limits, Question, Worker, WorkerPool
from tests.triples import triple

A, B = "http://swc.test/graph/a", "http://swc.test/graph/b"
LIMITS = Limits(seconds=20, rows=50, memory_mb=1024)
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }"


@pytest.fixture
def graphs(tmp_path: Path) -> dict[str, GraphFile]:
    folder = GraphFolder(tmp_path)
    shared = triple("shared", "p", "x")
    first = folder.write("a", 1, [shared, *(triple(f"a{i}", "p", "x") for i in range(60))])
    return {A: first, B: folder.write("b", 1, [shared, triple("b", "p", "x")])}


@pytest.fixture
def pool() -> Iterator[WorkerPool]:
    found = WorkerPool(LIMITS)
    yield found
    found.close()


def count(pool: WorkerPool, graphs: dict[str, GraphFile], query: str, **dataset: tuple[str, ...]) -> int:
    """Return the number that a counting query gives."""
    answer = pool.ask("s", graphs, Question(query, **dataset))
    assert answer.json is not None
    return int(json.loads(answer.json)["results"]["bindings"][0]["n"]["value"])


COUNT = "SELECT (COUNT(*) AS ?n) %s { ?s ?p ?o }"


def test_the_default_graph_holds_every_triple_of_the_scope_once(pool: WorkerPool, graphs: dict[str, GraphFile]) -> None:
    assert count(pool, graphs, COUNT % "") == 62


def test_named_graphs_are_there_beside_it(pool: WorkerPool, graphs: dict[str, GraphFile]) -> None:
    assert count(pool, graphs, f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{B}> {{ ?s ?p ?o }} }}") == 2


def test_a_relative_address_is_relative_to_the_endpoint(pool: WorkerPool, graphs: dict[str, GraphFile]) -> None:
    asked = Question("CONSTRUCT { <s> <p> 1 } FROM </graph/a> WHERE {}", base="http://swc.test/sparql")

    assert (pool.ask("s", graphs, asked).triples or "").startswith("<http://swc.test/s> <http://swc.test/p> ")


def test_two_graphs_together_count_a_shared_triple_once(pool: WorkerPool, graphs: dict[str, GraphFile]) -> None:
    assert count(pool, graphs, COUNT % f"FROM <{A}> FROM <{B}>") == 62
    assert count(pool, graphs, COUNT % "", default_graphs=(A, B)) == 62


def test_the_dataset_of_the_request_goes_before_that_of_the_text(
    pool: WorkerPool, graphs: dict[str, GraphFile]
) -> None:
    assert count(pool, graphs, COUNT % f"FROM <{A}>", default_graphs=(B,)) == 2


def test_a_graph_outside_the_scope_is_refused_by_name(pool: WorkerPool, graphs: dict[str, GraphFile]) -> None:
    for question in (
        Question(COUNT % "FROM <http://swc.test/graph/c>"),
        Question(COUNT % "", default_graphs=("http://swc.test/graph/c",)),
        Question("ASK { ?s ?p ?o }", named_graphs=("http://swc.test/graph/c",)),
    ):
        with pytest.raises(QueryRefusedError, match="graph/c"):
            pool.ask("s", graphs, question)


def test_too_many_rows_are_an_error_that_names_the_limit(pool: WorkerPool, graphs: dict[str, GraphFile]) -> None:
    with pytest.raises(QueryTooLargeError, match="50 rijen"):
        pool.ask("s", graphs, Question("SELECT * { ?s ?p ?o }"))
    with pytest.raises(QueryTooLargeError, match="50 rijen"):
        pool.ask("s", graphs, Question("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"))


def test_a_query_past_the_time_limit_is_killed_and_the_next_one_answered(graphs: dict[str, GraphFile]) -> None:
    pool = WorkerPool(Limits(seconds=1.5, rows=50, memory_mb=1024))
    try:
        with pytest.raises(QueryTooSlowError, match=r"1\.5 seconden"):
            pool.ask("s", graphs, Question(ENDLESS))
        assert count(pool, graphs, COUNT % "") == 62
    finally:
        pool.close()


def test_an_answer_that_eats_all_memory_stops_its_own_process_only(graphs: dict[str, GraphFile]) -> None:
    bomb = "SELECT ?a { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?d ?a ?g ?j"
    pool = WorkerPool(Limits(seconds=30, rows=50, memory_mb=200))
    try:
        with pytest.raises((QueryTooLargeError, QueryTooSlowError)):
            pool.ask("s", graphs, Question(bomb))
        assert count(pool, graphs, COUNT % "") == 62
    finally:
        pool.close()


def test_a_changed_graph_is_seen_by_the_next_question(
    pool: WorkerPool, graphs: dict[str, GraphFile], tmp_path: Path
) -> None:
    assert count(pool, graphs, COUNT % "") == 62
    newer = graphs | {B: GraphFolder(tmp_path).write("b", 2, [triple("b", "p", "y"), triple("b", "p", "z")])}
    assert count(pool, newer, COUNT % "") == 63


def test_a_service_clause_reaches_no_server(pool: WorkerPool, graphs: dict[str, GraphFile]) -> None:
    asked: list[str] = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(self.path)
            self.send_error(500)

        do_GET = do_POST  # noqa: N815 - the name the library looks for

    server = http.server.HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with pytest.raises(QueryRefusedError, match="SERVICE"):
            pool.ask(
                "s", graphs, Question(f"ASK {{ SERVICE <http://127.0.0.1:{server.server_port}/> {{ ?s ?p ?o }} }}")
            )
    finally:
        server.shutdown()
        server.server_close()
    assert asked == []


def test_the_kernel_closes_the_network_for_the_evaluating_process(graphs: dict[str, GraphFile]) -> None:
    worker = Worker(graphs, LIMITS)
    try:
        assert worker.network_closed
        assert worker.triples == 62 + 61 + 2
    finally:
        worker.stop()


def test_the_scope_used_longest_ago_makes_room(graphs: dict[str, GraphFile]) -> None:
    pool = WorkerPool(LIMITS)
    try:
        for number in range(8):
            pool.ask(f"scope-{number}", graphs, Question("ASK { ?s ?p ?o }"))
        assert pool.loaded == tuple(f"scope-{number}" for number in range(2, 8))
    finally:
        pool.close()
