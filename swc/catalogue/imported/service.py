"""Storing schemes of others: keep a file with its report, store it as a version, throw it away, take it back."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert, select
from sqlmodel import Session, col

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.audit.kinds import SubjectKind
from swc.audit.service import record
from swc.catalogue.imported.kinds import FileFormat, FileState, Publication, RdfContent
from swc.catalogue.imported.models import ImportedConcept, ImportedScheme, SchemeFile
from swc.catalogue.imported.queries import stored_concepts
from swc.catalogue.imported.reading import DEFAULT_LIMITS, Limits, read_rdf
from swc.catalogue.imported.reporting import blocking, chosen_scheme, report
from swc.catalogue.imported.schemas import ChooseInput, Report, StoreInput
from swc.catalogue.imported.taking import Plan, Taken
from swc.catalogue.rules import key_of
from swc.errors import ConflictError, InvalidInputError, NotFoundError, Problem, RuleRefusedError


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that could be read, before it is weighed against what is stored."""

    name: str
    content: bytes
    form: FileFormat
    told: RdfContent


def read_file(content: bytes, file_name: str, limits: Limits = DEFAULT_LIMITS) -> ReadFile:
    """Read a file without touching the database; raises `InvalidInputError` with the way to mend it."""
    form, told = read_rdf(content, file_name, limits)
    chosen_scheme(told)
    return ReadFile(file_name[-200:] or "bestand", content, form, told)


def keep_file(session: Session, file: ReadFile, *, by: Act) -> UUID:
    """Keep a file with its report and return its id; no scheme and no concept is stored yet."""
    by.demand(Right.EDIT_CATALOGUE)
    made, _ = _weighed(session, file.told, "")
    row = SchemeFile(
        state=FileState.WAITING,
        file_name=file.name,
        format=file.form,
        sha256=hashlib.sha256(file.content).hexdigest(),
        content=file.content,
        report=_plain(made),
        publication=Publication.UNKNOWN,
        read_at=by.now,
        read_by=by.actor.key,
    )
    session.add(row)
    session.flush()
    return row.id


def choose_scheme(session: Session, file_id: UUID, data: ChooseInput, *, by: Act) -> None:
    """Weigh another scheme of a file that waits."""
    row = _waiting(session, file_id, by=by)
    made, _ = _weighed(session, _told(row), data.scheme_iri)
    row.report = _plain(made)
    session.flush()


def discard_file(session: Session, file_id: UUID, *, by: Act) -> None:
    """Throw a file that waits away."""
    session.delete(_waiting(session, file_id, by=by))
    session.flush()


def store_file(session: Session, file_id: UUID, data: StoreInput, *, by: Act) -> str:
    """Store a file that waits as the newest version of its scheme, and return the key of the scheme.

    Refuses what a hard rule forbids, and a report that another version overtook.
    """
    row = _waiting(session, file_id, by=by)
    if data.publication is Publication.OPEN and not data.licence:
        raise InvalidInputError(
            "Niet alles is goed ingevuld.",
            problems=(Problem("licence", "Noem de licentie die publicatie toestaat."),),
        )
    before = Report.model_validate(row.report)
    made, planned = _weighed(session, _told(row), before.scheme_iri)
    if made.compared_with != before.compared_with:
        row.report = _plain(made)
        raise ConflictError("De begrippenlijst is intussen gewijzigd.", remedy="Bekijk het verslag opnieuw.")
    if made.blocked:
        raise RuleRefusedError("Deze begrippenlijst kan zo niet worden opgeslagen.", problems=blocking(made))
    scheme = _scheme(session, made)
    _number(session, row, scheme, data, by=by)
    _write(session, row.id, planned)
    scheme.file_id = row.id
    session.flush()
    _note(session, "scheme.imported", scheme, row, made, by=by)
    return scheme.key


