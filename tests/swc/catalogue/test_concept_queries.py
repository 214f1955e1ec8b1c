"""Concepts are found and shown from the code lists, also when they left the Turtle."""

from __future__ import annotations

import pytest
from sqlmodel import Session

from swc.catalogue import codelists
from swc.catalogue.concept_queries import (
    concept_detail,
    find_concepts,
    scheme_concepts,
    scheme_summaries,
    scheme_summary,
)
from swc.catalogue.models import Concept
from swc.errors import NotFoundError
from tests.personas import SYSTEM_ACT
from tests.query_count import counted


@pytest.fixture
def loaded(session: Session) -> Session:
    """Return a session with the code lists loaded."""
    codelists.load(session, by=SYSTEM_ACT)
    return session


def _row(session: Session, scheme: str, code: str) -> Concept:
    found = session.get(Concept, (scheme, code))
    assert found is not None
    return found


def test_schemes_come_by_title_with_their_count(loaded: Session) -> None:
    found = scheme_summaries(loaded)
    assert [one.title_nl.casefold() for one in found] == sorted(one.title_nl.casefold() for one in found)
    assert {one.name: one.concepts for one in found}["data-categories"] == 23


def test_a_deprecated_concept_does_not_count_and_comes_last(loaded: Session) -> None:
    _row(loaded, "severity", "red").deprecated = True
    assert scheme_summary(loaded, "severity").concepts == 2
    assert [one.code for one in scheme_concepts(loaded, "severity")] == ["orange", "grey", "red"]


def test_a_deprecated_concept_is_not_found_and_can_still_be_read(loaded: Session) -> None:
    _row(loaded, "severity", "red").deprecated = True
    assert not any(one.scheme == "severity" for one in find_concepts(loaded, "rood"))
    assert concept_detail(loaded, "severity", "red").concept.deprecated


def test_a_replaced_concept_names_its_successor(loaded: Session) -> None:
    row = _row(loaded, "severity", "red")
    row.extra = row.extra | {"about": row.extra["about"] | {"replaced_by": "orange"}}
    found = concept_detail(loaded, "severity", "red").replaced_by
    assert found is not None
    assert found.label_nl == "Oranje"


def test_broader_narrower_and_related_lead_to_their_labels(loaded: Session) -> None:
    row = _row(loaded, "severity", "red")
    row.broader = "orange"
    row.extra = row.extra | {"about": row.extra["about"] | {"related": ["grey"]}}
    loaded.flush()
    red, orange = (concept_detail(loaded, "severity", code) for code in ("red", "orange"))
    assert red.broader is not None
    assert red.broader.code == "orange"
    assert [one.code for one in red.related] == ["grey"]
    assert [one.code for one in orange.narrower] == ["red"]


def test_the_best_fit_comes_first(loaded: Session) -> None:
    found = [(one.scheme, one.code) for one in find_concepts(loaded, "profilering")]
    assert found[0] == ("ap-list", "AP15")
    assert ("wp248-criteria", "WP1") not in found[:1]


@pytest.mark.parametrize("text", ["", "  ", "--", "\x00"])
def test_a_search_for_nothing_finds_nothing(loaded: Session, text: str) -> None:
    assert find_concepts(loaded, text) == ()


def test_a_search_is_one_statement(loaded: Session) -> None:
    with counted(loaded) as statements:
        find_concepts(loaded, "onderwijs")
    assert len(statements) == 1


def test_what_does_not_exist_is_refused_by_name(loaded: Session) -> None:
    with pytest.raises(NotFoundError, match="paars"):
        concept_detail(loaded, "severity", "paars")
    with pytest.raises(NotFoundError, match="kleuren"):
        scheme_concepts(loaded, "kleuren")
