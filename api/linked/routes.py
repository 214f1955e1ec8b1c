"""Dereferencing (303, Cool URIs for the Semantic Web 4.2): `/id/…` names the thing, `/doc/…` tells about it.

A browser is sent on to the page of the thing, everything else to data: a description by the SPARQL store of exactly
the scope that the caller may see, so that what is not yours does not exist here either.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse

from api.deps import ActDep, SessionDep
from api.linked.answers import State, chosen_suffix, split, told
from api.linked.describing import description
from api.linked.places import board_of, page_of
from api.linked.retired import retired
from api.media import Media
from api.sparql.scopes import PUBLIC, board_scope, demand_scope
from api.sparql.service import Sparql
from swc.errors import NotFoundError
from vocab.iris import KINDS

router = APIRouter()

_SETTLED = "processing"
"""The kind whose versions say the same for ever: they come without names of what is around them."""


def _sparql(request: Request) -> Sparql:
    found: Sparql = request.app.state.sparql
    return found


SparqlDep = Annotated[Sparql, Depends(_sparql)]


@router.get("/id/{kind}/{key:path}")
def thing(request: Request, kind: str, key: str) -> Response:
    """Send on to the page or the data about a thing, as the Accept header wants (303)."""
    if kind not in KINDS:
        raise NotFoundError("Dit adres bestaat niet.")
    address = f"/doc/{kind}/{key}{chosen_suffix(request)}"
    return RedirectResponse(address, status_code=303, headers={"Vary": "Accept", "Access-Control-Allow-Origin": "*"})


@router.get("/doc/{kind}/{key:path}")
def document(request: Request, kind: str, key: str, session: SessionDep, act: ActDep, *, sparql: SparqlDep) -> Response:
    """Give the data about a thing (`….ttl`, `.nt`, `.jsonld`, `.rdf`), or send on to its page."""
    if not key.isprintable():
        raise NotFoundError("Dit adres bestaat niet.")
    plain, media = split(key)
    if media is not None:
        return _data(request, session, act, sparql, kind=kind, key=plain, media=media)
    page = page_of(session, act, kind, key)
    if page is None:
        raise NotFoundError("Dit adres bestaat niet.")
    return RedirectResponse(page, status_code=303)


def _data(
    request: Request, session: SessionDep, act: ActDep, sparql: Sparql, *, kind: str, key: str, media: Media
) -> Response:
    if kind not in KINDS:
        raise NotFoundError("Dit adres bestaat niet.")
    iri = sparql.writer.iris.thing(kind, *key.split("/"))
    board_number = board_of(session, act, kind, key)
    scope = board_scope(board_number) if board_number else PUBLIC
    demand_scope(act, scope)
    state = State(sparql.writer.files(scope).values(), iri, media.name)
    names = kind != _SETTLED or "/" not in key

    def tell() -> str:
        found = description(session, sparql, iri, act=act, scope=scope, names=names)
        return found or retired(session, sparql.writer.iris, kind, key)

    return told(request, media, state, tell, iri=iri, private=board_number is not None)
