"""The sector as JSON: figures over the boards that share, never from so few that one could be read from it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Response

from api.columns import ColumnsDep
from api.deps import ActDep, IrisDep, SessionDep
from api.exports.handing_out import Handout
from api.exports.sector_files import sector_lens_file, sector_what_if_file
from swc.access.schemas import ReadModel
from swc.boards.kinds import Sector
from swc.dependency.kinds import Scenario, TargetKind
from swc.dependency.monitors.kinds import MonitorKind
from swc.dependency.monitors.queries import open_monitor, open_monitor_targets
from swc.dependency.monitors.schemas import Monitor, MonitorQuestion, MonitorTarget
from swc.dependency.sector import open_sector_lens
from swc.dependency.sector_schemas import SectorLens, SectorTarget, SectorWhatIf
from swc.dependency.sector_targets import open_sector_targets
from swc.dependency.sector_whatif import open_sector_what_if
from swc.dependency.whatif_schemas import WhatIfQuestion
from swc.risk.sector import ComponentConcentration, open_concentration

router = APIRouter(prefix="/api/v1/sector", tags=["Sector"])

_CLEAN = r"^[^\x00]*$"
OnDep = Annotated[date | None, Query(description="De dag van de eigenaren en normen; zonder is het vandaag")]
SectorQuery = Annotated[Sector | None, Query(description="Alleen de besturen van deze onderwijssector")]


class SectorTargets(ReadModel):
    """What a what-if of the sector can be about."""

    items: tuple[SectorTarget, ...]


class MonitorTargets(ReadModel):
    """What a monitor can be about."""

    items: tuple[MonitorTarget, ...]


def _question(
    *,
    target_kind: Annotated[TargetKind, Query(alias="targetKind", description="Waarover de vraag gaat")],
    target_key: Annotated[
        str, Query(alias="targetKey", min_length=1, max_length=200, pattern=_CLEAN, description="De sleutel daarvan")
    ],
    scenario: Annotated[Scenario, Query(description="Wat er gebeurt")] = Scenario.STOPS,
    acquirer: Annotated[
        str, Query(max_length=120, pattern=_CLEAN, description="Sleutel van wie overneemt, bij een overname")
    ] = "",
) -> WhatIfQuestion:
    return WhatIfQuestion(target_kind=target_kind, target_key=target_key, scenario=scenario, acquirer_key=acquirer)


QuestionDep = Annotated[WhatIfQuestion, Depends(_question)]


@router.get("/concentration", summary="Concentratie van leveranciersgroepen per component, over besturen die delen")
def concentration(columns: ColumnsDep, session: SessionDep, act: ActDep) -> tuple[ComponentConcentration, ...]:
    """Return the components that at least five sharing boards use, the most concentrated first."""
    return open_concentration(columns, session, by=act)


@router.get("/dependency", summary="Van wie de besturen die delen samen afhangen")
def read_dependency(
    *, columns: ColumnsDep, session: SessionDep, act: ActDep, on: OnDep = None, sector: SectorQuery = None
) -> SectorLens:
    """Return the dependency lens over every board that shares, or over those of one education sector."""
    return open_sector_lens(columns, session, on=on, sector=sector, by=act)


@router.get("/dependency.{extension}", include_in_schema=False)
def hand_out_dependency(
    extension: Literal["xlsx", "ttl"],
    *,
    columns: ColumnsDep,
    session: SessionDep,
    act: ActDep,
    iris: IrisDep,
    on: OnDep = None,
    sector: SectorQuery = None,
) -> Response:
    """Hand out the lens as a workbook or as RDF."""
    found = open_sector_lens(columns, session, on=on, sector=sector, by=act)
    return _attached(sector_lens_file(found, extension, iris))


@router.get("/what-if/targets", summary="Waarover een wat-als-vraag over de sector kan gaan")
def list_targets(
    *,
    columns: ColumnsDep,
    session: SessionDep,
    act: ActDep,
    search: Annotated[str, Query(max_length=200, pattern=_CLEAN, description="Woorden uit de naam")] = "",
) -> SectorTargets:
    """Return the vendors, groups, products, sub-processors and facilities on which enough boards lean."""
    return SectorTargets(items=open_sector_targets(columns, session, search, by=act))


@router.get("/what-if", summary="Wat als dit stopt, wordt overgenomen of een datalek heeft, over besturen die delen")
def read_what_if(
    question: QuestionDep, *, columns: ColumnsDep, session: SessionDep, act: ActDep, on: OnDep = None
) -> SectorWhatIf:
    """Return all that hangs on the target; names of boards only for who reads the sector."""
    return open_sector_what_if(columns, session, question, on=on, by=act)


@router.get("/what-if.xlsx", include_in_schema=False)
def hand_out_what_if(
    question: QuestionDep, *, columns: ColumnsDep, session: SessionDep, act: ActDep, on: OnDep = None
) -> Response:
    """Hand out the answer as a workbook."""
    return _attached(sector_what_if_file(open_sector_what_if(columns, session, question, on=on, by=act), "xlsx"))


@router.get("/monitors/{kind}", summary="Eén vraag over elk bestuur dat deelt, met namen")
def read_monitor(
    kind: MonitorKind,
    *,
    columns: ColumnsDep,
    session: SessionDep,
    act: ActDep,
    target: Annotated[
        str, Query(max_length=200, pattern=_CLEAN, description="Sleutel van de groep of GUID van de bedrijfsfunctie")
    ] = "",
) -> Monitor:
    """Return a monitor whole, to who reads the sector."""
    return open_monitor(columns, session, MonitorQuestion(kind=kind, target=target), by=act)


@router.get("/monitors/{kind}/targets", summary="Waarover een monitor kan gaan")
def list_monitor_targets(kind: MonitorKind, *, columns: ColumnsDep, session: SessionDep, act: ActDep) -> MonitorTargets:
    """Return the vendor groups or business functions that the monitor can be about."""
    return MonitorTargets(items=open_monitor_targets(columns, session, kind, by=act))


def _attached(made: Handout) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{made.name}"', "Cache-Control": "no-store"}
    return Response(made.content, media_type=made.media_type, headers=headers)
