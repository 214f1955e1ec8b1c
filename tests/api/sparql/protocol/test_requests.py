"""Every form of request gets the answer that the protocol has for it, with headers that are right for its scope."""

from __future__ import annotations

import csv
import io
import json
from http.client import HTTPConnection
from urllib.parse import quote, urlencode

import pytest
from pyoxigraph import QueryResultsFormat, RdfFormat, Store, parse, parse_query_results

from api.media import RDF, RESULTS
from api.sparql import guard, protocol
from tests.api.sparql.protocol.serving import BASE, Reply, exchanged
from tests.api.sparql.protocol.suite import GRAPHS

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}
ALL = "SELECT ?s { ?s ?p ?o }"
BUILD = "CONSTRUCT WHERE { ?s ?p ?o }"
OUTSIDE = ("http://swc.test/graph/board/41101", "http://elders.test/g")


def asked(port: int, query: str, *, accept: str | None = None, **more: str) -> Reply:
    """Ask by GET."""
    headers = {} if accept is None else {"Accept": accept}
    return exchanged(port, "GET", f"/sparql?{urlencode({'query': query, **more})}", headers=headers)


def form(**values: str) -> bytes:
    """Return the body of a form."""
    return urlencode(values).encode()


def target(*pairs: tuple[str, str]) -> str:
    """Return an address with parameters, some of which may stand in it twice."""
    return f"/sparql?{urlencode(pairs)}"


REFUSALS = [
    ("geen vraag", "POST", "/sparql", FORM, b"", 400, "precies één"),
    ("lege vraag", "GET", "/sparql?query=", {}, b"", 400, "leeg"),
    ("alleen witruimte", "POST", "/sparql", DIRECT, b" \n\t", 400, "leeg"),
    ("twee vragen", "GET", target(("query", "ASK {}"), ("query", "ASK {}")), {}, b"", 400, "precies één"),
    ("vraag in adres en formulier", "POST", "/sparql?query=ASK%7B%7D", FORM, form(query="ASK{}"), 400, "precies één"),
    ("vraag in adres en inhoud", "POST", "/sparql?query=ASK%7B%7D", DIRECT, b"ASK {}", 400, "precies één"),
    ("vraag en update", "POST", "/sparql", FORM, form(query="ASK{}", update="CLEAR ALL"), 400, "niet allebei"),
    ("update in formulier", "POST", "/sparql", FORM, form(update="CLEAR ALL"), 403, "Updates"),
    ("update in adres", "GET", "/sparql?update=CLEAR%20ALL", {}, b"", 403, "Updates"),
    ("update als inhoud", "POST", "/sparql", {"Content-Type": "application/sparql-update"}, b"CLEAR ALL", 403, "Updat"),
    ("update als vraag", "POST", "/sparql", DIRECT, b"INSERT DATA { <a:a> <a:a> 1 }", 400, "regel 1"),
    ("grafen van een update", "GET", target(("query", ALL), ("using-graph-uri", GRAPHS[0])), {}, b"", 400, "using"),
    ("JSON", "POST", "/sparql", {"Content-Type": "application/json"}, b"{}", 415, "application/sparql-query"),
    ("deelformulier", "POST", "/sparql", {"Content-Type": "multipart/form-data; boundary=x"}, b"--x--", 415, "Stuur"),
    ("zonder soort", "POST", "/sparql", {}, b"ASK {}", 415, "Stuur"),
    ("UTF-16", "POST", "/sparql", {"Content-Type": "application/sparql-query;charset=utf-16"}, b"A", 415, "UTF-8"),
    ("kapotte UTF-8", "POST", "/sparql", DIRECT, b"ASK { ?s ?p '\xff' }", 400, "UTF-8"),
    ("kapotte UTF-8 in formulier", "POST", "/sparql", FORM, b"query=ASK%20%7B%20%FF%20%7D", 400, "UTF-8"),
    ("kapotte UTF-8 in adres", "GET", "/sparql?query=%C3%28", {}, b"", 400, "UTF-8"),
    ("te lang", "POST", "/sparql", DIRECT, b"#" * 16_385, 413, "16384"),
    ("te lang in adres", "GET", f"/sparql?query={'a' * 16_385}", {}, b"", 413, "16384"),
    ("te groot om te lezen", "POST", "/sparql", DIRECT, b"#" * 400_000, 413, "16384"),
    ("te veel parameters", "POST", "/sparql", FORM, b"a=1&" * 5_000, 413, "16384"),
    ("lege graaf", "GET", target(("query", ALL), ("default-graph-uri", "")), {}, b"", 400, "default-graph-uri"),
    ("update na een voorvoegsel", "POST", "/sparql", DIRECT, b"BASE <x:y> DROP ALL", 400, "updates"),
    ("syntaxis", "GET", f"/sparql?query={quote('SELECT ?s' + chr(10) + '{ ?s ?p }')}", {}, b"", 400, "regel 2"),
    ("onbekend voorvoegsel", "GET", f"/sparql?query={quote('ASK { ?s foaf:x 1 }')}", {}, b"", 400, "‘foaf:’"),
    ("SPARQL 1.2", "POST", "/sparql", DIRECT, b'VERSION "1.2" SELECT * { <<( ?s ?p ?o )>> ?q 1 }', 400, "regel 1"),
    ("SERVICE", "POST", "/sparql", DIRECT, b"ASK { SERVICE <http://127.0.0.1:9/> {} }", 400, "SERVICE"),
    ("geen weergave", "GET", f"/sparql?query={quote(ALL)}", {"Accept": "image/png"}, b"", 406, "text/csv"),
    ("tabel als RDF", "GET", f"/sparql?query={quote(ALL)}", {"Accept": "text/turtle"}, b"", 406, "sparql-results+json"),
    ("RDF als tabel", "GET", f"/sparql?query={quote(BUILD)}", {"Accept": "text/csv"}, b"", 406, "text/turtle"),
    ("andere handeling", "DELETE", "/sparql", {}, b"", 405, "bestaat hier niet"),
    ("sector zonder recht", "GET", f"/sparql/sector?query={quote(ALL)}", {}, b"", 404, "bestaat niet"),
    ("bestuur zonder recht", "GET", f"/sparql/41101?query={quote(ALL)}", {}, b"", 404, "41101 is niet gevonden"),
    (
        "beschrijving zonder recht",
        "GET",
        "/sparql/41101",
        {"Accept": "text/turtle"},
        b"",
        404,
        "41101 is niet gevonden",
    ),
]


