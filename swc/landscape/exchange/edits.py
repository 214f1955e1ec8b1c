"""What a told application or coupling asks of what stands: pure comparison, field by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from fora.writers.parts import clean
from swc.landscape.exchange import encoding as e
from swc.landscape.exchange.ground import Ground
from swc.landscape.exchange.schemas import ItemChange, ItemProblem
from swc.landscape.exchange.told import ToldUse
from swc.landscape.exchange.values import (
    USE_READERS,
    Unreadable,
    Value,
)
from swc.landscape.imports.kinds import Level
from swc.landscape.imports.rules import KnownUse, shown
from swc.landscape.kinds import UsageStatus

NAME, NOTES = "Naam", "Toelichting"
_COMPONENT = e.PLACED
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
            edit.problems.append(unreadable(key, told.fields[key], error))
            continue
        _field(edit, key, name, value, _current(use, name))
    _notes(edit, told.notes, use.notes if use else "")
    _components(edit, told, use, ground)
    return edit


def _name(edit: UseEdit, told: ToldUse, use: KnownUse | None, ground: Ground, product_key: str | None) -> None:
    product = ground.standing.product_names.get(product_key or "", "")
    now = one_line(ground.name_of(use)) if use else ""
    if not told.name or told.name in (now, _UNNAMED):
        return
    own = "" if told.name == one_line(product) else told.name
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
    if not told or lines(told) == lines(current):
        return
    edit.fields["notes"] = lines(told)
    edit.changes.append(ItemChange(field=NOTES, before=lines(current), after=lines(told)))


def _components(edit: UseEdit, told: ToldUse, use: KnownUse | None, ground: Ground) -> None:
    names = ground.component_names
    now = {guid for guid in use.components if guid in names} if use else set()
    wanted = {guid for guid in told.components if guid in names}
    edit.on, edit.off = tuple(sorted(wanted - now)), tuple(sorted(now - wanted))
    edit.changes += [ItemChange(field=_COMPONENT, before=names[guid], after="") for guid in edit.off]
    edit.changes += [ItemChange(field=_COMPONENT, before="", after=names[guid]) for guid in edit.on]


def unreadable(key: str, value: str, error: Unreadable) -> ItemProblem:
    """Return the error of a property that cannot be read, with what to write instead."""
    return ItemProblem(
        level=Level.ERROR,
        message="%(key)s “%(value)s” kan niet worden gelezen.",
        remedy=str(error),
        params={"key": key, "value": value[:80]},
    )


def one_line(text: str) -> str:
    """Return a name on one line, as a file can hold it."""
    return " ".join(clean(text).split())


def lines(text: str) -> str:
    """Return a text with plain line ends: modelling tools write them in their own way."""
    return clean(text).replace("\r\n", "\n").replace("\r", "\n").strip()
