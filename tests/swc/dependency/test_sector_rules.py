"""What may be told of boards that share."""

from __future__ import annotations

import pytest

from swc.dependency.columns.bits import Places
from swc.dependency.sector_rules import APART, Supplied, coarse, lower, regrouped, tellable, told


@pytest.mark.parametrize(("boards", "shown"), [(0, 0), (1, None), (4, None), (5, 5), (900, 900)])
def test_a_few_boards_are_not_told(boards: int, shown: int | None) -> None:
    assert told(boards, 5) == shown


@pytest.mark.parametrize(
    ("boards", "sector", "may"),
    [
        ({"po": 3, "vo": 2}, None, True),
        ({"po": 3, "vo": 1}, None, False),
        ({"po": 6, "vo": 5}, "po", True),
        ({"po": 6}, "po", True),
        ({"po": 6}, "vo", False),
        ({"po": 6, "vo": 2}, "po", False),
    ],
)
def test_within_a_sector_the_others_must_not_follow(boards: dict[str, int], sector: str | None, may: bool) -> None:  # noqa: FBT001 - a case
    assert tellable(boards, sector, 5) is may


def test_a_coarse_number_is_a_lower_bound_with_the_share_of_coarse_numbers() -> None:
    found = coarse(2_999, 9_001, 1_000)
    assert (found.number, found.at_least, found.share) == (2_000, True, 2 / 9)
    assert lower(7, 5) == 5


MANY, FEW = 0b11111, 0b1


@pytest.mark.parametrize(
    ("boards", "after"),
    [
        ((MANY, MANY, MANY), {1: 2, 2: 7}),
        ((MANY, FEW, MANY), {2: 9}),
        ((MANY, MANY, FEW), {1: 2, 2: 4, APART: 3}),
        ((FEW, MANY, MANY), {1: 5, 2: 4}),
    ],
    ids=["enough of each", "what stays behind goes along", "a small acquirer stays apart", "too little goes over"],
)
def test_a_takeover_shows_no_part_that_too_few_boards_use(boards: tuple[int, int, int], after: dict[int, int]) -> None:
    moves, stays, takes = boards
    rows = (Supplied(10, 1, 3, moves), Supplied(11, 1, 2, stays), Supplied(12, 2, 4, takes))
    assert regrouped(rows, {10}, 2, 5) == ({1: 5, 2: 4}, after)
    assert regrouped(rows, {10}, 2, 1)[1] == {1: 2, 2: 7}


def test_sets_of_elements_go_into_words_and_keep_their_place() -> None:
    places = Places.of([f"e{number}" for number in range(70)])
    assert places.words == 3
    assert places.split(places.bits(["e0", "e65", "nobody"])) == (1, 2, 0)
    assert places.place("new") == 70
    assert places.place("e3") == 3


def test_there_is_no_place_when_the_words_are_full() -> None:
    places = Places.of([])
    assert [places.place(str(number)) for number in range(129)][-2:] == [127, None]
