"""From the facts of a board to the activities that follow from them, each value with its path."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from swc.catalogue.kinds import Trust
from swc.landscape.kinds import ProcessesPersonalData, UsageStatus
from swc.register.facts import BoardFacts, FunctionFacts, UseFacts, Way
from swc.register.kinds import AnchorKind, RegisterField, ValueOrigin
from swc.register.rules import Draft
from swc.register.schemas import Anchor, Detail, RegisterValue, UseRef


@dataclass(frozen=True, slots=True)
class Taking:
    """A use that takes part in an activity, and the way from it to the anchor."""

    use: UseFacts
    way: Way


def takes_part(use: UseFacts) -> bool:
    """Say whether a use belongs in the register: still or soon in use, and not known to be without personal data."""
    summary = use.summary
    return summary.status is not UsageStatus.PHASED_OUT and summary.personal_data is not ProcessesPersonalData.NO


def drafts(board: BoardFacts) -> tuple[Draft, ...]:
    """Return the activities of a board: by function, else by component, else by use."""
    anchored: dict[tuple[AnchorKind, str], dict[UUID, Taking]] = {}
    for use in board.uses:
        if takes_part(use):
            for kind, key, way in _anchors(board, use):
                anchored.setdefault((kind, key), {}).setdefault(use.id, Taking(use, way))
    return tuple(_draft(board, kind, key, list(takings.values())) for (kind, key), takings in anchored.items())


def _anchors(board: BoardFacts, use: UseFacts) -> Iterator[tuple[AnchorKind, str, Way]]:
    live = [one for one in use.summary.components if not one.lapsed]
    for one in live:
        component = board.components[one.guid]
        here = (use.step,)
        for guid, way in component.functions:
            yield AnchorKind.FUNCTION, guid, (*here, *way)
        if not component.functions:
            yield AnchorKind.COMPONENT, one.guid, here
    if not live:
        yield AnchorKind.USE, str(use.id), (use.step,)


def _draft(board: BoardFacts, kind: AnchorKind, key: str, takings: list[Taking]) -> Draft:
    named = board.components[key].name if kind is AnchorKind.COMPONENT else takings[0].use.summary.name
    function = board.functions.get(key) or FunctionFacts(guid=key, name=named)
    values = tuple(_applications(takings))
    return Draft(
        anchor=Anchor(
            kind=kind, key=key, name=function.name, group_key=function.group_key, group_name=function.group_name
        ),
        name=function.name,
        values=values,
        uses=tuple({one.use.id: UseRef(id=one.use.id, name=one.use.summary.name) for one in takings}.values()),
    )


def _applications(takings: list[Taking]) -> Iterator[RegisterValue]:
    for one in takings:
        yield RegisterValue(
            field=RegisterField.APPLICATION,
            key=str(one.use.id),
            label=one.use.summary.name,
            origin=ValueOrigin.USE,
            path=one.way,
            trust=Trust.CONFIRMED,
            detail=Detail(use_id=str(one.use.id)),
        )
