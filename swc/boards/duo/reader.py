"""From the bytes of a CSV file to rows by column: encoding, separator and header recognised, nothing judged yet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from swc.boards.duo.columns import Column, FileKind, kind_of, pupil_places, recognised, sector_of
from swc.boards.kinds import Sector
from swc.errors import InvalidInputError, Problem

UPLOAD_LIMIT = 50 * 1024 * 1024
"""The most bytes of one file, unless a setting says otherwise."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as it was handed in."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Row:
    """One line: its number in the file, the text per column and the numbers of pupils as written."""

    file: str
    line: int
    values: dict[Column, str]
    pupils: tuple[str, ...]

    def where(self, column: Column | str) -> str:
        """Return the place of a cell, for a message."""
        return f"{self.file}, regel {self.line}, kolom {column}"


@dataclass(frozen=True, slots=True)
class DuoFile:
    """A file that was recognised."""

    name: str
    kind: FileKind
    sector: Sector
    columns: frozenset[Column]
    rows: tuple[Row, ...]


def read(source: SourceFile, *, limit: int = UPLOAD_LIMIT) -> DuoFile:
    """Read one file; raises `InvalidInputError` when it is too large, no text, or no file of DUO that we know."""
    if len(source.content) > limit:
        raise _refused(source, "Het bestand is groter dan %(limit)s MB.", limit=limit // (1024 * 1024))
    text = _decoded(source)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
    try:
        headers = next(lines, [])
        columns, pupils = recognised(headers), pupil_places(headers)
        kind = kind_of(set(columns.values()), has_pupils=bool(pupils))
        if kind is None:
            raise _refused(
                source,
                "De kolommen zijn niet die van een DUO-bestand met besturen, scholen, vestigingen of leerlingen.",
                remedy="Gelezen zijn: %(headers)s.",
                headers=", ".join(header.strip()[:40] for header in headers[:12]) or "geen",
            )
        rows = tuple(_rows(source.name, lines, columns, pupils, width=len(headers)))
    except csv.Error as error:
        raise _refused(source, "Regel %(line)s is geen leesbare CSV.", line=lines.line_num) from error
    sector = sector_of(set(columns.values()), source.name)
    return DuoFile(source.name, kind, sector, frozenset(columns.values()), rows)


def _rows(
    name: str, lines: Iterator[list[str]], columns: dict[int, Column], pupils: tuple[int, ...], *, width: int
) -> Iterator[Row]:
    """Yield the lines that hold anything; a short line has empty cells at its end."""
    for cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        line = lines.line_num  # type: ignore[attr-defined]
        full = [*cells, *[""] * (width - len(cells))]
        values = {column: full[place].strip() for place, column in columns.items()}
        yield Row(name, line, values, tuple(full[place].strip() for place in pupils))


def _decoded(source: SourceFile) -> str:
    """Return the text: UTF-8 where that fits, else the Windows code page of DUO's older files."""
    content = source.content
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in content:
        raise _refused(source, "Dit is geen tekst in UTF-8 of Windows-codering.", remedy="Sla het op als CSV (UTF-8).")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def _separator(text: str) -> str:
    """Return the separator: whichever of semicolon, comma and tab the header has most of."""
    header = text.partition("\n")[0]
    return max(";,\t", key=header.count)


def _refused(source: SourceFile, message: str, *, remedy: str = "", **params: object) -> InvalidInputError:
    """Return the refusal of a whole file."""
    problem = Problem(source.name, message, remedy, params=params)
    return InvalidInputError("Er is niets ingelezen.", problems=(problem,))
