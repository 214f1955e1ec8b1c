"""The sections of an assessment as the scheme lists them, with what people wrote and what can be filled in ahead."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from uuid import UUID

from sqlmodel import Session, col, func, select

from swc.dpia.file_schemas import Section, SectionDraft
from swc.dpia.models import AssessmentSection
from vocab.schemes import Concept, scheme

SCHEME = "dpia-sections"
PARTS = frozenset({"features", "lawfulness"})
"""The concepts that only gather sections; risks, measures and views are a part and a section at once."""

NOTHING = SectionDraft()


@cache
def section_concepts() -> tuple[Concept, ...]:
    """Return the sections in reading order."""
    return tuple(one for one in scheme(SCHEME).concepts if one.code not in PARTS)


def sections(session: Session, assessment_id: UUID, drafts: Mapping[str, SectionDraft]) -> tuple[Section, ...]:
    """Return every section with its newest text, in one statement."""
    newest = (
        select(AssessmentSection.section, func.max(AssessmentSection.number).label("number"))
        .where(AssessmentSection.assessment_id == assessment_id)
        .group_by(AssessmentSection.section)
        .subquery()
    )
    rows = session.exec(
        select(AssessmentSection)
        .join(
            newest,
            (newest.c.section == col(AssessmentSection.section)) & (newest.c.number == col(AssessmentSection.number)),
        )
        .where(AssessmentSection.assessment_id == assessment_id)
    ).all()
    written = {row.section: row for row in rows}
    return tuple(_section(one, written.get(one.code), drafts.get(one.code, NOTHING)) for one in section_concepts())


def numbers(session: Session, assessment_id: UUID) -> dict[str, int]:
    """Return the number of the newest text of each section that was written, in one statement."""
    rows = session.exec(
        select(AssessmentSection.section, func.max(AssessmentSection.number))
        .where(AssessmentSection.assessment_id == assessment_id)
        .group_by(AssessmentSection.section)
        .order_by(AssessmentSection.section)
    ).all()
    return dict(rows)


def section_versions(session: Session, assessment_id: UUID, code: str) -> tuple[Section, ...]:
    """Return every version of one section, the newest first; nothing for a code that is no section."""
    concept = next((one for one in section_concepts() if one.code == code), None)
    if concept is None:
        return ()
    rows = session.exec(
        select(AssessmentSection)
        .where(AssessmentSection.assessment_id == assessment_id, AssessmentSection.section == code)
        .order_by(col(AssessmentSection.number).desc())
    ).all()
    return tuple(_section(concept, row, NOTHING) for row in rows)


def _section(one: Concept, row: AssessmentSection | None, draft: SectionDraft) -> Section:
    """Return one section."""
    return Section(
        code=one.code,
        label_nl=one.label_nl,
        label_en=one.label_en,
        help_nl=one.definition_nl,
        help_en=one.definition_en,
        part=one.broader or one.code,
        text="" if row is None else row.text,
        number=0 if row is None else row.number,
        written_at=None if row is None else row.written_at,
        written_by="" if row is None else row.written_by_label or row.written_by,
        draft=draft,
    )
