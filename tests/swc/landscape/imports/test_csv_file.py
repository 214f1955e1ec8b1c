"""CSV in the dialects that people have."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from swc.errors import InvalidInputError
from swc.landscape.imports import csv_file
from tests.factories.lists import make_csv


def rows(content: bytes) -> tuple[tuple[object, ...], ...]:
    return csv_file.read(content, "lijst.csv", max_rows=100, max_columns=20)[1]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_accents_survive_in_every_encoding_that_excel_writes(encoding: str) -> None:
    content = make_csv([["Café Één", "€ 1.234,50"]], headers=("Applicatie", "Kosten"), encoding=encoding)

    assert rows(content) == (("Applicatie", "Kosten"), ("Café Één", "€ 1.234,50"))


@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_the_delimiter_is_found_by_the_columns_it_gives(sign: str) -> None:
    content = make_csv([["Magister", "SchoolMaster"], ["Zermelo", "Zermelo"]], headers=("App", "Lev"), sign=sign)

    assert rows(content)[1] == ("Magister", "SchoolMaster")


def test_a_decimal_comma_does_not_make_the_comma_the_delimiter() -> None:
    assert rows(b"App;Kosten\nMagister;1,50\nZermelo;2,50\n")[1] == ("Magister", "1,50")


def test_the_line_that_tells_excel_the_delimiter_is_no_row_of_the_list() -> None:
    assert rows(b"sep=;\nApp;Lev\nMagister;X\n")[1:] == (("App", "Lev"), ("Magister", "X"))


def test_a_cell_may_hold_a_line_break_between_quotes() -> None:
    assert rows(b'App;Opmerking\nMagister;"eerste\r\ntweede"\n')[1] == ("Magister", "eerste\r\ntweede")


def test_a_list_of_one_column_needs_no_delimiter() -> None:
    assert rows(b"Applicatie\nMagister\n") == (("Applicatie",), ("Magister",))


@pytest.mark.parametrize(
    "content",
    [
        b"App;Lev\n\x81\x8d;x\n",
        b"App\x00;Lev\n",
        b"<html><table><tr><td>x</td></tr></table></html>",
        b"%PDF-1.7 enzovoort",
        b'App;Lev\n"' + b"x" * 200_000,
    ],
    ids=["broken encoding", "null bytes", "web page", "pdf", "open quote"],
)
def test_what_is_no_list_is_refused_with_a_remedy(content: bytes) -> None:
    with pytest.raises(InvalidInputError) as caught:
        rows(content)

    assert caught.value.problems[0].remedy


def test_too_many_rows_are_refused_with_the_limit() -> None:
    with pytest.raises(InvalidInputError, match="100"):
        rows(b"a;b\n" * 101)


def test_too_many_columns_are_refused_with_the_row() -> None:
    with pytest.raises(InvalidInputError, match="rij 2"):
        rows(b"a;b\n" + b"x;" * 30 + b"\n")


@given(st.binary(max_size=400))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        found = rows(content)
    except InvalidInputError as error:
        assert error.problems  # noqa: PT017 - refused is as good as read
    else:
        assert all(cell is None or isinstance(cell, str) for row in found for cell in row)
