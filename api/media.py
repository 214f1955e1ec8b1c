"""Media types, once: name, extension, type and the RDF or result format behind it."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import QueryResultsFormat, RdfFormat


@dataclass(frozen=True, slots=True)
class Media:
    """One representation: how it is named in an address, in a header and by the RDF library."""

    name: str
    extension: str
    media_type: str
    rdf: RdfFormat | None = None
    results: QueryResultsFormat | None = None
    aliases: tuple[str, ...] = ()
    """Types under which clients ask for it too; the answer carries its own type."""


HTML = Media("html", "html", "text/html")
JSON = Media("json", "json", "application/json")
TURTLE = Media("turtle", "ttl", "text/turtle", rdf=RdfFormat.TURTLE)
NTRIPLES = Media("n-triples", "nt", "application/n-triples", rdf=RdfFormat.N_TRIPLES)
JSONLD = Media("json-ld", "jsonld", "application/ld+json", rdf=RdfFormat.JSON_LD, aliases=("application/json",))
RDFXML = Media("rdf-xml", "rdf", "application/rdf+xml", rdf=RdfFormat.RDF_XML)

SPARQL_JSON = Media(
    "json",
    "srj",
    "application/sparql-results+json",
    results=QueryResultsFormat.JSON,
    aliases=("application/json",),
)
SPARQL_XML = Media("xml", "srx", "application/sparql-results+xml", results=QueryResultsFormat.XML)
SPARQL_CSV = Media("csv", "csv", "text/csv", results=QueryResultsFormat.CSV)
SPARQL_TSV = Media("tsv", "tsv", "text/tab-separated-values", results=QueryResultsFormat.TSV)

RDF = (TURTLE, NTRIPLES, JSONLD, RDFXML)
RESULTS = (SPARQL_JSON, SPARQL_XML, SPARQL_CSV, SPARQL_TSV)


def negotiate(accept: str, offered: tuple[Media, ...]) -> Media | None:
    """Return the offered representation that an Accept header likes best (RFC 9110, 12.5.1), or nothing.

    An empty header accepts the first; equal preference goes to the order offered.
    """
    if not accept.strip():
        return offered[0]
    ranges = [_range(part) for part in accept.split(",") if part.strip()]
    best, best_quality = None, 0.0
    for one in offered:
        quality = _quality(one, ranges)
        if quality > best_quality:
            best, best_quality = one, quality
    return best


def _range(part: str) -> tuple[str, float]:
    """Split `type/sub;q=0.5` into the range and its quality; a quality that is no number counts as refusal."""
    name, *params = (piece.strip().lower() for piece in part.split(";"))
    quality = next(
        (value.strip() for key, _, value in (one.partition("=") for one in params) if key.strip() == "q"), "1"
    )
    try:
        return name, min(max(float(quality), 0.0), 1.0)
    except ValueError:
        return name, 0.0


def _quality(media: Media, ranges: list[tuple[str, float]]) -> float:
    """Return the quality that the most specific matching range gives to a representation."""
    family = media.media_type.split("/", 1)[0]
    for wanted in (media.media_type, *media.aliases, f"{family}/*", "*/*"):
        for name, quality in ranges:
            if name == wanted:
                return quality
    return 0.0
