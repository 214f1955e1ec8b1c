"""Releases of the reference architecture: the list, reading in a file, one release with what it changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from sqlmodel import Session

from api.deps import ActDep, FormDep, PageDep, SessionDep
from api.forms import Entered, attempt, entered, tried
from api.paging import Paging, Window, WindowDep, paging
from api.uploads import UploadLimitDep, uploaded
from fora import queries
from fora.kinds import Change
from fora.readers import READS, Limits, Reading, read_bytes
from fora.schemas import CleaningRow, ReleaseInfo
from swc.access.kinds import Act
from swc.landscape import releases
from swc.landscape.releases import ChangeImpact, ReleaseImpact

router = APIRouter(prefix="/fora/releases")

Kind = Annotated[Change | None, Query()]


@dataclass(frozen=True, slots=True)
class ReleasesPage:
    """The releases that the visitor may see, and for who manages them the form to read in a file."""

    releases: tuple[ReleaseInfo, ...]
    limit_mb: int
    form: Entered


@dataclass(frozen=True, slots=True)
class ReleasePage:
    """One release: where it stands, how many of each change, and one page of changes of the chosen kind."""

    release: ReleaseInfo
    impact: ReleaseImpact
    counts: tuple[tuple[Change, int, int], ...]
    chosen: Change | None
    changes: Paging[ChangeImpact]
    form: Entered


@dataclass(frozen=True, slots=True)
class CleaningPage:
    """One page of a release's cleaning report."""

    release: ReleaseInfo
    lines: Paging[CleaningRow]


@router.get("")
def all_releases(session: SessionDep, act: ActDep, page: PageDep, limit: UploadLimitDep) -> Response:
    """Show the releases."""
    return page.render("fora/releases.html", _list(session, limit, Entered(), by=act))


@router.post("")
def stage(limit: UploadLimitDep, session: SessionDep, act: ActDep, page: PageDep, form: FormDep) -> Response:
    """Read a file, stage it and go to what it changes; a file that cannot be read says why."""
    releases.demand_manager(by=act)
    read = tried(lambda: _read(form, limit))
    staged = attempt(session, lambda: releases.stage_release(session, read.value, by=act).version)
    if staged.refused is not None:
        shown = _list(session, limit, entered(form, staged.refused), by=act)
        return page.render("fora/releases.html", shown, status=400)
    return page.see_other(f"/fora/releases/{staged.value}", notice="Het bestand is gelezen en staat klaar.")


@router.post("/terugdraaien")
def rollback(session: SessionDep, act: ActDep, page: PageDep, limit: UploadLimitDep, form: FormDep) -> Response:
    """Return to the release before the published one."""
    outcome = attempt(session, lambda: releases.rollback_release(session, by=act))
    if outcome.refused is not None:
        shown = _list(session, limit, entered(form, outcome.refused), by=act)
        return page.render("fora/releases.html", shown, status=400)
    return page.see_other("/fora/releases", notice="De vorige release is weer gepubliceerd.")


@router.get("/{version}")
def release(
    version: str,
    request: Request,
    session: SessionDep,
    act: ActDep,
    page: PageDep,
    *,
    window: WindowDep,
    soort: Kind = None,
) -> Response:
    """Show one release with what it changes and what that touches."""
    return page.render("fora/release.html", _one(request, session, version, window, soort, by=act))


@router.get("/{version}/opgeschoond")
def cleaned(
    version: str, request: Request, session: SessionDep, act: ActDep, page: PageDep, *, window: WindowDep
) -> Response:
    """Show what reading the release cleaned."""
    known = releases.open_release(session, version, by=act)
    found = queries.cleanings(session, known.id, offset=window.offset, limit=window.size)
    return page.render("fora/cleaned.html", CleaningPage(known, paging(request, window, found.items, found.total)))


@router.post("/{version}/publiceren")
def publish(version: str, session: SessionDep, act: ActDep, page: PageDep) -> Response:
    """Publish a release."""
    releases.publish_release(session, version, by=act)
    return page.see_other(f"/fora/releases/{version}", notice="De release is gepubliceerd.")


@router.post("/{version}/weggooien")
def discard(
    version: str, request: Request, session: SessionDep, act: ActDep, page: PageDep, *, form: FormDep
) -> Response:
    """Throw away a release that was only staged."""
    outcome = attempt(session, lambda: releases.discard_release(session, version, by=act))
    if outcome.refused is not None:
        shown = _one(request, session, version, Window(), None, by=act, form=entered(form, outcome.refused))
        return page.render("fora/release.html", shown, status=400)
    return page.see_other("/fora/releases", notice="De klaargezette release is weggegooid.")


def _read(form: FormDep, limit: int) -> Reading:
    """Read the file before the database is touched, since a large one takes its time."""
    file = uploaded(form, "bestand", limit, remedy=READS)
    return read_bytes(file.content, file.name, Limits(sent=limit))


def _list(session: Session, limit: int, form: Entered, *, by: Act) -> ReleasesPage:
    return ReleasesPage(releases.visible_releases(session, by=by), limit // (1024 * 1024), form)


def _one(
    request: Request,
    session: Session,
    version: str,
    window: Window,
    chosen: Change | None,
    *,
    by: Act,
    form: Entered | None = None,
) -> ReleasePage:
    found = releases.open_impact(session, version, by=by)
    asked: Sequence[ChangeImpact] = [one for one in found.changes if chosen in (None, one.change)]
    return ReleasePage(
        release=releases.open_release(session, version, by=by),
        impact=found,
        counts=tuple((change, found.diff.count(change), found.diff.relation_count(change)) for change in Change),
        chosen=chosen,
        changes=paging(request, window, window.cut(asked), len(asked)),
        form=form or Entered(),
    )
