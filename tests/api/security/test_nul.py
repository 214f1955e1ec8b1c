"""A NUL character in an address is refused before any route or database sees it."""

from __future__ import annotations

import pytest

from tests.api.conftest import Door


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/producten?zoek=a%00b", 400),
        ("/producten?%00", 400),
        ("/sparql?query=ASK%00%7B%7D", 400),
        ("/api/v1/products?search=%00", 400),
        ("/begrippen/mappings/a%00", 404),
        ("/doc/use/%00.ttl", 404),
        ("/api/v1/vendors/a%00b", 404),
    ],
)
def test_an_address_with_a_nul_is_refused_in_the_form_that_fits_who_asks(door: Door, address: str, status: int) -> None:
    answer = door().get(address)
    assert answer.status_code == status
    machine = address.startswith(("/api", "/sparql", "/doc"))
    assert answer.headers["content-type"].startswith("application/problem+json" if machine else "text/html")
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_an_escape_that_only_looks_like_one_is_no_nul(door: Door) -> None:
    assert door().get("/producten?zoek=%2500").status_code == 200
