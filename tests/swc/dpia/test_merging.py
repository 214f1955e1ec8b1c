"""Two texts from one: nothing that either person wrote is lost, whatever they did."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swc.dpia.merging import merged

WORDS = st.sampled_from(["Een. ", "Twee. ", "Drie.\n", "Vier! ", "Vijf", "\n", "Zes: "])
TEXTS = st.lists(WORDS, max_size=8).map("".join)


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "text", "clashes"),
    [
        ("A. B. C.", "A. X. C.", "A. B. Y.", "A. X. Y.", 0),
        ("A. B. C. D.", "A. X. C. D.", "A. B. C. Y.", "A. X. C. Y.", 0),
        ("A. B. C.", "A. X. C.", "A. Y. C.", "A. Y.\nX. C.", 1),
        ("", "Van mij", "Van haar", "Van haar\nVan mij", 1),
        ("A. B.", "A. B. Mijn.", "A. B. Haar.", "A. B. Haar. Mijn.", 1),
        ("A.\nB.", "A.\nB.\nMijn.", "Nul.\nA.\nB.", "Nul.\nA.\nB.\nMijn.", 0),
        ("A. B.", "A. B.", "", "", 0),
    ],
)
def test_what_only_one_changed_is_taken_over_and_what_both_changed_stands_twice(
    base: str, mine: str, theirs: str, text: str, clashes: int
) -> None:
    found = merged(base, mine, theirs)
    assert (found.text, found.clashes) == (text, clashes)


@given(TEXTS, TEXTS, TEXTS)
def test_every_new_sentence_of_either_is_in_the_proposal(base: str, mine: str, theirs: str) -> None:
    text = merged(base, mine, theirs).text
    known = set(base.split())
    for word in {*mine.split(), *theirs.split()} - known:
        assert word in text


@given(TEXTS, TEXTS)
def test_a_change_of_one_alone_is_the_outcome(base: str, other: str) -> None:
    assert merged(base, other, base).text == other
    assert merged(base, base, other).text == other
    assert merged(base, other, other) == merged(base, base, other)
