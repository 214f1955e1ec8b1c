"""Walking through the list by its keys in memory goes where the sorted list of all keys goes, in both directions."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from swc.dependency.uses.schemas import Position
from swc.dependency.uses.walk import AT_ONCE, Walk

BOARDS = [f"4{number:04}" for number in range(3 * AT_ONCE)]
IDS = st.integers(0, 40).map(lambda one: UUID(int=one << 100))


@given(
    uses=st.dictionaries(st.sampled_from(BOARDS), st.sets(IDS, min_size=1, max_size=5), max_size=12),
    hyphens=st.booleans(),
    place=st.none() | st.builds(Position, st.sampled_from(BOARDS), IDS, st.booleans()),
    most=st.integers(1, 12),
    fewer=st.sets(st.sampled_from(BOARDS)),
)
def test_a_page_holds_what_comes_next_in_order(
    *, uses: dict[str, set[UUID]], hyphens: bool, place: Position | None, most: int, fewer: set[str]
) -> None:
    asked: list[str] = []

    def read(boards: Sequence[str]) -> dict[str, tuple[str, ...]]:
        asked.extend(boards)
        return {one: tuple(sorted(map(told, uses[one]))) for one in boards if one in uses}

    def told(use_id: UUID) -> str:
        return str(use_id) if hyphens else use_id.hex

    keys = sorted((board, use_id) for board, found in uses.items() for use_id in found)
    if place is not None and place.before:
        wanted = [key for key in reversed(keys) if key < place[:2]]
    else:
        wanted = [key for key in keys if place is None or key > place[:2]]
    walk = Walk({number: index for index, number in enumerate(BOARDS)})
    expected = [(board, told(use_id)) for board, use_id in wanted[:most]]
    assert walk.keys(place, most, read) == expected
    assert len(asked) == len(set(asked))
    before = list(asked)
    assert walk.keys(place, most, read) == expected
    assert asked == before, "a board is read once"
    assert walk.without(fewer).keys(place, most, read) == expected


def test_a_place_at_a_board_that_does_not_share_any_more_is_not_in_the_walk() -> None:
    walk = Walk({"40001": 0})
    assert walk.keys(Position("40002", UUID(int=1)), 5, lambda _boards: {}) is None
