"""Dereferencing (303, Cool URIs for the Semantic Web 4.2): `/id/…` names the thing, `/doc/…` tells about it.

A browser is sent on to the page of the thing, everything else to data: a description by the SPARQL store of exactly
the scope that the caller may see, so that what is not yours does not exist here either.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import FileResponse, RedirectResponse
from starlette.exceptions import HTTPException

from api.deps import ActDep, SessionDep
from api.linked.places import board_of, page_of
from api.media import HTML, RDF, Media, negotiate
from api.sparql.pool import Question
from api.sparql.results import triples_as
from api.sparql.scopes import PUBLIC, board_scope, graphs_of
from api.sparql.service import Sparql
from swc.errors import NotFoundError
from vocab.iris import KINDS

router = APIRouter()

_BY_EXTENSION = {media.extension: media for media in RDF}


def _sparql(request: Request) -> Sparql:
    found: Sparql = request.app.state.sparql
    return found


SparqlDep = Annotated[Sparql, Depends(_sparql)]


@router.get("/id/{kind}/{key:path}")
def thing(request: Request, kind: str, key: str) -> Response:
    """Send on to the page or the data about a thing, as the Accept header wants (303)."""
    if kind not in KINDS:
        raise NotFoundError("Dit adres bestaat niet.")
    chosen = negotiate(request.headers.get("accept", ""), (HTML, *RDF))
    if chosen is None:
        raise HTTPException(406, "Deze weergave is er niet: vraag HTML, Turtle, N-Triples, JSON-LD of RDF/XML.")
    suffix = "" if chosen is HTML else f".{chosen.extension}"
    return RedirectResponse(f"/doc/{kind}/{key}{suffix}", status_code=303, headers={"Vary": "Accept"})


@router.get("/doc/{kind}/{key:path}")
def document(kind: str, key: str, session: SessionDep, act: ActDep, sparql: SparqlDep) -> Response:
    """Give the data about a thing (`….ttl`, `.nt`, `.jsonld`, `.rdf`), or send on to its page."""
    plain, _, extension = key.rpartition(".")
    media = _BY_EXTENSION.get(extension)
    if media is not None:
        return _data(session, act, sparql, kind=kind, key=plain, media=media)
    page = page_of(session, act, kind, key)
    if page is None:
        raise NotFoundError("Dit adres bestaat niet.")
    return RedirectResponse(page, status_code=303)


def _data(session: SessionDep, act: ActDep, sparql: Sparql, *, kind: str, key: str, media: Media) -> Response:
    if kind not in KINDS:
        raise NotFoundError("Dit adres bestaat niet.")
    iri = sparql.writer.iris.thing(kind, *key.split("/"))
    board_number = board_of(session, act, kind, key)
    scope = board_scope(board_number) if board_number else PUBLIC
    found = sparql.ask(session, Question(f"DESCRIBE <{iri}>"), act=act, scope=scope)
    if not found.triples:
        raise NotFoundError("Hierover zijn geen gegevens.")
    cache = "no-store" if board_number else "public, max-age=300"
    headers = {"Cache-Control": cache, "Link": f'<{iri}>; rel="describes"', "Vary": "Accept"}
    body = triples_as(found.triples, media)
    return Response(body, media_type=f"{media.media_type}; charset=utf-8", headers=headers)


@router.get("/graph/{name:path}")
def graph(name: str, session: SessionDep, act: ActDep, sparql: SparqlDep) -> Response:
    """Give a whole graph as N-Triples: a public one to anybody, a board's own to who may read that board."""
    board_number = name.removeprefix("board/") if name.startswith("board/") else None
    scope = graphs_of(session, sparql.writer, act=act, scope=name if board_number else PUBLIC)
    found = scope.graphs.get(sparql.writer.iris.graph(name))
    if found is None:
        raise NotFoundError("Deze graaf bestaat niet.")
    cache = "no-store" if board_number else "public, max-age=300"
    return FileResponse(found.path, media_type="application/n-triples", headers={"Cache-Control": cache})
