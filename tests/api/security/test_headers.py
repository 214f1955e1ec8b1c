"""What every answer tells the browser."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.security.headers import CONTENT_SECURITY_POLICY
from api.settings import Settings
from tests.api.conftest import Door


@pytest.mark.parametrize("path", ["/over", "/bestaat-niet", "/static/swc.css", "/api/v1/openapi.json", "/healthz"])
def test_every_answer_forbids_what_is_not_ours(door: Door, path: str) -> None:
    headers = door(real=True).get(path).headers
    assert headers["content-security-policy"] == CONTENT_SECURITY_POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert "strict-transport-security" not in headers


def test_the_policy_allows_nothing_inline_and_nobody_elses_frame() -> None:
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert CONTENT_SECURITY_POLICY.startswith("default-src 'none';")
    assert "frame-ancestors 'none'" in CONTENT_SECURITY_POLICY


def test_a_refused_foreign_change_carries_the_headers_too(door: Door) -> None:
    answer = door(real=True).post("/account", headers={"Sec-Fetch-Site": "cross-site"})
    assert (answer.status_code, answer.headers["x-frame-options"]) == (403, "DENY")


def test_an_unexpected_error_carries_the_headers_too(settings: Settings) -> None:
    app = create_app(settings)

    @app.get("/kapot")
    def broken() -> None:
        raise RuntimeError("inwendig geheim")

    answer = TestClient(app, raise_server_exceptions=False).get("/kapot")
    assert (answer.status_code, answer.headers["x-frame-options"]) == (500, "DENY")
    assert "inwendig geheim" not in answer.text


def test_over_https_the_browser_is_told_to_stay_there(settings: Settings) -> None:
    answer = TestClient(create_app(settings), base_url="https://swc.test").get("/healthz")
    assert answer.headers["strict-transport-security"].startswith("max-age=31536000")


def test_what_somebody_sees_logged_in_is_kept_by_no_cache_and_what_everybody_sees_may_be(door: Door) -> None:
    client = door(real=True)
    assert "cache-control" not in client.get("/over").headers
    client.cookies.set("swc", "x")
    assert client.get("/over").headers["cache-control"] == "no-store"
    assert "immutable" in client.get("/static/swc.css?v=1").headers["cache-control"]
