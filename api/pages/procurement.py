"""Pages for buying: the tender dossier of a component or product, for everybody and for a board, and the comparison."""

from __future__ import annotations

import json
from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import APIRouter, Response

from api.board_door import BoardNumber
from api.catalogue_door import clean_key
from api.deps import ActDep, PageDep, SessionDep, SettingsDep
from api.exports.handing_out import Handout
from api.procurement_query import (
    Component,
    Product,
    Products,
    asked_of,
    comparison_file,
    dossier_file,
    ocds_of,
    own_dossier,
    public_dossier,
)
from api.procurement_words import Words
from swc.boards.queries import open_board
from swc.procurement.comparison import FEWEST, MOST, comparison
from swc.procurement.dossier import choices
from swc.procurement.schemas import Choices, Comparison, TenderDossier

router = APIRouter()


@dataclass(frozen=True, slots=True)
class BoardName:
    """The board whose menu stands above the page."""

    number: str
    name: str


@dataclass(frozen=True, slots=True)
class DossierPage(Words):
    """A dossier with the addresses of its other forms; `board` is empty for the public version."""

    dossier: TenderDossier
    board: BoardName | None = None

    @property
    def query(self) -> str:
        """Return what the dossier was asked for, as part of an address."""
        return urlencode({self.dossier.subject.value: self.dossier.key})

    @property
    def base(self) -> str:
        """Return the address of the dossier without what was asked."""
        return f"/besturen/{self.board.number}/inkoop/dossier" if self.board else "/inkoop/dossier"


@dataclass(frozen=True, slots=True)
class ChoosePage(Words):
    """What a dossier or a comparison can be asked for; `chosen` holds the products that were picked already."""

    choices: Choices
    board: BoardName | None = None
    chosen: tuple[str, ...] = ()
    places: range = range(MOST)
    told: bool = False


@dataclass(frozen=True, slots=True)
class ComparePage(Words):
    """Products side by side."""

    found: Comparison

    @property
    def query(self) -> str:
        """Return the products as part of an address."""
        return urlencode([("product", one.key) for one in self.found.products])


@router.get("/inkoop/dossier")
def show_dossier(
    *, session: SessionDep, act: ActDep, page: PageDep, component: Component = "", product: Product = ""
) -> Response:
    """Show the public dossier, or ask of what."""
    if not component and not product:
        return page.render("procurement/choose.html", ChoosePage(choices=choices(session)))
    found = public_dossier(session, *asked_of(component, product), by=act)
    return page.render("procurement/dossier.html", DossierPage(dossier=found))


@router.get("/inkoop/dossier.{extension}")
def hand_out_dossier(
    extension: str,
    *,
    session: SessionDep,
    act: ActDep,
    settings: SettingsDep,
    component: Component = "",
    product: Product = "",
) -> Response:
    """Hand out the public dossier."""
    found = public_dossier(session, *asked_of(component, product), by=act)
    return _handed_out(found, extension, settings)


@router.get("/besturen/{number}/inkoop/dossier")
def show_board_dossier(
    number: BoardNumber,
    *,
    session: SessionDep,
    act: ActDep,
    page: PageDep,
    component: Component = "",
    product: Product = "",
) -> Response:
    """Show the dossier with what the board has itself, or ask of what."""
    if not component and not product:
        board = open_board(session, number, by=act)
        model = ChoosePage(choices=choices(session), board=BoardName(board.number, board.name))
        return page.render("procurement/choose.html", model)
    found = own_dossier(session, number, *asked_of(component, product), by=act)
    board_name = BoardName(number, found.board.name if found.board else number)
    return page.render("procurement/dossier.html", DossierPage(dossier=found, board=board_name))


@router.get("/besturen/{number}/inkoop/dossier.{extension}")
def hand_out_board_dossier(
    number: BoardNumber,
    extension: str,
    *,
    session: SessionDep,
    act: ActDep,
    settings: SettingsDep,
    component: Component = "",
    product: Product = "",
) -> Response:
    """Hand out the dossier of a board."""
    found = own_dossier(session, number, *asked_of(component, product), by=act)
    return _handed_out(found, extension, settings)


@router.get("/inkoop/vergelijken")
def compare(*, session: SessionDep, act: ActDep, page: PageDep, product: Products = []) -> Response:  # noqa: B006
    """Compare products, or ask which; with too few or too many the page says how many it takes."""
    keys = _keys(product)
    if not FEWEST <= len(keys) <= MOST:
        model = ChoosePage(choices=choices(session), chosen=keys[:MOST], told=len(keys) > 1)
        return page.render("procurement/choose_products.html", model)
    return page.render("procurement/compare.html", ComparePage(found=comparison(session, keys, on=act.today)))


@router.get("/inkoop/vergelijken.{extension}")
def hand_out_comparison(
    extension: str,
    *,
    session: SessionDep,
    act: ActDep,
    product: Products = [],  # noqa: B006 - FastAPI copies it
) -> Response:
    """Hand out a comparison."""
    return _attached(comparison_file(comparison(session, _keys(product), on=act.today), extension))


def _keys(asked: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(clean_key(one) for one in asked if one))


def _handed_out(found: TenderDossier, extension: str, settings: SettingsDep) -> Response:
    if extension == "json":
        name = f"ocds-{found.subject.value}-{found.as_of}.json"
        text = json.dumps(ocds_of(found, settings), ensure_ascii=False, indent=1)
        return _attached(Handout(name, "application/json", text.encode()))
    return _attached(dossier_file(found, extension))


def _attached(made: Handout) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{made.name}"', "Cache-Control": "no-store"}
    return Response(made.content, media_type=made.media_type, headers=headers)
