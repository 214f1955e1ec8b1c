"""A release as RDF: elements as concepts and architecture, relations as statements, the release as scheme and data set.

Views stay out of RDF; the file they came in is kept. Properties that have a term of their own get it; every other one
becomes a `schema:PropertyValue`, so that nothing is lost.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode, Triple
from sqlalchemy import Row, select
from sqlmodel import Session, col

from fora import cleaning
from fora.derivation import law_url
from fora.kinds import ForaType, Level, PersonalData, ReleaseStatus
from fora.models import Element, ElementDomain, Relation, Release
from vocab import facts
from vocab.iris import Iris
from vocab.mapping import NodeMap, Prop, iri, nl, text, triples, typed
from vocab.namespaces import ARCHIMATE, DCAT, DCTERMS, ISOTHES, RDF, SCHEMA, SKOS, concept_iri
from vocab.terms import Class, Property

_CLASSES = {
    ForaType.DOMAIN: Class.DOMAIN,
    ForaType.MAIN_FUNCTION: Class.MAIN_FUNCTION,
    ForaType.BUSINESS_FUNCTION: Class.BUSINESS_FUNCTION,
    ForaType.BUSINESS_PROCESS: Class.BUSINESS_PROCESS,
    ForaType.WORK_PROCESS: Class.WORK_PROCESS,
    ForaType.PROCESS_STEP: Class.PROCESS_STEP,
    ForaType.APPLICATION_FUNCTION: Class.APPLICATION_FUNCTION,
    ForaType.COMPONENT: Class.REFERENCE_COMPONENT,
    ForaType.NATIONAL_FACILITY: Class.NATIONAL_FACILITY,
    ForaType.INFORMATION_OBJECT: Class.INFORMATION_OBJECT,
    ForaType.STANDARD: Class.STANDARD_ELEMENT,
    ForaType.LAW: Class.LAW,
}
_TEXTS = {
    "Synoniem": SKOS + "altLabel",
    "Alias": SKOS + "altLabel",
    "Voorbeeld": SKOS + "example",
    "Bron": DCTERMS + "source",
}
_TOLD = {
    *cleaning.TYPE_KEYS,
    cleaning.PERSONAL_DATA,
    cleaning.AVAILABILITY,
    cleaning.INTEGRITY,
    cleaning.CONFIDENTIALITY,
    cleaning.DOMAIN,
    "Element URI",
    "Juriconnect",
    "Verwijzing",
    *_TEXTS,
}
"""Properties of elements that have a term of their own."""


@dataclass(frozen=True, slots=True)
class Extra:
    """A property without a term: its owner, its place among the owner's properties, key and value."""

    owner: str
    place: int
    key: str
    value: str


def release_triples(session: Session, iris: Iris, version: str) -> Iterator[Triple]:
    """Yield the triples of a release that is published; any other version yields nothing (4 statements)."""
    release = session.execute(
        select(Release).where(col(Release.version) == version, col(Release.status) == ReleaseStatus.PUBLISHED)
    ).scalar_one_or_none()
    if release is None or release.id is None:
        return
    scheme = iris.thing("release", version)
    yield from release_map(iris).triples(release)
    domains = _domains(session, release.id)
    elements = session.execute(select(*_columns(Element)).where(col(Element.release_id) == release.id)).all()
    yield from triples(element_map(iris, scheme, domains), elements)
    relations = session.execute(select(*_columns(Relation)).where(col(Relation.release_id) == release.id)).all()
    yield from triples(relation_map(iris, scheme), relations)
    for row in relations:
        yield from _direct(iris, row)
    for owners, told in ((elements, _TOLD), (relations, set())):
        yield from triples(extra_map(iris), _extras(owners, told))


def release_map(iris: Iris) -> NodeMap[Release]:
    """Return how a release becomes a node: the concept scheme and the data set are one (NL-SBB, taalbinding)."""
    return NodeMap(
        (Class.RELEASE, SKOS + "ConceptScheme", DCAT + "Dataset"),
        lambda one: iris.thing("release", one.version),
        (
            Prop(DCTERMS + "title", lambda one: one.title, nl, required=True),
            Prop(Property.RELEASE_NAME, lambda one: one.version, text, required=True),
            Prop(DCAT + "version", lambda one: one.version, text),
            Prop(Property.RELEASE_STATUS, lambda one: concept_iri("release-status", one.status.value), iri),
            Prop(Property.PUBLISHED_AT, lambda one: one.published_at, typed),
            Prop(DCTERMS + "modified", lambda one: one.staged_at, typed),
            Prop(DCTERMS + "source", lambda one: one.source_name, text),
        ),
    )


def element_map(iris: Iris, scheme: str, domains: dict[str, list[str]]) -> NodeMap[Row[Any]]:
    """Return how an element becomes a node: a concept of the release and a thing of ArchiMate under one IRI.

    An element without a text is no concept: a definition is the one thing that NL-SBB 1.0 demands of every concept.
    """
    return NodeMap(
        (Class.ELEMENT,),
        lambda one: iris.fora(one.guid),
        (
            Prop(RDF + "type", _classes, iri),
            Prop(SKOS + "prefLabel", lambda one: one.name, nl, required=True),
            Prop(SKOS + "definition", lambda one: one.documentation.strip(), nl),
            Prop(SKOS + "inScheme", lambda _: scheme, iri),
            Prop(Property.IN_RELEASE, lambda _: scheme, iri),
            Prop(Property.FORA_GUID, lambda one: one.guid, text),
            Prop(DCTERMS + "identifier", lambda one: one.source_id, text),
            Prop(Property.FORA_TYPE, lambda one: one.fora_type, text),
            Prop(Property.LIFECYCLE, lambda one: concept_iri("lifecycles", one.lifecycle.value), iri),
            Prop(Property.PERSONAL_DATA, _personal_data, iri),
            Prop(Property.DATA_CATEGORY, _categories, iri),
            Prop(Property.AVAILABILITY, lambda one: _level(one.availability), iri),
            Prop(Property.INTEGRITY, lambda one: _level(one.integrity), iri),
            Prop(Property.CONFIDENTIALITY, lambda one: _level(one.confidentiality), iri),
            Prop(Property.IN_DOMAIN, lambda one: [iris.fora(guid) for guid in domains.get(one.guid, ())], iri),
            Prop(Property.FORA_PAGE, lambda one: _page(one.source_url), iri),
            Prop(Property.LAW_REFERENCE, lambda one: _page(law_url(one.properties)), iri),
            *(Prop(term, _values(key), nl) for key, term in _TEXTS.items()),
        ),
    )