@pytest.mark.parametrize("refusal", REFUSALS, ids=[one[0].replace(" ", "-") for one in REFUSALS])
def test_a_request_that_is_not_right_is_told_why(
    port: int, refusal: tuple[str, str, str, dict[str, str], bytes, int, str]
) -> None:
    _, method, where, headers, body, status, phrase = refusal

    reply = exchanged(port, method, where, body, headers)

    told = json.loads(reply.body)
    assert (reply.status, reply.media_type, told["status"]) == (status, "application/problem+json", status)
    assert phrase in told["detail"]
    assert told["title"]
    assert reply.headers["cache-control"] == "no-store"
    assert "Accept-Language" in reply.headers["vary"]
    assert ("access-control-allow-origin" in reply.headers) == (where.partition("?")[0] == "/sparql")


def test_the_place_of_a_fault_is_told_to_programs_too(port: int) -> None:
    told = json.loads(asked(port, "SELECT ?s\n{ ?s ?p ?o ORDER BY ?s }").body)

    assert (told["line"], told["column"]) == (2, 12)
    assert "regel 2, teken 12. Wat bij ‘ORDER’ begint" in told["detail"]


def test_a_refusal_comes_in_the_language_of_the_reader(port: int) -> None:
    empty, torn = (
        exchanged(port, "GET", f"/sparql?query={query}", headers={"Accept-Language": "en"}) for query in ("", "ASK%20(")
    )

    assert json.loads(empty.body)["detail"] == "The query is empty."
    assert json.loads(torn.body)["detail"].startswith("No valid SPARQL query: line 1, character 5. The ‘(’ that begins")


def test_what_may_be_done_is_told_with_a_method_that_is_not(port: int) -> None:
    assert exchanged(port, "PUT", "/sparql").headers["allow"] == "GET, HEAD, POST, OPTIONS"
    assert exchanged(port, "POST", "/sparql").headers["accept-post"].startswith("application/sparql-query")


def test_the_limit_on_length_is_that_of_the_guard() -> None:
    assert protocol.MAX_LENGTH == guard.MAX_LENGTH


