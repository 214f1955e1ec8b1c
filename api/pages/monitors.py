"""The monitors of the sector: one question over every board that shares, with names, for who reads the sector."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.columns import ColumnsDep
from api.deps import ActDep, PageDep, SessionDep
from api.paging import Paging, WindowDep, paging
from swc.dependency.monitors.kinds import TARGETED, MonitorKind
from swc.dependency.monitors.queries import open_monitor, open_monitor_targets
from swc.dependency.monitors.schemas import Monitor, MonitorQuestion, MonitorRow, MonitorTarget
from swc.dependency.sector_access import demand_names

router = APIRouter(prefix="/sector/monitors")


@dataclass(frozen=True, slots=True)
class MonitorsPage:
    """Which monitors there are."""

    kinds: tuple[MonitorKind, ...]


@dataclass(frozen=True, slots=True)
class MonitorPage:
    """One monitor: what it can be about, and a part of its answer once that is chosen."""

    kind: MonitorKind
    targets: tuple[MonitorTarget, ...]
    chosen: str
    found: Monitor | None
    lines: Paging[MonitorRow] | None


@router.get("")
def monitors(act: ActDep, page: PageDep) -> Response:
    """Show which monitors there are."""
    demand_names(act)
    return page.render("monitors/list.html", MonitorsPage(tuple(MonitorKind)))


@router.get("/{kind}")
def show_monitor(
    kind: MonitorKind,
    *,
    request: Request,
    columns: ColumnsDep,
    session: SessionDep,
    act: ActDep,
    page: PageDep,
    window: WindowDep,
    doel: Annotated[str, Query(max_length=200, pattern=r"^[^\x00]*$")] = "",
) -> Response:
    """Show one monitor; one that is about one thing asks for it first."""
    targets = open_monitor_targets(columns, session, kind, by=act)
    if kind in TARGETED and not doel:
        return page.render("monitors/monitor.html", MonitorPage(kind, targets, doel, None, None))
    found = open_monitor(columns, session, MonitorQuestion(kind=kind, target=doel), by=act)
    lines = paging(request, window, window.cut(found.rows), len(found.rows))
    return page.render("monitors/monitor.html", MonitorPage(kind, targets, doel, found, lines))
