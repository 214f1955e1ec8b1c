"""Code lists follow the Turtle: a new concept is a new choice, a removed one stays readable."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlmodel import Session, select

from swc.access.kinds import SYSTEM, Act, Actor
from swc.catalogue import codelists
from swc.catalogue.models import Concept
from swc.errors import NotAllowedError
from tests.query_count import counted
from vocab import schemes

BY = Act(SYSTEM, datetime(2026, 11, 22, 9, 0, tzinfo=UTC))
TOTAL = sum(len(one.concepts) for one in schemes.schemes())


def _with_hosting(concepts: tuple[schemes.Concept, ...]) -> tuple[schemes.Scheme, ...]:
    """Return the schemes as if the Turtle of hosting forms held these concepts."""
    return tuple(replace(one, concepts=concepts) if one.name == "hosting-forms" else one for one in schemes.schemes())


def _codes(session: Session, scheme: str) -> list[str]:
    return [one.code for one in codelists.choices(session, scheme)]


def test_a_first_load_brings_every_concept(session: Session) -> None:
    assert codelists.load(session, by=BY) == codelists.Loaded(new=TOTAL, changed=0, deprecated=0)
    assert len(session.exec(select(Concept)).all()) == TOTAL


def test_a_second_load_changes_nothing(session: Session) -> None:
    codelists.load(session, by=BY)
    assert codelists.load(session, by=BY) == codelists.Loaded(new=0, changed=0, deprecated=0)


def test_choices_come_in_reading_order_with_both_labels(session: Session) -> None:
    codelists.load(session, by=BY)
    assert _codes(session, "usage-status") == [
        "verwerving",
        "gepland",
        "in-productie",
        "uit-te-faseren",
        "uitgefaseerd",
    ]
    first = codelists.choices(session, "usage-status")[0]
    assert (first.label_nl, first.label_en) == ("Verwerving", "Acquisition")


def test_choices_carry_what_the_turtle_says_of_them(session: Session) -> None:
    codelists.load(session, by=BY)
    health = next(one for one in codelists.choices(session, "data-categories") if one.code == "P09")
    assert health.extra == {"dataLevel": "bijzonder"}
    assert health.iri == "https://w3id.org/fora-swc/scheme/data-categories/P09"


def test_an_unknown_list_has_no_choices(session: Session) -> None:
    codelists.load(session, by=BY)
    assert codelists.choices(session, "bestaat-niet") == ()


def test_a_new_concept_in_the_turtle_is_a_new_choice(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    codelists.load(session, by=BY)
    old = schemes.scheme("hosting-forms").concepts
    new = replace(old[0], code="edge", label_nl="Rand", iri=old[0].iri + "-edge", position=999)
    found = _with_hosting((*old, new))
    monkeypatch.setattr(schemes, "schemes", lambda: found)
    assert codelists.load(session, by=BY) == codelists.Loaded(new=1, changed=0, deprecated=0)
    assert _codes(session, "hosting-forms")[-1] == "edge"


def test_a_removed_concept_is_no_choice_any_more_and_keeps_its_label(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    codelists.load(session, by=BY)
    found = _with_hosting(schemes.scheme("hosting-forms").concepts[1:])
    monkeypatch.setattr(schemes, "schemes", lambda: found)
    assert codelists.load(session, by=BY) == codelists.Loaded(new=0, changed=0, deprecated=1)
    assert codelists.load(session, by=BY) == codelists.Loaded(new=0, changed=0, deprecated=0)
    assert "saas" not in _codes(session, "hosting-forms")
    assert codelists.labels(session)[("hosting-forms", "saas")] == ("SaaS", "SaaS")


def test_a_concept_that_comes_back_is_a_choice_again(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    codelists.load(session, by=BY)
    with monkeypatch.context() as gone:
        found = _with_hosting(schemes.scheme("hosting-forms").concepts[1:])
        gone.setattr(schemes, "schemes", lambda: found)
        codelists.load(session, by=BY)
    assert codelists.load(session, by=BY) == codelists.Loaded(new=0, changed=1, deprecated=0)
    assert _codes(session, "hosting-forms")[0] == "saas"


def test_a_changed_label_is_taken_over(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    codelists.load(session, by=BY)
    first, *rest = schemes.scheme("hosting-forms").concepts
    found = _with_hosting((replace(first, label_nl="Clouddienst"), *rest))
    monkeypatch.setattr(schemes, "schemes", lambda: found)
    assert codelists.load(session, by=BY) == codelists.Loaded(new=0, changed=1, deprecated=0)
    assert codelists.labels(session)[("hosting-forms", "saas")] == ("Clouddienst", "SaaS")


def test_labels_of_all_lists_take_one_statement(session: Session) -> None:
    codelists.load(session, by=BY)
    with counted(session) as statements:
        found = codelists.labels(session)
    assert len(statements) == 1
    assert len(found) == TOTAL


def test_a_person_cannot_load_code_lists(session: Session) -> None:
    somebody = Act(Actor(key="anne", label="Anne"), BY.now)
    with pytest.raises(NotAllowedError):
        codelists.load(session, by=somebody)
