"""What is published here, for people: data sets, forms, services and the terms of use."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from api.deps import PageDep, SessionDep, SettingsDep
from api.graph.writer import GraphWriter
from api.linked.holdings import Holding, Service, holdings

router = APIRouter()


@dataclass(frozen=True, slots=True)
class HoldingsPage:
    """Data sets by themselves, those that are a part of another apart, and the services."""

    holdings: tuple[Holding, ...]
    parts: tuple[Holding, ...]
    services: tuple[Service, ...]
    licence: str


@router.get("/catalogus")
def data_catalogue(request: Request, session: SessionDep, settings: SettingsDep, page: PageDep) -> Response:
    """Show what is published here."""
    writer: GraphWriter = request.app.state.graphs
    found = holdings(session, writer)
    whole = tuple(one for one in found.holdings if not one.part_of)
    parts = tuple(one for one in found.holdings if one.part_of)
    return page.render("holdings/holdings.html", HoldingsPage(whole, parts, found.services, settings.data_licence))
