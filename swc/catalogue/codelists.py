"""The code lists: the concepts of the Turtle schemes as rows that forms, pages and reports choose from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from swc.access.kinds import Act
from swc.access.schemas import ReadModel
from swc.catalogue.concept_search import folded_names, folded_text
from swc.catalogue.models import Concept
from swc.errors import NotAllowedError
from vocab import schemes
from vocab.sources import Source


class Choice(ReadModel):
    """One choice of a code list, in both languages; `extra` holds what our own properties say of it."""

    scheme: str
    code: str
    label_nl: str
    label_en: str
    definition_nl: str
    definition_en: str
    iri: str
    broader: str | None
    extra: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did, in concepts."""

    new: int
    changed: int
    deprecated: int


def load(session: Session, *, by: Act) -> Loaded:
    """Bring the code lists up to date with the Turtle; a second load changes nothing.

    A concept that left the Turtle becomes deprecated and keeps its row, because landscapes may refer to it.
    Only the system loads: the files are the source, no person edits a code list here.
    """
    if not by.actor.system:
        raise NotAllowedError("Begrippenlijsten worden alleen door het systeem geladen.")
    stored = {(row.scheme, row.code): row for row in session.exec(select(Concept))}
    wanted = {(one.scheme, one.code): _columns(one) for scheme in schemes.schemes() for one in scheme.concepts}
    new = [Concept(**columns) for key, columns in wanted.items() if key not in stored]
    session.add_all(new)
    changed = sum(_update(stored[key], columns) for key, columns in wanted.items() if key in stored)
    gone = sum(_update(row, {"deprecated": True}) for key, row in stored.items() if key not in wanted)
    session.flush()
    return Loaded(new=len(new), changed=changed, deprecated=gone)


def choices(session: Session, scheme: str) -> tuple[Choice, ...]:
    """Return the choices of a code list in reading order, without the deprecated ones; an unknown list is empty."""
    query = (
        select(Concept)
        .where(Concept.scheme == scheme, col(Concept.deprecated).is_(False))
        .order_by(col(Concept.position), col(Concept.code))
    )
    return tuple(_choice(row) for row in session.exec(query))


def labels(session: Session) -> dict[tuple[str, str], tuple[str, str]]:
    """Return the Dutch and English label of every concept by scheme and code, deprecated ones too (one statement)."""
    query = select(Concept.scheme, Concept.code, Concept.label_nl, Concept.label_en)
    return {(scheme, code): (label_nl, label_en) for scheme, code, label_nl, label_en in session.exec(query)}


def _columns(concept: schemes.Concept) -> dict[str, Any]:
    """Return the columns of a concept as the Turtle has it."""
    return {
        "scheme": concept.scheme,
        "code": concept.code,
        "iri": concept.iri,
        "label_nl": concept.label_nl,
        "label_en": concept.label_en,
        "definition_nl": concept.definition_nl,
        "definition_en": concept.definition_en,
        "notation": concept.notation,
        "broader": concept.broader,
        "position": concept.position,
        "deprecated": concept.deprecated,
        "source": concept.source,
        "names_folded": folded_names(
            (
                *(concept.label_nl, concept.label_en, concept.notation, concept.code),
                *(*concept.alternates_nl, *concept.alternates_en),
            )
        ),
        "text_folded": folded_text((concept.definition_nl, concept.definition_en)),
        "extra": concept.extra | _description(concept),
    }


def _description(concept: schemes.Concept) -> dict[str, Any]:
    """Return what a concept page shows beside label and definition; kept so that a removed concept stays readable."""
    return {
        "about": {
            "alternates_nl": list(concept.alternates_nl),
            "alternates_en": list(concept.alternates_en),
            "note_nl": concept.note_nl,
            "note_en": concept.note_en,
            "matches": [list(match) for match in concept.matches],
            "related": list(concept.related),
            "replaced_by": concept.replaced_by,
            "issued": concept.issued.isoformat() if concept.issued else None,
            "sources": [_source(one) for one in concept.sources],
            "said": [[one.prop, one.value, one.scheme] for one in concept.said],
        }
    }


def _source(source: Source) -> dict[str, str | None]:
    """Return a source document as JSON."""
    checked = source.checked_on.isoformat() if source.checked_on else None
    return {"title": source.title, "url": source.url, "trust": source.trust, "checked_on": checked}


def _update(row: Concept, columns: dict[str, Any]) -> bool:
    """Set the columns that differ; say whether any did."""
    differing = {name: value for name, value in columns.items() if getattr(row, name) != value}
    for name, value in differing.items():
        setattr(row, name, value)
    return bool(differing)


def _choice(row: Concept) -> Choice:
    """Return a row as a choice."""
    return Choice(
        scheme=row.scheme,
        code=row.code,
        label_nl=row.label_nl,
        label_en=row.label_en,
        definition_nl=row.definition_nl,
        definition_en=row.definition_en,
        iri=row.iri,
        broader=row.broader,
        extra={name: value for name, value in row.extra.items() if name != "about"},
    )
