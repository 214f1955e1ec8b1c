"""Reads of the published release: elements, relations, views and the list of releases."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, func, or_, select
from sqlmodel import Session, col

from fora.kinds import ForaType, ReleaseStatus
from fora.models import Cleaning, Element, ElementDomain, Release
from fora.schemas import (
    Biv,
    CleaningPage,
    CleaningRow,
    Counts,
    ElementPage,
    ElementRef,
    ElementSummary,
    Facet,
    Pair,
    ReleaseInfo,
)

REF = (col(Element.guid), col(Element.name), col(Element.fora_type), col(Element.archimate_type))
"""The columns that name an element."""


def published(session: Session) -> ReleaseInfo | None:
    """Return the published release, or None on a database without one (1 statement)."""
    return next(iter(_releases(session, col(Release.status) == ReleaseStatus.PUBLISHED)), None)


def releases(session: Session) -> tuple[ReleaseInfo, ...]:
    """Return every release, the newest first (1 statement)."""
    return _releases(session)


def release_info(session: Session, version: str) -> ReleaseInfo | None:
    """Return one release by version (1 statement)."""
    return next(iter(_releases(session, col(Release.version) == version)), None)


def components(session: Session) -> tuple[ElementSummary, ...]:
    """Return the reference components of the published release by name, without the metamodel's (2 statements)."""
    return _summaries(session, col(Element.fora_type) == ForaType.COMPONENT.value, col(Element.metamodel).is_(False))


def domains(session: Session) -> tuple[ElementSummary, ...]:
    """Return the domains of the published release by name (2 statements)."""
    return _summaries(session, col(Element.fora_type) == ForaType.DOMAIN.value, col(Element.metamodel).is_(False))


def names(session: Session, guids: Iterable[str]) -> dict[str, ElementRef]:
    """Return the elements of the published release among some GUIDs (1 statement)."""
    rows = session.execute(select(*REF).join(Release, of_published()).where(col(Element.guid).in_(tuple(guids))))
    return {row.guid: ref_of(row) for row in rows}


def elements(
    session: Session,
    *,
    search: str = "",
    fora_type: str = "",
    domain: str = "",
    offset: int = 0,
    limit: int = 50,
) -> ElementPage:
    """Return a page of elements by name; `domain` is a domain's GUID (3 statements)."""
    where = _filters(search=search, fora_type=fora_type, domain=domain)
    total = session.execute(
        select(func.count()).select_from(Element).join(Release, of_published()).where(*where)
    ).scalar_one()
    items = _summaries(session, *where, offset=offset, limit=limit)
    return ElementPage(items=items, total=total, offset=offset, limit=limit)


def type_facets(session: Session) -> tuple[Facet, ...]:
    """Return the FORA types with their numbers, the most frequent first (1 statement)."""
    number = func.count()
    rows = session.execute(
        select(col(Element.fora_type), number)
        .join(Release, of_published())
        .where(col(Element.fora_type) != "")
        .group_by(col(Element.fora_type))
        .order_by(number.desc(), col(Element.fora_type))
    )
    return tuple(Facet(code=kind, label=kind, count=count) for kind, count in rows)


def domain_facets(session: Session) -> tuple[Facet, ...]:
    """Return the domains with the number of elements in each, by name (1 statement)."""
    member = (col(ElementDomain.release_id) == Element.release_id) & (col(ElementDomain.domain_guid) == Element.guid)
    rows = session.execute(
        select(col(Element.guid), col(Element.name), func.count())
        .join(Release, of_published())
        .join(ElementDomain, member)
        .group_by(col(Element.guid), col(Element.name))
        .order_by(col(Element.name))
    )
    return tuple(Facet(code=guid, label=name, count=count) for guid, name, count in rows)


def cleanings(session: Session, release_id: int, *, offset: int = 0, limit: int = 50) -> CleaningPage:
    """Return a page of a release's cleaning report in reading order (2 statements)."""
    mine = col(Cleaning.release_id) == release_id
    total = session.execute(select(func.count()).select_from(Cleaning).where(mine)).scalar_one()
    rows = session.execute(select(Cleaning).where(mine).order_by(col(Cleaning.number)).offset(offset).limit(limit))
    items = tuple(CleaningRow.model_validate(row.model_dump(exclude={"release_id"})) for row in rows.scalars())
    return CleaningPage(items=items, total=total, offset=offset, limit=limit)


