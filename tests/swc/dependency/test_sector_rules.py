"""What may be told of boards that share."""

from __future__ import annotations

import pytest

from swc.dependency.columns.bits import Places
from swc.dependency.sector_rules import coarse, lower, tellable, told


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


def test_sets_of_elements_go_into_words_and_keep_their_place() -> None:
    places = Places.of([f"e{number}" for number in range(70)])
    assert places.words == 3
    assert places.split(places.bits(["e0", "e65", "nobody"])) == (1, 2, 0)
    assert places.place("new") == 70
    assert places.place("e3") == 3


def test_there_is_no_place_when_the_words_are_full() -> None:
    places = Places.of([])
    assert [places.place(str(number)) for number in range(129)][-2:] == [127, None]
