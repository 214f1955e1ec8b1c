"""JSON-LD with our names says the same as the triples it was made from, to every reader."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse
from rdflib import Graph

from vocab.compact import compact
from vocab.graph import FILES
from vocab.namespaces import RDF, SWC, XSD
from vocab.reading import quads
from vocab.terms import Class, Property

THINGS = st.sampled_from([NamedNode(f"https://voorbeeld.nl/id/x/{number}") for number in range(4)] + [BlankNode("b0")])
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
LITERALS = st.one_of(
    TEXT.map(Literal),
    st.builds(lambda text, language: Literal(text, language=language), TEXT, st.sampled_from(["nl", "en"])),
    st.integers().map(lambda number: Literal(str(number), datatype=NamedNode(XSD + "integer"))),
    st.booleans().map(Literal),
    st.dates().map(lambda day: Literal(day.isoformat(), datatype=NamedNode(XSD + "date"))),
)
PREDICATES = st.sampled_from(
    [NamedNode(str(one)) for one in Property]
    + [NamedNode(RDF + "type"), NamedNode("http://purl.org/dc/terms/title"), NamedNode("https://voorbeeld.nl/def#a:b")]
)
TRIPLES = st.lists(st.builds(Triple, THINGS, PREDICATES, st.one_of(THINGS, LITERALS)), max_size=12, unique=True)


def read(document: dict[str, object]) -> set[str]:
    return {str(quad.triple) for quad in parse(json.dumps(document).encode(), format=RdfFormat.JSON_LD)}


@given(TRIPLES)
def test_nothing_is_lost_and_nothing_added(triples: list[Triple]) -> None:
    assert read(compact(triples)) == {str(one) for one in triples}


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
def test_the_whole_vocabulary_reads_back_the_same_in_another_library() -> None:
    triples = [quad.triple for quad in quads(FILES)]
    document = compact(triples)
    assert read(document) == {str(one) for one in triples}
    few = [one for one in triples if "/scheme/severity" in str(one.subject)]
    other = Graph().parse(data=json.dumps(compact(few)), format="json-ld")
    assert len(other) == len(set(few)) > 20


def test_names_are_those_of_the_context() -> None:
    use, board = NamedNode("https://voorbeeld.nl/id/use/1"), NamedNode("https://voorbeeld.nl/id/board/1")
    triples = [
        Triple(use, NamedNode(RDF + "type"), NamedNode(str(Class.APP_USE))),
        Triple(use, NamedNode(str(Property.USED_BY)), board),
        Triple(use, NamedNode(str(Property.USERS)), Literal("12", datatype=NamedNode(XSD + "integer"))),
    ]
    told = compact(triples)
    assert told["@graph"] == [
        {"id": use.value, "type": ["swc:AppUse"], "usedBy": [board.value], "users": ["12"]},
    ]
    assert told["@context"]["swc"] == SWC
    assert "owl" not in told["@context"]
