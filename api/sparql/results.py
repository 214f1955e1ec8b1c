"""Complete answers in the representation that was asked for."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import QueryBoolean, QuerySolutions, RdfFormat, parse, parse_query_results, serialize
from pyoxigraph import QueryResultsFormat as Results

from api.media import NTRIPLES, RDF, RESULTS, SPARQL_JSON, Media, negotiate
from api.sparql.pool import Found
from vocab.namespaces import PREFIXES


def represent(found: Found, accept: str) -> tuple[bytes, Media] | None:
    """Return the answer as the Accept header wants it, or nothing when it wants none of ours.

    SELECT and ASK come as JSON, XML, CSV or TSV; CONSTRUCT and DESCRIBE as Turtle, N-Triples, JSON-LD or RDF/XML.
    """
    offered = RESULTS if found.json is not None else RDF
    chosen = negotiate(accept, offered)
    if chosen is None:
        return None
    if found.json is not None:
        return _results(found.json, chosen), chosen
    return triples_as(found.triples or "", chosen), chosen


def _results(text: str, chosen: Media) -> bytes:
    if chosen is SPARQL_JSON or chosen.results is None:
        return text.encode()
    answer = parse_query_results(text.encode(), Results.JSON)
    if isinstance(answer, (QuerySolutions, QueryBoolean)):
        return answer.serialize(format=chosen.results) or b""
    raise TypeError("no such answer")


def triples_as(text: str, chosen: Media) -> bytes:
    """Return N-Triples text in another RDF notation, with our prefixes where the notation has them."""
    if chosen is NTRIPLES or chosen.rdf is None:
        return text.encode()
    triples = (quad.triple for quad in parse(text.encode(), format=RdfFormat.N_TRIPLES))
    return serialize(triples, format=chosen.rdf, prefixes=PREFIXES) or b""


@dataclass(frozen=True, slots=True)
class Table:
    """A SELECT or ASK answer as a page shows it: column names, and cells of (text, address or nothing)."""

    columns: tuple[str, ...]
    rows: tuple[tuple[tuple[str, str], ...], ...]


def table_of(text: str) -> Table:
    """Return a SPARQL JSON answer as a table."""
    answer = parse_query_results(text.encode(), Results.JSON)
    if isinstance(answer, QueryBoolean):
        return Table(("antwoord",), ((("ja" if bool(answer) else "nee", ""),),))
    if not isinstance(answer, QuerySolutions):
        raise TypeError("no such answer")
    names = tuple(variable.value for variable in answer.variables)
    rows = []
    for solution in answer:
        cells = (solution[name] for name in names)
        rows.append(tuple(_cell(cell) for cell in cells))
    return Table(names, tuple(rows))


def _cell(term: object) -> tuple[str, str]:
    if term is None:
        return "", ""
    value = str(getattr(term, "value", term))
    is_link = type(term).__name__ == "NamedNode" and value.startswith(("http://", "https://"))
    return value, value if is_link else ""
