"""Which entries are candidates for being one product, and why."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swc.catalogue.duplicates.kinds import BY_NAME, Likeness
from swc.catalogue.duplicates.rules import Entry, pairs


def entry(key: str, name: str, **more: object) -> Entry:
    return Entry(key=key, name=name, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (entry("a", "Leerspoor"), entry("b", "LEERSPOOR!"), Likeness.SAME_NAME),
        (entry("a", "Leerspoor", aliases=("LSP",)), entry("b", "lsp"), Likeness.OTHER_NAME),
        (entry("a", "Leerspoor"), entry("b", "Leerspoort"), Likeness.SIMILAR_NAME),
        (
            entry("a", "Rooster", vendor_key="zeil", vendor_names=("Zeil B.V.", "Zeil")),
            entry("b", "Zeil Rooster"),
            Likeness.VENDOR_IN_NAME,
        ),
    ],
)
def test_names_that_say_the_same_make_a_candidate(one: Entry, other: Entry, reason: Likeness) -> None:
    (pair,) = pairs([one, other])
    assert pair.reasons[0] is reason


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (entry("a", "Leerspoor"), entry("b", "Roosterwerk")),
        (entry("a", "Rekenen 4"), entry("b", "Rekenen 5")),
        (entry("a", "Leerspoor", vendor_key="x"), entry("b", "Leerspoort", vendor_key="y")),
        (entry("a", "LAS"), entry("b", "LOS")),
    ],
)
def test_other_products_are_no_candidates(one: Entry, other: Entry) -> None:
    assert pairs([one, other]) == ()


def test_one_name_at_two_vendors_is_still_worth_a_look() -> None:
    (pair,) = pairs([entry("a", "Portaal", vendor_key="x"), entry("b", "Portaal", vendor_key="y")])
    assert pair.reasons == (Likeness.SAME_NAME,)


def test_what_a_proposer_wrote_of_the_vendor_adds_to_the_reasons() -> None:
    kept = entry("a", "Leerspoor", vendor_key="zeil", vendor_names=("Zeil",), category="LAS")
    concept = entry("b", "Leerspoor", note="Leverancier volgens de voorsteller: Zeil.", category="LAS")
    (pair,) = pairs([kept, concept])
    assert pair.reasons == (Likeness.SAME_NAME, Likeness.VENDOR_AS_PROPOSED, Likeness.SAME_CATEGORY)


def test_what_a_person_told_apart_does_not_come_back() -> None:
    both = [entry("a", "Leerspoor"), entry("b", "Leerspoor")]
    assert pairs(both, different=[("b", "a")]) == ()


def test_the_likeliest_pair_comes_first() -> None:
    found = pairs([entry("a", "Leerspoor"), entry("b", "Leerspoor"), entry("c", "Leerspoort")])
    assert [(one.first, one.second) for one in found] == [("a", "b"), ("a", "c"), ("b", "c")]


NAMES = st.text(alphabet="abcdé 12-", min_size=1, max_size=12)


@given(st.lists(NAMES, max_size=12))
def test_every_pair_stands_once_with_a_reason_by_name(names: list[str]) -> None:
    found = pairs([entry(f"k{place:02d}", name) for place, name in enumerate(names)])
    assert len({(one.first, one.second) for one in found}) == len(found)
    assert all(one.first < one.second and BY_NAME.intersection(one.reasons) for one in found)
