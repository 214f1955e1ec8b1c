"""The central DPIA that a board builds on, with its own local part; a central DPIA never counts as done by itself."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from sqlmodel import Session, col, select

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.audit import service as audit
from swc.audit.kinds import SubjectKind
from swc.catalogue.models import CentralDpiaProduct, CentralDpiaVersion
from swc.dpia.kinds import AssessmentKind
from swc.dpia.models import Assessment, AssessmentScope
from swc.dpia.schemas import CitationInput
from swc.dpia.scopes import uses_by_activity
from swc.dpia.service.inherit import take_over
from swc.dpia.service.opening import own_assessment, own_use
from swc.errors import ConflictError, InvalidInputError, NotFoundError, Problem
from swc.landscape.models import Use

COLUMNS = ("central_key", "central_number", "local_part_on", "local_measures_on")


def cite_central(session: Session, board_number: str, use_id: UUID, data: CitationInput, *, by: Act) -> UUID:
    """Record which central version the board builds on for a use, and when its local part and measures were settled.

    Citing a version takes over its measures for boards; no key takes the citation away, and what was taken over
    stays. The state does not change: citing settles nothing. Raises `InvalidInputError` for a version that does not
    exist or is not about this product, and for a day in the future.
    """
    use = own_use(session, board_number, use_id, by=by)
    row = own_assessment(session, use, AssessmentKind.DPIA, by=by, expected_version=data.expected_version)
    return _cite(session, row, {use.product_key}, data, by=by)


def cite_version(session: Session, board_number: str, assessment_id: UUID, data: CitationInput, *, by: Act) -> UUID:
    """Record the same for an assessment by its own id: of a use, or over activities by the products of their uses.

    Raises `NotFoundError` for an assessment that is not the board's, `ConflictError` for a lost update and
    `InvalidInputError` as `cite_central` does, also for an assessment that is no DPIA.
    """
    by.demand(Right.EDIT_DPIA, board_number)
    row = session.get(Assessment, assessment_id, with_for_update=True)
    if row is None or row.board_number != board_number:
        raise NotFoundError("Deze beoordeling is niet gevonden bij bestuur %(board)s.", board=board_number)
    if data.expected_version is not None and data.expected_version != row.row_version:
        raise ConflictError(
            "Iemand anders heeft deze beoordeling intussen gewijzigd.",
            remedy="Bekijk de nieuwe stand en neem de stap opnieuw.",
            expected=data.expected_version,
            found=row.row_version,
        )
    if row.kind is not AssessmentKind.DPIA:
        problem = Problem("central_key", "Alleen een DPIA bouwt voort op een centrale DPIA.")
        raise InvalidInputError("De verwijzing naar de centrale DPIA klopt niet.", problems=(problem,))
    return _cite(session, row, _products(session, row), data, by=by)


def _cite(session: Session, row: Assessment, products: set[str], data: CitationInput, *, by: Act) -> UUID:
    """Write the citation, take over the measures, and note both."""
    problems = tuple(_problems(session, products, data, by=by))
    if problems:
        raise InvalidInputError("De verwijzing naar de centrale DPIA klopt niet.", problems=problems)
    before, cited = _values(row), (row.central_key, row.central_number)
    measured_on = row.local_measures_on
    for column in COLUMNS:
        setattr(row, column, getattr(data, column))
    if _values(row) == before and row.row_version > 0:
        return row.id
    row.row_version += 1
    session.add(row)
    session.flush()
    if cited != (row.central_key, row.central_number):
        earlier = cited[1] if cited[0] == row.central_key else None
        todo = take_over(session, row, by=by, before=earlier)
        if todo.asks_work and row.local_measures_on == measured_on:
            row.local_measures_on = None
    audit.record(
        session,
        by=by,
        kind="assessment.central_cited",
        subject=SubjectKind.ASSESSMENT,
        key=str(row.id),
        board_number=row.board_number,
        before=before,
        after=_values(row),
    )
    return row.id


def _products(session: Session, row: Assessment) -> set[str]:
    """Return the products that an assessment is about: of its use, or of the uses in its activities."""
    wanted = {row.use_id} if row.use_id else set()
    if not wanted:
        covered = session.exec(select(AssessmentScope.activity_id).where(AssessmentScope.assessment_id == row.id)).all()
        members = uses_by_activity(session, row.board_number)
        wanted = {use_id for activity_id in covered for use_id in members.get(activity_id, ())}
    found = session.exec(
        select(Use.product_key).where(Use.board_number == row.board_number, col(Use.id).in_(wanted)).distinct()
    )
    return set(found)


def _values(row: Assessment) -> dict[str, str | int | None]:
    """Return the columns of a citation as JSON holds them."""
    found = {column: getattr(row, column) for column in COLUMNS}
    return {name: one if one is None or isinstance(one, int) else str(one) for name, one in found.items()}


def _problems(session: Session, products: set[str], data: CitationInput, *, by: Act) -> Iterator[Problem]:
    """Yield what is wrong with a citation."""
    for name in ("local_part_on", "local_measures_on"):
        day = getattr(data, name)
        if day is not None and day > by.today:
            yield Problem(name, "Deze datum ligt in de toekomst.")
    if data.central_key is None:
        if data.central_number is not None:
            yield Problem("central_key", "Kies een centrale DPIA.")
        return
    about = session.exec(
        select(CentralDpiaProduct.product_key).where(
            CentralDpiaProduct.central_key == data.central_key, col(CentralDpiaProduct.product_key).in_(products)
        )
    ).first()
    if about is None:
        yield Problem("central_key", "Deze centrale DPIA gaat niet over dit product.")
    elif (
        data.central_number is None or session.get(CentralDpiaVersion, (data.central_key, data.central_number)) is None
    ):
        yield Problem("central_number", "Deze versie van de centrale DPIA bestaat niet.", "Kies een versie.")
