"""Answers with data about a thing: notation, links, and a cheap way to ask whether anything changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from email.utils import formatdate, parsedate_to_datetime
from importlib.metadata import version

from fastapi import Request, Response
from pyoxigraph import RdfFormat, parse
from starlette.exceptions import HTTPException

from api.graph.files import GraphFile
from api.media import HTML, JSONLD, RDF, Media, negotiate
from api.sparql.results import triples_as
from swc.errors import NotFoundError
from vocab.compact import compact

BY_EXTENSION = {media.extension: media for media in RDF}
_PLAIN_JSON = Media("json-ld", JSONLD.extension, "application/json", rdf=JSONLD.rdf)
"""Who asks for plain JSON about a thing gets JSON-LD, which is JSON."""
OFFERED = (HTML, *RDF, _PLAIN_JSON)
PUBLIC = "public, max-age=300"
PRIVATE = "no-store"


def chosen_suffix(request: Request) -> str:
    """Return how the address of what the Accept header likes best ends: nothing for the page, else `.ttl` and so on.

    Raises 406 where it likes nothing that we have.
    """
    chosen = negotiate(request.headers.get("accept", ""), OFFERED)
    if chosen is None:
        raise HTTPException(406, "Deze weergave is er niet: vraag HTML, Turtle, N-Triples, JSON-LD of RDF/XML.")
    return "" if chosen is HTML else f".{chosen.extension}"


def split(key: str) -> tuple[str, Media | None]:
    """Split the extension of a notation from a key; other dots belong to the key."""
    plain, _, extension = key.rpartition(".")
    media = BY_EXTENSION.get(extension)
    return (plain, media) if media is not None else (key, None)


class State:
    """The state of the files that an answer is made from: an ETag by their versions and the moment of the newest.

    The version of the product is part of it, because that decides how an answer is made.
    """

    def __init__(self, files: Iterable[GraphFile], *more: str) -> None:
        known = tuple(files)
        versions = sorted((one.graph, one.version) for one in known)
        text = repr((versions, more, version("fora-swc")))
        self.tag = f'W/"{hashlib.sha256(text.encode()).hexdigest()[:24]}"'
        self.moment = max((int(one.path.stat().st_mtime) for one in known if one.path.exists()), default=None)

    def headers(self) -> dict[str, str]:
        """Return the validators (RFC 9110, 8.8)."""
        dated = {} if self.moment is None else {"Last-Modified": formatdate(self.moment, usegmt=True)}
        return {"ETag": self.tag, **dated}

    def tagged_by(self, request: Request) -> bool:
        """Say whether the asker names the very ETag of this state, which only an answer can have told."""
        tags = request.headers.get("if-none-match", "")
        return self.tag.removeprefix("W/") in {one.strip().removeprefix("W/") for one in tags.split(",")}

    def known_to(self, request: Request) -> bool:
        """Say whether the asker has this state already; an ETag goes before a moment (RFC 9110, 13.2.2)."""
        tags = request.headers.get("if-none-match")
        if tags is not None:
            return tags.strip() == "*" or self.tagged_by(request)
        since = request.headers.get("if-modified-since")
        if since is None or self.moment is None:
            return False
        try:
            return parsedate_to_datetime(since).timestamp() >= self.moment
        except (ValueError, TypeError):
            return False


def _written(triples: str, media: Media) -> bytes:
    """Return N-Triples in a notation; JSON-LD with the names of our context."""
    if media is not JSONLD:
        return triples_as(triples, media)
    found = compact(quad.triple for quad in parse(triples.encode(), format=RdfFormat.N_TRIPLES))
    return json.dumps(found, ensure_ascii=False, indent=1).encode()


def told(
    request: Request, media: Media, state: State, tell: Callable[[], str], *, iri: str, private: bool = False
) -> Response:
    """Return data about a thing in a notation, or 304 without asking for them when the asker names their ETag.

    Raises `NotFoundError` when there are none, also for who asks whether whatever there is has changed.
    """
    headers = {
        **state.headers(),
        "Cache-Control": PRIVATE if private else PUBLIC,
        "Link": f'<{iri}>; rel="describes"',
        "Vary": "Accept, Cookie" if private else "Accept",
    }
    if not private:
        headers["Access-Control-Allow-Origin"] = "*"
    if state.tagged_by(request):
        return Response(status_code=304, headers=headers)
    found = tell()
    if not found:
        raise NotFoundError("Hierover zijn geen gegevens.")
    if state.known_to(request):
        return Response(status_code=304, headers=headers)
    return Response(_written(found, media), media_type=f"{media.media_type}; charset=utf-8", headers=headers)
