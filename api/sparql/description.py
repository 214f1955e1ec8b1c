"""What the endpoint says of itself and of a scope (SPARQL 1.1 Service Description, with VoID for what stands in it)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Triple, serialize

from api.graph.files import GraphFile
from api.media import RDF, RESULTS, Media
from api.settings import Settings
from api.sparql.statistics import statistics
from vocab.namespaces import DCTERMS, PREFIXES, RDFS, VOID, XSD
from vocab.namespaces import RDF as RDF_NS

SD = "http://www.w3.org/ns/sparql-service-description#"
FORMATS = "http://www.w3.org/ns/formats/"
SIMPLE = "http://www.w3.org/ns/entailment/Simple"
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
ENTAILMENT = "http://www.w3.org/ns/entailment/"

_LISTED = 20
"""So many graphs of boards are named one by one; more are told as a pattern, and by a query that lists them."""

_TYPE = NamedNode(RDF_NS + "type")


@dataclass(frozen=True, slots=True)
class Service:
    """A door of the endpoint: the base address, its path, and the graphs behind it by address."""

    base: str
    path: str
    graphs: Mapping[str, GraphFile]

    @property
    def address(self) -> str:
        """Return the address that questions go to."""
        return f"{self.base}{self.path}"

    @property
    def of_boards(self) -> tuple[str, ...]:
        """Return the graphs that belong to boards."""
        return tuple(sorted(one for one in self.graphs if one.startswith(f"{self.base}/graph/board/")))

    @property
    def listed(self) -> tuple[str, ...]:
        """Return the graphs to name one by one: all, or without those of boards when they are many."""
        of_boards = self.of_boards
        left_out = frozenset(of_boards if len(of_boards) > _LISTED else ())
        return tuple(sorted(one for one in self.graphs if one not in left_out))


def of_service(service: Service, settings: Settings, media: Media) -> bytes:
    """Return the description of a door, in an RDF notation; the same state gives the same bytes."""
    about = NamedNode(f"{service.address}#service")
    triples = [*_service(about, service, settings), *_dataset(about, service)]
    prefixes = {**PREFIXES, "sd": SD, "formats": FORMATS, "ent": ENTAILMENT}
    return serialize(triples, format=media.rdf, prefixes=prefixes) or b""


def _service(about: NamedNode, service: Service, settings: Settings) -> Iterator[Triple]:
    yield Triple(about, _TYPE, NamedNode(SD + "Service"))
    yield Triple(about, _sd("endpoint"), NamedNode(service.address))
    yield Triple(about, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    yield Triple(about, _sd("feature"), _sd("UnionDefaultGraph"))
    yield Triple(about, _sd("defaultEntailmentRegime"), NamedNode(SIMPLE))
    yield Triple(about, NamedNode(RDFS + "seeAlso"), NamedNode(f"{service.base}/.well-known/void"))
    for one in (*RESULTS, *RDF):
        yield Triple(about, _sd("resultFormat"), NamedNode(FORMATS + _FORMATS[one.name]))
    yield from _told(
        about,
        "Leest alleen; geen updates en geen SERVICE. Een vraag mag %(seconds)g seconden duren en %(rows)d rijen geven, "
        "en alle vragen van een afzender samen mogen %(minute)g seconden per minuut kosten.",
        "Reads only; no updates and no SERVICE. A query may take %(seconds)g seconds and give %(rows)d rows, and all "
        "queries of a caller together may cost %(minute)g seconds a minute.",
        seconds=settings.sparql_seconds,
        rows=settings.sparql_rows,
        minute=settings.sparql_seconds_per_minute,
    )


def _dataset(about: NamedNode, service: Service) -> Iterator[Triple]:
    """Yield the dataset that a query without FROM is asked of; its default graph is the union of the named ones."""
    dataset, default = BlankNode("dataset"), BlankNode("union")
    yield Triple(about, _sd("defaultDataset"), dataset)
    yield Triple(about, _sd("availableGraphs"), dataset)
    yield Triple(dataset, _TYPE, _sd("Dataset"))
    yield Triple(dataset, _TYPE, _sd("GraphCollection"))
    yield Triple(dataset, _sd("defaultGraph"), default)
    yield Triple(default, _TYPE, _sd("Graph"))
    yield from _told(
        default,
        "De vereniging van alle benoemde grafen; geen feit staat in twee ervan.",
        "The union of all named graphs; no triple stands in two of them.",
    )
    counted: list[int] = []
    for number, address in enumerate(service.listed):
        yield from _graph(dataset, number, address)
        yield from _counted(BlankNode(f"graph{number}"), service.graphs[address], counted)
    if len(counted) == len(service.graphs):
        yield _number(default, "triples", sum(counted))
    else:
        yield from _unlisted(dataset, service)


def _graph(dataset: BlankNode, number: int, address: str) -> Iterator[Triple]:
    named, graph = BlankNode(f"named{number}"), BlankNode(f"graph{number}")
    yield Triple(dataset, _sd("namedGraph"), named)
    yield Triple(named, _TYPE, _sd("NamedGraph"))
    yield Triple(named, _sd("name"), NamedNode(address))
    yield Triple(named, _sd("graph"), graph)
    yield Triple(graph, _TYPE, _sd("Graph"))
    yield Triple(graph, NamedNode(VOID + "dataDump"), NamedNode(address))


def _counted(graph: BlankNode, file: GraphFile, counted: list[int]) -> Iterator[Triple]:
    """Yield how much stands in a graph; one that was replaced this very moment is left without a number."""
    with suppress(FileNotFoundError):
        found = statistics(file)
        counted.append(found.triples)
        yield _number(graph, "triples", found.triples)
        yield _number(graph, "distinctSubjects", found.subjects)


def _unlisted(dataset: BlankNode, service: Service) -> Iterator[Triple]:
    """Yield how the graphs of boards are named and found, instead of all of them."""
    yield from _told(
        dataset,
        "Daarnaast %(number)d grafen %(base)s/graph/board/<nummer>/sector, een voor elk bestuur dat deelt met de "
        "sector; SELECT DISTINCT ?g { GRAPH ?g { ?b a <https://w3id.org/fora-swc/def#Board> } } noemt ze.",
        "Besides %(number)d graphs %(base)s/graph/board/<number>/sector, one for each board that shares with the "
        "sector; SELECT DISTINCT ?g { GRAPH ?g { ?b a <https://w3id.org/fora-swc/def#Board> } } names them.",
        number=len(service.of_boards),
        base=service.base,
    )


def _told(about: NamedNode | BlankNode, dutch: str, english: str, **values: object) -> Iterator[Triple]:
    """Yield a remark in both languages."""
    for text, code in ((dutch, "nl"), (english, "en")):
        told = Literal(text % values if values else text, language=code)
        yield Triple(about, NamedNode(DCTERMS + "description"), told)


def _number(about: BlankNode, name: str, value: int) -> Triple:
    return Triple(about, NamedNode(VOID + name), Literal(str(value), datatype=NamedNode(XSD + "integer")))


def _sd(name: str) -> NamedNode:
    return NamedNode(SD + name)