def relation_map(iris: Iris, scheme: str) -> NodeMap[Row[Any]]:
    """Return how a relation becomes a statement with identity; the plain triple stands beside it."""
    return NodeMap(
        (Class.RELATION, RDF + "Statement"),
        lambda one: iris.fora(one.guid),
        (
            Prop(Property.FORA_GUID, lambda one: one.guid, text),
            Prop(DCTERMS + "identifier", lambda one: one.source_id, text),
            Prop(Property.IN_RELEASE, lambda _: scheme, iri),
            Prop(RDF + "subject", lambda one: iris.fora(one.source_guid), iri, required=True),
            Prop(RDF + "predicate", lambda one: _predicate(one.type), iri, required=True),
            Prop(RDF + "object", lambda one: iris.fora(one.target_guid), iri, required=True),
            Prop(ARCHIMATE + "accessType", lambda one: one.access_type, text),
            Prop(SKOS + "prefLabel", lambda one: one.name, nl),
            Prop(SKOS + "definition", lambda one: one.documentation.strip(), nl),
        ),
    )


def extra_map(iris: Iris) -> NodeMap[Extra]:
    """Return how a property without a term of its own becomes a node."""
    return NodeMap(
        (SCHEMA + "PropertyValue",),
        lambda one: f"{iris.fora(one.owner)}#eigenschap-{one.place}",
        (
            Prop(SCHEMA + "name", lambda one: one.key, text),
            Prop(SCHEMA + "value", lambda one: one.value, text),
            Prop(DCTERMS + "isPartOf", lambda one: iris.fora(one.owner), iri),
        ),
    )


def _direct(iris: Iris, row: Row[Any]) -> Iterator[Triple]:
    """Yield the relation as a plain triple, and the broader concept that aggregation and specialization tell."""
    source, target = NamedNode(iris.fora(row.source_guid)), NamedNode(iris.fora(row.target_guid))
    yield Triple(source, NamedNode(_predicate(row.type)), target)
    if row.type == "Specialization":
        yield Triple(source, NamedNode(SKOS + "broader"), target)
        yield Triple(source, NamedNode(ISOTHES + "broaderGeneric"), target)
    if row.type in {"Aggregation", "Composition"}:
        yield Triple(target, NamedNode(SKOS + "broader"), source)
        yield Triple(target, NamedNode(ISOTHES + "broaderPartitive"), source)


def _columns(model: type[Element | Relation]) -> list[Any]:
    return list(model.__table__.columns)  # type: ignore[union-attr]


def _domains(session: Session, release_id: int) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    rows = session.execute(
        select(col(ElementDomain.element_guid), col(ElementDomain.domain_guid)).where(
            col(ElementDomain.release_id) == release_id
        )
    )
    for element, domain in rows:
        found[element].append(domain)
    return found


def _classes(row: Row[Any]) -> list[str]:
    kind = "Junction" if row.archimate_type.endswith("Junction") else row.archimate_type
    own = _CLASSES.get(row.fora_type)
    concept = [SKOS + "Concept"] if row.documentation.strip() else []
    return [*concept, ARCHIMATE + kind, *([own] if own else [])]


def _predicate(kind: str) -> str:
    return ARCHIMATE + kind[:1].lower() + kind[1:]


def _personal_data(row: Row[Any]) -> str | None:
    """Return whether an object holds personal data; unknown is said of information objects only."""
    known = row.personal_data.value
    if known == "unknown" and row.archimate_type != "BusinessObject":
        return None
    return concept_iri("personal-data", known)


def _categories(row: Row[Any]) -> list[str]:
    """Return the categories that the name of an object tells; those that our table lists stand in `vocabulary`."""
    told = row.archimate_type == "BusinessObject" and row.personal_data is not PersonalData.NO
    if not told or facts.is_listed_object(row.guid):
        return []
    return [concept_iri("data-categories", one.code) for one in facts.object_categories(row.guid, row.name)]


def _level(level: Level) -> str | None:
    return None if level is Level.UNKNOWN else concept_iri("biv-levels", level.value)


def _page(url: str) -> str | None:
    """Return an address that may stand as an IRI, or nothing."""
    good = url.startswith(("https://", "http://")) and not any(one in url for one in ' <>"{}|\\^`')
    return url if good and url.isprintable() else None


def _values(key: str) -> Any:  # noqa: ANN401 - a getter of a row
    return lambda row: [one["value"] for one in row.properties if one["key"] == key]


def _extras(rows: Any, told: set[str]) -> Iterator[Extra]:  # noqa: ANN401 - rows of two tables
    for row in rows:
        for place, one in enumerate(row.properties, start=1):
            if one["value"] and one["key"] not in told:
                yield Extra(row.guid, place, one["key"], one["value"])
