"""The reference architecture to browse: elements by type, domain and word, one element, the drawings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from markupsafe import Markup
from sqlmodel import Session

from api.deps import ActDep, IrisDep, PageDep, SessionDep
from api.paging import Paging, WindowDep, paging
from fora import domain_map, element_queries, queries, view_queries
from fora.drawing.twin import Twin, twin
from fora.earlier import ElementVersion, element_versions
from fora.kinds import Reached
from fora.schemas import (
    Derived,
    ElementDetail,
    ElementSummary,
    Facet,
    RelationFact,
    ReleaseInfo,
    ViewDetail,
    ViewRef,
)
from fora.svg import draw
from swc.catalogue.mappings.ends import FORA
from swc.catalogue.mappings.kinds import End
from swc.catalogue.mappings.queries import mappings_of
from swc.catalogue.mappings.schemas import MappingFact

router = APIRouter(prefix="/fora")

Word = Annotated[str, Query(max_length=200, pattern=r"^[^\x00]*$")]
SVG = "image/svg+xml"


@dataclass(frozen=True, slots=True)
class ForaPage:
    """A page of elements of the published release, with what to narrow it by; no release shows none."""

    release: ReleaseInfo | None
    found: Paging[ElementSummary]
    search: str
    fora_type: str
    domain: str
    types: tuple[Facet, ...]
    domains: tuple[Facet, ...]


@dataclass(frozen=True, slots=True)
class ElementPage:
    """One element with one page of its relations; `derived` holds what a component reaches, by kind."""

    element: ElementDetail
    relations: Paging[RelationFact]
    versions: tuple[ElementVersion, ...]
    derived: tuple[tuple[Reached, tuple[Derived, ...]], ...]
    mappings: tuple[MappingFact, ...]


@dataclass(frozen=True, slots=True)
class ViewsPage:
    """The drawings of the published release."""

    release: ReleaseInfo | None
    found: Paging[ViewRef]
    search: str
    generated: str


@dataclass(frozen=True, slots=True)
class ViewPage:
    """One drawing and its table twin; `generated` says that it was made from the release, not stored in it."""

    view: ViewDetail
    svg: Markup
    twin: Twin
    generated: bool


@router.get("")
def browse(
    request: Request,
    session: SessionDep,
    page: PageDep,
    window: WindowDep,
    *,
    zoek: Word = "",
    soort: Word = "",
    domein: Word = "",
) -> Response:
    """Show elements by word, type and domain."""
    found = queries.elements(
        session, search=zoek, fora_type=soort, domain=domein, offset=window.offset, limit=window.size
    )
    shown = ForaPage(
        release=queries.published(session),
        found=paging(request, window, found.items, found.total),
        search=zoek,
        fora_type=soort,
        domain=domein,
        types=queries.type_facets(session),
        domains=queries.domain_facets(session),
    )
    return page.render("fora/browse.html", shown)


@router.get("/elementen/{guid}")
def element(
    *,
    guid: str,
    request: Request,
    session: SessionDep,
    act: ActDep,
    page: PageDep,
    iris: IrisDep,
    window: WindowDep,
) -> Response:
    """Show one element with its relations, drawings and, for a component, what it reaches.

    A relation has no page of its own: its address leads to the element it starts from. An element that the published
    release no longer has is shown as the last release had it.
    """
    versions = element_versions(session, guid)
    if versions and not any(one.published for one in versions):
        return page.see_other(f"/fora/releases/{versions[0].release_version}/elementen/{guid}")
    key = element_queries.element_key(session, guid)
    if key != guid:
        return page.see_other(address("element", key))
    found = element_queries.open_element(session, key)
    relations = paging(request, window, window.cut(found.relations), len(found.relations))
    mappings = mappings_of(session, iris, End(FORA, key), by=act)
    return page.render("fora/element.html", _element_page(found, relations, versions, mappings))


@router.get("/platen")
def views(request: Request, session: SessionDep, page: PageDep, window: WindowDep, *, zoek: Word = "") -> Response:
    """Show the list of drawings."""
    found = [one for one in view_queries.views(session) if zoek.lower() in one.name.lower()]
    lines = paging(request, window, window.cut(found), len(found))
    return page.render("fora/views.html", ViewsPage(queries.published(session), lines, zoek, domain_map.GUID))


@router.get("/platen/{guid}.svg")
def view_file(guid: str, session: SessionDep) -> Response:
    """Give one drawing as a file."""
    found = _view(session, guid)
    headers = {"Content-Disposition": f'attachment; filename="fora-{found.guid}.svg"'}
    return Response(draw(found, link=address), media_type=SVG, headers=headers)


@router.get("/platen/{guid}")
def view(guid: str, session: SessionDep, page: PageDep) -> Response:
    """Show one drawing with its table twin."""
    found = _view(session, guid)
    svg = Markup(draw(found, link=address))  # noqa: S704 - the drawing escapes every text it holds
    return page.render("fora/view.html", ViewPage(found, svg, twin(found), guid == domain_map.GUID))


def address(kind: str, guid: str) -> str:
    """Return the page of an element or a drawing."""
    return f"/fora/elementen/{guid}" if kind == "element" else f"/fora/platen/{guid}"


def _view(session: Session, guid: str) -> ViewDetail:
    return domain_map.domain_map(session) if guid == domain_map.GUID else view_queries.open_view(session, guid)


def _element_page(
    found: ElementDetail,
    relations: Paging[RelationFact],
    versions: tuple[ElementVersion, ...],
    mappings: tuple[MappingFact, ...],
) -> ElementPage:
    kinds = {kind: tuple(one for one in found.derived if one.kind is kind) for kind in Reached}
    return ElementPage(
        element=found,
        relations=relations,
        versions=versions,
        derived=tuple((kind, facts) for kind, facts in kinds.items() if facts),
        mappings=mappings,
    )
