"""What a told coupling asks of what stands: pure comparison of its ends, direction, standards and fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from swc.landscape.exchange import encoding as e
from swc.landscape.exchange.edits import NOTES, lines, one_line, unreadable
from swc.landscape.exchange.ground import Ground
from swc.landscape.exchange.kinds import EndKind
from swc.landscape.exchange.schemas import ItemChange, ItemProblem
from swc.landscape.exchange.told import End, ToldCoupling
from swc.landscape.exchange.values import Unreadable, read_coupling_categories, read_direction, read_kind
from swc.landscape.imports.rules import shown
from swc.landscape.kinds import Direction
from swc.landscape.schemas import CouplingDetail

_STANDARD, _ENDS = e.IMPLEMENTS, "Tussen"


@dataclass(slots=True)
class CouplingEdit:
    """What a coupling becomes: its fields for the service, and its ends as the file tells them."""

    source: End
    other: End
    fields: dict[str, Any] = field(default_factory=dict)
    changes: list[ItemChange] = field(default_factory=list)
    problems: list[ItemProblem] = field(default_factory=list)


def coupling_edit(told: ToldCoupling, current: CouplingDetail | None, ground: Ground) -> CouplingEdit:
    """Return what a coupling becomes; without changes it stays as it is."""
    both = read_direction(told.fields.get(e.DIRECTION, "")) is Direction.BOTH
    source, other, direction = _ends(told, current, both=both)
    edit = CouplingEdit(source, other)
    _compare_ends(edit, current, ground)
    before = current.direction if current else None
    _coupling_field(edit, e.DIRECTION, "direction", direction, before)
    _coupling_read(edit, told, current, ground)
    description = lines(told.description) or (current.description if current else "")
    if lines(current.description if current else "") != lines(description):
        edit.changes.append(ItemChange(field=NOTES, before=current.description if current else "", after=description))
    edit.fields["description"] = description
    standards = tuple(sorted(told.standards))
    _coupling_field(edit, _STANDARD, "standards", standards, tuple(sorted(current.standards)) if current else ())
    return edit


def _ends(told: ToldCoupling, current: CouplingDetail | None, *, both: bool) -> tuple[End, End, Direction]:
    """Return the use that the coupling belongs to, the other end, and the direction seen from that use."""
    start, end = told.source, told.target
    out = Direction.BOTH if both else Direction.OUT
    back = Direction.BOTH if both else Direction.IN
    if current is not None:
        if _is_use(start, current.source_use_id):
            return start, end, out
        if _is_use(end, current.source_use_id):
            return end, start, back
    if start.kind in (EndKind.USE, EndKind.NEW):
        return start, end, out
    return end, start, back


def _is_use(end: End, use_id: UUID) -> bool:
    return end.kind is EndKind.USE and end.key == str(use_id)


def _compare_ends(edit: CouplingEdit, current: CouplingDetail | None, ground: Ground) -> None:
    now = f"{current.source_name} – {current.target_name}" if current else ""
    same = (
        current is not None and _is_use(edit.source, current.source_use_id) and _same_end(edit.other, current, ground)
    )
    if not same:
        edit.changes.append(ItemChange(field=_ENDS, before=now, after=f"{edit.source.name} – {edit.other.name}"))
    if same and current is not None:
        edit.fields["target_name"] = "" if current.target_use_id else current.target_name
        edit.fields["target_guid"] = current.target_guid


def _same_end(other: End, current: CouplingDetail, ground: Ground) -> bool:
    if current.target_use_id is not None:
        return _is_use(other, current.target_use_id)
    if other.kind is EndKind.ELEMENT:
        return other.key == current.target_guid
    lapsed = current.target_guid is None or current.target_guid not in ground.element_names
    return other.kind is EndKind.PARTY and lapsed and other.key == one_line(current.target_name)


def _coupling_read(edit: CouplingEdit, told: ToldCoupling, current: CouplingDetail | None, ground: Ground) -> None:
    """Read kind and categories; a property that is not there leaves what stands."""
    edit.fields["kind"] = current.kind if current else ""
    edit.fields["categories"] = tuple(sorted(current.categories)) if current else ()
    readers: Mapping[str, tuple[str, Any]] = {
        e.KIND: ("kind", read_kind),
        e.ALL_CATEGORIES: ("categories", read_coupling_categories),
    }
    for key, (name, read) in readers.items():
        if key not in told.fields:
            continue
        try:
            value = read(told.fields[key], ground.codes)
        except Unreadable as error:
            edit.problems.append(unreadable(key, told.fields[key], error))
            continue
        _coupling_field(edit, key, name, value, edit.fields[name])


def _coupling_field(edit: CouplingEdit, key: str, name: str, value: Any, current: Any) -> None:  # noqa: ANN401 - as kept
    edit.fields[name] = value
    if value != current:
        edit.changes.append(ItemChange(field=key, before=shown(current), after=shown(value)))
