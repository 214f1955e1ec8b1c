"""What can be filled in ahead in the sections of an assessment, from register, catalogue and FORA."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session

from swc.dpia.file_schemas import SectionDraft
from swc.dpia.readings import Reading


def drafts(session: Session, board_number: str, reading: Reading, today: date) -> dict[str, SectionDraft]:
    """Return the text that each section could begin with, by code."""
    return {}
