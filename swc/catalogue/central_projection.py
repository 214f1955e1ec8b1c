"""How central DPIAs, their versions with measures, and the references beside them become nodes."""

from __future__ import annotations

from swc.catalogue.models import (
    CentralDpia,
    CentralDpiaMeasure,
    CentralDpiaProduct,
    CentralDpiaVersion,
    ProductReference,
)
from swc.catalogue.provenance_terms import PROVENANCE
from vocab.iris import Iris
from vocab.mapping import NodeMap, Prop, iri, nl, text, typed
from vocab.namespaces import DCTERMS, DPV, FOAF, PROV, RDFS, SKOS, concept_iri
from vocab.terms import Class, Property


def central_map(iris: Iris) -> NodeMap[CentralDpia]:
    """Return how a central DPIA becomes a node."""
    return NodeMap(
        (Class.CENTRAL_DPIA, DPV + "DPIA"),
        lambda row: iris.thing("central-dpia", row.key),
        (
            Prop(SKOS + "prefLabel", lambda row: row.title, nl, required=True),
            Prop(DCTERMS + "identifier", lambda row: row.key),
            Prop(Property.COMMISSIONER, lambda row: row.commissioner),
            Prop(Property.EXECUTOR, lambda row: row.executor),
            Prop(DCTERMS + "coverage", lambda row: row.scope, nl),
        ),
    )


def covers_map(iris: Iris) -> NodeMap[CentralDpiaProduct]:
    """Return how a product that a central DPIA is about is said of it."""
    return NodeMap(
        (),
        lambda row: iris.thing("central-dpia", row.central_key),
        (
            Prop(Property.COVERS_PRODUCT, lambda row: iris.thing("product", row.product_key), iri),
            Prop(DCTERMS + "subject", lambda row: iris.thing("product", row.product_key), iri),
        ),
    )


def version_iri(iris: Iris, row: CentralDpiaVersion) -> str:
    """Return the address of a version of a central DPIA."""
    return iris.thing("central-dpia", row.central_key, str(row.number))


def version_maps(iris: Iris) -> tuple[NodeMap[CentralDpiaVersion], NodeMap[CentralDpiaVersion]]:
    """Return how a version becomes a node, and how its DPIA points to it."""
    return (
        NodeMap(
            (Class.CENTRAL_DPIA_VERSION, PROV + "Entity"),
            lambda row: version_iri(iris, row),
            (
                Prop(DCTERMS + "isVersionOf", lambda row: iris.thing("central-dpia", row.central_key), iri),
                Prop(DCTERMS + "replaces", lambda row: _before(iris, row), iri),
                Prop(DCTERMS + "identifier", lambda row: str(row.number)),
                Prop(Property.INSTRUMENT, lambda row: row.instrument),
                Prop(Property.DATED, lambda row: row.dated),
                Prop(Property.EFFECTIVE_ON, lambda row: row.effective_on, typed),
                Prop(Property.CENTRAL_OUTCOME, lambda row: concept_iri("central-outcomes", row.outcome.value), iri),
                Prop(SKOS + "note", lambda row: row.outcome_text, nl),
                Prop(DCTERMS + "description", lambda row: row.summary, nl),
                Prop(Property.BOARD_ACTION, lambda row: row.board_action, text),
                *PROVENANCE,
            ),
        ),
        NodeMap(
            (),
            lambda row: iris.thing("central-dpia", row.central_key),
            (Prop(Property.HAS_VERSION, lambda row: version_iri(iris, row), iri),),
        ),
    )


def _before(iris: Iris, row: CentralDpiaVersion) -> str | None:
    """Return the address of the version that a version took the place of; a first one took nobody's."""
    return iris.thing("central-dpia", row.central_key, str(row.number - 1)) if row.number > 1 else None


def measure_maps(iris: Iris) -> tuple[NodeMap[CentralDpiaMeasure], NodeMap[CentralDpiaMeasure]]:
    """Return how a measure of a version becomes a node below that version, and how the version points to it."""

    def address(row: CentralDpiaMeasure) -> str:
        return iris.thing("central-dpia", row.central_key, str(row.number), "measure", row.code)

    return (
        NodeMap(
            (Class.CENTRAL_MEASURE,),
            address,
            (
                Prop(DCTERMS + "identifier", lambda row: row.code),
                Prop(DCTERMS + "description", lambda row: row.text, nl, required=True),
                Prop(Property.ADDRESSEE, lambda row: concept_iri("addressees", row.addressee.value), iri),
                Prop(Property.DUE, lambda row: row.due, typed),
            ),
        ),
        NodeMap(
            (),
            lambda row: iris.thing("central-dpia", row.central_key, str(row.number)),
            (Prop(Property.ASKS_MEASURE, address, iri),),
        ),
    )


def reference_map(iris: Iris) -> NodeMap[ProductReference]:
    """Return how a dated publication about a product becomes a node below that product."""
    return NodeMap(
        (Class.PUBLICATION, FOAF + "Document"),
        lambda row: iris.thing("product", row.product_key or "onbekend", "publication", str(row.id)),
        (
            Prop(RDFS + "label", lambda row: row.subject, nl, required=True),
            Prop(Property.ABOUT, lambda row: iris.thing("product", row.product_key) if row.product_key else None, iri),
            Prop(Property.INSTRUMENT, lambda row: row.instrument),
            Prop(DCTERMS + "publisher", lambda row: row.issuer, text),
            Prop(Property.DATED, lambda row: row.dated),
            Prop(Property.EFFECTIVE_ON, lambda row: row.effective_on, typed),
            Prop(SKOS + "note", lambda row: row.outcome_text, nl),
            Prop(DCTERMS + "description", lambda row: row.summary, nl),
            Prop(Property.BOARD_ACTION, lambda row: row.board_action),
            *PROVENANCE,
        ),
    )
