"""The endpoint passes every W3C protocol test that asks for nothing but reading, and the report says so."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, Store

from tests.api.sparql.protocol.report import COMMITTED, run, written
from tests.api.sparql.protocol.suite import CASES


@pytest.fixture(scope="module")
def outcomes(port: int) -> dict[str, bool]:
    """Return what came of every test, put to one running application."""
    return run(port)


def test_the_table_holds_all_that_reading_can_pass() -> None:
    kinds = [one.name.split("_")[:2] for one in CASES]
    assert len(CASES) == len({one.name for one in CASES}) == 27
    assert sum("update" in one.name for one in CASES) == 7
    assert all(kind[0] in ("query", "bad") for kind in kinds)


def test_every_test_passes(outcomes: dict[str, bool]) -> None:
    assert [name for name, passed in outcomes.items() if not passed] == []


def test_the_committed_report_is_what_the_run_gives(outcomes: dict[str, bool]) -> None:
    assert COMMITTED.read_text("utf-8") == written(outcomes)


def test_the_report_is_sound_turtle_with_an_outcome_for_every_test(outcomes: dict[str, bool]) -> None:
    store = Store()
    store.bulk_load(written(outcomes).encode(), format=RdfFormat.TURTLE)

    found = store.query(
        """PREFIX earl: <http://www.w3.org/ns/earl#>
        SELECT ?t { ?a a earl:Assertion ; earl:subject ?s ; earl:test ?t ; earl:result/earl:outcome earl:passed }"""
    )

    assert {row["t"].value for row in found} == {one.iri for one in CASES}  # type: ignore[union-attr,index]
