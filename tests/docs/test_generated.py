"""The generated pages say what the code says."""

from __future__ import annotations

import pytest

from api.documentation import GENERATED
from tests.shared_data import ROOT


@pytest.mark.parametrize("path", sorted(GENERATED))
def test_a_generated_page_is_up_to_date(path: str) -> None:
    assert (ROOT / path).read_text() == GENERATED[path](), "run: python -m api.documentation"
