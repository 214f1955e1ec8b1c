"""Concept schemes as JSON tell the same as the pages."""

from __future__ import annotations

import pytest
from sqlmodel import Session
from starlette.testclient import TestClient

from swc.catalogue import codelists
from tests.api.conftest import Door
from tests.personas import SYSTEM_ACT
from vocab.schemes import scheme, schemes

BASE = "/api/v1/concept-schemes"


@pytest.fixture
def client(door: Door, session: Session) -> TestClient:
    """Return an anonymous client of an installation with the code lists loaded."""
    codelists.load(session, by=SYSTEM_ACT)
    return door()


def test_all_schemes_are_listed_with_paging(client: TestClient) -> None:
    answer = client.get(BASE, params={"pageSize": 10, "page": 2})
    body = answer.json()
    assert body["total"] == len(schemes())
    assert len(body["items"]) == 10
    assert 'rel="prev"' in answer.headers["Link"]


def test_a_scheme_tells_version_count_and_sources(client: TestClient) -> None:
    body = client.get(f"{BASE}/severity").json()
    assert body["iri"] == "https://w3id.org/fora-swc/scheme/severity"
    assert (body["concepts"], body["titleEn"]) == (3, "Severity of a flag")
    assert body["sources"][0]["trust"] == "unconfirmed"


def test_the_concepts_of_a_scheme_come_in_reading_order(client: TestClient) -> None:
    body = client.get(f"{BASE}/dpia-states/concepts").json()
    assert [one["code"] for one in body["items"]] == list(scheme("dpia-states").codes)


def test_a_concept_tells_everything_around_it(client: TestClient) -> None:
    body = client.get(f"{BASE}/legal-bases/concepts/wettelijke-plicht").json()
    assert body["concept"]["labelNl"] == "Wettelijke plicht"
    assert body["matches"] == [
        {
            "relation": "exactMatch",
            "iri": "https://w3id.org/dpv/legal/eu/gdpr#A6-1-c",
            "name": "eu-gdpr:A6-1-c",
            "labelNl": "wettelijke plicht",
            "labelEn": "Art 6(1)(c) legal obligation",
        }
    ]
    assert {"term": "https://w3id.org/fora-swc/def#article", "value": "6(1)(c)"}.items() <= body["said"][0].items()


def test_searching_folds_and_ranks_and_can_stay_in_one_scheme(client: TestClient) -> None:
    body = client.get("/api/v1/concepts", params={"search": "HOÓG", "scheme": "criticality"}).json()
    assert [one["code"] for one in body["items"]] == ["hoog"]


@pytest.mark.parametrize("path", ["bestaat-niet", "bestaat-niet/concepts", "severity/concepts/paars"])
def test_what_does_not_exist_is_a_problem(client: TestClient, path: str) -> None:
    answer = client.get(f"{BASE}/{path}")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("query", ["", "?search=", "?zoek=x"])
def test_a_search_without_a_question_is_refused(client: TestClient, query: str) -> None:
    assert client.get(f"/api/v1/concepts{query}").status_code == 400
