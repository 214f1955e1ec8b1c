"""Writing the texts of an assessment: every version is kept, and nobody's text is lost."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session, col, select

from swc.access.kinds import Act
from swc.dpia.file_schemas import SectionInput
from swc.dpia.models import AssessmentSection
from swc.dpia.sections import section_concepts
from swc.dpia.service.opening import own_file, record_change
from swc.errors import ConflictError, NotFoundError


class SectionConflictError(ConflictError):
    """Somebody else wrote the same section since: carries both texts, the one both began with and the number now."""

    code = "conflict"

    def __init__(self, *, mine: str, theirs: str, base: str, number: int, written_by: str = "") -> None:
        super().__init__(
            "Iemand anders heeft dit onderdeel intussen gewijzigd.",
            remedy="Breng beide teksten samen en bewaar opnieuw.",
        )
        self.mine = mine
        self.theirs = theirs
        self.base = base
        self.number = number
        self.written_by = written_by


def write_section(session: Session, board_number: str, assessment_id: UUID, data: SectionInput, *, by: Act) -> int:
    """Keep a new version of a section and return its number; the same text again makes no new version.

    Raises `NotFoundError` for a section that does not exist and `SectionConflictError` when another version than
    `number` is the newest by now.
    """
    row = own_file(session, board_number, assessment_id, by=by)
    if data.section not in {one.code for one in section_concepts()}:
        raise NotFoundError("Onderdeel %(section)s bestaat niet.", section=data.section)
    versions = {one.number: one for one in _versions(session, row.id, data.section)}
    newest = versions.get(max(versions, default=0))
    if newest is not None and newest.text == data.text:
        return newest.number
    standing = newest.number if newest else 0
    if data.number != standing:
        raise SectionConflictError(
            mine=data.text,
            theirs=newest.text if newest else "",
            base=versions[data.number].text if data.number in versions else "",
            number=standing,
            written_by=newest.written_by_label if newest else "",
        )
    number = standing + 1
    session.add(
        AssessmentSection(
            assessment_id=row.id,
            section=data.section,
            number=number,
            text=data.text,
            written_at=by.now,
            written_by=by.actor.key,
            written_by_label=by.actor.label,
        )
    )
    after = {"section": data.section, "number": number}
    record_change(session, row, "assessment.section_changed", by=by, after=after)
    return number


def _versions(session: Session, assessment_id: UUID, section: str) -> tuple[AssessmentSection, ...]:
    """Return every version of a section."""
    found = session.exec(
        select(AssessmentSection)
        .where(AssessmentSection.assessment_id == assessment_id, AssessmentSection.section == section)
        .order_by(col(AssessmentSection.number))
    ).all()
    return tuple(found)
