"""The life cycle of releases: stage what was read, publish, roll back, discard; one release is published at a time."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any

from sqlalchemy import Table, delete, insert, select, update
from sqlmodel import Session, SQLModel, col
from sqlmodel import select as sql

from fora.content import Content, content
from fora.kinds import ReleaseStatus, SourceFormat
from fora.models import (
    Cleaning,
    Element,
    ElementDomain,
    Relation,
    Release,
    ReleaseSource,
    View,
    ViewElement,
)
from fora.readers import Reading
from vocab.errors import ConflictError, NotFoundError, RuleRefusedError

_OWNED = (Cleaning, ViewElement, View, Relation, ElementDomain, Element, ReleaseSource)
"""The tables of a release's own rows, those that refer to others first."""


def stage(
    session: Session,
    reading: Reading,
    *,
    now: datetime,
    version: str = "",
    title: str = "",
) -> Release:
    """Store what was read as a staged release and return it.

    The same file again returns the release that it already is; one that was withdrawn is staged anew. The version is
    the caller's, or the name of the model with the first eight digits of the file's SHA-256. Raises `ConflictError`
    when another file already carries the version.
    """
    known = session.exec(sql(Release).where(col(Release.sha256) == reading.sha256)).first()
    if known is not None:
        if known.status is ReleaseStatus.WITHDRAWN:
            known.status = ReleaseStatus.STAGED
            session.flush()
        return known
    rows = content(reading.model)
    release = Release(
        version=_free_version(session, version or _default_version(reading)),
        title=title or reading.model.name or reading.name,
        status=ReleaseStatus.STAGED,
        source_format=reading.model.format,
        source_name=reading.name,
        sha256=reading.sha256,
        counts=rows.counts(),
        staged_at=now,
    )
    session.add(release)
    session.flush()
    _store(session, release, rows)
    session.execute(insert(_table(ReleaseSource)), [{"release_id": release.id, "content": reading.content}])
    return release


def status_of(session: Session, sha256: str) -> ReleaseStatus | None:
    """Return where the release of a file stands, or None when the file was never staged."""
    known = session.exec(sql(Release).where(col(Release.sha256) == sha256)).first()
    return known.status if known else None


def publish(session: Session, version: str, *, now: datetime) -> Release:
    """Make a staged (or earlier) release the published one; the one it replaces is kept for rolling back.

    Publishing the published release again changes nothing. Raises `NotFoundError` for an unknown version.
    """
    release = _get(session, version)
    current = _published(session)
    if current is not None and current.id == release.id:
        return release
    if current is not None:
        current.status = ReleaseStatus.SUPERSEDED
        session.flush()
    release.status = ReleaseStatus.PUBLISHED
    release.published_at = now
    release.previous_id = current.id if current else None
    session.flush()
    return release


def rollback(session: Session, *, now: datetime) -> tuple[Release, Release]:
    """Withdraw the published release and publish the one before it; return (withdrawn, restored).

    Raises `RuleRefusedError` when there is nothing before it.
    """
    current = _published(session)
    before = session.get(Release, current.previous_id) if current and current.previous_id else None
    if current is None or before is None:
        raise RuleRefusedError("Er is geen eerdere release om naar terug te gaan.")
    current.status = ReleaseStatus.WITHDRAWN
    current.previous_id = None
    session.flush()
    before.status = ReleaseStatus.PUBLISHED
    before.published_at = now
    session.flush()
    return current, before


def discard(session: Session, version: str) -> None:
    """Remove a staged or withdrawn release with all its rows; raises `RuleRefusedError` for any other."""
    release = _get(session, version)
    if release.status not in {ReleaseStatus.STAGED, ReleaseStatus.WITHDRAWN}:
        raise RuleRefusedError("Release %(version)s is of was gepubliceerd en blijft bewaard.", version=version)
    session.execute(update(_table(Release)).where(_table(Release).c.previous_id == release.id).values(previous_id=None))
    for owned in _OWNED:
        session.execute(delete(_table(owned)).where(_table(owned).c.release_id == release.id))
    session.delete(release)
    session.flush()


def content_hash(session: Session, release_id: int) -> str:
    """Return the SHA-256 over every row of a release, the same before a publication and after a rollback."""
    found = hashlib.sha256()
    for owned in (Element, ElementDomain, Relation, View, ViewElement, Cleaning):
        table = _table(owned)
        columns = [one for one in table.columns if one.name != "release_id"]
        rows = session.execute(
            select(*columns).where(table.c.release_id == release_id).order_by(*table.primary_key.columns)
        )
        for row in rows:
            found.update(json.dumps(tuple(row), sort_keys=True, ensure_ascii=False).encode())
    return found.hexdigest()


def source_of(session: Session, version: str) -> tuple[str, bytes]:
    """Return the name and the bytes of the file that a release was read from."""
    release = _get(session, version)
    kept = session.get(ReleaseSource, release.id)
    if kept is None:
        raise NotFoundError("Het bronbestand van release %(version)s is niet bewaard.", version=version)
    return release.source_name, kept.content


def _get(session: Session, version: str) -> Release:
    found = session.exec(sql(Release).where(col(Release.version) == version)).first()
    if found is None:
        raise NotFoundError("Release %(version)s is niet gevonden.", version=version)
    return found


def _published(session: Session) -> Release | None:
    return session.exec(sql(Release).where(col(Release.status) == ReleaseStatus.PUBLISHED)).first()


def _default_version(reading: Reading) -> str:
    if reading.model.format is SourceFormat.STARTER:
        return reading.model.version
    name = "".join(one if one.isascii() and one.isalnum() else "-" for one in reading.model.name.lower())
    slug = "-".join(part for part in name.split("-") if part) or "model"
    return f"{slug[:60]}-{reading.sha256[:8]}"


def _free_version(session: Session, version: str) -> str:
    taken = session.execute(select(col(Release.id)).where(col(Release.version) == version)).first()
    if taken is not None:
        raise ConflictError(
            "Er is al een release met versie %(version)s.", remedy="Kies een andere versienaam.", version=version
        )
    return version


def _store(session: Session, release: Release, rows: Content) -> None:
    """Insert the rows in bulk; the tables know no order, so those that are referred to come first."""
    for owned, values in (
        (Element, rows.elements),
        (ElementDomain, rows.domains),
        (Relation, rows.relations),
        (View, rows.views),
        (ViewElement, rows.view_elements),
        (Cleaning, rows.report.lines),
    ):
        if values:
            numbered = [{"release_id": release.id, **one} for one in values]
            session.execute(insert(_table(owned)), numbered)


def _table(model: type[SQLModel]) -> Table:
    found: Any = model.__table__  # type: ignore[attr-defined]
    table: Table = found
    return table
