"""The steps of an import: read a list and keep it (dry run), take choices, and commit all of it or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlmodel import Session

from swc.access.kinds import Act
from swc.errors import Problem
from swc.landscape.imports import columns, queries, sheet
from swc.landscape.imports.batch import read_rows, stored_columns
from swc.landscape.imports.columns import Column, ListTable
from swc.landscape.imports.kinds import ChoiceKind, ColumnUse, ImportField, RowState
from swc.landscape.imports.plan import plan
from swc.landscape.imports.queries import BATCHES
from swc.landscape.imports.read_files import ReadFile, read_as
from swc.landscape.imports.reading import Known
from swc.landscape.imports.refused import no_choice, no_list
from swc.landscape.imports.schemas import ChoicesInput, RowChoice, RowChoiceInput, StoredRow
from swc.landscape.imports.sheet import DEFAULT_LIMITS, Limits
from swc.landscape.models import ImportBatch


def read_list(content: bytes, file_name: str, limits: Limits = DEFAULT_LIMITS) -> ReadFile[ListTable]:
    """Read the list in a file; touches no database, since a hostile file may take its time.

    Raises `InvalidInputError` for a file that cannot be read or holds no list.
    """
    found = columns.find_list(sheet.read_sheets(content, file_name, limits))
    if found is None or not found.rows:
        raise no_list(
            Problem(
                where=file_name,
                message="Het bestand heeft geen rijen onder een kopregel.",
                remedy="Zet boven de lijst een rij met kolomnamen, zoals Applicatie en Leverancier.",
            )
        )
    return read_as(found, file_name, content)


def keep_list(session: Session, board_number: str, read: ReadFile[ListTable], *, by: Act) -> UUID:
    """Match the rows of a list and keep the outcome as a batch; return its id. The landscape stays as it is."""
    BATCHES.demand(session, board_number, by=by)
    found = read.content
    rows = read_rows(found.rows, found.columns, queries.known(session, board_number, on=by.today))
    about = {"sheet": found.sheet, "header_row": found.header_row, "other_sheets": list(found.other_sheets)}
    content = {
        "columns": [about, *stored_columns(found.columns, found.rows)],
        "rows": [row.model_dump(mode="json") for row in rows],
    }
    return BATCHES.keep(session, board_number, read, content, by=by)


def choose(session: Session, board_number: str, batch_id: UUID, data: ChoicesInput, *, by: Act) -> None:
    """Take choices for rows and columns; another meaning of a column reads every row again and keeps the choices.

    Raises `InvalidInputError` for a row, column or product that does not exist, `ConflictError` after the commit.
    """
    batch = BATCHES.waiting(session, board_number, batch_id, by=by)
    rows = queries.rows_of(batch)
    known = queries.known(session, board_number, on=by.today)
    chosen = _choices(data.rows, {row.number: row for row in rows}, known)
    choices = {row.number: row.choice for row in rows} | chosen
    if data.columns:
        wanted = columns.remapped(_columns(batch), _wishes(data, batch))
        cells = [(row.number, row.cells) for row in rows]
        rows = read_rows(cells, wanted, known)
        batch.columns = [batch.columns[0], *stored_columns(wanted, cells)]
    rows = tuple(row.model_copy(update={"choice": choices.get(row.number)}) for row in rows)
    if data.skip:
        rows = _skipped(session, board_number, rows, frozenset(data.skip), by=by)
    batch.rows = [row.model_dump(mode="json") for row in rows]
    session.add(batch)
    session.flush()


def _skipped(
    session: Session, board_number: str, rows: tuple[StoredRow, ...], states: frozenset[RowState], *, by: Act
) -> tuple[StoredRow, ...]:
    """Mark every row in some states to be skipped."""
    planned = plan(rows, queries.standing(session, board_number, by.today))
    choice = RowChoice(kind=ChoiceKind.SKIP)
    return tuple(
        one.row.model_copy(update={"choice": choice}) if one.plan.state in states else one.row for one in planned
    )


def _columns(batch: ImportBatch) -> tuple[Column, ...]:
    return tuple(Column(**one.model_dump(exclude={"examples"})) for one in queries.columns_of(batch))


def _wishes(data: ChoicesInput, batch: ImportBatch) -> dict[int, ImportField | ColumnUse]:
    """Return the wished meanings by column; one field cannot be in two columns."""
    indexes = {column.index for column in queries.columns_of(batch)}
    wishes = {one.index: one.meaning for one in data.columns}
    fields = [wish for wish in wishes.values() if isinstance(wish, ImportField)]
    if set(wishes) - indexes:
        raise no_choice("columns", "Een van de kolommen staat niet in de lijst.")
    if len(fields) != len(set(fields)):
        raise no_choice("columns", "Twee kolommen hebben dezelfde betekenis.", "Kies elke betekenis één keer.")
    return wishes


def _choices(
    wanted: Sequence[RowChoiceInput], rows: Mapping[int, StoredRow], known: Known
) -> dict[int, RowChoice | None]:
    found: dict[int, RowChoice | None] = {}
    for one in wanted:
        if one.row not in rows:
            raise no_choice(one.row, "Deze rij staat niet in de lijst.")
        found[one.row] = _choice(one, rows[one.row], known)
    return found


def _choice(one: RowChoiceInput, row: StoredRow, known: Known) -> RowChoice | None:
    if one.kind is None:
        return None
    if one.kind is ChoiceKind.SKIP:
        return RowChoice(kind=one.kind)
    name = one.name or row.values.name
    same = known.products.exact(name)
    if one.kind is ChoiceKind.CONCEPT and not same:
        return RowChoice(kind=one.kind, name=name)
    key = one.product_key or same
    if key is None or key not in known.products:
        raise no_choice(
            one.row,
            "Product “%(value)s” staat niet in de catalogus.",
            "Kies een product uit de lijst of stel een nieuw product voor.",
            value=one.product_key or one.name,
        )
    return RowChoice(kind=ChoiceKind.PRODUCT, product_key=key, name=known.products.name_of(key))
