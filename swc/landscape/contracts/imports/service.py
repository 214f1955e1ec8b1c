"""The steps of reading in contracts: read a list and keep it (dry run), and take choices."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session

from swc.access.kinds import Act
from swc.errors import Problem
from swc.landscape.contracts.imports.ground import Ground, ground
from swc.landscape.contracts.imports.headings import ContractTable, find_contracts
from swc.landscape.contracts.imports.kinds import ContractChoiceKind, NameKind
from swc.landscape.contracts.imports.plan import plan
from swc.landscape.contracts.imports.queries import BATCHES
from swc.landscape.contracts.imports.reading import is_total, labels, read_contract
from swc.landscape.contracts.imports.resolving import names_of
from swc.landscape.contracts.imports.schemas import (
    ContractChoiceInput,
    ContractChoicesInput,
    ContractRow,
    NameChoice,
)
from swc.landscape.imports import sheet
from swc.landscape.imports.kept import about_of, kept, rows_of, told_of
from swc.landscape.imports.read_files import ReadFile, read_as
from swc.landscape.imports.refused import no_choice, no_list
from swc.landscape.imports.sheet import DEFAULT_LIMITS, Limits


def read_file(content: bytes, file_name: str, limits: Limits = DEFAULT_LIMITS) -> ReadFile[ContractTable]:
    """Read the list of contracts in a file; touches no database, since a hostile file may take its time.

    Raises `InvalidInputError` for a file that cannot be read, is too large or holds no list of contracts.
    """
    found = find_contracts(sheet.read_sheets(content, file_name, limits))
    if found is None or not found.rows:
        raise no_list(
            Problem(
                where=file_name,
                message="Het bestand heeft geen tabblad met contracten: een kopregel met een kolom Contract, "
                "Leverancier of Product, en rijen daaronder.",
                remedy="Zet boven de lijst een rij met kolomnamen, of gebruik het sjabloon.",
            )
        )
    return read_as(found, file_name, content)


def keep_file(session: Session, board_number: str, read: ReadFile[ContractTable], *, by: Act) -> UUID:
    """Keep what was read as a batch; return its id. The contracts stay as they are."""
    BATCHES.demand(session, board_number, by=by)
    known, table = labels(), read.content
    rows = [read_contract(number, cells, table.columns, known) for number, cells in table.rows]
    rows = [row.model_copy(update={"skip": True}) if is_total(row) else row for row in rows]
    return BATCHES.keep(session, board_number, read, {"rows": kept(told_of(table), rows)}, by=by)


def choose(session: Session, board_number: str, batch_id: UUID, data: ContractChoicesInput, *, by: Act) -> None:
    """Take choices for rows; raises `InvalidInputError` for a row, name or thing that does not exist."""
    batch = BATCHES.waiting(session, board_number, batch_id, by=by)
    stands = ground(session, board_number, by.today)
    rows = {row.number: row for row in rows_of(batch.rows, ContractRow)}
    for one in data.rows:
        if one.row not in rows:
            raise no_choice(one.row, "Deze rij staat niet in de lijst.")
        rows[one.row] = _chosen(rows[one.row], one, stands)
    if data.skip:
        states = {one.plan.number: one.plan.state for one in plan(tuple(rows.values()), stands)}
        rows = {
            number: row.model_copy(update={"skip": True}) if states[number] in data.skip else row
            for number, row in rows.items()
        }
    batch.rows = kept(about_of(batch.rows), rows.values())
    session.add(batch)
    session.flush()


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
        raise no_choice(one.row, "Deze keuze bestaat niet.", "Kies iets uit de lijst.")
    return row.model_copy(update={"skip": False, "choices": (*others, NameChoice(kind=kind, name=one.name, key=key))})


def _kind(row: ContractRow, one: ContractChoiceInput) -> NameKind:
    """Return what the name of a choice should name; refuses a name that the row does not have."""
    said = {ContractChoiceKind.PRODUCT: NameKind.PRODUCT, ContractChoiceKind.VENDOR: NameKind.VENDOR}
    wanted = said.get(one.kind, one.of) if one.kind else one.of
    found = [kind for kind, name in names_of(row) if name == one.name and wanted in (None, kind)]
    if not found:
        raise no_choice(one.row, "Deze naam staat niet in de rij.")
    return found[0]
