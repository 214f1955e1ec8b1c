"""What a question may cost, as a caller meets it: a whole answer or a refusal that says what to do."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import quote

import pytest

from tests.api.sparql.protocol.serving import Reply, exchanged, served

ENDLESS = f"SELECT (COUNT(*) AS ?n) {{ {' '.join(f'?a{n} ?b{n} ?c{n} .' for n in range(16))} }}"
ALL = "SELECT * { ?s ?p ?o }"
BUILD = "CONSTRUCT WHERE { ?s ?p ?o }"


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Return where an application answers that allows little."""
    limits = {"sparql_rows": 2, "sparql_seconds": 0.4, "sparql_seconds_per_minute": 600}
    with served(tmp_path_factory.mktemp("strict"), **limits) as port:
        while (first := asked(port, "ASK {}")).status == 503:  # past the limit while it is loaded
            assert "nog geladen" in json.loads(first.body)["detail"]
            assert first.headers["retry-after"] == "10"
        yield port


def asked(port: int, query: str) -> Reply:
    """Ask by GET."""
    return exchanged(port, "GET", f"/sparql?query={quote(query)}")


@pytest.mark.parametrize(
    ("query", "status", "told"),
    [(ALL, 413, "meer dan 2 rijen"), (BUILD, 413, "meer dan 2 rijen"), (ENDLESS, 504, "0.4 seconden")],
    ids=["rijen", "triples", "tijd"],
)
def test_past_a_limit_nothing_is_sent_but_the_reason(strict: int, query: str, status: int, told: str) -> None:
    reply = asked(strict, query)

    assert (reply.status, reply.media_type) == (status, "application/problem+json")
    assert told in json.loads(reply.body)["detail"]
    assert reply.headers["cache-control"] == "no-store"
    assert asked(strict, f"{ALL} LIMIT 2").status == 200


def test_who_used_up_its_seconds_is_told_when_to_come_back(tmp_path_factory: pytest.TempPathFactory) -> None:
    with served(tmp_path_factory.mktemp("poor"), sparql_seconds_per_minute=0.0001) as port:
        replies = [asked(port, ALL) for _ in range(3)]
        described = exchanged(port, "GET", "/sparql")

    assert [one.status for one in replies] == [200, 429, 429]
    assert int(replies[1].headers["retry-after"]) >= 1
    assert "Retry-After" in replies[1].headers["access-control-expose-headers"]
    assert json.loads(replies[1].body)["title"] == "Te veel verzoeken"
    assert described.status == 200
