"""Files are handed out by name, and only the files meant for it."""

from __future__ import annotations

import pytest

from vocab.documents import document
from vocab.errors import NotFoundError
from vocab.schemes import schemes


@pytest.mark.parametrize("name", [f"{one.name}.ttl" for one in schemes()])
def test_every_scheme_can_be_handed_out(name: str) -> None:
    assert document(name).path.name == name
    assert document(name).media_type == "text/turtle"


@pytest.mark.parametrize("name", ["../errors.py", "schemes/severity.ttl", "errors.py", "", "severity"])
def test_nothing_else_is_handed_out(name: str) -> None:
    with pytest.raises(NotFoundError):
        document(name)
