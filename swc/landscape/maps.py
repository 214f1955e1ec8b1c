"""A board's products on a drawing of the published release: which drawing, what stands where, what is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from uuid import UUID

from sqlmodel import Session

from fora import domain_map, view_queries
from fora.schemas import ViewDetail, ViewRef
from fora.svg import Badge
from swc.access.kinds import Act
from swc.access.roles import Right
from swc.access.schemas import ReadModel
from swc.landscape import queries
from swc.landscape.kinds import UsageStatus
from swc.landscape.schemas import UseSummary

TONES = {
    UsageStatus.IN_PRODUCTION: "plain",
    UsageStatus.PHASING_OUT: "orange",
    UsageStatus.PLANNED: "good",
    UsageStatus.ACQUISITION: "good",
}
"""The edge of a product's badge by status of use; a use that has ended is left out."""


_NEARLY = 0.9
"""The share of the best coverage at which a drawing that is easier to read is preferred."""


class MappedUse(ReadModel):
    """A use by name and status."""

    id: UUID
    name: str
    status: UsageStatus


class BoardMap(ReadModel):
    """A drawing with the uses of a board: `boxes` by component, and what does not stand on this drawing.

    `choices` are the drawings that show components; it is empty when the release holds none.
    """

    view: ViewDetail
    choices: tuple[ViewRef, ...]
    boxes: dict[str, tuple[MappedUse, ...]]
    elsewhere: tuple[MappedUse, ...]
    unplaced: tuple[MappedUse, ...]

    def overlay(self, address: Callable[[UUID], str]) -> dict[str, tuple[Badge, ...]]:
        """Return the badges of each box; `address` gives the page of a use."""
        return {
            guid: tuple(Badge(one.name, TONES.get(one.status, "grey"), address(one.id)) for one in uses)
            for guid, uses in self.boxes.items()
        }


def board_map(session: Session, board_number: str, *, view: str = "", by: Act) -> BoardMap:
    """Return a board's map, in a fixed number of statements.

    Without a choice it is a drawing that shows nearly all of the board's components, the plainest of those; a release
    without drawings gets the generated domain map. Raises `NotFoundError` for another's board or an unknown drawing.
    """
    by.demand(Right.READ_BOARD, board_number)
    found = queries.use_summaries(session, board_number, on=by.today)
    uses = [one for one in found if one.status is not UsageStatus.PHASED_OUT]
    boxes: dict[str, list[MappedUse]] = defaultdict(list)
    for use in uses:
        for component in use.components:
            boxes[component.guid].append(_mapped(use))
    choices = view_queries.views(session, only_components=True)
    chosen = _view(session, view, choices, boxes)
    shown = {node.element for node in chosen.nodes if node.element}
    return BoardMap(
        view=chosen,
        choices=choices,
        boxes={guid: tuple(sorted(found, key=lambda one: one.name.lower())) for guid, found in boxes.items()},
        elsewhere=tuple(
            _mapped(one) for one in uses if one.components and not {two.guid for two in one.components} & shown
        ),
        unplaced=tuple(_mapped(one) for one in uses if not one.components),
    )


def _mapped(use: UseSummary) -> MappedUse:
    return MappedUse(id=use.id, name=use.name, status=use.status)


def _view(session: Session, key: str, choices: tuple[ViewRef, ...], boxes: dict[str, list[MappedUse]]) -> ViewDetail:
    best = key or _best(session, choices, boxes)
    if best and best != domain_map.GUID:
        return view_queries.open_view(session, best)
    return domain_map.domain_map(session, badges={guid: len(found) for guid, found in boxes.items()})


def _best(session: Session, choices: tuple[ViewRef, ...], boxes: dict[str, list[MappedUse]]) -> str:
    """Return the drawing with the fewest other elements among those that show nearly all of what the board has."""
    if not choices:
        return ""
    covered = view_queries.views_showing(session, boxes)
    enough = _NEARLY * max(covered.get(one.guid, 0) for one in choices)
    telling = [one for one in choices if covered.get(one.guid, 0) >= enough]
    return max(telling, key=lambda one: (one.components - one.elements, covered.get(one.guid, 0), one.name)).guid
