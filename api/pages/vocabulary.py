"""The concepts: all schemes with search, one scheme, one concept, our terms, the norms, and the files behind them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import FileResponse

from api.deps import NowDep, PageDep, SessionDep
from api.paging import Paging, WindowDep, paging
from swc.access.kinds import AMSTERDAM
from swc.catalogue.concept_queries import (
    ConceptDetail,
    ConceptSummary,
    SchemeSummary,
    concept_detail,
    find_concepts,
    scheme_concepts,
    scheme_summaries,
    scheme_summary,
)
from vocab.documents import document
from vocab.labels import Term, compact, own_terms
from vocab.norms import Norm, norms

router = APIRouter(prefix="/begrippen")

Search = Annotated[str, Query(max_length=200)]


@dataclass(frozen=True, slots=True)
class VocabularyPage:
    """All schemes; with a search also the concepts that fit, in one scheme if `chosen` names it."""

    schemes: tuple[SchemeSummary, ...]
    search: str
    chosen: str
    found: Paging[ConceptSummary]
    titles: dict[str, SchemeSummary]


@dataclass(frozen=True, slots=True)
class SchemePage:
    """One scheme with a page of its concepts."""

    scheme: SchemeSummary
    concepts: Paging[ConceptSummary]


@dataclass(frozen=True, slots=True)
class ConceptPage:
    """One concept and the scheme it is in."""

    scheme: SchemeSummary
    detail: ConceptDetail


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
) -> Response:
    """Show all schemes, and the concepts that fit a search."""
    schemes = scheme_summaries(session)
    found = find_concepts(session, zoek, scheme=lijst)
    results = paging(request, window, window.cut(found), len(found))
    titles = {one.name: one for one in schemes}
    return page.render("vocabulary/vocabulary.html", VocabularyPage(schemes, zoek.strip(), lijst, results, titles))


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


@router.get("/{name}.ttl")
def turtle(name: str) -> Response:
    """Give a scheme, the ontology, norms, sources or shapes as Turtle."""
    found = document(f"{name}.ttl")
    return FileResponse(found.path, media_type=found.media_type)


@router.get("/context.jsonld")
def context() -> Response:
    """Give the JSON-LD context that turns our JSON names into terms."""
    found = document("context.jsonld")
    return FileResponse(found.path, media_type=found.media_type)


@router.get("/{scheme}")
def scheme(scheme: str, request: Request, session: SessionDep, page: PageDep, window: WindowDep) -> Response:
    """Show one scheme with its concepts."""
    found = scheme_concepts(session, scheme)
    lines = paging(request, window, window.cut(found), len(found))
    return page.render("vocabulary/scheme.html", SchemePage(scheme_summary(session, scheme), lines))


@router.get("/{scheme}/{code}")
def concept(scheme: str, code: str, session: SessionDep, page: PageDep) -> Response:
    """Show one concept with definition, sources and neighbours."""
    found = concept_detail(session, scheme, code)
    return page.render("vocabulary/concept.html", ConceptPage(scheme_summary(session, scheme), found))
