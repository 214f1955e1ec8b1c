"""Releases as a sector editor handles them: the life cycle of `fora` with rights, events and the impact on boards."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from fora import diff, queries, release, starter
from fora.kinds import Change, ReleaseStatus
from fora.models import Release
from fora.readers import Reading
from fora.schemas import ElementChange, ReleaseDiff, ReleaseInfo
from swc.access.kinds import Act
from swc.access.roles import Right
from swc.access.schemas import ReadModel
from swc.audit import service as audit
from swc.audit.kinds import SubjectKind
from swc.errors import NotFoundError
from swc.landscape.models import DerivedVerdict, Placement


class Impact(ReadModel):
    """What people wrote that an element carries: placements and verdicts, over all boards together."""

    placements: int = 0
    verdicts: int = 0


class ChangeImpact(ElementChange):
    """A change with what it touches."""

    impact: Impact


class ReleaseImpact(ReadModel):
    """A difference with the impact of every change, and the totals over the changes that can hurt."""

    diff: ReleaseDiff
    changes: tuple[ChangeImpact, ...]
    placements_touched: int
    placements_lapsing: int
    verdicts_touched: int


def stage_release(session: Session, reading: Reading, *, by: Act, version: str = "", title: str = "") -> ReleaseInfo:
    """Store what was read as a staged release; the same file again gives the same release and no event."""
    by.demand(Right.MANAGE_RELEASES)
    was = release.status_of(session, reading.sha256)
    staged = release.stage(session, reading, now=by.now, version=version, title=title)
    if was is not staged.status:
        _note(session, "release.staged", staged, by=by, after={"counts": staged.counts, "source": staged.source_name})
    return info(session, staged.version)


def publish_release(session: Session, version: str, *, by: Act) -> ReleaseInfo:
    """Publish a release; placements and verdicts stay as they are."""
    by.demand(Right.MANAGE_RELEASES)
    before = queries.published(session)
    if before is None or before.version != version:
        published = release.publish(session, version, now=by.now)
        if before is not None:
            audit.record(session, by=by, kind="release.superseded", subject=SubjectKind.RELEASE, key=before.version)
        was = {"version": before.version} if before else None
        _note(session, "release.published", published, by=by, before=was, after={"version": version})
    return info(session, version)


def rollback_release(session: Session, *, by: Act) -> ReleaseInfo:
    """Withdraw the published release and return to the one before it."""
    by.demand(Right.MANAGE_RELEASES)
    withdrawn, restored = release.rollback(session, now=by.now)
    _note(session, "release.withdrawn", withdrawn, by=by, after={"restored": restored.version})
    _note(session, "release.published", restored, by=by, before={"version": withdrawn.version})
    return info(session, restored.version)


def discard_release(session: Session, version: str, *, by: Act) -> None:
    """Remove a release that was only staged."""
    by.demand(Right.MANAGE_RELEASES)
    release.discard(session, version)
    audit.record(session, by=by, kind="release.discarded", subject=SubjectKind.RELEASE, key=version)


def install_starter(session: Session, *, by: Act) -> ReleaseInfo | None:
    """Publish the shipped starter on a database without a release; return None where one was there."""
    by.demand(Right.MANAGE_RELEASES)
    installed = starter.install(session, now=by.now)
    if installed is None:
        return None
    _note(session, "release.published", installed, by=by, after={"version": installed.version})
    return info(session, installed.version)


def release_impact(session: Session, version: str, *, against: str | None = None) -> ReleaseImpact:
    """Return what a release changes and how many placements and verdicts each change touches (fixed statements).

    Only sums leave this room: which board placed what stays with that board.
    """
    found = diff.diff(session, version, against=against)
    placements = _numbers(session, col(Placement.component_guid))
    verdicts = _numbers(session, col(DerivedVerdict.element_guid))
    changes = tuple(
        ChangeImpact(
            **{name: getattr(one, name) for name in ElementChange.model_fields},
            impact=Impact(placements=placements.get(one.guid, 0), verdicts=verdicts.get(one.guid, 0)),
        )
        for one in found.elements
    )
    lapsing = sum(one.impact.placements for one in changes if one.change is Change.RETIRED)
    return ReleaseImpact(
        diff=found,
        changes=changes,
        placements_touched=sum(one.impact.placements for one in changes),
        placements_lapsing=lapsing,
        verdicts_touched=sum(one.impact.verdicts for one in changes),
    )


def visible_releases(session: Session, *, by: Act) -> tuple[ReleaseInfo, ...]:
    """Return the releases, the newest first; what is only staged or was withdrawn shows to who manages releases."""
    return tuple(one for one in queries.releases(session) if _visible(one, by))


def open_release(session: Session, version: str, *, by: Act) -> ReleaseInfo:
    """Return a release that the actor may see; raises `NotFoundError` otherwise."""
    found = info(session, version)
    if not _visible(found, by):
        raise NotFoundError("Release %(version)s is niet gevonden.", version=version)
    return found


def open_impact(session: Session, version: str, *, by: Act) -> ReleaseImpact:
    """Return what a release that the actor may see changes: a published one with regard to what it replaced."""
    found = open_release(session, version, by=by)
    staged = found.status in {ReleaseStatus.STAGED, ReleaseStatus.WITHDRAWN}
    return release_impact(session, version, against=None if staged else found.previous_version or version)


def demand_manager(*, by: Act) -> None:
    """Refuse who may not manage releases, before a large file is read for nothing."""
    by.demand(Right.MANAGE_RELEASES)


def _visible(one: ReleaseInfo, by: Act) -> bool:
    public = one.status in {ReleaseStatus.PUBLISHED, ReleaseStatus.SUPERSEDED}
    return public or by.actor.may(Right.MANAGE_RELEASES)


def info(session: Session, version: str) -> ReleaseInfo:
    """Return a release by version; raises `NotFoundError`."""
    found = queries.release_info(session, version)
    if found is None:
        raise NotFoundError("Release %(version)s is niet gevonden.", version=version)
    return found


def _numbers(session: Session, column: object) -> dict[str, int]:
    rows = session.execute(select(column, func.count()).group_by(column))  # type: ignore[call-overload]
    return {guid: number for guid, number in rows}  # noqa: C416 - a row is no pair to the type checker


def _note(
    session: Session,
    kind: str,
    subject: Release,
    *,
    by: Act,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    audit.record(
        session, by=by, kind=kind, subject=SubjectKind.RELEASE, key=subject.version, before=before, after=after
    )
