"""An element over releases: in which it stands, when it changed, and how it stood in one that was replaced."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise

from pyoxigraph import Literal, NamedNode, Triple
from sqlalchemy import select
from sqlmodel import Session, col

from fora.guids import found_guid
from fora.kinds import ReleaseStatus
from fora.models import Element, Release
from fora.projection import element_map, release_map
from fora.queries import biv, pairs
from fora.schemas import Biv, Pair, ReadModel
from vocab.errors import NotFoundError
from vocab.iris import Iris
from vocab.mapping import iri, typed
from vocab.namespaces import DCTERMS, OWL, XSD

PUBLIC = (ReleaseStatus.PUBLISHED, ReleaseStatus.SUPERSEDED)
"""The releases that anybody may see."""
_TRUE = Literal("true", datatype=NamedNode(XSD + "boolean"))
_TOLD = (
    "name",
    "documentation",
    "archimate_type",
    "fora_type",
    "lifecycle",
    "personal_data",
    "availability",
    "integrity",
    "confidentiality",
    "properties",
    "translations",
)


class ElementVersion(ReadModel):
    """An element as one release has it; `changed` says that it differs from the release before in which it stands."""

    guid: str
    release_version: str
    release_title: str
    published: bool
    published_at: datetime | None
    changed: bool
    name: str
    fora_type: str
    archimate_type: str
    documentation: str
    biv: Biv
    personal_data: str
    properties: tuple[Pair, ...]


def element_versions(session: Session, guid: str) -> tuple[ElementVersion, ...]:
    """Return an element in every release that anybody may see, the newest first (1 statement)."""
    rows = session.execute(
        select(Element, Release)
        .join(Release, col(Release.id) == Element.release_id)
        .where(col(Element.guid) == _key(guid), col(Release.status).in_(PUBLIC))
        .order_by(col(Release.published_at).desc().nulls_last(), col(Release.id).desc())
    ).all()
    before = {new[1].id: old[0] for new, old in pairwise(rows)}
    return tuple(_version(element, release, before.get(release.id)) for element, release in rows)


def element_version(session: Session, version: str, guid: str) -> ElementVersion:
    """Return an element as one release that anybody may see has it; raises `NotFoundError`."""
    for one in element_versions(session, guid):
        if one.release_version == version:
            return one
    raise NotFoundError("Dit element staat niet in release %(version)s.", version=version)


def earlier_triples(session: Session, iris: Iris, guid: str) -> Iterator[Triple]:
    """Yield what the last release that had an element says of it, when the published one no longer does: deprecated."""
    row = session.execute(
        select(Element, col(Release.version), col(Release.published_at))
        .join(Release, col(Release.id) == Element.release_id)
        .where(col(Element.guid) == _key(guid), col(Release.status) == ReleaseStatus.SUPERSEDED)
        .order_by(col(Release.published_at).desc().nulls_last(), col(Release.id).desc())
        .limit(1)
    ).first()
    if row is None:
        return
    element, version, published_at = row
    yield from element_map(iris, iris.thing("release", version), {}).triples(element)
    node = NamedNode(iris.fora(element.guid))
    yield Triple(node, NamedNode(OWL + "deprecated"), _TRUE)
    if published_at is not None:
        yield Triple(node, NamedNode(DCTERMS + "issued"), typed(published_at))


def release_alone(session: Session, iris: Iris, version: str) -> Iterator[Triple]:
    """Yield what a release that was replaced is, without its content, and what replaced it."""
    row = session.execute(
        select(Release).where(col(Release.version) == version, col(Release.status) == ReleaseStatus.SUPERSEDED)
    ).scalar_one_or_none()
    if row is None:
        return
    yield from release_map(iris).triples(row)
    later = select(col(Release.version)).where(col(Release.previous_id) == row.id, col(Release.status).in_(PUBLIC))
    for successor in session.execute(later).scalars():
        node = NamedNode(iris.thing("release", version))
        yield Triple(node, NamedNode(DCTERMS + "isReplacedBy"), iri(iris.thing("release", successor)))


def _key(guid: str) -> str:
    """Return a GUID as it is stored; what is none finds nothing, and no sign in it reaches the database."""
    return found_guid(guid) or ""


def _version(element: Element, release: Release, before: Element | None) -> ElementVersion:
    changed = before is not None and any(getattr(element, name) != getattr(before, name) for name in _TOLD)
    return ElementVersion(
        guid=element.guid,
        release_version=release.version,
        release_title=release.title,
        published=release.status is ReleaseStatus.PUBLISHED,
        published_at=release.published_at,
        changed=changed,
        name=element.name,
        fora_type=element.fora_type,
        archimate_type=element.archimate_type,
        documentation=element.documentation,
        biv=biv(element),
        personal_data=element.personal_data.value,
        properties=pairs(element.properties),
    )
