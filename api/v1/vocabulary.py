"""Concept schemes as JSON: all schemes, the concepts of one, one concept, and a search over all of them."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from api.deps import SessionDep
from api.paging import WindowDep, paging
from swc.access.schemas import ReadModel
from swc.catalogue.concept_queries import (
    concept_detail,
    find_concepts,
    narrower_concepts,
    scheme_concepts,
    scheme_summaries,
    scheme_summary,
)
from swc.catalogue.concept_schemas import ConceptDetail, ConceptSummary, SchemeSummary

router = APIRouter(prefix="/api/v1", tags=["Begrippen"])

Search = Annotated[str, Query(min_length=1, max_length=200, description="Wat u zoekt in term, notatie of definitie")]
WithOld = Annotated[bool, Query(description="Ook begrippen die vervallen zijn")]
InScheme = Annotated[str, Query(max_length=60, description="Alleen begrippen van deze lijst")]


class SchemeList(ReadModel):
    """A page of schemes."""

    items: tuple[SchemeSummary, ...]
    page: int
    page_size: int
    total: int


class ConceptList(ReadModel):
    """A page of concepts."""

    items: tuple[ConceptSummary, ...]
    page: int
    page_size: int
    total: int


@router.get("/concept-schemes", summary="Alle begrippenlijsten", response_model=SchemeList)
def concept_schemes(request: Request, response: Response, session: SessionDep, window: WindowDep) -> dict[str, Any]:
    """Return the schemes, by Dutch title."""
    found = scheme_summaries(session)
    return paging(request, window, window.cut(found), len(found)).tell(response)


@router.get("/concept-schemes/{scheme}", summary="Eén begrippenlijst")
def concept_scheme(scheme: str, session: SessionDep) -> SchemeSummary:
    """Return one scheme."""
    return scheme_summary(session, scheme)


@router.get(
    "/concept-schemes/{scheme}/concepts",
    summary="De begrippen van een lijst, in leesvolgorde",
    response_model=ConceptList,
)
def concepts(
    scheme: str,
    request: Request,
    response: Response,
    session: SessionDep,
    window: WindowDep,
    *,
    deprecated: WithOld = True,
) -> dict[str, Any]:
    """Return the concepts of a scheme in reading order, deprecated ones last."""
    found = scheme_concepts(session, scheme, deprecated=deprecated, offset=window.offset, limit=window.size)
    return paging(request, window, found.items, found.total).tell(response)


@router.get(
    "/concept-schemes/{scheme}/concepts/{code}", summary="Eén begrip met definitie, bronnen en verwante begrippen"
)
def concept(scheme: str, code: str, session: SessionDep) -> ConceptDetail:
    """Return one concept with everything that is known of it."""
    return concept_detail(session, scheme, code)


@router.get(
    "/concept-schemes/{scheme}/concepts/{code}/narrower",
    summary="De begrippen direct onder een begrip",
    response_model=ConceptList,
)
def narrower(
    scheme: str, code: str, request: Request, response: Response, session: SessionDep, *, window: WindowDep
) -> dict[str, Any]:
    """Return the concepts in force right below one, in reading order."""
    concept_detail(session, scheme, code)
    found = narrower_concepts(session, scheme, code, offset=window.offset, limit=window.size)
    return paging(request, window, found.items, found.total).tell(response)


@router.get("/concepts", summary="Zoeken in alle begrippen, het beste eerst", response_model=ConceptList)
def search(
    request: Request,
    response: Response,
    session: SessionDep,
    window: WindowDep,
    *,
    search: Search,
    scheme: InScheme = "",
    deprecated: WithOld = False,
) -> dict[str, Any]:
    """Return the concepts that fit, best first; case, diacritics and punctuation do not count."""
    found = find_concepts(
        session, search, scheme=scheme, deprecated=deprecated, offset=window.offset, limit=window.size
    )
    return paging(request, window, found.items, found.total).tell(response)
