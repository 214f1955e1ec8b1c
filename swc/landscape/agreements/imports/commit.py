"""Carrying out a list of agreements as one batch, and taking it back as far as nobody changed anything since."""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from sqlmodel import Session, select

from swc.access.kinds import Act
from swc.errors import InvalidInputError
from swc.landscape import service as landscape
from swc.landscape.agreements import service
from swc.landscape.agreements.content import Content, stored_content, wanted
from swc.landscape.agreements.imports.ground import ground
from swc.landscape.agreements.imports.plan import Planned, plan
from swc.landscape.agreements.imports.queries import BATCHES
from swc.landscape.agreements.imports.schemas import DealResult, DealRow, Done
from swc.landscape.imports.batches import DOING, close, counted, demand_ready, take_back
from swc.landscape.imports.kept import rows_of
from swc.landscape.imports.refused import with_row
from swc.landscape.models import Agreement
from swc.landscape.schemas import AgreementInput, VendorAgreementInput
from swc.landscape.service.agreement_keeping import drop, keep_changed
from swc.landscape.service.opening import plain

Kind = TypeVar("Kind", bound=AgreementInput)


def commit(session: Session, board_number: str, batch_id: UUID, *, by: Act) -> DealResult:
    """Carry out a batch, planned anew on what stands now, and return what was done.

    Raises `RuleRefusedError` while rows still need a choice or have errors that nobody skipped, and
    `InvalidInputError` with the rows when a service refuses; the caller's transaction then undoes everything.
    """
    batch = BATCHES.waiting(session, board_number, batch_id, by=by)
    planned = plan(rows_of(batch.rows, DealRow), ground(session, board_number, by.today))
    plans = [one.plan for one in planned]
    demand_ready(plans, "Kies waar de rij over gaat, of sla de rij over.")
    done = tuple(_carry_out(session, board_number, one, by=by) for one in planned if one.plan.state in DOING)
    result = DealResult(**counted(plans), done=done)
    batch.rows = []
    close(session, batch, result, "agreements.imported", by=by)
    return result


def undo(session: Session, board_number: str, batch_id: UUID, *, by: Act) -> DealResult:
    """Take a batch back: what it added goes, what it changed becomes as it was.

    An agreement that was changed again since is left as it is, and counted. Raises `ConflictError` for a batch that
    was not carried out, or was taken back already.
    """
    batch = BATCHES.own(session, board_number, batch_id, by=by)

    def deed(one: Done, back: Act) -> bool:
        return _take_back(session, one, by=back)

    return take_back(session, batch, DealResult, deed, by=by, kind="agreements.undone")


def _carry_out(session: Session, board_number: str, one: Planned, *, by: Act) -> Done:
    """Add or change the agreement of one row; a refusal names the row."""
    try:
        if one.standing is not None:
            return _change(session, board_number, one, by=by)
        return _add(session, board_number, one, by=by)
    except InvalidInputError as error:
        raise with_row(one.plan.number, one.plan.name, error) from error


def _add(session: Session, board_number: str, one: Planned, *, by: Act) -> Done:
    if one.target is not None and one.target.use_id is not None:
        landscape.set_agreement(session, board_number, one.target.use_id, _input(one.after, AgreementInput), by=by)
        found = session.exec(select(Agreement.id).where(Agreement.use_id == one.target.use_id)).one()
    else:
        data = _input(one.after, VendorAgreementInput)
        found = service.add_agreement(session, board_number, data, by=by)
    return Done(agreement_id=found, row_version=session.get_one(Agreement, found).row_version)


def _change(session: Session, board_number: str, one: Planned, *, by: Act) -> Done:
    """Change what differs; the version guards against somebody who changed the agreement meanwhile."""
    if one.standing is None:
        raise ValueError("no agreement stands to be changed")
    kind = AgreementInput if one.standing.use_id is not None else VendorAgreementInput
    row = session.get_one(Agreement, one.standing.id)
    before = {name: plain(value) for name, value in stored_content(session, row).items()}
    service.change_agreement(
        session,
        board_number,
        one.standing.id,
        _input(one.after, kind),
        by=by,
        expected_version=one.standing.row_version,
    )
    return Done(agreement_id=row.id, row_version=row.row_version, before=before)


def _input(content: Content, kind: type[Kind]) -> Kind:
    return kind.model_validate({name: value for name, value in content.items() if name in kind.model_fields})


def _take_back(session: Session, one: Done, *, by: Act) -> bool:
    """Take one agreement back; return whether that could be done."""
    row = session.get(Agreement, one.agreement_id, with_for_update=True, populate_existing=True)
    if row is None or row.row_version != one.row_version:
        return False
    if one.before is None:
        drop(session, row, by=by)
        return True
    kind = AgreementInput if row.use_id is not None else VendorAgreementInput
    keep_changed(session, row, wanted(_input(one.before, kind), stored_content(session, row)), by=by)
    return True
