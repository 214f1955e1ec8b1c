"""Files to take along: the register, an assessment, and the register of a day with its proof."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from api.board_door import BoardNumber
from api.deps import ActDep, DatabaseDep, IrisDep, SessionDep
from api.exports.authority import accountability_file, record_export
from api.exports.handing_out import Handout, dossier_file, register_file

router = APIRouter(prefix="/besturen/{number}")


@router.get("/register/verantwoording.zip")
def hand_out_accountability(
    number: BoardNumber,
    *,
    database: DatabaseDep,
    act: ActDep,
    iris: IrisDep,
    op: Annotated[date | None, Query(description="De dag; zonder is het vandaag")] = None,
) -> Response:
    """Hand out the register as it was on a day, with its proof, and note that it was taken.

    Made before the note is written, so that the database's writer is held for the note alone.
    """
    with database.read() as session:
        made = accountability_file(session, number, op, iris=iris, by=act)
    with database.write() as session:
        record_export(session, number, made, op, by=act)
    return _attached(made)


@router.get("/register.{extension}")
def hand_out_register(
    number: BoardNumber,
    extension: str,
    *,
    session: SessionDep,
    act: ActDep,
    iris: IrisDep,
    herkomst: Annotated[bool, Query(description="Met de bijlage over de herkomst van elke waarde")] = False,
) -> Response:
    """Hand out the register as it stands today."""
    return _attached(register_file(session, number, extension, iris=iris, by=act, origins=herkomst))


@router.get("/dpia/dossiers/{assessment_id}.{extension}")
def hand_out_dossier(
    number: BoardNumber, assessment_id: UUID, extension: str, *, session: SessionDep, act: ActDep, iris: IrisDep
) -> Response:
    """Hand out one assessment with everything in it."""
    return _attached(dossier_file(session, number, assessment_id, extension, iris=iris, by=act))


def _attached(made: Handout) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{made.name}"', "Cache-Control": "no-store"}
    return Response(made.content, media_type=made.media_type, headers=headers)
