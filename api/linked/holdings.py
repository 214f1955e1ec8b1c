"""What this installation publishes: data sets with the forms they come in, and the services that answer about them.

One model for the page, the DCAT catalogue and VoID. FORA itself is published by its makers without a licence
(`kennisnet/fora` holds a README only), so no licence is claimed for it and no copy is offered as a distribution.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from api.graph.scopes import PUBLIC
from api.graph.writer import GraphWriter
from api.media import JSONLD, NTRIPLES, RDF, RDFXML, TURTLE, Media
from fora.earlier import PUBLIC as PUBLIC_RELEASES
from fora.queries import releases
from fora.schemas import ReleaseInfo
from swc.access.kinds import AMSTERDAM
from vocab.namespaces import SCHEME
from vocab.reading import ROOT
from vocab.schemes import Scheme, schemes

NL_SBB = "https://docs.geostandaarden.nl/nl-sbb/def-st-nl-sbb-20241010"
NOTATIONS = (TURTLE, NTRIPLES, JSONLD, RDFXML)


@dataclass(frozen=True, slots=True)
class Form:
    """One form in which a data set can be fetched; `size` is in bytes, nothing when it is made on request."""

    name: str
    path: str
    media: Media
    size: int | None = None
    packed: bool = False


@dataclass(frozen=True, slots=True)
class Holding:
    """A data set; `own` says that it is ours to give a licence for, `page` where people read it."""

    slug: str
    iri: str
    identifier: str
    title_nl: str
    title_en: str
    description_nl: str
    description_en: str
    page: str
    forms: tuple[Form, ...]
    own: bool = True
    version: str = ""
    modified: date | None = None
    conforms: tuple[str, ...] = ()
    part_of: str = ""


@dataclass(frozen=True, slots=True)
class Service:
    """A service that answers about the data sets; `about` is where a machine reads what it can do."""

    slug: str
    title_nl: str
    title_en: str
    description_nl: str
    description_en: str
    path: str
    about: str
    page: str
    conforms: str
    keywords: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Holdings:
    """Everything that is published here."""

    holdings: tuple[Holding, ...]
    services: tuple[Service, ...]


def holdings(session: Session, writer: GraphWriter) -> Holdings:
    """Return what is published, with the sizes of what is on disk."""
    found = (_vocabulary(writer), _catalogue(writer), *(_release(writer, one) for one in _releases(session)))
    return Holdings((*found, *(_scheme(one) for one in schemes())), SERVICES)


SERVICES = (
    Service(
        "sparql",
        "SPARQL-dienst",
        "SPARQL service",
        "Beantwoordt vragen in SPARQL 1.1 over wat openbaar is; wie mag inloggen vraagt ook over het eigen bestuur.",
        "Answers SPARQL 1.1 queries on all that is public; whoever may log in can ask about the own board too.",
        "/sparql",
        "/sparql",
        "/sparql-vragen",
        "http://www.w3.org/TR/sparql11-protocol/",
        ("SPARQL", "linked data"),
    ),
    Service(
        "api",
        "JSON-API",
        "JSON API",
        "Dezelfde gegevens als de pagina's, als JSON volgens de NL GOV REST API Design Rules.",
        "The same data as the pages, as JSON after the NL GOV REST API Design Rules.",
        "/api/v1",
        "/api/v1/openapi.json",
        "/over",
        "https://gitdocumentatie.logius.nl/publicatie/api/adr/",
        ("API", "JSON"),
    ),
    Service(
        "berichten",
        "Berichtenstroom van de productcatalogus",
        "Event feed of the product catalogue",
        "Elke wijziging van de productcatalogus als bericht, ook als Linked Data Event Stream.",
        "Each change of the product catalogue as an event, also as a Linked Data Event Stream.",
        "/ldes/catalogue",
        "/ldes/catalogue",
        "/berichten",
        "https://w3id.org/ldes/specification",
        ("LDES", "CloudEvents"),
    ),
)


def graph_forms(writer: GraphWriter, graph: str) -> tuple[Form, ...]:
    """Return the forms in which a public graph can be fetched."""
    return tuple(_graph_forms(writer, graph))


def _graph_forms(writer: GraphWriter, graph: str) -> Iterator[Form]:
    found = writer.files(PUBLIC).get(writer.iris.graph(graph))
    size = found.path.stat().st_size if found is not None and found.path.exists() else None
    for media in NOTATIONS:
        yield Form(_NAMES[media], f"/graph/{graph}.{media.extension}", media, size if media is NTRIPLES else None)
    yield Form("N-Triples, gzip", f"/graph/{graph}.nt.gz", NTRIPLES, packed=True)


_NAMES = {TURTLE: "Turtle", NTRIPLES: "N-Triples", JSONLD: "JSON-LD", RDFXML: "RDF/XML"}


def _vocabulary(writer: GraphWriter) -> Holding:
    return Holding(
        slug="begrippen",
        iri=writer.iris.graph("vocabulary"),
        identifier="vocabulary",
        title_nl="Begrippen, normen en ontologie",
        title_en="Concepts, norms and ontology",
        description_nl="Alle begrippenlijsten met definities en bronnen, de normen en drempels van de regels, en de "
        "klassen en eigenschappen waarmee de gegevens worden beschreven.",
        description_en="All concept schemes with definitions and sources, the norms and thresholds of the rules, and "
        "the classes and properties that the data are described with.",
        page="/begrippen",
        forms=graph_forms(writer, "vocabulary"),
        modified=max((one.modified for one in schemes() if one.modified), default=None),
        conforms=(NL_SBB,),
    )


def _catalogue(writer: GraphWriter) -> Holding:
    return Holding(
        slug="producten",
        iri=writer.iris.graph("catalogue"),
        identifier="catalogue",
        title_nl="Productcatalogus",
        title_en="Product catalogue",
        description_nl="Producten en leveranciers voor het funderend onderwijs met hun eigenaren, standaarden, "
        "plaatsen van gegevens en centrale DPIA's; elk feit met bron, datum en zekerheid.",
        description_en="Products and vendors for primary and secondary education with their owners, standards, data "
        "locations and central DPIAs; every fact with source, date and certainty.",
        page="/producten",
        forms=graph_forms(writer, "catalogue"),
    )


def _releases(session: Session) -> Iterator[ReleaseInfo]:
    return (one for one in releases(session) if one.status in PUBLIC_RELEASES)


def _release(writer: GraphWriter, one: ReleaseInfo) -> Holding:
    return Holding(
        slug=f"fora-{one.version}",
        iri=writer.iris.thing("release", one.version),
        identifier=f"fora-{one.version}",
        title_nl=f"Referentiearchitectuur {one.title}",
        title_en=f"Reference architecture {one.title}",
        description_nl="Elementen en relaties van deze release van de referentiearchitectuur. De FORA is van "
        "haar makers en heeft geen licentie: lezen en bevragen kan hier, hergebruik vraagt hun toestemming.",
        description_en="Elements and relations of this release of the reference architecture. FORA belongs to its "
        "makers and is published without a licence: it can be read and queried here, reuse needs their permission.",
        page=f"/fora/releases/{one.version}",
        forms=(),
        own=False,
        version=one.version,
        modified=(one.published_at or one.staged_at).astimezone(AMSTERDAM).date(),
    )


def _scheme(one: Scheme) -> Holding:
    size = (ROOT / "schemes" / f"{one.name}.ttl").stat().st_size
    forms = (
        Form("Turtle", f"/begrippen/{one.name}.ttl", TURTLE, size),
        *(Form(_NAMES[media], f"/scheme/{one.name}.{media.extension}", media) for media in RDF if media is not TURTLE),
    )
    return Holding(
        slug=f"lijst-{one.name}",
        iri=SCHEME + one.name,
        identifier=one.name,
        title_nl=one.title_nl,
        title_en=one.title_en,
        description_nl=one.description_nl,
        description_en=one.description_en,
        page=f"/begrippen/{one.name}",
        forms=forms,
        version=one.version,
        modified=one.modified,
        conforms=(NL_SBB,),
        part_of="begrippen",
    )
