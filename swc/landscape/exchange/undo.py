"""Taking a model file back: what it added goes, what it changed becomes as it was, unless somebody changed it since."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlmodel import Session

from swc.access.kinds import SYSTEM, Act
from swc.landscape import service as landscape
from swc.landscape.exchange.kinds import Subject
from swc.landscape.exchange.queries import BATCHES
from swc.landscape.exchange.schemas import Done, ExchangeResult
from swc.landscape.imports.batches import take_back
from swc.landscape.models import Coupling, Use
from swc.landscape.schemas import CategoriesInput, CouplingInput, PlacementChange, UseUpdate
from swc.landscape.service.removal import dependents

_OWN_ROWS = frozenset({"use", "use_school", "placement", "use_data_category"})
"""What an import gives an application."""

_FOLLOWING = frozenset({"flag", "assessment", "assessment_step"})
"""What the catalogue itself adds to a new application; steps of a person are told by who took them."""


def undo(session: Session, board_number: str, batch_id: UUID, *, by: Act) -> ExchangeResult:
    """Take a batch back and return what was taken back and what was left.

    Raises `ConflictError` for a batch that was not carried out, or was taken back already.
    """
    batch = BATCHES.own(session, board_number, batch_id, by=by)
    deeds = {Subject.COUPLING: _coupling, Subject.USE: _use}

    def deed(one: Done, back: Act) -> bool:
        return deeds[one.subject](session, board_number, one, by=back)

    return take_back(session, batch, ExchangeResult, deed, by=by, kind="model.undone", called="model")


def _coupling(session: Session, board_number: str, done: Done, *, by: Act) -> bool:
    row = session.get(Coupling, done.id, with_for_update=True, populate_existing=True)
    if done.row_version == 0:
        return row is None and _bring_back(session, board_number, done, by=by)
    if row is None or row.row_version != done.row_version:
        return False
    if done.before is None:
        landscape.remove_coupling(session, board_number, row.id, by=by)
    else:
        landscape.change_coupling(session, board_number, row.id, CouplingInput.model_validate(done.before), by=by)
    return True


def _bring_back(session: Session, board_number: str, done: Done, *, by: Act) -> bool:
    """Add a coupling that was removed again, when both its applications are still there."""
    data = CouplingInput.model_validate(done.before)
    ends = [one for one in (data.source_use_id, data.target_use_id) if one]
    if any(session.get(Use, one) is None for one in ends):
        return False
    landscape.add_coupling(session, board_number, data, by=by, coupling_id=done.id)
    return True


def _use(session: Session, board_number: str, done: Done, *, by: Act) -> bool:
    row = session.get(Use, done.id, with_for_update=True, populate_existing=True)
    if row is None or row.row_version != done.row_version:
        return False
    if done.before is None:
        if _worked_on(session, row):
            return False
        landscape.remove_use(session, board_number, done.id, by=by)
    else:
        _restore(session, board_number, done.id, done.before, by=by)
    return True


def _worked_on(session: Session, use: Use) -> bool:
    """Say whether people did more with an application than add it: then it is not taken away."""
    found = dependents(session, use)
    steps = found.get("assessment_step", [])
    return bool(set(found) - _OWN_ROWS - _FOLLOWING) or any(one["actor_key"] != SYSTEM.key for one in steps)


def _restore(session: Session, board_number: str, use_id: UUID, before: dict[str, Any], *, by: Act) -> None:
    if before["fields"]:
        landscape.change_use(session, board_number, use_id, UseUpdate.model_validate(before["fields"]), by=by)
    if "status_since" in before["fields"] and before["fields"]["status_since"] is None:
        # Another status without a day counts from today; a day that was not known goes in a step of its own.
        landscape.change_use(session, board_number, use_id, UseUpdate(status_since=None), by=by)
    for guid in before["on"]:
        landscape.unplace(session, board_number, use_id, PlacementChange(component_guid=guid), by=by)
    for guid in before["off"]:
        landscape.place(session, board_number, use_id, PlacementChange(component_guid=guid), by=by)
    if before["categories"] is not None:
        data = CategoriesInput(categories=tuple(before["categories"]))
        landscape.set_categories(session, board_number, use_id, data, by=by)
