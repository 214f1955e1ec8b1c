"""What is published here as a catalogue after DCAT-AP-NL 3.0, which builds on DCAT-AP 3.0.1 and DCAT 3.

Codes come from the lists of the Publications Office of the EU that the profile names: data themes, access rights,
languages and file types.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from api.linked.holdings import Form, Holding, Holdings, Service
from api.media import JSONLD, NTRIPLES, RDFXML, TURTLE, Media
from api.settings import Settings
from vocab.mapping import TYPE, Term, en, iri, nl, text, typed
from vocab.namespaces import DCAT, DCTERMS, FOAF, RDFS, SKOS, XSD

VCARD = "http://www.w3.org/2006/vcard/ns#"
PROFILE = "https://docs.geostandaarden.nl/dcat/dcat-ap-nl30/"
_EU = "http://publications.europa.eu/resource/authority/"
_THEME = f"{_EU}data-theme/EDUC"
_FREE, _LIMITED = f"{_EU}access-right/PUBLIC", f"{_EU}access-right/RESTRICTED"
_DUTCH, _ENGLISH = f"{_EU}language/NLD", f"{_EU}language/ENG"
_FILES: dict[Media, str] = {TURTLE: "RDF_TURTLE", NTRIPLES: "RDF_N_TRIPLES", JSONLD: "JSON_LD", RDFXML: "RDF_XML"}
_IANA = "https://www.iana.org/assignments/media-types/"
_GZIP = f"{_IANA}application/gzip"


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes, how to reach them, and under what licence their own data are."""

    base: str
    iri: str
    name: str
    contact: str
    email: str
    licence: str


def publisher_of(settings: Settings) -> Publisher:
    """Return who publishes, as the settings say."""
    base = settings.public_base_url
    return Publisher(
        base=base,
        iri=settings.publisher_iri or f"{base}/catalogus#uitgever",
        name=settings.publisher_name or settings.contact_name,
        contact=settings.contact_name,
        email=settings.contact_email,
        licence=settings.data_licence,
    )


def catalogue(found: Holdings, by: Publisher) -> Iterator[Triple]:
    """Yield the catalogue with everything in it, and a name for every code that it uses."""
    yield from _catalogue(found, by)
    for holding in found.holdings:
        yield from _dataset(holding, by)
        for form in holding.forms:
            yield from _distribution(holding, form, by)
    for service in found.services:
        yield from _service(service, found, by)
    yield from _agents(by)
    yield from _codes(found, by)


def _catalogue(found: Holdings, by: Publisher) -> Iterator[Triple]:
    node = f"{by.base}/catalogus#catalogus"
    yield from _about(
        node,
        (DCAT + "Catalog",),
        title=(nl("Gegevens van de FORA-softwarecatalogus"), en("Data of the FORA software catalogue")),
        description=(
            nl("Begrippen, referentiearchitectuur en productcatalogus voor het funderend onderwijs."),
            en("Concepts, reference architecture and product catalogue for primary and secondary education."),
        ),
        language=(iri(_DUTCH), iri(_ENGLISH)),
        publisher=(iri(by.iri),),
        creator=(iri(by.iri),),
        license=(iri(by.licence),),
        conformsTo=(iri(PROFILE),),
    )
    yield from _more(
        node,
        {
            DCAT + "contactPoint": (iri(_contact(by)),),
            DCAT + "themeTaxonomy": (iri(f"{_EU}data-theme"),),
            DCAT + "dataset": [iri(one.iri) for one in found.holdings],
            DCAT + "service": [iri(_service_iri(one, by)) for one in found.services],
            FOAF + "homepage": (iri(f"{by.base}/catalogus"),),
        },
    )


