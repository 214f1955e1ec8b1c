"""Carrying out a list of contracts as one batch, and taking it back as far as nobody changed anything since."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from sqlmodel import Session

from swc.access.kinds import Act
from swc.errors import InvalidInputError
from swc.landscape.contracts import service
from swc.landscape.contracts.content import as_input, content_of, wanted
from swc.landscape.contracts.imports import queries
from swc.landscape.contracts.imports.ground import ground
from swc.landscape.contracts.imports.plan import Planned, plan
from swc.landscape.contracts.imports.schemas import ContractDone, ContractListResult
from swc.landscape.contracts.imports.service import open_batch
from swc.landscape.contracts.inputs import ContractInput
from swc.landscape.contracts.schemas import PartyFact
from swc.landscape.imports.batches import close, demand_done, demand_ready
from swc.landscape.imports.kinds import RowState
from swc.landscape.imports.refused import with_row
from swc.landscape.models import Contract

_DOING = (RowState.NEW, RowState.CHANGED)


def commit(session: Session, board_number: str, batch_id: UUID, *, by: Act) -> ContractListResult:
    """Carry out a batch, planned anew on what stands now, and return what was done.

    Raises `RuleRefusedError` while rows still need a choice or have errors that nobody skipped, and
    `InvalidInputError` with the rows when a service refuses; the caller's transaction then undoes everything.
    """
    batch = open_batch(session, board_number, batch_id, by=by)
    planned = plan(queries.rows_of(batch), ground(session, board_number, by.today))
    demand_ready([one.plan for one in planned], "Kies wat er bedoeld is, of sla de rij over.")
    done = tuple(_carry_out(session, board_number, one, by=by) for one in planned if one.plan.state in _DOING)
    states = [one.plan.state for one in planned]
    result = ContractListResult(
        created=states.count(RowState.NEW),
        changed=states.count(RowState.CHANGED),
        unchanged=states.count(RowState.UNCHANGED),
        skipped=states.count(RowState.SKIPPED),
        done=done,
    )
    batch.committed_at = by.now
    batch.rows = []
    close(session, batch, result.model_dump(mode="json"), "contracts.imported", by=by)
    return result


def undo(session: Session, board_number: str, batch_id: UUID, *, by: Act) -> ContractListResult:
    """Take a batch back: what it added goes, what it changed becomes as it was.

    A contract that was changed again since is left as it is, and counted. Raises `ConflictError` for a batch that was
    not carried out, or was taken back already.
    """
    batch = queries.own_batch(session, board_number, batch_id, by=by)
    result = ContractListResult.model_validate(demand_done(batch))
    back = replace(by, reason=by.reason or f"Ingelezen lijst teruggedraaid: {batch.file_name}")
    taken = [_take_back(session, one, by=back) for one in reversed(result.done)]
    undone = result.model_copy(
        update={"undone_at": by.now, "taken_back": taken.count(True), "left": taken.count(False)}
    )
    close(session, batch, undone.model_dump(mode="json"), "contracts.undone", by=by)
    return undone


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
