"""The steps of reading in agreements: read a list and keep it (dry run), take choices, forget it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.boards.models import Board
from swc.errors import InvalidInputError, NotFoundError, Problem
from swc.landscape.agreements.imports import queries
from swc.landscape.agreements.imports.ground import Ground, ground
from swc.landscape.agreements.imports.headings import DealTable, find_deals
from swc.landscape.agreements.imports.kinds import DealChoiceKind
from swc.landscape.agreements.imports.plan import plan
from swc.landscape.agreements.imports.reading import is_total, labels, read_deal
from swc.landscape.agreements.imports.schemas import DealChoice, DealChoiceInput, DealChoicesInput, DealRow
from swc.landscape.agreements.imports.targets import sought
from swc.landscape.imports import sheet
from swc.landscape.imports.batches import demand_open, forget_old_drafts
from swc.landscape.imports.sheet import DEFAULT_LIMITS, Limits
from swc.landscape.models import AgreementBatch

_SKIP = DealChoice(kind=DealChoiceKind.SKIP)


@dataclass(frozen=True, slots=True)
class ReadDeals:
    """A list as it stands in a file, before anything of the catalogue or the board is known of it."""

    table: DealTable
    file_name: str
    sha256: str


def read_file(content: bytes, file_name: str, limits: Limits = DEFAULT_LIMITS) -> ReadDeals:
    """Read the list of agreements in a file; touches no database, since a hostile file may take its time.

    Raises `InvalidInputError` for a file that cannot be read, is too large or holds no list of agreements.
    """
    found = find_deals(sheet.read_sheets(content, file_name, limits))
    if found is None or not found.rows:
        raise InvalidInputError(
            "De lijst is niet ingelezen.",
            problems=(
                Problem(
                    where=file_name,
                    message="Het bestand heeft geen tabblad met overeenkomsten: een kopregel met een kolom Leverancier "
                    "(of Verwerker) en rijen daaronder.",
                    remedy="Zet boven de lijst een rij met kolomnamen, of gebruik het sjabloon.",
                ),
            ),
        )
    return ReadDeals(found, file_name[:200], hashlib.sha256(content).hexdigest())


def keep_file(session: Session, board_number: str, read: ReadDeals, *, by: Act) -> UUID:
    """Keep what was read as a batch; return its id. The agreements stay as they are."""
    by.demand(Right.EDIT_LANDSCAPE, board_number)
    if session.get(Board, board_number) is None:
        raise NotFoundError("Bestuur %(board)s is niet gevonden.", board=board_number)
    known, table = labels(), read.table
    rows = [read_deal(number, cells, table.columns, known) for number, cells in table.rows]
    rows = [row.model_copy(update={"choice": _SKIP}) if is_total(row) else row for row in rows]
    unread = [column.header for column in table.columns if column.field is None]
    about = {"sheet": table.sheet, "header_row": table.header_row, "unread": unread}
    batch = AgreementBatch(
        board_number=board_number,
        file_name=read.file_name,
        sha256=read.sha256,
        layout=table.layout.value,
        created_at=by.now,
        created_by=by.actor.key,
        rows=[about, *(row.model_dump(mode="json") for row in rows)],
    )
    forget_old_drafts(session, AgreementBatch, board_number, by=by)
    session.add(batch)
    session.flush()
    return batch.id


def choose(session: Session, board_number: str, batch_id: UUID, data: DealChoicesInput, *, by: Act) -> None:
    """Take choices for rows; raises `InvalidInputError` for a row or thing that does not exist."""
    batch = open_batch(session, board_number, batch_id, by=by)
    rows = queries.rows_of(batch)
    stands = ground(session, board_number, by.today)
    by_number = {row.number: row for row in rows}
    chosen = {one.row: _choice(one, by_number, stands) for one in data.rows}
    rows = tuple(row.model_copy(update={"choice": chosen[row.number]}) if row.number in chosen else row for row in rows)
    if data.skip:
        states = {one.plan.number: one.plan.state for one in plan(rows, stands)}
        rows = tuple(
            row.model_copy(update={"choice": _SKIP}) if states[row.number] in data.skip else row for row in rows
        )
    batch.rows = [queries.about_of(batch), *(row.model_dump(mode="json") for row in rows)]
    session.add(batch)
    session.flush()


def discard(session: Session, board_number: str, batch_id: UUID, *, by: Act) -> None:
    """Throw away a batch that was not carried out."""
    session.delete(open_batch(session, board_number, batch_id, by=by))
    session.flush()


def open_batch(session: Session, board_number: str, batch_id: UUID, *, by: Act) -> AgreementBatch:
    """Return a batch that is not carried out yet; raises `ConflictError` when it is."""
    batch = queries.own_batch(session, board_number, batch_id, by=by)
    demand_open(batch)
    return batch


def _choice(one: DealChoiceInput, rows: dict[int, DealRow], stands: Ground) -> DealChoice | None:
    if one.row not in rows:
        raise _refused(one.row, "Deze rij staat niet in de lijst.", "Laad de pagina opnieuw.")
    if one.kind is None:
        return None
    choice = DealChoice(kind=one.kind, key=one.key)
    if one.kind is DealChoiceKind.USE and not _is_id(one.key):
        raise _refused(one.row, "Deze applicatie bestaat niet.", "Kies iets uit de lijst.")
    if one.kind is not DealChoiceKind.SKIP and sought(rows[one.row].values, choice, stands).target is None:
        raise _refused(one.row, "Deze keuze bestaat niet.", "Kies iets uit de lijst.")
    return choice


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _refused(row: int, message: str, remedy: str) -> InvalidInputError:
    problem = Problem(where=f"rij {row}", message=message, remedy=remedy)
    return InvalidInputError("De keuze is niet bewaard.", problems=(problem,))
