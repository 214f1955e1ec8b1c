"""A value becomes exactly one RDF term, whatever somebody types."""

from __future__ import annotations

from datetime import date
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Store

from vocab.iris import Iris
from vocab.parameters import BadValueError, Parameter, ParameterKind, Thing, bind, day_of, names_in, term
from vocab.questions import with_prefixes

IRIS = Iris("https://voorbeeld.nl")
TODAY = date(2026, 3, 2)
DATATYPES = {
    ParameterKind.DATE: "date",
    ParameterKind.INTEGER: "integer",
    ParameterKind.DECIMAL: "decimal",
    ParameterKind.BOOLEAN: "boolean",
    ParameterKind.TEXT: "string",
}
ATTACKS = (
    'x" } UNION { ?s ?p ?o',
    "x> . ?s ?p ?o . <y",
    "zien> } #",
    '\\u0022 . ?s ?p "',
    '""" ?s',
    "' OR 1",
    "1 } SERVICE <http://x/> { ?s ?p ?o",
    '2026-01-01"^^<x> , ?p',
    "$waarde",
    "true . ?s ?p ?o",
)
typed = st.one_of(st.text(max_size=40), st.sampled_from(ATTACKS), st.dates().map(str), st.integers().map(str))


def _asked(kind: ParameterKind, of: str = "") -> Parameter:
    return Parameter("waarde", "Waarde", "Value", kind, of)


def _evaluated(written: str) -> object:
    found = list(Store().query(bind("SELECT (?uit AS ?y) { BIND ($waarde AS ?uit) }", {"waarde": written})))  # type: ignore[arg-type]
    assert len(found) == 1
    return found[0]["y"]


@given(kind=st.sampled_from(sorted(DATATYPES)), value=typed)
def test_whatever_is_typed_is_refused_or_becomes_one_literal_of_its_kind(kind: ParameterKind, value: str) -> None:
    try:
        written = term(_asked(kind), value, iris=IRIS, today=TODAY)
    except BadValueError:
        return
    found = _evaluated(written)
    assert isinstance(found, Literal)
    assert found.datatype.value.endswith(f"#{DATATYPES[kind]}")
    if kind is ParameterKind.TEXT:
        assert found.value == value.strip()


@given(kind=st.sampled_from(sorted(Thing)), value=typed)
def test_whatever_is_typed_is_refused_or_becomes_one_thing_of_its_kind(kind: Thing, value: str) -> None:
    try:
        written = term(_asked(ParameterKind.THING, kind), value, iris=IRIS, today=TODAY)
    except BadValueError:
        return
    place = "fora" if kind is Thing.COMPONENT else kind.value
    assert _evaluated(written) == NamedNode(IRIS.thing(place, value.strip().removeprefix(IRIS.thing(place, ""))))


@pytest.mark.parametrize("value", ATTACKS)
def test_a_code_is_one_concept_or_refused(value: str) -> None:
    try:
        written = term(_asked(ParameterKind.CODE, "severity"), value, iris=IRIS, today=TODAY)
    except BadValueError:
        return
    assert isinstance(_evaluated(written), NamedNode)


def test_a_name_in_a_string_an_address_or_a_remark_is_left_alone() -> None:
    text = 'SELECT * { $a ?p "$a" , \'$a\' , """ "$a" """ , <http://x/$a> . FILTER ($ab > $a) } # $a'
    assert names_in(text) == {"a", "ab"}
    assert bind(text, {"a": "1"}) == text.replace("{ $a", "{ 1").replace("> $a)", "> 1)")


def test_an_escaped_sign_in_a_name_opens_no_string_and_names_no_parameter() -> None:
    assert names_in(r"SELECT * { ex:O\'Neill ex:a\$dag $jaar ; ex:b 'l\'eau $nee' }") == {"jaar"}


@pytest.mark.parametrize("text", ['"' + '\\"' * 30_000, "PREFIX" + " " * 60_000], ids=["string", "prefix"])
def test_a_text_of_which_no_end_is_found_costs_no_more_than_its_length(text: str) -> None:
    started = process_time()
    assert with_prefixes(text) == text
    assert process_time() - started < 1


def test_an_empty_parameter_asks_about_everything() -> None:
    assert bind("SELECT * { ?s ?p $waarde }", {}) == "SELECT * { ?s ?p $waarde }"


def test_a_relative_day_is_counted_from_today() -> None:
    assert [str(day_of(one, TODAY)) for one in ("today", "today+30", "today-2")] == [
        "2026-03-02",
        "2026-04-01",
        "2026-02-28",
    ]
