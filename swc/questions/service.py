"""Writes of saved questions: keep, change, share with a board, offer to the sector, decide, withdraw.

Whether a text may be asked at all is found out at the edge, where the parser is: `faults` is what is wrong with it.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.audit.kinds import SubjectKind
from swc.audit.service import record
from swc.boards.login.actors import person_id_of
from swc.errors import ConflictError, InvalidInputError, NotAllowedError, NotFoundError, Problem, RuleRefusedError
from swc.questions.kinds import Offer
from swc.questions.models import SavedQuery
from swc.questions.queries import standing
from swc.questions.rules import MOST, may_change, may_decide, may_read, name_problem, parameter_problems
from swc.questions.schemas import PublishedQuery, QueryChange, QueryInput

Faults = tuple[Problem, ...]


def save_query(session: Session, data: QueryInput, *, by: Act, faults: Faults, taken: frozenset[str]) -> str:
    """Keep a new question, private, and return its name; `taken` are the names of the product's own questions."""
    author = person_id_of(by.actor)
    _demand_sound(data, _name_problems(session, data.name, taken), faults)
    kept = select(func.count()).where(SavedQuery.author_id == author, col(SavedQuery.withdrawn_at).is_(None))
    if session.exec(kept).one() >= MOST:
        raise RuleRefusedError(
            "U bewaart al %(most)s vragen.", remedy="Trek eerst een vraag in die u niet meer nodig hebt.", most=MOST
        )
    row = SavedQuery(
        name=data.name,
        author_id=author,
        created_at=by.now,
        updated_at=by.now,
        **_asked(data),
    )
    session.add(row)
    session.flush()
    _tell(session, row, "query.created", by=by, after=_facts(row))
    return row.name


def change_query(
    session: Session, name: str, data: QueryChange, *, by: Act, faults: Faults, expected_version: int
) -> None:
    """Replace the text of a question and what belongs to it; what was published stays as it was accepted."""
    row = _open(session, name, by=by, expected_version=expected_version)
    _demand_sound(data, (), faults)
    before, asked = _facts(row), _asked(data)
    if any(getattr(row, field) != asked[field] for field in ("text", "parameters", "scope")):
        row.version += 1
    for field, value in asked.items():
        setattr(row, field, value)
    if row.offer in (Offer.ACCEPTED, Offer.DECLINED, Offer.OFFERED):
        row.offer = Offer.NONE
    _changed(session, row, by=by)
    _tell(session, row, "query.changed", by=by, before=before, after=_facts(row))


def share_query(session: Session, name: str, board_number: str | None, *, by: Act, expected_version: int) -> None:
    """Share a question with a board that one reads oneself, or with nobody any more."""
    row = _open(session, name, by=by, expected_version=expected_version)
    if board_number is not None:
        by.demand(Right.READ_BOARD, board_number)
        if board_number not in by.actor.boards:
            raise NotAllowedError("U kunt een vraag alleen delen met een bestuur waarbij u zelf een rol hebt.")
    before, row.board_number = row.board_number, board_number
    _changed(session, row, by=by)
    told = {"board_number": board_number}
    _tell(
        session, row, "query.shared", by=by, before={"board_number": before}, after=told, board=board_number or before
    )


def offer_query(session: Session, name: str, *, by: Act, expected_version: int) -> None:
    """Offer a question to everybody's gallery; a sector editor decides."""
    row = _open(session, name, by=by, expected_version=expected_version)
    if row.offer is Offer.OFFERED:
        raise RuleRefusedError("Deze vraag is al aangeboden en wacht op een besluit.")
    row.offer, row.decision_reason = Offer.OFFERED, ""
    _changed(session, row, by=by)
    _tell(session, row, "query.offered", by=by, after={"version": row.version})


def decide_query(session: Session, name: str, *, accept: bool, by: Act, expected_version: int) -> None:
    """Accept an offered question into the gallery, or decline it with a reason, which is required then."""
    row = _found(session, name)
    if not may_read(by.actor, standing(row)):
        raise NotFoundError("Deze vraag is niet gevonden.")
    if not may_decide(by.actor, standing(row)):
        raise NotAllowedError("Alleen de sectorredactie besluit over een aangeboden vraag.")
    _demand_version(row, expected_version)
    if row.offer is not Offer.OFFERED:
        raise RuleRefusedError("Deze vraag is niet aangeboden, of er is al over besloten.")
    if accept:
        published = PublishedQuery(
            **_asked_of(row), name=row.name, version=row.version, accepted_on=by.today.isoformat()
        )
        row.published = published.model_dump(mode="json")
    else:
        _demand_reason(by)
    row.offer, row.decision_reason = (Offer.ACCEPTED if accept else Offer.DECLINED), by.reason.strip()[:2000]
    _changed(session, row, by=by)
    _tell(session, row, "query.accepted" if accept else "query.declined", by=by, after={"version": row.version})


