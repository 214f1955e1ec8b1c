"""What a told application or coupling asks of what stands: pure comparison, field by field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from fora.writers.parts import clean
from swc.landscape.exchange import encoding as e
from swc.landscape.exchange.ground import Ground
from swc.landscape.exchange.kinds import EndKind
from swc.landscape.exchange.schemas import ItemChange, ItemProblem
from swc.landscape.exchange.told import End, ToldCoupling, ToldUse
from swc.landscape.exchange.values import (
    USE_READERS,
    Unreadable,
    Value,
    read_coupling_categories,
    read_direction,
    read_kind,
)
from swc.landscape.imports.kinds import Level
from swc.landscape.imports.rules import KnownUse, shown
from swc.landscape.kinds import Direction, UsageStatus
from swc.landscape.schemas import CouplingDetail

NAME, NOTES, COMPONENT, STANDARD, ENDS = "Naam", "Toelichting", e.PLACED, e.IMPLEMENTS, "Tussen"
_UNNAMED = "(zonder naam)"


@dataclass(slots=True)
class UseEdit:
    """What is asked of an application: fields of the service, components on and off, own categories."""

    fields: dict[str, Any] = field(default_factory=dict)
    on: tuple[str, ...] = ()
    off: tuple[str, ...] = ()
    categories: tuple[str, ...] | None = None
    changes: list[ItemChange] = field(default_factory=list)
    problems: list[ItemProblem] = field(default_factory=list)


@dataclass(slots=True)
class CouplingEdit:
    """What a coupling becomes: its fields for the service, and its ends as the file tells them."""

    source: End
    other: End
    fields: dict[str, Any] = field(default_factory=dict)
    changes: list[ItemChange] = field(default_factory=list)
    problems: list[ItemProblem] = field(default_factory=list)


def use_edit(told: ToldUse, use: KnownUse | None, ground: Ground, product_key: str | None) -> UseEdit:
    """Return what a file asks of a use, or of one that is to be added (`None`)."""
    edit = UseEdit()
    _name(edit, told, use, ground, product_key)
    _version(edit, told, use, ground, product_key)
    for key, (name, read) in USE_READERS.items():
        if key not in told.fields or (key == e.STATUS and not told.fields[key]):
            continue
        try:
            value = read(told.fields[key], ground.codes)
        except Unreadable as error:
            edit.problems.append(_unreadable(key, told.fields[key], error))
            continue
        _field(edit, key, name, value, _current(use, name))
    _notes(edit, told.notes, use.notes if use else "")
    _components(edit, told, use, ground)
    return edit


def coupling_edit(told: ToldCoupling, current: CouplingDetail | None, ground: Ground) -> CouplingEdit:
    """Return what a coupling becomes; without changes it stays as it is."""
    both = read_direction(told.fields.get(e.DIRECTION, "")) is Direction.BOTH
    source, other, direction = _ends(told, current, both=both)
    edit = CouplingEdit(source, other)
    _compare_ends(edit, current, ground)
    before = current.direction if current else None
    _coupling_field(edit, e.DIRECTION, "direction", direction, before)
    _coupling_read(edit, told, current, ground)
    description = _lines(told.description) or (current.description if current else "")
    if _lines(current.description if current else "") != _lines(description):
        edit.changes.append(ItemChange(field=NOTES, before=current.description if current else "", after=description))
    edit.fields["description"] = description
    standards = tuple(sorted(told.standards))
    _coupling_field(edit, STANDARD, "standards", standards, tuple(sorted(current.standards)) if current else ())
    return edit


def _name(edit: UseEdit, told: ToldUse, use: KnownUse | None, ground: Ground, product_key: str | None) -> None:
    product = ground.standing.product_names.get(product_key or "", "")
    now = _one_line(ground.name_of(use)) if use else ""
    if not told.name or told.name in (now, _UNNAMED):
        return
    own = "" if told.name == _one_line(product) else told.name
    if use is not None or own:
        edit.fields["own_name"] = own
    edit.changes.append(ItemChange(field=NAME, before=now, after=told.name))


def _version(edit: UseEdit, told: ToldUse, use: KnownUse | None, ground: Ground, product_key: str | None) -> None:
    if e.VERSION not in told.fields:
        return
    name = told.fields[e.VERSION]
    now = ground.version_of(use).strip() if use else ""
    if name == now:
        return
    found = ground.standing.version(product_key, name)
    if name and found is None:
        edit.problems.append(
            ItemProblem(
                level=Level.WARNING,
                message="Versie %(version)s staat niet in de catalogus en wordt niet overgenomen.",
                remedy="Vraag een sectorredacteur om de versie toe te voegen.",
                params={"version": name},
            )
        )
        return
    edit.fields["version_id"] = found
    edit.changes.append(ItemChange(field=e.VERSION, before=now, after=name))


def _field(edit: UseEdit, key: str, name: str, value: Value, current: Value) -> None:
    if value == current:
        return
    edit.changes.append(ItemChange(field=key, before=_shown(name, current), after=_shown(name, value)))
    if name == "categories":
        edit.categories = value if isinstance(value, tuple) else ()
        return
    edit.fields[name] = value
    if name == "schools":
        edit.fields["whole_board"] = not value


def _current(use: KnownUse | None, name: str) -> Value:
    if use is None:
        empty: Mapping[str, Value] = {"owner_role": "", "schools": (), "categories": ()}
        return empty.get(name)
    found: Any = getattr(use, name)
    if isinstance(found, frozenset):
        return tuple(sorted(found))
    value: Value = clean(found).strip() if type(found) is str else found
    return value


def _shown(name: str, value: Value) -> str:
    if name == "schools":
        return " ".join(value) if isinstance(value, tuple) and value else e.WHOLE_BOARD
    if isinstance(value, UsageStatus):
        return e.STATUSES[value]
    return shown(value)


def _notes(edit: UseEdit, told: str | None, current: str) -> None:
    """Lay a text beside the one that stands; a file without one says nothing of it."""
    if not told or _lines(told) == _lines(current):
        return
    edit.fields["notes"] = _lines(told)
    edit.changes.append(ItemChange(field=NOTES, before=_lines(current), after=_lines(told)))


def _components(edit: UseEdit, told: ToldUse, use: KnownUse | None, ground: Ground) -> None:
    names = ground.component_names
    now = {guid for guid in use.components if guid in names} if use else set()
    wanted = {guid for guid in told.components if guid in names}
    edit.on, edit.off = tuple(sorted(wanted - now)), tuple(sorted(now - wanted))
    edit.changes += [ItemChange(field=COMPONENT, before=names[guid], after="") for guid in edit.off]
    edit.changes += [ItemChange(field=COMPONENT, before="", after=names[guid]) for guid in edit.on]


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
        edit.changes.append(ItemChange(field=ENDS, before=now, after=f"{edit.source.name} – {edit.other.name}"))
    if same and current is not None:
        edit.fields["target_name"] = "" if current.target_use_id else current.target_name
        edit.fields["target_guid"] = current.target_guid


def _same_end(other: End, current: CouplingDetail, ground: Ground) -> bool:
    if current.target_use_id is not None:
        return _is_use(other, current.target_use_id)
    if other.kind is EndKind.ELEMENT:
        return other.key == current.target_guid
    lapsed = current.target_guid is None or current.target_guid not in ground.element_names
    return other.kind is EndKind.PARTY and lapsed and other.key == _one_line(current.target_name)


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
            edit.problems.append(_unreadable(key, told.fields[key], error))
            continue
        _coupling_field(edit, key, name, value, edit.fields[name])


def _coupling_field(edit: CouplingEdit, key: str, name: str, value: Any, current: Any) -> None:  # noqa: ANN401 - as kept
    edit.fields[name] = value
    if value != current:
        edit.changes.append(ItemChange(field=key, before=shown(current), after=shown(value)))


def _unreadable(key: str, value: str, error: Unreadable) -> ItemProblem:
    return ItemProblem(
        level=Level.ERROR,
        message="%(key)s “%(value)s” kan niet worden gelezen.",
        remedy=str(error),
        params={"key": key, "value": value[:80]},
    )


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())


def _lines(text: str) -> str:
    """Return a text with plain line ends: modelling tools write them in their own way."""
    return clean(text).replace("\r\n", "\n").replace("\r", "\n").strip()


def names_of(guids: Iterable[str], ground: Ground) -> str:
    """Return the names of components in one text."""
    return ", ".join(sorted(ground.component_names.get(guid, guid) for guid in guids))
