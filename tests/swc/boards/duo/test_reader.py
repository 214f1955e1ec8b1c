"""Encodings, separators and broken files."""

from __future__ import annotations

import pytest

from swc.boards.duo.columns import Column, FileKind
from swc.boards.duo.reader import DuoFile, SourceFile, read
from swc.errors import InvalidInputError

TEXT = (
    'BEVOEGD GEZAG NUMMER;BEVOEGD GEZAG NAAM;PLAATSNAAM\r\n41101;"Stichting; Café";Súdwest\r\n\r\n;;\r\n41102;Zuid;\r\n'
)


def opened(content: bytes, name: str = "b.csv", **limits: int) -> DuoFile:
    """Read some bytes."""
    return read(SourceFile(name, content), **limits)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "latin-1"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_every_encoding_and_separator_gives_the_same_rows(encoding: str, separator: str) -> None:
    text = TEXT.replace('"Stichting; Café"', '"Stichting@ Café"').replace(";", separator).replace("@", separator)
    file = opened(text.encode(encoding))
    assert file.kind is FileKind.BOARDS
    assert [row.values[Column.BOARD_NAME] for row in file.rows] == [f"Stichting{separator} Café", "Zuid"]
    assert file.rows[0].values[Column.CITY] == "Súdwest"


def test_bytes_outside_the_windows_code_page_are_still_read() -> None:
    assert opened(TEXT.encode("cp1252").replace(b"Zuid", b"Zu\x81d")).rows[1].values[Column.BOARD_NAME] == "Zu\x81d"


def test_a_row_knows_its_line_also_after_a_cell_of_several_lines() -> None:
    file = opened(b'BEVOEGD GEZAG NUMMER;BEVOEGD GEZAG NAAM\n41101;"twee\nregels"\n41102;Zuid\n')
    assert [row.line for row in file.rows] == [3, 4]
    assert file.rows[1].where(Column.BOARD) == "b.csv, regel 4, kolom BEVOEGD GEZAG NUMMER"


def test_a_short_line_has_empty_cells_and_a_long_one_is_cut() -> None:
    file = opened(b"BEVOEGD GEZAG NUMMER;BEVOEGD GEZAG NAAM;PLAATSNAAM\n41101;Noord\n41102;Zuid;Breda;;;\n")
    assert [row.values[Column.CITY] for row in file.rows] == ["", "Breda"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "kolommen"),
        (b"\n\n", "kolommen"),
        (b"NAAM;ADRES\na;b\n", "NAAM, ADRES"),
        (TEXT.encode("utf-16"), "geen tekst"),
        (b"PK\x03\x04\x00\x00", "geen tekst"),
        (b"BEVOEGD GEZAG NUMMER;BEVOEGD GEZAG NAAM\n1;" + b"x" * 200_000, "geen leesbare CSV"),
    ],
)
def test_what_is_no_file_of_duo_is_refused_by_name(content: bytes, says: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        opened(content)
    assert says in str(refused.value)
    assert refused.value.problems[0].where == "b.csv"


def test_a_file_over_the_limit_is_refused_with_the_limit() -> None:
    with pytest.raises(InvalidInputError, match="1 MB"):
        opened(b"x" * (1024 * 1024 + 1), limit=1024 * 1024)
