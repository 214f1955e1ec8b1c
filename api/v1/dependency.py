"""Dependency of a board as JSON: the lens, its history, flows of personal data, and the answer to a what-if."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from api.board_door import BoardNumber
from api.deps import ActDep, SessionDep
from swc.access.schemas import ReadModel
from swc.dependency import queries
from swc.dependency.kinds import Scenario, TargetKind
from swc.dependency.schemas import BoardLens, FlowLink, LensMoment
from swc.dependency.whatif import open_what_if
from swc.dependency.whatif_schemas import Target, WhatIf, WhatIfQuestion

router = APIRouter(prefix="/api/v1", tags=["Afhankelijkheid"])

_CLEAN = r"^[^\x00]*$"


class DependencyHistory(ReadModel):
    """The concentration of a board at the end of each month, and today."""

    items: tuple[LensMoment, ...]


class DependencyFlows(ReadModel):
    """Flows of personal data of a board, from product to whom the data are about."""

    items: tuple[FlowLink, ...]


class WhatIfTargets(ReadModel):
    """What a what-if of a board can be about."""

    items: tuple[Target, ...]


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


@router.get("/boards/{number}/dependency", summary="Van wie een bestuur afhangt")
def read_dependency(
    number: BoardNumber,
    *,
    session: SessionDep,
    act: ActDep,
    on: Annotated[
        date | None, Query(description="De dag van de eigenaren, contracten en normen; zonder is het vandaag")
    ] = None,
) -> BoardLens:
    """Return the dependency lens: shares per vendor group, concentration, single suppliers, what stays hidden, exit."""
    return queries.open_lens(session, number, on=on, by=act)


@router.get("/boards/{number}/dependency/history", summary="Het verloop van de concentratie bij een bestuur")
def read_history(number: BoardNumber, session: SessionDep, act: ActDep) -> DependencyHistory:
    """Return the concentration by month, over the owners of that day, with the changes of owner between."""
    return DependencyHistory(items=queries.open_history(session, number, by=act))


@router.get("/boards/{number}/dependency/flows", summary="Van product via gegevens naar betrokkenen")
def read_flows(
    number: BoardNumber,
    *,
    session: SessionDep,
    act: ActDep,
    most: Annotated[int, Query(ge=1, le=500, description="Hooguit zoveel van elk soort; de rest is samen één")] = 12,
) -> DependencyFlows:
    """Return the flows with their weight in active uses."""
    return DependencyFlows(items=queries.open_flows(session, number, most=most, by=act))


@router.get("/boards/{number}/what-if/targets", summary="Waarover een wat-als-vraag kan gaan")
def list_targets(
    number: BoardNumber,
    *,
    session: SessionDep,
    act: ActDep,
    search: Annotated[str, Query(max_length=200, pattern=_CLEAN, description="Woorden uit de naam")] = "",
) -> WhatIfTargets:
    """Return the vendors, groups, products, sub-processors and facilities that active uses lean on."""
    return WhatIfTargets(items=queries.open_targets(session, number, search, by=act))


@router.get("/boards/{number}/what-if", summary="Wat als dit stopt, wordt overgenomen of een datalek heeft")
def read_what_if(number: BoardNumber, question: QuestionDep, session: SessionDep, act: ActDep) -> WhatIf:
    """Return everything of the board that hangs on the target."""
    return open_what_if(session, number, question, by=act)
