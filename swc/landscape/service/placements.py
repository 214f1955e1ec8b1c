"""Placing a use on components of FORA ("wordt gebruikt voor") and taking it off again."""

from __future__ import annotations

from uuid import UUID

from sqlmodel import Session

from swc.access.kinds import Act
from swc.errors import NotFoundError
from swc.landscape.models import Placement
from swc.landscape.schemas import PlacementChange
from swc.landscape.service import checks
from swc.landscape.service.opening import Json, note_use, own_use


def place(
    session: Session,
    board_number: str,
    use_id: UUID,
    data: PlacementChange,
    *,
    by: Act,
    expected_version: int | None = None,
) -> None:
    """Place a use on a component of the published release; placing it twice changes nothing.

    Raises `InvalidInputError` when the release has no such component.
    """
    use = own_use(session, board_number, use_id, by=by, expected_version=expected_version)
    if session.get(Placement, (use.id, data.component_guid)) is not None:
        return
    found, problems = checks.components(session, [data.component_guid], field="component_guid")
    checks.demand(problems)
    name = found[data.component_guid].name
    session.add(
        Placement(
            use_id=use.id,
            component_guid=data.component_guid,
            component_name=name,
            placed_at=by.now,
            placed_by=by.actor.key,
        )
    )
    after: Json = {"component_guid": data.component_guid, "component_name": name}
    note_use(session, use, "use.placed", by=by, before=None, after=after)


def unplace(
    session: Session,
    board_number: str,
    use_id: UUID,
    data: PlacementChange,
    *,
    by: Act,
    expected_version: int | None = None,
) -> None:
    """Take a use off a component, also off one that the release no longer has; verdicts stay.

    Raises `NotFoundError` when the use is not placed there.
    """
    use = own_use(session, board_number, use_id, by=by, expected_version=expected_version)
    placement = session.get(Placement, (use.id, data.component_guid))
    if placement is None:
        raise NotFoundError("De applicatie is niet op deze component geplaatst.")
    before: Json = {"component_guid": placement.component_guid, "component_name": placement.component_name}
    session.delete(placement)
    note_use(session, use, "use.unplaced", by=by, before=before, after=None)
