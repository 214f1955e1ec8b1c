"""Browsing and searching the concepts: schemes, the concepts of one, one concept with all around it."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlmodel import Session, col, func, select

from swc.access.schemas import ReadModel
from swc.catalogue.models import Concept
from swc.errors import NotFoundError
from vocab import labels, schemes
from vocab.facts import folded
from vocab.sources import Source


class SourceFact(ReadModel):
    """A source document, with how far it was checked (scheme `trust`)."""

    title: str
    url: str
    trust: str
    checked_on: date | None


class SchemeSummary(ReadModel):
    """A concept scheme; `concepts` counts the concepts in force."""

    name: str
    iri: str
    title_nl: str
    title_en: str
    description_nl: str
    description_en: str
    version: str
    modified: date | None
    concepts: int
    sources: tuple[SourceFact, ...]


class ConceptSummary(ReadModel):
    """A concept as a line of a list; `broader` is the code of the concept above it."""

    scheme: str
    code: str
    iri: str
    notation: str
    label_nl: str
    label_en: str
    definition_nl: str
    definition_en: str
    broader: str | None
    deprecated: bool


class MatchFact(ReadModel):
    """A concept of somebody else that ours corresponds with; `relation` is the local name in SKOS."""

    relation: str
    iri: str
    name: str
    label_nl: str
    label_en: str


class SaidFact(ReadModel):
    """What a property of ours says of a concept; `scheme` is set when the value is a code of that scheme."""

    term: str
    label_nl: str
    label_en: str
    value: str
    scheme: str | None


class ConceptDetail(ReadModel):
    """A concept with everything that is known of it."""

    concept: ConceptSummary
    alternates_nl: tuple[str, ...]
    alternates_en: tuple[str, ...]
    note_nl: str
    note_en: str
    broader: ConceptSummary | None
    narrower: tuple[ConceptSummary, ...]
    related: tuple[ConceptSummary, ...]
    replaced_by: ConceptSummary | None
    matches: tuple[MatchFact, ...]
    said: tuple[SaidFact, ...]
    sources: tuple[SourceFact, ...]


def scheme_summaries(session: Session) -> tuple[SchemeSummary, ...]:
    """Return every scheme by Dutch title, with the number of concepts in force (one statement)."""
    counted = select(Concept.scheme, func.count()).where(col(Concept.deprecated).is_(False)).group_by(Concept.scheme)
    counts = dict(session.exec(counted).all())
    found = (_scheme(one, counts.get(one.name, 0)) for one in schemes.schemes())
    return tuple(sorted(found, key=lambda one: folded(one.title_nl)))


def scheme_summary(session: Session, name: str) -> SchemeSummary:
    """Return one scheme; raises `NotFoundError`."""
    counted = select(func.count()).where(Concept.scheme == name, col(Concept.deprecated).is_(False))
    return _scheme(schemes.scheme(name), session.exec(counted).one())


def scheme_concepts(session: Session, name: str) -> tuple[ConceptSummary, ...]:
    """Return the concepts of a scheme in reading order, deprecated ones last; raises `NotFoundError`."""
    query = (
        select(Concept)
        .where(Concept.scheme == schemes.scheme(name).name)
        .order_by(col(Concept.deprecated), col(Concept.position), col(Concept.code))
    )
    return tuple(_summary(row) for row in session.exec(query))


def concept_detail(session: Session, scheme: str, code: str) -> ConceptDetail:
    """Return a concept with its neighbours (one statement); raises `NotFoundError`."""
    rows = {row.code: row for row in session.exec(select(Concept).where(Concept.scheme == scheme))}
    row = rows.get(code)
    if row is None:
        raise NotFoundError("Begrip %(code)s staat niet in de lijst %(scheme)s.", code=code, scheme=scheme)
    about: dict[str, Any] = row.extra["about"]
    return ConceptDetail(
        concept=_summary(row),
        alternates_nl=tuple(about["alternates_nl"]),
        alternates_en=tuple(about["alternates_en"]),
        note_nl=about["note_nl"],
        note_en=about["note_en"],
        broader=_named(rows, row.broader),
        narrower=tuple(_summary(one) for one in _ordered(rows) if one.broader == code and not one.deprecated),
        related=tuple(_summary(rows[one]) for one in about["related"] if one in rows),
        replaced_by=_named(rows, about["replaced_by"]),
        matches=tuple(_match(relation, iri) for relation, iri in about["matches"]),
        said=tuple(_said(prop, value, scheme_name) for prop, value, scheme_name in about["said"]),
        sources=tuple(SourceFact(**one) for one in about["sources"]),
    )


def find_concepts(session: Session, text: str, *, scheme: str = "") -> tuple[ConceptSummary, ...]:
    """Return the concepts in force that fit a text, best first (one statement).

    Case, diacritics and punctuation do not count. An equal label or notation goes before a label that begins with
    the text, then a word in it that does, then an alternative label, then any other place in label or definition.
    """
    wanted = folded(text)
    if not wanted:
        return ()
    query = select(Concept).where(col(Concept.deprecated).is_(False))
    if scheme:
        query = query.where(Concept.scheme == scheme)
    ranked = [(rank, row) for row in session.exec(query) if (rank := _rank(row, wanted)) is not None]
    ranked.sort(key=lambda one: (one[0], folded(one[1].label_nl), one[1].scheme, one[1].code))
    return tuple(_summary(row) for _, row in ranked)


def _rank(row: Concept, wanted: str) -> int | None:
    """Return how well a concept fits, 0 best; nothing when it does not."""
    about: dict[str, Any] = row.extra["about"]
    names = [folded(one) for one in (row.label_nl, row.label_en)]
    keys = [folded(one) for one in (row.notation, row.code)]
    others = [folded(one) for one in (*about["alternates_nl"], *about["alternates_en"])]
    texts = [folded(one) for one in (row.definition_nl, row.definition_en)]
    tests = (
        wanted in names + keys,
        any(one.startswith(wanted) for one in names + keys),
        any(f" {wanted}" in one for one in names),
        any(wanted in one for one in others),
        any(wanted in one for one in names),
        any(wanted in one for one in texts),
    )
    return next((rank for rank, fits in enumerate(tests) if fits), None)


def _ordered(rows: dict[str, Concept]) -> list[Concept]:
    """Return rows in reading order."""
    return sorted(rows.values(), key=lambda one: (one.position, one.code))


def _named(rows: dict[str, Concept], code: str | None) -> ConceptSummary | None:
    """Return the concept of a code, if there is one."""
    return _summary(rows[code]) if code in rows else None


def _summary(row: Concept) -> ConceptSummary:
    """Return a row as a line of a list."""
    return ConceptSummary(**{name: getattr(row, name) for name in ConceptSummary.model_fields})


def _match(relation: str, iri: str) -> MatchFact:
    """Return a mapping with the name of the other concept as far as we know it."""
    label_nl, label_en = labels.labels().get(iri, ("", ""))
    return MatchFact(relation=relation, iri=iri, name=labels.compact(iri), label_nl=label_nl, label_en=label_en)


def _said(prop: str, value: str, scheme: str | None) -> SaidFact:
    """Return what a property says, with the property's name; a property that was withdrawn shows its address."""
    label_nl, label_en = labels.labels().get(prop, (prop, prop))
    return SaidFact(term=prop, label_nl=label_nl, label_en=label_en, value=value, scheme=scheme)


def _scheme(found: schemes.Scheme, concepts: int) -> SchemeSummary:
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
        concepts=concepts,
        sources=tuple(_source(one) for one in found.sources),
    )


def _source(source: Source) -> SourceFact:
    """Return a source document as a fact."""
    return SourceFact(title=source.title, url=source.url, trust=source.trust, checked_on=source.checked_on)
