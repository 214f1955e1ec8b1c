"""The child process that parses RDF of others: run as a file of its own, so that a hostile file cannot harm the server.

It reads the bytes from standard input, holds itself to the memory and processor limits of its arguments and writes
one JSON object: what the file says in SKOS, or `{"error": code}`. It imports nothing of this project. The parser
fetches nothing: a remote JSON-LD context is an error. Deep nesting can end the process; whoever started it sees that.
"""

from __future__ import annotations

import json
import re
import sys
from typing import Any

SKOS = "http://www.w3.org/2004/02/skos/core#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
DCTERMS = "http://purl.org/dc/terms/"
OWL = "http://www.w3.org/2002/07/owl#"
SPACES = {
    SKOS: "",
    DCTERMS: "dct:",
    "http://purl.org/dc/elements/1.1/": "dct:",
    OWL: "owl:",
    "http://www.w3.org/2000/01/rdf-schema#": "rdfs:",
    "http://www.w3.org/ns/dcat#": "dcat:",
}
KEPT = frozenset(
    [
        "prefLabel",
        "altLabel",
        "hiddenLabel",
        "definition",
        "notation",
        "scopeNote",
        "example",
        "note",
        "inScheme",
        "hasTopConcept",
        "topConceptOf",
        "broader",
        "narrower",
        "related",
        "broaderTransitive",
        "narrowerTransitive",
        "exactMatch",
        "closeMatch",
        "broadMatch",
        "narrowMatch",
        "relatedMatch",
        "member",
        "dct:title",
        "dct:description",
        "dct:license",
        "dct:rights",
        "dct:source",
        "dct:isReplacedBy",
        "dct:modified",
        "owl:deprecated",
        "owl:versionInfo",
        "dcat:version",
        "rdfs:label",
        "rdfs:comment",
    ]
)
CLASSES = {SKOS + name: name for name in ("Concept", "ConceptScheme", "Collection", "OrderedCollection")}
IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`\x7f]+")
LONGEST_IRI = 400
LONGEST_TEXT = 10_000
MOST_OTHER = 40
MOST_REFUSED = 100


def hold_to(memory: int, seconds: int) -> None:
    """Limit the address space (bytes) and processor time (seconds) of this process, where the platform can."""
    try:
        import resource  # noqa: PLC0415 - absent on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def short(predicate: str) -> str | None:
    """Return the short name of a property that is kept, or nothing."""
    for space, prefix in SPACES.items():
        if predicate.startswith(space):
            name = prefix + predicate[len(space) :]
            return name if name in KEPT else None
    return None


class Gathered:
    """What was read so far, by subject."""

    def __init__(self) -> None:
        self.nodes: dict[str, dict[str, Any]] = {}
        self.other: dict[str, int] = {}
        self.refused: list[str] = []
        self.blank = 0
        self.shortened = 0

    def add(self, subject: str, predicate: str, value: str, language: str | None) -> None:
        """Keep one triple; `language` is nothing for a reference."""
        if not IRI.fullmatch(subject) or len(subject) > LONGEST_IRI:
            self._refuse(subject)
            return
        if predicate == RDF_TYPE:
            if value in CLASSES:
                self._node(subject)["types"].append(CLASSES[value])
            return
        name = short(predicate)
        if name is None:
            if len(self.other) < MOST_OTHER or predicate in self.other:
                self.other[predicate] = self.other.get(predicate, 0) + 1
        elif language is not None:
            self.shortened += len(value) > LONGEST_TEXT
            self._node(subject)["texts"].setdefault(name, []).append([value[:LONGEST_TEXT], language])
        elif IRI.fullmatch(value) and len(value) <= LONGEST_IRI:
            self._node(subject)["refs"].setdefault(name, []).append(value)
        else:
            self._refuse(value)

    def _node(self, iri: str) -> dict[str, Any]:
        return self.nodes.setdefault(iri, {"types": [], "texts": {}, "refs": {}})

    def _refuse(self, iri: str) -> None:
        if len(self.refused) < MOST_REFUSED:
            self.refused.append(iri[:200])


def content_of(content: bytes, form: str, most: int) -> dict[str, Any]:
    """Return what a file says, or why it cannot be read."""
    from pyoxigraph import Literal, NamedNode, RdfFormat, parse  # noqa: PLC0415 - only after the limits hold

    forms = {
        "turtle": RdfFormat.TURTLE,
        "n-triples": RdfFormat.N_TRIPLES,
        "rdf-xml": RdfFormat.RDF_XML,
        "json-ld": RdfFormat.JSON_LD,
    }
    found = Gathered()
    count = 0
    for quad in parse(content, format=forms[form]):
        count += 1
        if count > most:
            return {"error": "triples"}
        if not isinstance(quad.subject, NamedNode):
            found.blank += 1
        elif isinstance(quad.object, Literal):
            found.add(quad.subject.value, quad.predicate.value, quad.object.value, quad.object.language or "")
        elif isinstance(quad.object, NamedNode):
            found.add(quad.subject.value, quad.predicate.value, quad.object.value, None)
        else:
            found.blank += 1
    return {
        "triples": count,
        "nodes": found.nodes,
        "other": found.other,
        "blank": found.blank,
        "refused": found.refused,
        "shortened": found.shortened,
    }


def main(arguments: list[str]) -> None:
    """Read, and write the outcome."""
    form = arguments[0]
    most, memory, seconds = (int(argument) for argument in arguments[1:])
    content = sys.stdin.buffer.read()
    hold_to(memory, seconds)
    try:
        outcome = content_of(content, form, most)
    except SyntaxError as error:
        outcome = {"error": "syntax", "line": error.lineno, "column": error.offset, "detail": str(error.msg)[:300]}
    except MemoryError:
        outcome = {"error": "memory"}
    except Exception as error:  # noqa: BLE001 - this process exists to turn any failure of the file into an answer
        outcome = {"error": "broken", "detail": type(error).__name__}
    sys.stdout.write(json.dumps(outcome))


if __name__ == "__main__":
    main(sys.argv[1:])
