"""The privacy page of the sector over as many boards as there are in the Netherlands: generated rows, in bulk."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import text
from sqlmodel import Session

from swc.access.kinds import Act
from swc.boards.kinds import Sector, Sharing
from swc.boards.models import Board, School
from swc.landscape.models import Use
from swc.risk.privacy.sector import privacy_sector

BOARDS = 1_300
USES = 150
SCHOOLS = 7

_ID = "lower(hex(randomblob(16)))"
_USES = """
    INSERT INTO use ({columns}) SELECT {values} FROM use AS one JOIN board ON board.sharing = 'sector'
    WHERE one.board_number = :example
"""
_SCHOOLS = """
    INSERT INTO use_school (use_id, brin) SELECT use.id, school.brin FROM use
    JOIN board ON board.number = use.board_number AND board.sharing = 'sector'
    JOIN school ON school.board_number = board.number AND school.brin < substr(board.number, 2) || 'S3'
    WHERE NOT use.whole_board
"""
_FLAGS = """
    INSERT INTO flag (id, board_number, rule, subject_kind, subject_key, subject_name, use_id, severity, certainty,
    evidence, digest, first_seen_at, last_changed_at)
    SELECT lower(hex(randomblob(16))), use.board_number, :rule, 'use', use.id, 'Applicatie', use.id, 'red', 'certain',
    '[]', '', use.created_at, use.created_at FROM use JOIN board ON board.number = use.board_number
    WHERE board.sharing = 'sector' AND use.rowid % 4 = 0
"""
_ASSESSMENTS = """
    INSERT INTO assessment (id, board_number, use_id, title, matrix, kind, state, state_since, fg_advice, reason,
    conditions, row_version)
    SELECT lower(hex(randomblob(16))), use.board_number, use.id, '', '4x4', 'dpia',
    CASE WHEN use.rowid % 10 = 1 THEN 'approved' ELSE 'screening' END, use.created_at, '', '', '', 1
    FROM use JOIN board ON board.number = use.board_number WHERE board.sharing = 'sector' AND use.rowid % 2 = 1
"""
RULES = ("DP02", *(f"other-{number}" for number in range(6)))
"""The rule that is counted, and others whose flags stand beside it."""

Line = Callable[[str, float, float, str, str], None]
Milliseconds = Callable[[Callable[[], object]], float]


def sector(session: Session, line: Line, milliseconds: Milliseconds, *, by: Act) -> None:
    """Print the time of the page over every board."""
    found = privacy_sector(session, by.today)
    told = len(found.missing) + len(found.outdated)
    note = f"{found.boards} boards, {BOARDS * USES} uses, {told} products told"
    line("privacy of the sector", milliseconds(lambda: privacy_sector(session, by.today)), 500, "ms", note)


def fill(session: Session, example: str) -> None:
    """Write 1,300 boards with the uses of an example each; of a third of the uses a DPIA is due."""
    numbers = [str(10_000 + index) for index in range(BOARDS)]
    session.add_all(Board(number=one, name="Bestuur", sector=Sector.PO, sharing=Sharing.SECTOR) for one in numbers)
    session.flush()
    session.add_all(
        School(brin=f"{one[1:]}S{index}", board_number=one, name="School", sector=Sector.PO, pupils=210)
        for one in numbers
        for index in range(SCHOOLS)
    )
    session.flush()
    names = [column.name for column in Use.__table__.columns]  # type: ignore[attr-defined]
    values = {"id": _ID, "board_number": "board.number"}
    columns = ", ".join(values.get(name, f"one.{name}") for name in names)
    session.execute(text(_USES.format(columns=", ".join(names), values=columns)), {"example": example})
    session.execute(text(_SCHOOLS))
    for rule in RULES:
        session.execute(text(_FLAGS), {"rule": rule})
    session.execute(text(_ASSESSMENTS))
