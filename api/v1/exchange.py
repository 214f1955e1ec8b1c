"""A board's landscape as an ArchiMate exchange file, out and in: what reading it in would change, and doing so."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response

from api.board_door import BoardNumber
from api.deps import ActDep, SessionDep
from api.exports.model_file import model_file
from api.v1.file_imports import ImportDoor, Words, add_imports
from swc.landscape.exchange.schemas import ExchangeChoicesInput, ExchangeResult
from swc.landscape.exchange.steps import STEPS

router = APIRouter(prefix="/api/v1/boards/{number}", tags=["ArchiMate"])


@router.get("/archimate.xml", include_in_schema=False)
def read_model(
    *,
    number: BoardNumber,
    session: SessionDep,
    act: ActDep,
    views: Annotated[
        Literal["all", "own"], Query(description="Kopieën van alle platen, of alleen die met eigen applicaties")
    ] = "all",
) -> Response:
    """Return the landscape as an exchange file; the same landscape gives the same bytes."""
    made = model_file(session, number, by=act, only_own=views == "own")
    headers = {"Content-Disposition": f'attachment; filename="{made.name}"', "Cache-Control": "no-store"}
    return Response(made.content, media_type=made.media_type, headers=headers)


add_imports(
    router,
    ImportDoor(
        part="archimate-imports",
        steps=STEPS,
        choices=ExchangeChoicesInput,
        result=ExchangeResult,
        words=Words(
            read_nl="ArchiMate-model inlezen",
            all_nl="Ingelezen ArchiMate-modellen",
            file_nl="ingelezen model",
            done_nl="Verwerkt model",
            rows_nl="onderdelen",
            file="file",
            row="item",
            a_row="an item",
            stays="the landscape stays as it is",
            content="ArchiMate Model Exchange File (XML)",
        ),
    ),
)
