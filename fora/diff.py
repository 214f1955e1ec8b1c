"""What a release changes with regard to another: new, changed, moved, retired and retyped, element by element."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Row, select
from sqlmodel import Session, col

from fora.kinds import Change
from fora.models import Element, ElementDomain, Relation, Release
from fora.schemas import ElementChange, ElementRef, FieldChange, RelationChange, ReleaseDiff
from vocab.errors import NotFoundError

_TYPED = ("archimate_type", "fora_type")
_PLACED = ("folder", "lifecycle", "domains")
_TOLD = (
    "name",
    "documentation",
    "personal_data",
    "availability",
    "integrity",
    "confidentiality",
    "properties",
    "translations",
)
_RELATION = (
    "type",
    "source_guid",
    "target_guid",
    "access_type",
    "modifier",
    "directed",
    "name",
    "documentation",
    "properties",
)
_WEIGHT = (Change.NEW, Change.RETIRED, Change.RETYPED, Change.MOVED, Change.CHANGED)
_LONGEST = 500

Values = dict[str, Any]


def diff(session: Session, version: str, *, against: str | None = None) -> ReleaseDiff:
    """Return what `version` changes with regard to `against` (the published release when none is named).

    Raises `NotFoundError` for an unknown version. The number of statements is fixed.
    """
    new = _release(session, version)
    old = _release(session, against) if against else _published(session)
    before = _elements(session, old.id) if old else {}
    after = _elements(session, new.id)
    return ReleaseDiff(
        version=version,
        against=old.version if old else None,
        elements=tuple(sorted(_element_changes(before, after), key=_order)),
        relations=tuple(_relation_changes(session, old.id if old else None, new.id, {**before, **after})),
    )


def _release(session: Session, version: str) -> Row[Any]:
    row = session.execute(select(col(Release.id), col(Release.version)).where(col(Release.version) == version)).first()
    if row is None:
        raise NotFoundError("Release %(version)s is niet gevonden.", version=version)
    return row


def _published(session: Session) -> Row[Any] | None:
    return session.execute(
        select(col(Release.id), col(Release.version)).where(col(Release.status) == "published")
    ).first()


def _elements(session: Session, release_id: int) -> dict[str, Values]:
    """Return the elements of a release by GUID as plain values, with their domains (2 statements)."""
    columns = [getattr(Element, name) for name in ("guid", *_TYPED, *_TOLD, "folder", "lifecycle")]
    rows = session.execute(select(*columns).where(col(Element.release_id) == release_id))
    found = {row.guid: {**row._asdict(), "domains": []} for row in rows}
    members = session.execute(
        select(col(ElementDomain.element_guid), col(ElementDomain.domain_guid)).where(
            col(ElementDomain.release_id) == release_id
        )
    )
    for element, domain in members:
        found[element]["domains"].append(domain)
    for values in found.values():
        values["domains"] = ", ".join(sorted(found[one]["name"] for one in values["domains"]))
    return found


def _element_changes(before: Mapping[str, Values], after: Mapping[str, Values]) -> Iterator[ElementChange]:
    for guid in after.keys() - before.keys():
        yield _element(after[guid], Change.NEW)
    for guid in before.keys() - after.keys():
        yield _element(before[guid], Change.RETIRED)
    for guid in before.keys() & after.keys():
        old, new = before[guid], after[guid]
        fields = tuple(_fields(old, new, (*_TYPED, *_PLACED, *_TOLD)))
        if fields:
            yield _element(new, _weightiest({one.field for one in fields}), fields)


def _weightiest(fields: set[str]) -> Change:
    if fields & set(_TYPED):
        return Change.RETYPED
    return Change.MOVED if fields & set(_PLACED) else Change.CHANGED


def _element(values: Values, change: Change, fields: tuple[FieldChange, ...] = ()) -> ElementChange:
    return ElementChange(**_ref(values).model_dump(), change=change, fields=fields)


def _ref(values: Values) -> ElementRef:
    return ElementRef(
        guid=values["guid"],
        name=values["name"],
        fora_type=values["fora_type"],
        archimate_type=values["archimate_type"],
    )


def _fields(old: Values, new: Values, names: tuple[str, ...]) -> Iterator[FieldChange]:
    """Yield the fields that differ; a file that has no folders at all does not move what is in it."""
    for name in names:
        if old[name] != new[name] and not (name == "folder" and "" in {old[name], new[name]}):
            yield FieldChange(field=name, old=_text(old[name]), new=_text(new[name]))


def _text(value: object) -> str:
    """Return a value as people read it in a difference; long texts are cut."""
    if isinstance(value, list):
        shown = "; ".join(f"{one['key']}: {one['value']}" if "key" in one else json.dumps(one) for one in value)
    else:
        shown = str(value)
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"


def _relation_changes(
    session: Session, old_id: int | None, new_id: int, elements: Mapping[str, Values]
) -> Iterator[RelationChange]:
    before = _relations(session, old_id) if old_id is not None else {}
    after = _relations(session, new_id)
    found: list[tuple[Values, Change, tuple[FieldChange, ...]]] = [
        *((after[guid], Change.NEW, ()) for guid in after.keys() - before.keys()),
        *((before[guid], Change.RETIRED, ()) for guid in before.keys() - after.keys()),
    ]
    for guid in before.keys() & after.keys():
        fields = tuple(_fields(before[guid], after[guid], _RELATION))
        if fields:
            found.append((after[guid], Change.CHANGED, fields))
    order = {change: at for at, change in enumerate(_WEIGHT)}
    for values, change, fields in sorted(found, key=lambda one: (order[one[1]], one[0]["type"], one[0]["guid"])):
        yield RelationChange(
            guid=values["guid"],
            type=values["type"],
            source=_end(elements, values["source_guid"]),
            target=_end(elements, values["target_guid"]),
            change=change,
            fields=fields,
        )


def _relations(session: Session, release_id: int) -> dict[str, Values]:
    columns = [getattr(Relation, name) for name in ("guid", *_RELATION)]
    rows = session.execute(select(*columns).where(col(Relation.release_id) == release_id))
    return {row.guid: row._asdict() for row in rows}


def _end(elements: Mapping[str, Values], guid: str) -> ElementRef:
    """Return an end of a relation; one that is itself a relation has no name."""
    values = elements.get(guid)
    return _ref(values) if values else ElementRef(guid=guid, name="", fora_type="", archimate_type="Relationship")


def _order(change: ElementChange) -> tuple[int, str, str, str]:
    return (_WEIGHT.index(change.change), change.fora_type, change.name.lower(), change.guid)
