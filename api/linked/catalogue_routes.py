"""The description of what is published here: DCAT at `/catalogus.<notation>`, VoID at `/.well-known/void`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from pyoxigraph import RdfFormat, Triple, serialize

from api.deps import SessionDep, SettingsDep
from api.graph.scopes import PUBLIC
from api.linked.answers import BY_EXTENSION, State, told
from api.linked.dcat import Publisher, catalogue, publisher_of
from api.linked.holdings import holdings
from api.linked.routes import SparqlDep
from api.linked.void import ADDRESS, void
from api.media import HTML, RDF, Media, negotiate
from api.sparql.service import Sparql
from swc.errors import NotFoundError

router = APIRouter()


@router.get("/catalogus.{extension}")
def dcat(extension: str, request: Request, session: SessionDep, settings: SettingsDep, sparql: SparqlDep) -> Response:
    """Give the catalogue after DCAT-AP-NL."""
    media = BY_EXTENSION.get(extension)
    if media is None:
        raise NotFoundError("Dit adres bestaat niet.")
    by = publisher_of(settings)

    def triples() -> Iterator[Triple]:
        return catalogue(holdings(session, sparql.writer), by)

    return _answer(request, sparql, media, triples, iri=f"{by.base}/catalogus#catalogus", by=by)


@router.get(ADDRESS)
def well_known(request: Request, settings: SettingsDep, sparql: SparqlDep) -> Response:
    """Give what VoID says of the public graphs; a browser is sent to the page of the catalogue."""
    by = publisher_of(settings)
    chosen = negotiate(request.headers.get("accept", ""), (*RDF, HTML)) or RDF[0]
    if chosen is HTML:
        return RedirectResponse("/catalogus", status_code=303, headers={"Vary": "Accept"})
    return _answer(request, sparql, chosen, lambda: void(sparql.writer, by), iri=f"{by.base}{ADDRESS}#alles", by=by)


def _answer(
    request: Request,
    sparql: Sparql,
    media: Media,
    triples: Callable[[], Iterator[Triple]],
    *,
    iri: str,
    by: Publisher,
) -> Response:
    state = State(sparql.writer.files(PUBLIC).values(), repr(by), media.name)

    def tell() -> str:
        return (serialize(triples(), format=RdfFormat.N_TRIPLES) or b"").decode()

    return told(request, media, state, tell, iri=iri)
