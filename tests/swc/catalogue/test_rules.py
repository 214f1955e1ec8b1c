"""Chains of owners, folding, keys, partial dates and outcomes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swc.catalogue.kinds import CentralOutcome, Trust
from swc.catalogue.rules import (
    Owned,
    Owners,
    first_day,
    fold,
    group,
    key_of,
    outcome,
    owners,
    weakest,
)


def vendors(*pairs: tuple[str, str | None], known: bool = True) -> dict[str, Owned]:
    return {
        key: Owned(key=key, name=key, parent_key=parent, parent_known=known, trust=Trust.CONFIRMED)
        for key, parent in pairs
    }


def test_a_circle_in_the_data_ends_and_is_not_known() -> None:
    found = group(vendors(("a", "b"), ("b", "c"), ("c", "a")), "b")
    assert (found.key, found.known, [link.key for link in found.chain]) == ("b", False, ["b"])


def test_a_vendor_that_names_itself_as_owner_is_not_known() -> None:
    assert group(vendors(("a", "a")), "a").known is False


def test_an_owner_that_is_missing_leaves_the_top_unknown() -> None:
    found = group(vendors(("a", "weg")), "a")
    assert (found.key, found.known) == ("a", False)


def test_a_chain_with_an_unknown_top_is_not_known() -> None:
    links = vendors(("a", "b")) | vendors(("b", None), known=False)
    found = group(links, "a")
    assert (found.key, found.known, found.trust) == ("b", False, Trust.UNKNOWN)


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.one_of(st.none(), st.sampled_from("abcdef"))), max_size=8))
def test_every_set_of_owners_gives_every_vendor_a_group(pairs: list[tuple[str, str | None]]) -> None:
    known = vendors(*pairs)
    for key in known:
        found = group(known, key)
        assert found.key in known
        assert found.chain


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Enquête+", "enquete"),
        ("ZIEN!", "zien"),
        ("België / Curaçao", "belgie curacao"),
        ("Ijsselgroep", "ijsselgroep"),
        ("IJburg", "ijburg"),
        ("Straße", "strasse"),
        ("R&D", "r en d"),
        ("ﬁjn", "fijn"),
        ("", ""),
    ],
)
def test_names_are_folded_alike(name: str, folded: str) -> None:
    assert fold(name) == folded


@given(st.text())
def test_folding_twice_is_folding_once_and_a_key_is_safe_in_an_address(name: str) -> None:
    assert fold(fold(name)) == fold(name)
    assert 1 <= len(key_of(name)) <= 120
    assert set(key_of(name)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024", date(2024, 1, 1)),
        ("2024-12", date(2024, 12, 1)),
        ("2024-12-03", date(2024, 12, 3)),
        ("2024-13", None),
        ("najaar 2024", None),
        ("", None),
    ],
)
def test_a_partial_date_counts_from_the_first_day_it_can_mean(text: str, day: date | None) -> None:
    assert first_day(text) == day


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("positive with conditions", CentralOutcome.CONDITIONAL),
        ("conditional (amber)", CentralOutcome.CONDITIONAL),
        ("negative advice", CentralOutcome.NEGATIVE),
        ("negative until agreement", CentralOutcome.NEGATIVE),
        ("resolved", CentralOutcome.POSITIVE),
        ("members only", CentralOutcome.NOT_PUBLIC),
        ("superseded", CentralOutcome.UNKNOWN),
        ("", CentralOutcome.UNKNOWN),
    ],
)
def test_a_published_outcome_is_read_and_what_cannot_be_read_is_unknown(text: str, meaning: CentralOutcome) -> None:
    assert outcome(text) is meaning


def test_the_weakest_trust_counts() -> None:
    assert weakest((Trust.CONFIRMED, Trust.UNCONFIRMED)) is Trust.UNCONFIRMED
    assert weakest(()) is Trust.UNKNOWN


def test_owners_are_known_only_where_the_chain_ends_at_somebody_without_an_owner() -> None:
    top = Owned(key="top", name="Top", parent_known=True, dpf_certified=True)
    mid = Owned(key="mid", name="Mid", parent_key="top", parent_known=True)
    loose = Owned(key="los", name="Los")
    found = owners({"top": top, "mid": mid, "los": loose}, "mid")
    assert ([one.key for one in found.chain], found.known, found.certified) == (["mid", "top"], True, True)
    assert not owners({"los": loose}, "los").known
    circle = {"a": Owned(key="a", name="A", parent_key="b"), "b": Owned(key="b", name="B", parent_key="a")}
    assert owners(circle, "a") == Owners((circle["a"],), known=False)
