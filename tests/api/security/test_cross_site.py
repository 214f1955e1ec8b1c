"""Changes that another site makes a browser send are refused before anything is read."""

from __future__ import annotations

import pytest
from starlette.datastructures import Headers

from api.security.cross_site import is_foreign
from tests.api.conftest import Door

SESSION = {"swc": "x"}


@pytest.mark.parametrize(
    ("headers", "cookies", "foreign"),
    [
        ({"sec-fetch-site": "same-origin"}, SESSION, False),
        ({"sec-fetch-site": "none"}, SESSION, False),
        ({"sec-fetch-site": "same-site"}, SESSION, True),
        ({"sec-fetch-site": "cross-site"}, SESSION, True),
        ({"sec-fetch-site": "cross-site"}, {}, True),
        ({"sec-fetch-site": "cross-site", "origin": "http://swc.test"}, SESSION, True),
        ({"sec-fetch-site": "onbekend"}, SESSION, True),
        ({"origin": "http://swc.test"}, SESSION, False),
        ({"origin": "http://SWC.test"}, SESSION, False),
        ({"origin": "http://kwaad.test"}, SESSION, True),
        ({"origin": "http://swc.test.kwaad.test"}, SESSION, True),
        ({"origin": "http://swc.test:8080"}, SESSION, True),
        ({"origin": "null"}, SESSION, True),
        ({"origin": "http://[kapot"}, SESSION, True),
        ({}, SESSION, True),
        ({}, {"__Host-swc": "x"}, True),
        ({}, {}, False),
        ({"authorization": "Bearer x", "sec-fetch-site": "cross-site"}, SESSION, False),
    ],
)
def test_where_a_change_comes_from_decides(headers: dict[str, str], cookies: dict[str, str], foreign: bool) -> None:  # noqa: FBT001
    assert is_foreign(Headers({"host": "swc.test", **headers}), cookies, path="/account") is foreign


def test_anybody_may_ask_the_public_sparql_door_a_question_from_anywhere_but_not_with_a_session() -> None:
    headers = Headers({"host": "swc.test", "sec-fetch-site": "cross-site"})
    assert not is_foreign(headers, {}, path="/sparql")
    assert is_foreign(headers, SESSION, path="/sparql")


def test_a_foreign_form_gets_a_page_and_a_foreign_call_a_problem(door: Door) -> None:
    client = door(real=True)
    foreign = {"Sec-Fetch-Site": "cross-site"}
    page = client.post("/inloggen", headers=foreign, data={"email": "a"})
    assert page.status_code == 403
    assert "andere website" in page.text
    call = client.post("/api/v1/boards/41101/uses", headers=foreign, json={})
    assert call.status_code == 403
    assert call.json()["detail"].startswith("Dit verzoek kwam van een andere website")


def test_reading_from_another_site_is_free(door: Door) -> None:
    assert door(real=True).get("/over", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200
