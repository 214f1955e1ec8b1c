"""A filter on what must not exist is written as MINUS only where that gives the same answer."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QuerySolutions, Store

from api.sparql.guard import check
from api.sparql.rewriting import rewritten
from api.sparql.tokens import tokens_of

INNER = "?d :of ?u ; :state :approved ; :until ?v . FILTER(?v >= 3)"
PREFIX = "PREFIX : <http://x/>\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"SELECT ?u {{ ?u a :Use FILTER NOT EXISTS {{ {INNER} }} ?u :board ?b }}",
            f"SELECT ?u {{ ?u a :Use FILTER(true) ?u :board ?b \nMINUS {{ {INNER} }}\n}}",
        ),
        (
            f"ASK {{ {{ ?u a :Use # }}\n filter not\nexists{{ {INNER} }} }} UNION {{ ?x ?y ?z }} }}",
            f"ASK {{ {{ ?u a :Use # }}\n FILTER(true) \nMINUS {{ {INNER} }}\n}} UNION {{ ?x ?y ?z }} }}",
        ),
        (
            f"SELECT (COUNT(*) AS ?n) {{ {{ SELECT ?u {{ ?u a :Use FILTER NOT EXISTS {{ {INNER} }} }} }} }}",
            f"SELECT (COUNT(*) AS ?n) {{ {{ SELECT ?u {{ ?u a :Use FILTER(true) \nMINUS {{ {INNER} }}\n}} }} }}",
        ),
    ],
)
def test_it_becomes_minus_at_the_end_of_its_group(text: str, expected: str) -> None:
    assert rewritten(PREFIX + text) == PREFIX + expected
    check(PREFIX + expected)


def test_two_absences_in_a_group_may_use_the_same_name_inside() -> None:
    one, other = "?d :of ?u ; :p 1 .", "?d :of ?u ; :p 2 ."
    text = PREFIX + f"SELECT * {{ ?u a :Use FILTER NOT EXISTS {{ {one} }} FILTER NOT EXISTS {{ {other} }} }}"
    assert rewritten(text).count("MINUS") == 2


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?u a :Use FILTER NOT EXISTS { ?d :of ?u } }",
        "SELECT * { ?u a :Use FILTER NOT EXISTS { ?d :of ?e . ?e :p ?f } }",
        "SELECT * { ?u a :Use OPTIONAL { ?u :p ?v } FILTER NOT EXISTS { ?d :of ?u ; :p ?v } }",
        "SELECT * { ?u a :Use OPTIONAL { ?u :p ?x FILTER NOT EXISTS { ?d :of ?u ; :p ?v } } }",
        "SELECT * { ?u a :Use { ?u :p ?v } UNION { ?u :q ?w } FILTER NOT EXISTS { ?d :of ?u ; :p ?v } }",
        "SELECT * { ?u a :Use BIND(1 AS ?v) FILTER NOT EXISTS { ?d :of ?u ; :p ?v } }",
        "SELECT * { ?u a :Use VALUES ?v { 1 UNDEF } FILTER NOT EXISTS { ?d :of ?u ; :p ?v } }",
        "SELECT * { ?u a :Use ; :n ?n FILTER NOT EXISTS { ?d :of ?u ; :p ?v FILTER(?v = ?n) } }",
        "SELECT * { ?u a :Use FILTER NOT EXISTS { ?d :of ?u ; :p ?v FILTER NOT EXISTS { ?v :q 1 } } }",
        "SELECT * { ?u a :Use FILTER NOT EXISTS { ?d :of ?u OPTIONAL { ?d :p ?v } } }",
        "SELECT * { ?u a :Use FILTER NOT EXISTS { ?d :of* ?u ; :p ?v } }",
        "SELECT * { ?u a :Use FILTER NOT EXISTS { GRAPH ?g { ?d :of ?u ; :p ?v } } }",
        "SELECT * { GRAPH ?g { ?u a :Use FILTER NOT EXISTS { ?d :of ?u ; :p ?v } } }",
        "SELECT * { ?d :p 1 . { ?u a :Use FILTER NOT EXISTS { ?d :of ?u ; :p ?v } } }",
        "SELECT ?u ?v { ?u a :Use FILTER NOT EXISTS { ?d :of ?u ; :p ?v } }",
        "SELECT * { ?u a :Use FILTER(NOT EXISTS { ?d :of ?u ; :p ?v }) }",
        "SELECT * { ?x :p 1 FILTER EXISTS { ?u a :Use FILTER NOT EXISTS { ?d :of ?u ; :p ?v } } }",
        "SELECT * { ?u a :Use FILTER NOT EXISTS { ?d :of ?u ; :p '\\u0041' } }",
        "SELECT * { { SELECT ?u (1 AS ?v) { ?u a :Use } } FILTER NOT EXISTS { ?d :of ?u ; :p ?v } }",
        "SELECT * { ?u a :Use LATERAL { ?u :p 1 } FILTER NOT EXISTS { ?d :of ?u ; :p ?v } }",
        "SELECT * { ?u a :Use ; :n ?n FILTER NOT EXISTS { ?d :of ?u ; :p ?v FILTER(?v<?n&&?n>1) } }",
        "SELECT * { ?u a :Use FILTER NOT EXISTS { ?d :of ?u ; :p ?v }",
    ],
)
def test_it_stays_where_the_answer_could_differ_or_the_text_is_not_understood(text: str) -> None:
    assert rewritten(PREFIX + text) == PREFIX + text


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s <http://x/a#b> \"a # {\" ; :p.q 'it\\'s', '''x''y'''@nl-NL, 1.5e3, -2 . } # end {",
        "SELECT(?a<?b AS ?c){?a :p?b. FILTER(?a < ?b&&?b>1)}",
        'ASK { _:b1 a:b "1"^^xsd:int ; ^:p/:q|!(:r) [] , () . :a\\-b%20c :x. }',
    ],
)
def test_tokens_cover_the_text_and_stand_where_they_say(text: str) -> None:
    tokens = tokens_of(text)
    assert tokens is not None
    assert all(text[one.start : one.end].upper() == one.text.upper() for one in tokens)
    assert sum(one.text == "{" for one in tokens if one.kind == "mark") == 1


NODES = [NamedNode(f"http://x/n{i}") for i in range(4)] + [BlankNode("b"), Literal("1"), Literal(2)]
PREDICATES = [f":p{i}" for i in range(3)]
variables = st.sampled_from(["?a", "?b", "?c", "?d", "?e"])
terms = st.one_of(variables, st.sampled_from([":n0", ":n1", "2"]))
triples = st.builds(
    lambda s, p, o: f"{s} {p} {o}", variables, st.one_of(variables, st.sampled_from([*PREDICATES, ":p0/:p1"])), terms
)
tests = st.builds(lambda v, o: f"FILTER({v} {o} 2)", variables, st.sampled_from(["=", "!=", "<"]))
blocks = st.lists(triples, min_size=1, max_size=3).map(" . ".join)
absences = st.builds(
    lambda block, test: f"FILTER NOT EXISTS {{ {block} {test} }}", blocks, st.one_of(st.just(""), st.just(""), tests)
)
more = st.one_of(
    blocks.map(lambda one: f"OPTIONAL {{ {one} }}"),
    blocks.map(lambda one: f"MINUS {{ {one} }}"),
    st.builds(lambda one, other: f"{{ {one} }} UNION {{ {other} }}", blocks, blocks),
    st.builds(lambda one, other: f"{{ {one} {other} }}", blocks, absences),
    st.just("VALUES ?c { 2 UNDEF }"),
    st.just("BIND(2 AS ?e)"),
    tests,
    absences,
)
groups = st.builds(
    lambda first, absent, rest: " ".join([first, *rest[:1], absent, *rest[1:]]),
    blocks,
    absences,
    st.lists(more, max_size=2),
)
quads = st.sets(
    st.tuples(st.sampled_from(NODES[:5]), st.sampled_from(range(3)), st.sampled_from(NODES)), min_size=4, max_size=18
)


def answer(store: Store, text: str) -> Counter[tuple[str, ...]]:
    """Return the rows with how often each is there."""
    found = store.query(text, use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    names = sorted(one.value for one in found.variables)
    return Counter(tuple(str(row[name]) for name in names) for row in found)


@given(quads, groups)
@settings(max_examples=250, deadline=None)
@example({(NODES[0], 0, NODES[1])}, "?a :p0 ?b FILTER NOT EXISTS { ?a :p1 ?c . ?c :p2 ?b }")
def test_what_is_rewritten_gives_the_same_rows(held: set[tuple[NamedNode, int, NamedNode]], group: str) -> None:
    text = PREFIX + f"SELECT * {{ {group} }}"
    other = rewritten(text)
    if other == text:
        return
    store = Store()
    graph = NamedNode("http://x/g")
    store.extend(Quad(s, NamedNode(f"http://x/p{p}"), o, graph) for s, p, o in held)
    try:
        expected = answer(store, text)
    except SyntaxError:  # a BIND of a name that is in use already
        return
    assert answer(store, other) == expected
