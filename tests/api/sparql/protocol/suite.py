"""The W3C tests of the SPARQL 1.1 Protocol that an endpoint which only reads can pass, in a form of our own.

Source: the manifest of the W3C test suite, `sparql/sparql11/protocol/manifest.ttl` of github.com/w3c/rdf-tests, read
at commit 0198f458 of 2026 (34 tests: 20 of queries, 14 of updates). Here stand the 20, and the 7 of updates that ask
for a refusal; the other 7 need updates that are carried out. In `query_multiple_dataset` the two named graphs are sent
as two parameters, as the test was approved (issue 78 there).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode

MANIFEST = "http://www.w3.org/2009/sparql/docs/tests/data-sparql11/protocol/manifest#"
_DATA = "http://kasei.us/2009/09/sparql/data/data{}.rdf"
GRAPHS = tuple(_DATA.format(number) for number in range(4))
"""The graphs that the tests name; each says of itself that it is a document, which is all they ask."""

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_DEFAULT, _NAMED = "default-graph-uri", "named-graph-uri"
_ZERO = ((_DEFAULT, GRAPHS[0]),)


class Expected(StrEnum):
    """What has to come back: a kind of answer with a 2xx, or a 4xx."""

    TRUE = "true"
    BOOLEAN = "boolean"
    TABLE = "table"
    RDF = "rdf"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Case:
    """One request, and what has to come back; `name` is the last part of the address of the W3C test."""

    name: str
    expected: Expected
    method: str = "GET"
    address: tuple[tuple[str, str], ...] = ()
    content_type: str = ""
    body: bytes = b""

    @property
    def iri(self) -> str:
        """Return the address of the W3C test."""
        return MANIFEST + self.name

    @property
    def target(self) -> str:
        """Return the path and parameters that are asked for."""
        return "/sparql" + (f"?{urlencode(self.address)}" if self.address else "")


def _direct(name: str, expected: Expected, text: str, *address: tuple[str, str]) -> Case:
    """Return a query that is sent as the body itself."""
    return Case(name, expected, "POST", address, _QUERY, text.encode())


def _document(number: int) -> str:
    return f"<{GRAPHS[number]}> a ?type"


_BOTH = f"ASK {{ {_document(1)} . {_document(2)} }}"
_APART = f"GRAPH ?g1 {{ {_document(1)} }} GRAPH ?g2 {{ {_document(2)} }}"
_TWO_DEFAULT = ((_DEFAULT, GRAPHS[1]), (_DEFAULT, GRAPHS[2]))
_TWO_NAMED = ((_NAMED, GRAPHS[1]), (_NAMED, GRAPHS[2]))
_CONFLICT = (
    "WITH <http://example/addresses> DELETE { ?p <http://xmlns.com/foaf/0.1/givenName> 'Bill' } "
    "WHERE { ?p <http://xmlns.com/foaf/0.1/givenName> 'Bill' }"
)

ANSWERED = (
    Case("query_get", Expected.TRUE, address=(("query", "ASK {}"), *_ZERO)),
    Case("query_post_form", Expected.TRUE, "POST", _ZERO, _FORM, b"query=ASK%20%7B%7D"),
    _direct("query_post_direct", Expected.TRUE, "ASK {}"),
    Case("query_dataset_default_graphs_get", Expected.TRUE, address=(("query", _BOTH), *_TWO_DEFAULT)),
    _direct("query_dataset_default_graphs_post", Expected.TRUE, _BOTH, *_TWO_DEFAULT),
    Case("query_dataset_named_graphs_get", Expected.TRUE, address=(("query", f"ASK {{ {_APART} }}"), *_TWO_NAMED)),
    _direct("query_dataset_named_graphs_post", Expected.TRUE, f"ASK {{ {_APART} }}", *_TWO_NAMED),
    _direct(
        "query_dataset_full",
        Expected.TRUE,
        f"ASK {{ {_document(3)} {_APART} }}",
        (_DEFAULT, GRAPHS[3]),
        *_TWO_NAMED,
    ),
    _direct("query_multiple_dataset", Expected.TRUE, f"ASK FROM <{GRAPHS[3]}> {{ {_APART} }}", *_TWO_NAMED),
    _direct("query_content_type_select", Expected.TABLE, "SELECT (1 AS ?value) {}", *_ZERO),
    _direct("query_content_type_ask", Expected.BOOLEAN, "ASK {}", *_ZERO),
    _direct("query_content_type_describe", Expected.RDF, "DESCRIBE <http://example.org/>", *_ZERO),
    _direct("query_content_type_construct", Expected.RDF, "CONSTRUCT { <s> <p> 1 } WHERE {}", *_ZERO),
)
REFUSED = (
    Case("bad_query_method", Expected.REFUSED, "PUT", (("query", "ASK {}"), *_ZERO), _FORM),
    Case("bad_multiple_queries", Expected.REFUSED, address=(("query", "ASK {}"), ("query", "SELECT * {}"))),
    Case("bad_query_wrong_media_type", Expected.REFUSED, "POST", (), "text/plain", b"ASK {}"),
    Case("bad_query_missing_form_type", Expected.REFUSED, "POST", body=b"query=ASK%20%7B%7D"),
    Case("bad_query_missing_direct_type", Expected.REFUSED, "POST", body=b"ASK {}"),
    Case("bad_query_non_utf8", Expected.REFUSED, "POST", (), f"{_QUERY}; charset=UTF-16", "ASK {}".encode("utf-16")),
    Case("bad_query_syntax", Expected.REFUSED, address=(("query", "ASK {"),)),
    Case("bad_update_get", Expected.REFUSED, address=(("update", "CLEAR ALL"),)),
    Case("bad_multiple_updates", Expected.REFUSED, "POST", (), _FORM, b"update=CLEAR%20NAMED&update=CLEAR%20DEFAULT"),
    Case("bad_update_wrong_media_type", Expected.REFUSED, "POST", (), "text/plain", b"CLEAR NAMED"),
    Case("bad_update_missing_form_type", Expected.REFUSED, "POST", body=b"update=CLEAR%20NAMED"),
    Case(
        "bad_update_non_utf8",
        Expected.REFUSED,
        "POST",
        (),
        f"{_UPDATE}; charset=UTF-16",
        "CLEAR NAMED".encode("utf-16"),
    ),
    Case("bad_update_syntax", Expected.REFUSED, "POST", (), _FORM, b"update=CLEAR%20XYZ"),
    Case(
        "bad_update_dataset_conflict",
        Expected.REFUSED,
        "POST",
        (("using-named-graph-uri", "http://example/people"),),
        _UPDATE,
        _CONFLICT.encode(),
    ),
)
CASES = tuple(sorted((*ANSWERED, *REFUSED), key=lambda one: one.name))
