"""Adding boards, schools and sites by hand and choosing how far a board shares its landscape."""

from __future__ import annotations

from typing import TypeVar

from sqlmodel import Session

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.audit.kinds import SubjectKind
from swc.audit.service import record
from swc.boards import rules
from swc.boards.models import Board, School, Site
from swc.boards.schemas import BoardCreate, SchoolCreate, SharingChange, SiteCreate
from swc.errors import ConflictError, InvalidInputError, NotFoundError, Problem

BY_HAND = "met de hand ingevoerd"
"""The source of what somebody typed."""

T = TypeVar("T")


def add_board(session: Session, data: BoardCreate, *, by: Act) -> str:
    """Add a board and return its number; the number must be free."""
    by.demand(Right.IMPORT_BOARDS)
    number = _sound(rules.board_number(data.number), "number", "Een bestuursnummer heeft vijf cijfers.")
    kvk = data.kvk_number and _sound(rules.kvk_number(data.kvk_number), "kvk_number", "Een KvK-nummer heeft 8 cijfers.")
    if session.get(Board, number) is not None:
        raise ConflictError("Bestuur %(board)s bestaat al.", board=number)
    board = Board(
        number=number,
        name=data.name,
        sector=data.sector,
        kvk_number=kvk,
        city=data.city,
        source=BY_HAND,
        checked_on=by.today,
    )
    session.add(board)
    session.flush()
    after = {"name": board.name, "sector": board.sector.value, "city": board.city}
    record(
        session, by=by, kind="board.created", subject=SubjectKind.BOARD, key=number, board_number=number, after=after
    )
    return number


def add_school(session: Session, board_number: str, data: SchoolCreate, *, by: Act) -> str:
    """Add a school to a board and return its BRIN; a BRIN belongs to one board."""
    board = _own_board(session, board_number, by=by)
    code = _sound(rules.brin(data.brin), "brin", "Een BRIN bestaat uit twee cijfers en twee letters.")
    if session.get(School, code) is not None:
        raise ConflictError("De school met BRIN %(brin)s bestaat al.", brin=code)
    session.add(
        School(
            brin=code,
            board_number=board.number,
            name=data.name,
            sector=data.sector,
            city=data.city,
            pupils=data.pupils,
            source=BY_HAND,
            checked_on=by.today,
        )
    )
    session.flush()
    after = {"name": data.name, "sector": data.sector.value, "city": data.city, "pupils": data.pupils}
    record(
        session,
        by=by,
        kind="school.created",
        subject=SubjectKind.SCHOOL,
        key=code,
        board_number=board.number,
        after=after,
    )
    return code


def add_site(session: Session, board_number: str, brin: str, data: SiteCreate, *, by: Act) -> str:
    """Add a site to a school of a board and return its code."""
    board = _own_board(session, board_number, by=by)
    school = session.get(School, brin)
    if school is None or school.board_number != board.number:
        raise NotFoundError("De school met BRIN %(brin)s is niet gevonden.", brin=brin)
    code = _sound(
        rules.site_code(data.code, brin), "code", "Een vestigingscode is de BRIN met twee cijfers, of die twee cijfers."
    )
    postcode = _sound(
        rules.postcode(data.postcode), "postcode", "Een postcode bestaat uit vier cijfers en twee letters."
    )
    if session.get(Site, code) is not None:
        raise ConflictError("De vestiging %(code)s bestaat al.", code=code)
    values = {"name": data.name, "street": data.street, "postcode": postcode, "city": data.city}
    session.add(Site(code=code, brin=brin, source=BY_HAND, checked_on=by.today, **values))
    session.flush()
    record(
        session,
        by=by,
        kind="site.created",
        subject=SubjectKind.SITE,
        key=code,
        board_number=board.number,
        after=dict(values),
    )
    return code


def change_sharing(session: Session, board_number: str, data: SharingChange, *, by: Act) -> int:
    """Set the sharing level of a board and return the new row version; the same level changes nothing."""
    by.demand(Right.ADMIN_BOARD, board_number)
    board = _board(session, board_number)
    if board.row_version != data.expected_version:
        raise ConflictError(
            "Iemand anders heeft dit bestuur intussen gewijzigd.",
            remedy="Bekijk de nieuwe gegevens en probeer opnieuw.",
        )
    if board.sharing is data.sharing:
        return board.row_version
    before = {"sharing": board.sharing.value}
    board.sharing = data.sharing
    board.row_version += 1
    session.add(board)
    session.flush()
    record(
        session,
        by=by,
        kind="board.sharing_changed",
        subject=SubjectKind.BOARD,
        key=board_number,
        board_number=board_number,
        before=before,
        after={"sharing": data.sharing.value},
    )
    return board.row_version


def _own_board(session: Session, number: str, *, by: Act) -> Board:
    """Return a board to which the actor may add schools: its administrator, or who imports boards."""
    if not by.actor.may(Right.IMPORT_BOARDS):
        by.demand(Right.ADMIN_BOARD, number)
    return _board(session, number)


def _board(session: Session, number: str) -> Board:
    """Return a board or say that it is not found."""
    board = session.get(Board, number)
    if board is None:
        raise NotFoundError("Bestuur %(board)s is niet gevonden.", board=number)
    return board


def _sound(value: T | None, where: str, message: str) -> T:
    """Return a value that a rule accepted, or refuse the field it came from."""
    if value is None:
        raise InvalidInputError("De gegevens kloppen nog niet.", problems=(Problem(where, message),))
    return value
