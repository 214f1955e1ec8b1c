"""The process that evaluates: an in-memory store with one scope, no network, little memory, nothing to lose.

Started as `python -m api.sparql.worker`; speaks JSON lines over standard input and output. The first line says which
files to load; each further line is a query. The parent kills it at the time limit, so it keeps no state of its own.
"""

from __future__ import annotations

import json
import resource
import sys
from typing import IO, Any

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    serialize,
)

from api.sparql import network
from api.sparql.guard import Checked, RefusedQueryError, check

MAX_BYTES = 32 * 1024 * 1024
"""The largest answer, in characters of its JSON or N-Triples form."""


def main() -> None:
    """Load the scope, then answer queries until standard input ends."""
    reply = sys.stdout
    setup = json.loads(sys.stdin.readline())
    limit = setup["memoryMb"] * 1024 * 1024
    store = load(setup["graphs"])
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    closed = network.close()
    _say(reply, {"ready": True, "networkClosed": closed, "triples": len(store)})
    for line in sys.stdin:
        _say(reply, answer(store, json.loads(line), set(setup["graphs"])))


def load(graphs: dict[str, str]) -> Store:
    """Return a store: every triple once in the default graph, and beside it each named graph."""
    store = Store()
    for name, path in graphs.items():
        store.bulk_load(path=path, format=RdfFormat.N_TRIPLES)
        store.bulk_load(path=path, format=RdfFormat.N_TRIPLES, to_graph=NamedNode(name))
    return store


def answer(store: Store, asked: dict[str, Any], visible: set[str]) -> dict[str, Any]:
    """Return the whole answer to one query, or why there is none."""
    try:
        checked = check(asked["query"], asked["base"])
        default, named = _dataset(asked, checked, visible)
        whole = not (default or named)
        source = merged(store, default, named) if len(default) > 1 else store
        kept: list[NamedNode | BlankNode | DefaultGraph] = [NamedNode(one) for one in default]
        if whole or source is not store:
            kept = [DefaultGraph()]
        beside: list[NamedNode | BlankNode] = [NamedNode(one) for one in (sorted(visible) if whole else named)]
        found = source.query(asked["query"], base_iri=asked["base"], default_graph=kept, named_graphs=beside)
        return _result(found, rows=asked["rows"])
    except RefusedQueryError as error:
        return {"refused": error.code, "message": str(error)}
    except (SyntaxError, ValueError, RuntimeError, OSError) as error:
        return {"refused": "uitvoering", "message": f"De vraag kan niet worden uitgevoerd: {error}"}
    except MemoryError:
        return {"refused": "geheugen", "message": "De vraag vraagt te veel geheugen. Maak haar kleiner."}


def _dataset(asked: dict[str, Any], checked: Checked, visible: set[str]) -> tuple[list[str], list[str]]:
    """Return default and named graphs: those of the request, else of the text; nothing means the whole scope.

    SPARQL 1.1 Protocol 2.1.4: the request goes before the text. A graph outside the scope is refused by name.
    """
    requested = bool(asked["defaultGraphs"] or asked["namedGraphs"])
    default = asked["defaultGraphs"] if requested else list(checked.default_graphs)
    named = asked["namedGraphs"] if requested else list(checked.named_graphs)
    outside = sorted({*default, *named, *checked.default_graphs, *checked.named_graphs} - visible)
    if outside:
        raise RefusedQueryError("graaf", f"Deze graaf is er niet of is niet voor u: {', '.join(outside)}.")
    return list(dict.fromkeys(default)), list(dict.fromkeys(named))


def merged(store: Store, default: list[str], named: list[str]) -> Store:
    """Return a store whose default graph is the RDF merge of some graphs, so that no triple counts twice."""
    fresh = Store()
    for name in default:
        for quad in store.quads_for_pattern(None, None, None, NamedNode(name)):
            fresh.add(Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()))
    for name in named:
        fresh.extend(store.quads_for_pattern(None, None, None, NamedNode(name)))
    return fresh


def _result(found: QuerySolutions | QueryBoolean | QueryTriples, *, rows: int) -> dict[str, Any]:
    if isinstance(found, QueryBoolean):
        return {"json": json.dumps({"head": {}, "boolean": bool(found)})}
    if isinstance(found, QueryTriples):
        return _triples(found, rows=rows)
    return _solutions(found, rows=rows)


def _triples(found: QueryTriples, *, rows: int) -> dict[str, Any]:
    kept: list[Triple] = []
    for triple in found:
        if len(kept) == rows:
            raise _too_much(rows)
        kept.append(triple)
    written = serialize(kept, format=RdfFormat.N_TRIPLES)
    return {"triples": (written or b"").decode()}


def _solutions(found: QuerySolutions, *, rows: int) -> dict[str, Any]:
    names = [variable.value for variable in found.variables]
    bindings: list[dict[str, Any]] = []
    size = 0
    for solution in found:
        if len(bindings) == rows:
            raise _too_much(rows)
        row = {name: term(solution[name]) for name in names if solution[name] is not None}
        size += sum(len(one["value"]) for one in row.values())
        if size > MAX_BYTES:
            raise RefusedQueryError("te-groot", "Het antwoord is te groot. Vraag minder kolommen of gebruik LIMIT.")
        bindings.append(row)
    return {"json": json.dumps({"head": {"vars": names}, "results": {"bindings": bindings}}, ensure_ascii=False)}


def term(value: Any) -> dict[str, Any]:  # noqa: ANN401 - any term of an answer
    """Return a term in SPARQL 1.1 Query Results JSON form."""
    if isinstance(value, NamedNode):
        return {"type": "uri", "value": value.value}
    if isinstance(value, BlankNode):
        return {"type": "bnode", "value": value.value}
    if isinstance(value, Literal):
        if value.language:
            return {"type": "literal", "value": value.value, "xml:lang": value.language}
        kind = value.datatype.value
        plain = kind == "http://www.w3.org/2001/XMLSchema#string"
        return {"type": "literal", "value": value.value} | ({} if plain else {"datatype": kind})
    raise RefusedQueryError("term", "Het antwoord bevat een soort term die deze dienst niet teruggeeft.")


def _too_much(rows: int) -> RefusedQueryError:
    return RefusedQueryError("te-veel-rijen", f"Het antwoord heeft meer dan {rows} rijen. Gebruik LIMIT of verfijn.")


def _say(reply: IO[str], message: dict[str, Any]) -> None:
    reply.write(json.dumps(message, ensure_ascii=False) + "\n")
    reply.flush()


if __name__ == "__main__":
    main()
