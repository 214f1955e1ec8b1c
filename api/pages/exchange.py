"""A board's landscape as an ArchiMate model: what is in the file, taking it along, and reading it back in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from fastapi import APIRouter, Query, Response
from starlette.datastructures import FormData

from api.board_door import BoardNumber
from api.deps import ActDep, PageDep, SessionDep
from api.exports.handing_out import Handout
from api.exports.model_file import MEDIA_TYPE, model_file
from api.forms import Entered
from api.list_choices import keyed, skipped
from api.pages.list_imports import KeyedBatchPage, ListDoor, UploadPage, add_list
from api.uploads import UploadLimitDep
from fora import queries as fora
from swc.access.roles import Right
from swc.boards.queries import open_board
from swc.landscape.exchange.kinds import ExchangeChoice
from swc.landscape.exchange.release_file import release_file
from swc.landscape.exchange.schemas import ExchangeChoicesInput, ItemChoiceInput
from swc.landscape.exchange.steps import STEPS
from swc.landscape.imports.kinds import RowState

_MEGABYTE = 1024 * 1024

STATE_NAMES: dict[str, str] = {
    RowState.ERROR.value: "Fout",
    RowState.CHOOSE.value: "Kies wat er bedoeld is",
    RowState.NEW.value: "Nieuw",
    RowState.CHANGED.value: "Gewijzigd",
    RowState.UNCHANGED.value: "Ongewijzigd",
    RowState.SKIPPED.value: "Niet overgenomen",
}

Views = Annotated[
    Literal["alle", "eigen"], Query(description="Kopieën van alle platen, of alleen die met eigen applicaties")
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelPage(UploadPage):
    """What is in the file, and for who may edit the form for a file and the files that were read before."""

    release: str
    views: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelBatchPage(KeyedBatchPage):
    """A model file that was read."""

    state_names: ClassVar[dict[str, str]] = STATE_NAMES


def choices_of(form: FormData) -> ExchangeChoicesInput:
    """Return the choices in a form."""
    return ExchangeChoicesInput(rows=keyed(form, ItemChoiceInput, ExchangeChoice), skip=skipped(form))


DOOR = ListDoor(
    path="archimate/inlezen",
    templates="exchange",
    steps=STEPS,
    batch_page=ModelBatchPage,
    choices_of=choices_of,
)

router = APIRouter()


@router.get("/besturen/{number}/archimate")
def about_model(
    *, number: BoardNumber, session: SessionDep, act: ActDep, page: PageDep, limit: UploadLimitDep
) -> Response:
    """Show what is in the file and how it comes back."""
    release = fora.published(session)
    editor = act.actor.may(Right.EDIT_LANDSCAPE, number)
    shown = ModelPage(
        number=number,
        name=open_board(session, number, by=act).name,
        home=DOOR.home(number),
        limit_mb=limit // _MEGABYTE,
        release=release.version if release else "",
        views=release.counts.views if release else 0,
        batches=STEPS.batches.listed(session, number, by=act) if editor else (),
        form=Entered(),
    )
    return page.render("exchange/about.html", shown)


@router.get("/besturen/{number}/archimate.xml")
def take_model(number: BoardNumber, session: SessionDep, act: ActDep, *, platen: Views = "alle") -> Response:
    """Hand out the landscape as an exchange file."""
    return attached(model_file(session, number, by=act, only_own=platen == "eigen"))


@router.get("/fora/releases/{version}/model.xml")
def take_release(version: str, session: SessionDep, act: ActDep) -> Response:
    """Hand out a release as an exchange file, to who logged in."""
    name = "".join(one if one.isascii() and (one.isalnum() or one in "-.") else "-" for one in version)
    return attached(Handout(f"{name}.xml", MEDIA_TYPE, release_file(session, version, by=act).content))


def attached(made: Handout) -> Response:
    """Return a file to keep."""
    headers = {"Content-Disposition": f'attachment; filename="{made.name}"', "Cache-Control": "no-store"}
    return Response(made.content, media_type=made.media_type, headers=headers)


add_list(router, DOOR)
