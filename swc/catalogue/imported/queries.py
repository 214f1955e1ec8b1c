"""Reading the schemes of others: which there are, their concepts with search, one concept, the files that were read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, select
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session, col

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.catalogue.imported.kinds import FileState, Publication
from swc.catalogue.imported.models import ImportedConcept, ImportedScheme, SchemeFile
from swc.catalogue.imported.schemas import (
    FileReport,
    FileSummary,
    ImportedConceptDetail,
    ImportedConceptSummary,
    ImportedMatch,
    ImportedSummary,
    Report,
    ToldText,
)
from swc.catalogue.imported.taking import Taken
from swc.catalogue.rules import fold
from swc.errors import NotFoundError

_NARROWER = 200
"""How many concepts below one are shown with it."""

_LINE: tuple[Any, ...] = (
    ImportedConcept.code,
    ImportedConcept.iri,
    ImportedConcept.notation,
    ImportedConcept.label_nl,
    ImportedConcept.label_en,
    ImportedConcept.definition,
    ImportedConcept.deprecated,
)


def imported_schemes(session: Session, *, by: Act | None = None) -> tuple[ImportedSummary, ...]:
    """Return the schemes in force, by title (2 statements); to somebody who did not sign in only the public ones."""
    counts = session.execute(
        select(col(ImportedConcept.file_id), func.count())
        .where(col(ImportedConcept.deprecated).is_(False))
        .group_by(col(ImportedConcept.file_id))
    )
    counted: dict[UUID, int] = {one[0]: one[1] for one in counts}
    query = select(ImportedScheme, *_FILE).join(SchemeFile, col(SchemeFile.id) == col(ImportedScheme.file_id))
    if by is not None and by.actor.anonymous:
        query = query.where(col(SchemeFile.publication) == Publication.OPEN)
    found = session.execute(query).all()
    return tuple(sorted((_summary(row, counted) for row in found), key=lambda one: (fold(one.title), one.key)))


def public_keys(session: Session) -> frozenset[str]:
    """Return the keys of the schemes in force that everybody may read, in one statement."""
    query = select(col(ImportedScheme.key)).join(SchemeFile, col(SchemeFile.id) == col(ImportedScheme.file_id))
    return frozenset(session.execute(query.where(col(SchemeFile.publication) == Publication.OPEN)).scalars())


def imported_scheme(session: Session, key: str, *, by: Act | None = None) -> ImportedSummary:
    """Return one scheme in force; raises `NotFoundError`."""
    for one in imported_schemes(session, by=by):
        if one.key == key:
            return one
    raise NotFoundError("Deze ingelezen begrippenlijst is niet gevonden.")


def imported_concepts(
    session: Session, key: str, *, search: str = "", offset: int = 0, limit: int = 50
) -> tuple[tuple[ImportedConceptSummary, ...], int]:
    """Return a part of the concepts of a scheme in order and how many fit a search; every word must be in a name."""
    fits = [col(ImportedConcept.file_id) == _file_of(session, key)]
    fits += [col(ImportedConcept.folded).contains(word) for word in fold(search).split()[:8]]
    total = session.execute(select(func.count()).select_from(ImportedConcept).where(*fits)).scalar_one()
    order = (col(ImportedConcept.deprecated), col(ImportedConcept.position))
    rows = session.execute(select(*_LINE).where(*fits).order_by(*order).offset(offset).limit(limit)).all()
    return tuple(_line(key, row) for row in rows), total


def imported_concept(session: Session, key: str, code: str) -> ImportedConceptDetail:
    """Return one concept of a scheme with all around it; raises `NotFoundError` (3 statements)."""
    file_id = _file_of(session, key)
    row = session.get(ImportedConcept, (file_id, code))
    if row is None:
        raise NotFoundError("Dit begrip staat niet in deze lijst.")
    told = row.facts
    near = {*told["broader"], *told["related"], *told["narrower"][:_NARROWER]}
    found = {one.iri: one for one in _lines(session, key, file_id, col(ImportedConcept.iri).in_(near))}
    below = set(told["narrower"])
    return ImportedConceptDetail(
        concept=_line(key, row),
        labels=_told(told.get("prefLabel", ())),
        alternates=_told(told.get("altLabel", ())),
        definitions=_told(told.get("definition", ())),
        notes=_told([*told.get("scopeNote", ()), *told.get("example", ()), *told.get("note", ())]),
        broader=tuple(found[iri] for iri in told["broader"] if iri in found),
        narrower=tuple(one for iri, one in found.items() if iri in below),
        related=tuple(found[iri] for iri in told["related"] if iri in found),
        matches=tuple(ImportedMatch(relation=relation, iri=iri) for relation, iri in told["matches"]),
        collections=tuple(told["collections"]),
        replaced_by=tuple(told["replaced_by"]),
    )


def files(session: Session, *, by: Act, key: str | None = None) -> tuple[FileSummary, ...]:
    """Return the files that wait, or with a key the stored and withdrawn versions of a scheme, newest first."""
    by.demand(Right.EDIT_CATALOGUE)
    fits = col(SchemeFile.state) == FileState.WAITING if key is None else col(SchemeFile.scheme_key) == key
    rows = session.execute(select(*_COLUMNS).where(fits).order_by(col(SchemeFile.read_at).desc())).all()
    return tuple(_file(row) for row in rows)


def file_report(session: Session, file_id: UUID, *, by: Act) -> FileReport:
    """Return a file that was read with its report; raises `NotFoundError`."""
    by.demand(Right.EDIT_CATALOGUE)
    row = session.execute(select(*_COLUMNS).where(col(SchemeFile.id) == file_id)).first()
    if row is None or row.state is FileState.DISCARDED:
        raise NotFoundError("Dit bestand is niet gevonden.")
    return FileReport(**_file(row).model_dump(), report=Report.model_validate(row.report))


def stored_concepts(session: Session, file_id: UUID | None) -> dict[str, Taken]:
    """Return the concepts of a stored version by IRI, in order; nothing without a version."""
    if file_id is None:
        return {}
    rows = session.execute(
        select(ImportedConcept).where(col(ImportedConcept.file_id) == file_id).order_by(col(ImportedConcept.position))
    ).scalars()
    return {
        row.iri: Taken(
            code=row.code,
            iri=row.iri,
            label_nl=row.label_nl,
            label_en=row.label_en,
            definition=row.definition,
            notation=row.notation,
            deprecated=row.deprecated,
            folded=row.folded,
            facts=row.facts,
        )
        for row in rows
    }


_FILE: tuple[Any, ...] = (
    SchemeFile.number,
    SchemeFile.version_label,
    SchemeFile.licence,
    SchemeFile.publication,
    SchemeFile.source_url,
    SchemeFile.stored_at,
)
_COLUMNS: tuple[Any, ...] = (
    *(getattr(SchemeFile, name) for name in FileSummary.model_fields if name not in ("title", "concepts")),
    SchemeFile.report,
)
"""The columns of a file without its bytes."""


def _summary(row: Sequence[Any], counted: dict[UUID, int]) -> ImportedSummary:
    scheme, number, version_label, licence, publication, source_url, stored_at = row
    return ImportedSummary(
        key=scheme.key,
        iri=scheme.iri,
        title=scheme.title,
        description=scheme.description,
        number=number or 0,
        version_label=version_label,
        licence=licence,
        publication=publication,
        source_url=source_url,
        stored_at=stored_at,
        concepts=counted.get(scheme.file_id, 0),
        row_version=scheme.row_version,
    )


def _file(row: Row[Any]) -> FileSummary:
    known = row._mapping  # noqa: SLF001 - SQLAlchemy's documented name for a row as a mapping
    told = known["report"]
    fields = {name: known[name] for name in FileSummary.model_fields if name in known}
    return FileSummary(**fields, title=told["title"] or told["scheme_iri"], concepts=told["concepts"])


def _file_of(session: Session, key: str) -> UUID:
    found: UUID | None = session.execute(
        select(col(ImportedScheme.file_id)).where(col(ImportedScheme.key) == key)
    ).scalar()
    if found is None:
        raise NotFoundError("Deze ingelezen begrippenlijst is niet gevonden.")
    return found


def _lines(session: Session, key: str, file_id: UUID, fits: ColumnElement[bool]) -> tuple[ImportedConceptSummary, ...]:
    rows = session.execute(
        select(*_LINE).where(col(ImportedConcept.file_id) == file_id, fits).order_by(col(ImportedConcept.position))
    ).all()
    return tuple(_line(key, row) for row in rows)


def _line(key: str, row: ImportedConcept | Row[Any]) -> ImportedConceptSummary:
    names = (name for name in ImportedConceptSummary.model_fields if name != "scheme")
    return ImportedConceptSummary(scheme=key, **{name: getattr(row, name) for name in names})


def _told(texts: Sequence[Sequence[str]]) -> tuple[ToldText, ...]:
    return tuple(ToldText(text=text, language=language) for text, language in texts)
