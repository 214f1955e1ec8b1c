"""The steps of an import: read a list and keep it (dry run), take choices, and commit all of it or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete
from sqlmodel import Session, col

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.boards.models import Board
from swc.errors import ConflictError, InvalidInputError, NotFoundError, Problem
from swc.landscape.imports import columns, queries, sheet
from swc.landscape.imports.columns import Column
from swc.landscape.imports.folding import fold
from swc.landscape.imports.kinds import Cell, ChoiceKind, ColumnUse, ImportField, Level, MatchKind
from swc.landscape.imports.matching import Match
from swc.landscape.imports.reading import Known, read_row
from swc.landscape.imports.rules import TOTALS
from swc.landscape.imports.schemas import (
    Candidate,
    ChoicesInput,
    RowChoice,
    RowChoiceInput,
    RowMatch,
    RowProblem,
    StoredColumn,
    StoredRow,
)
from swc.landscape.imports.sheet import DEFAULT_LIMITS, Limits
from swc.landscape.models import ImportBatch

KEEP_DRAFT = timedelta(days=30)
"""How long a list that was read but never committed is kept."""

_EXAMPLES = 3
_EXAMPLE_LENGTH = 60


def dry_run(
    session: Session,
    board_number: str,
    content: bytes,
    *,
    file_name: str,
    by: Act,
    limits: Limits = DEFAULT_LIMITS,
) -> UUID:
    """Read a list, match its rows and keep the outcome as a batch; return its id. The landscape stays as it is.

    Raises `InvalidInputError` for a file that cannot be read or holds no list.
    """
    by.demand(Right.EDIT_LANDSCAPE, board_number)
    if session.get(Board, board_number) is None:
        raise NotFoundError("Bestuur %(board)s is niet gevonden.", board=board_number)
    found = columns.find_list(sheet.read_sheets(content, file_name, limits))
    if found is None or not found.rows:
        raise InvalidInputError(
            "De lijst is niet ingelezen.",
            problems=(
                Problem(
                    where=file_name,
                    message="Het bestand heeft geen rijen onder een kopregel.",
                    remedy="Zet boven de lijst een rij met kolomnamen, zoals Applicatie en Leverancier.",
                ),
            ),
        )
    rows = _read(found.rows, found.columns, queries.known(session, board_number))
    about = {"sheet": found.sheet, "header_row": found.header_row, "other_sheets": list(found.other_sheets)}
    batch = ImportBatch(
        board_number=board_number,
        file_name=file_name[:200],
        sha256=hashlib.sha256(content).hexdigest(),
        created_at=by.now,
        created_by=by.actor.key,
        columns=[about, *_stored_columns(found.columns, found.rows)],
        rows=[row.model_dump(mode="json") for row in rows],
    )
    _forget_old_drafts(session, board_number, by=by)
    session.add(batch)
    session.flush()
    return batch.id


def choose(session: Session, board_number: str, batch_id: UUID, data: ChoicesInput, *, by: Act) -> None:
    """Take choices for rows and columns; another meaning of a column reads every row again and keeps the choices.

    Raises `InvalidInputError` for a row, column or product that does not exist, `ConflictError` after the commit.
    """
    batch = open_batch(session, board_number, batch_id, by=by)
    rows = queries.rows_of(batch)
    known = queries.known(session, board_number)
    chosen = _choices(data.rows, {row.number: row for row in rows}, known)
    choices = {row.number: row.choice for row in rows} | chosen
    if data.columns:
        wanted = columns.remapped(_columns(batch), _wishes(data, batch))
        cells = [(row.number, row.cells) for row in rows]
        rows = _read(cells, wanted, known)
        batch.columns = [batch.columns[0], *_stored_columns(wanted, cells)]
    batch.rows = [row.model_copy(update={"choice": choices.get(row.number)}).model_dump(mode="json") for row in rows]
    session.add(batch)
    session.flush()


def discard(session: Session, board_number: str, batch_id: UUID, *, by: Act) -> None:
    """Throw away a batch that was not committed."""
    session.delete(open_batch(session, board_number, batch_id, by=by))
    session.flush()


def open_batch(session: Session, board_number: str, batch_id: UUID, *, by: Act) -> ImportBatch:
    """Return a batch that is not committed yet; raises `ConflictError` when it is."""
    batch = queries.own_batch(session, board_number, batch_id, by=by)
    if batch.committed_at is not None:
        raise ConflictError("Deze lijst is al verwerkt.", remedy="Lees het bestand opnieuw in.")
    return batch


def _read(rows: Iterable[tuple[int, tuple[Cell, ...]]], over: Sequence[Column], known: Known) -> tuple[StoredRow, ...]:
    """Read and match every row."""
    return tuple(_stored(number, cells, over, known) for number, cells in rows)


def _stored(number: int, cells: tuple[Cell, ...], over: Sequence[Column], known: Known) -> StoredRow:
    values, problems = read_row(number, cells, over, known)
    if not values.name:
        missing = _at_name(number, over, Level.ERROR, "De naam van de applicatie ontbreekt.", "Vul de naam in.")
        match = RowMatch(kind=MatchKind.CANDIDATES)
        return StoredRow(number=number, cells=cells, values=values, problems=(*problems, missing), match=match)
    found = known.products.match(values.name, values.vendor)
    remarks = list(_match_remarks(number, over, values.name, found))
    choice = None
    if fold(values.name) in TOTALS:
        choice = RowChoice(kind=ChoiceKind.SKIP)
        remarks = [_at_name(number, over, Level.WARNING, "Dit lijkt een totaalregel; de rij wordt overgeslagen.", "")]
    return StoredRow(
        number=number,
        cells=cells,
        values=values,
        problems=(*problems, *remarks),
        match=RowMatch(
            kind=found.kind,
            product_key=found.key,
            product_name=found.name,
            candidates=tuple(Candidate(**asdict(one)) for one in found.candidates),
        ),
        choice=choice,
    )


def _match_remarks(number: int, over: Sequence[Column], name: str, found: Match) -> Iterable[RowProblem]:
    if found.kind is MatchKind.LIKELY:
        yield _at_name(
            number,
            over,
            Level.WARNING,
            "“%(value)s” is gelezen als %(product)s.",
            "Kies een ander product als dat niet klopt.",
            value=name,
            product=found.name,
        )
    if found.other_vendor:
        yield _at_name(
            number,
            over,
            Level.WARNING,
            "De catalogus noemt bij %(product)s een andere leverancier: %(vendor)s.",
            "Kies een ander product als dit niet het bedoelde is.",
            product=found.name,
            vendor=found.other_vendor,
        )


def _at_name(
    number: int, over: Sequence[Column], level: Level, message: str, remedy: str, **params: object
) -> RowProblem:
    column = next((one for one in over if one.field is ImportField.NAME), None)
    return RowProblem(
        row=number,
        column=column.letter if column else "",
        header=column.header if column else "",
        field=ImportField.NAME,
        level=level,
        message=message,
        remedy=remedy,
        params=params,
    )


def _stored_columns(over: Sequence[Column], rows: Sequence[tuple[int, tuple[Cell, ...]]]) -> list[dict[str, Any]]:
    stored = []
    for place, column in enumerate(over):
        filled = dict.fromkeys(str(cells[place]) for _, cells in rows if cells[place] is not None)
        examples = tuple(text[:_EXAMPLE_LENGTH] for text in list(filled)[:_EXAMPLES])
        stored.append(StoredColumn(**asdict(column), examples=examples).model_dump(mode="json"))
    return stored


def _columns(batch: ImportBatch) -> tuple[Column, ...]:
    return tuple(Column(**one.model_dump(exclude={"examples"})) for one in queries.columns_of(batch))


def _wishes(data: ChoicesInput, batch: ImportBatch) -> dict[int, ImportField | ColumnUse]:
    """Return the wished meanings by column; one field cannot be in two columns."""
    indexes = {column.index for column in queries.columns_of(batch)}
    wishes = {one.index: one.meaning for one in data.columns}
    fields = [wish for wish in wishes.values() if isinstance(wish, ImportField)]
    if set(wishes) - indexes:
        raise _refused("columns", "Een van de kolommen staat niet in de lijst.", "Laad de pagina opnieuw.")
    if len(fields) != len(set(fields)):
        raise _refused("columns", "Twee kolommen hebben dezelfde betekenis.", "Kies elke betekenis één keer.")
    return wishes


def _choices(
    wanted: Sequence[RowChoiceInput], rows: Mapping[int, StoredRow], known: Known
) -> dict[int, RowChoice | None]:
    found: dict[int, RowChoice | None] = {}
    for one in wanted:
        if one.row not in rows:
            raise _refused(f"rij {one.row}", "Deze rij staat niet in de lijst.", "Laad de pagina opnieuw.")
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
        raise _refused(
            f"rij {one.row}",
            "Product “%(value)s” staat niet in de catalogus.",
            "Kies een product uit de lijst of stel een nieuw product voor.",
            value=one.product_key or one.name,
        )
    return RowChoice(kind=ChoiceKind.PRODUCT, product_key=key, name=known.products.name_of(key))


def _refused(where: str, message: str, remedy: str, **params: object) -> InvalidInputError:
    problem = Problem(where=where, message=message, remedy=remedy, params=params)
    return InvalidInputError("De keuze is niet bewaard.", problems=(problem,))


def _forget_old_drafts(session: Session, board_number: str, *, by: Act) -> None:
    """Delete lists that were never committed: they hold what people typed and serve nobody any more."""
    session.execute(
        delete(ImportBatch).where(
            col(ImportBatch.board_number) == board_number,
            col(ImportBatch.committed_at).is_(None),
            col(ImportBatch.created_at) < by.now - KEEP_DRAFT,
        )
    )