def _dataset(one: Holding, by: Publisher) -> Iterator[Triple]:
    yield from _about(
        one.iri,
        (DCAT + "Dataset",),
        title=(nl(one.title_nl), en(one.title_en)),
        description=(nl(one.description_nl), en(one.description_en)),
        identifier=(text(one.identifier),),
        publisher=(iri(by.iri),),
        creator=(iri(by.iri if one.own else _makers(by)),),
        accessRights=(iri(_FREE if one.own else _LIMITED),),
        rights=() if one.own else (iri(_no_licence(by)),),
        language=(iri(_DUTCH), *((iri(_ENGLISH),) if one.own else ())),
        modified=(typed(one.modified),) if one.modified else (),
        conformsTo=[iri(standard) for standard in one.conforms],
        isPartOf=(iri(f"{by.base}/graph/vocabulary"),) if one.part_of else (),
    )
    page = iri(by.base + one.page)
    yield from _more(
        one.iri,
        {
            DCAT + "contactPoint": (iri(_contact(by)),),
            DCAT + "theme": (iri(_THEME),),
            DCAT + "version": (text(one.version),) if one.version else (),
            DCAT + "keyword": (nl("onderwijs"), nl("referentiearchitectuur"), nl("applicaties")),
            DCAT + "landingPage": (page,),
            FOAF + "page": (page,),
            DCAT + "distribution": [iri(_form_iri(one, form, by)) for form in one.forms],
        },
    )


def _distribution(one: Holding, form: Form, by: Publisher) -> Iterator[Triple]:
    node = _form_iri(one, form, by)
    size = Literal(str(form.size), datatype=NamedNode(XSD + "nonNegativeInteger"))
    yield from _about(
        node,
        (DCAT + "Distribution",),
        title=(nl(f"{one.title_nl}, {form.name}"), en(f"{one.title_en}, {form.name}")),
        license=(iri(by.licence),),
        format=(iri(f"{_EU}file-type/{_FILES[form.media]}"),),
        conformsTo=[iri(standard) for standard in one.conforms],
        modified=(typed(one.modified),) if one.modified else (),
    )
    yield from _more(
        node,
        {
            DCAT + "accessURL": (iri(by.base + form.path),),
            DCAT + "downloadURL": (iri(by.base + form.path),),
            DCAT + "mediaType": (iri(_IANA + form.media.media_type),),
            DCAT + "compressFormat": (iri(_GZIP),) if form.packed else (),
            DCAT + "byteSize": (size,) if form.size is not None else (),
            DCAT + "accessService": (iri(f"{by.base}/catalogus#sparql"),),
        },
    )


def _service(one: Service, found: Holdings, by: Publisher) -> Iterator[Triple]:
    node = _service_iri(one, by)
    yield from _about(
        node,
        (DCAT + "DataService",),
        title=(nl(one.title_nl), en(one.title_en)),
        description=(nl(one.description_nl), en(one.description_en)),
        identifier=(text(one.slug),),
        publisher=(iri(by.iri),),
        creator=(iri(by.iri),),
        accessRights=(iri(_FREE),),
        license=(iri(by.licence),),
        rights=(iri(_no_licence(by)),),
        language=(iri(_DUTCH),),
        conformsTo=(iri(one.conforms),),
    )
    page = iri(by.base + one.page)
    served = found.holdings if one.slug != "berichten" else [it for it in found.holdings if it.slug == "producten"]
    yield from _more(
        node,
        {
            DCAT + "contactPoint": (iri(_contact(by)),),
            DCAT + "theme": (iri(_THEME),),
            DCAT + "keyword": [nl(word) for word in one.keywords],
            DCAT + "endpointURL": (iri(by.base + one.path),),
            DCAT + "endpointDescription": (iri(by.base + one.about),),
            DCAT + "landingPage": (page,),
            FOAF + "page": (page,),
            DCAT + "servesDataset": [iri(it.iri) for it in served],
        },
    )


def _agents(by: Publisher) -> Iterator[Triple]:
    yield from _more(by.iri, {str(TYPE.value): (iri(FOAF + "Agent"),), FOAF + "name": (nl(by.name),)})
    yield from _more(
        _makers(by),
        {
            str(TYPE.value): (iri(FOAF + "Agent"),),
            FOAF + "name": (nl("Makers van de FORA: Kennisnet met PO-Raad, VO-raad en scholen"),),
        },
    )
    yield from _more(
        _contact(by),
        {
            str(TYPE.value): (iri(VCARD + "Kind"), iri(VCARD + "Organization")),
            VCARD + "fn": (text(by.contact),),
            VCARD + "hasEmail": (iri(f"mailto:{by.email}"),),
        },
    )


