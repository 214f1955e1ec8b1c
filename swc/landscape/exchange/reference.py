"""The published release as rows for an exchange file: elements, relations and views as they were read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import Row, select
from sqlmodel import Session, col

from fora import queries
from fora.kinds import ForaType
from fora.models import Element, Relation, View
from vocab.schemes import Concept, scheme

Stored = Row[Any]


@dataclass(frozen=True, slots=True)
class Reference:
    """A release whole, by GUID; `version` is empty where none is published."""

    version: str = ""
    elements: Mapping[str, Stored] = field(default_factory=dict)
    relations: Sequence[Stored] = ()
    views: Sequence[Stored] = ()

    @property
    def components(self) -> frozenset[str]:
        """Return the reference components on which applications are placed."""
        wanted = ForaType.COMPONENT.value
        return frozenset(guid for guid, one in self.elements.items() if one.fora_type == wanted and not one.metamodel)

    def identifier(self, guid: str) -> str:
        """Return the identifier of an element as its own model writes it."""
        return str(self.elements[guid].source_id)


def reference(session: Session) -> Reference:
    """Return the published release (4 statements), or an empty one."""
    release = queries.published(session)
    if release is None:
        return Reference()
    elements = session.execute(_rows(Element).where(col(Element.release_id) == release.id)).all()
    relations = session.execute(_rows(Relation).where(col(Relation.release_id) == release.id)).all()
    views = session.execute(_rows(View).where(col(View.release_id) == release.id)).all()
    return Reference(
        version=release.version,
        elements={one.guid: one for one in elements},
        relations=sorted(relations, key=lambda one: one.guid),
        views=sorted(views, key=lambda one: (one.name, one.guid)),
    )


@dataclass(frozen=True, slots=True)
class Outline:
    """What a release holds, without what it says of it: the types of its elements, its components and relations."""

    elements: Mapping[str, str] = field(default_factory=dict)
    components: frozenset[str] = frozenset()
    relations: frozenset[str] = frozenset()


def outline(session: Session) -> Outline:
    """Return what the published release holds (3 statements), or nothing."""
    release = queries.published(session)
    if release is None:
        return Outline()
    columns = (col(Element.guid), col(Element.fora_type), col(Element.metamodel))
    rows = session.execute(select(*columns).where(col(Element.release_id) == release.id)).all()
    relations = session.execute(select(col(Relation.guid)).where(col(Relation.release_id) == release.id)).scalars()
    component = ForaType.COMPONENT.value
    return Outline(
        elements={row.guid: row.fora_type for row in rows},
        components=frozenset(row.guid for row in rows if row.fora_type == component and not row.metamodel),
        relations=frozenset(relations),
    )


def _rows(model: Any) -> Any:  # noqa: ANN401 - a table and its select
    return select(*model.__table__.columns).order_by(model.guid)


@cache
def standards() -> Mapping[str, str]:
    """Return the GUID in FORA of every standard of our list that FORA has, by its code; each GUID stands for one."""
    found = {str(one.extra["foraElement"]): one.code for one in reversed(scheme("standards").concepts) if _mapped(one)}
    return {code: guid for guid, code in found.items()}


def _mapped(one: Concept) -> bool:
    return "foraElement" in one.extra


@cache
def standard_names() -> Mapping[str, str]:
    """Return the names of the standards of our list by their code."""
    return {one.code: one.label_nl for one in scheme("standards").concepts}
