"""Two people change the same form: nothing that either entered is lost."""

from __future__ import annotations

import pytest

from api.pages.merging import Difference, merge, packed, unpacked

BASE = {"users": ["10"], "notes": ["oud"], "schools": ["11AA"]}


def test_what_only_the_other_changed_is_taken_over() -> None:
    found = merge(BASE, {**BASE, "users": ["12"]}, BASE)
    assert (found.values["users"], found.differences) == (["12"], ())


def test_what_only_the_reader_changed_is_kept() -> None:
    found = merge({**BASE, "notes": ["nieuw"]}, {**BASE, "users": ["12"]}, BASE)
    assert (found.values["notes"], found.values["users"], found.differences) == (["nieuw"], ["12"], ())


def test_what_both_changed_keeps_the_readers_value_and_is_named() -> None:
    found = merge({**BASE, "users": ["11"]}, {**BASE, "users": ["12"]}, BASE)
    assert found.values["users"] == ["11"]
    assert found.differences == (Difference("users", ("12",), ("11",)),)


def test_the_same_change_by_both_is_no_difference() -> None:
    assert merge({**BASE, "users": ["12"]}, {**BASE, "users": ["12"]}, BASE).differences == ()


def test_line_ends_and_order_are_no_change() -> None:
    base = {"notes": ["a\nb"], "schools": ["11AA", "22BB"]}
    found = merge({"notes": ["a\r\nb"], "schools": ["22BB", "11AA"]}, {**base, "notes": ["c"]}, base)
    assert (found.values["notes"], found.differences) == (["c"], ())


def test_an_unticked_last_school_counts_as_a_change() -> None:
    found = merge({"users": ["10"], "notes": ["oud"]}, BASE, BASE)
    assert found.values["schools"] == []


@pytest.mark.parametrize("text", ["", "geen json", "[1]", '{"users": 3}', "[" * 100_000])
def test_a_tampered_base_is_read_as_nothing(text: str) -> None:
    assert unpacked(text) == {}


def test_a_base_survives_the_form() -> None:
    assert unpacked(packed(BASE)) == BASE
