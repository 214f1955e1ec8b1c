"""A table of properties turns rows into triples, and leaves out what is not known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from vocab.mapping import NodeMap, Prop, en, iri, nl, text, triples, typed
from vocab.namespaces import RDFS, XSD
from vocab.terms import Class, Property


@dataclass(frozen=True)
class Row:
    """A row of a test."""

    key: str
    name: str = ""
    users: int | None = None
    parts: tuple[str, ...] = ()


MAP = NodeMap[Row](
    classes=(Class.PRODUCT,),
    subject=lambda row: f"https://voorbeeld.nl/id/product/{row.key}",
    props=(
        Prop(RDFS + "label", lambda row: row.name, nl, required=True),
        Prop(Property.USERS, lambda row: row.users, typed),
        Prop(Property.SUITED_FOR, lambda row: row.parts, iri),
    ),
)


def test_a_row_becomes_the_triples_of_the_table() -> None:
    wanted = """
    @prefix swc: <https://w3id.org/fora-swc/def#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    <https://voorbeeld.nl/id/product/las> a swc:Product ; rdfs:label "LAS"@nl ; swc:users 12 ;
        swc:suitedFor <https://voorbeeld.nl/a>, <https://voorbeeld.nl/b> .
    """
    row = Row("las", "LAS", 12, ("https://voorbeeld.nl/a", "https://voorbeeld.nl/b"))
    assert set(MAP.triples(row)) == {quad.triple for quad in parse(wanted.encode(), format=RdfFormat.TURTLE)}


def test_what_is_not_known_is_not_said() -> None:
    found = {triple.predicate.value for triple in MAP.triples(Row("las", "LAS"))}
    assert Property.USERS not in found
    assert Property.SUITED_FOR not in found


def test_zero_is_known() -> None:
    found = [triple.object.value for triple in MAP.triples(Row("las", "LAS", 0)) if "users" in triple.predicate.value]
    assert found == ["0"]


def test_a_missing_required_value_names_property_and_row() -> None:
    with pytest.raises(ValueError, match="label is required and absent in Row"):
        list(MAP.triples(Row("las")))


def test_rows_keep_their_order() -> None:
    found = list(triples(MAP, [Row("b", "B"), Row("a", "A")]))
    assert [triple.subject.value[-1] for triple in found] == ["b", "b", "a", "a"]


@pytest.mark.parametrize(
    ("value", "lexical", "kind"),
    [
        (date(2026, 3, 2), "2026-03-02", "date"),
        (datetime(2026, 3, 2, 9, 30, tzinfo=UTC), "2026-03-02T09:30:00+00:00", "dateTime"),
        (Decimal("12.50"), "12.50", "decimal"),
        (7, "7", "integer"),
        (True, "true", "boolean"),
    ],
)
def test_values_carry_their_datatype(value: object, lexical: str, kind: str) -> None:
    assert typed(value) == Literal(lexical, datatype=NamedNode(XSD + kind))  # type: ignore[arg-type]


def test_texts_carry_their_language() -> None:
    assert (nl("ja").language, en("yes").language, text("x").language) == ("nl", "en", None)
