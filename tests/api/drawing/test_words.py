"""Words that fit in a drawing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from api.drawing.words import fitting, shortened, width_of, wrapped


def test_a_text_that_fits_is_left_alone_and_a_longer_one_ends_in_an_ellipsis() -> None:
    assert shortened("Magister", 8) == "Magister"
    assert shortened("Magister", 7) == "Magist…"
    assert shortened("Magister", 4) == ""


def test_a_name_is_broken_at_its_spaces_and_cut_where_there_is_no_more_room() -> None:
    assert wrapped("Stichting Kennisnet Diensten", 10, 3) == ("Stichting", "Kennisnet", "Diensten")
    assert wrapped("Stichting Kennisnet Diensten", 10, 2) == ("Stichting", "Kennisnet…")
    assert wrapped("Stichting", 3, 2) == ()
    assert wrapped("Stichting", 20, 0) == ()


@given(st.text(st.characters(codec="ascii"), max_size=60), st.integers(0, 20), st.integers(0, 4))
def test_no_line_is_longer_than_its_room(text: str, most: int, lines: int) -> None:
    found = wrapped(text, most, lines)
    assert len(found) <= lines
    assert all(len(line) <= most for line in found)


@given(st.floats(0, 500), st.integers(8, 20))
def test_what_fits_is_not_wider_than_the_room(room: float, size: int) -> None:
    assert width_of("m" * fitting(room, size), size) <= room + 1e-6
