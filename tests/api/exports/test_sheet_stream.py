"""A workbook that is written while it is read opens as any other, and a file ends when its reader leaves."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from io import BytesIO
from typing import Any

from hypothesis import given, strategies
from lxml import etree
from python_calamine import CalamineWorkbook

from api.exports import sheet_stream as cells
from api.exports.flow import flow
from tests import loops

ROW = ["=1+1", "a < b & c", "x" * 40_000]


def made(texts: list[str]) -> bytes:
    """Return a workbook with a row for each text, in portions of two."""
    known = cells.Texts()
    rows = [f"{known.cell(one)}{cells.inline(one)}{cells.number(3)}{cells.day(date(2026, 3, 2))}" for one in texts]
    portions = [rows[at : at + 2] for at in range(0, len(rows), 2)]
    return b"".join(cells.workbook("Blad", ["Eén", "Twee", "Drie", "Dag"], known, portions))


@given(strategies.lists(strategies.text(strategies.characters(codec="utf-8"), max_size=30), max_size=5))
def test_what_is_written_is_read_back_as_text_whatever_it_holds(texts: list[str]) -> None:
    content = made(texts)
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            etree.fromstring(archive.read(name))
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    assert rows[0] == ["Eén", "Twee", "Drie", "Dag"]
    assert len(rows) == len(texts) + 1
    assert all(row[2] == 3 and row[3] == date(2026, 3, 2) for row in rows[1:])


def test_a_formula_stays_a_text_and_a_long_text_is_cut_to_what_a_cell_holds() -> None:
    rows = CalamineWorkbook.from_filelike(BytesIO(made(ROW))).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows[1:3]] == ROW[:2]
    assert len(rows[3][0]) == 32_767


class Watched:
    """A database that says whether its moment was let go of."""

    def __init__(self) -> None:
        self.open = 0

    @contextmanager
    def snapshot(self) -> Iterator[Any]:
        """Open a moment."""
        self.open += 1
        try:
            yield self
        finally:
            self.open -= 1


def test_a_file_ends_when_its_reader_leaves() -> None:
    database, made_so_far = Watched(), []

    def make(_session: Any) -> Iterator[bytes]:  # noqa: ANN401 - no session is needed here
        for at in range(1_000):
            made_so_far.append(at)
            yield b"x" * 10

    async def leave() -> None:
        portions = flow(database, make, threads)  # type: ignore[arg-type]
        async for _portion in portions:
            break
        await portions.aclose()  # type: ignore[attr-defined]

    with ThreadPoolExecutor(2) as threads:
        loops.run(leave())
    assert database.open == 0
    assert 1 <= len(made_so_far) <= 3
