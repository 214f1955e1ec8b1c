"""The one document between a read model and its files, so that XLSX, PDF and DOCX say the same."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

_UNREADABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def readable(text: str) -> str:
    """Return a text without what XML 1.0 (section 2.2) cannot hold; every such character shows as �."""
    return _UNREADABLE.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


@dataclass(frozen=True, slots=True)
class Line:
    """A text of one value with its mark: how far it is confirmed."""

    text: str
    mark: str = ""

    @property
    def plain(self) -> str:
        """Return text and mark as one text."""
        return f"{self.text} ({self.mark})" if self.mark else self.text


Cell = tuple[Line, ...]
Named = tuple[str, str]


def cell(*texts: str) -> Cell:
    """Return a cell with a line for each text that is not empty."""
    return tuple(Line(found) for text in texts if (found := readable(text)))


def marked(pairs: Iterable[tuple[str, str]]) -> Cell:
    """Return a cell with a line for each (text, mark)."""
    return tuple(Line(readable(text), mark) for text, mark in pairs)


def plain(found: Cell) -> str:
    """Return a cell as one text, its lines below each other."""
    return "\n".join(line.plain for line in found)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3; one that is not `listed` stays out of the contents, one `apart` starts a page."""

    text: str
    level: int
    listed: bool = True
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Prose:
    """A text in paragraphs; a spreadsheet keeps it in one row, behind what `lead` says it is about."""

    sheet: str
    column: str
    paragraphs: tuple[str, ...]
    lead: tuple[Named, ...] = ()
    note: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """The properties of one thing, as a list of names with values.

    In a spreadsheet a record with a `lead` is one row among its likes; one without stands as the list that it is.
    """

    sheet: str
    pairs: tuple[tuple[str, Cell], ...]
    lead: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; `widths` are shares. A spreadsheet puts `lead` before every row."""

    sheet: str
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]
    lead: tuple[Named, ...] = ()


Block = Heading | Prose | Record | Table


@dataclass(frozen=True, slots=True)
class Document:
    """Everything that is handed out about one thing.

    `day` is the day of what it says and the only date in the file, so that the same facts give the same bytes.
    `stamp` is the SHA-256 of the facts it was made from.
    """

    title: str
    subtitle: str
    author: str
    language: str
    day: date
    stamp: str
    blocks: tuple[Block, ...]
