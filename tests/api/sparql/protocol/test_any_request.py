"""Whatever is sent, the endpoint answers: never with a fault of its own, and a refusal always says why in Dutch."""

from __future__ import annotations

import json
import re
from urllib.parse import quote

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.errors import TITLES
from tests.api.sparql.protocol.serving import Reply, exchanged
from tests.api.sparql.protocol.suite import GRAPHS

_DUTCH = re.compile(r"\b(de|het|een|één|geen|is|niet|of|met|van|alleen|deze|dit|u)\b", re.IGNORECASE)

WHOLE = (
    "ASK {}",
    "SELECT * { ?s ?p ?o } LIMIT 2",
    "DESCRIBE <a>",
    "CONSTRUCT WHERE { ?s ?p ?o }",
    "CLEAR ALL",
    "",
    " ",
)
TOKENS = (
    *(
        "SELECT",
        "ASK",
        "CONSTRUCT",
        "*",
        "?s",
        "?p",
        "{",
        "}",
        "(",
        ")",
        ".",
        ";",
        "<",
        ">",
        "<a>",
        "a",
        "1",
        "'",
        '"""',
    ),
    *("PREFIX", "BASE", "FROM", "NAMED", f"<{GRAPHS[0]}>", "GRAPH", "FILTER", "OPTIONAL", "SERVICE", "LATERAL", "BIND"),
    *("COUNT(*)", "AS", "GROUP BY", "VALUES", "UNION", "MINUS", "EXISTS", "VERSION", "<<(", ")>>", "INSERT", "DELETE"),
    *(
        "#",
        "\\u0000",
        "\\",
        "\x00",
        "é",
        "\N{SAILBOAT}",
        "x:y",
        "@nl",
        "^^",
        "|",
        "/",
        "!",
        "?",
        "\n",
        "\t",
        "1e9",
        "-",
    ),
)
TEXTS = st.sampled_from(WHOLE) | st.lists(st.sampled_from(TOKENS), max_size=9).map(" ".join)
ADDRESSES = st.sampled_from((*GRAPHS, "", " ", "geen adres", "http://elders.test/g", "../x", "<", "urn:x"))
NAMES = st.sampled_from(
    ("query", "update", "default-graph-uri", "named-graph-uri", "using-graph-uri", "board", "output")
)
ESCAPED = TEXTS.map(quote) | ADDRESSES.map(quote) | st.sampled_from(("%", "%FF", "%C3%28", "%zz", "+", "%00", "="))
PAIRS = st.lists(
    st.tuples(NAMES, ESCAPED).map("=".join) | TEXTS.map(lambda text: f"query={quote(text)}"), max_size=4
).map("&".join)
TYPES = st.sampled_from(
    (
        *("application/sparql-query", "application/x-www-form-urlencoded", "application/sparql-update", "text/plain"),
        *(
            "application/sparql-query; charset=utf-16",
            "application/sparql-query; charset",
            "multipart/form-data",
            ";",
            "",
        ),
    )
)
ACCEPTS = st.sampled_from(
    (
        *("*/*", "", "text/csv", "text/turtle", "text/html", "image/png", "application/json", "application/*;q=0.5"),
        *("text/csv;q=x", "text/csv;q=2, */*;q=-1", ",", ";;q", "text/turtle;q=0, */*;q=0"),
    )
)
EXTRAS = st.sampled_from(
    (
        *({}, {}, {}, {"Authorization": "Bearer x"}, {"Authorization": "Basic eA=="}, {"Cookie": "swc=x"}),
        *(
            {"Sec-Fetch-Site": "cross-site", "Cookie": "swc=x"},
            {"Origin": "https://elders.test"},
            {"Content-Type": "x"},
        ),
    )
)
METHODS = st.sampled_from(("GET", "GET", "POST", "POST", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH"))
PATHS = st.sampled_from(("/sparql", "/sparql", "/sparql", "/sparql/41101", "/sparql/sector", "/sparql/", "/sparql/%00"))
BODIES = TEXTS.map(str.encode) | PAIRS.map(str.encode) | st.binary(max_size=12)


def check(method: str, reply: Reply) -> None:
    """Demand that a reply is no fault, and that a refusal is a problem told in Dutch."""
    assert reply.status < 500, reply.body
    if reply.status < 400 or method == "HEAD":
        return
    assert reply.media_type == "application/problem+json"
    told = json.loads(reply.body)
    assert told["status"] == reply.status
    assert told["title"] == TITLES[reply.status]
    assert _DUTCH.search(told["detail"]), told["detail"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(method=METHODS, path=PATHS, pairs=PAIRS, body=BODIES, kind=TYPES, accept=ACCEPTS, extra=EXTRAS)
def test_no_request_brings_the_endpoint_down_or_leaves_it_speechless(
    port: int, *, method: str, path: str, pairs: str, body: bytes, kind: str, accept: str, extra: dict[str, str]
) -> None:
    headers = {"Accept": accept, **({"Content-Type": kind} if kind else {}), **extra}
    where = f"{path}?{pairs}" if pairs else path

    check(method, exchanged(port, method, where, body if method not in ("GET", "HEAD") else b"", headers))
