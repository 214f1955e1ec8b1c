"""Identifiers as DUO writes them, and as spreadsheets spoil them."""

from __future__ import annotations

import pytest

from swc.boards import rules
from swc.boards.kinds import Sector


@pytest.mark.parametrize(
    ("written", "sound"),
    [
        ("41101", "41101"),
        ("  77494 ", "77494"),
        ("123", "00123"),
        ("", None),
        ("123456", None),
        ("4110A", None),
        ("٤١١", None),
    ],
)
def test_a_board_number_gets_its_lost_zeros_back(written: str, sound: str | None) -> None:
    assert rules.board_number(written) == sound


@pytest.mark.parametrize(("written", "sound"), [("1234567", "01234567"), ("12345678", "12345678"), ("123456789", None)])
def test_a_kvk_number_has_eight_digits(written: str, sound: str | None) -> None:
    assert rules.kvk_number(written) == sound


@pytest.mark.parametrize(
    ("written", "sound"),
    [("16SW", "16SW"), ("16sw", "16SW"), ("9AB", "09AB"), ("16S", None), ("1234", None), ("", None)],
)
def test_a_brin_is_two_digits_and_two_letters(written: str, sound: str | None) -> None:
    assert rules.brin(written) == sound


@pytest.mark.parametrize(
    ("written", "sound"), [("16SW03", "16SW03"), ("03", "16SW03"), ("3", "16SW03"), ("17AB03", None), ("", None)]
)
def test_a_site_is_known_by_its_whole_code_or_by_its_two_digits(written: str, sound: str | None) -> None:
    assert rules.site_code(written, "16SW") == sound


@pytest.mark.parametrize(
    ("written", "sound"), [("5831gb", "5831 GB"), ("5831 GB", "5831 GB"), ("", ""), ("583 GB", None)]
)
def test_a_postcode_has_one_space(written: str, sound: str | None) -> None:
    assert rules.postcode(written) == sound


def test_a_telephone_number_gets_its_lost_zero_back_and_other_text_stays() -> None:
    assert rules.phone("485571234") == "0485571234"
    assert rules.phone("0485-571234") == "0485-571234"


def test_a_board_with_schools_of_two_sectors_is_mixed_and_unknown_adds_nothing() -> None:
    assert rules.joined_sector([Sector.PO, Sector.UNKNOWN]) is Sector.PO
    assert rules.joined_sector([Sector.PO, Sector.VO]) is Sector.MIXED
    assert rules.joined_sector([Sector.UNKNOWN]) is Sector.UNKNOWN
