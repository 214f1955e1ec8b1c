"""Whole graphs to take away: in every notation, packed or not, made aside and sent from disk.

A public graph is for anybody, a board's own for who may query that board, what a board shares for who may query the
sector. The ETag is the version of the graph, so asking whether anything changed costs no reading.
"""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path
from tempfile import NamedTemporaryFile

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse
from pyoxigraph import RdfFormat, parse, serialize
from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException

from api.deps import ActDep
from api.graph.files import GraphFile
from api.graph.scopes import is_shared
from api.linked.answers import BY_EXTENSION, PRIVATE, PUBLIC, State
from api.linked.routes import SparqlDep
from api.media import JSONLD, NTRIPLES, RDFXML, TURTLE, Media, negotiate
from api.sparql import scopes
from swc.errors import NotFoundError
from vocab.namespaces import PREFIXES

router = APIRouter()

OFFERED = (NTRIPLES, TURTLE, JSONLD, RDFXML)
_PACKED = ".gz"
_LEVEL = 6


@router.get("/graph/{name:path}")
def graph(name: str, request: Request, act: ActDep, sparql: SparqlDep) -> Response:
    """Give a whole graph as the Accept header wants, or by its ending: `.nt`, `.ttl`, `.jsonld`, `.rdf`, also `.gz`."""
    plain, media, packed = _asked(name, request)
    scope = _scope(plain)
    scopes.demand_scope(act, scope)
    address = sparql.writer.iris.graph(plain)
    found = sparql.writer.files(scope).get(address)
    if found is None:
        raise NotFoundError("Deze graaf bestaat niet.")
    state = State([found], media.name, _PACKED if packed else "")
    headers = {
        **state.headers(),
        "Cache-Control": PUBLIC if scope == scopes.PUBLIC else PRIVATE,
        "Link": f'<{address}>; rel="describes", </.well-known/void>; rel="describedby"; type="text/turtle"',
        "Vary": "Accept",
    }
    if state.known_to(request):
        return Response(status_code=304, headers=headers)
    if request.scope.get("head"):
        return Response(media_type=_type(media, packed=packed), headers=headers)
    return _sent(found, media, packed=packed, headers=headers)


def _asked(name: str, request: Request) -> tuple[str, Media, bool]:
    """Return the graph, the notation and whether it comes packed, by the end of the address or by the Accept header."""
    packed = name.endswith(_PACKED)
    plain, _, extension = name.removesuffix(_PACKED).rpartition(".")
    if extension in BY_EXTENSION:
        return plain, BY_EXTENSION[extension], packed
    chosen = negotiate(request.headers.get("accept", ""), OFFERED)
    if chosen is None:
        raise HTTPException(406, "Deze weergave is er niet: vraag Turtle, N-Triples, JSON-LD of RDF/XML.")
    return name, chosen, False


def _scope(graph_name: str) -> str:
    """Return the scope that holds a graph."""
    if is_shared(graph_name):
        return scopes.SECTOR
    return graph_name if graph_name.startswith("board/") else scopes.PUBLIC


def _type(media: Media, *, packed: bool) -> str:
    return "application/gzip" if packed else media.media_type


def _sent(found: GraphFile, media: Media, *, packed: bool, headers: dict[str, str]) -> Response:
    """Send the file as it is, or one that is made aside and removed after it was sent."""
    if media is NTRIPLES and not packed:
        return FileResponse(found.path, media_type=media.media_type, headers=headers)
    made = _made(found.path, media, packed=packed)
    forget = BackgroundTask(made.unlink, missing_ok=True)
    return FileResponse(made, media_type=_type(media, packed=packed), headers=headers, background=forget)


def _made(path: Path, media: Media, *, packed: bool) -> Path:
    """Write a graph in another notation, triple by triple, and return the file."""
    with NamedTemporaryFile(prefix="swc-graph-", delete=False) as made:
        if packed:
            with gzip.GzipFile(fileobj=made, mode="wb", compresslevel=_LEVEL, mtime=0) as into:
                _write(path, media, into)
        else:
            _write(path, media, made)
    return Path(made.name)


def _write(path: Path, media: Media, into: gzip.GzipFile | object) -> None:
    if media is NTRIPLES:
        with path.open("rb") as source:
            shutil.copyfileobj(source, into)  # type: ignore[arg-type]
        return
    triples = (quad.triple for quad in parse(path=str(path), format=RdfFormat.N_TRIPLES))
    serialize(triples, into, format=media.rdf, prefixes=PREFIXES)  # type: ignore[arg-type]
