"""Carrying out a list of contracts as one batch, and taking it back as far as nobody changed anything since."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session

from swc.access.kinds import Act
from swc.errors import InvalidInputError
from swc.landscape.contracts import service
from swc.landscape.contracts.content import as_input, content_of, wanted
from swc.landscape.contracts.imports.ground import ground
from swc.landscape.contracts.imports.plan import Planned, plan
from swc.landscape.contracts.imports.queries import BATCHES
from swc.landscape.contracts.imports.schemas import ContractDone, ContractListResult, ContractRow
from swc.landscape.contracts.inputs import ContractInput
from swc.landscape.contracts.schemas import PartyFact
from swc.landscape.imports.batches import DOING, close, counted, demand_ready, take_back
from swc.landscape.imports.kept import rows_of
from swc.landscape.imports.refused import with_row
from swc.landscape.models import Contract


def commit(session: Session, board_number: str, batch_id: UUID, *, by: Act) -> ContractListResult:
    """Carry out a batch, planned anew on what stands now, and return what was done.

    Raises `RuleRefusedError` while rows still need a choice or have errors that nobody skipped, and
    `InvalidInputError` with the rows when a service refuses; the caller's transaction then undoes everything.
    """
    batch = BATCHES.waiting(session, board_number, batch_id, by=by)
    planned = plan(rows_of(batch.rows, ContractRow), ground(session, board_number, by.today))
    plans = [one.plan for one in planned]
    demand_ready(plans, "Kies wat er bedoeld is, of sla de rij over.")
    done = tuple(_carry_out(session, board_number, one, by=by) for one in planned if one.plan.state in DOING)
    result = ContractListResult(**counted(plans), done=done)
    batch.rows = []
    close(session, batch, result, "contracts.imported", by=by)
    return result


def undo(session: Session, board_number: str, batch_id: UUID, *, by: Act) -> ContractListResult:
    """Take a batch back: what it added goes, what it changed becomes as it was.

    A contract that was changed again since is left as it is, and counted. Raises `ConflictError` for a batch that was
    not carried out, or was taken back already.
    """
    batch = BATCHES.own(session, board_number, batch_id, by=by)

    def deed(one: ContractDone, back: Act) -> bool:
        return _take_back(session, one, by=back)

    return take_back(session, batch, ContractListResult, deed, by=by, kind="contracts.undone")


def _carry_out(session: Session, board_number: str, one: Planned, *, by: Act) -> ContractDone:
    """Add or change the contract of one row; a refusal names the row."""
    try:
        data = as_input(one.after)
        if one.standing is None:
            found = service.add_contract(session, board_number, data, by=by)
            return ContractDone(contract_id=found, row_version=1)
        service.change_contract(
            session, board_number, one.standing.id, data, by=by, expected_version=one.standing.row_version
        )
    except InvalidInputError as error:
        raise with_row(one.plan.number, one.plan.name, error) from error
    before = as_input(content_of(one.standing)).model_dump(mode="json")
    version = session.get_one(Contract, one.standing.id).row_version
    return ContractDone(contract_id=one.standing.id, row_version=version, before=before)


def _take_back(session: Session, one: ContractDone, *, by: Act) -> bool:
    """Take one contract back; return whether that could be done."""
    row = session.get(Contract, one.contract_id, with_for_update=True, populate_existing=True)
    if row is None or row.row_version != one.row_version:
        return False
    if one.before is None:
        service.drop(session, row, by=by)
        return True
    data = ContractInput.model_validate(one.before)
    parties = (PartyFact(role=each.role, name=each.name, vendor_key=each.vendor_key) for each in data.parties)
    service.keep_changed(session, row, wanted(data, parties), by=by)
    return True
