"""HEAD answers wherever GET does."""

from __future__ import annotations

import pytest

from tests.api.conftest import Door


@pytest.mark.parametrize("address", ["/sparql", "/sparql-vragen", "/sparql-vragen/nieuw", "/producten"])
def test_a_page_tells_its_headers_and_nothing_else(door: Door, address: str) -> None:
    answer = door().head(address, headers={"Accept": "text/html"}, follow_redirects=False)
    assert (answer.status_code, answer.content) == (303 if address == "/sparql" else 200, b"")
