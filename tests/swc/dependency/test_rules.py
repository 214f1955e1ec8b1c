"""The concentration index with its bounds, its bands, and shares of a whole."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from swc.dependency import rules
from swc.dependency.kinds import Band
from swc.dependency.rules import Limits, Tally

EC = Limits(1000, 2000, 250, 150)
groups = st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.integers(1, 60), max_size=8)


@st.composite
def tallies(draw: st.DrawFn) -> Tally:
    """Return groups with their uses, some of unknown vendors, some of which the owner was not checked."""
    known = draw(groups)
    unsettled = draw(st.sets(st.sampled_from(sorted(known)))) if known else set()
    return Tally(known, draw(st.integers(0, 20)), frozenset(unsettled))


def test_the_index_of_one_supplier_is_ten_thousand_and_of_ten_equal_ones_a_thousand() -> None:
    assert rules.hhi([5]) == 10_000
    assert rules.hhi([1] * 10) == 1_000
    assert rules.hhi([]) == 0


def test_the_index_of_the_worked_example_of_the_privacy_notes() -> None:
    assert rules.hhi([4200, 2000]) == 5630


def test_unknown_vendors_widen_the_bounds_of_the_index() -> None:
    lowest, highest = rules.hhi_bounds({"a": 4, "b": 4}, loose=2, unsettled=())
    assert lowest == rules.hhi([4, 4, 1, 1])
    assert highest == rules.hhi([6, 4])


@given(tallies())
@settings(max_examples=80)
def test_the_index_lies_within_its_bounds(tally: Tally) -> None:
    found = rules.concentration(tally, EC)
    assert 0 <= found.lowest <= found.highest <= 10_000
    assert found.hhi is None or found.lowest <= found.hhi <= found.highest


@given(tallies())
@settings(max_examples=80)
def test_shares_of_groups_with_the_unknown_row_add_up_to_one(tally: Tally) -> None:
    parts = rules.group_parts(tally, str)
    assert sum(one.uses for one in parts) == tally.total
    assert not parts or sum(one.share or 0 for one in parts) == pytest.approx(1)


@given(tallies(), st.integers(1, 9))
@settings(max_examples=60)
def test_an_index_that_no_missing_fact_can_move_has_a_band(tally: Tally, more: int) -> None:
    settled = Tally({**tally.known, "z": more})
    found = rules.concentration(settled, EC)
    assert found.lowest == found.hhi == found.highest
    assert found.band is not Band.UNKNOWN


def test_a_threshold_itself_belongs_to_the_band_below_it() -> None:
    assert [rules.band(index, EC) for index in (0, 1000, 1001, 2000, 2001, 10_000)] == [
        Band.LOW,
        Band.LOW,
        Band.MODERATE,
        Band.MODERATE,
        Band.HIGH,
        Band.HIGH,
    ]


def test_bounds_in_different_bands_leave_the_band_unknown() -> None:
    assert rules.band_between(900, 1100, EC) is Band.UNKNOWN
    assert rules.band_between(2500, 9000, EC) is Band.HIGH


def test_without_a_known_vendor_there_is_no_index_and_no_band() -> None:
    found = rules.concentration(Tally({}, 4), EC)
    assert (found.hhi, found.band, found.uses, found.unknown) == (None, Band.UNKNOWN, 4, 4)
    assert (found.lowest, found.highest) == (2500, 10_000)
    empty = rules.concentration(Tally({}), EC)
    assert (empty.hhi, empty.highest, empty.band) == (None, 0, Band.UNKNOWN)


def test_too_few_uses_give_no_index() -> None:
    assert rules.concentration(Tally({"a": 9}), EC, least=10).hhi is None
    assert rules.concentration(Tally({"a": 10}), EC, least=10).hhi == 10_000


def test_a_change_counts_by_the_band_that_it_leads_to() -> None:
    assert not rules.notable(100, 990, EC)
    assert not rules.notable(1500, 1749, EC)
    assert rules.notable(1500, 1750, EC)
    assert not rules.notable(3000, 3149, EC)
    assert rules.notable(3000, 3150, EC)


def test_a_part_of_nothing_is_no_share() -> None:
    assert rules.share(3, 0) is None
    assert rules.share(1, 4) == 0.25
