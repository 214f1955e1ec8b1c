"""The guard lets a query through only when it understands it, and never one that asks another server."""

from __future__ import annotations

import re

import pytest

from api.refusals import QueryRefusedError
from api.sparql.guard import MAX_LENGTH, check
from tests.shared_data import ROOT

SERVICE = "SERVICE <http://127.0.0.1:9/x> { ?s ?p ?o }"

HIDDEN = [
    f"SELECT * {{ {SERVICE} }}",
    f"SELECT * {{ ?s ?p ?o . {SERVICE} }}",
    "SELECT * { SERVICE SILENT <http://127.0.0.1:9/x> { ?s ?p ?o } }",
    "PREFIX e: <http://127.0.0.1:9/> SELECT * { SERVICE e:x { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?e SERVICE ?e { ?a ?b ?c } }",
    f"SELECT * {{ ?s ?p ?o OPTIONAL {{ {SERVICE} }} }}",
    f"SELECT * {{ ?s ?p ?o MINUS {{ {SERVICE} }} }}",
    f"SELECT * {{ ?s ?p ?o FILTER EXISTS {{ {SERVICE} }} }}",
    f"SELECT * {{ ?s ?p ?o FILTER NOT EXISTS {{ {SERVICE} }} }}",
    f"SELECT * {{ GRAPH ?g {{ {SERVICE} }} }}",
    f"SELECT * {{ {{ SELECT * {{ {SERVICE} }} }} }}",
    f"SELECT * {{ {{ ?s ?p ?o }} UNION {{ {SERVICE} }} }}",
    f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {SERVICE} }}",
    f"ASK {{ {SERVICE} }}",
    "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/x> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o LATERAL { SERVICE ?s { ?a ?b ?c } } }",
    "SELECT * { ?s ?p ?o FILTER(?s<?o)SERVICE#>\n<http://127.0.0.1:9/x>{?a ?b ?c} }",
]


@pytest.mark.parametrize("text", HIDDEN)
def test_a_query_that_asks_another_server_is_refused_however_it_is_written(text: str) -> None:
    with pytest.raises(QueryRefusedError) as refused:
        check(text)
    assert refused.value.message.startswith(("SERVICE", "Geen geldige SPARQL-vraag"))


@pytest.mark.parametrize(
    "text",
    [
        'SELECT * { ?s ?p "SERVICE <http://127.0.0.1:9/x> {}" }',
        "PREFIX archimate: <https://purl.org/archimate#> SELECT * { ?s a archimate:ApplicationService }",
        "SELECT * { ?s ?p ?o } # SERVICE <http://127.0.0.1:9/x>",
    ],
)
def test_the_word_alone_does_not_make_a_query_suspect(text: str) -> None:
    assert check(text).form == "SelectQuery"


@pytest.mark.parametrize(
    "text",
    [
        "DELETE WHERE { ?s ?p ?o }",
        "LOAD <http://127.0.0.1:9/x>",
        "DROP ALL",
        "INSERT DATA { <a:b> <a:c> 1 }",
        "",
        "hoi",
    ],
)
def test_an_update_or_nonsense_is_refused_as_no_query(text: str) -> None:
    with pytest.raises(QueryRefusedError) as refused:
        check(text)
    assert refused.value.message.startswith("Geen geldige SPARQL-vraag")


def test_a_syntax_error_tells_line_and_character() -> None:
    with pytest.raises(QueryRefusedError, match="regel 2, teken"):
        check("SELECT *\n{ ?s ?p }")


def test_a_text_that_is_too_long_is_refused_before_it_is_read() -> None:
    with pytest.raises(QueryRefusedError) as refused:
        check("SELECT * { ?s ?p ?o }" + " " * MAX_LENGTH)
    assert "langer dan" in refused.value.message


def test_a_query_nested_too_deep_is_refused_and_does_not_break_the_process() -> None:
    with pytest.raises(QueryRefusedError):
        check("SELECT * {" + "{" * 3000 + "?s ?p ?o" + "}" * 3000 + "}")


def test_only_processes_that_can_be_ended_read_a_text() -> None:
    reads = re.compile(r"import algebra|guard import .*\b(check|ready)\b|guard\.(check|ready)\(|import rewritten")
    readers = {path.name for path in (ROOT / "api").rglob("*.py") if reads.search(path.read_text())}
    assert readers == {"guard.py", "keeper.py", "worker.py"}


def test_the_graphs_that_a_query_names_itself_are_read() -> None:
    checked = check("SELECT * FROM <http://x/a> FROM NAMED <http://x/b> { ?s ?p ?o }")
    assert checked.default_graphs == ("http://x/a",)
    assert checked.named_graphs == ("http://x/b",)
