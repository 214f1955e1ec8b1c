"""The pattern page shows every part once, in both languages."""

from __future__ import annotations

import pytest

from tests.api.conftest import Door


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_part_is_shown(door: Door, language: str) -> None:
    answer = door().get("/patronen", headers={"Accept-Language": language})
    assert answer.status_code == 200
    for part in ('class="refusal"', "badge-red", 'aria-invalid="true"', "<fieldset", 'rel="next"', "table-frame"):
        assert part in answer.text
