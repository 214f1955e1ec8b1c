"""Our own terms by their path: 303 to page or data, and the data in every notation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from pyoxigraph import RdfFormat, serialize

from api.deps import ActDep, SessionDep
from api.linked.answers import State, chosen_suffix, split, told
from api.linked.describing import description
from api.linked.routes import SparqlDep
from api.linked.terms import KINDS, Place, place_of
from api.media import Media
from api.sparql.scopes import PUBLIC
from api.sparql.service import Sparql
from vocab.reading import quads

router = APIRouter()


Route = Callable[..., Response]


def _each(ending: str) -> Callable[[Route], Route]:
    """Register a route under the path of every kind of term."""

    def register(route: Route) -> Route:
        for kind in KINDS:
            router.add_api_route(f"/{kind}{ending}", route, methods=["GET"])
        return route

    return register


@_each("")
@_each(".{extension}")
def all_of_a_kind(request: Request, session: SessionDep, act: ActDep, sparql: SparqlDep) -> Response:
    """Tell of the ontology, or of all schemes, norms, sources or shapes."""
    kind, media = split(request.url.path.strip("/"))
    return _answer(request, session, act, sparql, place=place_of(kind, ""), media=media)


@_each("/{key:path}")
def one_of_a_kind(key: str, request: Request, session: SessionDep, act: ActDep, sparql: SparqlDep) -> Response:
    """Tell of one term, scheme, concept, norm, source or shape."""
    plain, media = split(key.strip("/"))
    kind = request.url.path.split("/")[1]
    return _answer(request, session, act, sparql, place=place_of(kind, plain), media=media)


def _answer(
    request: Request,
    session: SessionDep,
    act: ActDep,
    sparql: Sparql,
    *,
    place: Place,
    media: Media | None,
) -> Response:
    if media is None:
        suffix = chosen_suffix(request)
        address = f"{request.url.path.rstrip('/')}{suffix}" if suffix else place.page
        return RedirectResponse(
            address, status_code=303, headers={"Vary": "Accept", "Access-Control-Allow-Origin": "*"}
        )
    state = State(sparql.writer.files(PUBLIC).values(), place.iri, media.name)
    return told(request, media, state, lambda: _told(session, act, sparql, place), iri=place.iri)


def _told(session: SessionDep, act: ActDep, sparql: Sparql, place: Place) -> str:
    """Return what the files of a term say, else what the public graphs do."""
    if place.files:
        return whole(place.files)
    return description(session, sparql, place.iri, act=act, scope=PUBLIC)


def whole(files: Sequence[Path]) -> str:
    """Return the triples of some Turtle files as N-Triples."""
    triples = (quad.triple for quad in quads(files))
    return (serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode()
