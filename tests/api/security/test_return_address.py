"""After logging in one comes back to a page of ours, never elsewhere."""

from __future__ import annotations

import pytest

from api.security.return_address import local_path


@pytest.mark.parametrize(
    "wanted", ["/", "/besturen/41101", "/besturen/41101/applicaties?status=in_use&zoek=a%20b", "/a#b"]
)
def test_a_page_of_our_own_is_kept(wanted: str) -> None:
    assert local_path(wanted) == wanted


@pytest.mark.parametrize(
    "wanted",
    [
        "",
        "besturen",
        "https://kwaad.test",
        "//kwaad.test",
        "///kwaad.test",
        "/\\kwaad.test",
        "/a\\..\\b",
        "/\t/kwaad.test",
        "/\n/kwaad.test",
        "/\x00",
        "javascript:alert(1)",
        "/inloggen?naar=/inloggen",
        "/uitloggen",
        "/api/v1/boards",
        "/" + "x" * 3000,
        "//[",
    ],
)
def test_anything_else_becomes_the_front_door(wanted: str) -> None:
    assert local_path(wanted) == "/"
