"""The central DPIA that a board builds on, with its own local part; a central DPIA never counts as done by itself."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from sqlmodel import Session

from swc.access.kinds import Act
from swc.audit import service as audit
from swc.audit.kinds import SubjectKind
from swc.catalogue.models import CentralDpiaProduct, CentralDpiaVersion
from swc.dpia.kinds import AssessmentKind
from swc.dpia.models import Assessment
from swc.dpia.schemas import CitationInput
from swc.dpia.service.opening import own_assessment, own_use
from swc.errors import InvalidInputError, Problem
from swc.landscape.models import Use

COLUMNS = ("central_key", "central_number", "local_part_on", "local_measures_on")


def cite_central(session: Session, board_number: str, use_id: UUID, data: CitationInput, *, by: Act) -> UUID:
    """Record which central version the board builds on and when its local part and measures were settled.

    No key takes the citation away. The state does not change: citing settles nothing. Raises `InvalidInputError` for
    a version that does not exist or is not about this product, and for a day in the future.
    """
    use = own_use(session, board_number, use_id, by=by)
    row = own_assessment(session, use, AssessmentKind.DPIA, by=by, expected_version=data.expected_version)
    problems = tuple(_problems(session, use, data, by=by))
    if problems:
        raise InvalidInputError("De verwijzing naar de centrale DPIA klopt niet.", problems=problems)
    before = _values(row)
    for column in COLUMNS:
        setattr(row, column, getattr(data, column))
    if _values(row) == before and row.row_version > 0:
        return row.id
    row.row_version += 1
    session.add(row)
    session.flush()
    audit.record(
        session,
        by=by,
        kind="assessment.central_cited",
        subject=SubjectKind.ASSESSMENT,
        key=str(row.id),
        board_number=board_number,
        before=before,
        after=_values(row),
    )
    return row.id


def _values(row: Assessment) -> dict[str, str | int | None]:
    """Return the columns of a citation as JSON holds them."""
    found = {column: getattr(row, column) for column in COLUMNS}
    return {name: one if one is None or isinstance(one, int) else str(one) for name, one in found.items()}


def _problems(session: Session, use: Use, data: CitationInput, *, by: Act) -> Iterator[Problem]:
    """Yield what is wrong with a citation."""
    for name in ("local_part_on", "local_measures_on"):
        day = getattr(data, name)
        if day is not None and day > by.today:
            yield Problem(name, "Deze datum ligt in de toekomst.")
    if data.central_key is None:
        if data.central_number is not None:
            yield Problem("central_key", "Kies een centrale DPIA.")
        return
    if session.get(CentralDpiaProduct, (data.central_key, use.product_key)) is None:
        yield Problem("central_key", "Deze centrale DPIA gaat niet over dit product.")
    elif (
        data.central_number is None or session.get(CentralDpiaVersion, (data.central_key, data.central_number)) is None
    ):
        yield Problem("central_number", "Deze versie van de centrale DPIA bestaat niet.", "Kies een versie.")
