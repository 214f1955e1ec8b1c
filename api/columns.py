"""The columns of this process: one for all requests, and nothing is loaded before the first question of the sector."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from swc.dependency.columns.store import Columns


async def _columns(request: Request) -> Columns:
    """Return the columns; whoever asks them brings them up to date first, after it is known that one may ask."""
    found: Columns = request.app.state.columns
    return found


ColumnsDep = Annotated[Columns, Depends(_columns)]
