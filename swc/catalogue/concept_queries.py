"""Browsing and searching the concepts: schemes, the concepts of one, one concept with all around it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select

from swc.catalogue.concept_schemas import (
    ConceptDetail,
    ConceptPart,
    ConceptState,
    ConceptSummary,
    MatchFact,
    SaidFact,
    SchemeSummary,
    SourceFact,
    VersionFact,
)
from swc.catalogue.concept_search import found_concepts
from swc.catalogue.models import Concept
from swc.errors import NotFoundError
from vocab import labels, schemes
from vocab.facts import folded
from vocab.namespaces import SCHEME
from vocab.sources import Source


def scheme_summaries(session: Session) -> tuple[SchemeSummary, ...]:
    """Return every scheme by Dutch title, with the number of concepts (one statement)."""
    counts = _counts(session)
    found = (_scheme(one, counts) for one in schemes.schemes())
    return tuple(sorted(found, key=lambda one: folded(one.title_nl)))


def scheme_summary(session: Session, name: str) -> SchemeSummary:
    """Return one scheme; raises `NotFoundError`.

    A scheme that left the Turtle and of which concepts are kept goes by its name.
    """
    counts = _counts(session, col(Concept.scheme) == _storable(name))
    return _scheme(_scheme_of(name) if counts else schemes.scheme(name), counts)


def scheme_concepts(
    session: Session, name: str, *, deprecated: bool = True, offset: int = 0, limit: int = 50
) -> ConceptPart:
    """Return a part of the concepts of a scheme in reading order, deprecated ones last; raises `NotFoundError`."""
    where = [col(Concept.scheme) == _storable(name)]
    if not deprecated:
        where.append(col(Concept.deprecated).is_(False))
    found = _part(session, where, offset=offset, limit=limit)
    if not found.total:
        scheme_summary(session, name)  # an unknown scheme is refused
    return found


def narrower_concepts(session: Session, scheme: str, code: str, *, offset: int = 0, limit: int = 50) -> ConceptPart:
    """Return a part of the concepts in force right below one, in reading order (one or two statements)."""
    where = [col(Concept.scheme) == scheme, col(Concept.broader) == code, col(Concept.deprecated).is_(False)]
    return _part(session, where, offset=offset, limit=limit)


def concept_detail(session: Session, scheme: str, code: str) -> ConceptDetail:
    """Return a concept with its neighbours (three statements); raises `NotFoundError`."""
    wanted = (col(Concept.scheme) == _storable(scheme), col(Concept.code) == _storable(code))
    row = session.exec(select(Concept).where(*wanted)).first()
    if row is None:
        raise NotFoundError("Begrip %(code)s staat niet in de lijst %(scheme)s.", code=code, scheme=scheme)
    about: dict[str, Any] = row.extra["about"]
    around = [one for one in (row.broader, about["replaced_by"], *about["related"]) if one]
    near = select(Concept).where(Concept.scheme == scheme, col(Concept.code).in_(around))
    rows = {one.code: one for one in session.exec(near)}
    below = narrower_concepts(session, scheme, code)
    return ConceptDetail(
        concept=_summary(row),
        alternates_nl=tuple(about["alternates_nl"]),
        alternates_en=tuple(about["alternates_en"]),
        note_nl=about["note_nl"],
        note_en=about["note_en"],
        broader=_named(rows, row.broader),
        narrower=below.items,
        narrower_total=below.total,
        related=tuple(_summary(rows[one]) for one in about["related"] if one in rows),
        replaced_by=_named(rows, about["replaced_by"]),
        matches=tuple(_match(relation, iri) for relation, iri in about["matches"]),
        said=tuple(_said(prop, value, scheme_name) for prop, value, scheme_name in about["said"]),
        sources=tuple(SourceFact(**one) for one in about["sources"]),
    )


def find_concepts(
    session: Session, text: str, *, scheme: str = "", deprecated: bool = False, offset: int = 0, limit: int = 50
) -> ConceptPart:
    """Return a part of the concepts that fit a text, best first; see `concept_search` for what is best.

    Case, diacritics and punctuation do not count; a deprecated concept is found when asked for only.
    """
    rows, total = found_concepts(
        session, text, scheme=_storable(scheme), deprecated=deprecated, offset=offset, limit=limit
    )
    return ConceptPart(items=tuple(_summary(row) for row in rows), total=total)


def _storable(key: str) -> str:
    """Return a key without the sign that PostgreSQL cannot keep; no stored key has it, so it finds nothing."""
    return key.replace("\x00", "\ufffd")


def _scheme_of(name: str) -> schemes.Scheme:
    """Return a scheme of the Turtle, or for one that left it what its concepts still tell: its name."""
    known = next((one for one in schemes.schemes() if one.name == name), None)
    return known or schemes.Scheme(name, SCHEME + name, name, name, "", "", "", None, (), ())


def _counts(session: Session, *where: ColumnElement[bool]) -> dict[tuple[str, bool], int]:
    """Return how many concepts schemes have, in force and deprecated."""
    query = select(Concept.scheme, Concept.deprecated, func.count()).where(*where)
    rows = session.exec(query.group_by(col(Concept.scheme), col(Concept.deprecated)))
    return {(name, deprecated): number for name, deprecated, number in rows}


def _part(session: Session, where: list[ColumnElement[bool]], *, offset: int, limit: int) -> ConceptPart:
    """Return a part of some concepts in reading order; the count comes along unless the part is empty."""
    order = (col(Concept.deprecated), col(Concept.position), col(Concept.code))
    query = select(Concept, func.count().over()).where(*where).order_by(*order).offset(offset).limit(limit)
    rows = session.exec(query).all()
    counted = select(func.count()).select_from(Concept).where(*where)
    total = rows[0][1] if rows else (session.exec(counted).one() if offset else 0)
    return ConceptPart(items=tuple(_summary(row) for row, _ in rows), total=total)


def _named(rows: dict[str, Concept], code: str | None) -> ConceptSummary | None:
    """Return the concept of a code, if there is one."""
    return _summary(rows[code]) if code in rows else None


_COLUMNS = tuple(name for name in ConceptSummary.model_fields if name in Concept.model_fields)


def _summary(row: Concept) -> ConceptSummary:
    """Return a row as a line of a list."""
    successor = row.extra.get("about", {}).get("replaced_by")
    columns = {name: getattr(row, name) for name in _COLUMNS}
    return ConceptSummary(**columns, state=_state(row, successor), replaced_by=successor)


def _state(row: Concept, successor: str | None) -> ConceptState:
    """Return where a concept stands; new is what came with the version in force, in a scheme that had one before."""
    if row.deprecated:
        return ConceptState.REPLACED if successor else ConceptState.DEPRECATED
    issued = row.extra.get("about", {}).get("issued")
    known = next((one for one in schemes.schemes() if one.name == row.scheme), None)
    if issued and known and known.modified and len(known.versions) > 1 and issued >= known.modified.isoformat():
        return ConceptState.NEW
    return ConceptState.CURRENT


def _match(relation: str, iri: str) -> MatchFact:
    """Return a mapping with the name of the other concept as far as we know it."""
    label_nl, label_en = labels.labels().get(iri, ("", ""))
    return MatchFact(relation=relation, iri=iri, name=labels.compact(iri), label_nl=label_nl, label_en=label_en)


def _said(prop: str, value: str, scheme: str | None) -> SaidFact:
    """Return what a property says, with the property's name; a property that was withdrawn shows its address."""
    label_nl, label_en = labels.labels().get(prop, (prop, prop))
    return SaidFact(term=prop, label_nl=label_nl, label_en=label_en, value=value, scheme=scheme)


def _scheme(found: schemes.Scheme, counts: dict[tuple[str, bool], int]) -> SchemeSummary:
    """Return a scheme with the number of its concepts."""
    return SchemeSummary(
        name=found.name,
        iri=found.iri,
        title_nl=found.title_nl,
        title_en=found.title_en,
        description_nl=found.description_nl,
        description_en=found.description_en,
        version=found.version,
        modified=found.modified,
        concepts=counts.get((found.name, False), 0),
        deprecated=counts.get((found.name, True), 0),
        sources=tuple(_source(one) for one in found.sources),
        versions=tuple(VersionFact(**asdict(one)) for one in found.versions),
    )


def _source(source: Source) -> SourceFact:
    """Return a source document as a fact."""
    return SourceFact(title=source.title, url=source.url, trust=source.trust, checked_on=source.checked_on)
