"""What the endpoint says of itself (SPARQL 1.1 Service Description)."""

from __future__ import annotations

from pyoxigraph import BlankNode, NamedNode, Triple, serialize

from api.media import RDF, RESULTS, Media
from vocab.namespaces import PREFIXES
from vocab.namespaces import RDF as RDF_NS

SD = "http://www.w3.org/ns/sparql-service-description#"
FORMATS = "http://www.w3.org/ns/formats/"
_FORMATS = {
    "turtle": "Turtle",
    "n-triples": "N-Triples",
    "json-ld": "JSON-LD",
    "rdf-xml": "RDF_XML",
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
}


def of_service(address: str, media: Media) -> bytes:
    """Return the description of the endpoint at an address, in an RDF notation."""
    service = BlankNode()
    node = NamedNode
    triples = [
        Triple(service, node(RDF_NS + "type"), node(SD + "Service")),
        Triple(service, node(SD + "endpoint"), node(address)),
        Triple(service, node(SD + "supportedLanguage"), node(SD + "SPARQL11Query")),
    ]
    triples += [
        Triple(service, node(SD + "resultFormat"), node(FORMATS + _FORMATS[one.name])) for one in (*RESULTS, *RDF)
    ]
    prefixes = {**PREFIXES, "sd": SD, "formats": FORMATS}
    return serialize(triples, format=media.rdf, prefixes=prefixes) or b""
