"""Buying as JSON: tender dossiers in OCDS 1.1.5 shape, products side by side, and joint-buying matches."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response

from api.board_door import BoardNumber
from api.catalogue_door import clean_key
from api.deps import ActDep, SessionDep, SettingsDep
from api.procurement_query import Component, Product, Products, asked_of, ocds_of, own_dossier, public_dossier
from api.v1.etags import IfMatch, tag
from swc.access.schemas import Input
from swc.boards.joint_buying import JointBuyingChange, change_joint_buying
from swc.procurement.comparison import comparison
from swc.procurement.match_schemas import BoardMatches, SectorMatches
from swc.procurement.matches import board_matches, sector_matches
from swc.procurement.schemas import Comparison

router = APIRouter(prefix="/api/v1", tags=["Inkoop"])


class JointBuyingChoice(Input):
    """Whether a board wants to be named from now on."""

    joint_buying: bool


@router.get("/tender-dossiers", summary="Openbaar aanbestedingsdossier als OCDS-pakket")
def tender_dossier(
    *, session: SessionDep, act: ActDep, settings: SettingsDep, component: Component = "", product: Product = ""
) -> dict[str, Any]:
    """Return what to ask of who supplies a component, or a product like this one, as an OCDS release package."""
    return ocds_of(public_dossier(session, *asked_of(component, product), by=act), settings)


@router.get("/boards/{number}/tender-dossiers", summary="Aanbestedingsdossier van een bestuur als OCDS-pakket")
def board_tender_dossier(
    *,
    number: BoardNumber,
    session: SessionDep,
    act: ActDep,
    settings: SettingsDep,
    component: Component = "",
    product: Product = "",
) -> dict[str, Any]:
    """Return the same with the board as buyer; nothing of what is in a DPIA."""
    return ocds_of(own_dossier(session, number, *asked_of(component, product), by=act), settings)


@router.get("/product-comparison", summary="Twee tot zes producten op dezelfde eisen vergeleken")
def compare_products(*, session: SessionDep, act: ActDep, product: Products) -> Comparison:
    """Return the answers of each product on each requirement, unknown apart from no."""
    return comparison(session, [clean_key(one) for one in product], on=act.today)


@router.get("/boards/{number}/joint-buying", summary="Met hoeveel besturen een bestuur samen kan inkopen")
def joint_buying(number: BoardNumber, session: SessionDep, act: ActDep, response: Response) -> BoardMatches:
    """Return the groups in which a board stands, with figures over as many boards as may be told."""
    found = board_matches(session, number, by=act)
    tag(response, found.row_version)
    return found


@router.put("/boards/{number}/joint-buying", summary="Kiezen of een bestuur genoemd wordt")
def choose_joint_buying(
    *,
    number: BoardNumber,
    data: JointBuyingChoice,
    version: IfMatch,
    session: SessionDep,
    act: ActDep,
    response: Response,
) -> BoardMatches:
    """Set whether a board is named to boards with which it could buy together; `If-Match` holds its version."""
    change = JointBuyingChange(joint_buying=data.joint_buying, expected_version=version)
    change_joint_buying(session, number, change, by=act)
    found = board_matches(session, number, by=act)
    tag(response, found.row_version)
    return found


@router.get("/sector/joint-buying", summary="Wat besturen die delen samen kunnen inkopen")
def sector_joint_buying(session: SessionDep, act: ActDep) -> SectorMatches:
    """Return every group that may be told, for who reads the sector."""
    return sector_matches(session, by=act)
