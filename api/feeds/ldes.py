"""The public catalogue as a Linked Data Event Stream: pages of activities with what was told in a named graph each.

After the pattern of DCAT-AP-Feeds: a member is an `as:Create`, `as:Update` or `as:Delete` with its payload in the graph
that bears its name. A page that is full never changes again (LDES, TREE).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize
from starlette.exceptions import HTTPException

from api.deps import IrisDep, SessionDep
from api.media import JSONLD, TURTLE, Media, negotiate
from swc.errors import NotFoundError
from swc.procurement.feed.cloudevents import moment
from swc.procurement.feed.kinds import FeedAction
from swc.procurement.feed.projection import entry_triples
from swc.procurement.feed.queries import stretch
from swc.procurement.feed.schemas import Entry, FeedPage, FeedScope
from vocab.iris import Iris
from vocab.namespaces import AS, DCTERMS, LDES, PREFIXES, RDF, SCHEMA, TREE, XSD

TRIG = Media("trig", "trig", "application/trig", rdf=RdfFormat.TRIG)
NQUADS = Media("n-quads", "nq", "application/n-quads", rdf=RdfFormat.N_QUADS)
OFFERED = (TRIG, JSONLD, NQUADS)
SIZE = 100
"""How many members a page has when it is full; changing it changes what pages hold, so it stays."""

router = APIRouter()

_ALL_PREFIXES = {**PREFIXES, "as": AS, "ldes": LDES, "tree": TREE}
_ADDRESS = "/ldes/catalogue"
_TYPE, _MODIFIED, _POSITION = NamedNode(RDF + "type"), NamedNode(DCTERMS + "modified"), NamedNode(SCHEMA + "position")
_SETTLED = "public, max-age=31536000, immutable"
_MOVING = "public, max-age=60"


@router.get(_ADDRESS)
def read(
    request: Request,
    session: SessionDep,
    iris: IrisDep,
    page: Annotated[int, Query(ge=1, le=1_000_000)] | None = None,
) -> Response:
    """Return the stream with the way to its first page, or one page of it."""
    if page is None:
        return _answer(request, _stream(iris), (TURTLE, *OFFERED), _MOVING)
    found = stretch(session, FeedScope.catalogue(), offset=(page - 1) * SIZE, limit=SIZE)
    if page > 1 and not found.entries:
        raise NotFoundError("Deze pagina is er (nog) niet.")
    shown = TreePage(iris, page, found)
    return _answer(request, shown.quads(), OFFERED, _SETTLED if shown.full else _MOVING)


@dataclass(frozen=True, slots=True)
class TreePage:
    """One page of the stream."""

    iris: Iris
    number: int
    page: FeedPage

    @property
    def full(self) -> bool:
        """Say whether nothing will change on this page: it is full and what follows it is known to follow."""
        return self.page.more

    def quads(self) -> Iterator[Quad]:
        """Yield the page with its members, each with what was told in a graph of its own."""
        here = _page(self.iris, self.number)
        yield from _stream(self.iris)
        yield Quad(here, _TYPE, NamedNode(TREE + "Node"))
        if self.page.more:
            yield from self._onward(here)
        for entry in self.page.entries:
            yield from self._member(here, entry)

    def _onward(self, here: NamedNode) -> Iterator[Quad]:
        """Yield the relation to the next page: everything there is later than the last member here."""
        relation = NamedNode(f"{here.value}#onward")
        yield Quad(here, NamedNode(TREE + "relation"), relation)
        yield Quad(relation, _TYPE, NamedNode(TREE + "GreaterThanRelation"))
        yield Quad(relation, NamedNode(TREE + "path"), _POSITION)
        yield Quad(relation, NamedNode(TREE + "value"), Literal(self.page.entries[-1].seq))
        yield Quad(relation, NamedNode(TREE + "node"), _page(self.iris, self.number + 1))

    def _member(self, here: NamedNode, entry: Entry) -> Iterator[Quad]:
        member = NamedNode(f"{here.value}#{entry.seq}")
        at = Literal(moment(entry.at), datatype=NamedNode(XSD + "dateTime"))
        yield Quad(_root(self.iris), NamedNode(TREE + "member"), member)
        yield Quad(member, _TYPE, NamedNode(AS + _activity(entry)))
        thing = self.iris.thing(entry.subject_kind.value, entry.subject_key)
        yield Quad(member, NamedNode(AS + "object"), NamedNode(thing))
        yield Quad(member, NamedNode(AS + "published"), at)
        yield Quad(member, _MODIFIED, at)
        yield Quad(member, _POSITION, Literal(entry.seq))
        for triple in entry_triples(entry, self.iris):
            yield Quad(triple.subject, triple.predicate, triple.object, member)


def _activity(entry: Entry) -> str:
    if entry.action is FeedAction.DELETE:
        return "Delete"
    return "Create" if entry.is_new else "Update"


def _stream(iris: Iris) -> Iterator[Quad]:
    """Yield what the stream is: its members follow each other by position, versions of a thing by `as:object`."""
    root = _root(iris)
    yield Quad(root, _TYPE, NamedNode(LDES + "EventStream"))
    yield Quad(
        root, NamedNode(DCTERMS + "title"), Literal("Productcatalogus, als stroom van wijzigingen", language="nl")
    )
    yield Quad(root, NamedNode(LDES + "timestampPath"), NamedNode(AS + "published"))
    yield Quad(root, NamedNode(LDES + "versionOfPath"), NamedNode(AS + "object"))
    yield Quad(root, NamedNode(LDES + "sequencePath"), _POSITION)
    yield Quad(root, NamedNode(TREE + "view"), _page(iris, 1))


def _root(iris: Iris) -> NamedNode:
    return NamedNode(f"{iris.base}{_ADDRESS}")


def _page(iris: Iris, number: int) -> NamedNode:
    return NamedNode(f"{iris.base}{_ADDRESS}?page={number}")


def _answer(request: Request, quads: Iterator[Quad], offered: tuple[Media, ...], cache: str) -> Response:
    chosen = negotiate(request.headers.get("accept", ""), offered)
    if chosen is None or chosen.rdf is None:
        raise HTTPException(406, "Deze weergave is er niet: vraag TriG, JSON-LD of N-Quads.")
    body = serialize(quads, format=chosen.rdf, prefixes=_ALL_PREFIXES) or b""
    headers = {"Cache-Control": cache, "Vary": "Accept", "Access-Control-Allow-Origin": "*"}
    return Response(body, media_type=f"{chosen.media_type}; charset=utf-8", headers=headers)
