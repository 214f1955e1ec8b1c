"""Reads of views: the list, and one view with all it takes to draw it."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from fora.guids import found_guid
from fora.kinds import ForaType, ReleaseStatus
from fora.models import Element, Relation, Release, View, ViewElement
from fora.schemas import Connection, DrawnElement, DrawnRelation, Node, Pair, ViewDetail, ViewRef
from vocab.errors import NotFoundError


def views(session: Session, *, showing: str = "", only_components: bool = False) -> tuple[ViewRef, ...]:
    """Return the views of the published release by name (1 statement).

    `showing` keeps those that show an element, `only_components` those that show reference components.
    """
    component = (
        (col(Element.release_id) == ViewElement.release_id)
        & (col(Element.guid) == ViewElement.element_guid)
        & (col(Element.fora_type) == ForaType.COMPONENT.value)
    )
    shown = (col(ViewElement.release_id) == View.release_id) & (col(ViewElement.view_guid) == View.guid)
    components = func.count(col(Element.guid))
    columns = (col(View.guid), col(View.name), col(View.documentation), col(View.folder))
    query = (
        select(*columns, func.count(col(ViewElement.element_guid)).label("elements"), components.label("components"))
        .select_from(View)
        .join(Release, _current())
        .join(ViewElement, shown, isouter=True)
        .join(Element, component, isouter=True)
        .group_by(*columns)
        .order_by(func.lower(col(View.name)), col(View.guid))
    )
    if showing:
        other = aliased(ViewElement)
        query = query.join(other, (col(other.release_id) == View.release_id) & (col(other.view_guid) == View.guid))
        query = query.where(col(other.element_guid) == showing)
    if only_components:
        query = query.having(components > 0)
    return tuple(ViewRef.model_validate(row._asdict()) for row in session.execute(query))


def views_showing(session: Session, guids: Iterable[str]) -> dict[str, int]:
    """Return how many of some elements each view of the published release shows (1 statement)."""
    rows = session.execute(
        select(col(ViewElement.view_guid), func.count())
        .join(Release, (col(Release.id) == ViewElement.release_id) & (col(Release.status) == ReleaseStatus.PUBLISHED))
        .where(col(ViewElement.element_guid).in_(tuple(guids)))
        .group_by(col(ViewElement.view_guid))
    )
    return {guid: number for guid, number in rows}  # noqa: C416 - a row is no pair to the type checker


def open_view(session: Session, key: str) -> ViewDetail:
    """Return a view by its GUID in any form of writing; raises `NotFoundError` when the release lacks it."""
    found = view_detail(session, found_guid(key) or key)
    if found is None:
        raise NotFoundError("Deze plaat staat niet in de gepubliceerde release.")
    return found


def view_detail(session: Session, guid: str) -> ViewDetail | None:
    """Return a view of the published release with the elements and relations on it (3 statements)."""
    view = session.execute(select(View).join(Release, _current()).where(col(View.guid) == guid)).scalar_one_or_none()
    if view is None:
        return None
    nodes = tuple(Node.model_validate(one) for one in view.nodes)
    connections = tuple(Connection.model_validate(one) for one in view.connections)
    return ViewDetail(
        guid=view.guid,
        name=view.name,
        documentation=view.documentation,
        folder=view.folder,
        properties=tuple(Pair.model_validate(one) for one in view.properties),
        nodes=nodes,
        connections=connections,
        elements=_elements(session, view.release_id, {one.element for one in nodes if one.element}),
        relations=_relations(session, view.release_id, {one.relation for one in connections if one.relation}),
    )


def _current() -> ColumnElement[bool]:
    """Join a view to the published release."""
    return (col(Release.id) == View.release_id) & (col(Release.status) == ReleaseStatus.PUBLISHED)


def _elements(session: Session, release_id: int, guids: set[str]) -> dict[str, DrawnElement]:
    rows = session.execute(
        select(
            col(Element.guid),
            col(Element.name),
            col(Element.fora_type),
            col(Element.archimate_type),
            col(Element.personal_data),
        ).where(col(Element.release_id) == release_id, col(Element.guid).in_(guids))
    )
    return {row.guid: DrawnElement.model_validate(row._asdict()) for row in rows}


def _relations(session: Session, release_id: int, guids: set[str]) -> dict[str, DrawnRelation]:
    rows = session.execute(
        select(
            col(Relation.guid),
            col(Relation.type),
            col(Relation.source_guid).label("source"),
            col(Relation.target_guid).label("target"),
            col(Relation.access_type),
            col(Relation.name),
        ).where(col(Relation.release_id) == release_id, col(Relation.guid).in_(guids))
    )
    return {row.guid: DrawnRelation.model_validate(row._asdict()) for row in rows}