def undo_version(session: Session, key: str, *, by: Act, expected_version: int | None = None) -> None:
    """Take the newest version of a scheme back: the one before is in force again, or none."""
    by.demand(Right.EDIT_CATALOGUE)
    scheme = session.get(ImportedScheme, key)
    row = session.get(SchemeFile, scheme.file_id) if scheme and scheme.file_id else None
    if scheme is None or row is None:
        raise NotFoundError("Deze ingelezen begrippenlijst is niet gevonden.")
    if expected_version is not None and expected_version != scheme.row_version:
        raise ConflictError("De begrippenlijst is intussen gewijzigd.", remedy="Bekijk haar opnieuw.")
    row.state = FileState.UNDONE
    scheme.file_id = row.previous_id
    scheme.row_version += 1
    if row.previous_id is not None:
        previous = session.get_one(SchemeFile, row.previous_id)
        told = Report.model_validate(previous.report)
        scheme.title, scheme.description = told.title or previous.file_name, told.description
    session.execute(delete(ImportedConcept).where(col(ImportedConcept.file_id) == row.id))
    session.flush()
    _note(session, "scheme.undone", scheme, row, Report.model_validate(row.report), by=by)


def _waiting(session: Session, file_id: UUID, *, by: Act) -> SchemeFile:
    by.demand(Right.EDIT_CATALOGUE)
    row = session.get(SchemeFile, file_id)
    if row is None:
        raise NotFoundError("Dit bestand is niet gevonden.")
    if row.state is not FileState.WAITING:
        raise RuleRefusedError("Dit bestand is al verwerkt.")
    return row


def _told(row: SchemeFile) -> RdfContent:
    """Read a kept file again: what is stored comes from its bytes and from nothing else."""
    return read_rdf(row.content, row.file_name, Limits(size=len(row.content)))[1]


def _weighed(session: Session, told: RdfContent, wanted: str) -> tuple[Report, Plan]:
    found = chosen_scheme(told, wanted)
    known = session.execute(
        select(col(ImportedScheme.key), col(ImportedScheme.file_id)).where(col(ImportedScheme.iri) == found.scheme.iri)
    ).first()
    key, version = known or (None, None)
    return report(told, found, stored_concepts(session, version), key=key, version=version)


def _scheme(session: Session, made: Report) -> ImportedScheme:
    """Return the row of a scheme, new where there was none, with the title of this version."""
    row = session.get(ImportedScheme, made.scheme_key) if made.scheme_key else None
    title = made.title or made.scheme_iri
    if row is None:
        row = ImportedScheme(key=_free_key(session, title), iri=made.scheme_iri, title=title, row_version=0)
        session.add(row)
    row.title, row.description = title, made.description
    row.row_version += 1
    session.flush()
    return row


def _free_key(session: Session, title: str) -> str:
    wanted = key_of(title)[:60].strip("-")
    taken = set(session.execute(select(col(ImportedScheme.key))).scalars())
    taken |= {"bestanden"}
    return next(one for one in (wanted, *(f"{wanted}-{count}" for count in range(2, 9999))) if one not in taken)


def _number(session: Session, row: SchemeFile, scheme: ImportedScheme, data: StoreInput, *, by: Act) -> None:
    """Make a file the next version of its scheme."""
    numbers = session.execute(select(col(SchemeFile.number)).where(col(SchemeFile.scheme_key) == scheme.key)).scalars()
    row.state = FileState.STORED
    row.scheme_key = scheme.key
    row.number = max((one or 0 for one in numbers), default=0) + 1
    row.previous_id = scheme.file_id
    row.stored_at, row.stored_by = by.now, by.actor.key
    for name in StoreInput.model_fields:
        setattr(row, name, getattr(data, name))


def _write(session: Session, file_id: UUID, planned: Plan) -> None:
    rows = [_columns(file_id, position, one) for position, one in enumerate(planned.rows)]
    if rows:
        session.execute(insert(ImportedConcept), rows)


def _columns(file_id: UUID, position: int, one: Taken) -> dict[str, Any]:
    return {
        "file_id": file_id,
        "position": position,
        "code": one.code,
        "iri": one.iri,
        "label_nl": one.label_nl,
        "label_en": one.label_en,
        "definition": one.definition,
        "notation": one.notation,
        "deprecated": one.deprecated,
        "folded": one.folded,
        "facts": one.facts,
    }


def _plain(made: Report) -> dict[str, Any]:
    return made.model_dump(mode="json")


def _note(session: Session, kind: str, scheme: ImportedScheme, row: SchemeFile, made: Report, *, by: Act) -> None:
    record(
        session,
        by=by,
        kind=kind,
        subject=SubjectKind.SCHEME,
        key=scheme.key,
        after={
            "iri": scheme.iri,
            "number": row.number,
            "sha256": row.sha256,
            "licence": row.licence,
            "publication": row.publication.value,
            "source_url": row.source_url,
            "changes": {one.change.value: one.count for one in made.changes},
        },
    )
