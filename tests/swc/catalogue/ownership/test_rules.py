"""Who controls on a day, what may stand together, and that no change of owners ever closes a circle."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swc.catalogue.kinds import OwnershipRelation, Trust
from swc.catalogue.ownership.rules import Flaw, Holding, Ownerships, boundaries, controlling, flaw, standing
from swc.catalogue.rules import Owned, group

DAY = date(2024, 1, 1)
KEYS = ("a", "b", "c", "d", "e", "f")


def holding(vendor: str, owner: str | None = None, *, share: str | None = None, **said: object) -> Holding:
    relation = OwnershipRelation.OWNED if owner else OwnershipRelation.INDEPENDENT
    part = None if share is None else Decimal(share)
    return Holding(**{"vendor_key": vendor, "owner_key": owner, "relation": relation, "share": part} | said)  # type: ignore[arg-type]


def known(*holdings: Holding) -> Ownerships:
    return Ownerships({key: Owned(key, key.upper()) for key in KEYS}, holdings)


@pytest.mark.parametrize(
    ("holdings", "owner"),
    [
        ([holding("a", "b")], "b"),
        ([holding("a", "b", share="50.01"), holding("a", "c", share="49.99")], "b"),
        ([holding("a", "b", share="50"), holding("a", "c", share="50")], None),
        ([holding("a", "b", share="18.9")], None),
        ([holding("a", "b"), holding("a", "c")], None),
        ([holding("a", "b"), holding("a", "c", share="40", control=False)], "b"),
        ([holding("a", "b", share="60", control=False), holding("a", "c", control=True)], "c"),
        ([holding("a", "b", share="30", control=True), holding("a", "c", share="70", control=False)], "b"),
        ([holding("a", "b", relation=OwnershipRelation.MERGED)], "b"),
        ([], None),
    ],
)
def test_control_is_said_or_follows_from_the_shares(holdings: list[Holding], owner: str | None) -> None:
    found = controlling(holdings)
    assert (found.owner_key if found else None) == owner


def test_without_a_majority_nobody_controls_and_the_group_is_not_known() -> None:
    found = group(known(holding("a", "b", share="50"), holding("a", "c", share="50")).on(DAY), "a")
    assert (found.key, found.known) == ("a", False)


def test_a_minority_beside_independence_leaves_the_group_known() -> None:
    stands = standing([holding("a", kind="beursgenoteerd"), holding("a", "b", share="18.9", control=False)])
    assert (stands.parent_key, stands.known, stands.kind) == (None, True, "beursgenoteerd")


def test_what_no_period_covers_is_unknown() -> None:
    owners = known(holding("a", "b", from_date=DAY, until=DAY + timedelta(days=10), trust=Trust.CONFIRMED))
    before, during, after = (owners.on(DAY + timedelta(days=days))["a"] for days in (-1, 9, 10))
    assert (before.parent_key, before.parent_known) == (None, False)
    assert (during.parent_key, during.trust) == ("b", Trust.CONFIRMED)
    assert (after.parent_key, after.parent_known) == (None, False)


def test_a_merger_leads_on_to_the_successor_and_its_owner() -> None:
    merged = holding("a", "b", relation=OwnershipRelation.MERGED, from_date=DAY)
    owners = known(holding("d", "a"), holding("a", until=DAY), merged, holding("b", "c"), holding("c"))
    assert group(owners.on(DAY - timedelta(days=1)), "d").key == "a"
    assert [link.key for link in group(owners.on(DAY), "d").chain] == ["d", "a", "b", "c"]


@pytest.mark.parametrize(
    ("holdings", "wrong"),
    [
        ([holding("a", "a")], Flaw.CIRCLE),
        ([holding("a", "b"), holding("b", "c"), holding("c", "a")], Flaw.CIRCLE),
        ([holding("a", "b"), holding("b", "a", share="10")], None),
        ([holding("a", "b"), holding("a", "b", from_date=DAY)], Flaw.TWICE),
        ([holding("a", "b", share="60"), holding("a", "c", control=True)], Flaw.TWO_IN_CONTROL),
        ([holding("a"), holding("a", "b")], Flaw.TWO_IN_CONTROL),
        ([holding("a", "b"), holding("a", "c", share="60")], Flaw.TWO_IN_CONTROL),
        (
            [holding("a", "b", share="40"), holding("a", "c", share="40"), holding("a", "d", share="21")],
            Flaw.OVER_THE_WHOLE,
        ),
        ([holding("a", "b", until=DAY), holding("a", "c", from_date=DAY)], None),
    ],
)
def test_what_cannot_stand_together_is_found(holdings: list[Holding], wrong: Flaw | None) -> None:
    found = flaw(known(*holdings), "a")
    assert (found.flaw if found else None) is wrong


def test_a_circle_on_a_later_day_of_the_period_is_found_too() -> None:
    later = DAY + timedelta(days=400)
    owners = known(holding("a", "b", from_date=DAY), holding("b", "c", until=later), holding("b", "a", from_date=later))
    found = flaw(owners, "a")
    assert found is not None
    assert (found.flaw, found.day) == (Flaw.CIRCLE, later)


DAYS = st.none() | st.integers(0, 40).map(lambda days: DAY + timedelta(days=days))


@st.composite
def any_holding(draw: st.DrawFn) -> Holding:
    first, last = draw(DAYS), draw(DAYS)
    if first is not None and last is not None and last <= first:
        first, last = None, first
    return holding(
        draw(st.sampled_from(KEYS)),
        draw(st.sampled_from(KEYS)),
        share=draw(st.sampled_from([None, "30", "51", "100"])),
        control=draw(st.sampled_from([None, None, True, False])),
        relation=draw(st.sampled_from([OwnershipRelation.OWNED, OwnershipRelation.MERGED])),
        from_date=first,
        until=last,
    )


def accepted(wanted: list[Holding]) -> Ownerships:
    """Return the periods that are let in one by one, as the services do."""
    standing_now: tuple[Holding, ...] = ()
    for one in wanted:
        if flaw(known(*standing_now, one), one.vendor_key) is None:
            standing_now = (*standing_now, one)
    return known(*standing_now)


def brute_top(owners: Ownerships, key: str, day: date) -> str:
    """Return the top above an organisation, worked out from the plain periods of a day."""
    for _ in range(len(KEYS) + 1):
        mine = [one for one in owners.holdings if one.vendor_key == key and one.covers(day)]
        sure = [
            one
            for one in mine
            if one.relation is OwnershipRelation.MERGED
            or (one.control is not False and (one.control or (one.share is not None and one.share > 50)))
        ]
        able = [one for one in mine if one.control is not False]
        if not sure and len(able) == 1 and able[0].share is None:
            sure = able
        if not sure or sure[0].owner_key is None:
            return key
        key = sure[0].owner_key
    return "a circle"


@given(st.lists(any_holding(), max_size=14))
def test_what_is_let_in_never_closes_a_circle_and_groups_are_as_counted_by_hand(wanted: list[Holding]) -> None:
    owners = accepted(wanted)
    days = (date.min, DAY - timedelta(days=1), *owners.boundaries(), DAY + timedelta(days=100))
    for day in days:
        of_day: Mapping[str, Owned] = owners.on(day)
        for key in KEYS:
            assert group(of_day, key).key == brute_top(owners, key, day)


@given(st.lists(any_holding(), max_size=8))
def test_nothing_changes_between_two_boundaries(wanted: list[Holding]) -> None:
    owners = accepted(wanted)
    days = boundaries(owners.holdings)
    for first, after in pairwise(days):
        assert owners.on(first) == owners.on(after - timedelta(days=1))
