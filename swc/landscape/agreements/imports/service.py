"""The steps of reading in agreements: read a list and keep it (dry run), and take choices."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session

from swc.access.kinds import Act
from swc.errors import Problem
from swc.landscape.agreements.imports.ground import Ground, ground
from swc.landscape.agreements.imports.headings import DealTable, find_deals
from swc.landscape.agreements.imports.kinds import DealChoiceKind
from swc.landscape.agreements.imports.plan import plan
from swc.landscape.agreements.imports.queries import BATCHES
from swc.landscape.agreements.imports.reading import is_total, labels, read_deal
from swc.landscape.agreements.imports.schemas import DealChoice, DealChoiceInput, DealChoicesInput, DealRow
from swc.landscape.agreements.imports.targets import sought
from swc.landscape.imports import sheet
from swc.landscape.imports.kept import about_of, kept, rows_of, told_of
from swc.landscape.imports.read_files import ReadFile, read_as
from swc.landscape.imports.refused import no_choice, no_list
from swc.landscape.imports.sheet import DEFAULT_LIMITS, Limits

_SKIP = DealChoice(kind=DealChoiceKind.SKIP)


def read_file(content: bytes, file_name: str, limits: Limits = DEFAULT_LIMITS) -> ReadFile[DealTable]:
    """Read the list of agreements in a file; touches no database, since a hostile file may take its time.

    Raises `InvalidInputError` for a file that cannot be read, is too large or holds no list of agreements.
    """
    found = find_deals(sheet.read_sheets(content, file_name, limits))
    if found is None or not found.rows:
        raise no_list(
            Problem(
                where=file_name,
                message="Het bestand heeft geen tabblad met overeenkomsten: een kopregel met een kolom Leverancier "
                "(of Verwerker) en rijen daaronder.",
                remedy="Zet boven de lijst een rij met kolomnamen, of gebruik het sjabloon.",
            )
        )
    return read_as(found, file_name, content)


def keep_file(session: Session, board_number: str, read: ReadFile[DealTable], *, by: Act) -> UUID:
    """Keep what was read as a batch; return its id. The agreements stay as they are."""
    BATCHES.demand(session, board_number, by=by)
    known, table = labels(), read.content
    rows = [read_deal(number, cells, table.columns, known) for number, cells in table.rows]
    rows = [row.model_copy(update={"choice": _SKIP}) if is_total(row) else row for row in rows]
    content = {"layout": table.layout.value, "rows": kept(told_of(table), rows)}
    return BATCHES.keep(session, board_number, read, content, by=by)


def choose(session: Session, board_number: str, batch_id: UUID, data: DealChoicesInput, *, by: Act) -> None:
    """Take choices for rows; raises `InvalidInputError` for a row or thing that does not exist."""
    batch = BATCHES.waiting(session, board_number, batch_id, by=by)
    rows = rows_of(batch.rows, DealRow)
    stands = ground(session, board_number, by.today)
    by_number = {row.number: row for row in rows}
    chosen = {one.row: _choice(one, by_number, stands) for one in data.rows}
    rows = tuple(row.model_copy(update={"choice": chosen[row.number]}) if row.number in chosen else row for row in rows)
    if data.skip:
        states = {one.plan.number: one.plan.state for one in plan(rows, stands)}
        rows = tuple(
            row.model_copy(update={"choice": _SKIP}) if states[row.number] in data.skip else row for row in rows
        )
    batch.rows = kept(about_of(batch.rows), rows)
    session.add(batch)
    session.flush()


def _choice(one: DealChoiceInput, rows: dict[int, DealRow], stands: Ground) -> DealChoice | None:
    if one.row not in rows:
        raise no_choice(one.row, "Deze rij staat niet in de lijst.")
    if one.kind is None:
        return None
    choice = DealChoice(kind=one.kind, key=one.key)
    if one.kind is DealChoiceKind.USE and not _is_id(one.key):
        raise no_choice(one.row, "Deze applicatie bestaat niet.", "Kies iets uit de lijst.")
    if one.kind is not DealChoiceKind.SKIP and sought(rows[one.row].values, choice, stands).target is None:
        raise no_choice(one.row, "Deze keuze bestaat niet.", "Kies iets uit de lijst.")
    return choice


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
