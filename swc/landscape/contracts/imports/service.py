"""The steps of reading in contracts: read a list and keep it (dry run), take choices, forget it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import Session

from swc.access.kinds import Act
from swc.access.roles import Right
from swc.boards.models import Board
from swc.errors import InvalidInputError, NotFoundError, Problem
from swc.landscape.contracts.imports import queries
from swc.landscape.contracts.imports.ground import Ground, ground
from swc.landscape.contracts.imports.headings import ContractTable, find_contracts
from swc.landscape.contracts.imports.kinds import ContractChoiceKind, NameKind
from swc.landscape.contracts.imports.plan import plan
from swc.landscape.contracts.imports.reading import is_total, labels, read_contract
from swc.landscape.contracts.imports.resolving import names_of
from swc.landscape.contracts.imports.schemas import (
    ContractChoiceInput,
    ContractChoicesInput,
    ContractRow,
    NameChoice,
)
from swc.landscape.imports import sheet
from swc.landscape.imports.batches import demand_open, forget_old_drafts
from swc.landscape.imports.sheet import DEFAULT_LIMITS, Limits
from swc.landscape.models import ContractBatch


@dataclass(frozen=True, slots=True)
class ReadContracts:
    """A list as it stands in a file, before anything of the catalogue or the board is known of it."""

    table: ContractTable
    file_name: str
    sha256: str


def read_file(content: bytes, file_name: str, limits: Limits = DEFAULT_LIMITS) -> ReadContracts:
    """Read the list of contracts in a file; touches no database, since a hostile file may take its time.

    Raises `InvalidInputError` for a file that cannot be read, is too large or holds no list of contracts.
    """
    found = find_contracts(sheet.read_sheets(content, file_name, limits))
    if found is None or not found.rows:
        raise InvalidInputError(
            "De lijst is niet ingelezen.",
            problems=(
                Problem(
                    where=file_name,
                    message="Het bestand heeft geen tabblad met contracten: een kopregel met een kolom Contract, "
                    "Leverancier of Product, en rijen daaronder.",
                    remedy="Zet boven de lijst een rij met kolomnamen, of gebruik het sjabloon.",
                ),
            ),
        )
    return ReadContracts(found, file_name[:200], hashlib.sha256(content).hexdigest())


def keep_file(session: Session, board_number: str, read: ReadContracts, *, by: Act) -> UUID:
    """Keep what was read as a batch; return its id. The contracts stay as they are."""
    by.demand(Right.EDIT_CONTRACT, board_number)
    if session.get(Board, board_number) is None:
        raise NotFoundError("Bestuur %(board)s is niet gevonden.", board=board_number)
    known, table = labels(), read.table
    rows = [read_contract(number, cells, table.columns, known) for number, cells in table.rows]
    rows = [row.model_copy(update={"skip": True}) if is_total(row) else row for row in rows]
    unread = [column.header for column in table.columns if column.field is None]
    batch = ContractBatch(
        board_number=board_number,
        file_name=read.file_name,
        sha256=read.sha256,
        created_at=by.now,
        created_by=by.actor.key,
        rows=_kept({"sheet": table.sheet, "header_row": table.header_row, "unread": unread}, rows),
    )
    forget_old_drafts(session, ContractBatch, board_number, by=by)
    session.add(batch)
    session.flush()
    return batch.id


def choose(session: Session, board_number: str, batch_id: UUID, data: ContractChoicesInput, *, by: Act) -> None:
    """Take choices for rows; raises `InvalidInputError` for a row, name or thing that does not exist."""
    batch = open_batch(session, board_number, batch_id, by=by)
    stands = ground(session, board_number, by.today)
    rows = {row.number: row for row in queries.rows_of(batch)}
    for one in data.rows:
        if one.row not in rows:
            raise _refused(one.row, "Deze rij staat niet in de lijst.", "Laad de pagina opnieuw.")
        rows[one.row] = _chosen(rows[one.row], one, stands)
    if data.skip:
        states = {one.plan.number: one.plan.state for one in plan(tuple(rows.values()), stands)}
        rows = {
            number: row.model_copy(update={"skip": True}) if states[number] in data.skip else row
            for number, row in rows.items()
        }
    batch.rows = _kept(queries.about_of(batch), rows.values())
    session.add(batch)
    session.flush()


def discard(session: Session, board_number: str, batch_id: UUID, *, by: Act) -> None:
    """Throw away a batch that was not carried out."""
    session.delete(open_batch(session, board_number, batch_id, by=by))
    session.flush()


def open_batch(session: Session, board_number: str, batch_id: UUID, *, by: Act) -> ContractBatch:
    """Return a batch that is not carried out yet; raises `ConflictError` when it is."""
    batch = queries.own_batch(session, board_number, batch_id, by=by)
    demand_open(batch)
    return batch


def _kept(about: dict[str, Any], rows: Iterable[ContractRow]) -> list[dict[str, Any]]:
    return [about, *(row.model_dump(mode="json") for row in rows)]


def _chosen(row: ContractRow, one: ContractChoiceInput, stands: Ground) -> ContractRow:
    """Return a row with one choice taken."""
    if one.kind is ContractChoiceKind.SKIP:
        return row.model_copy(update={"skip": True})
    if one.kind is None and not one.name:
        return row.model_copy(update={"skip": False, "choices": ()})
    kind = _kind(row, one)
    others = tuple(each for each in row.choices if (each.kind, each.name) != (kind, one.name))
    if one.kind is None:
        return row.model_copy(update={"choices": others})
    known = stands.products if kind is NameKind.PRODUCT else stands.vendors
    key = "" if one.kind is ContractChoiceKind.KEEP else one.key
    if key and key not in known:
        raise _refused(one.row, "Deze keuze bestaat niet.", "Kies iets uit de lijst.")
    return row.model_copy(update={"skip": False, "choices": (*others, NameChoice(kind=kind, name=one.name, key=key))})


def _kind(row: ContractRow, one: ContractChoiceInput) -> NameKind:
    """Return what the name of a choice should name; refuses a name that the row does not have."""
    said = {ContractChoiceKind.PRODUCT: NameKind.PRODUCT, ContractChoiceKind.VENDOR: NameKind.VENDOR}
    wanted = said.get(one.kind, one.of) if one.kind else one.of
    found = [kind for kind, name in names_of(row) if name == one.name and wanted in (None, kind)]
    if not found:
        raise _refused(one.row, "Deze naam staat niet in de rij.", "Laad de pagina opnieuw.")
    return found[0]


def _refused(row: int, message: str, remedy: str) -> InvalidInputError:
    problem = Problem(where=f"rij {row}", message=message, remedy=remedy)
    return InvalidInputError("De keuze is niet bewaard.", problems=(problem,))
