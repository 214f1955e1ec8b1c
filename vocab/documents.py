"""The files of this package that are handed out as they are: schemes, ontology, shapes and the JSON-LD context."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from vocab.errors import NotFoundError
from vocab.reading import ROOT, turtle_files

TURTLE = "text/turtle"
JSON_LD = "application/ld+json"


@dataclass(frozen=True, slots=True)
class Document:
    """A file and its media type."""

    path: Path
    media_type: str


def document(name: str) -> Document:
    """Return the document of a name (`dpia-states.ttl`, `ontologie.ttl`, `context.jsonld`); raises `NotFoundError`."""
    try:
        return _documents()[name]
    except KeyError:
        raise NotFoundError("Het bestand %(name)s bestaat niet.", name=name) from None


def _documents() -> dict[str, Document]:
    """Return every document by the name it is asked for."""
    named = {path.name: path for path in turtle_files("schemes")}
    named |= {f"normen-{path.name}": path for path in turtle_files("norms")}
    named |= {f"vormen-{path.name}": path for path in turtle_files("shapes")}
    named |= {"ontologie.ttl": ROOT / "ontology" / "swc.ttl", "bronnen.ttl": ROOT / "sources.ttl"}
    found = {name: Document(path, TURTLE) for name, path in named.items()}
    return found | {"context.jsonld": Document(ROOT / "context.jsonld", JSON_LD)}
