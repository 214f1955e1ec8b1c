"""How a page of a thing points to its data: one table from the path of the page to the thing it tells about."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from fastapi import Request

from api.media import HTML, JSON, RDF, negotiate
from swc.access.kinds import Actor
from swc.access.roles import Right
from vocab.iris import Iris
from vocab.namespaces import SCHEME, SWC
from vocab.reading import described, turtle_files

_THINGS = {
    "/producten/{key}": ("product", "{key}"),
    "/leveranciers/{key}": ("vendor", "{key}"),
    "/fora/elementen/{guid}": ("fora", "{guid}"),
    "/fora/releases/{version}/elementen/{guid}": ("fora", "{guid}"),
    "/fora/releases/{version}": ("release", "{version}"),
    "/regels/{code}": ("rule", "{code}"),
    "/centrale-dpias/{key}": ("central-dpia", "{key}"),
    "/centrale-dpias/{key}/{number}": ("central-dpia", "{key}/{number}"),
    "/begrippen/mappings/{mapping_id}": ("mapping", "{mapping_id}"),
    "/besturen/{number}": ("board", "{number}"),
    "/besturen/{number}/applicaties/{use_id}": ("use", "{use_id}"),
    "/besturen/{number}/koppelingen/{coupling_id}": ("coupling", "{coupling_id}"),
    "/besturen/{number}/overeenkomsten/{agreement_id}": ("agreement", "{agreement_id}"),
    "/besturen/{number}/contracten/{contract_id}": ("contract", "{contract_id}"),
    "/besturen/{number}/signalen/{flag_id}": ("flag", "{flag_id}"),
    "/besturen/{number}/register/{activity_id:uuid}": ("processing", "{activity_id}"),
    "/besturen/{number}/register/{activity_id:uuid}/{version:int}": ("processing", "{activity_id}/{version}"),
    "/besturen/{number}/dpia/dossiers/{assessment_id:uuid}": ("assessment", "{assessment_id}"),
}
"""The path of a page as its route has it → the kind and key of the thing it tells about."""
_QUESTION = "/sparql-vragen/{name}"
_TERMS = {
    "/catalogus": ("{base}/catalogus#catalogus", "/catalogus"),
    _QUESTION: ("https://w3id.org/fora-swc/query/{name}", "/query/{name}"),
    "/begrippen/ontologie": (SWC.rstrip("#"), "/def"),
    "/begrippen/normen": ("https://w3id.org/fora-swc/norm", "/norm"),
    "/begrippen/bronnen": ("https://w3id.org/fora-swc/source", "/source"),
    "/begrippen/vormen": ("https://w3id.org/fora-swc/shape", "/shape"),
    "/begrippen/{scheme}": (SCHEME + "{scheme}", "/scheme/{scheme}"),
    "/begrippen/{scheme}/{code}": (SCHEME + "{scheme}/{code}", "/scheme/{scheme}/{code}"),
}
"""The path of a page → the IRI of the term of ours it tells about, and where its data are."""
_JSON = {
    "/begrippen/{scheme}": "/api/v1/concept-schemes/{scheme}/concepts",
    "/begrippen/{scheme}/{code}": "/api/v1/concept-schemes/{scheme}/concepts/{code}",
}
"""The path of a page → where the API tells the same, for pages that do not link to it by themselves."""
_NAMES = {"ttl": "Turtle", "nt": "N-Triples", "jsonld": "JSON-LD", "rdf": "RDF/XML"}


@dataclass(frozen=True, slots=True)
class Alternate:
    """One notation of the data behind a page."""

    name: str
    href: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Told:
    """The thing that a page tells about: its IRI, the address of the page, and the data in every notation."""

    iri: str
    page: str
    alternates: tuple[Alternate, ...]

    def link_header(self) -> str:
        """Return the links of RFC 8288: what the page is about, its own address, and its data."""
        data = (f'<{one.href}>; rel="alternate"; type="{one.media_type}"' for one in self.alternates)
        return ", ".join((f'<{self.iri}>; rel="describes"', f'<{self.page}>; rel="canonical"', *data))

    def wanted(self, accept: str) -> str | None:
        """Return the address of the data that an Accept header likes better than the page, if it does."""
        chosen = negotiate(accept, (HTML, *RDF))
        found = (one.href for one in self.alternates if chosen and one.media_type == chosen.media_type)
        return next(found, None)


def told_by(request: Request, actor: Actor, base: str) -> Told | None:
    """Return the thing that the page of a request tells about; nothing for another page or data that are refused."""
    route = getattr(request.scope.get("route"), "path", "")
    values = {name: str(value) for name, value in request.path_params.items()}
    found = _thing(route, values, Iris(base)) or _term(route, values | {"base": base})
    number = values.get("number") if route.startswith("/besturen") else None
    if found is None or (number is not None and not actor.may(Right.QUERY_BOARD, number)):
        return None
    iri, data = found
    notations = tuple(Alternate(_NAMES[one.extension], f"{data}.{one.extension}", one.media_type) for one in RDF)
    json = (Alternate("JSON", _JSON[route].format(**values), JSON.media_type),) if route in _JSON else ()
    return Told(iri, f"{base}{request.url.path}", (*notations, *json))


@cache
def _questions() -> frozenset[str]:
    """Return the names of the questions that are terms of ours; those that people keep are no linked data."""
    home = _TERMS[_QUESTION][0].removesuffix("{name}")
    return frozenset(iri.removeprefix(home) for iri in described(turtle_files("questions")) if iri.startswith(home))


def _thing(route: str, values: dict[str, str], iris: Iris) -> tuple[str, str] | None:
    if route not in _THINGS:
        return None
    kind, key = _THINGS[route]
    path = iris.thing(kind, *key.format(**values).split("/")).removeprefix(f"{iris.base}/id")
    return f"{iris.base}/id{path}", f"/doc{path}"


def _term(route: str, values: dict[str, str]) -> tuple[str, str] | None:
    if route not in _TERMS or (route == _QUESTION and values["name"] not in _questions()):
        return None
    iri, data = (one.format(**values) for one in _TERMS[route])
    return iri, data
