"""The generated map of a release without drawings: each domain a group, each component a box in its domains."""

from __future__ import annotations

from collections.abc import Mapping

from sqlmodel import Session

from fora import queries
from fora.schemas import DrawnElement, ElementSummary, Node, ViewDetail

GUID = "domeinkaart"
"""The key of the generated map, beside the GUIDs of stored views."""

_COLUMNS = 4
_WIDTH, _GAP, _HEAD = 190.0, 12.0, 34.0
_NAME, _BADGE = 46.0, 16.0
_MOST = 8
"""How many badges a box grows for; what is more is counted in the last line."""


def domain_map(session: Session, *, badges: Mapping[str, int] | None = None) -> ViewDetail:
    """Return the map of domains and components of the published release as a view (4 statements).

    `badges` says for each component how many lines its box must hold. A component stands in every domain it
    belongs to; one without a domain stands apart.
    """
    components = queries.components(session)
    found = queries.domains(session)
    groups: list[tuple[str, str | None, list[ElementSummary]]] = [
        (one.name, one.guid, [two for two in components if one.name in two.domains]) for one in found
    ]
    loose = [one for one in components if not one.domains]
    if loose:
        groups.append(("Zonder domein", None, loose))
    nodes: list[Node] = []
    top = 0.0
    for name, guid, members in groups:
        if members:
            block = _block(name, guid, members, top, badges or {})
            nodes.extend(block)
            top = block[0].y + block[0].h + _GAP * 2
    shown = {one.guid: DrawnElement.model_validate(one.model_dump()) for one in (*components, *found)}
    return ViewDetail(
        guid=GUID,
        name="Domeinkaart",
        documentation="Elk domein met zijn referentiecomponenten; gemaakt uit de release, zonder opgeslagen plaat.",
        nodes=tuple(nodes),
        elements=shown,
    )


def _block(
    name: str, guid: str | None, members: list[ElementSummary], top: float, badges: Mapping[str, int]
) -> list[Node]:
    """Return one domain and its components in rows; each row is as high as its fullest box."""
    key = guid or "los"
    boxes: list[Node] = []
    y = top + _HEAD
    for start in range(0, len(members), _COLUMNS):
        row = members[start : start + _COLUMNS]
        height = max(_NAME + _BADGE * min(badges.get(one.guid, 0), _MOST) for one in row)
        for at, one in enumerate(row):
            x = _GAP + at * (_WIDTH + _GAP)
            boxes.append(
                Node(id=f"{key}-{one.guid}", kind="element", x=x, y=y, w=_WIDTH, h=height, parent=key, element=one.guid)
            )
        y += height + _GAP
    width = _COLUMNS * (_WIDTH + _GAP) + _GAP
    return [Node(id=key, kind="group", x=0, y=top, w=width, h=y - top, element=guid, label=name), *boxes]