def test_every_graph_outside_the_scope_is_named(port: int) -> None:
    by_request = exchanged(port, "GET", target(("query", ALL), *(("default-graph-uri", one) for one in OUTSIDE)))
    text = ALL.replace("{", f"FROM <{OUTSIDE[0]}> FROM NAMED <{OUTSIDE[1]}> FROM <{GRAPHS[0]}> {{", 1)
    by_text = asked(port, text)

    for reply in (by_request, by_text):
        told = json.loads(reply.body)["detail"]
        assert reply.status == 400
        assert all(one in told for one in OUTSIDE)
        assert GRAPHS[0] not in told


def test_the_dataset_is_what_is_named_and_nothing_else(port: int) -> None:
    def subjects(query: str, *pairs: tuple[str, str]) -> set[str]:
        reply = exchanged(port, "GET", target(("query", query), *pairs))
        return {row["s"]["value"] for row in json.loads(reply.body)["results"]["bindings"]}

    named = "SELECT ?s { GRAPH ?g { ?s ?p ?o } }"
    one, two, three = GRAPHS[1:]
    assert subjects(ALL) == set(GRAPHS)
    assert subjects(named) == set(GRAPHS)
    assert subjects(ALL, ("default-graph-uri", one), ("default-graph-uri", two)) == {one, two}
    assert subjects(named, ("default-graph-uri", one)) == set()
    assert subjects(ALL, ("named-graph-uri", one)) == set()
    assert subjects(named, ("named-graph-uri", one), ("default-graph-uri", two)) == {one}
    assert subjects(ALL.replace("{", f"FROM <{two}> {{", 1)) == {two}
    assert subjects(ALL.replace("{", f"FROM <{two}> {{", 1), ("default-graph-uri", three)) == {three}


TYPES = [one.media_type for one in RESULTS]


@pytest.mark.parametrize("accept", TYPES)
def test_yes_or_no_comes_in_every_form_of_a_table(port: int, accept: str) -> None:
    for query, answer in (("ASK {}", b"true"), ("ASK { <x:y> ?p ?o }", b"false")):
        reply = asked(port, query, accept=accept)

        assert (reply.status, reply.media_type) == (200, accept)
        assert answer in reply.body


NOTATIONS = [one.media_type for one in RDF]


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        (None, TYPES[0]),
        ("*/*", TYPES[0]),
        ("application/json", TYPES[0]),
        ("text/*", "text/csv"),
        ("text/csv;q=0.2, application/sparql-results+xml;q=0.9, */*;q=0.1", "application/sparql-results+xml"),
        ("image/png, text/tab-separated-values;q=0.001", "text/tab-separated-values"),
        ("application/sparql-results+json;q=0, text/csv;q=0.5", "text/csv"),
        ("application/sparql-results+json;charset=utf-8;q=0.7", TYPES[0]),
        *((one, one) for one in TYPES),
    ],
)
def test_the_best_accepted_form_of_a_table_is_given(port: int, accept: str | None, given: str) -> None:
    reply = asked(port, ALL, accept=accept)

    form = QueryResultsFormat.from_media_type(reply.media_type)
    assert (reply.status, reply.media_type, reply.headers["vary"].split(", ")[0]) == (200, given, "Accept")
    assert form is not None
    rows = (
        len(list(csv.reader(io.StringIO(reply.body.decode())))) - 1 if given == "text/csv" else _rows(reply.body, form)
    )
    assert rows == len(GRAPHS)
    assert ("charset=utf-8" in reply.headers["content-type"]) == given.startswith("text/")


def _rows(body: bytes, form: QueryResultsFormat) -> int:
    return len(list(parse_query_results(body, format=form)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        (None, NOTATIONS[0]),
        ("*/*", NOTATIONS[0]),
        ("application/json", "application/ld+json"),
        *((one, one) for one in NOTATIONS),
    ],
)
def test_the_best_accepted_notation_is_given(port: int, accept: str | None, given: str) -> None:
    for query in (BUILD, f"DESCRIBE <{GRAPHS[1]}>"):
        reply = asked(port, query, accept=accept)

        form = RdfFormat.from_media_type(reply.media_type)
        assert (reply.status, reply.media_type) == (200, given)
        assert form is not None
        assert len(list(parse(reply.body, format=form))) == (len(GRAPHS) if query == BUILD else 1)


