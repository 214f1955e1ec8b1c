"""Concepts are found and shown from the code lists, also when they left the Turtle."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import Session

from swc.catalogue import codelists
from swc.catalogue.concept_projection import kept_triples
from swc.catalogue.concept_queries import (
    concept_detail,
    find_concepts,
    narrower_concepts,
    scheme_concepts,
    scheme_summaries,
    scheme_summary,
)
from swc.catalogue.models import Concept
from swc.catalogue.rules import fold
from swc.errors import NotFoundError
from tests.personas import SYSTEM_ACT
from tests.query_count import counted
from vocab import schemes
from vocab.namespaces import SCHEME


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
    assert [one.code for one in scheme_concepts(loaded, "severity").items] == ["orange", "grey", "red"]
    assert [one.code for one in scheme_concepts(loaded, "severity", deprecated=False).items] == ["orange", "grey"]
    assert scheme_summary(loaded, "severity").deprecated == 1


def test_a_deprecated_concept_is_not_found_and_can_still_be_read(loaded: Session) -> None:
    _row(loaded, "severity", "red").deprecated = True
    assert not any(one.scheme == "severity" for one in find_concepts(loaded, "rood").items)
    assert "severity" in {one.scheme for one in find_concepts(loaded, "rood", deprecated=True).items}
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
    found = [(one.scheme, one.code) for one in find_concepts(loaded, "profilering").items]
    assert found[0] == ("ap-list", "AP15")
    assert found[1:] == [("dpia-sections", "techniques")]
    labels = [fold(one.label_nl) for one in find_concepts(loaded, "hoog").items]
    assert labels[0] == "hoog"
    exact = [label for label in labels if label == "hoog"]
    assert labels[: len(exact)] == exact


@pytest.mark.parametrize("text", ["onderwijs", "de", "GEGEVENS", "Coöperatie"])
def test_a_search_comes_in_parts_that_make_up_the_whole(loaded: Session, text: str) -> None:
    whole = find_concepts(loaded, text, limit=1000)
    parts = [
        one for start in range(0, whole.total, 7) for one in find_concepts(loaded, text, offset=start, limit=7).items
    ]
    assert list(whole.items) == parts
    assert len(parts) == whole.total > 0
    beyond = find_concepts(loaded, text, offset=whole.total, limit=7)
    assert (beyond.items, beyond.total) == ((), whole.total)


def test_both_databases_order_alike(loaded: Session) -> None:
    found = [(fold(one.label_nl), one.scheme, one.code) for one in find_concepts(loaded, "geen", limit=1000).items]
    begins = [one for one in found if one[0].startswith("geen ") and one[2] != "geen"]
    assert len(begins) > 1
    assert begins == sorted(begins)


def test_children_come_in_parts(loaded: Session) -> None:
    for code in ("orange", "grey"):
        _row(loaded, "severity", code).broader = "red"
    loaded.flush()
    first, last = (narrower_concepts(loaded, "severity", "red", offset=start, limit=1) for start in (0, 1))
    assert [one.code for one in (*first.items, *last.items)] == ["orange", "grey"]
    assert first.total == last.total == concept_detail(loaded, "severity", "red").narrower_total == 2


def test_a_concept_says_whether_it_is_new_gone_or_replaced(loaded: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    scheme = schemes.scheme("severity")
    assert scheme.modified is not None
    earlier = schemes.SchemeVersion("0.9.0", date(2026, 1, 1), "Eerste uitgave.", "First edition.")
    widened = replace(scheme, versions=(*scheme.versions, earlier))
    monkeypatch.setattr(schemes, "schemes", lambda: (widened,))
    told = {"red": {"issued": scheme.modified.isoformat()}, "orange": {"replaced_by": "red"}, "grey": {}}
    for code, about in told.items():
        row = _row(loaded, "severity", code)
        row.extra = row.extra | {"about": row.extra["about"] | about}
        row.deprecated = code != "red"
    loaded.flush()
    found = {one.code: (one.state, one.replaced_by) for one in scheme_concepts(loaded, "severity").items}
    assert found == {"red": ("new", None), "orange": ("replaced", "red"), "grey": ("deprecated", None)}


@pytest.mark.parametrize("text", ["", "  ", "--", "\x00"])
def test_a_search_for_nothing_finds_nothing(loaded: Session, text: str) -> None:
    assert find_concepts(loaded, text).items == ()


def test_a_search_is_one_statement(loaded: Session) -> None:
    with counted(loaded) as statements:
        find_concepts(loaded, "onderwijs")
    assert len(statements) == 1


def test_what_does_not_exist_is_refused_by_name(loaded: Session) -> None:
    with pytest.raises(NotFoundError, match="paars"):
        concept_detail(loaded, "severity", "paars")
    with pytest.raises(NotFoundError, match="kleuren"):
        scheme_concepts(loaded, "kleuren")


def test_a_concept_of_a_scheme_that_is_gone_is_still_told(loaded: Session) -> None:
    row = _row(loaded, "severity", "red")
    gone = Concept(**row.model_dump() | {"scheme": "kleuren", "iri": f"{SCHEME}kleuren/red", "deprecated": True})
    gone.extra = gone.extra | {"about": gone.extra["about"] | {"replaced_by": "rood"}}
    loaded.add(gone)
    loaded.flush()
    assert scheme_summary(loaded, "kleuren").title_nl == "kleuren"
    assert [one.code for one in scheme_concepts(loaded, "kleuren").items] == ["red"]
    told = [str(one) for one in kept_triples(loaded)]
    assert any(f"<{SCHEME}kleuren/red> <http://www.w3.org/2002/07/owl#deprecated>" in one for one in told)
    assert any(f"isReplacedBy> <{SCHEME}kleuren/rood>" in one for one in told)
    assert not any("severity" in one for one in told)
