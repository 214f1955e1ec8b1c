"""Whoever makes a mistake in a query is told which and where, in Dutch."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from api.refusals import QueryRefusedError
from api.sparql.guard import check
from api.sparql.syntax import explained, known, told_by_store

FAULTS = [
    ("SELECT * {", 1, 10, "‘{’ die hier begint wordt niet gesloten"),
    ("SELECT * { ?s ?p ?o } }", 1, 23, "hoort geen begin"),
    ("SELECT ?s\nWHERE { ?s ?p ?o . FILTER(?x }", 2, 30, "eerst moet ‘(’ worden gesloten"),
    ('ASK { ?s ?p "abc }', 1, 13, "wordt niet gesloten"),
    ("CLEAR ALL", 1, 1, "updates zijn niet toegestaan"),
    ("PREFIX a: <b:c> INSERT DATA { a:b a:c 1 }", 1, 17, "updates zijn niet toegestaan"),
    ("zoek alles", 1, 1, "niet met ‘zoek’"),
    ("PREFIX skos <http://x.test/> ASK {}", 1, 1, "dubbele punt"),
    ("PREFIX x: <http://x.test/>", 1, 27, "geen SELECT, ASK, CONSTRUCT of DESCRIBE"),
    ("# alleen dit", 1, 1, "leeg"),
    ("SELECT * { ?s a x:Y }", 1, 17, "‘x:’ is niet bekend"),
    ("SELECT * { ?s a <http://x y> }", 1, 17, "spatie"),
    ('VERSION "1.2" SELECT * { ?s ?p ?o }', 1, 1, "SPARQL 1.2"),
    ("SELECT * { ?s ?p ?o LATERAL { ?o ?q ?r } }", 1, 21, "‘LATERAL’"),
    ("SELECT * { << ?s ?p ?o >> ?q 1 }", 1, 12, "‘<<’"),
    ("ASK { ?s ?p }", 1, 7, "‘?s’"),
    ("SELECT ?s WHERE {\n ?s a <x:y> ;\n <x:p> 1 .\n ?s ?p .\n ?o <x:q> 2 }", 4, 2, "‘?s’"),
    ("SELECT ?s, ?p { ?s ?p ?o }", 1, 10, "‘,’"),
    ("SELECT ?s { ?s ?p ?o } LIMT 3", 1, 24, "‘LIMT’"),
    ("SELECT * { ?s ?p ?o ORDER BY ?s }", 1, 21, "‘ORDER’"),
]


@pytest.mark.parametrize(("text", "line", "column", "told"), FAULTS)
def test_a_fault_is_told_with_its_place(text: str, line: int, column: int, told: str) -> None:
    with pytest.raises(QueryRefusedError) as refused:
        check(text)

    assert (refused.value.params["line"], refused.value.params["column"]) == (line, column)
    assert told in str(refused.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("SELECT * { ?x foaf:name ?y }", "‘foaf:’ is niet bekend"),
        ("SELECT (COUNT(?s) AS ?n) ?p { ?s ?p ?o }", "GROUP BY"),
        ("SELECT ?s { BIND(1 AS ?s) BIND(2 AS ?s) }", "niet toegestaan in SPARQL 1.1"),
        ("SELECT ?s ?s { ?s ?p ?o }", "twee keer"),
        ("SELECT (1 AS ?s) { ?s ?p ?o }", "na AS een andere naam"),
        ("SELECT * { ?s ?p ?o } GROUP BY ?s", "gaat niet samen met GROUP BY"),
        ("SELECT ?s { ?s ?p ?o VALUES (?a ?b) { (1) } }", "UNDEF"),
        ("SELECT * { BIND(<http://x.test/f>(1) AS ?z) }", "De functie <http://x.test/f> is er hier niet"),
    ],
)
def test_what_only_the_store_refuses_is_told_in_dutch_too(text: str, told: str) -> None:
    with pytest.raises((SyntaxError, RuntimeError)) as refused:
        Store().query(text)

    sentence = str(told_by_store(text, str(refused.value)))
    assert told in sentence
    assert "expected" not in sentence


def test_a_query_without_fault_has_none_by_name() -> None:
    sound = "PREFIX x: <http://x.test/> SELECT ?s { ?s x:p \"een (\" ; x:q '''twee \" }''' FILTER (?s < 3) } # {"

    assert check(sound).form == "SelectQuery"
    assert known(sound) is None


PIECES = (
    "SELECT",
    "{",
    "}",
    "(",
    "<",
    ">",
    "?s",
    "a:b",
    "PREFIX",
    '"',
    "'''",
    "#",
    "\n",
    " ",
    ".",
    ";",
    "é",
    "\x00",
    "\\",
)


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join), st.integers(min_value=0, max_value=60))
def test_whatever_the_text_a_place_within_it_is_told(text: str, place: int) -> None:
    fault = explained(text, place, lambda _: False)

    lines = f"{text}\n".split("\n")
    line, column = int(str(fault.params["line"])), int(str(fault.params["column"]))
    assert 1 <= line <= len(lines)
    assert 1 <= column <= len(lines[line - 1]) + 1
