"""Boards, schools and sites as RDF (W3C ORG), for the graph of the board."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple
from sqlmodel import Session, col, select

from swc.boards.measurements import Measurement, measurements
from swc.boards.models import Board, School, Site
from vocab.iris import Iris
from vocab.mapping import NodeMap, Prop, iri, nl, text, triples, typed
from vocab.namespaces import DCTERMS, DPV, ORG, SKOS, concept_iri
from vocab.terms import Class, Property


def board_map(iris: Iris) -> NodeMap[Board]:
    """Return how a board becomes a node: an organisation that is controller of its processing (art. 4(7) AVG)."""
    return NodeMap(
        (Class.BOARD, ORG + "FormalOrganization", DPV + "DataController"),
        lambda board: iris.thing("board", board.number),
        (
            Prop(SKOS + "prefLabel", lambda board: board.name, nl, required=True),
            Prop(DCTERMS + "identifier", lambda board: board.number, text),
            Prop(Property.BOARD_NUMBER, lambda board: board.number, text),
            Prop(Property.SECTOR, lambda board: concept_iri("sectors", board.sector.value), iri),
            Prop(Property.KVK_NUMBER, lambda board: board.kvk_number, text),
            Prop(Property.MUNICIPALITY, lambda board: board.municipality, text),
            Prop(Property.SHARING_LEVEL, lambda board: concept_iri("sharing-levels", board.sharing.value), iri),
            Prop(DCTERMS + "source", lambda board: board.source, text),
            Prop(Property.CHECKED_ON, lambda board: board.checked_on, typed),
        ),
    )


def school_map(iris: Iris) -> NodeMap[School]:
    """Return how a school becomes a node below its board."""
    return NodeMap(
        (Class.SCHOOL, ORG + "Organization"),
        lambda school: iris.thing("school", school.brin),
        (
            Prop(SKOS + "prefLabel", lambda school: school.name, nl, required=True),
            Prop(Property.BRIN, lambda school: school.brin, text),
            Prop(Property.SECTOR, lambda school: concept_iri("sectors", school.sector.value), iri),
            Prop(Property.SCHOOL_OF, lambda school: iris.thing("board", school.board_number), iri),
            Prop(ORG + "subOrganizationOf", lambda school: iris.thing("board", school.board_number), iri),
            Prop(Property.PUPILS, lambda school: school.pupils, typed),
            Prop(DCTERMS + "source", lambda school: school.source, text),
        ),
    )


def site_map(iris: Iris) -> NodeMap[Site]:
    """Return how a site becomes a node of its school."""
    return NodeMap(
        (Class.SITE, ORG + "Site"),
        lambda site: iris.thing("site", site.code),
        (
            Prop(SKOS + "prefLabel", lambda site: site.name, nl, required=True),
            Prop(Property.SITE_CODE, lambda site: site.code, text),
            Prop(Property.SITE_OF, lambda site: iris.thing("school", site.brin), iri),
            Prop(ORG + "siteOf", lambda site: iris.thing("school", site.brin), iri),
        ),
    )


def measurement_map(iris: Iris, board_number: str) -> NodeMap[Measurement]:
    """Return how a measurement on the Normenkader IBP becomes a node of its board."""
    return NodeMap(
        (Class.MEASUREMENT,),
        lambda one: iris.thing("board", board_number, "measurement", one.topic, one.measured_on.isoformat()),
        (
            Prop(Property.NORM_TOPIC, lambda one: concept_iri("norm-topics", one.topic), iri, required=True),
            Prop(Property.MATURITY_LEVEL, lambda one: one.level, typed, required=True),
            Prop(Property.MEASURED_ON, lambda one: one.measured_on, typed),
            Prop(DCTERMS + "source", lambda one: one.source, text),
        ),
    )


def _measured(session: Session, iris: Iris, board_number: str) -> Iterator[Triple]:
    mapping = measurement_map(iris, board_number)
    for one in measurements(session, board_number):
        node = NamedNode(mapping.subject(one))
        yield Triple(NamedNode(iris.thing("board", board_number)), NamedNode(Property.MEASUREMENT), node)
        yield from mapping.triples(one)


def board_triples(session: Session, iris: Iris, board_number: str) -> Iterator[Triple]:
    """Yield the triples of a board, its measurements, its schools and its sites, in four statements."""
    board = session.get(Board, board_number)
    if board is None:
        return
    yield from board_map(iris).triples(board)
    yield from _measured(session, iris, board_number)
    schools = session.exec(select(School).where(School.board_number == board_number)).all()
    yield from triples(school_map(iris), schools)
    brins = [school.brin for school in schools]
    yield from triples(site_map(iris), session.exec(select(Site).where(col(Site.brin).in_(brins))).all())
