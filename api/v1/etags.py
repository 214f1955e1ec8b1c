"""Guards against lost updates: a version is an ETag, a change says which version it changes."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Header, HTTPException
from fastapi.responses import Response


def tag(response: Response, version: int) -> None:
    """Set the strong ETag of a thing's version."""
    response.headers["ETag"] = f'"{version}"'


def _if_match(
    if_match: Annotated[str | None, Header(description="De ETag van de versie die u wijzigt")] = None,
) -> int:
    """Return the version a change is based on: 428 without one, 412 for what is no version of ours."""
    if if_match is None:
        raise HTTPException(428, "Stuur If-Match mee met de ETag die u bij het lezen kreeg.")
    try:
        return int(if_match.strip().removeprefix("W/").strip('"'))
    except ValueError:
        raise HTTPException(412, "De meegestuurde versie is niet de huidige; lees opnieuw.") from None


IfMatch = Annotated[int, Depends(_if_match)]
