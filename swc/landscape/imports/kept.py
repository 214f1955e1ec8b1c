"""What a batch keeps of a list in one column: first on which sheet it stood, then its rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel

from swc.landscape.imports.columns import Column_co, FoundList

Row = TypeVar("Row", bound=BaseModel)
Kept = Sequence[dict[str, Any]]

_NOTHING: dict[str, Any] = {"sheet": "", "header_row": 0, "unread": ()}


def told_of(found: FoundList[Column_co]) -> dict[str, Any]:
    """Return what is kept of the sheet of a list; `unread` are the headings of columns that go to the note."""
    unread = [column.header for column in found.columns if column.field is None]
    return {"sheet": found.sheet, "header_row": found.header_row, "unread": unread}


def kept(about: dict[str, Any], rows: Iterable[BaseModel]) -> list[dict[str, Any]]:
    """Return what a batch keeps of a list."""
    return [about, *(row.model_dump(mode="json") for row in rows)]


def about_of(found: Kept) -> dict[str, Any]:
    """Return what is kept of the sheet; nothing of one that was carried out."""
    return dict(found[0]) if found else _NOTHING


def rows_of(found: Kept, kind: type[Row]) -> tuple[Row, ...]:
    """Return the rows that are kept; a list that was carried out has none any more."""
    return tuple(kind.model_validate(row) for row in found[1:])