def _codes(found: Holdings, by: Publisher) -> Iterator[Triple]:
    """Yield kind and name of every code of others, so that the catalogue can be read and checked by itself."""
    theme = (SKOS + "Concept", SKOS + "prefLabel", nl("Onderwijs, cultuur en sport"))
    named: dict[str, tuple[str, str, Term]] = {
        _THEME: theme,
        f"{_EU}data-theme": (SKOS + "ConceptScheme", DCTERMS + "title", nl("Gegevensthema's")),
        _FREE: (DCTERMS + "RightsStatement", RDFS + "label", nl("openbaar")),
        _LIMITED: (DCTERMS + "RightsStatement", RDFS + "label", nl("onder voorwaarden")),
        _no_licence(by): (
            DCTERMS + "RightsStatement",
            RDFS + "label",
            nl("De FORA is zonder licentie gepubliceerd: voor hergebruik is toestemming van haar makers nodig."),
        ),
        _DUTCH: (DCTERMS + "LinguisticSystem", RDFS + "label", nl("Nederlands")),
        _ENGLISH: (DCTERMS + "LinguisticSystem", RDFS + "label", nl("Engels")),
        by.licence: (DCTERMS + "LicenseDocument", DCTERMS + "identifier", text(by.licence)),
        _GZIP: (DCTERMS + "MediaType", RDFS + "label", text("application/gzip")),
        PROFILE: (DCTERMS + "Standard", DCTERMS + "title", nl("DCAT-AP-NL 3.0")),
    }
    for media, code in _FILES.items():
        named[f"{_EU}file-type/{code}"] = (DCTERMS + "MediaTypeOrExtent", RDFS + "label", text(media.name))
        named[_IANA + media.media_type] = (DCTERMS + "MediaType", RDFS + "label", text(media.media_type))
    for standard in {one for it in found.holdings for one in it.conforms} | {it.conforms for it in found.services}:
        named[standard] = (DCTERMS + "Standard", DCTERMS + "identifier", text(standard))
    pages = {it.page for it in found.holdings} | {it.page for it in found.services} | {"/catalogus"}
    for page in (by.base + path for path in pages):
        named[page] = (FOAF + "Document", FOAF + "primaryTopic", iri(f"{by.base}/catalogus#catalogus"))
    for node, (kind, predicate, name) in sorted(named.items()):
        yield Triple(NamedNode(node), TYPE, NamedNode(kind))
        yield Triple(NamedNode(node), NamedNode(predicate), name)


def _about(node: str, kinds: tuple[str, ...], **told: Iterable[Term]) -> Iterator[Triple]:
    """Yield kinds, then terms of Dublin Core by their local name."""
    for kind in kinds:
        yield Triple(NamedNode(node), TYPE, NamedNode(kind))
    yield from _more(node, {DCTERMS + name: terms for name, terms in told.items()})


def _more(node: str, told: dict[str, Iterable[Term]]) -> Iterator[Triple]:
    for predicate, terms in told.items():
        for term in terms:
            yield Triple(NamedNode(node), NamedNode(predicate), term)


def _form_iri(one: Holding, form: Form, by: Publisher) -> str:
    return f"{by.base}/catalogus#{one.slug}-{form.media.extension}{'-gz' if form.packed else ''}"


def _service_iri(one: Service, by: Publisher) -> str:
    return f"{by.base}/catalogus#{one.slug}"


def _contact(by: Publisher) -> str:
    return f"{by.base}/catalogus#contact"


def _makers(by: Publisher) -> str:
    return f"{by.base}/catalogus#makers-fora"


def _no_licence(by: Publisher) -> str:
    return f"{by.base}/catalogus#zonder-licentie"
