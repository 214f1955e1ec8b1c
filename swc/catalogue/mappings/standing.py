"""The statements that stand: those that ship with the schemes, and the rows of the table."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from sqlalchemy import or_, select
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session, col

from swc.catalogue.mappings.kinds import End, Link, MappingState, Predicate
from swc.catalogue.mappings.models import Mapping
from swc.catalogue.mappings.rules import Web
from vocab.known_concepts import DPV_SPACE, TITLES, known_concepts
from vocab.namespaces import SCHEME
from vocab.schemes import Concept, schemes

SHIPPED = "shipped"


@cache
def shipped() -> tuple[tuple[Link, str], ...]:
    """Return the statements that the schemes themselves make about concepts of others, with their source."""
    return tuple(
        (Link(End(one.scheme, one.code), Predicate(match), target, SHIPPED), one.source)
        for found in schemes()
        for one in found.concepts
        for match, target in _targets(one)
    )


def _targets(one: Concept) -> Iterable[tuple[str, End]]:
    for match, iri in one.matches:
        end = _end(iri)
        if end is not None and end.scheme != one.scheme:
            yield match, end


def _end(iri: str) -> End | None:
    if iri.startswith(SCHEME):
        return End(*iri.removeprefix(SCHEME).split("/", 1))
    if iri.startswith(DPV_SPACE):
        return End("dpv", iri)
    return next((End(key, iri) for key in TITLES for one in known_concepts(key) if one.iri == iri), None)


def links(session: Session, *states: MappingState) -> tuple[Link, ...]:
    """Return the statements in some states (1 statement)."""
    rows = session.execute(
        select(
            col(Mapping.subject_scheme),
            col(Mapping.subject_code),
            col(Mapping.predicate),
            col(Mapping.object_scheme),
            col(Mapping.object_code),
            col(Mapping.id),
        ).where(col(Mapping.state).in_(states))
    )
    return tuple(Link(End(*row[:2]), row[2], End(*row[3:5]), str(row[5])) for row in rows)


def web(session: Session) -> Web:
    """Return what holds: the shipped statements and the confirmed ones."""
    return Web.of([*(link for link, _ in shipped()), *links(session, MappingState.CONFIRMED)])


def link_of(row: Mapping) -> Link:
    """Return the statement that a row makes."""
    return Link(
        End(row.subject_scheme, row.subject_code),
        row.predicate,
        End(row.object_scheme, row.object_code),
        str(row.id),
    )


def same(session: Session, link: Link) -> Mapping | None:
    """Return the row that already makes a statement, from whichever end, unless it was withdrawn."""
    turned = link.turned()
    found = session.execute(
        select(Mapping).where(
            col(Mapping.state) != MappingState.WITHDRAWN,
            or_(*(_says(one) for one in (link, turned))),
        )
    )
    return found.scalars().first()


def _says(link: Link) -> ColumnElement[bool]:
    return (
        (col(Mapping.subject_scheme) == link.subject.scheme)
        & (col(Mapping.subject_code) == link.subject.code)
        & (col(Mapping.predicate) == link.predicate)
        & (col(Mapping.object_scheme) == link.object.scheme)
        & (col(Mapping.object_code) == link.object.code)
    )
