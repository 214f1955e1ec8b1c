"""The public graphs as VoID tells of them: what is in each, where to fetch, query and look it up.

W3C Interest Group Note "Describing Linked Datasets with the VoID Vocabulary" (2011-03-03); found at
`/.well-known/void` (section 7.2, RFC 8615).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Triple

from api.graph.scopes import PUBLIC
from api.graph.writer import GraphWriter
from api.linked.dcat import Publisher
from api.linked.holdings import graph_forms
from api.linked.terms import HOME
from api.sparql.statistics import statistics, void_triples
from vocab.mapping import TYPE, Term, en, iri, nl, text
from vocab.namespaces import DCTERMS, FOAF, VOID

ADDRESS = "/.well-known/void"
_FORMATS = "http://www.w3.org/ns/formats/"
_FEATURES = ("Turtle", "N-Triples", "JSON-LD", "RDF_XML")
"""Unique names of file formats (W3C)."""
_TITLES = {
    "vocabulary": (nl("Begrippen, normen en ontologie"), en("Concepts, norms and ontology")),
    "catalogue": (nl("Productcatalogus"), en("Product catalogue")),
    "fora": (nl("Referentiearchitectuur"), en("Reference architecture")),
}


def void(writer: GraphWriter, by: Publisher) -> Iterator[Triple]:
    """Yield the description: all that is public as one data set, with a subset for each graph."""
    here, whole = by.base + ADDRESS, f"{by.base}{ADDRESS}#alles"
    found = writer.files(PUBLIC)
    yield from _told(
        here,
        VOID + "DatasetDescription",
        {DCTERMS + "title": (nl("Openbare gegevens van deze catalogus"),), FOAF + "topic": (iri(whole),)},
    )
    yield from _told(
        whole,
        VOID + "Dataset",
        {
            DCTERMS + "title": (nl("Alles wat hier openbaar is"), en("All that is public here")),
            VOID + "subset": [iri(address) for address in sorted(found)],
            VOID + "sparqlEndpoint": (iri(f"{by.base}/sparql"),),
            DCTERMS + "publisher": (iri(by.iri),),
            FOAF + "homepage": (iri(f"{by.base}/catalogus"),),
        },
    )
    for number, (address, file) in enumerate(sorted(found.items())):
        yield from _graph(writer, by, address, file.graph)
        yield from void_triples(NamedNode(address), statistics(file), label=f"g{number}")


def _graph(writer: GraphWriter, by: Publisher, address: str, graph: str) -> Iterator[Triple]:
    kind, _, version = graph.partition("/")
    titles = _TITLES[kind]
    own = kind != "fora"
    yield from _told(
        address,
        VOID + "Dataset",
        {
            DCTERMS + "title": titles,
            DCTERMS + "identifier": (text(graph),),
            DCTERMS + "license": (iri(by.licence),) if own else (),
            DCTERMS + "publisher": (iri(by.iri),) if own else (),
            DCTERMS + "source": () if own else (iri(writer.iris.thing("release", version)),),
            VOID + "sparqlEndpoint": (iri(f"{by.base}/sparql"),),
            VOID + "uriSpace": [text(space) for space in _spaces(by, kind)],
            VOID + "exampleResource": [iri(example) for example in _examples(writer, kind, version)],
            VOID + "dataDump": [iri(by.base + form.path) for form in graph_forms(writer, graph)],
            VOID + "feature": [iri(_FORMATS + name) for name in _FEATURES],
            VOID + "vocabulary": (iri(f"{HOME}def#"),),
        },
    )


def _spaces(by: Publisher, kind: str) -> tuple[str, ...]:
    if kind == "vocabulary":
        return (HOME,)
    if kind == "fora":
        return (f"{by.base}/id/fora/", f"{by.base}/id/release/")
    return (f"{by.base}/id/product/", f"{by.base}/id/vendor/", f"{by.base}/id/central-dpia/")


def _examples(writer: GraphWriter, kind: str, version: str) -> tuple[str, ...]:
    if kind == "vocabulary":
        return (f"{HOME}scheme/dpia-states",)
    return (writer.iris.thing("release", version),) if kind == "fora" else ()


def _told(node: str, kind: str, told: dict[str, Iterable[Term]]) -> Iterator[Triple]:
    yield Triple(NamedNode(node), TYPE, NamedNode(kind))
    for predicate, terms in told.items():
        for term in terms:
            yield Triple(NamedNode(node), NamedNode(predicate), term)
