"""What reading in any file of a board takes as JSON: hand it in, read what it would do, choose, commit, take it back.

A kind of file says by an `ImportDoor` where it stands and what it is called; its routes are those of every other kind.
FastAPI reads the shapes of a door where the routes are made, so annotations here are no texts.
"""

from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response

from api.board_door import BoardNumber
from api.deps import ActDep, FormDep, SessionDep
from api.paging import WindowDep
from api.uploads import LIST, UploadLimitDep, file_field, uploaded
from swc.landscape.imports.kinds import RowState
from swc.landscape.imports.shapes import Choices, Counted, FilePreview
from swc.landscape.imports.steps import Steps


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a kind of file is called in the description of the API; these of a list, unless said otherwise."""

    read_nl: str
    all_nl: str
    file_nl: str = "ingelezen lijst"
    done_nl: str = "Verwerkte lijst"
    rows_nl: str = "rijen"
    file: str = "list"
    row: str = "row"
    a_row: str = "a row"
    stays: str
    content: str = LIST


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportDoor:
    """One kind of file: the last part of its address, what is done with it, and its shapes."""

    part: str
    steps: Steps
    choices: type[Choices[Any]]
    result: type[Counted]
    words: Words


@dataclass(frozen=True, slots=True)
class Visit:
    """Who is at the files of which board."""

    number: BoardNumber
    session: SessionDep
    act: ActDep


VisitDep = Annotated[Visit, Depends()]


def add_imports(router: APIRouter, door: ImportDoor) -> None:
    """Add the routes on which a kind of file is read in to those of a board."""
    _reading(router, door)
    _choosing(router, door)
    _ending(router, door)


def _reading(router: APIRouter, door: ImportDoor) -> None:
    steps, words = door.steps, door.words

    @router.get(
        f"/{door.part}",
        summary=words.all_nl,
        description=f"Return the {words.file}s that the board read, newest first.",
        response_model=tuple[steps.batches.summary, ...],  # type: ignore[name-defined]
    )
    def list_imports(visit: VisitDep) -> tuple[Any, ...]:
        return steps.batches.listed(visit.session, visit.number, by=visit.act)

    @router.post(
        f"/{door.part}",
        summary=words.read_nl,
        description=f"Read a file (field `file`) and return what it would do; {words.stays}.",
        response_model=steps.batches.shown,
        status_code=201,
        openapi_extra=file_field(words.content),
    )
    def read_file(visit: VisitDep, limit: UploadLimitDep, form: FormDep, response: Response) -> FilePreview[Any, Any]:
        session, number, by = visit.session, visit.number, visit.act
        by.demand(steps.batches.right, number)
        file = uploaded(form, "file", limit, remedy=steps.reads)
        batch_id = steps.keep(session, number, steps.read(file.content, file.name), by=by)
        response.headers["Location"] = f"/api/v1/boards/{number}/{door.part}/{batch_id}"
        return steps.batches.preview(session, number, batch_id, by=by)


def _choosing(router: APIRouter, door: ImportDoor) -> None:
    steps, words = door.steps, door.words

    @router.get(
        f"/{door.part}/{{batch_id}}",
        summary=f"Wat een {words.file_nl} zou doen",
        description=f"Return a {words.file} that was read with one page of {words.row}s, those that need attention "
        "first.",
        response_model=steps.batches.shown,
    )
    def read_import(
        batch_id: UUID,
        visit: VisitDep,
        window: WindowDep,
        state: Annotated[RowState | None, Query(description=f"Alleen {words.rows_nl} in deze staat")] = None,
    ) -> FilePreview[Any, Any]:
        offset, limit = window.offset, window.size
        return steps.batches.preview(
            visit.session, visit.number, batch_id, by=visit.act, state=state, offset=offset, limit=limit
        )

    @router.patch(
        f"/{door.part}/{{batch_id}}",
        summary=f"Keuzes bij een {words.file_nl}",
        description=f"Take choices for {words.row}s and return what the {words.file} would do now.",
        response_model=steps.batches.shown,
    )
    def choose(batch_id: UUID, data: door.choices, visit: VisitDep) -> FilePreview[Any, Any]:  # type: ignore[name-defined]
        steps.choose(visit.session, visit.number, batch_id, data, by=visit.act)
        return steps.batches.preview(visit.session, visit.number, batch_id, by=visit.act)


def _ending(router: APIRouter, door: ImportDoor) -> None:
    steps, words = door.steps, door.words

    @router.post(
        f"/{door.part}/{{batch_id}}/commit",
        summary=f"{words.file_nl.capitalize()} verwerken",
        description=f"Carry out every {words.row}, or nothing when {words.a_row} still needs a choice or has an error.",
        response_model=door.result,
    )
    def commit_import(batch_id: UUID, visit: VisitDep) -> Counted:
        return steps.commit(visit.session, visit.number, batch_id, by=visit.act)

    undo = steps.undo
    if undo is not None:

        @router.post(
            f"/{door.part}/{{batch_id}}/undo",
            summary=f"{words.done_nl} terugdraaien",
            description=f"Take the whole {words.file} back, as far as nobody changed anything since.",
            response_model=door.result,
        )
        def undo_import(batch_id: UUID, visit: VisitDep) -> Counted:
            return undo(visit.session, visit.number, batch_id, by=visit.act)

    @router.delete(
        f"/{door.part}/{{batch_id}}",
        summary=f"{words.file_nl.capitalize()} weggooien",
        description=f"Forget a {words.file} that was not carried out.",
        status_code=204,
    )
    def discard(batch_id: UUID, visit: VisitDep) -> None:
        steps.batches.discard(visit.session, visit.number, batch_id, by=visit.act)
