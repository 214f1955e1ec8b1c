"""Folding of names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swc.landscape.imports.folding import between_brackets, fold, fold_header, fold_party, phrases, without_brackets


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Café-Zorg, B.V.", "cafe zorg bv"),
        ("ESIS+", "esis plus"),
        ("  Één  Één ", "een een"),
        ("Straße", "strasse"),
        ("", ""),
    ],
)
def test_case_accents_and_punctuation_are_folded_away(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_the_legal_form_of_a_vendor_does_not_count() -> None:
    assert fold_party("Topicus Onderwijs B.V.") == fold_party("Topicus Onderwijs")
    assert fold_party("BV") == "bv"


def test_small_words_do_not_count_in_a_heading() -> None:
    assert fold_header("Naam van de applicatie") == "naam applicatie"


def test_brackets_are_taken_out_or_read_apart() -> None:
    assert without_brackets("Magister (LAS) [oud]") == "Magister"
    assert between_brackets("Magister (LAS) [oud]") == ("LAS", "oud")


def test_phrases_may_run_over_lines() -> None:
    assert phrases("a b;\n   c") == ("a b", "c")


@given(st.text(max_size=200))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
