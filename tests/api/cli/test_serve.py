"""Two web processes on one PostgreSQL: both tell the same of what was written through either, and nothing is lost."""

from __future__ import annotations

import pytest

from tests.bench.web import two_webs


@pytest.mark.slow
def test_two_processes_tell_the_same_after_people_wrote_through_both(postgres_url: str) -> None:
    told = two_webs(postgres_url, turns=2, callers=1)
    assert told.made
    assert told.changed
    assert told.failed == []
    assert told.differing == []
    assert set(told.statuses) <= {200, 201, 409, 412}