def retire_query(session: Session, name: str, *, by: Act) -> None:
    """Take an accepted question out of everybody's gallery, with a reason; its author keeps it."""
    by.demand(Right.EDIT_CATALOGUE)
    row = _found(session, name)
    if row.published is None:
        raise NotFoundError("Deze vraag is niet gevonden.")
    _demand_reason(by)
    row.published, row.offer, row.decision_reason = None, Offer.DECLINED, by.reason.strip()[:2000]
    _changed(session, row, by=by)
    _tell(session, row, "query.retired", by=by)


def withdraw_query(session: Session, name: str, *, by: Act, expected_version: int) -> None:
    """Take a question out of use for everybody; it is kept and its name is never given again."""
    row = _open(session, name, by=by, expected_version=expected_version)
    row.withdrawn_at = by.now
    _changed(session, row, by=by)
    _tell(session, row, "query.withdrawn", by=by)


def _demand_reason(by: Act) -> None:
    if not by.reason.strip():
        raise InvalidInputError(
            "Een afwijzing heeft een reden nodig.", problems=(Problem("reason", "Schrijf waarom de vraag niet past."),)
        )


def _found(session: Session, name: str) -> SavedQuery:
    row = session.exec(select(SavedQuery).where(SavedQuery.name == name)).first()
    if row is None or row.withdrawn_at is not None:
        raise NotFoundError("Deze vraag is niet gevonden.")
    return row


def _open(session: Session, name: str, *, by: Act, expected_version: int) -> SavedQuery:
    """Return a question to change; one that may not be seen does not exist."""
    row = _found(session, name)
    if not may_read(by.actor, standing(row)):
        raise NotFoundError("Deze vraag is niet gevonden.")
    if not may_change(by.actor, standing(row)):
        raise NotAllowedError("Alleen de maker of een redacteur van het bestuur kan deze vraag wijzigen.")
    _demand_version(row, expected_version)
    return row


def _demand_version(row: SavedQuery, expected_version: int) -> None:
    if row.row_version != expected_version:
        raise ConflictError("Iemand anders heeft deze vraag intussen gewijzigd.", remedy="Lees de vraag opnieuw.")


def _demand_sound(data: QueryChange, of_name: Faults, of_text: Faults) -> None:
    of_parameters = parameter_problems(data.text, [one.plain() for one in data.parameters])
    problems = (*of_name, *of_parameters, *of_text)
    if problems:
        raise InvalidInputError("De vraag kan zo niet bewaard worden.", problems=problems)


def _name_problems(session: Session, name: str, taken: frozenset[str]) -> tuple[Problem, ...]:
    wrong = name_problem(name)
    if wrong is not None:
        return (wrong,)
    exists = session.exec(select(SavedQuery.name).where(SavedQuery.name == name)).first()
    if name in taken or exists is not None:
        return (Problem("name", "Deze naam is al vergeven.", "Kies een andere naam."),)
    return ()


def _asked(data: QueryChange) -> dict[str, Any]:
    """Return the columns that a form fills."""
    parameters = [one.model_dump(mode="json") for one in data.parameters]
    return {**{name: getattr(data, name) for name in QueryChange.model_fields}, "parameters": parameters}


def _asked_of(row: SavedQuery) -> dict[str, Any]:
    return {name: getattr(row, name) for name in QueryChange.model_fields}


def _facts(row: SavedQuery) -> dict[str, Any]:
    return {**_asked_of(row), "scope": row.scope.value, "version": row.version}


def _changed(session: Session, row: SavedQuery, *, by: Act) -> None:
    row.row_version += 1
    row.updated_at = by.now
    session.add(row)
    session.flush()


def _tell(
    session: Session,
    row: SavedQuery,
    kind: str,
    *,
    by: Act,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    board: str | None = None,
) -> None:
    """Record what happened: at a board once it is shared there, else in the installation's own history alone."""
    place = board or row.board_number
    record(
        session,
        by=by,
        kind=kind,
        subject=SubjectKind.QUERY,
        key=row.name,
        board_number=place,
        before=None if before is None else {"name": row.name, **before},
        after={"name": row.name, **(after or {})},
    )
