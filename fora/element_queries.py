"""One element of the published release with everything around it: relations, drawings, what a component reaches."""

from __future__ import annotations

from sqlalchemy import or_, select
from sqlmodel import Session, col

from fora import derivation
from fora.guids import found_guid
from fora.kinds import ReleaseStatus
from fora.models import Element, Relation, Release
from fora.queries import REF, biv, domain_refs_of, names, of_published, pairs, ref_of, summary_fields
from fora.schemas import ElementDetail, ElementRef, RelationFact
from fora.view_queries import views
from vocab.errors import NotFoundError


def element_key(session: Session, key: str) -> str:
    """Return the GUID under which a thing of the published release has a page: an element's own, a relation's source.

    `key` may be written in any form. Raises `NotFoundError` when the release holds neither (2 statements).
    """
    guid = found_guid(key)
    if guid is None:
        raise _absent()
    if guid in names(session, [guid]):
        return guid
    current = (col(Release.id) == Relation.release_id) & (col(Release.status) == ReleaseStatus.PUBLISHED)
    source: str | None = session.execute(
        select(col(Relation.source_guid)).join(Release, current).where(col(Relation.guid) == guid)
    ).scalar()
    if source is None:
        raise _absent()
    return source


def open_element(session: Session, key: str) -> ElementDetail:
    """Return an element by its GUID in any form of writing; raises `NotFoundError` when the release lacks it."""
    guid = found_guid(key)
    found = element_detail(session, guid) if guid else None
    if found is None:
        raise _absent()
    return found


def _absent() -> NotFoundError:
    return NotFoundError("Dit element staat niet in de gepubliceerde release.")


def element_detail(session: Session, guid: str) -> ElementDetail | None:
    """Return all that the published release says of an element, with what a component reaches (fixed statements)."""
    row = session.execute(
        select(Element, col(Release.version)).join(Release, of_published()).where(col(Element.guid) == guid)
    ).first()
    if row is None:
        return None
    element, version = row
    of = domain_refs_of(session, element.release_id, [guid]).get(guid, ())
    reach = derivation.reach(session, element.release_id)
    return ElementDetail(
        **summary_fields(element, tuple(ref.name for ref in of)),
        release_version=version,
        source_id=element.source_id,
        source_url=element.source_url,
        folder=element.folder,
        metamodel=element.metamodel,
        biv=biv(element),
        properties=pairs(element.properties),
        translations=tuple(element.translations),
        domain_refs=of,
        relations=_relation_facts(session, element.release_id, guid),
        views=views(session, showing=guid),
        derived=reach.of(guid) + reach.around(guid),
    )


def _relation_facts(session: Session, release_id: int, guid: str) -> tuple[RelationFact, ...]:
    """Return the relations at both sides of an element, with the other end (2 statements)."""
    rows = session.execute(
        select(Relation).where(
            col(Relation.release_id) == release_id,
            or_(col(Relation.source_guid) == guid, col(Relation.target_guid) == guid),
        )
    ).scalars()
    found = [(one, one.source_guid == guid) for one in rows]
    ends = {one.target_guid if out else one.source_guid for one, out in found}
    others = {
        row.guid: ref_of(row)
        for row in session.execute(
            select(*REF).where(col(Element.release_id) == release_id, col(Element.guid).in_(ends))
        )
    }
    facts = [_fact(one, others, outgoing=out) for one, out in found]
    return tuple(sorted(facts, key=lambda one: (not one.outgoing, one.type, one.other.name.lower(), one.guid)))


def _fact(relation: Relation, others: dict[str, ElementRef], *, outgoing: bool) -> RelationFact:
    """Return one relation; an end that is itself a relation shows under its own GUID."""
    end = relation.target_guid if outgoing else relation.source_guid
    return RelationFact(
        guid=relation.guid,
        type=relation.type,
        outgoing=outgoing,
        other=others.get(end) or ElementRef(guid=end, name="", fora_type="", archimate_type="Relationship"),
        access_type=relation.access_type,
        name=relation.name,
        documentation=relation.documentation,
        properties=pairs(relation.properties),
    )
