"""The concepts: all schemes with search, one scheme, one concept, our terms, the norms, and the files behind them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import FileResponse

from api.deps import ActDep, IrisDep, NowDep, PageDep, SessionDep
from api.paging import Paging, WindowDep, paging
from swc.access.kinds import AMSTERDAM
from swc.catalogue.concept_queries import (
    concept_detail,
    find_concepts,
    narrower_concepts,
    scheme_concepts,
    scheme_summaries,
    scheme_summary,
)
from swc.catalogue.concept_schemas import ConceptDetail, ConceptSummary, SchemeSummary
from swc.catalogue.mappings.kinds import End
from swc.catalogue.mappings.queries import mappings_of
from swc.catalogue.mappings.schemas import MappingFact
from vocab.documents import document
from vocab.labels import Term, compact, labels, own_terms
from vocab.norms import Norm, norms
from vocab.shape_list import Shape, shapes
from vocab.sources import Source, sources

router = APIRouter(prefix="/begrippen")

OPEN = {"Access-Control-Allow-Origin": "*", "Cache-Control": "public, max-age=3600"}

Search = Annotated[str, Query(max_length=200)]
WithOld = Annotated[bool, Query(description="Toon ook vervallen begrippen")]


@dataclass(frozen=True, slots=True)
class VocabularyPage:
    """All schemes; with a search also the concepts that fit, in one scheme if `chosen` names it."""

    schemes: tuple[SchemeSummary, ...]
    search: str
    chosen: str
    deprecated: bool
    found: Paging[ConceptSummary]
    titles: dict[str, SchemeSummary]


@dataclass(frozen=True, slots=True)
class SchemePage:
    """One scheme with a page of its concepts; `deprecated` says that those no longer in force are among them."""

    scheme: SchemeSummary
    concepts: Paging[ConceptSummary]
    deprecated: bool


@dataclass(frozen=True, slots=True)
class ConceptPage:
    """One concept and the scheme it is in."""

    scheme: SchemeSummary
    detail: ConceptDetail
    mappings: tuple[MappingFact, ...]


@dataclass(frozen=True, slots=True)
class NarrowerPage:
    """A page of the concepts right below one."""

    scheme: SchemeSummary
    detail: ConceptDetail
    concepts: Paging[ConceptSummary]


@dataclass(frozen=True, slots=True)
class ShapeLine:
    """A shape with the short name of what it is about, and what that is called."""

    shape: Shape
    about: str
    label_nl: str
    label_en: str


@dataclass(frozen=True, slots=True)
class ShapesPage:
    """Every shape, by the document that holds it."""

    documents: tuple[tuple[str, tuple[ShapeLine, ...]], ...]


@dataclass(frozen=True, slots=True)
class SourcesPage:
    """Every document that the vocabulary rests on, by title."""

    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class TermLine:
    """A term of ours with the short names of what it refines."""

    term: Term
    refines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TermsPage:
    """Our classes and properties."""

    classes: tuple[TermLine, ...]
    properties: tuple[TermLine, ...]


@dataclass(frozen=True, slots=True)
class NormLine:
    """A value of a norm; `holds` says whether it is in force today."""

    norm: Norm
    holds: bool


@dataclass(frozen=True, slots=True)
class NormsPage:
    """Every value of every norm."""

    lines: tuple[NormLine, ...]


@router.get("")
def vocabulary(
    request: Request,
    session: SessionDep,
    page: PageDep,
    window: WindowDep,
    *,
    zoek: Search = "",
    lijst: Search = "",
    vervallen: WithOld = False,
) -> Response:
    """Show all schemes, and the concepts that fit a search."""
    schemes = scheme_summaries(session)
    found = find_concepts(session, zoek, scheme=lijst, deprecated=vervallen, offset=window.offset, limit=window.size)
    results = paging(request, window, found.items, found.total)
    titles = {one.name: one for one in schemes}
    shown = VocabularyPage(schemes, zoek.strip(), lijst, vervallen, results, titles)
    return page.render("vocabulary/vocabulary.html", shown)


@router.get("/ontologie")
def terms(page: PageDep) -> Response:
    """Show our classes and properties."""
    lines = [TermLine(one, tuple(compact(iri) for iri in one.refines)) for one in own_terms()]
    classes = tuple(one for one in lines if one.term.is_class)
    return page.render("vocabulary/terms.html", TermsPage(classes, tuple(one for one in lines if one not in classes)))


@router.get("/normen")
def thresholds(page: PageDep, now: NowDep) -> Response:
    """Show the thresholds and dates that rules use."""
    today = now.astimezone(AMSTERDAM).date()
    lines = tuple(NormLine(one, one.holds(today)) for one in norms())
    return page.render("vocabulary/norms.html", NormsPage(lines))


@router.get("/vormen")
def all_shapes(page: PageDep) -> Response:
    """Show the SHACL shapes that our data keep."""
    known = labels()
    lines = [ShapeLine(one, compact(one.about), *known.get(one.about, ("", ""))) for one in shapes()]
    names = dict.fromkeys(line.shape.document for line in lines)
    documents = tuple((name, tuple(line for line in lines if line.shape.document == name)) for name in names)
    return page.render("vocabulary/shapes.html", ShapesPage(documents))


@router.get("/bronnen")
def all_sources(page: PageDep) -> Response:
    """Show the documents that the vocabulary rests on."""
    found = sorted(sources().values(), key=lambda one: one.title.casefold())
    return page.render("vocabulary/sources.html", SourcesPage(tuple(found)))


@router.get("/{name}.ttl")
def turtle(name: str) -> Response:
    """Give a scheme, the ontology, norms, sources or shapes as Turtle."""
    found = document(f"{name}.ttl")
    return FileResponse(found.path, media_type=found.media_type, headers=OPEN)


@router.get("/context.jsonld")
def context() -> Response:
    """Give the JSON-LD context that turns our JSON names into terms; scripts of any site may read it."""
    found = document("context.jsonld")
    return FileResponse(found.path, media_type=found.media_type, headers=OPEN)


@router.get("/{scheme}")
def scheme(
    scheme: str,
    request: Request,
    session: SessionDep,
    page: PageDep,
    window: WindowDep,
    *,
    vervallen: WithOld = False,
) -> Response:
    """Show one scheme with its concepts."""
    found = scheme_concepts(session, scheme, deprecated=vervallen, offset=window.offset, limit=window.size)
    lines = paging(request, window, found.items, found.total)
    return page.render("vocabulary/scheme.html", SchemePage(scheme_summary(session, scheme), lines, vervallen))


@router.get("/{scheme}/{code}")
def concept(*, scheme: str, code: str, session: SessionDep, act: ActDep, page: PageDep, iris: IrisDep) -> Response:
    """Show one concept with definition, sources, neighbours and what it is mapped on."""
    found = concept_detail(session, scheme, code)
    mappings = mappings_of(session, iris, End(scheme, code), by=act)
    return page.render("vocabulary/concept.html", ConceptPage(scheme_summary(session, scheme), found, mappings))


@router.get("/{scheme}/{code}/onderliggend")
def narrower(
    scheme: str, code: str, request: Request, session: SessionDep, page: PageDep, *, window: WindowDep
) -> Response:
    """Show the concepts right below one, page by page."""
    detail = concept_detail(session, scheme, code)
    found = narrower_concepts(session, scheme, code, offset=window.offset, limit=window.size)
    lines = paging(request, window, found.items, found.total)
    return page.render("vocabulary/narrower.html", NarrowerPage(scheme_summary(session, scheme), detail, lines))
