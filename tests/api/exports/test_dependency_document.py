"""The documents on dependency: every row is in them, and every word has an English twin."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlmodel import Session

from api.dependency_words import WORDS
from api.exports import dependency_document as lens_words
from api.exports import what_if_document as answer_words
from api.exports.dependency_document import DependencyFacts, dependency_document
from api.exports.document import Table
from api.exports.what_if_document import what_if_document
from api.i18n import catalogue, language, translate
from swc.dependency import queries
from swc.dependency.kinds import Scenario, TargetKind
from swc.dependency.whatif import board_what_if
from swc.dependency.whatif_schemas import WhatIfQuestion
from tests.api.exports.reading import texts_of
from tests.factories.lens import make_lens_board
from tests.personas import BOARD_A, TODAY


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[str]]:
    """Speak English, and collect what has no twin."""
    missing: set[str] = set()

    def told(text: str, /, **values: object) -> str:
        if text not in catalogue("en"):
            missing.add(text)
        return translate(text, **values)

    monkeypatch.setattr(lens_words, "translate", told)
    monkeypatch.setattr(answer_words, "translate", told)
    token = language.set("en")
    yield missing
    language.reset(token)


def facts_of(session: Session) -> DependencyFacts:
    """Return what the document of board A tells."""
    facts = queries.facts_of(session, BOARD_A, TODAY)
    return DependencyFacts(queries.lens(facts), queries.over_time(session, BOARD_A, TODAY), ())


def test_every_row_of_the_lens_is_in_the_document(session: Session) -> None:
    make_lens_board(session)
    facts = facts_of(session)
    found = dependency_document(facts)
    rows = {block.sheet: len(block.rows) for block in found.blocks if isinstance(block, Table)}
    assert rows["Leveranciersgroepen"] == len(facts.lens.groups)
    assert rows["Uitstappen"] == len(facts.lens.exits)
    assert rows["Landen"] == len(facts.lens.jurisdictions)
    assert rows["Verloop"] == len(facts.moments)
    assert {"3 (75%)", "leverancier onbekend", "niets bekend"} <= texts_of(found)
    assert dependency_document(facts) == found


def test_the_lens_speaks_english(session: Session, english: set[str]) -> None:
    make_lens_board(session)
    assert "vendor unknown" in texts_of(dependency_document(facts_of(session)))
    assert english == set()


@pytest.mark.parametrize("scenario", Scenario)
def test_an_answer_speaks_english(session: Session, english: set[str], scenario: Scenario) -> None:
    make_lens_board(session)
    question = WhatIfQuestion(
        target_kind=TargetKind.GROUP,
        target_key="sanoma",
        scenario=scenario,
        acquirer_key="amazon" if scenario is Scenario.TAKEN_OVER else "",
    )
    found = what_if_document(board_what_if(session, BOARD_A, question, TODAY))
    assert "Sanoma" in found.title
    assert {"Sanoma (vendor group)", "3 (75%)"} <= texts_of(found)
    assert english == set()


def test_every_state_has_a_word_and_every_word_a_twin() -> None:
    for kind, words in WORDS.items():
        assert set(words) == {one.value for one in kind}, kind
        assert set(words.values()) <= set(catalogue("en"))
