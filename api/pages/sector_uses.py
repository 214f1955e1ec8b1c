"""The uses of every board that shares, as a page: narrowed by fields, and read on from where one is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from sqlmodel import Session

from api.deps import ActDep, PageDep, SessionDep
from api.sector_uses import links, narrowed_to, position
from fora.queries import components
from swc.dependency.uses.queries import open_choices, open_page
from swc.dependency.uses.schemas import SectorUse, SectorUseList, UseChoices, UseFilter

router = APIRouter(prefix="/sector")

_PAGE = 50
_HERE = "/sector/applicaties"


@dataclass(frozen=True, slots=True)
class SectorUsesPage:
    """A page of uses with what they can be narrowed by; `query` asks the same of the JSON and the files."""

    items: tuple[SectorUse, ...]
    chosen: UseFilter
    choices: UseChoices
    components: dict[str, str]
    links: dict[str, str]
    query: dict[str, str]


@router.get("/applicaties")
def show_uses(
    *,
    session: SessionDep,
    act: ActDep,
    page: PageDep,
    request: Request,
    product: Annotated[str, Query(max_length=120)] = "",
    component: Annotated[str, Query(max_length=32)] = "",
    leverancier: Annotated[str, Query(max_length=120)] = "",
    bestuur: Annotated[str, Query(max_length=10)] = "",
    cursor: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    """Show which board uses what, fifty at a time, by the number of the board."""
    chosen = narrowed_to(product.strip(), component.strip(), leverancier.strip(), bestuur.strip(), None)
    return page.render("dependency/sector_uses.html", _page(session, request, chosen, cursor, act))


def _page(session: Session, request: Request, chosen: UseFilter, cursor: str, act: ActDep) -> SectorUsesPage:
    at = position(chosen, cursor) if cursor else None
    found = open_page(request.app.state.lines, session, chosen, at, limit=_PAGE, by=act)
    own = [("product", chosen.product), ("component", chosen.component)]
    own += [("leverancier", chosen.vendor), ("bestuur", chosen.board)]
    asked = {"product": chosen.product, "component": chosen.component, "vendor": chosen.vendor, "board": chosen.board}
    return SectorUsesPage(
        items=SectorUseList.model_validate_json(found.json).items,
        chosen=chosen,
        choices=open_choices(session, by=act),
        components={one.guid: one.name for one in components(session)},
        links=links(_HERE, [pair for pair in own if pair[1]], chosen, found),
        query=asked,
    )
