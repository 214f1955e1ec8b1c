"""The child process that opens a spreadsheet: run as a file of its own, so that a hostile file cannot harm the server.

It reads the bytes from standard input, holds itself to the memory and processor limits of its arguments and writes
one JSON object: `{"sheets": [...]}` or `{"error": code}`. It imports nothing of this project.
"""

from __future__ import annotations

import datetime as dt
import gc
import io
import json
import math
import sys
from typing import Any

MAX_TEXT = 2_000
MAX_SHEETS = 40


def hold_to(memory: int, seconds: int) -> None:
    """Limit the address space (bytes) and processor time (seconds) of this process, where the platform can."""
    try:
        import resource  # noqa: PLC0415 - absent on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def plain(value: object) -> str | float | bool | None:
    """Return a cell as JSON can hold it; dates become ISO text."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return float(value) if math.isfinite(value) else None
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    text = str(value).replace("\x00", "").strip()[:MAX_TEXT]
    return text or None


class Cells(dict[Any, str | float | bool | None]):
    """What each value of a sheet becomes: worked out once, since names, statuses and days come back in many rows.

    Only of types whose values come back; a number is quicker turned than looked up.
    """

    def __missing__(self, value: Any) -> str | float | bool | None:  # noqa: ANN401 - whatever the library gives
        found = self[value] = plain(value)
        return found

    def row(self, row: list[Any]) -> list[str | float | bool | None]:
        """Return a row as JSON can hold it."""
        return [
            cell
            if cell.__class__ is float and cell - cell == 0
            else self[cell]
            if cell.__class__ in _KEPT
            else plain(cell)
            for cell in row
        ]


_KEPT = frozenset({str, dt.date, dt.datetime})
"""The types of which values come back; a text never equals a day, nor a day a moment."""


def sheets_of(content: bytes, max_rows: int, max_columns: int) -> dict[str, Any]:
    """Return every visible sheet with its used cells, or the reason why not."""
    import python_calamine  # noqa: PLC0415 - only after the limits hold

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    except python_calamine.PasswordError:
        return {"error": "password"}
    visible = [
        meta.name
        for meta in book.sheets_metadata
        if meta.typ is python_calamine.SheetTypeEnum.WorkSheet
        and meta.visible is python_calamine.SheetVisibleEnum.Visible
    ]
    found: list[dict[str, Any]] = []
    cells = Cells()
    for name in visible[:MAX_SHEETS]:
        sheet = book.get_sheet_by_name(name)
        if sheet.start is None or sheet.end is None:
            continue
        if sheet.height > max_rows:
            return {"error": "rows", "sheet": name, "count": sheet.height}
        if sheet.width > max_columns:
            return {"error": "columns", "sheet": name, "count": sheet.width}
        rows = [cells.row(row) for row in sheet.to_python()]
        found.append({"name": name, "first_row": sheet.start[0] + 1, "first_column": sheet.start[1], "rows": rows})
    return {"sheets": found}


def main(arguments: list[str]) -> None:
    """Read, and write the outcome; anything that goes wrong with the file is `broken`."""
    max_rows, max_columns, memory, seconds = (int(argument) for argument in arguments)
    content = sys.stdin.buffer.read()
    gc.disable()  # nothing here is ever let go of before the end
    hold_to(memory, seconds)
    try:
        outcome = sheets_of(content, max_rows, max_columns)
    except MemoryError:
        outcome = {"error": "memory"}
    except Exception as error:  # noqa: BLE001 - this process exists to turn any failure of the file into an answer
        outcome = {"error": "broken", "detail": type(error).__name__}
    sys.stdout.write(json.dumps(outcome))


if __name__ == "__main__":
    main(sys.argv[1:])