def pairs(properties: Sequence[dict[str, str]]) -> tuple[Pair, ...]:
    """Return stored properties as read models."""
    return tuple(Pair.model_validate(one) for one in properties)


def biv(element: Element) -> Biv:
    """Return the three levels of an element."""
    return Biv(availability=element.availability, integrity=element.integrity, confidentiality=element.confidentiality)


def of_published() -> ColumnElement[bool]:
    """Join an element to the published release."""
    return (col(Release.id) == Element.release_id) & (col(Release.status) == ReleaseStatus.PUBLISHED)


def ref_of(row: Row[Any]) -> ElementRef:
    """Return a row of `REF` as an element by name."""
    return ElementRef(guid=row.guid, name=row.name, fora_type=row.fora_type, archimate_type=row.archimate_type)


def _releases(session: Session, *where: ColumnElement[bool]) -> tuple[ReleaseInfo, ...]:
    previous = select(col(Release.id), col(Release.version)).subquery()
    rows = session.execute(
        select(Release, previous.c.version)
        .join(previous, previous.c.id == col(Release.previous_id), isouter=True)
        .where(*where)
        .order_by(col(Release.staged_at).desc(), col(Release.id).desc())
    )
    return tuple(
        ReleaseInfo(
            **row.model_dump(exclude={"counts", "previous_id"}),
            counts=Counts.model_validate(row.counts),
            previous_version=before,
        )
        for row, before in rows
    )


def _filters(*, search: str, fora_type: str, domain: str) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = []
    for word in search.split():
        like = f"%{_escaped(word.lower())}%"
        where.append(
            or_(
                func.lower(col(Element.name)).like(like, escape="\\"),
                func.lower(col(Element.documentation)).like(like, escape="\\"),
            )
        )
    if fora_type:
        where.append(col(Element.fora_type) == fora_type)
    if domain:
        member = select(col(ElementDomain.element_guid)).where(
            col(ElementDomain.release_id) == Element.release_id, col(ElementDomain.domain_guid) == domain
        )
        where.append(col(Element.guid).in_(member))
    return where


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _summaries(
    session: Session, *where: ColumnElement[bool], offset: int = 0, limit: int | None = None
) -> tuple[ElementSummary, ...]:
    rows = session.execute(
        select(Element)
        .join(Release, of_published())
        .where(*where)
        .order_by(func.lower(col(Element.name)), col(Element.guid))
        .offset(offset)
        .limit(limit)
    ).scalars()
    found = list(rows)
    of = domain_refs_of(session, found[0].release_id if found else 0, [one.guid for one in found])
    return tuple(
        ElementSummary(**summary_fields(one, tuple(ref.name for ref in of.get(one.guid, ())))) for one in found
    )


def summary_fields(element: Element, domain_names: tuple[str, ...]) -> dict[str, Any]:
    """Return what a summary and a detail have in common."""
    return {
        "guid": element.guid,
        "name": element.name,
        "fora_type": element.fora_type,
        "archimate_type": element.archimate_type,
        "documentation": element.documentation,
        "lifecycle": element.lifecycle,
        "personal_data": element.personal_data,
        "domains": domain_names,
    }


def domain_refs_of(session: Session, release_id: int, guids: Sequence[str]) -> dict[str, tuple[ElementRef, ...]]:
    """Return the domains of some elements, by name (1 statement)."""
    domain = (col(Element.release_id) == ElementDomain.release_id) & (col(Element.guid) == ElementDomain.domain_guid)
    rows = session.execute(
        select(col(ElementDomain.element_guid), *REF)
        .join(Element, domain)
        .where(col(ElementDomain.release_id) == release_id, col(ElementDomain.element_guid).in_(guids))
        .order_by(col(Element.name))
    )
    found: dict[str, tuple[ElementRef, ...]] = {}
    for row in rows:
        found[row.element_guid] = (*found.get(row.element_guid, ()), ref_of(row))
    return found