def test_a_parameter_of_other_products_changes_nothing(port: int) -> None:
    reply = asked(port, ALL, output="xml", format="csv", timeout="1", version="1.2")

    assert (reply.status, reply.media_type) == (200, "application/sparql-results+json")


def test_head_gives_the_headers_of_get(port: int) -> None:
    where = f"/sparql?query={quote('ASK {}')}"
    got, head = (exchanged(port, method, where) for method in ("GET", "HEAD"))

    assert (head.status, head.body, head.media_type) == (200, b"", got.media_type)
    assert head.headers["content-length"] == str(len(got.body))


def test_the_public_scope_is_open_to_scripts_of_any_site_and_other_scopes_are_not(port: int) -> None:
    ahead = {"Origin": "https://elders.test", "Access-Control-Request-Method": "POST"}
    public, board = (exchanged(port, "OPTIONS", path, headers=ahead) for path in ("/sparql", "/sparql/41101"))

    assert (public.status, board.status) == (204, 204)
    assert public.headers["access-control-allow-origin"] == "*"
    assert "POST" in public.headers["access-control-allow-methods"]
    assert not [name for name in board.headers if name.startswith("access-control")]
    assert exchanged(port, "POST", "/sparql", b"ASK {}", {**DIRECT, **ahead}).status == 200


def test_an_answer_to_get_may_be_kept_for_a_minute_and_one_to_post_may_not(port: int) -> None:
    assert asked(port, ALL).headers["cache-control"] == "public, max-age=60"
    assert exchanged(port, "POST", "/sparql", ALL.encode(), DIRECT).headers["cache-control"] == "no-store"


def test_a_key_that_is_wrong_is_told_so_and_never_falls_back_to_what_is_public(port: int) -> None:
    reply = exchanged(port, "GET", "/sparql?query=ASK%7B%7D", headers={"Authorization": "Bearer geen"})

    assert (reply.status, reply.headers["cache-control"]) == (401, "no-store")


def test_a_bare_get_describes_what_the_service_does_and_holds(port: int) -> None:
    store = Store()
    for one in RDF:
        reply = exchanged(port, "GET", "/sparql", headers={"Accept": one.media_type})
        assert (reply.status, reply.media_type) == (200, one.media_type)
        assert one.rdf is not None
        assert len(list(parse(reply.body, format=one.rdf))) > 30
    store.bulk_load(exchanged(port, "GET", "/sparql").body, format=RdfFormat.TURTLE)

    described = f"""PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
      PREFIX void: <http://rdfs.org/ns/void#> PREFIX f: <http://www.w3.org/ns/formats/>
      ASK {{ ?x a sd:Service ; sd:endpoint <{BASE}/sparql> ; sd:supportedLanguage sd:SPARQL11Query ;
        sd:feature sd:UnionDefaultGraph ; sd:resultFormat f:Turtle, f:SPARQL_Results_JSON ;
        sd:defaultEntailmentRegime <http://www.w3.org/ns/entailment/Simple> ; sd:defaultDataset ?d .
        ?d a sd:Dataset ; sd:defaultGraph [ a sd:Graph ; void:triples {len(GRAPHS)} ] ;
        sd:namedGraph [ a sd:NamedGraph ; sd:name <{GRAPHS[2]}> ; sd:graph [ a sd:Graph ; void:triples 1 ] ]
        FILTER NOT EXISTS {{ ?x sd:inputFormat|sd:propertyFeature ?any }} }}"""
    assert bool(store.query(described))
    assert exchanged(port, "GET", "/sparql").body == exchanged(port, "GET", "/sparql").body


def test_a_browser_is_sent_to_the_page(port: int) -> None:
    reply = exchanged(port, "GET", "/sparql", headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})

    assert (reply.status, reply.headers["location"]) == (303, "/sparql-vragen")


def test_a_body_that_is_too_long_is_not_read_to_its_end(port: int) -> None:
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    connection.putrequest("POST", "/sparql")
    connection.putheader("Content-Type", "application/sparql-query")
    connection.putheader("Content-Length", str(1 << 30))
    connection.endheaders(b"#" * (protocol.MAX_BODY + 1))

    assert connection.getresponse().status == 413
    connection.close()
