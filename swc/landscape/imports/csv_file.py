"""Reading of CSV as Dutch Excel and others write it: encoding, delimiter and size found out, never guessed silently."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import PurePath

from swc.errors import InvalidInputError, Problem
from swc.landscape.imports.folding import MAX_TEXT
from swc.landscape.imports.kinds import Cell

_DELIMITERS = (";", ",", "\t")
_LOOK_AT = 30
_MARKUP = ("<!doctype", "<html", "<?xml", "<table", "%pdf", "{\\rtf")


def read(
    content: bytes, file_name: str, *, max_rows: int, max_columns: int
) -> tuple[str, tuple[tuple[Cell, ...], ...]]:
    """Return a name for the sheet and its rows; every cell is text or `None`.

    Reads UTF-8 (with or without byte order mark), UTF-16 with mark, and cp1252; delimiters `;`, `,` and tab.
    """
    text = _decoded(content, file_name)
    if text.lstrip()[:10].lower().startswith(_MARKUP):
        raise _refused(file_name, "Het bestand is geen lijst.", "Bewaar de lijst als XLSX of CSV en kies dat bestand.")
    lines = list(io.StringIO(text, newline=""))
    delimiter, lines = _delimiter(lines)
    rows: list[tuple[Cell, ...]] = []
    try:
        for record in csv.reader(lines, delimiter=delimiter):
            if len(rows) == max_rows:
                raise _refused(
                    file_name,
                    "Het bestand heeft meer dan %(limit)s rijen.",
                    "Verdeel de lijst over meer bestanden.",
                    limit=max_rows,
                )
            if len(record) > max_columns:
                raise _refused(
                    f"{file_name}, rij {len(rows) + 1}",
                    "De rij heeft meer dan %(limit)s kolommen.",
                    "Wis de kolommen die niet bij de lijst horen.",
                    limit=max_columns,
                )
            rows.append(tuple(cell.strip()[:MAX_TEXT] or None for cell in record))
    except csv.Error as error:
        raise _refused(
            f"{file_name}, rij {len(rows) + 1}",
            "De rij is niet te lezen: waarschijnlijk staat er een aanhalingsteken open.",
            "Herstel de rij of bewaar de lijst als XLSX.",
        ) from error
    return PurePath(file_name).stem or "lijst", tuple(rows)


def _decoded(content: bytes, file_name: str) -> str:
    """Return the text; bytes that fit no encoding are refused rather than replaced."""
    encodings = ("utf-16",) if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise _refused(
        file_name,
        "Het bestand bevat tekens die niet te lezen zijn; het is geen XLSX, ODS, XLS of CSV.",
        "Bewaar de lijst als XLSX, of als CSV UTF-8, en kies dat bestand.",
    )


def _delimiter(lines: list[str]) -> tuple[str, list[str]]:
    """Return the delimiter that gives most rows the same number of columns, and the lines without Excel's `sep=`."""
    if lines and lines[0].lower().startswith("sep=") and lines[0][4:5] in _DELIMITERS:
        return lines[0][4], ["\n", *lines[1:]]
    return max(_DELIMITERS, key=lambda sign: _fit(lines[:_LOOK_AT], sign)), lines


def _fit(lines: list[str], delimiter: str) -> tuple[int, int]:
    """Return how many rows agree on a number of columns above one, and that number."""
    try:
        widths = Counter(len(record) for record in csv.reader(lines, delimiter=delimiter) if len(record) > 1)
    except csv.Error:
        return (0, 0)
    if not widths:
        return (0, 0)
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    return (count, width)


def _refused(where: str, message: str, remedy: str, **params: object) -> InvalidInputError:
    return InvalidInputError(
        "De lijst is niet ingelezen.",
        problems=(Problem(where=where, message=message, remedy=remedy, params=params),),
    )
